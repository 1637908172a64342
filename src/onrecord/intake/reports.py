"""One input to its reports: text and statements about it brought together to a Report and an Edition.

What a file says of itself counts before what its page's metadata says; a person's option fills what is
left, except the publication date, where the option comes first. No date is ever assumed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from onrecord.intake import furniture, html, identity, language, records, stated, text
from onrecord.intake.coded import Coded, note_of
from onrecord.intake.dateline import dateline
from onrecord.intake.files import Form, Input
from onrecord.intake.foreign import Part
from onrecord.intake.header import header_of
from onrecord.model.report import (
    Edition,
    EditionKind,
    Furniture,
    FurnitureKind,
    Problem,
    ProblemCode,
    Report,
)
from onrecord.model.values import Interval, Span

_PARTS_TOLD = 10  # parts in another language that are told one by one
AHEAD = timedelta(days=1)  # a day that has begun east of us is not in the future


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person says of the inputs; `zone` is the one in which days without a zone are cut.

    `at` is when they are taken in; where it is None, whoever runs the intake says.
    """

    outlet: str = ""
    url: str = ""
    title: str = ""
    published: str = ""
    zone: str = "UTC"
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One report ready to be stored, with the bytes to archive, and its hand-coded claims if it has any."""

    where: str
    raw: bytes
    report: Report
    edition: Edition
    problems: tuple[Problem, ...]
    coded: Coded | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """An input that gives no report.

    `keep` is False for what is no fact about the evidence, such as a wrong path; `passed_over` marks what
    nobody asked for: a file of another form in a folder, a record that holds nothing.
    """

    problem: Problem
    keep: bool = True
    passed_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    where: str
    raw: bytes
    text: str
    own: dict[str, str] = field(default_factory=dict)  # stated by the file itself
    own_from: str = ""
    page: dict[str, str] = field(default_factory=dict)  # stated by the page's metadata
    header_end: int = 0
    noted: tuple[tuple[ProblemCode, str], ...] = ()
    coded: Coded | None = None
    kind: EditionKind = EditionKind.REPORT
    demo: bool = False


def reports_of(given: Input, options: Options, at: datetime) -> Iterator[Taken | Refused]:
    """The reports in one input, as taken in at `at`; what cannot be taken is told, and the rest goes on."""
    if given.fault:
        code = ProblemCode.NOT_TEXT if given.passed_over else ProblemCode.UNREADABLE
        keep = not (given.missing or given.passed_over)
        yield _refused(given.where, code, given.fault, keep=keep, passed_over=given.passed_over)
    elif not given.raw.strip():
        yield _refused(given.where, ProblemCode.EMPTY, "there is nothing in it")
    elif not text.is_text(given.raw):
        yield _refused(given.where, ProblemCode.NOT_TEXT, "the bytes of a program's own format")
    else:
        for draft in _drafts(given):
            yield draft if isinstance(draft, Refused) else _taken(draft, options, at)


def _drafts(given: Input) -> Iterator[_Draft | Refused]:
    form = given.form if given.form is not Form.UNKNOWN else _form_of(given.raw)
    if form is Form.JSON_LINES:
        yield from map(_of_record, records.lines(given.raw, given.where))
    elif form is Form.JSON:
        yield from map(_of_record, records.document(given.raw, given.where))
    elif form is Form.HTML:
        yield _of_page(given)
    else:
        yield _of_text(given)


def _form_of(raw: bytes) -> Form:
    start = raw[:2000].lstrip()
    if start.startswith(b"{"):
        return Form.JSON_LINES
    return Form.HTML if html.looks_like_html(start.decode("utf-8", "replace")) else Form.TEXT


def _of_text(given: Input) -> _Draft | Refused:
    decoded = text.decode(given.raw)
    if not decoded.text.strip():
        return _refused(given.where, ProblemCode.EMPTY, "there is no text in it")
    header = header_of(decoded.text)
    return _Draft(
        where=given.where,
        raw=given.raw,
        text=decoded.text,
        own=header.fields,
        own_from="header",
        header_end=header.end,
        noted=_doubt(decoded.doubt),
    )


def _of_page(given: Input) -> _Draft | Refused:
    decoded = text.decode(given.raw, html.declared_encoding(given.raw))
    if not html.has_tags(decoded.text):
        return _of_text(given)
    page = html.page_of(decoded.text)
    if not page.text.strip():
        return _refused(given.where, ProblemCode.EMPTY, "there is no running text on the page")
    noted = _doubt(decoded.doubt)
    if page.truncated:
        noted += ((ProblemCode.TRUNCATED, "the page breaks off before its end"),)
    stated_by_page = {
        "title": page.title,
        "outlet": page.outlet,
        "url": page.url,
        "published": page.published,
        "changed": page.changed,
    }
    return _Draft(
        where=given.where, raw=given.raw, text=text.canonical(page.text), page=stated_by_page, noted=noted
    )


def _of_record(record: records.Record) -> _Draft | Refused:
    if record.fault:
        return _refused(record.where, ProblemCode.BROKEN_LINE, record.fault)
    fields = record.fields
    given, kind, coded = fields.get("text"), EditionKind.REPORT, Coded.of(fields)
    words = given if isinstance(given, str) else ""
    if not words.strip() and coded is not None:
        words, kind = note_of(coded), EditionKind.CODER_NOTE
    if not words.strip() and coded is not None and not coded.claims:
        why = "nothing is coded for it, and there is no text"
        return _refused(record.where, ProblemCode.EMPTY, why, keep=False, passed_over=True)
    if not words.strip():
        return _refused(record.where, ProblemCode.EMPTY, "there is no text in it, and no coder's words")
    names = ("title", "outlet", "url", "published", "changed", "publisher_party")
    own = {name: _plain(fields.get(name)) for name in names}
    wire = _plain(fields.get("agency")) or _plain(fields.get("wire")).split("-")[0]
    return _Draft(
        where=record.where,
        raw=record.raw,
        text=text.canonical(words),
        own=own | {"agency": wire},
        own_from="json",
        coded=coded,
        kind=kind,
        demo=fields.get("demo") is True,
    )


def _taken(draft: _Draft, options: Options, at: datetime) -> Taken:
    told: list[tuple[ProblemCode, str]] = list(draft.noted)
    note = draft.kind is EditionKind.CODER_NOTE
    title = draft.own.get("title") or options.title or draft.page.get("title", "")
    marked = furniture.mark(draft.text, " ".join(title.split()), draft.header_end)
    outlet = draft.own.get("outlet") or options.outlet or draft.page.get("outlet", "")
    url = identity.normal_url(draft.own.get("url") or options.url or draft.page.get("url", ""))
    published, published_from = _published(draft, marked, options, at, told)
    spoken = language.language_of(draft.text)
    report = identity.report_id(url, outlet, published, "" if note else marked.title, draft.text)
    edition = Edition(
        id=identity.edition_id(report, draft.text),
        report=report,
        kind=draft.kind,
        blob=identity.blob_id(draft.raw),
        outlet=outlet,
        title=title if note else marked.title,
        text=draft.text,
        url=url,
        published=published,
        published_from=published_from,
        changed=_changed(draft, published, options.zone, at),
        taken_in=at,
        language="en" if note else spoken.code,
        agency=_agency(draft, marked, outlet),
        publisher_party=draft.own.get("publisher_party", ""),
        furniture=() if note else _furniture(marked, spoken),
        demo=marked.demo or draft.demo,
    )
    if not note:
        told += _about_text(spoken)
    if not outlet:
        told.append((ProblemCode.OUTLET_UNKNOWN, "nothing says who published it"))
    return Taken(
        where=draft.where,
        raw=draft.raw,
        report=Report(id=report, url=url, outlet=outlet),
        edition=edition,
        problems=tuple(
            Problem(code=code, message=message, edition=edition.id, where=draft.where)
            for code, message in told
        )
        + (() if note else tuple(_set_aside(spoken.foreign, edition.id, draft.where))),
        coded=draft.coded,
    )


def _published(
    draft: _Draft,
    marked: furniture.Marked,
    options: Options,
    at: datetime,
    told: list[tuple[ProblemCode, str]],
) -> tuple[Interval | None, str]:
    """The first possible date that is stated, and by what; one that lies ahead of us is told and not used."""
    for value, by in (
        (options.published, "option"),
        (draft.own.get("published", ""), draft.own_from),
        (draft.page.get("published", ""), "metadata"),
    ):
        found = stated.published(value, options.zone) if value else None
        if found is not None and found.start <= at + AHEAD:
            return found, by
        if found is not None:
            told.append(
                (ProblemCode.FUTURE_DATE, f"the {by} says it was published on {value}, which is to come")
            )
        elif value:
            told.append((ProblemCode.UNDATED, f"the {by} gives a date that cannot be read: {value[:60]}"))
    written = dateline(draft.text) if draft.kind is EditionKind.REPORT else None
    if written is not None:
        day, span = written
        lines = [piece.span for piece in marked.furniture if piece.kind is FurnitureKind.DATE_LINE]
        by = (
            "date line" if any(s.contains(span) and _whole_line(draft.text, s) for s in lines) else "dateline"
        )
        found = Interval.of_days(day, zone=options.zone)
        if found.start <= at + AHEAD:
            return found, by
        told.append((ProblemCode.FUTURE_DATE, f"its text says {day}, which is to come"))
    codes = {code for code, _ in told}
    if ProblemCode.UNDATED not in codes:
        why = (
            "no other day stands in it"
            if ProblemCode.FUTURE_DATE in codes
            else "nothing says when it was published"
        )
        told.append((ProblemCode.UNDATED, why))
    return None, ""


def _whole_line(words: str, span: Span) -> bool:
    before, after = words[: span.start].rpartition("\n")[2], words[span.end :].partition("\n")[0]
    return not before.strip() and not after.strip()


def _changed(draft: _Draft, published: Interval | None, zone: str, at: datetime) -> datetime | None:
    """The stated time of a correction: after publication, and not ahead of us."""
    value = draft.own.get("changed") or draft.page.get("changed", "")
    if not value:
        return None
    found = stated.published(value, zone)
    if found is None or found.start > at:
        return None
    moment = (stated.instant(value) or found.end).astimezone(UTC)
    return moment if published is None or moment > published.start else None


def _agency(draft: _Draft, marked: furniture.Marked, outlet: str) -> str:
    agency = furniture.canonical_agency(draft.own.get("agency", "")) or marked.agency
    return "" if agency.casefold() == outlet.casefold() else agency


def _about_text(spoken: language.Language) -> list[tuple[ProblemCode, str]]:
    told: list[tuple[ProblemCode, str]] = []
    if spoken.code not in language.READ:
        named = "cannot be told" if spoken.code == language.UNKNOWN else f"is {spoken.code!r}"
        told.append((ProblemCode.UNREAD_LANGUAGE, f"its language {named}; it is stored and not read"))
    if spoken.all_caps:
        why = "it is in capitals: it is read as if in running case, and some names are found less well"
        told.append((ProblemCode.ALL_CAPS, why))
    return told


def _furniture(marked: furniture.Marked, spoken: language.Language) -> tuple[Furniture, ...]:
    """What is not read: furniture, and the parts in another language."""
    parts = (Furniture(kind=FurnitureKind.FOREIGN, span=part.span) for part in spoken.foreign)
    return tuple(sorted((*marked.furniture, *parts), key=lambda piece: piece.span))


def _set_aside(parts: tuple[Part, ...], edition: str, where: str) -> Iterator[Problem]:
    """What is told of the parts in another language: one by one, and the many as a number."""
    for part in parts[:_PARTS_TOLD]:
        span = part.span
        yield Problem(
            code=ProblemCode.MIXED_LANGUAGE,
            message=f"characters {span.start:,} to {span.end:,} are in {part.tongue} and are not read",
            edition=edition,
            where=where,
            span=span,
        )
    if len(parts) > _PARTS_TOLD:
        last = parts[_PARTS_TOLD:]
        yield Problem(
            code=ProblemCode.MIXED_LANGUAGE,
            message=f"{len(last):,} more parts are in {', '.join(sorted({p.tongue for p in last}))}"
            " and are not read",
            edition=edition,
            where=where,
            span=Span(start=last[0].span.start, end=last[-1].span.end),
        )


def _doubt(doubt: str) -> tuple[tuple[ProblemCode, str], ...]:
    return ((ProblemCode.BAD_ENCODING, doubt),) if doubt else ()


def _plain(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _refused(
    where: str, code: ProblemCode, message: str, *, keep: bool = True, passed_over: bool = False
) -> Refused:
    return Refused(
        problem=Problem(code=code, message=message, where=where), keep=keep, passed_over=passed_over
    )
