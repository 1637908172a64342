"""What the pages ask beyond the commands: a place, an incident, a report and a source, each on one page."""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Self

from onrecord.derive import derive
from onrecord.derive.judged import standing
from onrecord.errors import UnknownName
from onrecord.model.answer import Asked, ClaimLine, IncidentLine, Named, ReportLine
from onrecord.model.incident import Incident, Member
from onrecord.model.judgement import Anchor, Judgement, JudgementKind
from onrecord.model.pages import (
    ChangeLine,
    IncidentPage,
    LogLine,
    MapPage,
    PersonLine,
    PlacePage,
    ReportPage,
    ReviewItem,
    WhyLinked,
)
from onrecord.model.picture import Picture
from onrecord.model.place import Place
from onrecord.model.stored import StoredClaim
from onrecord.parties import Parties
from onrecord.record import atlas, changes, finding, papers, questions
from onrecord.record.finding import Filters
from onrecord.record.lines import (
    claim_line,
    demo_ids,
    disagreement_line,
    end_of,
    incident_line,
    report_line,
)
from onrecord.record.record import ALL, NOTHING, Record, identity_of
from onrecord.record.windows import windows_of
from onrecord.store.store import Store

# Pictures kept at once: a slider over a season of days asks for each of them, and asks again.
KEPT = 400


