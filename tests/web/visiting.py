"""What tests of pages ask of a page: its parts, its links, and what a browser would run in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import html
from starlette.testclient import TestClient

# The scripts and styles that are ours; nothing else may be loaded, and nothing may stand in the page itself.
OURS = re.compile(r"^/(assets|static)/[\w.\-]+$")
_RUNS = ("javascript:", "data:text/html", "vbscript:")
_LEADS = frozenset(
    {"href", "src", "action", "formaction", "data", "srcdoc", "{http://www.w3.org/1999/xlink}href"}
)
START = (
    "/",
    "/places",
    "/incidents",
    "/reports",
    "/sources",
    "/review",
    "/log",
    "/changes",
    "/whatif",
    "/add",
)
PAGES = (*START, "/notes", "/legend", "/problems", "/search", "/search?q=Tesk")


def tree(text: str) -> html.HtmlElement:
    """A page, parsed as a browser would."""
    return html.document_fromstring(text)


def runs(text: str) -> list[str]:
    """What a page would run or load that is not ours: empty for a page that is safe."""
    page = tree(text)
    faults = []
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        is_code = element.tag == "script" and element.get("type") != "application/json"
        if is_code and (not OURS.match(element.get("src") or "") or (element.text or "").strip()):
            faults.append(f"script {element.get('src')} {element.text}")
        if element.tag in ("style", "iframe", "object", "embed", "base"):
            faults.append(element.tag)
        if element.tag in ("img", "link") and not OURS.match(element.get("src") or element.get("href") or ""):
            faults.append(f"{element.tag} {element.attrib}")
        for name, value in element.attrib.items():
            led = name in _LEADS and str(value).strip().lower().startswith(_RUNS)
            if name.startswith("on") or name == "style" or led:
                faults.append(f"{element.tag} {name}={value}")
    return faults


def links(text: str) -> list[str]:
    """Addresses inside the workbench that a page leads to."""
    found = []
    for href in tree(text).xpath("//@href"):
        parts = urlsplit(str(href))
        if not parts.netloc and parts.path.startswith("/"):
            found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return list(dict.fromkeys(found))


def walk(web: TestClient, *, most: int = 150) -> Iterator[tuple[str, str]]:
    """Every page that can be reached from the main ones, each once, with its text."""
    waiting, seen = list(PAGES), set(PAGES)
    while waiting and most:
        address = waiting.pop(0)
        answer = web.get(address)
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        most -= 1
        yield address, answer.text
        for link in links(answer.text):
            plain = link.split("#")[0]
            if plain not in seen and not plain.startswith(("/for/", "/static/", "/assets/")):
                seen.add(plain)
                waiting.append(plain)


def said(text: str) -> str:
    """All words of a page."""
    return " ".join(tree(text).text_content().split())
