"""VADER's scores, to the last bit, at several times the speed of vaderSentiment.

The lexicon, the constants and the rules are vaderSentiment's own, imported. This module finds the few words where a rule can
apply. A word with a valence whose neighbours modify nothing keeps that valence; plain degree words and negations are applied here;
wherever anything else may matter (an idiom, capitals, "no", "never so"), vaderSentiment's own function scores a window of six
words, which is as far as its rules look.
"""

from __future__ import annotations

import csv
import functools
import heapq
import re
import string
from collections.abc import Sequence
from math import fabs
from pathlib import Path
from typing import NamedTuple

from vaderSentiment import vaderSentiment as upstream

NEWS = Path(__file__).with_name("news.csv")  # words that the news variant removes from VADER's lexicon, each with the reason
BEFORE, AFTER = 3, 2  # how many words before and after a word vaderSentiment's rules look at
TYPOGRAPHIC = "\u2030"  # quotation marks and dashes have lower codes, nearly all emoji higher ones
_TABLE_LIMIT = 200_000  # distinct tokens remembered; then the table is cleared, so that memory stays bounded
_LONGEST = 100  # characters of a token worth remembering: longer ones are addresses and encoded data


class Score(NamedTuple):
    """VADER's four scores: shares of negative, neutral and positive words (0 to 1) and the compound (-1 to 1)."""

    neg: float
    neu: float
    pos: float
    compound: float


class Valenced(NamedTuple):
    """A word that changed a score: its span, and its valence after the rules (about -4 to 4)."""

    start: int
    end: int
    valence: float


class _Word(NamedTuple):
    """What the rules need to know of a token: its valence (None: it has none) and its effect on its neighbours."""

    lower: str
    valence: float | None
    modifies: bool  # changes a valence up to three words later
    boost: float  # by how much, where it is a degree word; any other modifier reverses the valence
    odd: bool  # a modifier with rules that only vaderSentiment's own function applies
    upper: bool  # in capitals
    leads: bool  # may have another meaning with the word after it
    idiom: frozenset[str]  # words before it with which it makes an idiom or a two-word modifier


class _Window(NamedTuple):
    """The part of vaderSentiment's SentiText that its rules read."""

    words_and_emoticons: list[str]
    is_cap_diff: bool


_NOTHING: frozenset[str] = frozenset()
_FADING = (1.0, 1.0, 0.95, 0.9)  # the effect of a degree word one, two, three words before; vaderSentiment has no name for it
_ODD = frozenset({"no", "least", "never", "without", "so", "this"})  # modifiers whose effect depends on other words
_EMPTY = Score(0.0, 0.0, 0.0, 0.0)
_NEUTRAL = Score(0.0, 1.0, 0.0, 0.0)


def score(text: str) -> Score:
    """Score the tone of a text as vaderSentiment does, to the last bit (Hutto and Gilbert, ICWSM 2014), in linear time.

    >>> score("The talks were not a great success.")
    Score(neg=0.557, neu=0.443, pos=0.0, compound=-0.7424)
    """
    return _stock().score(text)


def score_news(text: str) -> Score:
    """Score the tone of a text by VADER without the words of ``news.csv``, which are topics in news, not judgements.

    >>> score("The United Nations Security Council met.").compound, score_news("The United Nations Security Council met.").compound
    (0.6369, 0.0)
    """
    return _news().score(text)


def valenced_words(sentence: str) -> list[Valenced]:
    """List the words that make a sentence's compound, in order, with character offsets (end exclusive) and their valence.

    The compound is their sum and the emphasis of ! and ?, s, as s / sqrt(s * s + 15).

    >>> sentence = "It was not good, but the food was great."
    >>> [(sentence[a:b], round(valence, 2)) for a, b, valence in valenced_words(sentence)]
    [('good', -0.7), ('great', 4.65)]
    """
    return _stock().valenced(sentence)


@functools.cache
def _stock() -> Vader:
    return Vader()


@functools.cache
def _news() -> Vader:
    with NEWS.open(encoding="utf-8", newline="") as file:
        return Vader(frozenset(row["word"] for row in csv.DictReader(file)))


