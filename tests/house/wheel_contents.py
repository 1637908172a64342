"""Checks a built wheel: every data file of the package is in it, and nothing else came along."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path, PurePosixPath

from tests.house.tree import PACKAGE, ROOT, files, name_of


def faults_of(wheel: Path) -> list[str]:
    """Files that the wheel lacks, and files in it that do not belong to the package."""
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if not name.endswith("/")}
    written = {
        path.relative_to(PACKAGE.parent).as_posix() for path in files() if path.is_relative_to(PACKAGE)
    }
    written |= {f"onrecord/{name_of(path)}" for path in files() if path.is_relative_to(ROOT / "examples")}
    missing = [f"missing: {name}" for name in sorted(written - packed)]
    made = {name for name in packed - written if not _made(PurePosixPath(name))}
    return missing + [f"not ours: {name}" for name in sorted(made)]


def _made(name: PurePosixPath) -> bool:
    """True for what the build itself writes: the wheel's own metadata, and the live map where it was built."""
    return name.parts[0].endswith(".dist-info") or name.is_relative_to("onrecord/web/static")


def main() -> int:
    """Check the wheel named on the command line; 1 where it has a fault."""
    wheel = Path(sys.argv[1])
    faults = faults_of(wheel)
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"{wheel.name}: {wheel.stat().st_size // 1024} KiB, every file of the package is in it")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
