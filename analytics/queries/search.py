"""Full text search: a query of `search_syntax` as a condition in SQL, and the places in a text that match it.

Case and punctuation do not matter: text and query are both read as sequences of words, so that “don’t” and "don't" are the same two
words, one after the other. Whole words are matched; ``sail*`` matches every word that begins so. DuckDB's regular expressions (RE2)
do the matching, in time linear in the text. What the user typed is split into words of letters and digits and bound as values: it
becomes part neither of the SQL nor of a regular expression's syntax.
"""

from __future__ import annotations

import itertools
import re
from typing import Any

from analytics.queries.search_syntax import All, Either, Near, Node, Not, QueryProblem, Term, read

__all__ = ["All", "Either", "Near", "Node", "Not", "QueryProblem", "Term", "condition", "places", "problem", "read", "terms"]

_GAP = r"[^\p{L}\p{N}]"  # in RE2: neither a letter nor a digit


def problem(query: str) -> QueryProblem | None:
    """Return why a query cannot be read, None where it can.

    >>> str(problem("port AND"))
    'nothing follows AND at character 6; try port AND word'
    """
    found = read(query)
    return found if isinstance(found, QueryProblem) else None


def condition(query: str, texts: tuple[str, ...], *, loose: bool = False) -> tuple[str, list[Any]]:
    """Return a query as a condition in DuckDB's SQL on one or more text expressions, and the values that it binds.

    Words may be in different texts; a phrase or the two sides of NEAR may not. An empty query matches everything, an invalid one
    nothing. ``loose`` ignores NOT: a text without a match then has no part that matches the query.

    >>> condition("", ("q.text",)), condition("(", ("q.text",)), condition("NOT port", ("q.text",), loose=True)
    (('true', []), ('false', []), ('true', []))
    """
    node = read(query)
    if node is None:
        return "true", []
    if isinstance(node, QueryProblem):
        return "false", []
    return _sql(node, tuple(f"lower(coalesce({text}, ''))" for text in texts), loose)


def terms(query: str) -> tuple[Term, ...]:
    """List the terms of a query without those under NOT: what can be highlighted in a text that it matches."""

    def below(node: Node) -> tuple[Term, ...]:
        if isinstance(node, Term):
            return (node,)
        if isinstance(node, Near):
            return node.left + node.right
        return () if isinstance(node, Not) else tuple(itertools.chain.from_iterable(below(one) for one in node.nodes))

    found = read(query)
    return () if found is None or isinstance(found, QueryProblem) else tuple(dict.fromkeys(below(found)))


def places(query: str, text: str, most: int = 1000) -> list[tuple[int, int]]:
    """Find the terms of a query in a text, to highlight them: at most ``most`` spans of characters, in order.

    >>> places("port OR “will sail” NOT harbour", "We will -- sail from port.")
    [(3, 15), (21, 25)]
    """
    found: set[tuple[int, int]] = set()
    for term in terms(query):
        words = r"[\W_]+".join(re.escape(word) for word in term.words)
        pattern = re.compile(rf"(?<![^\W_]){words}" + (r"[^\W_]*" if term.prefix else r"(?![^\W_])"), re.IGNORECASE)
        found.update(match.span() for match in itertools.islice(pattern.finditer(text), most))
    return sorted(found)[:most]


def _sql(node: Node, texts: tuple[str, ...], loose: bool) -> tuple[str, list[Any]]:
    if isinstance(node, Term):
        return _any_text(f"'(?:^|{_GAP})' || {_words(node)} || '{'' if node.prefix else f'(?:$|{_GAP})'}'", [_row(node)], texts)
    if isinstance(node, Near):
        return _near(node, texts, loose)
    if isinstance(node, Not):
        if loose:
            return "true", []
        sql, params = _sql(node.node, texts, loose)
        return f"NOT {sql}", params
    parts = [_sql(one, texts, loose) for one in node.nodes]
    word = " AND " if isinstance(node, All) else " OR "
    return f"({word.join(sql for sql, _ in parts)})", [value for _, values in parts for value in values]


def _near(near: Near, texts: tuple[str, ...], loose: bool) -> tuple[str, list[Any]]:
    """Return the SQL of NEAR: both sides anywhere, a quick test, and then their distance, on words with one space between."""
    both, values = _sql(All((Either(near.left), Either(near.right))), texts, loose)
    left, right = (f"'(?:' || {' || chr(124) || '.join(map(_side, side))} || ')'" for side in (near.left, near.right))
    gap = f"'(?:[^ ]+ ){{0,{int(near.most)}}}'"
    pattern = f"' (?:' || {left} || {gap} || {right} || '|' || {right} || {gap} || {left} || ')'"
    rows = tuple(f"' ' || regexp_replace({text}, '{_GAP}+', ' ', 'g') || ' '" for text in texts)
    bound = [_row(term) for side in (near.left, near.right, near.right, near.left) for term in side]
    close, more = _any_text(pattern, bound, rows)
    return f"({both} AND {close})", values + more


def _side(term: Term) -> str:
    return "lower(?)" + (" || '[^ ]* '" if term.prefix else " || ' '")


def _any_text(pattern: str, bound: list[str], texts: tuple[str, ...]) -> tuple[str, list[Any]]:
    found = " OR ".join(f"regexp_matches({text}, {pattern})" for text in texts)
    return (f"({found})" if len(texts) > 1 else found), bound * len(texts)


def _words(term: Term) -> str:
    return f"replace(lower(?), ' ', '{_GAP}+')" if len(term.words) > 1 else "lower(?)"


def _row(term: Term) -> str:
    return " ".join(term.words)
