"""Claims grouped into incidents: blocks, edges, and a clustering that no order of arrival can change."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from onrecord.corroborate.blocking import Pair, Spot, beside, namesakes, pairs_between, spot_of
from onrecord.corroborate.joining import Joining
from onrecord.corroborate.linkage import LINK, MISSING, REVIEW, Rates, Weight, compare
from onrecord.corroborate.origins import Told
from onrecord.model.claim import Extent
from onrecord.model.incident import Member

COMPONENT_LIMIT = 500  # classes; above it the edge threshold rises bit by bit until parts fit
Link = tuple[str, str, Weight]
Links = dict[str, dict[str, Weight]]  # weight of each pair that was compared, from both ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The claims of one incident, the reasons for each, and the classes that hold it together alone."""

    id: str
    claims: tuple[str, ...]
    members: tuple[Member, ...]
    bridges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """People's `same` and `different` between claims, as pairs of claim ids, each with its judgement."""

    same: Mapping[tuple[str, str], str] = field(default_factory=dict)
    different: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """All groups, and the judgements that contradict each other: neither of those is applied."""

    groups: tuple[Group, ...]
    conflicts: tuple[tuple[str, str], ...] = ()  # (judgement of same, judgement of different)


def group(told: Iterable[Told], decisions: Decisions | None = None, rates: Rates | None = None) -> Grouping:
    """Partition of the claims into incidents; a function of the set of claims, not of their order."""
    classes = classes_of(told)
    spots = by_spot(items[0] for items in classes.values())
    found = [link for a, b in beside(spots) for link in links_between(spots[a], spots[b], rates)]
    found += links_of(namesakes(items[0] for items in classes.values()), rates)
    return grouped(classes, found, decisions, rates)


def grouped(
    classes: Mapping[str, Sequence[Told]],
    found: Iterable[Link],
    decisions: Decisions | None = None,
    rates: Rates | None = None,
) -> Grouping:
    """Partition of claim classes, by their first claims, over the links `found` between these."""
    of_claim = {t.evidence.id: head for head, items in classes.items() for t in items}
    must, cannot, conflicts = _applied(decisions or Decisions(), of_claim)
    links: Links = {head: {} for head in classes}
    for a, b, weight in found:
        links[a][b] = links[b][a] = weight
    for a, b in sorted(must):
        if b not in links[a]:
            weight = compare(classes[a][0].evidence, classes[b][0].evidence, rates or Rates())
            links[a][b] = links[b][a] = weight
    groups: list[Group] = []
    for component in _components(sorted(classes), links, must):
        for cluster in _cluster(component, links, must, cannot):
            groups.append(_group(cluster, classes, links, must))
    return Grouping(groups=tuple(sorted(groups, key=lambda g: g.id)), conflicts=conflicts)


def classes_of(told: Iterable[Told]) -> dict[str, list[Told]]:
    """Claim classes by the id of their first claim; copies join the claim they copy. States form none."""
    out: dict[str, list[Told]] = defaultdict(list)
    for item in sorted(told, key=lambda t: (t.evidence.public_at, t.evidence.id)):
        if item.evidence.extent is not Extent.STATE:
            out[item.copy_of or item.evidence.id].append(item)
    return {items[0].evidence.id: items for items in out.values()}


def by_spot(heads: Iterable[Told]) -> dict[Spot, tuple[Told, ...]]:
    """First claims of classes by where they are compared."""
    out: dict[Spot, list[Told]] = defaultdict(list)
    for head in heads:
        if (spot := spot_of(head.evidence)) is not None:
            out[spot].append(head)
    return {spot: tuple(items) for spot, items in out.items()}


def links_between(
    first: Sequence[Told], second: Sequence[Told], rates: Rates | None = None
) -> tuple[Link, ...]:
    """Weights of the pairs of two spots, or of one with itself, that share a block."""
    return links_of(pairs_between(first, second), rates)


def links_of(pairs: Iterable[Pair], rates: Rates | None = None) -> tuple[Link, ...]:
    """Weights of pairs of first claims, the lesser id first."""
    rates = rates or Rates()
    return tuple((a.evidence.id, b.evidence.id, compare(a.evidence, b.evidence, rates)) for a, b in pairs)


