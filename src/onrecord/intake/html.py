"""Web pages: text by trafilatura, and what the head of the page states about itself."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import trafilatura

# What the page says of itself is kept in Problems; the library's own log would only repeat it on the screen.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("trafilatura").propagate = False

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_HEAD_BYTES = 4096
_TAG = re.compile(r"<(?:!doctype|html|head|body|article|div|p)\b", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[a-zA-Z!/?]")
_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "sailthru.date",
    "og:published_time",
)
_CHANGED = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified")
_OUTLET = ("og:site_name", "application-name", "publisher")
_TITLE = ("og:title", "twitter:title", "headline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page's text and its statements about itself, each '' where it makes none."""

    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: str = ""
    changed: str = ""
    truncated: bool = False


def declared_encoding(raw: bytes) -> str:
    """The encoding a page says it is in, or ''."""
    match = _DECLARED.search(raw[:_HEAD_BYTES])
    return match.group(1).decode("ascii", "replace").lower() if match else ""


def looks_like_html(text: str) -> bool:
    """True if the text begins as a page does."""
    return text.lstrip().startswith("<") and bool(_TAG.search(text[:2000]))


def has_tags(text: str) -> bool:
    """False for a plain text that was only named like a page."""
    return bool(_ANY_TAG.search(text))


def page_of(source: str) -> Page:
    """Read a page; its text is '' where nothing in it is running text."""
    head = _Head()
    head.feed(source)
    stated = head.stated
    text = trafilatura.extract(source, include_comments=False, favor_recall=False) or ""
    if not text:
        text = trafilatura.extract(source, include_comments=False, favor_recall=True) or ""
    return Page(
        text=text,
        title=_first(stated, _TITLE) or head.title.split(" | ")[0].strip(),
        outlet=_first(stated, _OUTLET),
        url=stated.get("canonical", "") or stated.get("og:url", ""),
        published=_first(stated, _PUBLISHED),
        changed=_first(stated, _CHANGED),
        truncated=not _END.search(source[-2000:]),
    )


def _first(stated: dict[str, str], names: tuple[str, ...]) -> str:
    return next((stated[name] for name in names if stated.get(name)), "")


class _Head(HTMLParser):
    """Gathers meta tags, JSON-LD, the canonical link and the title; the first statement of a kind counts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stated: dict[str, str] = {}
        self.title = ""
        self._within = ""
        self._script: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            self._state(name, given.get("content", ""))
        elif tag == "link" and given.get("rel", "").lower() == "canonical":
            self._state("canonical", given.get("href", ""))
        elif tag == "time" and given.get("datetime") and "itemprop" in given:
            self._state(given["itemprop"], given["datetime"])
        elif tag == "title" and not self.title:
            self._within = "title"
        elif tag == "script" and given.get("type", "").lower() == "application/ld+json":
            self._within = "script"

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._within == "script":
            for name, value in _linked_data("".join(self._script)):
                self._state(name, value)
            self._script = []
        if tag == self._within:
            self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within == "title":
            self.title += data
        elif self._within == "script":
            self._script.append(data)

    def _state(self, name: str, value: str) -> None:
        if value.strip():
            self.stated.setdefault(name.strip().lower(), value.strip())


def _linked_data(source: str) -> Iterator[tuple[str, str]]:
    """What JSON-LD says of the article itself; broken JSON-LD says nothing."""
    try:
        data = json.loads(source)
    except (ValueError, RecursionError):
        return
    for item in _items(data):
        for name in ("datePublished", "dateModified", "headline"):
            if isinstance(item.get(name), str):
                yield name, item[name]
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            yield "publisher", publisher["name"]


def _items(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for part in data:
            yield from _items(part)
    elif isinstance(data, dict):
        yield from _items(data.get("@graph", []))
        if "datePublished" in data:
            yield data
