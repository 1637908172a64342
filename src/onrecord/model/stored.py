"""What the store hands out: claims with all that derivation needs to know of where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onrecord.model.claim import Claim
from onrecord.model.reading import ReaderKind
from onrecord.model.report import EditionKind, Problem
from onrecord.model.values import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredClaim:
    """One claim of a live reading, with its report and its times (HOUSE, Times).

    `public_at` is k, when its edition was public; from `withdrawn_at` on, a later edition of the same
    report no longer makes it. `recorded_at` is r. `passage` is the evidence sentence with the sentences
    beside it, for finding near-duplicates. `reader` is the reader's name as the reading has it. `changed`
    tells, in a sentence each, what judgements made of the claim; a claim as stored has none.
    """

    claim: Claim
    report: str
    outlet: str
    url: str
    title: str
    agency: str
    public_at: datetime
    withdrawn_at: datetime | None
    recorded_at: datetime
    published: Interval | None
    publisher_party: str
    reader: str
    reader_kind: ReaderKind
    edition_kind: EditionKind
    demo: bool
    passage: str
    changed: tuple[str, ...] = ()

    def public_on(self, k: datetime) -> bool:
        """True if the claim was public at `k` and not withdrawn by then."""
        return self.public_at <= k and (self.withdrawn_at is None or k < self.withdrawn_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredProblem:
    """A problem with the time it was recorded; `report` is '' where no report could be made."""

    id: str
    problem: Problem
    report: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One write to the record: when, by whom, what was done and to what."""

    at: datetime
    actor: str
    action: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What one write changed; all False and zero where the record held everything already."""

    new_report: bool = False
    new_edition: bool = False
    new_readings: int = 0
    new_claims: int = 0
    new_problems: int = 0

    @property
    def changed(self) -> bool:
        """True if anything was written."""
        return self.new_report or self.new_edition or bool(self.new_readings or self.new_problems)
