"""`python -m benchmarks`: predictions for outside data sets, the founding report's checks, the tables."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

Row = dict[str, Any]
# Sets predicted a row at a time: name -> module with predict(rows).
_ROWS = {
    "claims": "claims",
    "attribution": "attribution",
    "places": "places",
    "times": "times",
    "muc4": "muc4",
    "plover": "plover",
    "case2021": "case2021",
    "stories": "stories",
}
# Sets predicted from a folder of a synthetic war.
_WAR = {"control": "predict_control", "tolls": "predict_tolls", "linkage": "predict_linkage"}


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except json.JSONDecodeError as error:
                    sys.exit(f"{path}:{number}: not JSON: {error}")


def _write(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def predict(args: argparse.Namespace) -> int:
    """Predict one set, a row (or a war) at a time."""
    if args.set in _WAR:
        function: Callable[[Path], Iterator[Row]] = getattr(import_module("benchmarks.war"), _WAR[args.set])
        _write(args.out, function(args.source))
    else:
        module = import_module(f"benchmarks.{_ROWS[args.set]}")
        _write(args.out, module.predict(_rows(args.source)))
    return 0


def founding(args: argparse.Namespace) -> int:
    """Check what the founding report alone must give; exit 1 where something is missing."""
    result: int = import_module("benchmarks.founding").main(args.folder)
    return result


def albukamal(args: argparse.Namespace) -> int:
    """Check the worked example of the control model against its dated statements."""
    result: int = import_module("benchmarks.albukamal").main(args.file)
    return result


def run(args: argparse.Namespace) -> int:
    """Measure everything there is data for, and print the tables of BENCHMARKS.md."""
    result: int = import_module("benchmarks.tables").main(args.data)
    return result


def web(args: argparse.Namespace) -> int:
    """Make the record of a large invented war, and measure the pages on it."""
    result: int = import_module("benchmarks.web").main(args.claims, args.home, only_make=args.make)
    return result


def cost(_args: argparse.Namespace) -> int:
    """Say what one more claim costs to link in archives of three sizes."""
    result: int = import_module("benchmarks.war_cost").main()
    return result


def main() -> int:
    """Command line of the benchmarks."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("predict", help="write predictions for one data set")
    one.add_argument("set", choices=[*_ROWS, *_WAR])
    one.add_argument("source", type=Path, metavar="IN.jsonl|DIR")
    one.add_argument("out", type=Path, metavar="OUT.jsonl")
    one.set_defaults(run=predict)
    two = commands.add_parser("founding", help="check the founding report")
    two.add_argument("folder", type=Path)
    two.set_defaults(run=founding)
    three = commands.add_parser("albukamal", help="check the worked example of the control model")
    three.add_argument("file", type=Path)
    three.set_defaults(run=albukamal)
    four = commands.add_parser("run", help="measure all and print the tables of BENCHMARKS.md")
    four.add_argument("data", type=Path, nargs="?", default=Path("../shared/data"))
    four.set_defaults(run=run)
    five = commands.add_parser("web", help="make a large record and measure the pages on it")
    five.add_argument("home", type=Path, metavar="HOME")
    five.add_argument("--claims", type=int, default=100_000)
    five.add_argument("--make", action="store_true", help="make the record and measure nothing")
    five.set_defaults(run=web)
    six = commands.add_parser("cost", help="what one more claim costs to link in a large archive")
    six.set_defaults(run=cost)
    args = parser.parse_args()
    done: int = args.run(args)
    return done


if __name__ == "__main__":
    sys.exit(main())