def _applied(
    decisions: Decisions, of_claim: Mapping[str, str]
) -> tuple[set[tuple[str, str]], set[tuple[str, str]], tuple[tuple[str, str], ...]]:
    """Must-links and cannot-links between classes; a path of `same` between two `different` is a conflict."""
    must = _between(decisions.same, of_claim)
    cannot = _between(decisions.different, of_claim)
    conflicts: set[tuple[str, str]] = set()
    for pair, judged in sorted(cannot.items()):
        path = _path(must, pair)
        if pair[0] == pair[1] or path:
            conflicts |= {(must[edge], judged) for edge in path} or {(judged, judged)}
    dropped = {j for pair in conflicts for j in pair}
    return (
        {p for p, j in must.items() if j not in dropped and p[0] != p[1]},
        {p for p, j in cannot.items() if j not in dropped},
        tuple(sorted(conflicts)),
    )


def _between(
    judged: Mapping[tuple[str, str], str], of_claim: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    out: dict[tuple[str, str], str] = {}
    for (a, b), judgement in sorted(judged.items(), key=lambda x: x[1]):
        if a in of_claim and b in of_claim:
            first, second = sorted((of_claim[a], of_claim[b]))
            out[(first, second)] = judgement
    return out


def _path(must: Mapping[tuple[str, str], str], ends: tuple[str, str]) -> list[tuple[str, str]]:
    """Must-links in the component that joins both ends; [] if none does."""
    reached, edges = {ends[0]}, list[tuple[str, str]]()
    grew = True
    while grew:
        grew = False
        for edge in sorted(must):
            if edge not in edges and (edge[0] in reached or edge[1] in reached):
                edges.append(edge)
                reached |= set(edge)
                grew = True
    return edges if ends[1] in reached else []


def _components(heads: Sequence[str], links: Links, must: set[tuple[str, str]]) -> list[list[str]]:
    """Connected components over edges of at least REVIEW; too large ones are cut at a higher threshold."""
    out, pending = [], [(list(heads), REVIEW)]
    while pending:
        nodes, threshold = pending.pop()
        joined = Joining(nodes)
        for a in nodes:
            for b, weight in links[a].items():
                linked = weight.millibits >= threshold and not weight.never
                if a < b and b in joined and (linked or (a, b) in must):
                    joined.join(a, b)
        for part in joined.sets():
            if len(part) > COMPONENT_LIMIT and threshold < 50_000:
                pending.append((part, threshold + 1000))
            else:
                out.append(part)
    return sorted(out)


def _cluster(
    nodes: list[str], links: Links, must: set[tuple[str, str]], cannot: set[tuple[str, str]]
) -> list[list[str]]:
    """Average-link agglomeration from the must-links up to LINK, never across a cannot-link."""
    if len(nodes) == 2 and not must and not cannot:
        weight = links[nodes[0]][nodes[1]]
        return [nodes] if weight.millibits >= LINK and not weight.never else [nodes[:1], nodes[1:]]
    clusters = _contracted(nodes, must)
    if len(clusters) == 1:
        return clusters
    index = {node: n for n, cluster in enumerate(clusters) for node in cluster}
    size = np.array([len(c) for c in clusters], dtype=np.int64)
    total: npt.NDArray[np.int64] = np.outer(size, size) * MISSING
    barred = np.eye(len(clusters), dtype=bool)
    compared = [(a, b) for a in nodes for b in links[a] if a < b and b in index]
    for first, second in compared:
        x, y, weight = index[first], index[second], links[first][second]
        if x == y:
            continue
        gain = weight.millibits - MISSING
        total[x, y] += gain
        total[y, x] += gain
        barred[x, y] |= weight.never
        barred[y, x] |= weight.never
    for a, b in cannot:
        if a in index and b in index:
            barred[index[a], index[b]] = barred[index[b], index[a]] = True
    return _agglomerate(clusters, size, total, barred)


def _agglomerate(
    clusters: list[list[str]],
    size: npt.NDArray[np.int64],
    total: npt.NDArray[np.int64],
    barred: npt.NDArray[np.bool_],
) -> list[list[str]]:
    """Merge the pair of highest mean weight, the first in id order on a tie, while it reaches LINK."""
    while True:
        mean = np.where(barred, -np.inf, total / np.outer(size, size))
        best = int(mean.argmax())
        x, y = sorted(divmod(best, len(clusters)))
        if mean[x, y] < LINK:
            return [sorted(c) for c in clusters if c]
        clusters[x], clusters[y] = clusters[x] + clusters[y], []
        size[x] += size[y]
        total[x] += total[y]
        total[:, x] = total[x]
        barred[x] |= barred[y]
        barred[:, x] = barred[x]
        barred[x, x] = True
        barred[y] = barred[:, y] = True


def _contracted(nodes: list[str], must: set[tuple[str, str]]) -> list[list[str]]:
    joined = Joining(nodes)
    for a, b in sorted(must):
        if a in joined and b in joined:
            joined.join(a, b)
    return joined.sets()


def _group(
    cluster: list[str],
    classes: Mapping[str, Sequence[Told]],
    links: Links,
    must: set[tuple[str, str]],
) -> Group:
    """A cluster of classes as a group of claims, each with why it is in."""
    order = sorted(cluster, key=lambda h: (classes[h][0].evidence.public_at, h))
    members: list[Member] = []
    inside = set(cluster)
    for n, head in enumerate(order):
        members.append(_member(head, order[:n], inside, links[head], must))
        members += [Member(claim=t.evidence.id, how="copy", admitted_by=head) for t in classes[head][1:]]
    return Group(
        id=incident_id(order[0]),
        claims=tuple(m.claim for m in members),
        members=tuple(members),
        bridges=_bridges(order, links, must),
    )


def incident_id(first_claim: str) -> str:
    """Id of the incident whose earliest member is `first_claim`; it outlives every later member."""
    return "i" + hashlib.sha256(first_claim.encode()).hexdigest()[:15]


def _member(
    head: str,
    earlier: Sequence[str],
    inside: set[str],
    edges: Mapping[str, Weight],
    must: set[tuple[str, str]],
) -> Member:
    """The best edge to an earlier member, and the best edge to a claim outside."""
    rejected = _best((o, w) for o, w in edges.items() if o not in inside and not w.never)
    best = _best((o, edges[o]) for o in earlier if o in edges)
    agreed = next((o for o in earlier if (min(head, o), max(head, o)) in must), "") if must else ""
    how = "judgement" if agreed else "link" if earlier else "first"
    link = best if how == "link" else None
    return Member(
        claim=head,
        how=how,
        admitted_by=agreed or (link[0] if link else ""),
        millibits=link[1].millibits if link else 0,
        waterfall=link[1].parts if link else (),
        rejected=rejected[0] if rejected else "",
        rejected_millibits=rejected[1].millibits if rejected else 0,
    )


def _best(edges: Iterable[tuple[str, Weight]]) -> tuple[str, Weight] | None:
    """The heaviest edge, of equal ones that to the least claim."""
    found: tuple[str, Weight] | None = None
    for other, weight in edges:
        if found is None or (-weight.millibits, other) < (-found[1].millibits, found[0]):
            found = other, weight
    return found


def _bridges(order: Sequence[str], links: Links, must: set[tuple[str, str]]) -> tuple[str, ...]:
    """Classes whose removal leaves the rest unconnected by edges of LINK."""
    if len(order) < 3:
        return ()
    inside = set(order)
    linked = {
        a: {
            b
            for b, weight in links[a].items()
            if b in inside and (weight.millibits >= LINK or (min(a, b), max(a, b)) in must)
        }
        for a in order
    }
    return tuple(h for h in order if not _connected([o for o in order if o != h], linked))


def _connected(nodes: list[str], linked: Mapping[str, set[str]]) -> bool:
    left = set(nodes)
    reached = [left.pop()]
    while reached:
        for other in linked[reached.pop()] & left:
            left.discard(other)
            reached.append(other)
    return not left
