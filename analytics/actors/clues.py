"""What the choice of a speaker looks at: numbers of rows in the network's tables for each quote, mention, actor and pair of them."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from analytics.actors.descriptions import DETERMINERS, PREPOSITIONS, is_plural
from analytics.actors.directory import directory
from analytics.actors.genders import PRONOUNS
from analytics.actors.lexis import EDGE, NAME, Lexis
from analytics.actors.nouns import DOCUMENT, ORGANISATION, PEOPLE, PERSON, noun_gender, noun_kind
from analytics.actors.scene import Actor, Scene

# Kinds of speaker span.
NONE, HE, SHE, IT, THEY, WHO, WE, NAMED, ROLE, BODY, WRITTEN, SEVERAL, OTHER = range(13)
KINDS = 13
KIND_NAMES = "none he she it they who we named role organisation document several other".split()
_PRONOUN = {"he": HE, "him": HE, "she": SHE, "her": SHE, "it": IT, "they": THEY, "them": THEY, "who": WHO, "which": WHO, "whom": WHO}
_PRONOUN |= {"that": WHO, "i": WE, "we": WE, "me": WE, "us": WE, "himself": HE, "herself": SHE, "itself": IT, "themselves": THEY}
_SELVES = frozenset("himself herself also then itself themselves later".split())
_BY_NOUN = {PERSON: ROLE, ORGANISATION: BODY, DOCUMENT: WRITTEN, PEOPLE: SEVERAL, None: OTHER}
NOUN_KINDS = {None: 0, PERSON: 1, PEOPLE: 2, ORGANISATION: 3, DOCUMENT: 4}
TYPES = {"person": 0, "organisation": 1, "country": 2}
_LINKS = {"of": 1, "for": 2, "from": 3, "at": 4, "in": 5, "with": 6, "to": 6, "by": 7}
_QUANTITIES = frozenset("some many several most few both all any no each every others numerous various dozens hundreds thousands more".split())
_ENDS_PHRASE = frozenset([",", "(", "—", "–", "--", "-", ":", "who", "said", "and", "or", "which", "whose", "when", "while", "is", "was", "has", "had"])  # fmt: skip
_AFTER_SUBJECT = frozenset("is was has had will would could also told said says did does do can may went added who".split())
_REACH = 80  # mentions looked back at for one quote
_NEAR, _LATER, _MOST = 9, 2, 22  # candidates before and after a quote, and all together


class Asked(NamedTuple):
    """A quote whose speaker is asked for: tokens of its speaker span (i to j, exclusive; i == j where there is none) and content."""

    i: int
    j: int
    content: tuple[tuple[int, int], ...]
    at: int
    kind: int
    noun: str
    head: int
    cue: int
    here: tuple[int, ...]
    text: str
    instead: str = ""  # a noun that is read in place of the span's words: "the bank" for the bank's name, to learn from


class Candidate(NamedTuple):
    """An actor who may be the speaker: by which mention it is seen, and whether that is inside the speaker span."""

    actor: int
    mention: int
    inside: bool


class Tables(NamedTuple):
    """Sizes of the features of each block, in order; a row number is the feature's offset and its value."""

    quote: tuple[int, ...]
    mention: tuple[int, ...]
    inside: tuple[int, ...]
    actor: tuple[int, ...]
    pair: tuple[int, ...]
    state: tuple[int, ...]


def tables(words: int) -> Tables:
    """Sizes for a lexicon of so many words."""
    v = words
    return Tables(
        quote=(KINDS, 13, v, v, v, v, v, v, v, 8, 4, 12, 6, 4, 10, 3, 5, 5),
        mention=(v, v, v, v, 16, 6, 6),
        inside=(v, v, v, v, v, 10, 15, 36, 4, 6),
        actor=(3, 15, 12, v, 12, 5, 3, 6, 12),
        pair=(13, 6, 7, 2, 5, 36, 12, 3, 3, 4, 12, 4, 20, 5, 6),
        state=(8, 2, 4, 4, 3, 2, 5, 6),
    )


