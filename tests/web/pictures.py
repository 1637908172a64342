"""Takes the pictures of the documentation from a record: `python -m tests.web.pictures FOLDER-OF-THE-DEMO`."""

from __future__ import annotations

import socket
import sys
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import Page

from onrecord.project.opened import Project
from onrecord.web.app import create
from tests.web.browsing import browser

OUT = Path(__file__).parent.parent.parent / "docs" / "pictures"
WIDTH, HEIGHT = 1180, 800


def take(page: Page, base: str) -> None:
    """The main pages of the demonstration war."""
    found = page.request.get(f"{base}/api/v1/incidents?type=airstrike&killed=20").json()["items"]
    strike = max(found, key=lambda i: len(i["claims"]))
    report = page.request.get(f"{base}/api/v1/claims/{strike['claims'][0]}").json()["claim"]["report"]
    shots = {
        "map": "/?on=2017-11-12&known_on=2017-11-12",
        "place": "/places/Albukamal?on=2017-11-12",
        "incident": f"/incidents/{strike['id']}",
        "report": f"/reports/{report}",
        "review": "/review",
    }
    for name, path in shots.items():
        page.goto(base + path)
        page.wait_for_load_state("networkidle")
        if name == "map":
            page.locator(".map-frame[data-ready]").wait_for()
            page.wait_for_timeout(1000)  # labels fade in
        page.screenshot(path=OUT / f"{name}.png")


def main(home: Path) -> None:
    """Serve the record, visit it, keep what is seen."""
    OUT.mkdir(exist_ok=True)
    with Project.open(home) as project, socket.socket() as port, browser() as chromium:
        port.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create(project), log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [port]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        take(page, f"http://127.0.0.1:{port.getsockname()[1]}")
        server.should_exit = True
        thread.join(timeout=10)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
