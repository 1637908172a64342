"""Reported harm of incidents, and totals over scopes, from the counts of their claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.assess import harm
from onrecord.assess.scopes import Scope, heaviest, parents
from onrecord.assess.weights import weight_of
from onrecord.assess.wording import bounds, of_record
from onrecord.corroborate.origins import Told
from onrecord.model.claim import Count, Extent, HarmKind, Modality, Polarity, Unit, VictimClass
from onrecord.model.control import MILLION
from onrecord.model.evidence import Evidence, Interest, Voice
from onrecord.model.harm import Range, ScopePart, ScopeTotal, Standing, Toll, TollStatement
from onrecord.model.incident import Incident

# Class lattice (RESOLUTION 3.1): each class and the one it is part of.
PART_OF = {
    VictimClass.CIVILIANS: VictimClass.PEOPLE,
    VictimClass.COMBATANTS: VictimClass.PEOPLE,
    VictimClass.POLICE: VictimClass.PEOPLE,
    VictimClass.OFFICIALS: VictimClass.PEOPLE,
    VictimClass.PRISONERS: VictimClass.PEOPLE,
    VictimClass.WOMEN: VictimClass.WOMEN_AND_CHILDREN,
    VictimClass.CHILDREN: VictimClass.WOMEN_AND_CHILDREN,
    VictimClass.WOMEN_AND_CHILDREN: VictimClass.CIVILIANS,
    VictimClass.MEN: VictimClass.CIVILIANS,
    VictimClass.MEDICS: VictimClass.CIVILIANS,
    VictimClass.JOURNALISTS: VictimClass.CIVILIANS,
    VictimClass.AID_WORKERS: VictimClass.CIVILIANS,
}
_FIGHTERS = frozenset({VictimClass.COMBATANTS, VictimClass.POLICE})
RECORD_RANK = 4  # a list of names, or a register of deaths
OriginOf = Callable[[str, Voice], str]
Key = tuple[HarmKind, VictimClass, str]


def tolls_of(told: Sequence[Told], origin_of: OriginOf) -> tuple[Toll, ...]:
    """The tolls of one incident, by kind and class; copies say nothing new, whatever number they print."""
    said: dict[Key, list[TollStatement]] = defaultdict(list)
    inferred: set[Key] = set()
    for item in told:
        if item.copy_of or item.evidence.modality is Modality.PLANNED:
            continue
        for key, statement, guessed in _statements(item, origin_of):
            said[key].append(statement)
            if guessed:
                inferred.add(key)
    return tuple(_toll(key, said[key], key in inferred) for key in sorted(said))


def _toll(key: Key, said: list[TollStatement], inferred: bool) -> Toll:
    kind, victims, side = key
    found, statements = harm.range_of(lanes(said))
    live = [s for s in statements if s.standing is not Standing.LANE]
    return Toll(
        kind=kind,
        victims=victims,
        range=found,
        statements=statements,
        n_origins=len({s.origin for s in live}),
        side=side,
        contested=harm.contested(statements),
        class_inferred=inferred,
    )


def lanes(said: list[TollStatement]) -> list[TollStatement]:
    """An accused party's figure is a lane of its own where others tell of more; alone it is an admission."""
    others = [s for s in said if s.rank > 0 and s.standing is not Standing.LANE]
    out = []
    for s in said:
        if s.rank > 0:
            out.append(s)
        elif any(o.low > s.low or o.high is None for o in others):
            out.append(replace(s, standing=Standing.LANE, rank=1))
        else:
            out.append(replace(s, rank=1))
    return out


def _statements(item: Told, origin_of: OriginOf) -> Iterable[tuple[Key, TollStatement, bool]]:
    """Every count of persons of a claim, once for each origin that tells it; rank 0 marks the accused."""
    e = item.evidence
    whole = {c.kind: c.low for c in e.counts if not c.of_whom and c.low is not None}
    register = of_record(e.words)
    for n, count in enumerate(e.counts):
        told = bounds(count, whole.get(count.kind) if count.of_whom else None)
        if count.unit is not Unit.PERSONS or told is None:
            continue
        for voice in item.voices:
            rank = weight_of(voice).rank
            if count.kind is HarmKind.KILLED and (register or 0 < (count.low or 0) <= e.named_dead):
                rank = RECORD_RANK
            statement = TollStatement(
                claim=e.id,
                count=n,
                origin=origin_of(e.id, voice),
                low=told[0],
                high=told[1],
                rank=0 if accused(e, count, voice) else rank,
                public_at=e.public_at,
                standing=_standing(e, count, voice),
                as_written=count.as_written,
            )
            yield (count.kind, count.victims, count.side_actor), statement, count.class_inferred


