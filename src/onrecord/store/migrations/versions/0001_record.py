"""The record's first tables, what refuses to change them, and the search over them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from onrecord.store.schema import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "report",
    "edition",
    "reading",
    "live_reading",
    "claim",
    "claim_source",
    "problem",
    "judgement",
    "audit",
)
SEARCHED = {"edition": "title, text", "claim": "evidence_text"}


def upgrade() -> None:
    """Make an empty record."""
    _evidence_tables()
    _reading_tables()
    _other_tables()
    for name, columns in {
        "edition": (["report"], ["blob"], ["published_lo"]),
        "reading": (["edition"],),
        "live_reading": (["edition", "kind"],),
        "claim": (["id"], ["reading"], ["edition"], ["place", "t_lo"], ["event_type", "t_lo"]),
        "claim_source": (["claim"], ["source_key"]),
        "problem": (["code"], ["edition"]),
        "judgement": (["subject"],),
    }.items():
        for group in columns:
            op.create_index(f"ix_{name}_{'_'.join(group)}", name, group)
    if op.get_bind().dialect.name == "sqlite":
        _refuse_changes()
        _search()


def _table(name: str, *columns: sa.Column[Any], recorded: bool = True) -> None:
    seq: sa.Column[int] = sa.Column(
        "seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=True
    )
    last: list[sa.Column[Any]] = [sa.Column("recorded_at", Instant(), nullable=False)] if recorded else []
    op.create_table(name, seq, *columns, *last)


def _id(*, unique: bool = True) -> sa.Column[str]:
    return sa.Column("id", sa.String(64), nullable=False, unique=unique)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _short(name: str, length: int, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=null)


def _when(name: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, Instant(), nullable=null)


def _link(to: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(to, sa.String(64), sa.ForeignKey(f"{to}.id"), nullable=null)


def _evidence_tables() -> None:
    _table("report", _id(), _text("url"), _text("outlet"))
    _table(
        "edition",
        _id(),
        _link("report"),
        _short("kind", 16),
        _short("blob", 64),
        _text("outlet"),
        _text("title"),
        _when("published_lo", null=True),
        _short("language", 8),
        sa.Column("demo", sa.Boolean(create_constraint=False), nullable=False),
        _when("taken_in"),
        _text("body"),
        _text("text"),
    )


def _reading_tables() -> None:
    _table(
        "reading",
        _id(),
        _link("edition"),
        _text("reader"),
        _short("kind", 16),
        _text("version"),
        _text("body"),
    )
    _table("live_reading", _link("edition"), _short("kind", 16), _link("reading"))
    _table(
        "claim",
        _id(unique=False),
        _link("reading"),
        _link("edition"),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        _short("event_type", 24),
        _short("family", 16),
        _short("extent", 16),
        _short("stance", 16),
        _text("place", null=True),
        _short("country", 2, null=True),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        _when("t_lo", null=True),
        _when("t_hi", null=True),
        _short("precision", 16, null=True),
        sa.Column("killed_low", sa.Integer()),
        sa.Column("killed_high", sa.Integer()),
        _text("evidence_text"),
        _text("body"),
    )
    _table(
        "claim_source",
        _link("reading"),
        _short("claim", 64),
        _text("source_key"),
        _text("as_written"),
        _short("type", 24),
        _text("actor"),
        _text("party"),
        _text("via"),
    )


def _other_tables() -> None:
    _table("problem", _id(), _short("code", 32), _link("edition", null=True), _text("body"))
    _table(
        "judgement",
        _id(),
        _short("kind", 24),
        _text("author"),
        _when("at"),
        _text("subject"),
        _text("body"),
    )
    _table("audit", _when("at"), _text("actor"), _short("action", 32), _text("what"), recorded=False)


def _refuse_changes() -> None:
    for table in TABLES:
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _search() -> None:
    # The index keeps no text of its own; it is filled in the transaction that adds the row.
    for table, columns in SEARCHED.items():
        op.execute(
            f"CREATE VIRTUAL TABLE {table}_search USING fts5({columns}, content='{table}', "
            "content_rowid='seq', tokenize='unicode61 remove_diacritics 2')"
        )
        new = ", ".join(f"new.{column}" for column in columns.split(", "))
        op.execute(
            f"CREATE TRIGGER {table}_searchable AFTER INSERT ON {table} "
            f"BEGIN INSERT INTO {table}_search(rowid, {columns}) VALUES (new.seq, {new}); END"
        )
