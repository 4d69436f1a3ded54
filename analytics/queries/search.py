"""Full text search: words, "phrases", AND, OR, NOT, NEAR/n and parentheses become a condition in SQL, or a line that says why not.

Case and punctuation are aside: text and query are both read as a row of words, so that “don’t” and "don't" are the same two words,
one after the other. Whole words are looked for; ``sail*`` is whatever begins so. DuckDB's regular expressions (RE2) do the
looking, in time linear in the text. What the user typed is bound as a value, split into words of letters and digits: it becomes
neither SQL nor part of an expression's grammar.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from typing import Any, NamedTuple

LONGEST = 2000  # characters of a query: what is longer was pasted by mistake
DEEPEST = 40  # parentheses in parentheses
FARTHEST = 50  # words between the two sides of NEAR
NEAR = 10  # words between them where no number is given
_CLOSING = {'"': '"”“', "“": '”"“', "”": '”"“', "„": '“”"', "«": "»", "»": "«»"}
_TOKEN = re.compile(r"[()]|[^\s()\"“”„«»]+")
_NEAR = re.compile(r"NEAR(?:/(\d*))?")
_GAP = r"[^\p{L}\p{N}]"  # RE2's way to say: what is no letter and no digit
_OPERATORS = ("AND", "OR")


class Term(NamedTuple):
    """Words that follow each other, case aside; with ``prefix`` the last one goes on."""

    words: tuple[str, ...]
    prefix: bool


class Near(NamedTuple):
    """One of some terms and one of others, in any order, with at most ``most`` words between them."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    most: int


class Not(NamedTuple):
    """What does not hold."""

    node: Node


class All(NamedTuple):
    """What holds together."""

    nodes: tuple[Node, ...]


class Either(NamedTuple):
    """What holds one for the other."""

    nodes: tuple[Node, ...]


Node = Term | Near | Not | All | Either


class Problem(NamedTuple):
    """Why a query cannot be read: what was found, at which character (from 1), and what to try."""

    found: str
    at: int
    instead: str

    def __str__(self) -> str:
        return f"{self.found} at character {self.at}; {self.instead}"


class _Token(NamedTuple):
    kind: str  # term, phrase, and, or, not, near, ( or )
    text: str
    at: int
    most: int = 0


class _Wrong(Exception):
    """Ends the reading of a query; never leaves this module."""

    def __init__(self, found: str, at: int, instead: str) -> None:
        super().__init__(found)
        self.problem = Problem(found, at, instead)


def read(query: str) -> Node | Problem | None:
    """A query as a tree; a Problem where it cannot be read; None where it is empty. Raises nothing.

    >>> read("port OR harbo*")
    Either(nodes=(Term(words=('port',), prefix=False), Term(words=('harbo',), prefix=True)))
    >>> str(read("we sail “in March"))
    '“ is not closed at character 9; try “in March”'
    >>> read("  ")
    """
    if not query.strip():
        return None
    try:
        if len(query) > LONGEST:
            raise _Wrong("the query goes on", LONGEST + 1, f"try one of at most {LONGEST:,} characters")
        reader = _Reader(_tokens(query), query)
        node = reader.either(0)
        reader.end()
    except _Wrong as wrong:
        return wrong.problem
    return node


def problem(query: str) -> Problem | None:
    """Why a query cannot be read, None where it can.

    >>> str(problem("port AND"))
    'nothing follows AND at character 6; try port AND word'
    """
    found = read(query)
    return found if isinstance(found, Problem) else None


def condition(query: str, texts: tuple[str, ...], *, loose: bool = False) -> tuple[str, list[Any]]:
    """The query as a condition in DuckDB's SQL on one or more text expressions, and the values that it binds.

    Words may stand in different texts, a phrase or the two sides of NEAR may not. An empty query holds of everything, one that
    cannot be read of nothing. ``loose`` leaves NOT aside: a text in which that finds nothing has no part that answers the query.

    >>> condition("", ("q.text",)), condition("(", ("q.text",)), condition("NOT port", ("q.text",), loose=True)
    (('true', []), ('false', []), ('true', []))
    """
    node = read(query)
    if node is None:
        return "true", []
    if isinstance(node, Problem):
        return "false", []
    return _sql(node, tuple(f"lower(coalesce({text}, ''))" for text in texts), loose)


