"""Decisions: taken, signed, taken back; nothing lost when two people decide at once."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.web.visiting import runs, said, tree

SIGNED = {"author": "A. Analyst", "reason": "read again"}


def fields(page: html.HtmlElement) -> dict[str, Any]:
    """What the question's form would send without a choice."""
    form = page.xpath("//form[@data-review]")[0]
    return {str(i.get("name")): str(i.get("value")) for i in form.xpath(".//input[@type='hidden']")}


def a_claim(desk: TestClient, words: str = "strike") -> str:
    """The id of a claim that holds some words."""
    return str(desk.get("/api/v1/search", params={"q": words}).json()["claims"][0]["id"])


def deciding(desk: TestClient, claims: str) -> dict[str, Any]:
    """The form about claims of one's own choice."""
    return fields(tree(desk.get(f"/decide?claims={claims}").text)) | SIGNED


def test_a_decision_is_put_on_record_with_its_author_and_reason(desk: TestClient) -> None:
    claim = a_claim(desk)
    answer = desk.post("/review", data=deciding(desk, claim) | {"kind": "reject"}, follow_redirects=False)
    assert answer.status_code == 303
    log = said(desk.get("/log").text)
    assert "reject" in log
    assert "A. Analyst" in log
    assert "read again" in log


def test_a_rejected_claim_leaves_the_incidents_and_comes_back_when_that_is_undone(desk: TestClient) -> None:
    claim = a_claim(desk, "recaptured")
    before = desk.get("/api/v1/incidents").json()["total"]
    desk.post("/review", data=deciding(desk, claim) | {"kind": "reject"})
    assert desk.get("/api/v1/incidents").json()["total"] == before - 1
    decision = desk.get("/api/v1/log").json()["items"][0]["id"]
    desk.post("/undo", data={"id": decision, "author": "A. Analyst"})
    assert desk.get("/api/v1/incidents").json()["total"] == before
    assert "taken back" in said(desk.get("/log").text)


def test_what_a_decision_changes_is_shown_with_before_and_after(desk: TestClient) -> None:
    desk.post("/review", data=deciding(desk, a_claim(desk, "recaptured")) | {"kind": "reject"})
    decision = desk.get("/api/v1/log").json()["items"][0]["id"]
    page = tree(desk.get(f"/log/{decision}").text)
    assert page.xpath("//section//table//tbody/tr")


def test_a_stale_form_is_answered_and_can_be_sent_again(desk: TestClient) -> None:
    claim = a_claim(desk)
    form = deciding(desk, claim)
    desk.post("/review", data=form | {"kind": "note", "author": "First", "reason": "mine came first"})
    answer = desk.post("/review", data=form | {"kind": "reject"})
    assert answer.status_code == 409
    assert "First" in said(answer.text)
    assert "mine came first" in said(answer.text)
    again = {
        str(i.get("name")): str(i.get("value")) for i in tree(answer.text).xpath("//main//form//input[@name]")
    }
    assert again["reason"] == "read again", "what was typed is not lost"
    assert desk.post("/review", data=again, follow_redirects=False).status_code == 303
    assert desk.get("/api/v1/log").json()["total"] == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "reject", "author": " "},
        {"kind": "correct", "field": "colour", "value": "red"},
        {"kind": "correct", "field": "event_type", "value": "party"},
        {"kind": "grade", "value": "A+"},
        {"kind": "interest", "value": "much"},
        {"kind": "no such kind"},
        {"kind": "reject", "claims": "", "ticked": "", "seen": ""},
        {"kind": "reject", "claims": "czzz", "ticked": "czzz", "seen": ""},
    ],
)
def test_a_decision_that_cannot_be_is_refused_in_a_sentence(desk: TestClient, wrong: dict[str, str]) -> None:
    answer = desk.post("/review", data=deciding(desk, a_claim(desk)) | wrong)
    assert answer.status_code in (404, 422)
    assert tree(answer.text).xpath("//h1")
    assert desk.get("/api/v1/log").json()["total"] == 0


def test_correcting_a_field_changes_what_is_derived(desk: TestClient) -> None:
    claim = a_claim(desk, "recaptured")
    more = {"kind": "correct", "field": "event_type", "value": "clash"}
    desk.post("/review", data=deciding(desk, claim) | more)
    types = [i["event_type"] for i in desk.get("/api/v1/incidents").json()["items"] if claim in i["claims"]]
    assert types == ["clash"]


