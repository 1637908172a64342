"""The words of a parse as names are compared, each with its token."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.parties import Parties, pieces
from onrecord.read.parse import Doc, Token

# Punctuation inside a name; any other ends a phrase.
INSIDE = frozenset("-–'’&")


@dataclass(slots=True)
class Words:
    """The words of a parse as names are compared, each with its token; '' where a phrase must end."""

    doc: Doc
    words: list[str] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)
    hyphened: list[bool] = field(default_factory=list)  # joined to the next one by a hyphen

    def token(self, at: int) -> Token:
        """The token of a word."""
        return self.doc[self.tokens[at]]


def lay_out(doc: Doc, parties: Parties) -> Words:
    """The words of `doc`; "Syrias army", as damaged text has it, is read as "Syria's army"."""
    out = Words(doc=doc)
    for token in doc:
        found = pieces(token.text)
        if not found:
            if token.is_space or (token.is_punct and token.text not in INSIDE):
                _stop(out, token.i)
            elif token.text in {"-", "–"} and out.hyphened:
                out.hyphened[-1] = not token.whitespace_
            continue
        if token.is_sent_start:
            _stop(out, token.i)
        for n, word in enumerate(found):
            out.words.append(_unglued(word, parties) if len(found) == 1 else word)
            out.tokens.append(token.i)
            out.hyphened.append(n + 1 < len(found))
    return out


def _stop(out: Words, token: int) -> None:
    if out.words and out.words[-1]:
        out.words.append("")
        out.tokens.append(token)
        out.hyphened.append(False)


def _unglued(word: str, parties: Parties) -> str:
    if len(word) < 5 or not word.endswith("s") or not word[0].isupper():
        return word
    if parties.naming.nation_at([word])[0] or parties.naming.alias_at([word])[0]:
        return word
    size, nations = parties.naming.nation_at([word[:-1]])
    return word[:-1] if size and nations[0].part in {"name", "leader"} else word
