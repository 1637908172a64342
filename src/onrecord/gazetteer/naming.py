"""What a place is called: its names with their quality, the one shown, and the keys they are filed under."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.gazetteer import keys

# Quality of a name: what the source calls it, one of its other names, one of ours, a machine's rendering.
MAIN, OTHER, OURS, MACHINE = 0, 1, 2, 3
# Prefixes in the one trie: fold key, key without articles, sound key inside a country, literal, demonym.
FOLD, BARE, SOUND, LITERAL, DEMONYM = "f:", "a:", "s:", "=", "d:"

_TYPE_WORDS = frozenset(
    {
        "governorate", "province", "region", "oblast", "county", "parish", "district", "state", "department",
        "prefecture", "municipality", "locality", "division", "territory", "canton", "borough", "raion",
        "rayon", "subdistrict", "republic", "emirate",
    }
)  # fmt: skip
_SCHOLARLY = frozenset("āīūĀĪŪḩḨḑḐşŞţŢz̧ẕ‘’ḥḤṣṢṭṬẓḍḌ")


def named(name: str, others: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Each name with its quality; codes of airports are no names."""
    out = {name: MAIN}
    for other in others:
        if len(other) <= 4 and other.isascii() and other.isupper():
            continue
        out.setdefault(other, MACHINE if other.isascii() and other.islower() else OTHER)
    return tuple(out.items())


def press_name(name: str, others: tuple[str, ...]) -> str:
    """What English-language papers call an area: the other name that also stands with its type word."""
    known = set(others)
    for other in others:
        head, _, last = other.rpartition(" ")
        if last.lower() in _TYPE_WORDS and head in known and head.isascii():
            return head
    for other in others if not name.isascii() else ():
        head, _, last = other.rpartition(" ")
        if last.lower() in _TYPE_WORDS and head and head.isascii():
            return head
    return name


def shown_name(name: str, others: tuple[str, ...]) -> str:
    """The name without the strokes and dots of scholarly romanisation, where it is also written so."""
    if _SCHOLARLY.isdisjoint(name):
        return name
    simple = keys.unmarked(name)
    return simple if simple in others else name


def stripped(names: tuple[tuple[str, int], ...]) -> Iterator[str]:
    """The names without 'Governorate', 'County' and the like."""
    known = {name for name, _ in names}
    for name, _ in names:
        head, _, last = name.rpartition(" ")
        if head and last.lower() in _TYPE_WORDS and head not in known:
            known.add(head)
            yield head


def filed(
    number: int, country: str, names: tuple[tuple[str, int], ...]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """All keys of one place, each once with the best quality among the names that give it."""
    best: dict[str, int] = {}
    for name, quality in names:
        if name.startswith(DEMONYM):
            best[name] = quality
            continue
        folded = keys.fold(name)
        if len(folded) < 2:
            continue
        _better(best, FOLD + folded, quality)
        if name[0] < "\u0530":  # Latin, Greek, Cyrillic: scripts whose words we can take apart
            short = keys.bare(name)
            if short != folded and len(short) > 2:
                _better(best, BARE + short, quality)
            heard = keys.sound(name)
            if country and len(heard) > 2 and heard.isascii():
                _better(best, f"{SOUND}{country}{heard}", quality)
    for key, quality in best.items():
        yield key, (number, quality)


def _better(best: dict[str, int], key: str, quality: int) -> None:
    if quality == MAIN or key not in best or (quality == OURS and best[key] != MAIN) or best[key] == MACHINE:
        best[key] = quality