def test_the_queue_is_worked_through_to_its_end(desk: TestClient) -> None:
    for _ in range(40):
        page = tree(desk.get("/review").text)
        if not page.xpath("//form[@data-review]"):
            break
        buttons = [str(b.get("value")) for b in page.xpath("//form[@data-review]//button[@name='kind']")]
        kind = next(k for k in ("note", "different", "grade") if k in buttons)
        value = str((page.xpath("//select[@name='value']/option/@value") or [""])[0])
        sent = fields(page) | SIGNED | {"kind": kind, "value": value}
        assert desk.post("/review", data=sent, follow_redirects=False).status_code == 303
    assert tree(desk.get("/review").text).xpath("//div[@class='empty']")


def test_every_question_tells_what_its_answers_would_change(desk: TestClient) -> None:
    for item in desk.get("/api/v1/questions").json()["items"]:
        answer = desk.get("/review/preview", params={"item": item["key"]})
        assert answer.status_code == 200
        assert tree(answer.text).xpath("//*[@id='part']")


def test_a_claim_is_entered_by_hand_against_a_reports_words(desk: TestClient) -> None:
    report = next(r for r in desk.get("/api/v1/reports").json()["items"] if r["outlet"] == "Demo Times")
    entered = {
        "edition": report["edition"],
        "evidence": "Islamic State holds Velmora again",
        "type": "control_gained",
        "stance": "claimed",
        "author": "A. Analyst",
        "source": "residents",
        "source_type": "resident",
    }
    assert desk.get(f"/enter?edition={report['edition']}").status_code == 200
    answer = desk.post("/enter", data=entered)
    assert answer.status_code == 200
    assert "Islamic State holds Velmora again" in said(answer.text)
    second = desk.post("/enter", data=entered | {"evidence": "At least 30 people died", "type": "airstrike"})
    assert second.status_code == 200
    claims = desk.get(f"/api/v1/reports/{report['edition']}").json()["claims"]
    assert sum(c["reader_kind"] == "person" for c in claims) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"evidence": "words that are not there"},
        {"author": ""},
        {"first": "2017-13-01"},
        {"type": "party"},
        {"low": "-3"},
    ],
)
def test_a_claim_that_cannot_be_entered_is_refused(desk: TestClient, wrong: dict[str, str]) -> None:
    report = desk.get("/api/v1/reports").json()["items"][-1]
    entered = {
        "edition": report["edition"],
        "evidence": "The army took Velmora",
        "type": "control_gained",
        "stance": "claimed",
        "author": "A. Analyst",
    }
    assert desk.post("/enter", data=entered | wrong).status_code in (400, 422)


def test_five_hundred_hostile_strings_run_nothing(desk: TestClient) -> None:
    for start in range(0, len(HOSTILE), 50):
        claim = a_claim(desk)
        reason = " | ".join(HOSTILE[start : start + 50])[:2000]
        sent = deciding(desk, claim) | {"kind": "note", "reason": reason, "author": HOSTILE[start][:80]}
        assert desk.post("/review", data=sent, follow_redirects=False).status_code == 303
    for address in ("/log", f"/claims/{a_claim(desk)}", "/review", "/incidents"):
        assert runs(desk.get(address).text) == [], address
    for text in HOSTILE:
        for address in ("/search?q=", "/incidents?actor=", "/incidents?text=", "/log?by="):
            answer = desk.get(address.split("?")[0], params={address.split("?")[1].rstrip("="): text})
            assert answer.status_code in (200, 400), (address, text)
            assert runs(answer.text) == [], (address, text)


_PAYLOADS = (
    "<script>hit()</script>", "<img src=x onerror=hit()>", "<svg/onload=hit()>", "javascript:hit()",
    "<iframe srcdoc='<script>hit()</script>'>", "<a href=javascript:hit()>x</a>", "<body onload=hit()>",
    "<style>*{background:url(//x.example)}</style>", "<math><mtext></mtext><script>hit()</script></math>",
    "{{constructor.constructor('hit()')()}}", "{% print 7*7 %}", "<template><script>hit()</script></template>",
    "<object data=javascript:hit()>", "<meta http-equiv=refresh content=0;url=//x.example>", "<base href=//x.example>",
    "<form action=//x.example><button>", "<input onfocus=hit() autofocus>", "<details open ontoggle=hit()>",
    "<link rel=stylesheet href=//x.example>", "<video><source onerror=hit()></video>",
)  # fmt: skip
_BREAKS = (
    "", "\"'>", "'>", "-->", "</title>", "</textarea>", "</script>", "]]>", "\\\"", "`", "&quot;>", "\x00", "\u202e",
    "%22%3E", "&#34;&#62;", "</svg>", "</mark>", "</option></select>", "\r\n\r\n", "﷽", "\ud7ff", "'\"><x ", "}}", "*/", "\\",
)  # fmt: skip
HOSTILE = [before + payload for before in _BREAKS for payload in _PAYLOADS]


def test_there_are_five_hundred_of_them() -> None:
    assert len(set(HOSTILE)) >= 500
