"""Add reports: paste one, or upload files; they are read while a page tells how far it is."""

from __future__ import annotations

import itertools
import re
import shutil
import threading
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import InputError, OnrecordError, UnknownName
from onrecord.model.outcome import AddAnswer
from onrecord.web.desk import Desk
from onrecord.web.pages.room import Room

router = APIRouter(include_in_schema=False)
# More than any day's reports; beyond it the command line is the way.
MOST_BYTES = 64 * 1024 * 1024
MOST_FILES = 200
_UNSAFE = re.compile(r"[^\w.\- ]+")
# Where uploads wait to be read, in the project's folder, so that what is told of them names no odd place.
INBOX = "inbox"


@dataclass(slots=True, kw_only=True)
class Job:
    """One reading of what was added, while it runs and after. Only its own thread writes to it."""

    id: str
    files: int
    told: list[str] = field(default_factory=list)
    answer: AddAnswer | None = None
    failure: OnrecordError | None = None

    @property
    def running(self) -> bool:
        """True until there is an answer or a failure."""
        return self.answer is None and self.failure is None


class Jobs:
    """The jobs of this process, by id; they end with it, what they stored stays."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._numbers = itertools.count(1)

    def start(self, desk: Desk, files: list[tuple[str, bytes]], said: dict[str, str], now: datetime) -> Job:
        """Read files in a thread of its own; writes of one process go one after the other."""
        number = next(self._numbers)
        job = Job(id=f"{now:%Y%m%d-%H%M%S}-{number}", files=len(files))
        self._jobs[job.id] = job
        folder = desk.project.settings.home / INBOX / job.id
        paths = [_put(folder, name, raw) for name, raw in files]
        threading.Thread(target=self._run, args=(desk, job, paths, said), daemon=True).start()
        return job

    def job(self, id: str) -> Job:
        """The job of an id. Raises UnknownName."""
        if id not in self._jobs:
            raise UnknownName("that run is no longer known", hint="what it added is in the list of reports")
        return self._jobs[id]

    @staticmethod
    def _run(desk: Desk, job: Job, paths: list[Path], said: dict[str, str]) -> None:
        try:
            job.answer = desk.add(paths, said, job.told.append)
        except OnrecordError as error:
            job.failure = error
        finally:
            if job.running:
                job.failure = InputError("the reading stopped for a reason that is not known")
            shutil.rmtree(paths[0].parent, ignore_errors=True)


@router.get("/add")
def add(request: Request) -> Response:
    """The form: paste a report, or choose files."""
    return Room.of(request).page("add.html", most=MOST_BYTES // 1024 // 1024)


@router.post("/add")
async def take_in(
    request: Request,
    text: Annotated[str, Form(max_length=2_000_000)] = "",
    outlet: Annotated[str, Form(max_length=200)] = "",
    published: Annotated[str, Form(max_length=40)] = "",
    url: Annotated[str, Form(max_length=2000)] = "",
    files: list[UploadFile] | None = None,
) -> Response:
    """Take what was pasted or chosen, and show how the reading goes."""
    room = Room.of(request)
    chosen = [(f.filename or "report.txt", await f.read(MOST_BYTES + 1)) for f in files or [] if f.filename]
    if len(chosen) > MOST_FILES or sum(len(raw) for _, raw in chosen) > MOST_BYTES:
        raise InputError("that is more than a page can take", hint="onrecord add FOLDER takes any number")
    if text.strip():
        chosen.append(("pasted.txt", text.encode()))
    if not chosen:
        raise InputError("there is nothing to add", hint="paste a text, or choose files")
    if url and len(chosen) > 1:
        raise InputError("an address names one report", hint="add files without an address, or one at a time")
    jobs: Jobs = request.app.state.jobs
    said = {"outlet": outlet.strip(), "published": published.strip(), "url": url.strip()}
    job = jobs.start(room.desk, chosen, said, room.view.now)
    return RedirectResponse(f"/add/{job.id}", 303)


@router.get("/add/{id}")
def progress(request: Request, id: str) -> Response:
    """How a reading goes; the page asks again by itself until it is done."""
    room = Room.of(request)
    jobs: Jobs = request.app.state.jobs
    job = jobs.job(id)
    answer = room.bench.reports()[:10] if job.answer else ()
    return room.page("added.html", job=job, told=list(job.told), newest=room.shown(answer))


def _put(folder: Path, name: str, raw: bytes) -> Path:
    """A file of that name in the folder, its name made safe and unlike any that is there."""
    folder.mkdir(parents=True, exist_ok=True)
    plain = _UNSAFE.sub("_", Path(name.replace("\\", "/")).name).strip(". ")[:100] or "report.txt"
    path = folder / plain
    for n in itertools.count(2):
        if not path.exists():
            break
        path = folder / f"{n}-{plain}"
    path.write_bytes(raw)
    return path
