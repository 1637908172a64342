"""Tables of the record, in the subset that SQLite and PostgreSQL share.

Rows of the record are added and never changed (`APPEND_ONLY`; triggers refuse anything else); the derived
tables can be thrown away and made again from the rest. `seq` is the order of
arrival; ids are hashes of what they name. Instants are UTC. `body` is a whole model value as JSON; the
columns beside it are what derivation and the filters read. Coordinates are kept to two decimals.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

HEAD = "0002"  # the newest migration; a test holds it to the folder

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)


class Instant(TypeDecorator[datetime]):
    """An instant in UTC; SQLite keeps no zone, so it is taken off going in and put back coming out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive time, and move any other to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        moved = value.astimezone(UTC)
        return moved.replace(tzinfo=None) if dialect.name == "sqlite" else moved

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """The instant, with its zone."""
        if value is None:
            return None
        stored: datetime = value
        return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)


def _seq() -> Column[int]:
    return Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)


def _recorded() -> Column[datetime]:
    return Column("recorded_at", Instant, nullable=False)


report = Table(
    "report",
    metadata,
    _seq(),
    Column("id", String(64), nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    _recorded(),
)

# `body` is the Edition without its text, which stands beside it, once.
edition = Table(
    "edition",
    metadata,
    _seq(),
    Column("id", String(64), nullable=False, unique=True),
    Column("report", String(64), ForeignKey("report.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("blob", String(64), nullable=False, index=True),
    Column("outlet", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("published_lo", Instant, index=True),
    Column("language", String(8), nullable=False),
    Column("demo", Boolean(create_constraint=False), nullable=False),
    Column("taken_in", Instant, nullable=False),
    Column("body", Text, nullable=False),
    Column("text", Text, nullable=False),
    _recorded(),
)

# `body` is the Reading without its claims: sources, attributions, silences and problems.
reading = Table(
    "reading",
    metadata,
    _seq(),
    Column("id", String(64), nullable=False, unique=True),
    Column("edition", String(64), ForeignKey("edition.id"), nullable=False, index=True),
    Column("reader", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("version", Text, nullable=False),
    Column("body", Text, nullable=False),
    _recorded(),
)

# The last row of an edition and a kind of reader says which reading is live.
live_reading = Table(
    "live_reading",
    metadata,
    _seq(),
    Column("edition", String(64), ForeignKey("edition.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("reading", String(64), ForeignKey("reading.id"), nullable=False),
    _recorded(),
    Index("ix_live_reading_edition_kind", "edition", "kind"),
)

# A claim's id names edition, reader kind and trigger, so two readings of one kind may hold the same id.
claim = Table(
    "claim",
    metadata,
    _seq(),
    Column("id", String(64), nullable=False, index=True),
    Column("reading", String(64), ForeignKey("reading.id"), nullable=False, index=True),
    Column("edition", String(64), ForeignKey("edition.id"), nullable=False, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("event_type", String(24), nullable=False),
    Column("family", String(16), nullable=False),
    Column("extent", String(16), nullable=False),
    Column("stance", String(16), nullable=False),
    Column("place", Text),
    Column("country", String(2)),
    Column("lat", Float),
    Column("lon", Float),
    Column("t_lo", Instant),
    Column("t_hi", Instant),
    Column("precision", String(16)),
    Column("killed_low", Integer),
    Column("killed_high", Integer),
    Column("evidence_text", Text, nullable=False),
    Column("body", Text, nullable=False),
    _recorded(),
    Index("ix_claim_place_t_lo", "place", "t_lo"),
    Index("ix_claim_event_type_t_lo", "event_type", "t_lo"),
)

# One row a source of a claim: what `sources` is asked without opening a claim.
claim_source = Table(
    "claim_source",
    metadata,
    _seq(),
    Column("reading", String(64), ForeignKey("reading.id"), nullable=False),
    Column("claim", String(64), nullable=False, index=True),
    Column("source_key", Text, nullable=False, index=True),
    Column("as_written", Text, nullable=False),
    Column("type", String(24), nullable=False),
    Column("actor", Text, nullable=False),
    Column("party", Text, nullable=False),
    Column("via", Text, nullable=False),
    _recorded(),
)

problem = Table(
    "problem",
    metadata,
    _seq(),
    Column("id", String(64), nullable=False, unique=True),
    Column("code", String(32), nullable=False, index=True),
    Column("edition", String(64), ForeignKey("edition.id"), index=True),
    Column("body", Text, nullable=False),
    _recorded(),
)

judgement = Table(
    "judgement",
    metadata,
    _seq(),
    Column("id", String(64), nullable=False, unique=True),
    Column("kind", String(24), nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("body", Text, nullable=False),
    _recorded(),
)

audit = Table(
    "audit",
    metadata,
    _seq(),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", String(32), nullable=False),
    Column("what", Text, nullable=False),
)

# Derived: what was the answer for a valid time while the public record ended at a day, both half-open; an
# empty end of public time = still. `rests_on` of a day is a hash of all that the answers known by it rest on.
derived_day = Table(
    "derived_day",
    metadata,
    Column("day", Date, primary_key=True),
    Column("rests_on", String(64), nullable=False),
)

control_version = Table(
    "control_version",
    metadata,
    _seq(),
    Column("place", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("public_from", Date, nullable=False),
    Column("public_to", Date),
    Column("valid_from", Instant, nullable=False),
    Column("valid_to", Instant),
    Column("status", String(16), nullable=False),
    Column("holder", Text, nullable=False),
    Column("millionths", Integer, nullable=False),
    Column("claims", Text, nullable=False),
    Index("ix_control_version_as_of", "public_from", "public_to", "valid_from", "valid_to"),
)

incident_version = Table(
    "incident_version",
    metadata,
    _seq(),
    Column("incident", String(64), nullable=False, index=True),
    Column("public_from", Date, nullable=False),
    Column("public_to", Date),
    Column("valid_from", Instant),
    Column("valid_to", Instant),
    Column("place", Text, nullable=False),
    Column("event_type", String(24), nullable=False),
    Column("low", Integer),
    Column("best", Integer),
    Column("high", Integer),
    Column("open", Boolean(create_constraint=False), nullable=False),
    Column("grade", String(16), nullable=False),
    Column("origins", Integer, nullable=False),
    Column("gatekeepers", Integer, nullable=False),
    Column("copies", Integer, nullable=False),
    Index("ix_incident_version_as_of", "public_from", "public_to", "valid_from", "valid_to"),
)

DERIVED = (derived_day, control_version, incident_version)
APPEND_ONLY = tuple(table.name for table in metadata.sorted_tables if table not in DERIVED)
