"""Noun phrases joined in a list, read word by word where the parse takes the list for something else."""

from __future__ import annotations

from onrecord.read.layout import Layout
from onrecord.read.parse import Token

_LIST_REACH = 40  # tokens
_OF = frozenset({"of", "for", "in", "at", "with", "from", "near", "on", "inside"})
_INNER = frozenset({"compound", "poss", "nmod", "amod", "nummod", "npadvmod", "det"})


def heads(layout: Layout, start: int, last: int) -> tuple[Token, ...]:
    """Heads of the noun phrases listed from `start` on ("tribal leaders, residents and a war monitor")."""
    found: list[Token] = []
    i = start
    while i < min(start + _LIST_REACH, last):
        token = layout.tokens[i]
        if token.pos_ in ("VERB", "AUX") and token.dep_ != "amod":
            break
        if token.tag_ in ("WP", "WDT", "WRB") or token.text in ";:":
            break
        if token.text == "," and not (found and _list_goes_on(layout, i, last)):
            break
        if _heads_phrase(layout, token, last):
            found.append(token)
            i = max(i + 1, _past_prepositions(token))
            continue
        i += 1
    if len(found) > 1:
        return tuple(h for n, h in enumerate(found) if n == 0 or not _attached(found[n - 1], h))
    return tuple(found)


def _heads_phrase(layout: Layout, token: Token, last: int) -> bool:
    if token.pos_ not in ("NOUN", "PROPN", "PRON") or token.dep_ in _INNER:
        return False
    following = layout.tokens[token.i + 1] if token.i + 1 < last else None
    return following is None or not (
        following.pos_ in ("NOUN", "PROPN", "PART") or following.tag_ in ("HYPH", "POS")
    )


def _attached(one: Token, two: Token) -> bool:
    """An apposition says more of the same source."""
    return two.dep_ == "appos" and two.head == one


def _past_prepositions(head: Token) -> int:
    ends = [
        c.right_edge.i + 1
        for c in head.children
        if c.dep_ == "prep" and c.i == head.i + 1 and c.lower_ in _OF
    ]
    inner = [t.i for t in head.subtree if t.i > head.i and t.text in (",", "and")]
    end = max(ends, default=head.i + 1)
    return min([end, *inner]) if inner else end


def _list_goes_on(layout: Layout, comma: int, last: int) -> bool:
    """An "and" within a few words of the comma, and no verb before the list has ended."""
    joined = False
    for token in layout.tokens[comma + 1 : min(comma + 14, last)]:
        if token.lower_ in ("and", "or"):
            joined = True
        elif token.text == "," or token.tag_ in ("WP", "WDT"):
            return joined
        elif (token.pos_ in ("VERB", "AUX") and token.dep_ != "amod") or token.text in "—–":
            return False
        if not joined and token.i > comma + 8:
            return False
    return joined


def past_clause(layout: Layout, head: Token, end: int, last: int) -> int:
    """Past a relative clause or apposition that says more of the last source."""
    for child in head.rights:
        if child.dep_ in ("relcl", "acl", "appos") and child.left_edge.i <= end + 1:
            end = max(end, min(child.right_edge.i + 1, last))
    return end