class Vader(dict[str, _Word | None]):
    """VADER with one lexicon; as a dict, it caches what the rules need of each token (None: no rule applies to it)."""

    def __init__(self, without: frozenset[str] = _NOTHING) -> None:
        super().__init__()
        self.analyser = upstream.SentimentIntensityAnalyzer()
        self.analyser.lexicon = {word: valence for word, valence in self.analyser.lexicon.items() if word not in without}
        emoji = sorted(e for e in self.analyser.emojis if len(e) == 1)
        few = [e for e in emoji if e < TYPOGRAPHIC]
        # one range: a set of a thousand characters would take longer than all the rest of the scoring
        self.perhaps_emoji = re.compile(f"[{re.escape(''.join(few))}{emoji[len(few)]}-\U0010ffff]")
        self.idioms: dict[str, set[str]] = {}
        for phrase in [*upstream.SPECIAL_CASES, *upstream.BOOSTER_DICT]:
            first, *rest = phrase.split(" ")
            if rest:
                self.idioms.setdefault(rest[0], set()).add(first)
        self.firsts = frozenset().union(*self.idioms.values())
        # "so" and "this" have an effect without "never" too: upstream joins its conditions on the third word back by "or"
        self.modifiers = {*upstream.NEGATE, *upstream.BOOSTER_DICT, "no", "so", "this", "least"}

    def __missing__(self, token: str) -> _Word | None:
        """Look up a token as vaderSentiment reads it, and cache it."""
        if len(self) >= _TABLE_LIMIT:
            self.clear()
        lower = strip(token).lower()
        valence = None if lower in upstream.BOOSTER_DICT else self.analyser.lexicon.get(lower)
        modifies = lower in self.modifiers or "n't" in lower
        idiom = frozenset(self.idioms.get(lower, ()))
        word = None
        if valence is not None or modifies or idiom or lower == "but":
            boost = upstream.BOOSTER_DICT.get(lower, 0.0)
            clash = lower in self.analyser.lexicon or (boost and (lower in upstream.NEGATE or "n't" in lower))
            odd = modifies and (lower in _ODD or token.isupper() or bool(clash))
            leads = lower in self.firsts or lower in {"no", "kind"}
            word = _Word(lower, valence, modifies, boost, odd, token.isupper(), leads, idiom)
        if len(token) <= _LONGEST:
            self[token] = word
        return word

    def score(self, text: str) -> Score:
        """Return the four scores of a text."""
        if not text.isascii() and self.perhaps_emoji.search(text):
            text, _ = self._spell(text)
        tokens = text.split()
        words = list(map(self.__getitem__, tokens))
        if not any(words):
            return _NEUTRAL if tokens else _EMPTY
        found, but = self._valences(tokens, words)
        if but is not None:
            found = weigh_but(found, but)
        return self._shares([valence for _, valence in found], len(tokens), text)

    def valenced(self, text: str) -> list[Valenced]:
        """Return the words with a valence other than zero after all rules."""
        spelt, origin = self._spell(text)
        spans = [match.span() for match in re.finditer(r"\S+", spelt)]
        tokens = [spelt[a:b] for a, b in spans]
        found, but = self._valences(tokens, list(map(self.__getitem__, tokens)))
        if but is not None:
            found = weigh_but(found, but)
        words = []
        for at, valence in found:
            begin = spans[at][0] + tokens[at].find(strip(tokens[at]))
            end = begin + len(strip(tokens[at]))
            words.append(Valenced(origin[begin], origin[end - 1] + 1, valence))
        return words

    def _valences(self, tokens: list[str], words: list[_Word | None]) -> tuple[list[tuple[int, float]], int | None]:
        """Return the positions and valences of words with a valence other than zero, and the position of the first "but"."""
        found: list[tuple[int, float]] = []
        but: int | None = None
        mixed_case: bool | None = None
        reach = reach_of_odd = -1  # the last positions that the modifiers so far may affect
        for at, word in enumerate(words):
            if word is None:
                continue
            lower, valence, modifies, _, odd, upper, leads, idiom = word
            ends_idiom = idiom and at and strip(tokens[at - 1]).lower() in idiom
            if valence is not None:
                if at <= reach_of_odd or upper or ends_idiom or (leads and at + 1 < len(words) and words[at + 1]):
                    if mixed_case is None:  # once per text: whether some but not all words are in capitals
                        mixed_case = 0 < sum(map(str.isupper, tokens)) < len(tokens)
                    valence = self._judge(tokens, at, mixed_case)
                elif at <= reach:
                    valence = _modify(words, at, valence)
                if valence:
                    found.append((at, valence))
            if odd or ends_idiom:
                reach_of_odd = at + BEFORE
            elif modifies:
                reach = at + BEFORE
            elif but is None and lower == "but":
                but = at
        return found, but

    def _judge(self, tokens: list[str], at: int, mixed_case: bool) -> float:
        """Return the valence of the word at a position by vaderSentiment's own rules."""
        begin = max(at - BEFORE, 0)
        window = [strip(token) for token in tokens[begin : at + AFTER + 1]]
        here = at - begin
        if window[here].lower() == "kind" and window[here + 1 :] and window[here + 1].lower() == "of":
            return 0.0
        return float(self.analyser.sentiment_valence(0, _Window(window, mixed_case), window[here], here, [])[0])

    def _spell(self, text: str) -> tuple[str, Sequence[int]]:
        """Return the text with each emoji replaced by its description, spaced as vaderSentiment spaces it, and for each of its
        characters the offset in the original text."""
        if text.isascii() or not self.perhaps_emoji.search(text):
            return text, range(len(text))
        spelt: list[str] = []
        origin: list[int] = []
        spaced = True
        for at, character in enumerate(text):
            description = self.analyser.emojis.get(character)
            written = character if description is None else description if spaced else " " + description
            spaced = description is None and character == " "
            spelt.append(written)
            origin += [at] * len(written)
        return "".join(spelt), origin

    def _shares(self, valences: list[float], words: int, text: str) -> Score:
        """Compute the four scores from the valences other than zero, the number of words and the text's punctuation."""
        emphasis = self.analyser._punctuation_emphasis(text) if "!" in text or "?" in text else 0.0
        total = float(sum(valences))
        if total > 0:
            total += emphasis
        elif total < 0:
            total -= emphasis
        positive = negative = 0.0
        for valence in valences:
            if valence > 0:
                positive += valence + 1  # a neutral word counts 1, so a valence counts 1 more
            else:
                negative += valence - 1
        if positive > -negative:
            positive += emphasis
        elif positive < -negative:
            negative -= emphasis
        neutral = words - len(valences)
        whole = positive + fabs(negative) + neutral
        return Score(
            round(fabs(negative / whole), 3),
            round(fabs(neutral / whole), 3),
            round(fabs(positive / whole), 3),
            round(upstream.normalize(total), 4),
        )


