"""What it costs: CPU from bytes to stored claims, memory, size of an install, time to open.

`python -m benchmarks.speed memory FILE...` is what the memory figure runs in a process of its own.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from importlib import import_module, metadata
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import claims, places
from benchmarks.figures import Bench, Figure, Row, rows, write
from onrecord import monitor
from onrecord.intake.reports import Options
from onrecord.model.report import Edition
from onrecord.read import parse
from onrecord.read import places as placing
from onrecord.read import times as timing
from onrecord.store.store import Store

SOURCES = ("gold/dev.jsonl", "gold/dev2.jsonl", "gold/quiet.jsonl")
TEXTS = 60  # the hand-coded reports first, then texts without a war
READ = 200  # reports of the memory figure
ROUNDS = 3  # the median of as many is told


def cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU that one call takes in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def store_all(given: Path) -> None:
    """Bytes to stored claims, into a record of its own."""
    with tempfile.TemporaryDirectory() as home, Store.open(Path(home) / "record") as store:
        options = Options(at=datetime(2100, 1, 1, tzinfo=UTC))
        monitor.add([given], store=store, readers=[claims.reader()], options=options)


def parse_all(pipeline: Callable[[str], object], texts: list[str]) -> None:
    """The model alone."""
    for text in texts:
        pipeline(text)


def read_all(editions: list[Edition]) -> None:
    """Reading alone, nothing stored."""
    for edition in editions:
        claims.reader().read(edition)


def measured(bench: Bench) -> list[Figure]:
    """All figures of cost."""
    some = _some(bench)[:TEXTS]
    texts = [row["text"] for row in some]
    given = bench.work / "speed.jsonl"
    write(given, ({k: row.get(k) for k in ("url", "outlet", "title", "published", "text")} for row in some))
    pipeline = import_module(parse.model_name()).load()
    editions = [claims.edition_of(row) for row in some]
    war = [n for n, row in enumerate(some) if "claims" in row]  # the coded reports; the text alone is read
    at_war = [editions[n] for n in war]
    parse_all(pipeline, texts[:5])
    read_all(editions[:5])
    bare, reading, whole, dense = [], [], [], []
    for _ in range(ROUNDS):
        bare.append(cpu(partial(parse_all, pipeline, texts)))
        reading.append(cpu(partial(read_all, editions)))
        whole.append(cpu(partial(store_all, given)))
        model_at_war = cpu(partial(parse_all, pipeline, [e.text for e in at_war]))
        dense.append(cpu(partial(read_all, at_war)) / model_at_war)
    model = median(bare)
    size = sum(map(len, texts)) / 1000
    return [
        Figure(
            what="CPU from bytes to stored claims / CPU of the bare model",
            value=median(whole) / model,
            goal=1.8,
            digits=2,
            less=True,
            beside=f"{size / median(whole):.0f} kB of text a second; later goal 1.30",
        ),
        Figure(
            what="CPU of reading alone / CPU of the bare model",
            value=median(reading) / model,
            goal=1.3,
            digits=2,
            less=True,
            beside=f"model alone {size / model:.0f} kB/s",
        ),
        Figure(
            what="the same, reports of war only",
            value=median(dense),
            digits=2,
            less=True,
            beside=f"{len(at_war)} reports",
        ),
        *_beside_parsing(texts),
        *_apart(bench),
        Figure(
            what="packages installed to run it, MB",
            value=install_size(),
            digits=0,
            beside="; ".join(_largest()),
        ),
        Figure(what="gazetteer built on first use, MB", value=_gazetteer_size(), digits=0),
    ]


def _some(bench: Bench) -> list[Row]:
    return [row for source in SOURCES for row in rows(bench.file(source))]


def _beside_parsing(texts: list[str]) -> list[Figure]:
    """Times and places alone, on texts that are parsed already."""
    names = places.opened()
    docs = [parse.parse(text) for text in texts]
    day = datetime(2017, 11, 13, tzinfo=UTC).date()
    when = cpu(lambda: [timing.find(text, day) for text in texts])
    where = cpu(lambda: [placing.find(doc, names) for doc in docs])
    return [
        Figure(what="times alone, documents a second", value=len(texts) / when, goal=1000, digits=0),
        Figure(what="places alone, documents a second", value=len(texts) / where, goal=500, digits=0),
    ]


def _apart(bench: Bench) -> list[Figure]:
    """Memory and opening, in a process of its own."""
    files = [str(bench.file(s)) for s in SOURCES]
    command = [sys.executable, "-m", "benchmarks.speed", "memory", *files]
    folder = Path(__file__).parent.parent
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    told: dict[str, Any] = json.loads(done.stdout)
    return [
        Figure(
            what=f"peak memory of a process that reads {told['reports']} reports, MB",
            value=told["peak_mb"],
            goal=600,
            digits=0,
            less=True,
            beside=f"{told['open_mb']:.0f} MB once open; later goal 500",
        ),
        Figure(
            what="seconds from start to the first report read",
            value=told["open_s"],
            digits=1,
            beside="model and gazetteer opened",
        ),
    ]


def memory(files: list[Path]) -> Row:
    """Read READ reports and say how large the process grew (MB of 10^6 bytes) and how long opening took."""
    start = time.perf_counter()
    some = [row for file in files for row in rows(file)][:READ]
    claims.reader().read(claims.edition_of(some[0]))
    opened, at_once = time.perf_counter() - start, _peak()
    for row in some[1:]:
        claims.reader().read(claims.edition_of(row))
    return {"reports": len(some), "open_s": opened, "open_mb": at_once, "peak_mb": _peak()}


def _peak() -> float:
    """MB at most. A child's ru_maxrss begins with its parent's, so the kernel's own mark goes first."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
        if found:
            return int(found.group(1)) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6  # kB on Linux


def _needed() -> dict[str, float]:
    """Size in MB of every package that a plain install brings, by name."""
    sizes: dict[str, float] = {}
    todo = ["onrecord"]
    while todo:
        name = todo.pop()
        if name in sizes:
            continue
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system or Python
        total = 0
        for file in found.files or ():
            path = Path(str(found.locate_file(file)))
            total += path.stat().st_size if path.is_file() else 0
        sizes[name] = total / 1e6
        for line in found.requires or ():
            requirement, _, marker = line.partition(";")
            if "extra" not in marker:
                todo.append(_name(requirement))
    return sizes


def _name(requirement: str) -> str:
    """The package of "spacy<4,>=3.8" or "uvicorn[standard]>=0.3"."""
    for end, letter in enumerate(requirement):
        if not (letter.isalnum() or letter in "-_."):
            return requirement[:end].lower().replace("_", "-")
    return requirement.lower().replace("_", "-")


def install_size() -> float:
    """MB of the packages that a plain install brings."""
    return sum(_needed().values())


def _largest() -> list[str]:
    sizes = sorted(_needed().items(), key=lambda item: (-item[1], item[0]))
    return [f"{name} {size:.0f}" for name, size in sizes[:4]]


def _gazetteer_size() -> float:
    places.opened()
    return sum(p.stat().st_size for p in places.CACHE.rglob("*") if p.is_file()) / 1e6


MEASURES = {"cost": measured}


if __name__ == "__main__":
    print(json.dumps(memory([Path(p) for p in sys.argv[2:]])))
