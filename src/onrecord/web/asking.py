"""What a request asks: the three times, for whom, and the links that carry them on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from urllib.parse import quote, unquote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from onrecord.errors import InputError
from onrecord.model.answer import Asked
from onrecord.model.audience import Audience

# No war on record lies outside; a day beyond would overflow the clock when its end is asked for.
EARLIEST, LATEST = date(1800, 1, 1), date(2200, 1, 1)
# Longer than any search a person types; beyond it a query is refused before it costs anything.
LONGEST = 500
_A_YEAR = 365 * 24 * 3600
TIMES = ("on", "known_on", "recorded_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How a page is asked for. `author` is the name the person signs with, '' until one was given."""

    audience: Audience
    asked: Asked
    now: datetime
    path: str
    author: str = ""
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def team(self) -> bool:
        """True if names of private people may be shown."""
        return self.audience is Audience.TEAM

    def to(self, path: str, **more: object) -> str:
        """The address of another page at the same public time; `more` adds parameters, "" drops one."""
        carried = {k: v for k, v in self.query.items() if k in ("known_on", "recorded_on", "for")}
        wanted = {**carried, **{k.rstrip("_"): str(v) for k, v in more.items() if v is not None}}
        address = quote(path, safe="/:@~")
        kept = {k: v for k, v in wanted.items() if v != ""}
        return f"{address}?{urlencode(kept)}" if kept else address

    def here(self, **more: object) -> str:
        """This page with some of its parameters changed; '' drops one."""
        wanted = {**self.query, **{k.rstrip("_"): "" if v is None else str(v) for k, v in more.items()}}
        kept = {k: v for k, v in wanted.items() if v != ""}
        return f"{quote(self.path, safe='/:@~')}?{urlencode(kept)}" if kept else quote(self.path, safe="/:@~")


def view_of(request: Request) -> View:
    """What a request asks. Raises InputError on a day that is none."""
    query = {k: v for k, v in request.query_params.items() if v != ""}
    for name, value in query.items():
        if len(value) > LONGEST:
            raise InputError(f"{name} is longer than {LONGEST} characters", hint="ask for less")
    return View(
        audience=_audience(query.get("for") or request.cookies.get("for", "")),
        asked=Asked(**{name: day_in(query, name) for name in TIMES}),
        now=datetime.now(UTC),
        path=request.url.path,
        author=unquote(request.cookies.get("author", ""))[:80],
        query=query,
    )


def day_in(query: Mapping[str, str], name: str) -> date | None:
    """A day of a query. Raises InputError where it is none, or out of range."""
    typed = query.get(name, "").strip()
    if not typed:
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise InputError(f"{name}={typed!r} is not a day", hint="write it as 2017-11-13") from None
    if not EARLIEST <= day < LATEST:
        raise InputError(f"{name}={typed} is out of range", hint=f"between {EARLIEST.year} and {LATEST.year}")
    return day


def number_in(query: Mapping[str, str], name: str, otherwise: int, *, most: int = 1_000_000) -> int:
    """A whole number of a query, 0 or more. Raises InputError."""
    typed = query.get(name, "").strip()
    if not typed:
        return otherwise
    if not typed.isascii() or not typed.isdigit() or len(typed) > 7:
        raise InputError(f"{name}={typed!r} is not a whole number", hint="write it as 10")
    return min(int(typed), most)


def days_of(first: str, last: str) -> tuple[date, date] | None:
    """The days of a form, one standing for both; None where none is given. Raises InputError."""
    given = {"first day": first or last, "last day": last or first}
    begins, ends = day_in(given, "first day"), day_in(given, "last day")
    if begins is None or ends is None:
        return None
    if ends < begins:
        raise InputError(f"it cannot end on {ends} before it begins on {begins}", hint="check the two days")
    return begins, ends


def local(back: str, otherwise: str) -> str:
    """An address of the workbench itself, where a form says to go next; another site's is not followed."""
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else otherwise


def done_at(back: str, judgement: str) -> str:
    """The page to go back to, told which decision was just taken; a part of the page stays chosen."""
    page, mark, part = back.partition("#")
    return f"{page}{'&' if '?' in page else '?'}done={judgement}{mark}{part}"


def sign(answer: Response, author: str) -> None:
    """Remember under which name a person signs; in letters that a header may hold."""
    answer.set_cookie("author", quote(author.strip()), max_age=_A_YEAR, httponly=True, samesite="strict")


def _audience(typed: str) -> Audience:
    try:
        return Audience(typed or "public")
    except ValueError:
        raise InputError(f"for={typed!r} is no audience", hint="public or team") from None
