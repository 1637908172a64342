"""What the pages ask beyond the commands: a place, an incident, a report and a source, each on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from onrecord.derive.judged import side_row
from onrecord.errors import UnknownName
from onrecord.model.actor import Conflict
from onrecord.model.answer import Asked, IncidentLine, Named, PlaceLine, ReportLine, TimelineAnswer
from onrecord.model.incident import Incident, Member
from onrecord.model.judgement import JudgementKind
from onrecord.model.pages import (
    ActorPage,
    FoundPage,
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
from onrecord.model.picture import Picture
from onrecord.model.stored import StoredClaim
from onrecord.record import atlas, finding, papers, searching, voices
from onrecord.record.deciding import Deciding
from onrecord.record.finding import Filters
from onrecord.record.lines import (
    claim_line,
    demo_ids,
    disagreement_line,
    end_of,
    incident_line,
    report_line,
)
from onrecord.record.record import ALL, NOTHING, identity_of
from onrecord.record.windows import windows_of

# Claims squared times days of "as known then" that a page may derive while a person waits: some two seconds.
# Measured on two cores, 900 claims taking five seconds a day and 53 claims twenty milliseconds.
AFFORDED = 2_000_000


class Workbench(Deciding):
    """The read side with the pages' questions. Many threads may ask; a picture is derived once."""

    # Pages

    def place_page(self, typed: str, asked: Asked = NOTHING) -> PlacePage:
        """A place: each day as known then, and as we say now; what happened there."""
        whole = replace(asked, on=None)
        now = self.timeline(typed, whole)
        before, drawn = self._then(now.place, asked, len(now.days))
        picture, names = self.picture(asked), self.names(self.picture(asked))
        about = self.incidents(Filters(place=now.place.id), whole)
        timeline = picture.timeline(now.place.id)
        last = now.last_public_day
        return PlacePage(
            now=now,
            then=before,
            then_whole=drawn,
            windows=windows_of(timeline, names, last) if timeline and last else (),
            incidents=about.incidents,
            disagreements=about.disagreements,
            zone=timeline.zone if timeline else "UTC",
            parents=self._parents(now.place.id, asked),
        )

    def incident_page(self, id: str, asked: Asked = NOTHING) -> IncidentPage:
        """An incident by its id, a beginning of it, or a claim of it. Raises UnknownName."""
        picture = self.picture(asked)
        names = self.names(picture)
        claims = {s.claim.id: s for s in self.claims(asked)}
        demo = demo_ids(claims.values())
        incident = _incident(picture, id)
        held = [claims[c] for c in (*incident.claims, *incident.denied_by) if c in claims]
        found = [c for c in picture.contradictions if c.subject == incident.id]
        theirs = dict.fromkeys(c for d in found for c in (*d.first, *d.second))
        mates = [
            i
            for i in picture.incidents
            if incident.episode and i.episode == incident.episode and i.id != incident.id
        ]
        return IncidentPage(
            line=incident_line(incident, picture, names, bool(demo & set(incident.claims))),
            claims=tuple(claim_line(s) for s in _once(held)),
            why=tuple(map(_why, incident.members)),
            bridges=incident.bridges,
            disagreements=tuple(disagreement_line(c, picture, names) for c in found),
            against=tuple(claim_line(claims[c]) for c in theirs if c in claims and c not in incident.claims),
            nearby=tuple(incident_line(i, picture, names, bool(demo & set(i.claims))) for i in mates),
            log=self._log_of(incident, asked),
            n_people=len({p.name for s in held for p in s.claim.persons}),
            known_on=picture.known_on,
            version=picture.version,
        )

    def people(self, id: str, asked: Asked = NOTHING) -> tuple[PersonLine, ...]:
        """Victims that the reports of an incident name. For the team's eyes only."""
        incident = _incident(self.picture(asked), id)
        public = self.published()
        claims = {s.claim.id: s for s in self.claims(asked)}
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
        held = [s for s in self.claims(asked) if s.claim.edition == edition.id]
        picture = self.picture(asked)
        problems = [p for p in self.problems().problems if p.edition == edition.id]
        placed = ((s.claim.id, picture.incident(s.claim.id)) for s in held)
        return ReportPage(
            line=report_line(edition),
            text=edition.text,
            language=edition.language,
            blob=edition.blob,
            taken_in=edition.taken_in,
            furniture=tuple((f.span.start, f.span.end) for f in edition.furniture),
            marks=papers.marks_of(held),
            claims=tuple(claim_line(s) for s in sorted(held, key=lambda s: s.claim.evidence)),
            incidents=tuple((claim, found.id) for claim, found in placed if found),
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
        until = asked.known_on
        counts = Counter(s.claim.edition for s in self.claims(asked))
        lines = [
            report_line(e) for e in self._store.editions() if until is None or e.public_at <= end_of(until)
        ]
        lines.sort(key=lambda r: (r.public_at, r.edition), reverse=True)
        return tuple((line, counts[line.edition]) for line in lines)

    def map_page(self, asked: Asked = NOTHING, lines: Sequence[IncidentLine] | None = None) -> MapPage:
        """One day on the map, or the last public day, with these incidents or with all."""
        picture = self.picture(asked)
        shown = self.incidents(ALL, replace(asked, on=None)).incidents if lines is None else lines
        return atlas.map_page(self.claims(asked), picture.timelines, shown, self.names(picture), asked)

    def sides(self) -> tuple[Named, ...]:
        """The sides that the places of this record have."""
        names = self.names(self.picture())
        ids = dict.fromkeys(side for t in self.picture().timelines for side in t.sides)
        return tuple(Named(id=side, name=names.side(side)) for side in ids)

    def outlets(self, asked: Asked = NOTHING) -> tuple[tuple[str, int], ...]:
        """Who published, or whose wire copy it is, with the number of claims, the busiest first."""
        counts = Counter(n for s in self.claims(asked) for n in {s.outlet, s.agency} if n)
        return tuple(sorted(counts.items(), key=lambda x: (-x[1], x[0])))

    def report_of(self, id: str) -> str:
        """The report that an id of a report or of an edition names. Raises UnknownName."""
        return papers.edition_of(self._store, id, None).report

    def matching(self, words: str, asked: Asked = NOTHING) -> tuple[str, ...]:
        """Ids of the claims whose evidence holds all the words."""
        known = {s.claim.id for s in self.claims(asked)}
        return tuple(c for c in self._store.search(words) if c in known)

    def public_days(self) -> tuple[date, ...]:
        """Days on which a claim became public."""
        return tuple(sorted({(s.public_at - timedelta(microseconds=1)).date() for s in self.claims()}))

    def places(self, asked: Asked = NOTHING) -> tuple[Named, ...]:
        """Places that claims are about, by name."""
        found = {s.claim.place.id: s.claim.place.name for s in self.claims(asked) if s.claim.place}
        return tuple(Named(id=i, name=n) for i, n in sorted(found.items(), key=lambda x: (x[1], x[0])))

    # Who speaks, who acts, what is found

    def source_page(self, key: str, asked: Asked = NOTHING) -> SourcePage:
        """An organisation that speaks. Raises UnknownName for a private person as for one not on record."""
        line = next((s for s in self.sources(asked).sources if s.key == key), None)
        if line is None or not voices.has_page(line):
            raise UnknownName(
                f"no organisation {key!r} speaks in this record",
                hint="only organisations, offices, outlets and armed actors have pages, never private people",
            )
        held = [s for s in self.claims(asked) if any(identity_of(x, s) == key for x in s.claim.sources)]
        return voices.source_page(line, held, self.picture(asked), self._sides_of(key))

    def actor_page(self, id: str, asked: Asked = NOTHING) -> ActorPage:
        """A body of the actor table, with what is told of it. Raises UnknownName."""
        actor = self._parties.actor(id)
        named = {a.id: Named(id=a.id, name=a.name) for a in self._parties.actors}
        picture, names = self.picture(asked), self.names(self.picture(asked))
        about = [i for i in picture.incidents if id in i.agents]
        speaks = next((s for s in self.sources(asked).sources if s.key == id), None)
        return ActorPage(
            id=actor.id,
            name=actor.name,
            kind=actor.kind.value,
            country=actor.country,
            aliases=actor.aliases,
            part_of=named.get(actor.part_of),
            parts=tuple(named[a.id] for a in self._parties.actors if a.part_of == id),
            sides=self._sides_of(id),
            incidents=tuple(incident_line(i, picture, names, False) for i in about),
            speaks=speaks if speaks and voices.has_page(speaks) else None,
        )

    def conflicts_of(self, actor: str) -> tuple[Conflict, ...]:
        """All wars whose sides a person may set an actor on, those first that the tables have it in."""
        line_up = {actor, *self._parties.line(actor)}
        known = self._parties.conflicts
        return tuple(sorted(known, key=lambda c: (not any(r.actor in line_up for r in c.sides), c.name)))

    def found(self, typed: str, asked: Asked = NOTHING) -> FoundPage:
        """Claims, reports, places and actors that a search finds. Raises InputError on a bad operator."""
        query = searching.parse(typed)
        known = {s.claim.id: s for s in self.claims(asked)}
        ids = self._store.search(query.words) if query.words else tuple(known)
        claims = [known[c] for c in ids if c in known and query.fits(known[c])] if typed.strip() else []
        claims.sort(key=lambda s: (s.public_at, s.claim.id))
        reports = self.search(query.words, asked).reports if query.words and not query.narrows else ()
        wanted = finding.fold(query.words)
        return FoundPage(
            typed=typed,
            claims=tuple(map(claim_line, claims)),
            reports=reports,
            places=tuple(p for p in self.places(asked) if len(wanted) > 1 and wanted in finding.fold(p.name)),
            actors=tuple(Named(id=a.id, name=a.name) for a in self._parties.find(query.words))
            if query.words
            else (),
        )

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

    def _parents(self, place: str, asked: Asked) -> tuple[Named, ...]:
        places = (s.claim.place for s in self.claims(asked))
        within = next((p.within for p in places if p is not None and p.id == place), ())
        known = {p.id: p for p in self.places(asked)}
        return tuple(known[w] for w in within if w in known)


def _incident(picture: Picture, id: str) -> Incident:
    exact = picture.incident(id)
    if exact:
        return exact
    found = [i for i in picture.incidents if len(id) >= 4 and i.id.startswith(id)]
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
