"""The user's settings: the only reader of the environment.

An argument counts before ONRECORD_HOME, ONRECORD_AUTHOR and ONRECORD_ZONE in the environment, these before
`onrecord.toml` in the project's folder, and that before the defaults.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from platformdirs import user_data_path

from onrecord.errors import InputError

PROJECT_FILE = "onrecord.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One project: its folder, who signs what is done in it, and the zone in which undated clocks are cut.

    The folder holds `record.db`, the raw bytes in `blobs/`, the places a team has added in `places.db`, and
    the index of places in `gazetteer/` where it has one of its own.
    """

    home: Path
    author: str = ""
    zone: str = "UTC"

    def __post_init__(self) -> None:
        try:
            ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise InputError(f"{self.zone!r} is not a time zone", hint="write it as Asia/Damascus") from error

    @property
    def gazetteer(self) -> Path:
        """The folder of the place index."""
        return self.home / "gazetteer"

    @property
    def added_places(self) -> Path:
        """The file of the places that were added to the index."""
        return self.home / "places.db"

    @property
    def own_files(self) -> tuple[str, ...]:
        """Names of the files of a project beside its record, for a backup."""
        return (self.added_places.name, PROJECT_FILE)


def load(*, home: Path | None = None, author: str = "", zone: str = "") -> Settings:
    """The settings as they apply now. Raises InputError where a setting cannot be."""
    folder = home or Path(os.environ.get("ONRECORD_HOME") or user_data_path("onrecord", appauthor=False))
    project = _project_file(folder / PROJECT_FILE)
    return Settings(
        home=folder.expanduser(),
        author=author or os.environ.get("ONRECORD_AUTHOR", "") or project.get("author", ""),
        zone=zone or os.environ.get("ONRECORD_ZONE", "") or project.get("zone", "UTC"),
    )


def _project_file(path: Path) -> dict[str, str]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    unknown = sorted(found.keys() - {"author", "zone"})
    if unknown:
        raise InputError(f"{path} has settings we do not know: {', '.join(unknown)}", hint="author, zone")
    return {name: str(value) for name, value in found.items()}
