"""`python -m benchmarks web HOME`: what the pages of a large record cost their server, and a browser.

A record of invented reports (benchmarks.large) is opened as `onrecord serve` opens it. Each page and each
answer for programs is asked for a number of times, each time about something else; what was asked once
before is not asked again, so that nothing is measured twice because it was remembered.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright
from starlette.testclient import TestClient

from benchmarks.figures import Bench, Figure
from benchmarks.large import FIRST, SEED, Size, make
from onrecord.project.opened import Project
from onrecord.web.app import create

CLAIMS = 10_000  # of the table; the goals are set for ten times as many
TIMES = 20
PAGE_MS, DAY_MS, SEARCH_MS, BROWSER_DAY_MS, FIRST_MS = 150.0, 100.0, 200.0, 250.0, 2000.0
_QUIET = ("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking")
Ids = dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Milliseconds that the answers of one kind took, in order."""

    what: str
    ms: tuple[float, ...]

    def at(self, share: float) -> float:
        """The time within which this share of the answers came."""
        ordered = sorted(self.ms)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def figure(self, goal: float) -> Figure:
        """A line of the table: p95, with p50 and the longest beside it."""
        beside = f"p50 {self.at(0.5):.0f}, longest {max(self.ms):.0f}"
        return Figure(what=self.what, value=self.at(0.95), goal=goal, digits=0, less=True, beside=beside)


def main(claims: int, home: Path, *, only_make: bool) -> int:
    """Make the record in a folder unless one is there, and print what its pages cost."""
    if not (home / "record.db").exists():
        began = time.perf_counter()
        made = make(home, Size(claims=claims))
        print(f"{made} claims in {home}, {time.perf_counter() - began:.0f} s", file=sys.stderr)
    if not only_make:
        print("| measured | figure | goal | reached | beside it |\n|---|---:|---:|---|---|")
        for figure in figures_of(home):
            print(figure.row(), flush=True)
    return 0


