"""What the pages ask beyond the commands: a place, an incident, a report and a source, each on one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from weakref import WeakKeyDictionary

from onrecord.derive.judged import side_row
from onrecord.errors import UnknownName
from onrecord.model.actor import Conflict
from onrecord.model.answer import Asked, IncidentLine, Named, PlaceLine, ReportLine, TimelineAnswer
from onrecord.model.control import ControlTimeline
from onrecord.model.incident import Incident, Member
from onrecord.model.judgement import JudgementKind
from onrecord.model.pages import (
    ActorPage,
    IncidentPage,
    LogLine,
    MapPage,
    PersonLine,
    PlacePage,
    ReportPage,
    SideSpell,
    SourcePage,
    WhyLinked,
)
from onrecord.model.stored import StoredClaim
from onrecord.record import finding, papers, searching, voices
from onrecord.record.atlas import Atlas
from onrecord.record.deciding import Deciding
from onrecord.record.finding import Filters
from onrecord.record.lines import (
    claim_line,
    disagreement_line,
    disagreement_lines,
    end_of,
    report_line,
)
from onrecord.record.record import ALL, NOTHING
from onrecord.record.reference import Reference
from onrecord.record.shelf import Shelf
from onrecord.record.timeline import answer as timeline_answer
from onrecord.record.timeline import silence_lines
from onrecord.record.windows import windows_of

# Claims squared times days of "as known then" that a page may derive while a person waits: some two seconds.
# Measured on two cores, 900 claims taking five seconds a day and 53 claims twenty milliseconds.
AFFORDED = 2_000_000
# Of a list on a page this many are shown; a link leads to all of them.
MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found, not yet cut to a page; `reports` hold the words elsewhere than in a claim."""

    typed: str
    claims: tuple[StoredClaim, ...]
    reports: tuple[ReportLine, ...]
    places: tuple[Named, ...]
    actors: tuple[Named, ...]


