"""What one more claim costs to resolve, in archives of many sizes (RESOLUTION 1.7, I7).

An archive of a war that lasts: the same towns, week after week, so that it grows with time. The index holds
claims by town and week; a new one is compared with those near it, and its component is grouped anew.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from statistics import median
from time import process_time

from onrecord.corroborate.blocking import pairs_between, spot_of, weeks
from onrecord.corroborate.incidents import Link, grouped, links_of
from onrecord.corroborate.linkage import REVIEW
from onrecord.corroborate.origins import Told
from onrecord.model.claim import EventType, Extent
from onrecord.model.evidence import Evidence, Voice, Where
from onrecord.model.source import SourceType
from onrecord.simulate.chance import Chance

TOWNS, A_DAY = 400, 250  # claims a day, all towns together
SIZES = (10_000, 100_000, 1_000_000)
NEW = 200
_FIRST = datetime(1990, 1, 1, tzinfo=UTC)
_TYPES = (EventType.AIRSTRIKE, EventType.SHELLING, EventType.CLASH, EventType.BOMBING)


@dataclass(slots=True)
class Archive:
    """Claims by cell and week, and the links between them."""

    cells: dict[tuple[int, int, int], list[Told]] = field(default_factory=lambda: defaultdict(list))
    known: dict[str, Told] = field(default_factory=dict)

    def near(self, item: Told) -> list[Told]:
        """Claims within two cells and the same weeks."""
        _, row, column = spot_of(item.evidence) or ("", None, None)
        if row is None or column is None:
            return []
        reach = range(-2, 3)
        found = {
            t.evidence.id: t
            for week in weeks(item.evidence)
            for dy in reach
            for dx in reach
            for t in self.cells.get((row + dy, column + dx, week), ())
        }
        return [found[id] for id in sorted(found)]

    def add(self, item: Told) -> None:
        """Put a claim where it is found again; nothing is compared."""
        _, row, column = spot_of(item.evidence) or ("", None, None)
        if row is not None and column is not None:
            for week in weeks(item.evidence):
                self.cells[row, column, week].append(item)
        self.known[item.evidence.id] = item

    def resolve(self, item: Told) -> int:
        """Compare one more claim, group its component anew; how many claims that touched."""
        component, pending = {item.evidence.id: item}, [item]
        links: dict[tuple[str, str], Link] = {}
        while pending:
            at = pending.pop()
            for link in links_of(pairs_between([at], self.near(at))):
                links[link[:2]] = link
                other = link[0] if link[1] == at.evidence.id else link[1]
                if link[2].millibits >= REVIEW and other not in component:
                    component[other] = self.known[other]
                    pending.append(component[other])
        inside = [link for link in links.values() if link[0] in component and link[1] in component]
        grouped({id: [told] for id, told in component.items()}, inside)
        return len(component)


def claim(n: int, chance: Chance) -> Told:
    """The n-th claim of the archive, on the day its number falls on."""
    town = int(chance.unit(n, "town") * TOWNS)
    start = _FIRST + timedelta(days=n // A_DAY, hours=int(24 * chance.unit(n, "hour")))
    monitor = f"monitor {int(chance.unit(n, 'who') * 8)}"
    template = _TEMPLATES[town]
    evidence = replace(
        template,
        id=f"c{n:07d}",
        report=f"r{n:07d}",
        public_at=start + timedelta(days=1),
        start=start,
        end=start + timedelta(hours=6),
        event_type=_TYPES[int(chance.unit(n, "type") * len(_TYPES))],
    )
    return Told(
        evidence=evidence, voices=(Voice(key=monitor, name=monitor, type=SourceType.MONITOR),), group=""
    )


_TEMPLATES = tuple(
    Evidence(
        id="",
        report="",
        outlet="wire",
        public_at=_FIRST,
        event_type=EventType.CLASH,
        extent=Extent.INCIDENT,
        voices=(),
        place=Where(id=f"t{n}", name=f"Town {n}", lat=30 + 0.7 * (n // 20), lon=35 + 0.7 * (n % 20)),
    )
    for n in range(TOWNS)
)


def measure(size: int) -> tuple[float, float]:
    """Median milliseconds to resolve one more claim in an archive of that size, and claims touched."""
    chance, archive = Chance(7), Archive()
    for n in range(size):
        archive.add(claim(n, chance))
    times, touched = [], []
    for n in range(NEW):
        # told late: of any day of the archive
        old = claim(int(chance.unit("late", n) * size), chance)
        item = replace(old, evidence=replace(old.evidence, id=f"new{n}", report=f"new{n}"))
        begun = process_time()
        touched.append(archive.resolve(item))
        times.append(1000 * (process_time() - begun))
    return median(times), median(touched)


def main() -> int:
    """Print one line a size, and the ratio that I7 bounds by two."""
    found = {}
    for size in SIZES:
        found[size], touched = measure(size)
        print(
            f"{size:>9,} claims: {found[size]:.2f} ms for one more, {touched:.0f} claims in its component",
            flush=True,
        )
    print(f"{SIZES[-1]:,} against {SIZES[0]:,}: {found[SIZES[-1]] / found[SIZES[0]]:.2f} x (I7: at most 2)")
    return 0


if __name__ == "__main__":
    main()
