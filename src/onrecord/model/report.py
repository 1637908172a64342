"""Reports as published: the archived bytes, the frozen text, and what we noticed about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onrecord.model.values import Interval, Precision, Span


class EditionKind(StrEnum):
    """`report` is a published text; `coder_note` is a coder's own words standing in for one."""

    REPORT = "report"
    CODER_NOTE = "coder_note"


class FurnitureKind(StrEnum):
    """Parts of a page that are not the report's own statements; they make no claims."""

    TITLE = "title"  # a repeated headline; the first one stands as the edition's title
    READING_TIME = "reading_time"
    CAPTION = "caption"
    CREDIT = "credit"
    DATE_LINE = "date_line"
    NOTICE = "notice"
    NAVIGATION = "navigation"
    FOREIGN = "foreign"  # a part in a language we do not read


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A marked span of the canonical text that is not read."""

    kind: FurnitureKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A published document under one address; its wordings over time are its editions."""

    id: str
    url: str  # normalised; '' where unknown
    outlet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One frozen wording of a report. `id` = hash(report, canonical text); `blob` = SHA-256 of the raw bytes.

    `published` is a day (precision day) or an instant (precision minute); None if nothing tells it.
    `changed` is the stated time of a correction. `taken_in` is when our store took it in.
    """

    id: str
    report: str
    kind: EditionKind
    blob: str
    outlet: str
    title: str
    text: str
    url: str = ""
    published: Interval | None = None
    published_from: str = ""  # option, json, metadata, dateline, date line
    changed: datetime | None = None
    taken_in: datetime
    language: str = "en"  # ISO 639-1, 'und' where undetermined
    agency: str = ""  # whose wire copy it says it is
    publisher_party: str = ""  # actor id, where the publisher itself belongs to a party
    furniture: tuple[Furniture, ...] = ()
    demo: bool = False

    @property
    def public_at(self) -> datetime:
        """When the public could know it: a day-only date counts from that day's end (HOUSE, Times)."""
        if self.changed is not None:
            return min(self.changed, self.taken_in)
        if self.published is None or self.published.start > self.taken_in:
            return self.taken_in
        if self.published.precision is Precision.MINUTE:
            return self.published.start
        return self.published.end


class ProblemCode(StrEnum):
    """What a person should know about the data."""

    UNDATED = "undated"
    FUTURE_DATE = "future_date"
    UNREAD_LANGUAGE = "unread_language"
    MIXED_LANGUAGE = "mixed_language"
    EMPTY = "empty"
    NOT_TEXT = "not_text"
    UNREADABLE = "unreadable"
    BAD_ENCODING = "bad_encoding"
    TRUNCATED = "truncated"
    TOO_LONG = "too_long"
    ALL_CAPS = "all_caps"
    UNREAD_PART = "unread_part"
    READER_FAILED = "reader_failed"
    BROKEN_LINE = "broken_line"
    UNKNOWN_ZONE = "unknown_zone"
    BAD_CODED_CLAIM = "bad_coded_claim"
    OUTLET_UNKNOWN = "outlet_unknown"
    ORPHANED_JUDGEMENT = "orphaned_judgement"
    VOID_JUDGEMENT = "void_judgement"  # a decision on record that cannot be applied
    BAD_PLACE = "bad_place"  # a row of a file of places


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fact about the evidence, stored and shown; `where` names the file or line it came from."""

    code: ProblemCode
    message: str
    edition: str = ""
    where: str = ""
    span: Span | None = None
