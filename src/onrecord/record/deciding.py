"""The part of the workbench that decisions need: open questions, what an answer would change, the log."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Self

from onrecord.derive import derive
from onrecord.derive.judged import published, standing
from onrecord.model.answer import Asked, ClaimLine, PlaceLine, SourcesAnswer
from onrecord.model.judgement import Anchor, Judgement, JudgementKind
from onrecord.model.pages import ChangeLine, LogLine, NoteLine
from onrecord.model.picture import Picture
from onrecord.model.place import Place
from onrecord.model.source import Silence
from onrecord.model.stored import StoredClaim
from onrecord.parties import Parties
from onrecord.record import changes, papers, questions
from onrecord.record.holdings import Holdings
from onrecord.record.lines import Names, claim_line, headline
from onrecord.record.questions import Docket, Question
from onrecord.record.record import NOTHING, Record
from onrecord.record.reference import Reference
from onrecord.record.shelf import Shelf, by
from onrecord.record.timeline import silence_lines
from onrecord.store.store import Store

# Pictures kept at once: a slider over a season of days asks for each of them, and asks again.
KEPT = 400
# Pictures whose lists are kept at once: those of a few pages that are read side by side.
READ = 6
Times = tuple[date | None, date | None]


class Deciding(Record):
    """The read side for many threads at once, with the questions that decisions raise."""

    def __init__(
        self,
        store: Store,
        parties: Parties,
        find: Callable[[str], Sequence[Place]] = lambda _name: (),
        holdings: Holdings | None = None,
    ) -> None:
        super().__init__(store, parties, find, holdings)
        self._lock = threading.RLock()
        self._references: OrderedDict[Times, Reference] = OrderedDict()
        self._made_of = self._state()
        self._spoken: Names | None = None
        self._silent: dict[str, list[Silence]] | None = None
        self._questions: dict[Times, tuple[Question, ...]] = {}

    @classmethod
    def beside(cls, record: Record) -> Self:
        """A workbench on the same record as it now is, with what was derived of it before at hand."""
        return cls(record._store, record._parties, record._find, record._holdings)

    def stands(self) -> bool:
        """True if nothing was written since that anything here follows from; a note is no such thing."""
        with self._lock:
            return self._made_of == self._state()

    def _state(self) -> tuple[Mapping[str, int], tuple[Judgement, ...]]:
        """The newest of what each report has, and the decisions on record."""
        return self._store.marks(), tuple(j for j in self._store.judgements() if not j.is_remark)

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

    def reference(self, asked: Asked = NOTHING) -> Reference:
        """The picture and its claims, to look things up in."""
        key = (asked.recorded_on, asked.known_on)
        with self._lock:
            if key not in self._references:
                picture = self.picture(asked)
                self._references[key] = Reference(picture, self.claims(asked), self.names(picture))
                while len(self._references) > READ:
                    self._questions.pop(self._references.popitem(last=False)[0], None)
            self._references.move_to_end(key)
            return self._references[key]

    def names(self, picture: Picture) -> Names:
        """As in Record; what reports call agencies and speakers is gathered once."""
        with self._lock:
            if self._spoken is None:
                self._spoken = super().names(picture)
            return replace(self._spoken, places={t.place: t.name for t in picture.timelines})

    def place(self, typed: str, asked: Asked = NOTHING) -> PlaceLine:
        """As in Record, by the index."""
        return self.reference(asked).place(typed, tuple(self._find(typed)))

    def sources(self, asked: Asked = NOTHING) -> SourcesAnswer:
        """As in Record, by the index."""
        found = self.reference(asked)
        silences = silence_lines(self._silences(found.claims))
        return SourcesAnswer(sources=tuple(found.sources), silences=silences)

    def _silences(self, claims: Sequence[StoredClaim]) -> Iterator[tuple[StoredClaim, str, str, str]]:
        """As in Record, asking the store once for all of them."""
        with self._lock:
            if self._silent is None:
                self._silent = by(self._store.silences())
        by_edition = {s.claim.edition: s for s in claims if s.claim.edition in self._silent}
        for edition, stored in by_edition.items():
            text = self._store.edition(edition).text
            for silence in self._silent[edition]:
                yield stored, silence.source.as_written, silence.topic.text, silence.span.of(text)

    # Decisions

    def queue(self, asked: Asked = NOTHING) -> tuple[Question, ...]:
        """Open questions, the one whose answer may change most first."""
        key = (asked.recorded_on, asked.known_on)
        with self._lock:
            if key not in self._questions:
                reference = self.reference(asked)
                docket = Docket(reference, self._deciding(), reference.names)
                self._questions[key] = questions.open_ones(docket)
            return self._questions[key]

    def open_claims(self, asked: Asked = NOTHING) -> frozenset[str]:
        """Claims and incidents that an open question is about."""
        found = self.queue(asked)
        return frozenset({c for q in found for c in q.claims} | {q.subject for q in found})

    def newest_about(self, ids: Iterable[str], subject: str = "") -> str:
        """The newest decision about any of these claims or the subject, '' if there is none."""
        return questions.newest_about(self._deciding(), ids, subject)

    def with_decision(self, kind: JudgementKind, ids: Iterable[str], at: datetime) -> tuple[ChangeLine, ...]:
        """What a decision about claims would change, before it is taken."""
        held = {s.claim.id: s.claim for id in ids if (s := self.reference().by_id.get(id))}
        anchors = tuple(
            Anchor(
                claim=c.id,
                edition=c.edition,
                trigger=c.trigger,
                evidence=c.evidence,
                evidence_text=c.evidence_text,
            )
            for c in held.values()
        )
        tried = Judgement(id="tried", kind=kind, author="nobody", at=at, reason="", anchors=anchors)
        return self._against(self._derived((*self._store.judgements(), tried)))

    def without_judgement(self, id: str) -> tuple[ChangeLine, ...]:
        """What a decision on record changes: the picture without it, against the picture with it."""
        given = tuple(j for j in self._store.judgements() if id not in (j.id, j.subject))
        return changes.between(self._derived(given), self.picture(), self.names(self.picture()))

    def changed(self, before: Asked, after: Asked) -> tuple[ChangeLine, ...]:
        """What differs between two questions to the record."""
        later = self.picture(after)
        return changes.between(self.picture(before), later, self.names(later))

    def log(self) -> tuple[LogLine, ...]:
        """Every judgement on record, the newest first."""
        return tuple(self._logged(tuple(self._store.judgements())))

    def logged(self, id: str) -> LogLine | None:
        """One judgement on record, None where there is none of that id."""
        mine = tuple(j for j in self._store.judgements() if id in (j.id, j.subject))
        return next((line for line in self._logged(mine) if line.id == id), None)

    def _logged(self, judgements: Sequence[Judgement]) -> Iterator[LogLine]:
        undone = {j.subject: j.id for j in judgements if j.kind is JudgementKind.UNDO}
        shelf = self.reference()
        for judgement in reversed(judgements):
            yield _log_line(judgement, shelf, undone.get(judgement.id, ""))

    def notes(self, about: str = "", kind: str = "") -> tuple[NoteLine, ...]:
        """Notes and saved links that were not taken back, on one thing or on all, the newest first."""
        held = [j for j in self._standing() if j.is_remark and kind in ("", j.field)]
        mine = [j for j in held if about in ("", j.subject, *(a.claim for a in j.anchors))]
        return tuple(_note_line(j, self._called(j)) for j in reversed(mine))

    def _called(self, note: Judgement) -> str:
        """What the thing is called that a note hangs on."""
        if note.anchors:
            return note.anchors[0].evidence_text
        if note.field == "incident":
            incident = self.reference().incident(note.subject)
            return headline(incident) if incident else note.subject
        if note.field == "place":
            ref = self.reference().best_names.get(note.subject)
            return ref.name if ref else note.subject
        if note.field == "report":
            edition = papers.edition_of(self._store, note.subject, None)
            return edition.title or edition.outlet
        return self.reference().names.actor(note.subject)

    def judged_claims(self) -> frozenset[str]:
        """Claims and subjects that a decision which stands is about."""
        standing = self._deciding()
        return frozenset({a.claim for j in standing for a in j.anchors} | {j.subject for j in standing})

    def published(self) -> frozenset[tuple[str, str]]:
        """(report, victim) for each victim whom a decision lets be named in public."""
        return published(self.claims(), self._standing())

    # Parts

    def _derived(self, judgements: Sequence[Judgement]) -> Picture:
        """The picture under other decisions than those on record."""
        with self._lock:
            return derive(self._claims(None), judgements, self._parties, memo=self.memo)

    def _against(self, other: Picture) -> tuple[ChangeLine, ...]:
        return changes.between(self.picture(), other, self.names(self.picture()))

    def _deciding(self) -> tuple[Judgement, ...]:
        """Judgements that stand and decide something: a note does not."""
        return tuple(j for j in self._standing() if not j.is_remark)

    def _standing(self) -> tuple[Judgement, ...]:
        return standing(self._store.judgements())


def _log_line(judgement: Judgement, shelf: Shelf, undone_by: str) -> LogLine:
    claims = shelf.by_id
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
        subject_name=_name_of(judgement.subject, shelf),
        claims=tuple(lines),
        undone_by=undone_by,
    )


def _note_line(note: Judgement, name: str) -> NoteLine:
    return NoteLine(
        id=note.id,
        author=note.author,
        at=note.at,
        note=note.reason,
        link=note.value,
        kind=note.field,
        about=note.anchors[0].claim if note.anchors else note.subject,
        name=name,
    )


def _name_of(subject: str, shelf: Shelf) -> str:
    if not subject:
        return ""
    timeline = shelf.timeline(subject)
    return timeline.name if timeline else subject
