"""Tables of derived answers by valid and by public time; they can be made again from the rest."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from onrecord.store.schema import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the derived tables, empty."""
    op.create_table(
        "derived_day",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("rests_on", sa.String(64), nullable=False),
    )
    _versions(
        "control_version",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        *_times(valid=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("millionths", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Text(), nullable=False),
    )
    _versions(
        "incident_version",
        sa.Column("incident", sa.String(64), nullable=False),
        *_times(valid=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("event_type", sa.String(24), nullable=False),
        sa.Column("low", sa.Integer()),
        sa.Column("best", sa.Integer()),
        sa.Column("high", sa.Integer()),
        sa.Column("open", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("grade", sa.String(16), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("gatekeepers", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
    )
    op.create_index("ix_incident_version_incident", "incident_version", ["incident"])


def _versions(name: str, *columns: sa.Column[Any]) -> None:
    seq: sa.Column[int] = sa.Column(
        "seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=True
    )
    op.create_table(name, seq, *columns)
    op.create_index(f"ix_{name}_as_of", name, ["public_from", "public_to", "valid_from", "valid_to"])


def _times(*, valid: bool) -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("public_from", sa.Date(), nullable=False),
        sa.Column("public_to", sa.Date()),
        sa.Column("valid_from", Instant(), nullable=not valid),
        sa.Column("valid_to", Instant()),
    )
