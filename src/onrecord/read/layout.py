"""Where each token stands: its sentence, its paragraph, and the quotation it is in."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.values import Span
from onrecord.read import quotations
from onrecord.read.parse import Doc, Token
from onrecord.read.quotations import Quotation

Run = tuple[int, int]  # half-open range of token indices


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Look-up tables over the tokens of one parse; all lists are indexed by token."""

    doc: Doc
    text: str  # Doc.text is built anew at each access, at a cost that grows with the document
    tokens: tuple[Token, ...]
    quotes: tuple[Quotation, ...]
    quote_runs: tuple[Run, ...]
    quote_of: tuple[int, ...]  # index into `quotes`, -1 outside
    sentence_of: tuple[Run, ...]
    paragraph_of: tuple[int, ...]

    def chars(self, run: Run) -> Span:
        """Character span of a run of tokens."""
        last = self.tokens[run[1] - 1]
        return Span(start=self.tokens[run[0]].idx, end=last.idx + len(last.text))

    def words(self, run: Run) -> str:
        """The text of a run of tokens."""
        return self.chars(run).of(self.text)

    def trimmed(self, run: Run, keep: str = "“”\"'‘’«»„$€£#@%)(") -> Run | None:
        """The run without white space and punctuation at its ends, quotation marks kept; None if empty."""
        start, end = run
        while start < end and self._idle(start, keep):
            start += 1
        while end > start and self._idle(end - 1, keep):
            end -= 1
        return (start, end) if start < end else None

    def _idle(self, i: int, keep: str) -> bool:
        text = self.tokens[i].text
        return not any(c.isalnum() or c in keep for c in text)


def of(doc: Doc) -> Layout:
    """The layout of a parse."""
    tokens = tuple(doc)
    text = doc.text
    quotes = quotations.find(text)
    quote_of = [-1] * len(tokens)
    quote_runs: list[Run] = []
    i = 0
    for number, quote in enumerate(quotes):
        while i < len(tokens) and tokens[i].idx < quote.span.start:
            i += 1
        start = i
        while i < len(tokens) and tokens[i].idx < quote.span.end:
            quote_of[i] = number
            i += 1
        quote_runs.append((start, i))
    return Layout(
        doc=doc,
        text=text,
        tokens=tokens,
        quotes=quotes,
        quote_runs=tuple(quote_runs),
        quote_of=tuple(quote_of),
        sentence_of=_sentences(tokens),
        paragraph_of=_paragraphs(tokens),
    )


def _sentences(tokens: tuple[Token, ...]) -> tuple[Run, ...]:
    starts = [t.i for t in tokens if t.is_sent_start or t.i == 0]
    if not starts:
        return ()
    out: list[Run] = []
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        out += [(start, end)] * (end - start)
    return tuple(out)


def _paragraphs(tokens: tuple[Token, ...]) -> tuple[int, ...]:
    number = 0
    out: list[int] = []
    for token in tokens:
        out.append(number)
        if token.is_space and "\n" in token.text:
            number += 1
    return tuple(out)
