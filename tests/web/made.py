"""A small invented war in a real store: two towns, four outlets, a private witness, a named victim, hostile text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from onrecord.model.actor import ActorRef
from onrecord.model.claim import Claim, Count, EventType, Extent, HarmKind, Person, TimeRef
from onrecord.model.place import PlaceKind, PlaceRef
from onrecord.model.reading import ReaderKind, Reading
from onrecord.model.report import Edition, EditionKind, Problem, ProblemCode, Report
from onrecord.model.source import Source, SourceType
from onrecord.model.values import Interval, Phrase, Span
from onrecord.project.opened import Project
from onrecord.store.store import Store

NOW = datetime(2018, 1, 1, 12, tzinfo=UTC)
ZONE = "Asia/Damascus"
WITNESS, VICTIM = "Salim Haddou", "Adel Morsi"
# Breaks out of an element, an attribute, a style, a script or a link, if any of them were put together by hand.
HOSTILE = "\"'><img src=x onerror=window.hit=1><script>window.hit=1</script>{{7*7}}</title>"

ARMY = Source(key="army", as_written="the army", type=SourceType.MILITARY, party="syria", actor="syria")
MONITOR = Source(key="monitor", as_written="the Demo Monitor", type=SourceType.MONITOR, named=True)
RESIDENTS = Source(key="residents", as_written="residents", type=SourceType.RESIDENT)
BAKER = Source(
    key="baker", as_written=f"{WITNESS}, a baker", type=SourceType.WITNESS, named=True, private=True
)
ISLAMIC_STATE = ActorRef(as_written="Islamic State", id="islamic-state", name="Islamic State")
THE_ARMY = ActorRef(as_written="the army", id="syria", name="Syria")


def place(name: str, lat: float, lon: float) -> PlaceRef:
    """A town no gazetteer knows, with a position finer than any page may show."""
    return PlaceRef(
        as_written=name,
        id=f"un:SY/{name.casefold()}",
        name=name,
        kind=PlaceKind.TOWN,
        country="SY",
        lat=lat,
        lon=lon,
        radius_km=3.0,
        zone=ZONE,
    )


VELMORA, TESK = place("Velmora", 34.456789, 40.912345), place("Tesk", 34.501234, 41.056789)


def digest(*parts: str) -> str:
    """An id like those of the record."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


@dataclass(slots=True, kw_only=True)
class Paper:
    """A report on its way into the store; `says` adds what is claimed in it."""

    name: str
    outlet: str
    day: date
    text: str
    title: str = ""
    claims: list[Claim] = field(default_factory=list)

    @property
    def report(self) -> Report:
        """The report itself."""
        return Report(id=digest(self.name), url=f"https://{self.name}.example/a", outlet=self.outlet)

    def edition(self) -> Edition:
        """Its one wording."""
        return Edition(
            id=digest(self.name, self.text),
            report=self.report.id,
            kind=EditionKind.REPORT,
            blob=hashlib.sha256(self.text.encode()).hexdigest(),
            outlet=self.outlet,
            title=self.title or self.text.split(".")[0],
            text=self.text,
            url=self.report.url,
            published=Interval.of_days(self.day),
            taken_in=NOW,
            agency="Demo Wire" if self.outlet == "Demo Wire" else "",
            demo=True,
        )

    def says(self, words: str, event_type: EventType, at: PlaceRef, on: date, **more: object) -> Paper:
        """Add the claim that some words of the text make."""
        start = self.text.index(words)
        edition = self.edition().id
        made = Claim(
            id=f"c{digest(edition, words)[:16]}",
            edition=edition,
            reading="",
            ordinal=0,
            event_type=event_type,
            extent=Extent.INCIDENT,
            evidence=Span(start=start, end=start + len(words)),
            evidence_text=words,
            trigger=Span(start=start, end=start + len(words.split()[0])),
            trigger_text=words.split()[0],
            place=at,
            time=TimeRef(as_written=f"on {on:%A}", interval=Interval.of_days(on, zone=ZONE)),
            cue=Phrase(text="said"),
        )
        self.claims.append(replace(made, **more))  # type: ignore[arg-type]
        return self

    def put(self, store: Store) -> None:
        """Store it with its reading."""
        edition = self.edition()
        store.keep(self.text.encode())
        id = digest("reading", edition.id)
        reading = Reading(
            id=id,
            edition=edition.id,
            reader="by hand",
            kind=ReaderKind.MACHINE,
            version="1",
            lexicon_hash="l",
            gazetteer_hash="g",
            claims=tuple(replace(claim, reading=id) for claim in self.claims),
        )
        store.take_in(self.report, edition, [reading], [], at=NOW)