class Workbench(Deciding):
    """The read side with the pages' questions. Many threads may ask; a picture is derived once."""

    @cached_property
    def _editions(self) -> list[ReportLine]:
        """A line for every edition on record, the newest first."""
        lines = map(report_line, self._store.editions())
        return sorted(lines, key=lambda r: (r.public_at, r.edition), reverse=True)

    @cached_property
    def _atlases(self) -> WeakKeyDictionary[Reference, Atlas]:
        """What the map draws of each picture that is looked at."""
        return WeakKeyDictionary()

    # Pages

    def place_page(self, typed: str, asked: Asked = NOTHING) -> PlacePage:
        """A place: each day as known then, and as we say now; what happened there."""
        whole, found = replace(asked, on=None), self.reference(asked)
        now = self.timeline(typed, whole)
        place = now.place.id
        before, drawn = self._then(now.place, asked, len(now.days))
        here, timeline = found.at.get(place, ()), found.timeline(place)
        against = [c for i in here for c in found.against(i.id)] + list(found.against(place))
        last = now.last_public_day
        return PlacePage(
            now=now,
            then=before,
            then_whole=drawn,
            windows=windows_of(timeline, found.names, last) if timeline and last else (),
            incidents=tuple(found.line(i) for i in here[:MOST]),
            n_incidents=len(here),
            disagreements=disagreement_lines(against, found, found.names)[:MOST],
            n_disagreements=len(against),
            zone=timeline.zone if timeline else "UTC",
            parents=self._parents(place, found),
        )

    def timeline(self, typed: str, asked: Asked = NOTHING, *, then: bool = False) -> TimelineAnswer:
        """As in Record, by the index."""
        found = self.reference(asked)
        place = self.place(typed, asked)
        claims = found.by_place.get(place.id, ())

        def timeline_at(day: date | None) -> ControlTimeline | None:
            known = replace(asked, known_on=day)
            return found.timeline(place.id) if known == asked else self.picture(known).timeline(place.id)

        told = timeline_answer(place, asked, timeline_at, claims, names=found.names, then=then)
        return replace(told, silences=silence_lines(self._silences(claims)))

    def fitting(self, filters: Filters, asked: Asked = NOTHING) -> tuple[IncidentLine, ...]:
        """Incidents that pass the filters. Raises UnknownName on a place that is not on record."""
        if filters.place:
            filters = replace(filters, place=self.place(filters.place, asked).id)
        return self.reference(asked).fitting(filters)

    def incident_page(self, id: str, asked: Asked = NOTHING) -> IncidentPage:
        """An incident by its id, a beginning of it, or a claim of it. Raises UnknownName."""
        found = self.reference(asked)
        claims, names = found.by_id, found.names
        incident = _incident(found, id)
        held = [claims[c] for c in (*incident.claims, *incident.denied_by) if c in claims]
        against = found.against(incident.id)
        theirs = dict.fromkeys(c for d in against for c in (*d.first, *d.second))
        mates = [i for i in found.episodes.get(incident.episode, ()) if i.id != incident.id]
        return IncidentPage(
            line=found.line(incident),
            claims=tuple(claim_line(s) for s in _once(held)),
            why=tuple(map(_why, incident.members)),
            bridges=incident.bridges,
            disagreements=tuple(disagreement_line(c, found, names) for c in against),
            against=tuple(claim_line(claims[c]) for c in theirs if c in claims and c not in incident.claims),
            nearby=tuple(found.line(i) for i in mates[:MOST]),
            log=self._log_of(incident, asked),
            n_people=len({p.name for s in held for p in s.claim.persons}),
            known_on=found.picture.known_on,
            version=found.picture.version,
        )

    def people(self, id: str, asked: Asked = NOTHING) -> tuple[PersonLine, ...]:
        """Victims that the reports of an incident name. For the team's eyes only."""
        found = self.reference(asked)
        incident, claims, public = _incident(found, id), found.by_id, self.published()
        lines = [
            PersonLine(
                name=person.name,
                age=person.age,
                sex=person.sex,
                role=person.role,
                harm=person.harm.value,
                claim=stored.claim.id,
                report=stored.report,
                outlet=stored.outlet,
                public=(stored.report, person.name) in public,
            )
            for stored in (claims[c] for c in incident.claims if c in claims)
            for person in stored.claim.persons
        ]
        return tuple(sorted(lines, key=lambda p: (p.name, p.claim)))

    def report_page(self, id: str, asked: Asked = NOTHING) -> ReportPage:
        """An edition by its id, or the newest edition of a report, known by then. Raises UnknownName."""
        edition = papers.edition_of(self._store, id, asked.known_on)
        found = self.reference(asked)
        held = found.by_edition.get(edition.id, ())
        problems = [p for p in self.problems().problems if p.edition == edition.id]
        placed = ((s.claim.id, found.incident(s.claim.id)) for s in held)
        return ReportPage(
            line=report_line(edition),
            text=edition.text,
            language=edition.language,
            blob=edition.blob,
            taken_in=edition.taken_in,
            furniture=tuple((f.span.start, f.span.end) for f in edition.furniture),
            marks=papers.marks_of(held),
            claims=tuple(claim_line(s) for s in sorted(held, key=lambda s: s.claim.evidence)),
            incidents=tuple((claim, incident.id) for claim, incident in placed if incident),
            editions=tuple(report_line(e) for e in self._store.editions(report=edition.report)),
            problems=tuple(problems),
        )

    def original(self, edition: str) -> tuple[bytes, str]:
        """The archived bytes an edition was made from, and their SHA-256."""
        found = self._store.edition(edition)
        return self._store.raw(found), found.blob

    def edition_text(self, edition: str) -> str:
        """The frozen text of one edition."""
        return self._store.edition(edition).text

    def reports(self, asked: Asked = NOTHING) -> tuple[tuple[ReportLine, int], ...]:
        """Editions that were public by then with the number of their live claims, the newest first."""
        until, held = asked.known_on, self.reference(asked).by_edition
        with self._lock:
            editions = self._editions
        shown = (r for r in editions if until is None or r.public_at <= end_of(until))
        return tuple((line, len(held.get(line.edition, ()))) for line in shown)

    def map_page(self, asked: Asked = NOTHING, lines: Sequence[IncidentLine] | None = None) -> MapPage:
        """One day on the map, or the last public day, with these incidents or with all."""
        found = self.reference(asked)
        with self._lock:
            atlas = self._atlases.get(found) or Atlas(found)
            self._atlases[found] = atlas
        return atlas.page(found.fitting(ALL) if lines is None else lines, asked)

    def sides(self) -> tuple[Named, ...]:
        """The sides that the places of this record have."""
        found = self.reference()
        ids = dict.fromkeys(side for t in found.picture.timelines for side in t.sides)
        return tuple(Named(id=side, name=found.names.side(side)) for side in ids)

    def outlets(self, asked: Asked = NOTHING) -> Sequence[tuple[str, int]]:
        """Who published, or whose wire copy it is, with the number of claims, the busiest first."""
        return self.reference(asked).outlets

    def report_of(self, id: str) -> str:
        """The report that an id of a report or of an edition names. Raises UnknownName."""
        return papers.edition_of(self._store, id, None).report

    def matching(self, words: str, asked: Asked = NOTHING) -> tuple[str, ...]:
        """Ids of the claims whose evidence holds all the words."""
        known = self.reference(asked).by_id
        return tuple(c for c in self._store.search(words, live=False) if c in known)

    def public_days(self) -> tuple[date, ...]:
        """Days on which a claim became public."""
        return tuple(sorted({(s.public_at - timedelta(microseconds=1)).date() for s in self.claims()}))

    def places(self, asked: Asked = NOTHING) -> tuple[Named, ...]:
        """Places that claims are about, by name."""
        found = self.reference(asked).best_names.items()
        return tuple(Named(id=i, name=r.name) for i, r in sorted(found, key=lambda x: (x[1].name, x[0])))

    # Who speaks, who acts, what is found

    def source_page(self, key: str, asked: Asked = NOTHING, *, start: int = 0) -> SourcePage:
        """An organisation that speaks. Raises UnknownName for a private person as for one not on record."""
        found = self.reference(asked)
        line = found.source.get(key)
        if line is None or not voices.has_page(line):
            raise UnknownName(
                f"no organisation {key!r} speaks in this record",
                hint="only organisations, offices, outlets and armed actors have pages, never private people",
            )
        held = found.by_source.get(key, ())
        return voices.source_page(line, held, found, self._sides_of(key), range(start, start + MOST))

    def actor_page(self, id: str, asked: Asked = NOTHING, *, start: int = 0) -> ActorPage:
        """A body of the actor table, with what is told of it. Raises UnknownName."""
        actor, found = self._parties.actor(id), self.reference(asked)
        named = {a.id: Named(id=a.id, name=a.name) for a in self._parties.actors}
        about, speaks = found.by_actor.get(id, ()), found.source.get(id)
        return ActorPage(
            id=actor.id,
            name=actor.name,
            kind=actor.kind.value,
            country=actor.country,
            aliases=actor.aliases,
            part_of=named.get(actor.part_of),
            parts=tuple(named[a.id] for a in self._parties.actors if a.part_of == id),
            sides=self._sides_of(id),
            incidents=tuple(found.line(i) for i in about[start : start + MOST]),
            n_incidents=len(about),
            speaks=speaks if speaks and voices.has_page(speaks) else None,
        )

    def conflicts_of(self, actor: str) -> tuple[Conflict, ...]:
        """All wars whose sides a person may set an actor on, those first that the tables have it in."""
        line_up = {actor, *self._parties.line(actor)}
        known = self._parties.conflicts
        return tuple(sorted(known, key=lambda c: (not any(r.actor in line_up for r in c.sides), c.name)))

    def found(self, typed: str, asked: Asked = NOTHING) -> Found:
        """Claims, reports, places and actors that a search finds. Raises InputError on a bad operator."""
        query = searching.parse(typed)
        known = self.reference(asked).by_id
        ids: Iterable[str] = self._store.search(query.words, live=False) if query.words else known
        claims = [known[c] for c in ids if c in known and query.fits(known[c])] if typed.strip() else []
        claims.sort(key=lambda s: (s.public_at, s.claim.id))
        wanted = finding.fold(query.words)
        return Found(
            typed=typed,
            claims=tuple(claims),
            reports=self._reports_with(query.words, claims, asked) if not query.narrows else (),
            places=tuple(p for p in self.places(asked) if len(wanted) > 1 and wanted in finding.fold(p.name)),
            actors=tuple(Named(id=a.id, name=a.name) for a in self._parties.find(query.words))
            if query.words
            else (),
        )

    def _reports_with(
        self, words: str, claims: Sequence[StoredClaim], asked: Asked
    ) -> tuple[ReportLine, ...]:
        """Editions that hold the words elsewhere than in these claims."""
        if not words:
            return ()
        shown = {s.claim.edition for s in claims}
        ids = set(self._store.search_editions(words)) - shown
        return tuple(line for line, _ in reversed(self.reports(asked)) if line.edition in ids)

    def _sides_of(self, actor: str) -> tuple[SideSpell, ...]:
        known = any(a.id == actor for a in self._parties.actors)
        line_up = self._parties.line(actor) if known else ()
        home = self._parties.mouth_of(actor) if known else ""
        decided = {j.id: j for j in self._standing() if j.kind is JudgementKind.SIDE}
        rows = [side_row(j, self._parties) for j in reversed(decided.values())]
        return voices.spells_of(actor, (*line_up, home), self._parties.overruled(rows).conflicts, decided)

    # Parts

    def _then(self, place: PlaceLine, asked: Asked, days: int) -> tuple[TimelineAnswer, bool]:
        """Each day as known that day, and True; where that would take long, the day asked for, and False.

        No short cut gives the same: what an origin leaves untold elsewhere bears on what its silence means.
        """
        whole = len(self.claims(asked)) ** 2 * days <= AFFORDED
        wanted = replace(asked, on=None) if whole else asked
        if not whole and asked.on is None:
            wanted = replace(asked, on=date.min)
        return self.timeline(place.id, wanted, then=True), whole

    def _log_of(self, incident: Incident, asked: Asked) -> tuple[LogLine, ...]:
        if asked.recorded_on is not None:
            return ()
        about = {incident.id, *incident.claims}
        return tuple(
            line for line in self.log() if line.subject in about or about & {c.id for c in line.claims}
        )

    @staticmethod
    def _parents(place: str, found: Reference) -> tuple[Named, ...]:
        ref = found.best_names.get(place)
        known = ((id, found.best_names.get(id)) for id in (ref.within if ref else ()))
        return tuple(Named(id=id, name=area.name) for id, area in known if area)


def _incident(shelf: Shelf, id: str) -> Incident:
    exact = shelf.incident(id)
    if exact:
        return exact
    found = [i for i in shelf.picture.incidents if len(id) >= 4 and i.id.startswith(id)]
    if len(found) != 1:
        raise UnknownName(f"{'several incidents begin' if found else 'no incident begins'} with {id!r}")
    return found[0]


def _why(member: Member) -> WhyLinked:
    return WhyLinked(
        claim=member.claim,
        how=member.how,
        admitted_by=member.admitted_by,
        bits=member.millibits / 1000,
        parts=tuple((p.feature, p.level, p.millibits / 1000) for p in member.waterfall),
        rejected=member.rejected,
        rejected_bits=member.rejected_millibits / 1000,
    )


def _once(held: Sequence[StoredClaim]) -> list[StoredClaim]:
    return list({s.claim.id: s for s in held}.values())
