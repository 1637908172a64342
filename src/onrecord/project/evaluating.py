"""Scores the machine reader on reports a team coded itself; nothing of it goes into the record.

The shape is that of coded claims (docs/howto/evaluate.md): a report a line with `text`, `published`, `claims`
and `sources`. Only text, title, outlet and date are shown to the reader.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from onrecord import evaluate, parties, settings
from onrecord.errors import InputError, UnreadableInput
from onrecord.evaluate import Coded, Figure, Pair, Party, Score, Tally
from onrecord.gazetteer.build import build
from onrecord.gazetteer.index import Gazetteer
from onrecord.intake import fields, furniture
from onrecord.intake.fields import BadField
from onrecord.model.answer import ProblemLine
from onrecord.model.claim import EventType, HarmKind, Stance
from onrecord.model.outcome import CodedLine, EvaluateAnswer, Measure, ReadLine, ReportScore
from onrecord.model.place import PlaceKind
from onrecord.model.report import Edition, EditionKind, ProblemCode
from onrecord.model.values import Interval, Span
from onrecord.project.opened import Tell, gazetteer_folder, silent
from onrecord.read.reader import MachineReader

_WHOLE = ("claims", "claims coarse")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """One coded report: what the reader sees, and what the coder wrote."""

    id: str
    edition: Edition
    coded: tuple[Coded, ...]


def score(home: Path | None, files: Sequence[Path], tell: Tell = silent) -> EvaluateAnswer:
    """Read and score the reports of the files. Raises InputError where none can be used."""
    chosen = settings.load(home=home)
    folder = build(gazetteer_folder(chosen), progress=tell)
    gazetteer, book = Gazetteer.open(folder, chosen.added_places), parties.load()
    reader = MachineReader(gazetteer=gazetteer, parties=book)
    problems: list[ProblemLine] = []
    scores: list[tuple[_Report, Score]] = []

    def actor(name: str) -> str:
        found = book.find(name)
        return found[0].id if len(found) == 1 else ""

    for report in _reports(files, _Places(gazetteer), problems):
        tell(report.id)
        claims = reader.read(report.edition).claims
        scores.append((report, evaluate.score(report.edition.text, report.coded, claims, actor)))
    if not scores:
        why = problems[0].message if problems else "the files are empty"
        raise InputError(f"no coded report can be used: {why}", hint="see docs/howto/evaluate.md")
    tallies = evaluate.total(s for _, s in scores)
    return EvaluateAnswer(
        files=tuple(map(str, files)),
        measures=tuple(_measure(name, tally) for name, tally in tallies.items()),
        reports=tuple(_report_score(report, found) for report, found in scores),
        problems=tuple(problems),
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """What a coder's names of places stand for in the gazetteer."""

    gazetteer: Gazetteer

    def nation(self, written: str) -> str:
        """The code of a country by name or code; '' where it is not known."""
        if len(written) == 2:
            return written.upper()
        hits = self.gazetteer.lookup(written) if written else ()
        return next((h.place.country for h in hits if h.place.kind is PlaceKind.COUNTRY), "")

    def ids(self, names: Sequence[str], country: str) -> frozenset[str]:
        """Ids of the places that bear one of the names in a country."""
        if not country:
            return frozenset()
        hits = (h for name in names for h in self.gazetteer.lookup(name))
        return frozenset(h.place.id for h in hits if h.place.country == country)


def _reports(files: Sequence[Path], places: _Places, problems: list[ProblemLine]) -> Iterator[_Report]:
    for path in files:
        for where, record in _records(path, problems):
            try:
                yield _report(record, where, places, problems)
            except BadField as error:
                problems.append(_problem(where, f"the report is left out: {error}"))