def killed(low: int, high: int | None = None) -> tuple[Count, ...]:
    """A toll of at least `low`, or of low to high."""
    return (Count(kind=HarmKind.KILLED, low=low, high=high, who="people", as_written=f"at least {low}"),)


def papers() -> list[Paper]:
    """The whole war, in the order of days."""
    victim = Person(name=VICTIM, age=9, harm=HarmKind.KILLED)
    return [
        Paper(
            name="army", outlet="Demo Army Radio", day=date(2017, 11, 8), text="The army took Velmora on Wednesday."
        ).says(
            "The army took Velmora", EventType.CONTROL_GAINED, VELMORA, date(2017, 11, 8),
            agents=(THE_ARMY,), targets=(ISLAMIC_STATE,), sources=(ARMY,),
        ),
        Paper(
            name="wire", outlet="Demo Wire", day=date(2017, 11, 11),
            text="Islamic State recaptured Velmora on Saturday, the Demo Monitor said. "
            f"An air strike on Tesk killed at least 18 people on Saturday, {WITNESS}, a baker, said. "
            f"{VICTIM}, 9, was among the dead.",
        )
        .says(
            "Islamic State recaptured Velmora", EventType.CONTROL_GAINED, VELMORA, date(2017, 11, 11),
            agents=(ISLAMIC_STATE,), targets=(THE_ARMY,), sources=(MONITOR,),
        )
        .says(
            "An air strike on Tesk killed at least 18 people", EventType.AIRSTRIKE, TESK, date(2017, 11, 11),
            counts=killed(18), sources=(BAKER,), persons=(victim,),
        ),
        Paper(
            name="post", outlet="Demo Post", day=date(2017, 11, 12),
            text="An air strike on Tesk killed at least 18 people on Saturday, a baker told Demo Wire.",
        ).says(
            "An air strike on Tesk killed at least 18 people", EventType.AIRSTRIKE, TESK, date(2017, 11, 11),
            counts=killed(18), sources=(BAKER,),
        ),
        Paper(
            name="times", outlet="Demo Times", day=date(2017, 11, 13),
            text="Islamic State holds Velmora again, residents said. "
            "At least 30 people died in the air strike on Tesk on Saturday, the Demo Monitor said.",
        )
        .says(
            "Islamic State holds Velmora", EventType.CONTROL_HELD, VELMORA, date(2017, 11, 13),
            agents=(ISLAMIC_STATE,), sources=(RESIDENTS,),
        )
        .says(
            "At least 30 people died in the air strike on Tesk", EventType.AIRSTRIKE, TESK, date(2017, 11, 11),
            counts=killed(30), sources=(MONITOR,),
        ),
        hostile("Tesk"),
    ]  # fmt: skip


def hostile(name: str) -> Paper:
    """A report in which every text that can be shown tries to run."""
    said = f"{HOSTILE} shells fell on {name} {HOSTILE}"
    source = Source(key="h", as_written=HOSTILE, type=SourceType.GOVERNMENT, via=(HOSTILE,), named=True)
    body = ActorRef(as_written=HOSTILE, name=HOSTILE)
    at = replace(TESK, as_written=HOSTILE, id="un:SY/hostile", name=HOSTILE)
    return Paper(
        name="hostile", outlet=HOSTILE, day=date(2017, 11, 12), text=f"{said}, it said.", title=HOSTILE
    ).says(
        said, EventType.SHELLING, at, date(2017, 11, 12), agents=(body,), targets=(body,), sources=(source,),
        counts=(Count(kind=HarmKind.INJURED, low=2, who=HOSTILE, as_written=HOSTILE),),
    )  # fmt: skip


def fill(home: Path) -> None:
    """Put the war into a new record."""
    with Store.open(home, actor="test") as store:
        for paper in papers():
            paper.put(store)
        store.add_problems([Problem(code=ProblemCode.UNDATED, message=HOSTILE, where=HOSTILE)], NOW)


def opened(home: Path, make: Callable[[Path], None] = fill) -> Project:
    """A project on that war."""
    make(home)
    return Project.open(home)