def measured(_bench: Bench) -> list[Figure]:
    """The figures of BENCHMARKS.md, on a record of `CLAIMS`."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        make(home, Size(claims=CLAIMS))
        return list(figures_of(home))


def figures_of(home: Path) -> Iterator[Figure]:
    """What a server that has just been started makes its visitors wait, page by page."""
    with Project.open(home) as project:
        began = time.perf_counter()
        web = TestClient(create(project))
        web.get("/").raise_for_status()
        opened = time.perf_counter() - began
        yield Figure(what="seconds from start to the first page, once the record is opened", value=opened)
        random, ids = Random(SEED), ids_of(web)
        for what, addresses in pages(random, ids).items():
            yield timed(web, what, addresses).figure(PAGE_MS)
        yield timed(web, "map, change of day", days(random)).figure(DAY_MS)
        yield timed(web, "search", searches(random)).figure(SEARCH_MS)
        for what, addresses in programs(random, ids).items():
            yield timed(web, f"API, {what}", addresses).figure(PAGE_MS)
        yield from in_browser(project, random)


def ids_of(web: TestClient) -> Ids:
    """Ids of all sorts, from over the whole of each list."""
    found: Ids = {}
    for kind, key in (
        ("places", "place"),
        ("incidents", "id"),
        ("reports", "edition"),
        ("sources", "key"),
    ):
        total = int(web.get(f"/api/v1/{kind}?limit=1").json()["total"])
        found[kind] = []
        for start in range(0, total, max(1, total // 10)):
            items: list[dict[str, Any]] = web.get(f"/api/v1/{kind}?limit=8&start={start}").json()["items"]
            found[kind] += [i[key]["id"] if key == "place" else i[key] for i in items]
    claims = (web.get(f"/api/v1/incidents/{i}").json()["claims"] for i in found["incidents"][::4])
    found["claims"] = [c[0]["id"] for c in claims if c]
    return found


def pages(random: Random, ids: Ids) -> dict[str, list[str]]:
    """Addresses of each page."""
    some = {kind: random.sample(known, min(TIMES, len(known))) for kind, known in ids.items()}
    found = {f"{kind}, one": [f"/{kind}/{id}" for id in known] for kind, known in some.items()}
    for kind, step in (("places", 5), ("incidents", 150), ("reports", 150)):
        found[f"{kind}, list"] = [f"/{kind}?start={n * step}" for n in range(TIMES)]
    types = ("airstrike", "clash", "shelling", "control_gained")
    found["incidents, filtered"] = [
        f"/incidents?type={random.choice(types)}&killed={n}&since={day(random)}" for n in range(TIMES)
    ]
    found["actors, one"] = ["/actors/syria", "/actors/islamic-state", "/actors/sdf", "/actors/russia"]
    for path in ("sources", "review", "log", "notes", "problems", "legend"):
        found[path] = [f"/{path}?n={n}" for n in range(TIMES // 2)]
    return found


def programs(random: Random, ids: Ids) -> dict[str, list[str]]:
    """Addresses of the interface for programs."""
    found: dict[str, list[str]] = {}
    for kind in ("places", "incidents", "reports", "sources"):
        found[kind] = [f"/api/v1/{kind}?limit=50&start={n * 10}" for n in range(TIMES)]
        some = random.sample(ids[kind], min(TIMES, len(ids[kind])))
        found[f"{kind}, one"] = [f"/api/v1/{kind}/{id}" for id in some]
    found["map"] = [f"/api/v1/map?on={day(random)}" for _ in range(TIMES)]
    found["questions"] = [f"/api/v1/questions?start={n}" for n in range(TIMES // 2)]
    return found


def day(random: Random) -> date:
    """A day of the war."""
    return FIRST + timedelta(days=random.randrange(20, 340))


def days(random: Random) -> list[str]:
    """The map on days as a slider asks for them: of the war, as known at its end."""
    return [f"/?on={day(random)}" for _ in range(TIMES)]


def searches(random: Random) -> list[str]:
    """Searches by words and by operators."""
    kinds = (
        "market", "car bomb", '"clashed with"', "place:Homs", "killed>=20", "actor:sdf shelled",
        "type:airstrike after:2016-02-01", "source:observatory", "withdrew",
    )  # fmt: skip
    return [f"/search?q={kinds[n % len(kinds)]}&start={random.randrange(3) * 50}" for n in range(TIMES)]


def timed(web: TestClient, what: str, addresses: list[str]) -> Taken:
    """How long each answer takes, from the question to its last byte, in this process."""
    ms = []
    for address in addresses:
        began = time.perf_counter()
        answer = web.get(address)
        ms.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}")
    return Taken(what=what, ms=tuple(ms))


def in_browser(project: Project, random: Random) -> Iterator[Figure]:
    """The first page and a change of day in Chromium; nothing where there is none."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        return
    with served(project) as base, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=list(_QUIET))
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{base}/legend")  # the program itself is started and its files are read
        began = time.perf_counter()
        page.goto(f"{base}/")
        page.get_by_role("heading", level=2).first.wait_for()
        first = (time.perf_counter() - began) * 1000
        yield Figure(
            what="first page usable in the browser, ms", value=first, goal=FIRST_MS, digits=0, less=True
        )
        page.locator(".map-frame[data-ready]").wait_for()
        ms = [moved(page, random) for _ in range(TIMES)]
        browser.close()
    yield Taken(what="map, change of day in the browser", ms=tuple(ms)).figure(BROWSER_DAY_MS)


def moved(page: Any, random: Random) -> float:
    """Milliseconds from a move of the slider to the table of the new day."""
    told: float = page.evaluate(
        """(steps) => new Promise((done) => {
          const range = document.querySelector("[data-sliders] input[type=range]");
          const began = performance.now();
          document.addEventListener("onrecord:day", () => requestAnimationFrame(
            () => done(performance.now() - began)), { once: true });
          range.value = Number(range.min || 0) + steps;
          range.dispatchEvent(new Event("input"));
        })""",
        random.randrange(30, 300),
    )
    return told


@contextmanager
def served(project: Project) -> Iterator[str]:
    """The workbench at a free port of this machine."""
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create(project), log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [port]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)


MEASURES = {"web": measured}
