"""What the public must never read on a page or in the interface: private names, victims, fine positions."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from tests.web.made import VICTIM, WITNESS
from tests.web.visiting import said, tree, walk

NAMES = [part for name in (WITNESS, VICTIM) for part in (name, name.split()[-1])]
API = [
    "places",
    "places/Velmora",
    "timeline/Velmora",
    "incidents?limit=200",
    "reports?limit=200",
    "sources",
    "map",
    "search?q=Tesk",
    "search?q=strike",
    "questions",
    "changes?from=2017-11-08",
    "log",
]


def test_no_public_page_names_a_private_person(web: TestClient) -> None:
    for address, text in walk(web):
        for name in NAMES:
            assert name not in text, (address, name)


def test_the_team_reads_the_names(team: TestClient) -> None:
    assert any(WITNESS in text for _, text in walk(team))


@pytest.mark.parametrize("path", API)
def test_the_interface_is_public_unless_asked_otherwise(team: TestClient, path: str) -> None:
    answer = team.get(f"/api/v1/{path}")
    assert answer.status_code == 200
    for name in NAMES:
        assert name not in answer.text


def test_the_interface_tells_the_team_what_it_asks_for(web: TestClient) -> None:
    assert WITNESS in web.get("/api/v1/search", params={"q": "strike", "for": "team"}).text


@pytest.mark.parametrize("words", ["Haddou", "Salim", "Morsi", '"Salim Haddou"', "source:Haddou"])
def test_a_private_person_is_not_found_by_name_in_public(
    web: TestClient, team: TestClient, words: str
) -> None:
    assert not tree(web.get("/search", params={"q": words}).text).xpath("//article[@class='claim']")
    found = tree(team.get("/search", params={"q": words}).text)
    assert found.xpath("//article[@class='claim']") or found.xpath("//a[starts-with(@href, '/reports/')]")


def test_a_private_person_has_no_page_for_anyone(team: TestClient) -> None:
    key = next(s["key"] for s in _sources(team) if WITNESS in s["names"][0])
    assert team.get(f"/sources/{key}").status_code == 404
    assert team.get(f"/api/v1/sources/{key}?for=team").status_code == 404


def _sources(team: TestClient) -> list[dict[str, list[str]]]:
    from onrecord.codec import to_plain

    bench = team.app.state.desk.bench  # type: ignore[attr-defined]
    found: list[dict[str, list[str]]] = to_plain(bench.sources().sources)
    return found


def test_no_page_and_no_answer_gives_a_position_finer_than_two_decimals(web: TestClient) -> None:
    for address, text in walk(web, most=60):
        words = re.sub(r'<path class="land" d="[^"]*"', "", text)
        assert not re.search(r"\b(?:34|40|41)\.\d{3,}", words), address
    for path in API:
        assert not re.search(r'"(?:lat|lon)":-?\d+\.\d{3,}', web.get(f"/api/v1/{path}").text), path


def test_victims_are_listed_for_the_team_alone(web: TestClient, team: TestClient) -> None:
    strike = next(
        i["id"] for i in web.get("/api/v1/incidents").json()["items"] if i["event_type"] == "airstrike"
    )
    assert web.get(f"/people/{strike}").status_code == 404
    assert VICTIM in said(team.get(f"/people/{strike}").text)


def test_the_archived_original_is_for_the_team_and_is_never_run(web: TestClient, team: TestClient) -> None:
    report = web.get("/api/v1/reports").json()["items"][0]["edition"]
    assert web.get(f"/reports/{report}/original").status_code == 404
    answer = team.get(f"/reports/{report}/original")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"


def test_nothing_is_told_after_the_last_public_day(web: TestClient) -> None:
    later = web.get("/api/v1/map", params={"on": "2017-12-24"}).json()
    assert {p["row"] for p in later["places"]} == {None}


def test_another_sites_form_writes_nothing(web: TestClient) -> None:
    for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = web.post("/review", data={"kind": "note"}, headers=headers)
        assert answer.status_code == 403


def test_another_host_name_is_not_answered(web: TestClient) -> None:
    assert web.get("/", headers={"Host": "elsewhere.example"}).status_code == 400