def accused(e: Evidence, count: Count, voice: Voice) -> bool:
    """True if a party speaks of harm to bystanders that it is said to have done itself."""
    return bool(voice.side) and voice.side in e.agent_sides and count.victims not in _FIGHTERS


def _standing(e: Evidence, count: Count, voice: Voice) -> Standing:
    """A party's count of the enemy's dead, and anything denied, keep a lane of their own."""
    own_count = voice.interest is Interest.OWN_GAIN and count.victims in _FIGHTERS
    if own_count or e.polarity is Polarity.DENIED:
        return Standing.LANE
    return Standing.INCREMENT if count.increment else Standing.LIVE


def totals_of(incidents: Sequence[Incident]) -> tuple[ScopeTotal, ...]:
    """Totals of all period scopes with what lies inside them, bottom-up, nothing counted twice."""
    harmed = {i.id: i for i in incidents if any(t.range for t in i.tolls)}
    scopes = {i.id: scope_of(i) for i in harmed.values()}
    out: list[ScopeTotal] = []
    keys = {(t.kind, t.victims) for i in harmed.values() for t in i.tolls if t.range and not t.side}
    for kind, victims in sorted(keys):
        figures = {id: figure(i.tolls, kind, victims) for id, i in harmed.items()}
        known = {id: scopes[id] for id, f in figures.items() if f is not None}
        out += _folded(known, figures, kind, victims)
    return tuple(sorted(out, key=lambda t: (t.scope, t.kind, t.victims)))


def _folded(
    scopes: Mapping[str, Scope], figures: Mapping[str, Range | None], kind: HarmKind, victims: VictimClass
) -> Iterable[ScopeTotal]:
    inside = parents(scopes.values())
    children: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for child, (parent, share) in inside.items():
        children[parent].append((child, share))
    total: dict[str, Range] = {}
    for scope in sorted(scopes.values(), key=lambda s: s.width):
        parts = sorted(children[scope.id])
        counted = heaviest({c: (scopes[c], total[c].low) for c, _ in parts})
        told = [(total[c] if c in counted else _beside(total[c]), p) for c, p in parts]
        folded = harm.fold(figures[scope.id], told)
        if folded is None:
            continue
        total[scope.id] = folded
        if scope.total:
            yield ScopeTotal(
                scope=scope.id,
                place=scope.place.id if scope.place else "",
                start=scope.start,
                end=scope.end,
                kind=kind,
                victims=victims,
                own=figures[scope.id],
                total=folded,
                parts=tuple(ScopePart(scope=c, share=round(p * MILLION)) for c, p in parts),
            )


def _beside(told: Range) -> Range:
    """What a total adds that shares days with a heavier one: perhaps all of its dead, perhaps none."""
    return Range(low=0, best=0, high=told.high, open=told.open)


def scope_of(incident: Incident) -> Scope:
    """Where and when the harm of an incident, series or period holds."""
    return Scope(
        id=incident.id,
        place=incident.place,
        start=incident.start,
        end=incident.end,
        total=incident.extent is Extent.PERIOD,
        public_at=incident.public_at,
    )


def figure(tolls: Sequence[Toll], kind: HarmKind, victims: VictimClass) -> Range | None:
    """What is told of a class: its own figure, else of its parts, else an upper bound from a wider class."""
    told: dict[VictimClass, Range] = {
        t.victims: t.range for t in tolls if t.kind is kind and t.range is not None and not t.side
    }
    if victims in told:
        return told[victims]
    below = _of_parts(told, victims)
    if below is not None:
        return below
    wider = PART_OF.get(victims)
    while wider is not None:
        above = told.get(wider)
        if above is not None:
            return Range(low=0, best=0, high=above.high, open=above.open)
        wider = PART_OF.get(wider)
    return None


def _of_parts(told: Mapping[VictimClass, Range], victims: VictimClass) -> Range | None:
    """The sum of what is told of the parts of a class, each by its own figure or by its parts in turn."""
    parts = [
        found
        for child, parent in PART_OF.items()
        if parent is victims and (found := told.get(child) or _of_parts(told, child)) is not None
    ]
    if not parts:
        return None
    return Range(
        low=sum(r.low for r in parts),
        best=sum(r.best for r in parts),
        high=sum(r.high for r in parts),
        open=True,
    )
