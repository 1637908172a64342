"""Which documents tell of the same happening: names weigh more than words, and groups join by their average.

Two bank robberies share all the words of robbery; names of people, places and days tell them apart.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Row = dict[str, Any]
Vectors = NDArray[np.float32]
# Fitted on 516 documents of 44 stories (ECB+, 22 topics), 22 November 2026.
JOIN = 0.21  # mean cosine at which two groups are one
NAME = 3.0  # weight of a name or a figure against a word
RARE = 2  # a word must stand in as many documents
_WORD = re.compile(r"[^\W\d_][\w'’-]*|\d[\d.,]*")
_STOP = frozenset((Path(__file__).with_name("stopwords.txt")).read_text(encoding="utf-8").split())


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """The group of each document; only its text is read."""
    told = [(row["doc_id"], row["text"]) for row in rows]
    groups = joined(vectors([text for _, text in told]))
    for (name, _), group in zip(told, groups, strict=True):
        yield {"doc_id": name, "cluster": f"s{group}"}


def features(text: str) -> Counter[str]:
    """Words and names of a text; `=` marks a name or a figure. The first word of a sentence is no name."""
    found: Counter[str] = Counter()
    for line in text.splitlines():
        for position, match in enumerate(_WORD.finditer(line)):
            word = match.group()
            low = word.lower().removesuffix("'s")
            if low in _STOP or len(low) < 2:
                continue
            named = word[0].isdigit() or (word[0].isupper() and position > 0)
            found[f"={low}" if named else low] += 1
    return found


def vectors(texts: list[str]) -> Vectors:
    """One unit vector a text: (1 + log tf) x idf, names weighing NAME times."""
    bags = [features(text) for text in texts]
    spread = Counter(word for bag in bags for word in bag)
    column = {word: n for n, word in enumerate(sorted(w for w, d in spread.items() if d >= RARE))}
    out: Vectors = np.zeros((len(bags), len(column)), dtype=np.float32)
    for n, bag in enumerate(bags):
        for word, times in bag.items():
            if word in column:
                weight = NAME if word[0] == "=" else 1.0
                out[n, column[word]] = weight * (1 + math.log(times)) * math.log(len(bags) / spread[word])
    length = np.linalg.norm(out, axis=1, keepdims=True)
    return np.asarray(out / np.where(length == 0, 1, length), dtype=np.float32)


def joined(units: Vectors) -> list[int]:
    """Group numbers by average link: the two nearest groups join until none are JOIN alike."""
    alike = units @ units.T
    np.fill_diagonal(alike, -1)
    size = np.ones(len(units))
    group = list(range(len(units)))
    while len(units):
        at = int(alike.argmax())
        a, b = divmod(at, len(units))
        if alike[a, b] < JOIN:
            break
        merged = (alike[a] * size[a] + alike[b] * size[b]) / (size[a] + size[b])
        alike[a] = alike[:, a] = np.where(alike[a] < -0.5, -1, np.where(alike[b] < -0.5, -1, merged))
        alike[a, a] = -1
        alike[b] = alike[:, b] = -1
        size[a] += size[b]
        group = [a if g == b else g for g in group]
    return group