class Clues:
    """Reads the features of one article; what belongs to a mention or an actor alone is read once."""

    def __init__(self, scene: Scene, lexis: Lexis) -> None:
        self.scene, self.lexis = scene, lexis
        document = scene.document
        self.lower, self.words = document.lower, document.words
        self.named = [0] * len(self.lower)
        for number, mention in enumerate(scene.mentions):
            for t in range(mention.first, min(mention.past, len(self.named))):
                self.named[t] = number + 1
        self._mention: dict[int, list[int]] = {}
        self._actor: dict[int, list[int]] = {}
        self._ranks = self._rank_counts()
        self._of_type = [sum(a.type == "person" for a in scene.actors), sum(a.type != "person" for a in scene.actors)]
        self._by_word: dict[str, list[int]] | None = None

    # quotes

    def ask(self, i: int, j: int, content: tuple[tuple[int, int], ...], cue: int) -> Asked:
        """A quote by its tokens: what kind of words name its speaker, and their noun."""
        i, j = self._trimmed(i, j)
        first = min((a for a, b in content if a < b), default=0)
        if i >= j:
            return Asked(first, first, content, first, NONE, "", first, cue, (), "")
        here = tuple(self.scene.between(i, j))
        head = self.head_of(i, j) - 1
        noun = self.lower[head].rstrip(".")
        if here:
            kind = NAMED
        elif (kind := self._pronoun(i, j)) == OTHER:
            kind = _BY_NOUN[noun_kind(noun)]
            if kind in (OTHER, ROLE, BODY) and is_plural(noun) and noun_kind(noun) != ORGANISATION:
                kind = SEVERAL
            if kind == OTHER and "year-old" in self.lower[i:j]:
                kind, noun = ROLE, "year-old"
        if self.named[head]:
            noun = ""
        return Asked(i, j, content, i, kind, noun, head, cue, here, " ".join(self.lower[i : min(j, i + 8)]))

    def _trimmed(self, i: int, j: int) -> tuple[int, int]:
        while j - i > 1 and self.lower[i] in ("but", "and", "because", "as", "when", ",", "“", '"', "that", "whom"):
            i += 1
        if j - i > 3 and self.lower[i] in ("he", "she", "they", "it"):
            j = i + 1
        return i, j

    def _pronoun(self, i: int, j: int) -> int:
        word = self.lower[i]
        if j - i > 3 or (j - i == 2 and self.lower[i + 1] not in _SELVES and word not in ("he", "she", "it", "they", "who", "i", "we")):
            return OTHER
        if j - i == 1 or word in ("he", "she", "it", "they", "who", "i", "we"):
            return _PRONOUN.get(word, OTHER)
        return OTHER

    def head_of(self, i: int, j: int) -> int:
        """Past the last token of the first noun phrase of i to j: "the mayor of Arn" ends after "mayor"."""
        lower = self.lower
        k = i + 2 if j - i > 3 and lower[i + 1] == "of" and (lower[i] in _QUANTITIES or lower[i] in ("one", "two")) else i
        for n in range(k, j):
            if n > k and (lower[n] in _ENDS_PHRASE or lower[n] in PREPOSITIONS):
                return n
        return j

    def quote(self, q: Asked) -> list[int]:
        """Features of a quote and its span."""
        lower, scene, document = self.lower, self.scene, self.scene.document
        i, j = q.i, q.j
        people = {scene.mentions[m].actor for m in q.here if scene.actors[scene.mentions[m].actor].type == "person"}
        bodies = {scene.mentions[m].actor for m in q.here} - people
        content = q.content[0][0] if q.content else i
        quoted = bool(scene.quoted) and content < len(scene.quoted) and scene.quoted[content]
        paragraph = document.paragraph_of[q.at] if q.at < len(document.paragraph_of) else 0
        spoken = i < j
        tail = lower[q.head + 1] if spoken and q.head + 1 < j else ""
        owner = next((k for k in range(i, j) if lower[k] in ("'s", "'")), None)
        if owner is not None:
            owned = 1 if owner and self.named[owner - 1] else 2
        else:
            owned = 3 if spoken and lower[i] in ("his", "her", "its", "their", "my", "our") else 0
        the, word = self.lexis.row("the", "the"), self.lexis.row(q.instead, q.instead)
        if q.instead:
            owned, tail = 0, ""
        return [
            q.kind,
            0 if q.instead else self._opening(i) if spoken else 12,
            word if q.instead else self._id(q.head) if spoken else EDGE,
            the if q.instead else self._id(q.head - 1) if spoken and q.head > i else EDGE,
            word if q.instead else self._id(j - 1) if spoken else EDGE,
            self._id(i - 1) if spoken else EDGE,
            self._id(j) if spoken else EDGE,
            self._id(j + 1) if spoken else EDGE,
            self._id(q.cue) if q.cue >= 0 else EDGE,
            _LINKS.get(tail, 0),
            owned,
            min(len(people), 3) * 3 + min(len(bodies), 2),
            _bucket(2 if q.instead else j - i, (0, 1, 2, 4, 8)),
            2 * quoted + (spoken and i < content),
            2 * NOUN_KINDS[noun_kind(q.noun) if q.noun else None] + bool(q.noun and is_plural(q.noun)),
            min(paragraph, 2),
            _bucket(self._of_type[0], (0, 1, 2, 5)),
            _bucket(self._of_type[1], (0, 1, 2, 5)),
        ]

    def _opening(self, i: int) -> int:
        word = self.lower[i]
        if self.named[i]:
            return 11
        fixed = {"the": 0, "a": 1, "an": 1, "his": 2, "her": 3, "its": 4, "their": 5, "my": 6, "our": 6}
        if word in fixed:
            return fixed[word]
        if word in DETERMINERS or word in _PRONOUN:
            return 7
        if word in _QUANTITIES or word[0].isdigit() or word in ("two", "three", "four", "five", "six", "ten"):
            return 8
        return 9 if self.words[i][0].isupper() else 10

    def _id(self, t: int) -> int:
        """The row of a token's word: its own, or that of its shape."""
        if t < 0 or t >= len(self.lower):
            return EDGE
        if self.named[t]:
            return NAME
        return self.lexis.row(self.words[t], self.lower[t])

    # mentions and actors

    def mention(self, number: int) -> list[int]:
        """Features of a name outside the span: the words around it and its part in the sentence."""
        known = self._mention.get(number)
        if known is None:
            known = self._mention[number] = self._read_mention(number)
        return known

    def _read_mention(self, number: int) -> list[int]:
        first, past, actor = self.scene.mentions[number]
        document, lower = self.scene.document, self.lower
        begin, end = document.sentences[document.sentence_of[first]]
        after = lower[past] if past < end else "."
        before = lower[first - 1] if first > begin else ""
        owner = after in ("'s", "'")
        governed = before in PREPOSITIONS or (before == "the" and first - 2 >= begin and lower[first - 2] in PREPOSITIONS)
        full = past - first >= len(self.scene.actors[actor].words)
        return [
            self._id(first - 1) if first > begin else EDGE,
            self._id(first - 2) if first - 1 > begin else EDGE,
            self._id(past) if past < end else EDGE,
            self._id(past + 1) if past + 1 < end else EDGE,
            8 * self.is_subject(number) + 4 * owner + 2 * governed + self.scene.quoted[first],
            2 * min(first - begin, 2) + (document.paragraph_of[first] == 0),
            2 * TYPES[self.scene.actors[actor].type] + full,
        ]

    @functools.cache  # noqa: B019 -- lives as long as the article is read
    def is_subject(self, number: int) -> bool:
        """Whether a name looks like the subject of its clause."""
        first, past, _ = self.scene.mentions[number]
        document, lower = self.scene.document, self.lower
        begin, end = document.sentences[document.sentence_of[first]]
        after = lower[past] if past < end else "."
        before = lower[first - 1] if first > begin else ""
        if before == "the" and first - 1 > begin:
            before = lower[first - 2]
        if after in ("'s", "'") or before in PREPOSITIONS or before.endswith("ed"):
            return False
        return after in _AFTER_SUBJECT or after.endswith("ed") or (after.endswith("s") and after.isalpha()) or first - begin < 2

    def inside(self, q: Asked, number: int) -> list[int]:
        """Features of a name within the speaker span: what governs it, what follows it, who else is there."""
        first, past, actor = self.scene.mentions[number]
        lower, actors = self.lower, self.scene.actors
        i, j = q.i, q.j
        link, comma, noun = EDGE, False, None
        for k in range(max(first - 1, i), i - 1, -1):
            if k >= first or self.named[k]:
                continue
            word = lower[k]
            if word == ",":
                comma = True
            elif word in PREPOSITIONS and link == EDGE and not comma:
                link = self._id(k)
            elif noun is None and (kind := noun_kind(word)) is not None:
                noun = kind
        following = None
        k = past
        while k < j and k < past + 5 and lower[k] not in _ENDS_PHRASE and lower[k] not in PREPOSITIONS:
            following = noun_kind(lower[k]) or following
            k += 1
        after = lower[past] if past < j else ""
        joint = 1 if after in ("'s", "'") else 2 if after[:1].isalpha() and self.words[past][0].islower() else 0
        others = [self.scene.mentions[m] for m in q.here if self.scene.mentions[m].actor != actor]
        earlier = {m.actor for m in others if m.first < first}
        type_ = actors[actor].type
        return [
            self._id(first - 1) if first > i else EDGE,
            self._id(first - 2) if first - 1 > i else EDGE,
            self._id(past) if past < j else EDGE,
            self._id(past + 1) if past + 1 < j else EDGE,
            link,
            2 * NOUN_KINDS[noun] + comma,
            3 * NOUN_KINDS[following] + joint,
            12 * TYPES[type_]
            + 4 * min(len(earlier), 2)
            + 2 * any(m.first > first and actors[m.actor].type == "person" for m in others)
            + any(m.first < first and actors[m.actor].type == "person" for m in others),
            2 * (past >= j - 1) + (first <= i + 1),
            min(sum(1 for k in range(i, first) if lower[k] in PREPOSITIONS), 2) * 2 + (lower[i] in DETERMINERS),
        ]

    def actor(self, number: int) -> list[int]:
        """Features of an actor, wherever it is named."""
        known = self._actor.get(number)
        if known is None:
            known = self._actor[number] = self._read_actor(self.scene.actors[number])
        return known

    def _read_actor(self, actor: Actor) -> list[int]:
        kind = TYPES[actor.type]
        last = actor.words[-1] if actor.words else ""
        first = self.scene.mentions[actor.mentions[0]].first
        acronym = len(actor.name) < 7 and actor.name.isupper()
        gender = 2 if abs(actor.gender) <= 0.2 else (0 if actor.gender > 1 else 1) if actor.gender > 0 else (4 if actor.gender < -1 else 3)
        firm = bool(actor.owned & FIRM_WORDS) or last.rstrip(".") in _FIRM_ENDS
        return [
            kind,
            5 * kind + _bucket(len(actor.mentions), (1, 2, 4, 9)),
            4 * kind + min(len(actor.words), 4) - 1 if actor.words else 4 * kind,
            self.lexis.row(last, last) if kind else EDGE,
            4 * kind + 2 * (kind == 1 and last.endswith("s") and not last.endswith("ss")) + acronym,
            gender,
            min(self.scene.document.paragraph_of[first], 2),
            2 * kind + bool(actor.descriptions),
            4 * kind + (2 * firm if kind else 0) + (self._ranks[actor.number] == 0),
        ]

    def name_noun(self, number: int) -> int:
        """The vector's row of the last word of an organisation's name."""
        actor = self.scene.actors[number]
        return self.lexis.noun(actor.words[-1]) if actor.type != "person" and actor.words else 0

    def _rank_counts(self) -> list[int]:
        """The place of each actor among those of its type by number of mentions."""
        ranks = [0] * len(self.scene.actors)
        for people in (True, False):
            group = [a for a in self.scene.actors if (a.type == "person") == people]
            for rank, actor in enumerate(sorted(group, key=lambda a: (-len(a.mentions), a.number))):
                ranks[actor.number] = rank
        return ranks

    # candidates and pairs

    def all_candidates(self, asked: Sequence[Asked]) -> list[list[Candidate]]:
        """The candidates of each quote; who is named in the speakers' spans before stays in reach."""
        named: list[int] = []
        found = []
        for q in asked:
            found.append(self.candidates(q, named))
            for m in q.here[:1]:
                actor = self.scene.mentions[m].actor
                if actor in named[-3:]:
                    named.remove(actor)
                named.append(actor)
        return found

    def candidates(self, q: Asked, spoken: Sequence[int] = ()) -> list[Candidate]:
        """Actors who may be the speaker, each with the mention by which it is seen, and whether that is within the span."""
        scene, document = self.scene, self.scene.document
        found: dict[int, tuple[int, bool]] = {}
        for m in q.here:
            found.setdefault(scene.mentions[m].actor, (m, True))
        wanted = self._wanted(q.kind)
        most = _NEAR if not q.here else 3
        for m in scene.between(q.i - 2, q.i) + scene.between(q.j, q.j + 3) if q.i < q.j else ():
            found.setdefault(scene.mentions[m].actor, (m, False))
        k = bisect_left(scene.firsts, q.i) - 1
        near = 0
        stop = max(k - _REACH, -1)
        spare: dict[int, int] = {}
        while k > stop and near < most:
            first, past, actor = scene.mentions[k]
            if past <= q.i and actor not in found and scene.actors[actor].type in wanted:
                if scene.quoted[first] or any(a <= first < b for a, b in q.content):
                    spare.setdefault(actor, k)
                else:
                    found[actor] = (k, False)
                    near += 1
            k -= 1
        for actor in [*spare, *spoken[-3:]]:
            if actor not in found and len(found) < _MOST and scene.actors[actor].type in wanted:
                found[actor] = (spare[actor] if actor in spare else self._last_before(actor, q.i), False)
        if q.kind in (ROLE, BODY, OTHER) and q.noun:
            for actor in self._called(q.noun)[:5]:
                if actor not in found:
                    found[actor] = (self._last_before(actor, q.i), False)
        later, k = 0, bisect_left(scene.firsts, q.j)
        sentence = document.sentence_of[min(q.j, len(document.sentence_of) - 1)] if document.sentence_of else 0
        while k < len(scene.firsts) and later < _LATER and document.sentence_of[scene.firsts[k]] <= sentence + 3 and not q.here:
            actor = scene.mentions[k].actor
            if actor not in found and scene.actors[actor].type in wanted:
                found[actor] = (k, False)
                later += 1
            k += 1
        return [Candidate(actor, m, inside) for actor, (m, inside) in found.items()][:_MOST]

    def _wanted(self, kind: int) -> tuple[str, ...]:
        if kind in (HE, SHE):
            return ("person",)
        if kind == IT:
            return ("organisation", "country")
        return ("person", "organisation", "country")

    def _last_before(self, actor: int, at: int) -> int:
        """The actor's last mention before token ``at``, else its first."""
        mentions = self.scene.actors[actor].mentions
        k = bisect_left(mentions, at, key=lambda m: self.scene.mentions[m].first)
        return mentions[max(k - 1, 0)]

    def _called(self, noun: str) -> list[int]:
        """Actors with a noun in a description of theirs or as a word of their name."""
        if self._by_word is None:
            self._by_word = {}
            for actor in self.scene.actors:
                own = {w for d in actor.descriptions for w in d.words} | {d.noun for d in actor.descriptions}
                for word in own | set(actor.words if actor.type != "person" else ()):
                    self._by_word.setdefault(word, []).append(actor.number)
        return self._by_word.get(noun, [])

    def pairs(self, q: Asked, candidates: Sequence[Candidate]) -> list[list[int]]:
        """Features of each candidate beside the quote."""
        scene, document, lower = self.scene, self.scene.document, self.lower
        sentence_of, paragraph_of = document.sentence_of, document.paragraph_of
        at = min(q.i, len(sentence_of) - 1)
        sentence, paragraph = sentence_of[at], paragraph_of[at]
        sign = 1 if q.kind == HE else -1 if q.kind == SHE else noun_gender(q.noun) if q.noun else 0
        nominal = q.kind in (ROLE, BODY, WRITTEN, SEVERAL, OTHER) or (q.kind == NAMED and bool(q.noun))
        others = frozenset(self._modifiers(q)) if nominal else frozenset()
        lands = {e.name for w in self.words[q.i : q.j] if (e := directory().demonyms.get(w))} if nominal and not q.instead else set()
        order = sorted((k for k in range(len(candidates))), key=lambda k: -scene.mentions[candidates[k][1]].first)
        rank_all: dict[int, int] = {}
        rank_fit: dict[int, int] = {}
        subject = None
        fits = 0
        for k in order:
            actor, m, _ = candidates[k]
            if scene.mentions[m].past > q.i:
                continue
            rank_all[k] = len(rank_all)
            person = scene.actors[actor]
            if sign == 0 or person.gender * sign >= -0.2:
                rank_fit[k] = fits
                fits += 1
                if subject is None and self.is_subject(m):
                    subject = k
        wordy = noun_kind(q.noun) if q.noun else None
        rows = []
        for k, (number, m, inside) in enumerate(candidates):
            actor = scene.actors[number]
            first, past, _ = scene.mentions[m]
            kind = TYPES[actor.type]
            rows.append(
                [
                    0 if inside else self._where(q, first, past, sentence, sentence_of[first]),
                    _bucket(rank_all.get(k, 99), (0, 1, 2, 4, 8)) if k in rank_all else 5,
                    min(rank_fit.get(k, 6), 6),
                    k == subject,
                    self._fit(actor.gender, sign) if kind == 0 else 0,
                    self._role_match(q, actor, others) if nominal else 0,
                    self._name_match(q.noun, actor) if nominal and kind else 0,
                    1 + (actor.name in lands) if lands and kind else 0,
                    self._in_content(q, actor),
                    min(abs(paragraph - paragraph_of[first]), 3),
                    4 * kind + _bucket(self._ranks[number], (0, 1, 3)),
                    min(sum(w in actor.words for w in others), 3) if others else 0,
                    4 * NOUN_KINDS[wordy] + kind,
                    min(self._of_type[kind > 0], 4),
                    2 * kind + any(first - t >= 0 and lower[first - t] in ("by", "told", "asked") for t in (1, 2)),
                ]
            )
        return rows

    def _where(self, q: Asked, first: int, past: int, sentence: int, other: int) -> int:
        if q.i < q.j:
            if q.j <= first <= q.j + 1:
                return 1 if first == q.j else 2
            if q.i - 1 <= past <= q.i:
                return 3
        away = sentence - other
        if away == 0:
            return 4 if past <= q.i else 5
        if away < 0:
            return 11 if away == -1 else 12
        return 6 + _bucket(away, (1, 2, 4, 10))

    def _fit(self, gender: float, sign: int) -> int:
        if sign == 0 or abs(gender * sign) <= 0.2:
            return 0
        fit = gender * sign
        return (1 if fit > 1 else 2) if fit > 0 else (4 if fit < -1 else 3)

    def _modifiers(self, q: Asked) -> list[str]:
        lower = self.lower
        if q.instead:
            return []
        return [w for w in lower[q.i : q.j] if len(w) > 2 and w not in PREPOSITIONS and w not in DETERMINERS and w != q.noun]

    def _role_match(self, q: Asked, actor: Actor, others: frozenset[str]) -> int:
        """How well the span's noun and other words fit what the article calls the actor: 12 grades before, and after the quote."""
        best, late = 0, False
        for d in actor.descriptions:
            if q.i <= d.first < q.j:
                continue
            grade = 5 if d.noun == q.noun else 4 if q.noun in d.words else self.lexis.grade(q.noun, d.noun)
            if grade:
                shared = sum(w in others for w in d.words) if others else 0
                ranked = any((w in others) != (w in d.words) for w in _RANKS)  # "the minister" is no deputy minister
                value = 3 * grade + min(shared, 2) - (12 if ranked and grade > 3 else 0)
                if value > best:
                    best, late = value, d.first > q.i
        return best + 18 * late if best else 0

    def _name_match(self, noun: str, actor: Actor) -> int:
        """How well a noun fits the words of an organisation's name."""
        if not noun or not actor.words:
            return 0
        last = actor.words[-1].rstrip(".")
        if noun == last:
            return 11
        if noun in actor.words:
            return 10
        initial = len(actor.words) == 1 and actor.name.isupper() and actor.name.lower().endswith(noun[0])
        grade = max((self.lexis.grade(noun, w) for w in actor.words), default=0)
        return 2 * grade + initial + 1 if grade or initial else 0

    def _in_content(self, q: Asked, actor: Actor) -> int:
        mentions = self.scene.mentions
        count = 0
        for a, b in q.content:
            k = bisect_left(actor.mentions, a, key=lambda m: mentions[m].first)
            while k < len(actor.mentions) and mentions[actor.mentions[k]].first < b and count < 2:
                count += 1
                k += 1
        return count


_RANKS = ("deputy", "vice", "former", "shadow", "assistant", "prime", "first", "ex", "junior", "foreign", "finance")
FIRM_WORDS = frozenset("shares stock chief ceo profits profit revenue sales customers investors shareholders products employees".split())
_FIRM_ENDS = frozenset("inc corp co ltd plc llc ag sa gmbh holdings group".split())


def _bucket(value: int, edges: Sequence[int]) -> int:
    return bisect_left(edges, value)


