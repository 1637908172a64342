"""The application: its pages, its files, its headers, and the command that starts it on this machine only."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from onrecord import __version__
from onrecord.project.opened import Project, Tell, silent
from onrecord.web import adding, api, entering, failures, notes, review
from onrecord.web.desk import Desk
from onrecord.web.headers import Headers
from onrecord.web.pages import absence, days_map, finding, incidents, legend, places, reports
from onrecord.web.palette import Palette

HERE = Path(__file__).parent
# Only from this machine: a page that another site sends here under its own name is not answered.
HOSTS = ["127.0.0.1", "localhost", "testserver"]
PORT = 8710


def create(project: Project) -> FastAPI:
    """The application on an opened project."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.desk.warm()
        yield
        project.store.close()

    app = FastAPI(
        title="onrecord",
        version=__version__,
        description="Who says what happened, where and when in a war; what follows from it, and how sure.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=lifespan,
    )
    app.state.desk = Desk(project)
    app.state.jobs = adding.Jobs()
    app.state.palette = Palette.of(project.parties.conflicts)
    app.add_middleware(Headers)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)
    failures.answer_in(app)
    pages = (days_map, places, incidents, reports, finding, absence, legend)
    for family in (*pages, review, notes, adding, entering, api):
        app.include_router(family.router)
    app.mount("/assets", StaticFiles(directory=HERE / "assets"), name="assets")
    app.mount("/static", StaticFiles(directory=HERE / "static", check_dir=False), name="static")
    return app


def serve(home: Path | None, port: int = PORT, *, tell: Tell = silent) -> None:
    """Run the pages of a project at 127.0.0.1 until stopped; nobody else's machine can reach them."""
    with Project.open(home) as project:
        tell(f"onrecord is at http://127.0.0.1:{port}/  (stop with Ctrl-C)")
        uvicorn.run(create(project), host="127.0.0.1", port=port, log_level="warning", access_log=False)
