"""The search language: words, "phrases", AND, OR, NOT, NEAR/n and parentheses, parsed into a tree or a problem."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from analytics.text import ALPHANUMERIC

LONGEST = 2000  # characters of a query; a longer one was pasted by mistake
DEEPEST = 40  # nested parentheses
FARTHEST = 50  # words between the two sides of NEAR
NEAR = 10  # the same where no number is given
_CLOSING = {'"': '"”“', "“": '”"“', "”": '”"“', "„": '“”"', "«": "»", "»": "«»"}
_TOKEN = re.compile(r"[()]|[^\s()\"“”„«»]+")
_NEAR = re.compile(r"NEAR(?:/(\d*))?")
_OPERATORS = ("AND", "OR")


class Term(NamedTuple):
    """Words in sequence, in any case; with ``prefix`` the last one is the beginning of a word."""

    words: tuple[str, ...]
    prefix: bool


class Near(NamedTuple):
    """A term of each side, in either order, with at most ``most`` words between them."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    most: int


class Not(NamedTuple):
    """A condition that does not hold."""

    node: Node


class All(NamedTuple):
    """Conditions that all hold."""

    nodes: tuple[Node, ...]


class Either(NamedTuple):
    """Conditions of which at least one holds."""

    nodes: tuple[Node, ...]


Node = Term | Near | Not | All | Either


class QueryProblem(NamedTuple):
    """Why a query cannot be read: what is wrong, at which character (from 1), and what to try."""

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
    """Ends the parsing of a query; never leaves this module."""

    def __init__(self, found: str, at: int, instead: str) -> None:
        super().__init__(found)
        self.problem = QueryProblem(found, at, instead)


def read(query: str) -> Node | QueryProblem | None:
    """Parse a query into a tree; a QueryProblem where it cannot be read; None where it is empty. Raises nothing.

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
            raise _Wrong("the query is too long", LONGEST + 1, f"try at most {LONGEST:,} characters")
        reader = _QueryReader(_tokens(query), query)
        node = reader.either(0)
        reader.end()
    except _Wrong as wrong:
        return wrong.problem
    return node


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


class _QueryReader:
    """Parses tokens from left to right: OR binds least, then AND (or nothing between words), then NOT, then NEAR."""

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
                raise _Wrong(f"( is inside {DEEPEST} others", token.at, "try fewer parentheses")
            self.next += 1
            if self._sees(")"):
                raise _Wrong("() is empty", token.at, "try (word OR word)")
            node = self.either(depth + 1)
            if not self._takes(")"):
                raise _Wrong("( is not closed", token.at, f"try {_short(self.query[token.at - 1 :].rstrip())})")
            return node
        if token.kind not in ("term", "phrase"):
            raise self._nothing()
        self.next += 1
        return _term(token)

    def end(self) -> None:
        """Check that nothing is left; the only thing that can be is a parenthesis that was never opened."""
        if self.next < len(self.tokens):
            token = self.tokens[self.next]
            raise _Wrong(f"{token.text} was never opened", token.at, f"try ({_short(self.query[: token.at].strip())}")

    def _nothing(self) -> _Wrong:
        """Return the error for a missing word: after the operator before this place, or before the one at it."""
        if self.next and (before := self.tokens[self.next - 1]).kind in ("and", "or", "not", "near"):
            start = self.query[: before.at - 1].strip()
            return _Wrong(f"nothing follows {before.text}", before.at, f"try {_short(f'{start} {before.text}'.strip())} word")
        if self.next >= len(self.tokens):
            before = self.tokens[-1]  # a parenthesis: operators are dealt with above, and after a word nothing is missing
            return _Wrong("( is not closed", before.at, f"try {_short(f'{self.query.strip()}word)')}")
        token = self.tokens[self.next]
        if token.kind == ")":
            return _Wrong(") was never opened", token.at, "try without it")
        rest = self.query[token.at - 1 :].strip()
        return _Wrong(f"nothing precedes {token.text}", token.at, f"try word {_short(rest)}; for the word itself, “{token.text}”")

    def _side(self, node: Node, token: _Token) -> tuple[Term, ...]:
        if isinstance(node, Term):
            return (node,)
        if isinstance(node, Either) and all(isinstance(one, Term) for one in node.nodes):
            return tuple(one for one in node.nodes if isinstance(one, Term))
        raise _Wrong(
            f"{token.text} needs words or phrases on both sides",
            token.at,
            f"try (word OR word) {token.text} word",
        )

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
        raise _Wrong(f"“{_short(token.text)}” contains no word", token.at, "try a word of letters or digits")
    return Term(words, text.endswith("*") and text[-2:-1].isalnum())


def split(text: str) -> tuple[str, ...]:
    """Split a text into the words that a search compares: sequences of letters and digits.

    >>> split("Don’t de-rail 7.5%")
    ('Don', 't', 'de', 'rail', '7', '5')
    """
    return tuple(ALPHANUMERIC.findall(unicodedata.normalize("NFC", text)))


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
