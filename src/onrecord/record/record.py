"""What the command line, the pages and a library user ask of a record; nothing here writes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from onrecord.derive import Memo, derive
from onrecord.derive.judged import apply
from onrecord.derive.narrow import fold
from onrecord.errors import UnknownName
from onrecord.model.answer import (
    Asked,
    IncidentAnswer,
    IncidentLine,
    IncidentsAnswer,
    PlaceLine,
    ProblemLine,
    ProblemsAnswer,
    SearchAnswer,
    ShowAnswer,
    SourceLine,
    SourcesAnswer,
    TimelineAnswer,
)
from onrecord.model.control import ControlTimeline
from onrecord.model.judgement import Judgement
from onrecord.model.picture import Picture
from onrecord.model.place import Place
from onrecord.model.reading import ReaderKind
from onrecord.model.report import Problem
from onrecord.model.source import Source
from onrecord.model.stored import StoredClaim
from onrecord.parties import Parties
from onrecord.record import finding, lineage, showing
from onrecord.record.finding import Filters
from onrecord.record.holdings import Holdings
from onrecord.record.lines import (
    Names,
    claim_line,
    demo_ids,
    disagreement_lines,
    end_of,
    incident_line,
    report_line,
)
from onrecord.record.timeline import answer as timeline_answer
from onrecord.record.timeline import silence_lines
from onrecord.store.store import Store

NOTHING = Asked()
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
ALL = Filters()


class Record:
    """The read side of one project. `find` looks a name up in the gazetteer; `holdings` are in memory."""

    def __init__(
        self,
        store: Store,
        parties: Parties,
        find: Callable[[str], Sequence[Place]] = lambda _name: (),
        holdings: Holdings | None = None,
    ) -> None:
        self._store = store
        self._parties = parties
        self._find = find
        self._holdings = holdings or Holdings(store)
        self._held: dict[date | None, tuple[StoredClaim, ...]] = {}
        self._judged: dict[date | None, tuple[tuple[StoredClaim, ...], tuple[Problem, ...]]] = {}
        self._pictures: dict[tuple[date | None, date | None], Picture] = {}

    # The whole

    def claims(self, asked: Asked = NOTHING) -> tuple[StoredClaim, ...]:
        """Live claims on record at `recorded_on` and public by `known_on`, as people judged them.

        A claim that was set aside is among them, and says so.
        """
        held, _ = self._as_judged(asked.recorded_on)
        if asked.known_on is None:
            return held
        k = end_of(asked.known_on)
        return tuple(stored for stored in held if stored.public_on(k))

    def picture(self, asked: Asked = NOTHING) -> Picture:
        """All that follows from the claims; made once a pair of times."""
        key = (asked.recorded_on, asked.known_on)
        if key not in self._pictures:
            recorded = _end(asked.recorded_on)
            self._pictures[key] = derive(
                self._claims(asked.recorded_on),
                tuple(self._store.judgements(recorded_on=recorded)),
                self._parties,
                known_on=_end(asked.known_on),
                memo=self._holdings.memo,
            )
        return self._pictures[key]

    @property
    def memo(self) -> Memo:
        """What was worked out of this record, for whoever derives of it once more."""
        return self._holdings.memo

    def given(self, asked: Asked = NOTHING) -> tuple[tuple[StoredClaim, ...], tuple[Judgement, ...], Parties]:
        """What a picture is derived from: claims as they were read, judgements, and who is who."""
        recorded = _end(asked.recorded_on)
        judgements = tuple(self._store.judgements(recorded_on=recorded))
        return self._claims(asked.recorded_on), judgements, self._parties

    def names(self, picture: Picture) -> Names:
        """What the ids of sides, actors and places are called."""
        sides = {side: name for c in self._parties.conflicts for side, name in c.side_names}
        actors = {actor.id: actor.name for actor in self._parties.actors}
        places = {t.place: t.name for t in picture.timelines}
        held = self._claims(None)
        told = [g for s in held for g in (s.outlet, s.agency, *_vias(s)) if g]
        gates = {fold(name): name for name in told}
        speakers = {s.claim.id: tuple(x.name for x in s.claim.sources) or (s.outlet,) for s in held}
        return Names(sides=sides, actors=actors, places=places, gates=gates, speakers=speakers)

    # Questions

    def place(self, typed: str, asked: Asked = NOTHING) -> PlaceLine:
        """The place a name or id stands for. Raises UnknownName, with near ones as its hint."""
        return finding.place(typed, self.claims(asked), tuple(self._find(typed)))

    def timeline(self, typed: str, asked: Asked = NOTHING, *, then: bool = False) -> TimelineAnswer:
        """Who held a place, by day; with `then` each day as known on that day."""
        place = self.place(typed, asked)
        claims = [s for s in self.claims(asked) if s.claim.place and s.claim.place.id == place.id]
        names = self.names(self.picture(asked))

        def timeline_at(day: date | None) -> ControlTimeline | None:
            return self.picture(replace(asked, known_on=day)).timeline(place.id)

        found = timeline_answer(place, asked, timeline_at, claims, names=names, then=then)
        return replace(found, silences=silence_lines(self._silences(claims)))

    def incidents(self, filters: Filters = ALL, asked: Asked = NOTHING) -> IncidentsAnswer:
        """Incidents that pass the filters, by time, and the disagreements about them and their places."""
        if filters.place:
            filters = replace(filters, place=self.place(filters.place, asked).id)
        picture = self.picture(asked)
        names, demo = self.names(picture), demo_ids(self.claims(asked))
        lines: list[IncidentLine] = []
        for incident in picture.incidents:
            line = incident_line(incident, picture, names, bool(demo & set(incident.claims)))
            if filters.fits(line, incident) and _touches(line, asked.on):
                lines.append(line)
        subjects = {x for line in lines for x in (line.id, line.place.id if line.place else "")}
        return IncidentsAnswer(
            asked=asked,
            incidents=tuple(lines),
            disagreements=disagreement_lines(
                (c for c in picture.contradictions if c.subject in subjects), picture, names
            ),
        )

    def show(self, id: str, asked: Asked = NOTHING) -> ShowAnswer:
        """The claim or incident whose id begins with `id`, or the incident that took up one of that id.

        Raises UnknownName where none or several do.
        """
        picture, claims = self.picture(asked), {s.claim.id: s for s in self.claims(asked)}
        found = [i for i in picture.incidents if i.id.startswith(id)] if id else []
        known = [c for c in claims if c.startswith(id)] if id else []
        if len(found) + len(known) > 1:
            raise UnknownName(f"several ids begin with {id!r}", hint="give more of it")
        heir = None if found or known else lineage.taken_up(id, picture, claims)
        found = [heir] if heir else found
        if found:
            names = self.names(picture)
            line = incident_line(
                found[0], picture, names, bool(demo_ids(claims.values()) & set(found[0].claims))
            )
            about = [c for c in picture.contradictions if c.subject == found[0].id]
            return ShowAnswer(
                taken_up=id if heir else "",
                incident=IncidentAnswer(
                    incident=line,
                    claims=tuple(claim_line(claims[c]) for c in found[0].claims if c in claims),
                    disagreements=disagreement_lines(about, picture, names),
                ),
            )
        if not known:
            raise UnknownName(
                f"no claim or incident has an id that begins with {id!r}", hint="onrecord search WORDS"
            )
        stored = claims[known[0]]
        text = self._store.edition(stored.claim.edition).text
        judgements = tuple(self._store.judgements(recorded_on=_end(asked.recorded_on)))
        return ShowAnswer(claim=showing.answer(stored, text, picture, claims, judgements))

    def search(self, words: str, asked: Asked = NOTHING) -> SearchAnswer:
        """Claims whose evidence holds all the words, then reports that hold them elsewhere."""
        claims = {s.claim.id: s for s in self.claims(asked)}
        hits = [claims[c] for c in self._store.search(words, live=False) if c in claims]
        hits.sort(key=lambda s: (s.public_at, s.claim.id))
        shown = {s.claim.edition for s in hits}
        k = _end(asked.known_on)
        editions = (self._store.edition(e) for e in self._store.search_editions(words) if e not in shown)
        reports = [report_line(e) for e in editions if k is None or e.public_at <= k]
        return SearchAnswer(
            words=words,
            claims=tuple(map(claim_line, hits)),
            reports=tuple(sorted(reports, key=lambda r: (r.public_at, r.edition))),
        )

    def sources(self, asked: Asked = NOTHING) -> SourcesAnswer:
        """Who speaks in the record, the most cited first, and who is said to have been silent."""
        groups: dict[str, list[tuple[Source, StoredClaim]]] = defaultdict(list)
        claims = self.claims(asked)
        for stored in claims:
            for source in stored.claim.sources:
                groups[identity_of(source, stored)].append((source, stored))
        names = self.names(self.picture(asked))
        lines = [source_line(key, said, names) for key, said in groups.items()]
        return SourcesAnswer(
            sources=tuple(sorted(lines, key=lambda s: (-s.n_claims, s.key))),
            silences=silence_lines(self._silences(claims)),
        )

    def problems(self) -> ProblemsAnswer:
        """What a person should know about the data, in order of arrival; then decisions that do not apply."""
        stored = [_problem_line(p.problem, p.recorded_at) for p in self._store.problems()]
        void = [_problem_line(p) for p in self._as_judged(None)[1]]
        return ProblemsAnswer(problems=(*stored, *void))

    def _claims(self, recorded_on: date | None) -> tuple[StoredClaim, ...]:
        if recorded_on not in self._held:
            self._held[recorded_on] = (
                self._holdings.claims()
                if recorded_on is None
                else tuple(self._store.claims(recorded_on=_end(recorded_on)))
            )
        return self._held[recorded_on]

    def _as_judged(self, recorded_on: date | None) -> tuple[tuple[StoredClaim, ...], tuple[Problem, ...]]:
        """Every claim as people judged it, and the judgements that do not apply."""
        if recorded_on not in self._judged:
            held = self._claims(recorded_on)
            found = apply(held, self._store.judgements(recorded_on=_end(recorded_on)), self._parties)
            now = {s.claim.id: s for s in (*found.claims, *found.rejected)}
            self._judged[recorded_on] = (tuple(now[s.claim.id] for s in held), found.problems)
        return self._judged[recorded_on]

    def _silences(self, claims: Sequence[StoredClaim]) -> Iterator[tuple[StoredClaim, str, str, str]]:
        by_edition = {stored.claim.edition: stored for stored in claims}
        for edition, stored in by_edition.items():
            reading = self._store.reading_of(edition, ReaderKind.MACHINE)
            for silence in reading.silences if reading else ():
                text = self._store.edition(edition).text
                yield stored, silence.source.as_written, silence.topic.text, silence.span.of(text)


def _problem_line(problem: Problem, recorded_at: datetime | None = None) -> ProblemLine:
    return ProblemLine(
        code=problem.code.value,
        message=problem.message,
        where=problem.where,
        edition=problem.edition,
        recorded_at=recorded_at,
    )


def _vias(stored: StoredClaim) -> tuple[str, ...]:
    return tuple(via for source in stored.claim.sources for via in source.via)


def _end(day: date | None) -> datetime | None:
    return None if day is None else end_of(day)


def _touches(line: IncidentLine, on: date | None) -> bool:
    if on is None:
        return True
    return line.first_day is not None and line.last_day is not None and line.first_day <= on <= line.last_day


def identity_of(source: Source, stored: StoredClaim) -> str:
    """The key under which a source is one over the whole record."""
    if source.actor:
        return source.actor
    name = bare(source.as_written)
    # unnamed people are who they are only inside their own report
    return f"{source.type}:{name}" if source.named else f"{source.type}:{name}@{stored.report[:12]}"


def bare(name: str) -> str:
    """A source's name without its article, to compare wordings."""
    return finding.fold(_ARTICLE.sub("", name))


def source_line(key: str, said: Sequence[tuple[Source, StoredClaim]], names: Names) -> SourceLine:
    """Who speaks, as a line: under which names, how often, from when to when."""
    first = said[0][0]
    days = sorted(s.published.first_day for _, s in said if s.published)
    return SourceLine(
        key=key,
        names=tuple(dict.fromkeys(source.as_written for source, _ in said)),
        type=first.type,
        party=first.party_text or names.actor(first.party),
        private=any(source.private for source, _ in said),
        n_claims=len(said),
        n_reports=len({stored.report for _, stored in said}),
        via=tuple(dict.fromkeys(via for source, _ in said for via in source.via)),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )
