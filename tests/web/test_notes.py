"""Notes and saved links: hung on anything, seen where they hang, deciding nothing, taken back."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.web.made import WITNESS
from tests.web.test_deciding import SIGNED, a_claim, deciding
from tests.web.visiting import said, tree

NOTE = {"note": "Ask the second bakery.", "link": "https://archive.example/7", "author": "A. Analyst"}


def hangers(desk: TestClient) -> dict[str, str]:
    """Something of each sort that a note may hang on."""
    strike = next(i for i in desk.get("/api/v1/incidents").json()["items"] if i["event_type"] == "airstrike")
    return {
        "claim": strike["claims"][0],
        "incident": strike["id"],
        "place": "un:SY/velmora",
        "report": desk.get("/api/v1/reports").json()["items"][0]["report"],
        "actor": "islamic-state",
        "source": next(
            s["key"] for s in desk.get("/api/v1/sources").json()["items"] if s["type"] == "monitor"
        ),
    }


@pytest.mark.parametrize("kind", ["claim", "incident", "place", "report", "actor", "source"])
def test_a_note_is_seen_where_it_hangs_and_in_the_list(desk: TestClient, kind: str) -> None:
    about = hangers(desk)[kind]
    page = f"/{kind}s/{about}"
    answer = desk.post("/notes", data=NOTE | {"kind": kind, "about": about, "back": page})
    assert answer.status_code == 200
    for text in (answer.text, desk.get("/notes").text):
        assert "Ask the second bakery." in said(text)
        assert tree(text).xpath("//a[@href='https://archive.example/7']")
    listed = desk.get("/api/v1/notes", params={"about": about}).json()["items"]
    assert [(n["kind"], n["about"]) for n in listed] == [(kind, about)]
    assert tree(desk.get("/notes").text).xpath(f"//a[contains(@href, '/{kind}s/')]")


def test_a_note_is_taken_back_where_it_hangs(desk: TestClient) -> None:
    place = "un:SY/velmora"
    desk.post("/notes", data=NOTE | {"kind": "place", "about": place})
    form = tree(desk.get(f"/places/{place}").text).xpath("//form[@action='/undo']")[0]
    sent = {str(i.get("name")): str(i.get("value")) for i in form.xpath(".//input")}
    answer = desk.post("/undo", data=sent | {"author": "A. Analyst"})
    assert "Taken back" in said(answer.text)
    assert desk.get("/api/v1/notes").json()["total"] == 0


def test_a_note_leaves_open_questions_open_and_forms_fresh(desk: TestClient) -> None:
    before = desk.get("/api/v1/questions").json()["total"]
    claim = a_claim(desk)
    form = deciding(desk, claim)
    desk.post("/notes", data=NOTE | {"kind": "claim", "about": claim})
    assert desk.get("/api/v1/questions").json()["total"] == before
    assert desk.post("/review", data=form | {"kind": "reject"}, follow_redirects=False).status_code == 303


def test_a_private_person_in_a_note_is_masked_in_public(desk: TestClient) -> None:
    desk.post(
        "/notes", data=NOTE | {"kind": "place", "about": "un:SY/tesk", "note": f"{WITNESS} may know more"}
    )
    assert WITNESS not in desk.get("/notes").text
    assert WITNESS in desk.get("/notes?for=team").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "place", "about": "nowhere"},
        {"kind": "war", "about": "un:SY/velmora"},
        {"kind": "source", "about": "witness:salim haddou, a baker"},
        {"kind": "place", "about": "un:SY/velmora", "note": " ", "link": ""},
        {"kind": "place", "about": "un:SY/velmora", "link": "javascript:hit()"},
        {"kind": "place", "about": "un:SY/velmora", "author": " "},
        {"kind": "", "about": ""},
    ],
)
def test_a_note_that_cannot_hang_is_refused_in_a_sentence(desk: TestClient, wrong: dict[str, str]) -> None:
    answer = desk.post("/notes", data=NOTE | wrong)
    assert answer.status_code in (404, 422)
    assert tree(answer.text).xpath("//h1")
    assert desk.get("/api/v1/notes").json()["total"] == 0


def sent(desk: TestClient, path: str, kind: str) -> dict[str, str]:
    """What the form for a kind of decision sends from a page, signed."""
    form = tree(desk.get(path).text).xpath(f"//form[.//input[@name='kind' and @value='{kind}']]")[0]
    return {str(i.get("name")): str(i.get("value") or "") for i in form.xpath(".//input")} | SIGNED


def test_a_person_pins_the_holder_of_a_place_over_some_days(desk: TestClient) -> None:
    path = "/places/un:SY/velmora"
    form = sent(desk, path, "pin") | {"value": "islamic-state", "first": "2017-11-09", "last": "2017-11-10"}
    answer = desk.post("/review", data=form)
    assert "Decided: pin" in said(answer.text)
    days = {d["day"]: d for d in desk.get("/api/v1/places/un:SY/velmora").json()["now"]["days"]}
    assert {days[f"2017-11-{n:02}"]["side"] for n in (9, 10)} == {"Islamic State"}
    assert days["2017-11-08"]["side"] != "Islamic State"
    again = desk.post("/review", data=form | {"value": "contested"})
    assert again.status_code == 409, "somebody pinned it since"


@pytest.mark.parametrize("wrong", [{"first": "", "last": ""}, {"first": "2017-11-10", "last": "2017-11-09"}])
def test_a_pin_without_days_that_can_be_is_refused(desk: TestClient, wrong: dict[str, str]) -> None:
    form = sent(desk, "/places/un:SY/velmora", "pin") | {"value": "islamic-state"} | wrong
    assert desk.post("/review", data=form).status_code in (400, 422)
    assert desk.get("/api/v1/log").json()["total"] == 0


def test_a_side_that_a_person_set_is_on_the_actors_page(desk: TestClient) -> None:
    path = "/actors/hizballah"
    more = {"value": "syria-2011:opposition", "first": "2017-11-01", "last": "2017-11-30", "reason": "a test"}
    answer = desk.post("/review", data=sent(desk, path, "side") | more)
    row = next(
        r for r in tree(answer.text).xpath("//tbody/tr") if "decided by A. Analyst" in r.text_content()
    )
    assert "Syrian opposition groups" in row.text_content()
    assert "1 Nov 2017" in row.text_content()
    assert row.xpath(".//a[starts-with(@href, '/log/')]")
