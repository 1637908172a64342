"""Every page: it answers, it is whole, it runs nothing that is not ours, and it leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.web.app import create
from tests.web.made import opened
from tests.web.visiting import PAGES, links, runs, said, tree, walk


@pytest.mark.parametrize("address", PAGES)
def test_page_is_whole_without_any_script(web: TestClient, address: str) -> None:
    answer = web.get(address)
    assert answer.status_code == 200
    page = tree(answer.text)
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//main")
    assert page.xpath("//title")[0].text
    for field in page.xpath("//main//input[not(@type='hidden')] | //main//select | //main//textarea"):
        labelled = field.get("aria-label") or field.xpath("ancestor::label")
        named = page.xpath("//label[@for=$id]", id=field.get("id") or "-")
        assert labelled or named, f"{field.get('name')} has no label"


def test_nothing_on_any_page_runs_or_loads_what_is_not_ours(web: TestClient) -> None:
    faults = {address: found for address, text in walk(web) if (found := runs(text))}
    assert faults == {}


def test_hostile_words_are_shown_as_words(web: TestClient) -> None:
    assert "<img src=x onerror=window.hit=1>" in said(web.get("/reports").text)
    assert "49" not in said(web.get("/search?q={{7*7}}").text).split("fits")[-1].split("Fewer")[0]


def test_every_link_leads_to_a_page(web: TestClient) -> None:
    leads = {link.split("#")[0]: address for address, text in walk(web, most=40) for link in links(text)}
    wanted = [link for link in leads if not link.startswith(("/for/", "/static/"))][:120]
    assert {link: leads[link] for link in wanted if web.get(link).status_code >= 400} == {}


def test_ids_of_a_page_are_unlike_each_other(web: TestClient) -> None:
    for address, text in walk(web, most=40):
        ids = [str(i) for i in tree(text).xpath("//main//@id")]
        twice = {i for i in ids if ids.count(i) > 1 and not i.startswith("claim-")}
        assert not twice, (address, twice)


@pytest.mark.parametrize("address", [*PAGES, "/nowhere", "/api/v1/places"])
def test_every_answer_forbids_what_is_not_ours(web: TestClient, address: str) -> None:
    headers = web.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"https?:", policy)
    assert headers["x-content-type-options"] == "nosniff"


BAD = [
    ("/places/nowhere", 404),
    ("/incidents/i000000000000000", 404),
    ("/claims/zzzz", 404),
    ("/reports/zzzz", 404),
    ("/sources/nobody", 404),
    ("/actors/nobody", 404),
    ("/people/i000", 404),
    ("/log/nothing", 404),
    ("/add/never", 404),
    ("/no/such/page", 404),
    ("/?on=yesterday", 400),
    ("/?on=9999-12-31", 400),
    ("/places?known_on=0001-01-01", 400),
    ("/incidents?type=party", 400),
    ("/incidents?grade=A", 400),
    ("/incidents?killed=many", 400),
    ("/incidents?start=-1", 400),
    ("/incidents?review=maybe", 400),
    ("/search?q=type:party", 400),
    ("/search?q=after:soon", 400),
    ("/search?q=" + "x" * 600, 400),
    ("/changes?from=2017-11-01&by=heart", 400),
    ("/whatif?without=source:nobody", 404),
    ("/for/everyone", 400),
    ("/?for=everyone", 400),
]


@pytest.mark.parametrize(("address", "status"), BAD)
def test_bad_input_is_answered_in_a_sentence_with_a_way_on(
    web: TestClient, address: str, status: int
) -> None:
    answer = web.get(address)
    assert answer.status_code == status
    page = tree(answer.text)
    assert len(page.xpath("//h1")[0].text_content().split()) >= 3
    assert page.xpath("//main//a[@href='/places']")
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("address", ["/incidents?killed=9999", "/search?q=zebra", "/incidents?text=zebra"])
def test_what_finds_nothing_says_what_to_do(web: TestClient, address: str) -> None:
    answer = web.get(address)
    assert answer.status_code == 200
    assert tree(answer.text).xpath("//div[@class='empty']//a")


def test_an_empty_record_tells_how_to_begin(tmp_path_factory: pytest.TempPathFactory) -> None:
    from onrecord.project.opened import Project
    from onrecord.web.app import create

    with Project.open(tmp_path_factory.mktemp("empty") / "home") as project:
        visitor = TestClient(create(project))
        for address in PAGES:
            answer = visitor.get(address)
            assert answer.status_code == 200, address
        assert tree(visitor.get("/").text).xpath("//div[@class='empty']//a[@href='/add']")


def test_a_fault_of_our_own_is_told_on_a_page(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as project:
        app = create(project)
        app.add_api_route("/broken", lambda: 1 // 0)
        answer = TestClient(app, raise_server_exceptions=False).get("/broken")
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"]
    assert "The record is unharmed" in said(answer.text)
    assert tree(answer.text).xpath("//main//a")
