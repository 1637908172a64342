"""The part of the workbench that decisions need: open questions, what an answer would change, the log."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Self

from onrecord.derive import derive
from onrecord.derive.judged import published, standing
from onrecord.model.answer import Asked, ClaimLine
from onrecord.model.judgement import Anchor, Judgement, JudgementKind
from onrecord.model.pages import ChangeLine, LogLine, NoteLine, ReviewItem
from onrecord.model.picture import Picture
from onrecord.model.place import Place
from onrecord.model.stored import StoredClaim
from onrecord.parties import Parties
from onrecord.record import changes, papers, questions
from onrecord.record.lines import claim_line, headline
from onrecord.record.record import NOTHING, Record
from onrecord.store.store import Store

# Pictures kept at once: a slider over a season of days asks for each of them, and asks again.
KEPT = 400


class Deciding(Record):
    """The read side for many threads at once, with the questions that decisions raise."""

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
        return questions.newest_about(self._deciding(), ids, subject)

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
        wanted = {a.claim for j in judgements for a in j.anchors}
        claims = {s.claim.id: s for s in self.claims() if s.claim.id in wanted}
        picture = self.picture()
        for judgement in reversed(judgements):
            yield _log_line(judgement, claims, picture, undone.get(judgement.id, ""))

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
            incident = self.picture().incident(note.subject)
            return headline(incident) if incident else note.subject
        if note.field == "place":
            refs = (s.claim.place for s in self.claims() if s.claim.place)
            return next((ref.name for ref in refs if ref.id == note.subject), note.subject)
        if note.field == "report":
            edition = papers.edition_of(self._store, note.subject, None)
            return edition.title or edition.outlet
        return self.names(self.picture()).actor(note.subject)

    def judged_claims(self) -> frozenset[str]:
        """Claims and subjects that a decision which stands is about."""
        standing = self._deciding()
        return frozenset({a.claim for j in standing for a in j.anchors} | {j.subject for j in standing})

    def published(self) -> frozenset[tuple[str, str]]:
        """(report, victim) for each victim whom a decision lets be named in public."""
        return published(self.claims(), self._standing())

    # Parts

    def _against(self, other: Picture) -> tuple[ChangeLine, ...]:
        return changes.between(self.picture(), other, self.names(self.picture()))

    def _questions(self, asked: Asked) -> questions.Docket:
        picture = self.picture(asked)
        return questions.Docket(
            picture=picture,
            claims={s.claim.id: s for s in self.claims(asked)},
            standing=self._deciding(),
            names=self.names(picture),
        )

    def _deciding(self) -> tuple[Judgement, ...]:
        """Judgements that stand and decide something: a note does not."""
        return tuple(j for j in self._standing() if not j.is_remark)

    def _standing(self) -> tuple[Judgement, ...]:
        return standing(self._store.judgements())


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


def _name_of(subject: str, picture: Picture) -> str:
    if not subject:
        return ""
    timeline = picture.timeline(subject)
    return timeline.name if timeline else subject
