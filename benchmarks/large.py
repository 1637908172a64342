"""A large invented war in the product's own types: thousands of reports with the claims they make.

Nothing is read: each claim is made beside the sentence that tells it, so a record of any size takes minutes
and measures what stands behind the reader. The same size and seed give the same record, to the last id.
Places are real, whoever speaks is not; happenings are told by several sources, copied by outlets, and some
of the sources are parties that take towns no other confirms.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from benchmarks.large_words import DULL, EVENTS, Event, Speaker, agencies, body_of, names, outlets, speakers
from benchmarks.places import opened
from onrecord.intake import identity
from onrecord.model.actor import ActorRef
from onrecord.model.claim import Claim, Count, EventType, Extent, HarmKind, TimeRef, VictimClass
from onrecord.model.place import Place, PlaceRef
from onrecord.model.reading import ReaderKind, Reading
from onrecord.model.report import Edition, EditionKind, Report
from onrecord.model.values import Interval, Phrase, Precision, Span
from onrecord.store.store import Store

SEED = 17
FIRST = date(2016, 1, 1)
TAKEN_IN = datetime(2019, 6, 1, tzinfo=UTC)
ZONE = "Asia/Damascus"
WHOLE = 100_000  # claims of the whole war: three years and 400 places; a smaller one is a part of it
PER_REPORT = 10
_DAYS, _PLACES = 1096, 400
_TELLINGS = 5  # claims about one happening, on the average
_COPIED = 0.4  # of tellings repeat an earlier one word for word


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a war is."""

    claims: int
    seed: int = SEED

    @property
    def reports(self) -> int:
        """Number of reports."""
        return max(1, self.claims // PER_REPORT)

    def scaled(self, whole: int, least: int) -> int:
        """A part of `whole` that grows with the root of the claims."""
        return max(least, round(whole * math.sqrt(self.claims / WHOLE)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one speaker says of a happening, in words that others may copy."""

    event: Event
    place: Place
    day: date
    agent: str
    target: str
    speaker: Speaker
    toll: int | None
    words: str
    trigger: str
    wire: str = ""


@dataclass(slots=True, kw_only=True)
class Happening:
    """Something that happened, and the tellings of it so far."""

    event: Event
    place: Place
    day: date
    agent: str
    target: str
    toll: int
    weight: float
    told: list[Telling]


def fill(store: Store, size: Size) -> int:
    """Put the war of this size into a store, a report at a time, and return the number of its claims."""
    made = 0
    for report, edition, reading in war(size):
        store.keep(edition.text.encode())
        store.take_in(report, edition, [reading], [], at=edition.taken_in)
        made += len(reading.claims)
    return made


def make(home: Path, size: Size) -> int:
    """Make the record of a war in a folder, and return the number of its claims."""
    with Store.open(home, actor="benchmark") as store:
        return fill(store, size)


def war(size: Size) -> Iterator[tuple[Report, Edition, Reading]]:
    """Reports by day of publication, each with its reading."""
    random = Random(size.seed)
    days = size.scaled(_DAYS, 20)
    where = towns(size.scaled(_PLACES, 12))
    voices, papers = speakers(random), outlets(random)
    wires = agencies(random)
    done, recent = 0, list[Happening]()
    for n in range(days):
        day = FIRST + timedelta(days=n)
        due = round(size.reports * (n + 1) / days) - done
        recent = [h for h in recent if (day - h.day).days < 4]
        new = round(due * PER_REPORT / _TELLINGS)
        for _ in range(max(new, PER_REPORT - len(recent))):
            recent.append(happening(random, where, day))
        for number in range(due):
            outlet = random.choices(papers, weights=range(len(papers), 0, -1))[0]
            said = [telling(random, h, voices, wires) for h in chosen(random, recent)]
            yield paper(random, outlet, day, done + number, said)
        done += due


def towns(number: int) -> list[Place]:
    """The largest towns of the country the war is in, the largest first."""
    gazetteer = opened()
    found = [p for p in gazetteer.near(35.0, 38.5, 420.0) if p.country == "SY"]
    found.sort(key=lambda p: (-p.population, p.id))
    return found[:number]


def happening(random: Random, where: list[Place], day: date) -> Happening:
    """Something new on a day, oftener in the larger towns."""
    event = random.choices(EVENTS, weights=[e.weight for e in EVENTS])[0]
    agent, target = names(random)
    place = random.choices(where, weights=[1 / (n + 4) for n in range(len(where))])[0]
    toll = int(random.paretovariate(1.1)) if random.random() < 0.8 else 0
    weight = random.paretovariate(1.2)
    told: list[Telling] = []
    return Happening(
        event=event, place=place, day=day, agent=agent, target=target,
        toll=min(toll, 400), weight=min(weight, 30), told=told,
    )  # fmt: skip


def chosen(random: Random, recent: list[Happening]) -> list[Happening]:
    """What one report tells of: different happenings, the newsworthy ones oftener."""
    picked: dict[int, Happening] = {}
    for n in random.choices(range(len(recent)), weights=[h.weight for h in recent], k=PER_REPORT * 6):
        picked.setdefault(n, recent[n])
    for n, one in enumerate(recent):
        if len(picked) >= PER_REPORT:
            break
        picked.setdefault(n, one)
    return list(picked.values())[:PER_REPORT]


def telling(random: Random, told: Happening, voices: list[Speaker], wires: list[str]) -> Telling:
    """An earlier telling once more, or a new one."""
    if told.told and random.random() < _COPIED:
        return random.choice(told.told)
    speaker = random.choice(voices)
    toll = None
    if told.event.harms and told.toll:
        toll = max(1, round(told.toll * random.choice((0.7, 1, 1, 1, 1, 1, 1.1, 1.3))))
    agent, target = (told.agent, told.target)
    if told.event.type is EventType.CONTROL_GAINED and speaker.party and random.random() < 0.2:
        agent, target = target, agent
    form = random.choice(told.event.forms)
    dead = f", killing {'at least ' if random.random() < 0.3 else ''}{toll} people" if toll else ""
    words = form.format(
        agent=body_of(agent), target=body_of(target), place=told.place.name, day=f"{told.day:%A}"
    )
    new = Telling(
        event=told.event, place=told.place, day=told.day, agent=agent, target=target, speaker=speaker,
        toll=toll, words=words[0].upper() + words[1:] + dead, trigger=told.event.trigger,
        wire=random.choice(wires) if random.random() < 0.5 else "",
    )  # fmt: skip
    told.told.append(new)
    return new


def paper(
    random: Random, outlet: str, day: date, number: int, said: list[Telling]
) -> tuple[Report, Edition, Reading]:
    """A report with its frozen text, and the reading that gives its claims."""
    title, text, spans = text_of(random, said)
    url = f"https://{outlet.lower().replace(' ', '-')}.example/{day:%Y/%m/%d}/{number}"
    report = Report(id=identity.report_id(url, outlet, None, title, text), url=url, outlet=outlet)
    edition = Edition(
        id=identity.edition_id(report.id, text), report=report.id, kind=EditionKind.REPORT,
        blob=identity.blob_id(text.encode()), outlet=outlet, title=title, text=text, url=url,
        published=published(random, day), published_from="json", taken_in=TAKEN_IN,
    )  # fmt: skip
    id = identity.reading_id(edition.id, "benchmark", "1", "", "")
    claims = tuple(claim(edition, id, one, at) for one, at in zip(said, spans, strict=True))
    reading = Reading(
        id=id, edition=edition.id, reader="benchmark", kind=ReaderKind.MACHINE, version="1",
        lexicon_hash="", gazetteer_hash="", claims=claims,
    )  # fmt: skip
    return report, edition, reading


def published(random: Random, day: date) -> Interval:
    """A day, or for half of the reports the minute."""
    whole = Interval.of_days(day, zone=ZONE)
    if random.random() < 0.5:
        return whole
    at = whole.start + timedelta(minutes=random.randrange(24 * 60))
    return Interval(start=at, end=at, precision=Precision.MINUTE, zone=ZONE)


def text_of(random: Random, said: list[Telling]) -> tuple[str, str, list[Span]]:
    """Title and text of a report, and where in it each claim stands."""
    title = f"{said[0].place.name}: {said[0].event.title}"
    parts, spans, length = [title], list[Span](), len(title) + 1
    for one in said:
        via = f" told {one.wire}" if one.wire else " said"
        sentence = f"{one.words}, {one.speaker.name}{via}."
        spans.append(Span(start=length, end=length + len(sentence)))
        parts.append(sentence)
        length += len(sentence) + 1
        if random.random() < 0.6:
            dull = random.choice(DULL).format(place=one.place.name)
            parts.append(dull)
            length += len(dull) + 1
    return title, "\n".join(parts), spans


def claim(edition: Edition, reading: str, said: Telling, at: Span) -> Claim:
    """The claim that one sentence makes."""
    sentence = at.of(edition.text)
    start = at.start + sentence.index(said.trigger)
    trigger = Span(start=start, end=start + len(said.trigger))
    ends = said.speaker.name
    whom = at.start + sentence.rindex(ends)
    source = replace(
        said.speaker.source,
        span=Span(start=whom, end=whom + len(ends)),
        via=(said.wire,) if said.wire else (),
    )
    interval = Interval.of_days(said.day, zone=ZONE)
    return Claim(
        id=identity.claim_id(edition.id, ReaderKind.MACHINE, trigger, 0), edition=edition.id, reading=reading,
        ordinal=0, event_type=said.event.type, extent=_extent(said.event.type), evidence=at,
        evidence_text=sentence, trigger=trigger, trigger_text=said.trigger, agents=(_actor(said.agent),),
        targets=(_actor(said.target),), place=_place(said.place, at.start + sentence.index(said.place.name)),
        time=TimeRef(as_written=f"on {said.day:%A}", interval=interval, value=said.day.isoformat()),
        counts=_counts(said), sources=(source,), cue=Phrase(text="told" if said.wire else "said"),
    )  # fmt: skip


def _extent(event_type: EventType) -> Extent:
    return Extent.STATE if event_type is EventType.CONTROL_HELD else Extent.INCIDENT


def _counts(said: Telling) -> tuple[Count, ...]:
    if said.toll is None:
        return ()
    least = "at least" in said.words
    victims = VictimClass.CIVILIANS if said.toll % 3 == 0 else VictimClass.PEOPLE
    return (
        Count(
            kind=HarmKind.KILLED, who="people", victims=victims, low=said.toll,
            high=None if least else said.toll, as_written=f"{'at least ' if least else ''}{said.toll} people",
        ),
    )  # fmt: skip


def _actor(id: str) -> ActorRef:
    return ActorRef(as_written=body_of(id), id=id, name=body_of(id))


def _place(place: Place, start: int) -> PlaceRef:
    return PlaceRef(
        as_written=place.name, span=Span(start=start, end=start + len(place.name)), id=place.id,
        name=place.name, kind=place.kind, country=place.country, within=place.parents, lat=place.lat,
        lon=place.lon, radius_km=place.radius_km, zone=place.zone,
    )  # fmt: skip