def _records(path: Path, problems: list[ProblemLine]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        where = f"{path.name}:{number}"
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (json.JSONDecodeError, RecursionError):
            problems.append(_problem(where, "the line is not JSON"))
            continue
        if isinstance(found, dict) and isinstance(found.get("claims"), list):
            yield where, found
        else:
            problems.append(_problem(where, "no coded report: it has no list of `claims`"))


def _problem(where: str, message: str) -> ProblemLine:
    return ProblemLine(code=ProblemCode.BAD_CODED_CLAIM.value, message=message, where=where, edition="")


def _report(record: Mapping[str, Any], where: str, places: _Places, problems: list[ProblemLine]) -> _Report:
    text, title = fields.words(record, "text"), fields.words(record, "title")
    if not text:
        raise BadField("it has no `text`")
    id = hashlib.sha256(text.encode()).hexdigest()
    edition = Edition(
        id=id,
        report=id,
        kind=EditionKind.REPORT,
        blob=id,
        outlet=fields.words(record, "outlet"),
        title=title,
        text=text,
        published=_published(fields.words(record, "published")),
        taken_in=datetime(2100, 1, 1, tzinfo=UTC),  # never asked: nothing of it is stored
        furniture=furniture.mark(text, title).furniture,
    )
    sources = {
        str(s.get("id")): s for s in fields.listed(record.get("sources"), "sources") if isinstance(s, dict)
    }
    coded: list[Coded] = []
    for number, row in enumerate(record["claims"], 1):
        try:
            coded.append(_coded(fields.mapping(row, "claim"), str(number), text, sources, places))
        except BadField as error:
            problems.append(_problem(where, f"claim {number} is left out: {error}"))
    return _Report(id=fields.words(record, "id") or where, edition=edition, coded=tuple(coded))


def _published(written: str) -> Interval | None:
    try:
        return Interval.of_days(date.fromisoformat(written[:10])) if written else None
    except ValueError:
        raise BadField(f"{written!r} is no day") from None


def _coded(
    row: Mapping[str, Any],
    number: str,
    text: str,
    sources: Mapping[str, Mapping[str, Any]],
    places: _Places,
) -> Coded:
    whole = Span(start=0, end=len(text))
    place = row.get("place") if isinstance(row.get("place"), dict) else None
    names = _names(place) if place else ()
    country = places.nation(fields.words(place, "country")) if place else ""
    figures = [_figure(fields.mapping(c, "count")) for c in fields.listed(row.get("counts"), "counts")]
    cited = [
        sources.get(s) if isinstance(s, str) else s for s in fields.listed(row.get("sources"), "sources")
    ]
    return Coded(
        id=str(row.get("id", number)),
        types=frozenset(fields.choice(EventType, t, "type") for t in _either(row, "type")),
        evidence=fields.find(text, fields.words(row, "evidence"), row.get("span"), whole),
        agents=tuple(map(_party, fields.listed(row.get("agents"), "agents"))),
        targets=tuple(map(_party, fields.listed(row.get("targets"), "targets"))),
        place=names,
        place_ids=places.ids(names, country),
        points=_points(place) if place else (),
        country=country,
        days=_days(row.get("time")),
        counts=tuple((f,) for f in figures if (f.low, f.high) != (None, None)),
        spare_counts=tuple(f for f in figures if (f.low, f.high) == (None, None)),
        stances=frozenset(fields.choice(Stance, s, "stance") for s in _either(row, "stance")),
        sources=tuple(_source(s) for s in cited if isinstance(s, Mapping)),
        optional=row.get("optional") is True,
    )


def _either(row: Mapping[str, Any], name: str) -> list[str]:
    """Accepted values of a field, which stand after a bar."""
    return fields.words(row, name).split("|")


def _party(written: Any) -> Party:
    return Party(names=tuple(n.strip() for n in str(written).split("|") if n.strip()))


def _also(place: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The coded place and those that are right beside it."""
    also = place.get("also")
    more = [p if isinstance(p, Mapping) else {"name": str(p)} for p in also] if isinstance(also, list) else []
    return [place, *more]


def _names(place: Mapping[str, Any]) -> tuple[str, ...]:
    """All names under which the place is right, usual and as written."""
    names = (fields.words(p, key) for p in _also(place) for key in ("name", "mention"))
    return tuple(dict.fromkeys(n for name in names for n in name.split("|") if n))


def _points(place: Mapping[str, Any]) -> tuple[tuple[float, float], ...]:
    found = ((fields.degrees(p, "lat", 90), fields.degrees(p, "lon", 180)) for p in _also(place))
    return tuple((lat, lon) for lat, lon in found if lat is not None and lon is not None)


def _days(time: Any) -> tuple[date, date] | None:
    if not isinstance(time, Mapping) or not time.get("start"):
        return None
    start = str(time["start"])
    try:
        return date.fromisoformat(start[:10]), date.fromisoformat(str(time.get("end") or start)[:10])
    except ValueError:
        raise BadField(f"its time {start!r} is no day") from None


def _figure(count: Mapping[str, Any]) -> Figure:
    kind = fields.choice(HarmKind, count.get("kind"), "count's kind")
    bounds = [count.get("min"), count.get("max")]
    if any(not (b is None or isinstance(b, int)) for b in bounds):
        raise BadField(f"its count runs from {bounds[0]!r} to {bounds[1]!r}")
    return Figure(kind=kind, low=bounds[0], high=bounds[1])


def _source(source: Mapping[str, Any]) -> Party:
    also = source.get("mentions")
    names = [fields.words(source, "mention"), *(also if isinstance(also, list) else ())]
    return Party(names=tuple(dict.fromkeys(n for n in names if isinstance(n, str) and n)))


def _measure(name: str, tally: Tally) -> Measure:
    return Measure(
        name=name,
        precision=round(tally.precision, 3),
        recall=round(tally.recall, 3),
        f1=round(tally.f1, 3),
        right=tally.right,
        read=tally.predicted,
        coded=tally.coded,
    )


def _report_score(report: _Report, found: Score) -> ReportScore:
    text = report.edition.text
    whole = found.tallies["claims"]
    return ReportScore(
        id=report.id,
        title=report.edition.title,
        right=whole.right,
        read=whole.predicted,
        coded=whole.coded,
        differences=tuple(_coded_line(p, text) for p in found.pairs if p.wrong and not p.coded.optional),
        extra=tuple(
            ReadLine(type=c.event_type.value, trigger=c.trigger_text, evidence=c.evidence_text)
            for c in found.extra
        ),
    )


def _coded_line(pair: Pair, text: str) -> CodedLine:
    return CodedLine(
        id=pair.coded.id,
        type="|".join(sorted(pair.coded.types)),
        evidence=pair.coded.evidence.of(text),
        found=pair.claim is not None,
        wrong=pair.wrong if pair.claim is not None else (),
    )