class Workbench(Record):
    """The read side with the pages' questions. Many threads may ask; a picture is derived once."""

    def __init__(
        self, store: Store, parties: Parties, find: Callable[[str], Sequence[Place]] = lambda _name: ()
    ) -> None:
        super().__init__(store, parties, find)
        self._lock = threading.RLock()

    @classmethod
    def beside(cls, record: Record) -> Self:
        """A workbench on the same record, with nothing remembered yet."""
        return cls(record._store, record._parties, record._find)

    # The whole

    def picture(self, asked: Asked = NOTHING) -> Picture:
        """As in Record, one thread at a time, and no more pictures kept than `KEPT`."""
        with self._lock:
            found = super().picture(asked)
            self._pictures = OrderedDict(list(self._pictures.items())[-KEPT:])
            return found

    def claims(self, asked: Asked = NOTHING) -> tuple[StoredClaim, ...]:
        """As in Record, one thread at a time."""
        with self._lock:
            return super().claims(asked)

    # Pages

    def place_page(self, typed: str, asked: Asked = NOTHING) -> PlacePage:
        """A place: each day as known then, and as we say now; what happened there."""
        whole = replace(asked, on=None)
        now = self.timeline(typed, whole)
        then = self.timeline(typed, whole, then=True)
        picture, names = self.picture(asked), self.names(self.picture(asked))
        about = self.incidents(Filters(place=now.place.id), whole)
        timeline = picture.timeline(now.place.id)
        last = now.last_public_day
        return PlacePage(
            now=now,
            then=then,
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

    def published_names(self) -> frozenset[str]:
        """Names of victims that a decision has made public."""
        return frozenset(j.value for j in self._standing() if j.kind is JudgementKind.PUBLISH_PERSON)

    def people(self, id: str, asked: Asked = NOTHING) -> tuple[PersonLine, ...]:
        """Victims that the reports of an incident name. For the team's eyes only."""
        incident = _incident(self.picture(asked), id)
        public = self.published_names()
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
                public=person.name in public,
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

    def side_names(self) -> tuple[str, ...]:
        """Names of the sides that the places of this record have."""
        names = self.names(self.picture())
        return tuple(dict.fromkeys(names.side(s) for t in self.picture().timelines for s in t.sides))

    def matching(self, words: str, asked: Asked = NOTHING) -> tuple[str, ...]:
        """Ids of the claims whose evidence holds all the words."""
        known = {s.claim.id for s in self.claims(asked)}
        return tuple(c for c in self._store.search(words) if c in known)

    def judged_claims(self) -> frozenset[str]:
        """Claims and subjects that a decision which stands is about."""
        standing = self._standing()
        return frozenset({a.claim for j in standing for a in j.anchors} | {j.subject for j in standing})

    def places(self, asked: Asked = NOTHING) -> tuple[Named, ...]:
        """Places that claims are about, by name."""
        found = {s.claim.place.id: s.claim.place.name for s in self.claims(asked) if s.claim.place}
        return tuple(Named(id=i, name=n) for i, n in sorted(found.items(), key=lambda x: (x[1], x[0])))

    def log(self) -> tuple[LogLine, ...]:
        """Every judgement on record, the newest first."""
        judgements = tuple(self._store.judgements())
        undone = {j.subject: j.id for j in judgements if j.kind is JudgementKind.UNDO}
        claims = {s.claim.id: s for s in self.claims()}
        picture = self.picture()
        lines = [_log_line(j, claims, picture, undone.get(j.id, "")) for j in judgements]
        return tuple(reversed(lines))

    # Decisions

    def queue(self, asked: Asked = NOTHING) -> tuple[ReviewItem, ...]:
        """Open questions, the one whose answer may change most first."""
        return questions.items(self._questions(asked))

    def open_claims(self, asked: Asked = NOTHING) -> frozenset[str]:
        """Claims and incidents that an open question is about."""
        found = self.queue(asked)
        return frozenset({c.id for i in found for c in i.claims} | {i.subject for i in found})

    def newest_about(self, ids: Iterable[str], subject: str = "") -> str:
        """The newest decision about any of these claims or the subject, '' if there is none."""
        return self._questions(NOTHING).newest_about(ids, subject)

    def with_decision(self, kind: JudgementKind, ids: Iterable[str], at: datetime) -> tuple[ChangeLine, ...]:
        """What a decision about claims would change, before it is taken."""
        held = {s.claim.id: s.claim for s in self._claims(None)}
        anchors = tuple(
            Anchor(
                claim=c.id,
                edition=c.edition,
                trigger=c.trigger,
                evidence=c.evidence,
                evidence_text=c.evidence_text,
            )
            for c in (held[i] for i in ids if i in held)
        )
        tried = Judgement(id="tried", kind=kind, author="nobody", at=at, reason="", anchors=anchors)
        return self._against(derive(self._claims(None), (*self._store.judgements(), tried), self._parties))

    def without_judgement(self, id: str) -> tuple[ChangeLine, ...]:
        """What a decision on record changes: the picture without it, against the picture with it."""
        given = tuple(j for j in self._store.judgements() if id not in (j.id, j.subject))
        before = derive(self._claims(None), given, self._parties)
        return changes.between(before, self.picture(), self.names(self.picture()))

    def without_source(self, key: str) -> tuple[ChangeLine, ...]:
        """What would be said if a source had kept silent; claims that others share stay."""
        kept = tuple(s for s in self._claims(None) if not _only_from(s, key))
        return self._against(derive(kept, tuple(self._store.judgements()), self._parties))

    def changed(self, before: Asked, after: Asked) -> tuple[ChangeLine, ...]:
        """What differs between two questions to the record."""
        later = self.picture(after)
        return changes.between(self.picture(before), later, self.names(later))

    # Parts

    def _against(self, other: Picture) -> tuple[ChangeLine, ...]:
        return changes.between(self.picture(), other, self.names(self.picture()))

    def _questions(self, asked: Asked) -> questions.Docket:
        picture = self.picture(asked)
        return questions.Docket(
            picture=picture,
            claims={s.claim.id: s for s in self.claims(asked)},
            standing=self._standing(),
            names=self.names(picture),
        )

    def _standing(self) -> tuple[Judgement, ...]:
        return standing(self._store.judgements())

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


def _only_from(stored: StoredClaim, key: str) -> bool:
    """True if a claim has no other source than this; an outlet's own words are the outlet's."""
    sources = stored.claim.sources
    if not sources:
        return finding.fold(stored.outlet) == finding.fold(key)
    return all(identity_of(source, stored) == key for source in sources)


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


def _log_line(
    judgement: Judgement, claims: dict[str, StoredClaim], picture: Picture, undone_by: str
) -> LogLine:
    lines: list[ClaimLine] = [claim_line(claims[a.claim]) for a in judgement.anchors if a.claim in claims]
    return LogLine(
        id=judgement.id,
        kind=judgement.kind,
        author=judgement.author,
        at=judgement.at,
        reason=judgement.reason,
        field=judgement.field,
        value=judgement.value,
        subject=judgement.subject,
        subject_name=_name_of(judgement.subject, picture),
        claims=tuple(lines),
        undone_by=undone_by,
    )


def _name_of(subject: str, picture: Picture) -> str:
    if not subject:
        return ""
    timeline = picture.timeline(subject)
    return timeline.name if timeline else subject
