"""Model <-> JSON, and JSON Schema; the only user of msgspec."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from onrecord.errors import DataError

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder(order="deterministic")


def to_json(value: object) -> str:
    """Any model value as JSON with sorted keys."""
    return _ENCODER.encode(value).decode()


def to_plain(value: object) -> Any:
    """Any model value as dicts, lists, strings and numbers."""
    return msgspec.to_builtins(value)


def from_json(text: str | bytes, kind: type[T]) -> T:
    """The value of type `kind` that `text` holds; runs the type's own checks.

    Raises DataError where text and type do not fit.
    """
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.MsgspecError, ValueError) as error:
        raise DataError(f"stored {kind.__name__} cannot be read: {error}") from error


def schema_of(kind: type[object]) -> dict[str, Any]:
    """JSON Schema of a model type."""
    return msgspec.json.schema(kind)
