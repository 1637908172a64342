"""The archive of raw bytes: one file a content, named by its SHA-256, whole before anything points to it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from onrecord.errors import StoreError


def name_of(raw: bytes) -> str:
    """SHA-256 of the bytes, in hexadecimal: their name in the archive."""
    return hashlib.sha256(raw).hexdigest()


def path_of(folder: Path, name: str) -> Path:
    """Where the archive keeps the blob `name`: blobs/ab/<name>."""
    return folder / name[:2] / name


def keep(folder: Path, raw: bytes) -> str:
    """Archive `raw` and return its name; a temporary file, renamed once it is whole and on disk.

    Raises StoreError where nothing can be written.
    """
    name = name_of(raw)
    target = path_of(folder, name)
    if target.exists():
        return name
    try:
        _write(target, raw)
    except OSError as error:
        raise StoreError(
            f"the archive cannot be written: {error.strerror}", hint="look at the folder and the disk"
        ) from error
    return name


def _write(target: Path, raw: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    finally:
        Path(temporary).unlink(missing_ok=True)


def load(folder: Path, name: str) -> bytes:
    """The archived bytes, checked against their name. Raises StoreError where they are gone or changed."""
    try:
        raw = path_of(folder, name).read_bytes()
    except OSError as error:
        raise StoreError(f"the archived bytes {name} cannot be read: {error.strerror}") from error
    if name_of(raw) != name:
        raise StoreError(f"the archived bytes {name} are no longer what was archived")
    return raw
