"""The tables of an export: each column with its meaning, its sensitivity and where its value comes from.

CSV and JSON are written from these alone, so no column can leave without a sensitivity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from onrecord.export.guard import Guard
from onrecord.model.audience import Audience, ColumnMeaning, Sensitivity

Cell = str | int | float | bool | None
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[T]):
    """One column: what it means, and how its value is taken from a `T`; `words` are masked by the table."""

    about: ColumnMeaning
    take: Callable[[T, Guard], Cell]
    report: Callable[[T], str] | None = None  # whose words these are; needed where they are masked


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[T]):
    """A named list of columns, and one sentence on what a row is."""

    name: str
    meaning: str
    columns: tuple[Column[T], ...]

    def shown_to(self, audience: Audience) -> tuple[Column[T], ...]:
        """The columns this audience gets."""
        if audience is Audience.TEAM:
            return self.columns
        hidden = {Sensitivity.TEAM, Sensitivity.PERSON}
        return tuple(c for c in self.columns if c.about.sensitivity not in hidden)

    def rows(self, values: Iterable[T], guard: Guard) -> list[dict[str, Cell]]:
        """One row a value, words masked for the guard's audience."""
        columns = self.shown_to(guard.audience)
        return [{c.about.name: _cell(c, value, guard) for c in columns} for value in values]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A table with its rows, ready to be written; `withheld` rows wait for their 72 hours."""

    name: str
    meaning: str
    columns: tuple[ColumnMeaning, ...]
    rows: tuple[dict[str, Cell], ...]
    withheld: int = 0


def open_column(name: str, meaning: str, take: Callable[[T], Cell], kind: str = "string") -> Column[T]:
    """A column that anyone may read as it is."""
    about = ColumnMeaning(name=name, meaning=meaning, kind=kind)
    return Column(about=about, take=lambda value, _guard: take(value))


def words_column(name: str, meaning: str, take: Callable[[T], Cell], report: Callable[[T], str]) -> Column[T]:
    """A column of a report's words: private people's names are masked for the public."""
    about = ColumnMeaning(name=name, meaning=meaning, sensitivity=Sensitivity.WORDS)
    return Column(about=about, take=lambda value, _guard: take(value), report=report)


def instant(value: datetime | None) -> str | None:
    """An instant as ISO 8601 in UTC, to the second."""
    return None if value is None else value.isoformat(timespec="seconds").replace("+00:00", "Z")


def _cell(column: Column[T], value: T, guard: Guard) -> Cell:
    taken = column.take(value, guard)
    if column.about.sensitivity is Sensitivity.WORDS and isinstance(taken, str) and column.report:
        return guard.words(taken, column.report(value))
    return taken
