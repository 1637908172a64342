"""Five hundred hostile strings through every text field of every form, then all pages in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.web.app import create
from tests.web.browsing import Visitor, browser, served
from tests.web.made import opened
from tests.web.test_deciding import HOSTILE
from tests.web.test_notes import hangers
from tests.web.visiting import PAGES, runs, tree, walk

pytestmark = pytest.mark.browser
TEXTS = frozenset({"text", "search", "url"})
# What a field must hold for the form to be taken, so that its other fields come on record.
TAKEN = {"link": "https://archive.example/?q={}", "evidence": "The army took Velmora", "value": ""}


def fields(form: html.HtmlElement) -> dict[str, int]:
    """The fields of a form that take any words, each with the most it takes."""
    found = {}
    for field in form.xpath(".//input[@name] | .//textarea[@name]"):
        if field.tag == "textarea" or field.get("type", "text") in TEXTS:
            found[str(field.get("name"))] = int(field.get("maxlength") or 300)
    return found


def rest(form: html.HtmlElement) -> dict[str, str]:
    """What the form sends beside them: hidden fields, days, and the last choice of each list."""
    sent = {str(i.get("name")): str(i.get("value") or "") for i in form.xpath(".//input[@type='hidden']")}
    for choice in form.xpath(".//select[@name]"):
        sent[str(choice.get("name"))] = str((choice.xpath(".//option/@value") or [""])[-1])
    for button in form.xpath(".//button[@name]")[:1]:
        sent[str(button.get("name"))] = str(button.get("value"))
    return sent


def forms(desk: TestClient) -> Iterator[html.HtmlElement]:
    """Each form of the workbench that takes words, once."""
    things = hangers(desk)
    edition = desk.get("/api/v1/reports").json()["items"][0]["edition"]
    pages = [*PAGES, *(f"/{kind}s/{id}" for kind, id in things.items())]
    pages += [f"/enter?edition={edition}", f"/decide?claims={things['claim']}"]
    seen = set()
    for page in pages:
        for form in tree(desk.get(page).text).xpath("//form"):
            names = (form.get("action") or page, form.get("method"), tuple(fields(form)), tuple(rest(form)))
            if fields(form) and names not in seen:
                seen.add(names)
                yield form


def sends(form: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """All five hundred through each of its fields, all fields at once: a string whole, or none of it."""
    most = fields(form)
    for n in range(len(HOSTILE)):
        words = {name: HOSTILE[(n + 7 * at) % len(HOSTILE)] for at, name in enumerate(most)}
        yield rest(form) | {name: text[: most[name]] for name, text in words.items()}
        if form.get("method") == "post" and TAKEN.keys() & words.keys():
            taken = {name: TAKEN[name].format(text) for name, text in words.items() if name in TAKEN}
            yield rest(form) | {name: text[: most[name]] for name, text in (words | taken).items()}


def test_five_hundred_hostile_strings_through_every_text_field_run_nothing(tmp_path: Path) -> None:
    written = 0
    with opened(tmp_path / "home") as project:
        desk = TestClient(create(project))
        found = list(forms(desk))
        assert len(found) >= 9
        for form in found:
            action = form.get("action") or "/"
            newest = {"seen": str((form.xpath(".//input[@name='seen']/@value") or [""])[0])}
            for sent in sends(form):
                if action == "/add":
                    break  # what is added is read in a thread: see the hostile reports of the invented war
                if form.get("method") == "post":
                    answer = desk.post(action, data=sent | newest, follow_redirects=False)
                    written += answer.status_code == 303
                    if decided := parse_qs(urlsplit(answer.headers.get("location", "")).query).get("done"):
                        newest = {"seen": decided[0]}
                else:
                    answer = desk.get(action, params=sent)
                assert answer.status_code < 500, (action, sent)
                assert runs(answer.text or "<p></p>") == [], (action, sent)
        assert written >= 500, "what is hostile is on record, and shown"
        assert {a: r for a, text in walk(desk, most=60) if (r := runs(text))} == {}
    with served(tmp_path / "home", make=lambda _home: None) as base, browser() as chromium:
        visitor = Visitor(chromium.new_context(), base)
        for path in ("/", "/log", "/notes", "/incidents", "/review", "/places/un:SY/velmora", "/reports"):
            assert visitor.go(path).evaluate("window.hit") is None, path
        assert (visitor.elsewhere, visitor.errors) == ([], [])