def terms(query: str) -> tuple[Term, ...]:
    """The terms that a query looks for, those under NOT left out: what can be marked in a text that it found."""

    def below(node: Node) -> tuple[Term, ...]:
        if isinstance(node, Term):
            return (node,)
        if isinstance(node, Near):
            return node.left + node.right
        return () if isinstance(node, Not) else tuple(itertools.chain.from_iterable(below(one) for one in node.nodes))

    found = read(query)
    return () if found is None or isinstance(found, Problem) else tuple(dict.fromkeys(below(found)))


def places(query: str, text: str, most: int = 1000) -> list[tuple[int, int]]:
    """Where a text holds the terms of a query, as spans of characters in their order: what can be marked in it. At most ``most``.

    >>> places("port OR “will sail” NOT harbour", "We will -- sail from port.")
    [(3, 15), (21, 25)]
    """
    found: set[tuple[int, int]] = set()
    for term in terms(query):
        words = r"[\W_]+".join(re.escape(word) for word in term.words)
        pattern = re.compile(rf"(?<![^\W_]){words}" + (r"[^\W_]*" if term.prefix else r"(?![^\W_])"), re.IGNORECASE)
        found.update(match.span() for match in itertools.islice(pattern.finditer(text), most))
    return sorted(found)[:most]


