"""A real server and a real browser for the journeys; the browser may reach this machine and nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.web import served as at_a_free_port
from tests.web.made import fill, opened

QUIET = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def served(home: Path, gazetteer: Path | None = None, make: Callable[[Path], None] = fill) -> Iterator[str]:
    """The workbench on the invented war, or on what `make` puts into the folder, at a free port; its address."""
    if gazetteer is not None:
        home.mkdir(parents=True)
        (home / "gazetteer").symlink_to(gazetteer, target_is_directory=True)
    with opened(home, make) as project, at_a_free_port(project) as address:
        yield address


@contextmanager
def browser() -> Iterator[Browser]:
    """The system's Chromium, without its own calls home."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    with sync_playwright() as play:
        opened_browser = play.chromium.launch(executable_path=path, args=list(QUIET))
        yield opened_browser
        opened_browser.close()


class Visitor:
    """One person's browser: what it asked for elsewhere, and what went wrong in it."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.base = base
        self.elsewhere: list[str] = []
        self.errors: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda line: self._told(line.type, line.text))
        self.page.on("dialog", lambda dialog: self.errors.append(f"dialog {dialog.message}"))

    def go(self, path: str) -> Page:
        """Open a page of the workbench."""
        self.page.goto(self.base + path)
        return self.page

    def _asked(self, url: str) -> None:
        if not url.startswith((self.base, "data:", "blob:")):
            self.elsewhere.append(url)

    def _told(self, kind: str, text: str) -> None:
        if kind == "error" and "409" not in text:
            self.errors.append(text)
