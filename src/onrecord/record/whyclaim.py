"""Why a claim has a value: the words it was read from, and what people made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.assess.wording import bounds, rule_for
from onrecord.model.claim import Claim, Count, HarmKind
from onrecord.model.stored import StoredClaim
from onrecord.model.why import Derived, Step
from onrecord.record.whyharm import Quote

FIELDS = frozenset(
    {
        Derived.TYPE,
        Derived.PLACE,
        Derived.TIME,
        Derived.AGENT,
        Derived.TARGET,
        Derived.STANCE,
        Derived.SOURCE,
        *(Derived(kind.value) for kind in HarmKind),
    }
)


def value(stored: StoredClaim, field: Derived, quote: Quote) -> tuple[str, Iterable[Step]]:
    """What the claim says there, the words for it, the rules that read it, and decisions on it."""
    found = list(_read(stored.claim, field))
    told = "; ".join(dict.fromkeys(t for t, _ in found)) or "not told"
    steps = [Step(told=t, rule=how, words=quote([stored.claim.id])) for t, how in found]
    steps += [Step(told=decided, rule="a person's decision") for decided in stored.changed]
    if stored.claim.rules:
        steps.append(
            Step(told=", ".join(stored.claim.rules), rule="rules that read the claim; see `onrecord explain`")
        )
    return told, steps


def _read(claim: Claim, field: Derived) -> Iterator[tuple[str, str]]:
    """(value, how it was read) of a field."""
    if field is Derived.TYPE:
        yield claim.event_type.value, f"the word “{claim.trigger_text}”"
    elif field is Derived.PLACE and claim.place is not None:
        where = claim.place
        yield f"{where.name or where.as_written} ({where.id})", f"written “{where.as_written}”, {where.match}"
    elif field is Derived.TIME and claim.time is not None:
        span = claim.time.interval
        days = f"{span.first_day} to {span.last_day} ({span.basis})" if span else "no day that can be fixed"
        yield days, f"written “{claim.time.as_written}”"
    elif field in (Derived.AGENT, Derived.TARGET):
        for ref in claim.agents if field is Derived.AGENT else claim.targets:
            yield ref.name or ref.as_written, f"written “{ref.as_written}”, {ref.id or 'in no table'}"
    elif field is Derived.STANCE:
        cue = f"the cue “{claim.cue.text}”" if claim.cue else "no cue"
        hedge = f", the hedge “{claim.hedge.text}”" if claim.hedge else ""
        yield claim.stance.value, f"{claim.polarity}, {claim.modality}; {cue}{hedge}"
    elif field is Derived.SOURCE:
        for source in claim.sources:
            via = f", to {' and '.join(source.via)}" if source.via else ""
            yield source.name, f"{source.type.replace('_', ' ')}{via}"
    else:
        yield from (_count(c, claim) for c in claim.counts if c.kind == field.value)


def _count(count: Count, claim: Claim) -> tuple[str, str]:
    whole = [c.low for c in claim.counts if c.kind is count.kind and not c.of_whom and c.low is not None]
    read = bounds(count, whole[0] if count.of_whom and whole else None)
    rule = rule_for(count.as_written)
    how = "by the lexicon of tolls" if rule is not None else "as it stands"
    if read is None:
        return f"no number of {count.victims}", f"written “{count.as_written}”"
    low, high = read
    told = f"at least {low}" if high is None else str(low) if low == high else f"{low} to {high}"
    return f"{told} {count.victims}".replace("_", " "), f"written “{count.as_written}”, read {how}"