def _tokens(query: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while at < len(query):
        mark = query[at]
        if mark.isspace():
            at += 1
        elif mark in _CLOSING:
            end = next((n for n in range(at + 1, len(query)) if query[n] in _CLOSING[mark]), None)
            if end is None:
                inside = " ".join(query[at + 1 :].split())
                raise _Wrong(f"{mark} is not closed", at + 1, f"try “{inside or 'word'}”")
            found.append(_Token("phrase", query[at + 1 : end], at + 1))
            at = end + 1
        else:
            match = _TOKEN.match(query, at)
            text = match[0] if match else mark
            found.append(_token(text, at + 1))
            at += len(text)
    return found


def _token(text: str, at: int) -> _Token:
    near = _NEAR.fullmatch(text)
    if near:
        given = near[1]
        if given is not None and (not given or len(given) > 3 or int(given) > FARTHEST):
            raise _Wrong(f"{text} has no number from 0 to {FARTHEST}", at, f"try NEAR/{NEAR}")
        return _Token("near", text, at, NEAR if given is None else int(given))
    if text in (*_OPERATORS, "NOT"):
        return _Token(text.lower(), text, at)
    return _Token(text if text in "()" else "term", text, at)


class _Reader:
    """Reads tokens from left to right: OR binds least, then AND (or nothing between words), then NOT, then NEAR."""

    def __init__(self, tokens: list[_Token], query: str) -> None:
        self.tokens = tokens
        self.query = query
        self.next = 0

    def either(self, depth: int) -> Node:
        nodes = [self.all(depth)]
        while self._takes("or"):
            nodes.append(self.all(depth))
        return nodes[0] if len(nodes) == 1 else Either(tuple(nodes))

    def all(self, depth: int) -> Node:
        nodes = [self.not_(depth)]
        while self._takes("and") or self._sees("term", "phrase", "not", "("):
            nodes.append(self.not_(depth))
        return nodes[0] if len(nodes) == 1 else All(tuple(nodes))

    def not_(self, depth: int) -> Node:
        negated = False
        while self._takes("not"):
            negated = not negated
        node = self.near(depth)
        return Not(node) if negated else node

    def near(self, depth: int) -> Node:
        side = self.one(depth)
        pairs: list[Near] = []
        while self._sees("near"):
            token = self.tokens[self.next]
            self.next += 1
            other = self.one(depth)
            pairs.append(Near(self._side(side, token), self._side(other, token), token.most))
            side = other
        return side if not pairs else pairs[0] if len(pairs) == 1 else All(tuple(pairs))

    def one(self, depth: int) -> Node:
        if self.next >= len(self.tokens):
            raise self._nothing()
        token = self.tokens[self.next]
        if token.kind == "(":
            if depth >= DEEPEST:
                raise _Wrong(f"( stands within {DEEPEST} others", token.at, "try fewer of them")
            self.next += 1
            if self._sees(")"):
                raise _Wrong("() holds nothing", token.at, "try (word OR word)")
            node = self.either(depth + 1)
            if not self._takes(")"):
                raise _Wrong("( is not closed", token.at, f"try {_short(self.query[token.at - 1 :].rstrip())})")
            return node
        if token.kind not in ("term", "phrase"):
            raise self._nothing()
        self.next += 1
        return _term(token)

    def end(self) -> None:
        """Nothing may be left over; all that can be is a parenthesis that was never opened."""
        if self.next < len(self.tokens):
            token = self.tokens[self.next]
            raise _Wrong(f"{token.text} was never opened", token.at, f"try ({_short(self.query[: token.at].strip())}")

    def _nothing(self) -> _Wrong:
        """The place where words are missing: after the operator before it, or before the one that stands there."""
        if self.next and (before := self.tokens[self.next - 1]).kind in ("and", "or", "not", "near"):
            start = self.query[: before.at - 1].strip()
            return _Wrong(f"nothing follows {before.text}", before.at, f"try {_short(f'{start} {before.text}'.strip())} word")
        if self.next >= len(self.tokens):
            before = self.tokens[-1]  # a parenthesis: operators have been seen to, and after a word nothing is missing
            return _Wrong("( is not closed", before.at, f"try {_short(f'{self.query.strip()}word)')}")
        token = self.tokens[self.next]
        if token.kind == ")":
            return _Wrong(") was never opened", token.at, "try without it")
        rest = self.query[token.at - 1 :].strip()
        return _Wrong(
            f"nothing stands before {token.text}", token.at, f"try word {_short(rest)}; for the word itself, “{token.text}”"
        )

    def _side(self, node: Node, token: _Token) -> tuple[Term, ...]:
        if isinstance(node, Term):
            return (node,)
        if isinstance(node, Either) and all(isinstance(one, Term) for one in node.nodes):
            return tuple(one for one in node.nodes if isinstance(one, Term))
        raise _Wrong(f"{token.text} has more than words or phrases beside it", token.at, f"try (word OR word) {token.text} word")

    def _sees(self, *kinds: str) -> bool:
        return self.next < len(self.tokens) and self.tokens[self.next].kind in kinds

    def _takes(self, kind: str) -> bool:
        seen = self._sees(kind)
        self.next += seen
        return seen


def _term(token: _Token) -> Term:
    text = token.text.rstrip()
    words = split(text)
    if not words:
        raise _Wrong(f"“{_short(token.text)}” holds no word", token.at, "try a word of letters or digits")
    return Term(words, text.endswith("*") and text[-2:-1].isalnum())


def split(text: str) -> tuple[str, ...]:
    """The words of a text as a search knows them: letters and digits in a row.

    >>> split("Don’t de-rail 7.5%")
    ('Don', 't', 'de', 'rail', '7', '5')
    """
    return tuple(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text)))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


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
    """Both sides anywhere, which is quick to see; then, of what is left, the distance, counted on words with one blank between."""
    seen, values = _sql(All((Either(near.left), Either(near.right))), texts, loose)
    left, right = (f"'(?:' || {' || chr(124) || '.join(map(_side, side))} || ')'" for side in (near.left, near.right))
    gap = f"'(?:[^ ]+ ){{0,{int(near.most)}}}'"
    pattern = f"' (?:' || {left} || {gap} || {right} || '|' || {right} || {gap} || {left} || ')'"
    rows = tuple(f"' ' || regexp_replace({text}, '{_GAP}+', ' ', 'g') || ' '" for text in texts)
    bound = [_row(term) for side in (near.left, near.right, near.right, near.left) for term in side]
    close, more = _any_text(pattern, bound, rows)
    return f"({seen} AND {close})", values + more


def _side(term: Term) -> str:
    return "lower(?)" + (" || '[^ ]* '" if term.prefix else " || ' '")


def _any_text(pattern: str, bound: list[str], texts: tuple[str, ...]) -> tuple[str, list[Any]]:
    found = " OR ".join(f"regexp_matches({text}, {pattern})" for text in texts)
    return (f"({found})" if len(texts) > 1 else found), bound * len(texts)


def _words(term: Term) -> str:
    return f"replace(lower(?), ' ', '{_GAP}+')" if len(term.words) > 1 else "lower(?)"


def _row(term: Term) -> str:
    return " ".join(term.words)
