"""The audit trail: one row for every write, in the transaction of that write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection, insert, select

from onrecord.model.stored import AuditEntry
from onrecord.store.schema import audit


def note(connection: Connection, at: datetime, actor: str, action: str, what: str) -> None:
    """Add one entry; it is lost if, and only if, the write it tells of is."""
    connection.execute(insert(audit).values(at=at, actor=actor, action=action, what=what))


def entries(connection: Connection) -> Iterator[AuditEntry]:
    """All entries, the oldest first."""
    for row in connection.execute(select(audit).order_by(audit.c.seq)):
        yield AuditEntry(at=row.at, actor=row.actor, action=row.action, what=row.what)