def _modify(words: list[_Word | None], at: int, valence: float) -> float:
    """Apply the plain degree words and negations among the three words before a word to its valence."""
    for back in range(1, min(BEFORE, at) + 1):
        word = words[at - back]
        if word is None or not word.modifies:
            continue
        if word.boost:
            boost = -word.boost if valence < 0 else word.boost
            valence += boost * _FADING[back] if back > 1 else boost
        else:
            valence *= upstream.N_SCALAR
    return valence


def strip(token: str) -> str:
    """Strip the punctuation around a token, unless two characters or fewer are left: then it may be an emoticon."""
    stripped = token.strip(string.punctuation)
    return stripped if len(stripped) > 2 else token


def weigh_but(found: list[tuple[int, float]], but: int) -> list[tuple[int, float]]:
    """Halve the valences before the first "but" and multiply those after it by 1.5, exactly as vaderSentiment does.

    vaderSentiment takes each valence in turn and changes the first one of equal value, which may be another one. A heap of
    positions per value finds that one quickly, so that the time stays nearly linear.
    """
    values = dict(found)
    places: dict[float, list[int]] = {}
    for at, value in found:
        places.setdefault(value, []).append(at)  # in ascending order, so each list is a heap
    for at, _ in found:
        value = values[at]
        heap = places[value]
        while values[heap[0]] != value:
            heapq.heappop(heap)
        first = heap[0]
        values[first] = value * (0.5 if first < but else 1.5)
        heapq.heappush(places.setdefault(values[first], []), first)
    return list(values.items())
