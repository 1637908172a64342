"""The outside sets: what is measured on each, and with which goal (issue of the reading)."""

from __future__ import annotations

from functools import partial

from benchmarks import attribution, case2021, claims, muc4, peers, places, plover, stories, times
from benchmarks.figures import Bench, Figure, printed


def gold(bench: Bench) -> list[Figure]:
    """Claims of the hand-coded reports."""
    names = ("gold/dev.jsonl", "gold/dev2.jsonl")
    told = [bench.predict("claims", name, claims.predict) for name in names]
    r = bench.score("gold/score.py", *map(bench.file, names), "--pred", *told, "--bootstrap", "1000")
    between = {k: f"95 %: {low:.2f}-{high:.2f}" for k, (low, high) in r["interval95"].items()}
    rows = [
        ("claims, type by family, F1", "claim_coarse", "f1", 0.78),
        ("claims, exact type, F1", "claim_fine", "f1", 0.70),
        ("place, of matched claims", "place", "acc", 0.92),
        ("time overlaps, of matched claims", "time_overlap", "acc", 0.88),
        ("counts, least and most, of matched claims", "counts", "acc", 0.85),
        ("stance, of matched claims", "stance", "acc", 0.88),
        ("links to sources, F1", "sources", "f1", 0.75),
        ("control facts, F1", "control", "f1", 0.62),
        ("agents, F1", "agents", "f1", None),
        ("targets, F1", "targets", "f1", None),
    ]
    return [
        Figure(what=what, value=r[key][kind], goal=goal, digits=2, beside=between.get(key, ""))
        for what, key, kind, goal in rows
    ] + [
        Figure(
            what="overall (harmonic mean of seven)",
            value=r["overall"],
            digits=2,
            beside=between.get("overall", ""),
        )
    ]


def quiet(bench: Bench) -> list[Figure]:
    """Claims where nothing of war is told."""
    told = bench.predict("claims", "gold/quiet.jsonl", claims.predict)
    r = bench.score("gold/false_claims.py", bench.file("gold/quiet.jsonl"), told)
    return [Figure(what="claims per 100 texts", value=r["claims_per_100"], goal=2.0, less=True)]


def attributed(bench: Bench) -> list[Figure]:
    """Who says what."""
    gold_file = bench.file("polnear/dev.jsonl")
    told = bench.predict("attribution", "polnear/dev.jsonl", attribution.predict)
    r = bench.score("polnear/score.py", gold_file, told)
    out = bench.work / "naive-attribution.jsonl"
    bench.script("polnear/baselines/naive.py", gold_file, out)
    naive = bench.score("polnear/score.py", gold_file, out)
    quoted = None
    if peers.installed("textacy"):
        made = bench.work / "textacy.jsonl"
        bench.script("polnear/baselines/textacy_dq.py", gold_file, made)
        quoted = bench.score("polnear/score.py", gold_file, made)

    def beside(group: str, part: str, key: str) -> str:
        floor = f"speech verb and clause: {100 * naive[group][part][key]:.1f}"
        return floor + (f"; textacy: {100 * quoted[group][part][key]:.1f}" if quoted else "")

    end, given = "c_end_to_end_head", "b_source_given_content"
    rows = [
        ("reporting, end to end, F1", "reporting", end, "F1", 74.0),
        ("all attributions, end to end, F1", "all", end, "F1", 60.0),
        ("reporting, head of the source where the content is found", "reporting", given, "head", 93.0),
    ]
    return [
        Figure(what=what, value=100 * r[g][p][k], goal=goal, beside=beside(g, p, k))
        for what, g, p, k, goal in rows
    ]


def placed(bench: Bench) -> list[Figure]:
    """Places of the geoparsing sets."""
    found = []
    for name, goal in (("tr-news", 0.80), ("lgl-a", 0.66)):
        source = f"geo/{name}.jsonl"
        told = bench.predict("places", source, places.predict)
        r = bench.score("geo/score.py", bench.file(source), "--pred", told, "--id-ok")
        bare = bench.predict("city", source, peers.city)
        b = bench.score("geo/score.py", bench.file(source), "--pred", bare, "--id-ok")
        beside = f"bare entities and most populous place: {b['end_to_end']['f1']:.2f}"
        what = f"{name}: found and within 161 km, F1"
        found.append(Figure(what=what, value=r["end_to_end"]["f1"], goal=goal, digits=2, beside=beside))
    towns = bench.predict("towns", "geo/tr-news.jsonl", places.resolve)
    args = ("--pred", towns, "--types", "P", "--km", "25", "--id-ok")
    r = bench.score("geo/score.py", bench.file("geo/tr-news.jsonl"), *args)
    what = "tr-news: towns within 25 km, names given"
    return [Figure(what=what, value=r["resolution"]["acc161_all"], goal=0.90, digits=2), *found]


def timed(bench: Bench) -> list[Figure]:
    """Values of time expressions."""
    found = []
    news = ("time/timebank-a.jsonl", "time/aquaint-a.jsonl")
    for what, names, goal in (("news", news, 0.78), ("war histories", ("time/wikiwars-train.jsonl",), 0.74)):
        gold_files = [bench.file(n) for n in names]
        told = [bench.predict("times", n, partial(times.predict)) for n in names]
        one = bench.work / f"times-{names[0][5:]}"
        one.write_text("".join(p.read_text() for p in told))
        r = bench.score("time/score.py", *gold_files, "--pred", one)
        beside = ""
        if peers.installed("dateparser") and names is news:
            other = bench.work / "dateparser.jsonl"
            other.write_text(
                "".join(bench.predict("dateparser", n, peers.dateparser).read_text() for n in names)
            )
            beside = (
                f"dateparser: {bench.score('time/score.py', *gold_files, '--pred', other)['value']['f1']:.2f}"
            )
        found.append(
            Figure(what=f"{what}: value, F1", value=r["value"]["f1"], goal=goal, digits=2, beside=beside)
        )
    return found


def templates(bench: Bench) -> list[Figure]:
    """MUC-4."""
    gold_file = bench.file("muc4/dev.jsonl")
    r = bench.score("muc4/score.py", gold_file, bench.predict("muc4", "muc4/dev.jsonl", muc4.predict))
    out = bench.work / "naive-muc4.jsonl"
    bench.script("muc4/naive_baseline.py", gold_file, out)
    naive = bench.score("muc4/score.py", gold_file, out)
    rows: list[tuple[str, tuple[str, ...], float]] = [
        ("killed: ranges agree, F1", ("killed", "agree", "f1"), 62.0),
        ("victims, named and described, F1", ("ceaf_strict", "victim_all", "f1"), 42.0),
        ("who did it, how sure: 4 labels, of bodies found", ("perp_confidence", "accuracy4"), 75.0),
        ("roles (CEAF-REE micro), F1", ("ceaf_strict", "micro", "f1"), 42.0),
        ("texts with an incident, F1", ("event_doc", "f1"), 85.0),
        ("incident types, F1", ("incident_type", "f1"), 78.0),
        ("countries, F1", ("countries", "f1"), 80.0),
        ("dates, F1", ("dates", "f1"), 70.0),
    ]

    def at(found: object, path: tuple[str, ...]) -> float:
        for key in path:
            assert isinstance(found, dict)
            found = found[key]
        assert isinstance(found, int | float)
        return 100.0 * found

    return [
        Figure(
            what=what, value=at(r, path), goal=goal, beside=f"keywords and entities: {at(naive, path):.1f}"
        )
        for what, path, goal in rows
    ]


def records(bench: Bench) -> list[Figure]:
    """PLOVER records."""
    told = bench.predict("plover", "petrarch/dev.jsonl", plover.predict)
    text = bench.script("petrarch/score.py", bench.file("petrarch/dev.jsonl"), told, "--corpus", "plover_gsr")
    rows = [
        ("a material conflict is told, F1", "detect", 75.0),
        ("class, assault and fight as one, F1", "class_lax", None),
        ("source, F1", "source", None),
        ("target, F1", "target", None),
    ]
    return [Figure(what=what, value=printed(text, f"{key} ", "F1"), goal=goal) for what, key, goal in rows]


def labels(bench: Bench) -> list[Figure]:
    """CASE 2021."""
    told = bench.predict("case2021", "case2021/dev.jsonl", case2021.predict)
    text = bench.script("case2021/score.py", bench.file("case2021/dev.jsonl"), told)
    rows = [
        ("30 labels, weighted F1", "all", 60.0),
        ("25 labels, weighted F1", "seen", None),
        ("9 groups", "group", None),
    ]
    return [Figure(what=what, value=printed(text, key, "weighted F1"), goal=goal) for what, key, goal in rows]


def grouped(bench: Bench) -> list[Figure]:
    """ECB+ stories."""
    name = "clusters/ecbplus_dev.jsonl"
    told = bench.predict("stories", name, stories.predict)
    text = bench.script("clusters/score.py", bench.file(name), told)
    rows = [("B-cubed, F1", "bcubed", 90.0), ("pairs, F1", "pairwise", 87.0)]
    return [Figure(what=what, value=printed(text, key, "F1"), goal=goal) for what, key, goal in rows]


MEASURES = {
    "gold": gold,
    "quiet": quiet,
    "attribution": attributed,
    "places": placed,
    "times": timed,
    "muc4": templates,
    "plover": records,
    "case2021": labels,
    "stories": grouped,
}
