"""The question that a quote poses: which words refer to its speaker, of what kind they are, and their noun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analytics.actors.descriptions import DETERMINERS, HONORIFICS, PREPOSITIONS, full_noun, is_plural
from analytics.actors.directory import directory
from analytics.actors.nouns import DOCUMENT, ORGANISATION, PEOPLE, PERSON, noun_kind
from analytics.actors.scene import Scene

# The kinds of speaker span.
NONE, HE, SHE, IT, THEY, WHO, WE, NAMED, ROLE, BODY, WRITTEN, SEVERAL, OTHER = range(13)
KIND_NAMES = "none he she it they who we named role organisation document several other".split()
_PRONOUNS = {
    "he": HE,
    "him": HE,
    "she": SHE,
    "her": SHE,
    "it": IT,
    "they": THEY,
    "them": THEY,
    "who": WHO,
    "which": WHO,
    "whom": WHO,
}
_PRONOUNS |= {
    "that": WHO,
    "i": WE,
    "we": WE,
    "me": WE,
    "us": WE,
    "himself": HE,
    "herself": SHE,
    "itself": IT,
    "themselves": THEY,
    "his": HE,
    "its": IT,
    "their": THEY,
}
_SUBJECTS = frozenset("he she it they who i we".split())
_RELATIVE = frozenset(["who", "which", ","])  # after a speaker that they refer to
_BESIDE = frozenset("himself herself also then itself themselves later".split())
_BY_NOUN = {PERSON: ROLE, ORGANISATION: BODY, DOCUMENT: WRITTEN, PEOPLE: SEVERAL, None: OTHER}
QUANTITIES = frozenset(
    "some many several most few both all any no each every others numerous various dozens hundreds thousands more".split()
)
OF_COUNTRIES = frozenset(
    "government administration delegation authorities authority regime state military army embassy leadership side".split()
)  # a country can also be called by these nouns
_GOVERNMENTS = frozenset("government administration delegation regime leadership side".split())
ENDS_PHRASE = frozenset([*",(—–-:", "--", *"who said and or which whose when while is was has had".split()])
_OPENERS = frozenset(["but", "and", "because", "as", "when", ",", "“", '"', "that", "whom"])


_NOT_BEFORE = frozenset(["'s", "'", ",", *"of for at from to by in and with a an".split()])
_AFTER_NAME = PREPOSITIONS | frozenset([",", "(", "across"])
_ADVERBIAL = frozenset("in on at during after before earlier later since by".split())
_ADVERB_TOKENS = 6
_SELVES = frozenset(("himself", "herself", "itself", "themselves", "also"))
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
_PERIODS = frozenset("week month year morning evening".split())
_LABEL, _POST_NOMINAL = 3, 5  # tokens of a speaker's label; letters from which a word in capitals is no MP, KC or OBE
_DESCRIPTION = 6  # tokens of a description before a name, with the comma before it
_LONGEST, _NAMES = 80, 12  # tokens and names of a speaker's words that are read


class Asked(NamedTuple):
    """A quote whose speaker is to be found.

    ``i`` to ``j`` (exclusive; equal where there are none) are the tokens of the speaker's words, ``content`` those of the quote;
    ``at`` is the token from which actors are looked for; ``head`` is the token of the speaker's noun, ``cue`` that of the reporting
    word (-1: none), ``here`` the mentions in the speaker's words.
    """

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
    instead: str = ""  # a noun that replaces the words in training: "the bank" for the bank's name
    asks: bool = False  # a question of an interviewer who is not named


def ask(scene: Scene, i: int, j: int, content: tuple[tuple[int, int], ...], cue: int) -> Asked:
    """Describe a quote by its tokens."""
    lower = scene.document.lower
    i, j = _trimmed(scene, i, min(j, i + _LONGEST))
    first = min((a for a, b in content if a < b), default=0)
    if i >= j:
        return Asked(first, first, content, first, NONE, "", first, cue, (), "")
    i = _past_adverbial(scene, i, j)
    here = tuple(scene.between(i, j)[:_NAMES])
    head = end_of_noun(lower, i, j, scene.named) - 1
    noun = full_noun(lower[head])
    if here:
        kind = ROLE if noun_kind(noun) == PERSON and not _names_person(scene, head, here) else NAMED
        if noun not in OF_COUNTRIES and noun_kind(noun) == ORGANISATION and _only_lands(scene, head, here):
            kind = BODY
    elif (kind := _pronoun(lower, i, j)) == OTHER:
        kind = _BY_NOUN[noun_kind(noun)]
        if kind in (OTHER, ROLE, BODY) and is_plural(noun) and noun_kind(noun) != ORGANISATION:
            kind = SEVERAL
        if kind == OTHER and "year-old" in lower[i:j]:
            kind, noun = ROLE, "year-old"
    if scene.named[head]:
        noun = ""
    return Asked(i, j, content, i, kind, noun, head, cue, here, " ".join(lower[i : min(j, i + 8)]))


def _only_lands(scene: Scene, head: int, here: Sequence[int]) -> bool:
    """Whether the names are of countries before the noun: "the US company" is not the US."""
    mentions = [scene.mentions[m] for m in here]
    return all(scene.actors[m.actor].type == "country" and m.past <= head for m in mentions)


def _names_person(scene: Scene, head: int, here: Sequence[int]) -> bool:
    """Whether a name in the speaker's words can be the speaker: not an owner ("X's lawyer"), nor "an aide to X", "the X leader"."""
    lower = scene.document.lower
    for m in here:
        first, past, actor = scene.mentions[m]
        if first <= head < past:
            return True
        if past < len(lower) and lower[past] in ("'s", "'"):
            continue
        if scene.actors[actor].type != PERSON:
            if first == head + 1 or (first > head and lower[first - 1] == ","):
                return True  # "its rival Arn Air", "the maker, Arn Air"
            continue
        between = lower[head + 1 : first]
        if not between or between[0] not in PREPOSITIONS:
            return True
        if not all(w in DETERMINERS or w.rstrip(".") in HONORIFICS or noun_kind(w) == PERSON for w in between[1:]):
            return True
    return False


def _past_adverbial(scene: Scene, i: int, j: int) -> int:
    """The first token of the speaker after "In Oslo," or "At one o'clock"; i where no such adverbial comes first."""
    lower = scene.document.lower
    if lower[i] not in _ADVERBIAL:
        return i
    comma = next((k for k in range(i + 1, min(i + _ADVERB_TOKENS, j - 1)) if lower[k] == ","), None)
    if comma is not None:
        return comma + 1 if scene.between(comma + 1, j) else i
    last = scene.between(i, j)[-1:]
    if not last or scene.actors[scene.mentions[last[0]].actor].type != PERSON or scene.mentions[last[0]].past < j:
        return i
    first = scene.mentions[last[0]].first
    while first > i and lower[first - 1].rstrip(".") in HONORIFICS:
        first -= 1
    before = lower[first - 1] if first > i else ""
    free = before and before not in PREPOSITIONS and before not in DETERMINERS and before not in ("'s", "and")
    return first if free else i


def plain_name(scene: Scene, q: Asked) -> int | None:
    """The mention that needs no choice: a name alone, with titles before and a description after it, or after its description."""
    land = _land(scene, q) if q.kind in (BODY, OTHER, SEVERAL) and not q.instead else None
    if land is not None:
        return land
    if q.kind == OTHER and q.j - q.i <= _LABEL:
        return scene.ends_name(scene.document.lower[q.i : q.j])
    lower = scene.document.lower
    if q.kind != NAMED or q.instead or (lower[q.j : q.j + 1] == [":"] and not _opens_paragraph(scene, q.i)):
        return None  # before a colon it may be the person addressed
    first, end, actor = scene.mentions[q.here[0]]
    while end < q.j and scene.document.words[end].isupper() and len(lower[end]) < _POST_NOMINAL:
        end += 1
    before = [w.rstrip(".") for w in lower[q.i : first] if w != "the"]
    if end >= q.j and all(w in HONORIFICS for w in before):
        return q.here[0]
    if scene.actors[actor].type != PERSON:  # "Arn Air, which flies to Oslo"
        leads = end < q.j and lower[end] in (",", "(") and not before and not _lists(scene, end + 1, q.j, scene.actors[actor].type)
        return q.here[0] if leads and not _described(scene, q) else _described(scene, q)
    several = _lists(scene, end + 1, q.j, PERSON) if lower[end : end + 1] == [","] else "and" in lower[end : q.j]
    if any(w in _NOT_BEFORE for w in before) or several:
        return _described(scene, q)
    titled = not before or before[-1] in HONORIFICS or noun_kind(before[-1]) == PERSON
    return q.here[0] if titled and (end >= q.j or lower[end] in _AFTER_NAME) else None


def _land(scene: Scene, q: Asked) -> int | None:
    """The last mention of the country meant by its people or government: "the Norwegians", "the Norwegian government"."""
    begin, past = q.i + (scene.document.lower[q.i] == "the"), q.j - (scene.document.lower[q.j - 1] in _GOVERNMENTS)
    demonym = " ".join(scene.document.words[begin:past])
    if q.here or q.j - begin > _LABEL or demonym not in directory().demonyms or (past == q.j and begin == q.i):
        return None
    lands = [scene.actors[number] for number in scene.countries(q.i, q.j)]
    if len(lands) != 1:
        return None
    before = [m for m in lands[0].mentions if scene.mentions[m].first < q.i]
    return before[-1] if before else lands[0].mentions[0]


def _lists(scene: Scene, i: int, j: int, type_: str) -> bool:
    """Whether the tokens after a name and a comma name others of its type, too: not in ", the bank's only friend and partner"."""
    lower = scene.document.lower
    for m in scene.between(i, j):
        first, past, actor = scene.mentions[m]
        begin = first
        while begin > i and (
            lower[begin - 1] == "the" or lower[begin - 1].rstrip(".") in HONORIFICS or noun_kind(lower[begin - 1]) == PERSON
        ):
            begin -= 1
        if (
            (begin == i or lower[begin - 1] == "and")
            and scene.actors[actor].type == type_
            and lower[past : past + 1] not in (["'s"], ["'"])
        ):
            return "and" in lower[i:j]
    return False


def _described(scene: Scene, q: Asked) -> int | None:
    """The person named at the end, after a comma ("the bank's economist, Bo Lund") or an office ("Minister of Work Bo Lund").

    But not a person to which the words only relate: "a lawyer for the mayor, Bo Lund", "friends of Bo Lund".
    """
    lower = scene.document.lower
    first, end, actor = scene.mentions[q.here[-1]]
    while first - 1 > q.i and lower[first - 1].rstrip(".") in HONORIFICS:
        first -= 1
    if end < q.j or first - 1 <= q.i:
        return None
    if scene.actors[actor].type != PERSON:
        return q.here[-1] if len(q.here) == 1 and _is_alone_after(lower, q.i, first) else None
    if lower[first - 1] != ",":
        named = _holds_office(scene, q.i, first) or _in_apposition(lower, q.i, first) or _employed(scene, q, first)
        return q.here[-1] if named else None
    phrase = lower[q.i : first - 1]
    head = end_of_noun(lower, q.i, first - 1) - 1
    if "," in phrase or "and" in phrase or noun_kind(lower[head]) != PERSON or scene.named[head]:
        return None
    return q.here[-1] if head == first - 2 or noun_kind(lower[first - 2]) != PERSON else None


def _is_alone_after(lower: Sequence[str], i: int, first: int) -> bool:
    """Whether the name of an organisation or country follows its description and a comma: "the maker, Arn Air"."""
    phrase = lower[i : first - 1]
    if lower[first - 1] != "," or len(phrase) < 2 or phrase[0] not in DETERMINERS or noun_kind(phrase[-1]) is None:
        return False
    return not any(w in PREPOSITIONS or w in (",", "and") for w in phrase)


def _employed(scene: Scene, q: Asked, first: int) -> bool:
    """Whether a name ends "X's role" from a name X on: "Arn Bank's chief economist Bo Lund"."""
    lower, owner = scene.document.lower, scene.mentions[q.here[0]]
    begins = owner.first == q.i or (owner.first == q.i + 1 and lower[q.i] == "the")
    if not begins or owner.past >= first - 1 or lower[owner.past] not in ("'s", "'") or noun_kind(lower[first - 1]) != PERSON:
        return False
    return not any(w in PREPOSITIONS or w in (",", "and", "'s") for w in lower[owner.past + 1 : first])


def _opens_paragraph(scene: Scene, i: int) -> bool:
    paragraph_of = scene.document.paragraph_of
    return i == 0 or paragraph_of[i - 1] != paragraph_of[i]


def _in_apposition(lower: Sequence[str], i: int, first: int) -> bool:
    """Whether a name ends a description after a comma: "a friend of X, the novelist Bo Lund"."""
    k = next((k for k in range(first - 1, max(first - _DESCRIPTION, i), -1) if lower[k] == ","), None)
    if k is None or "and" in lower[i:first] or noun_kind(lower[end_of_noun(lower, i, k) - 1]) != PERSON:
        return False
    return lower[k + 1] in DETERMINERS and noun_kind(lower[first - 1]) == PERSON


def _holds_office(scene: Scene, i: int, first: int) -> bool:
    """Whether the tokens from i to a name are an office of several words: "Minister of Education", "head of research"."""
    lower = scene.document.lower
    while first > i and lower[first - 1].rstrip(".") in HONORIFICS:
        first -= 1
    head = end_of_noun(lower, i, first) - 1
    linked = head + 2 < first and lower[head + 1] in ("of", "for", "at", "to") and noun_kind(lower[head]) == PERSON
    last = lower[first - 1]
    if not linked or "'s" in lower[head:first] or any(w in (",", "who", "which") for w in lower[i:first]):
        return False
    return last[0].isalpha() and last not in DETERMINERS and last not in PREPOSITIONS and noun_kind(last) not in (PERSON, PEOPLE)


def end_of_noun(lower: Sequence[str], i: int, j: int, named: Sequence[int] = ()) -> int:
    """The end (exclusive) of the first noun phrase of the tokens i to j: "the mayor of Arn" ends after "mayor".

    It does not end within a name: tokens that ``named`` has above zero.
    """
    begin = i + 2 if j - i > 3 and lower[i + 1] == "of" and (lower[i] in QUANTITIES or lower[i] in ("one", "two")) else i
    for n in range(begin + 1, j):
        if (lower[n] in ENDS_PHRASE or lower[n] in PREPOSITIONS) and not (named and named[n]):
            return n
    return j


def _trimmed(scene: Scene, i: int, j: int) -> tuple[int, int]:
    """Trim the words before and after a pronoun or a name from a speaker span that is too long. "WHO" is no pronoun."""
    lower, words = scene.document.lower, scene.document.words
    while j - i > 1 and lower[i] in _OPENERS:
        i += 1
    if j - i > 3 and lower[i] in ("he", "she", "they", "it") and not words[i + 1][0].isupper():
        j = i + 1
    while j - i > 1 and lower[j - 1] in _RELATIVE and not words[j - 1].isupper():
        j -= 1
    j = _before_time(lower, i, j)
    if j - i > 2 and lower[j - 1].endswith("ly") and words[j - 1].islower() and noun_kind(lower[j - 2]) == PERSON:
        j -= 1  # "the mayor angrily"
    if j - i > 1 and lower[j - 1] in _SELVES and scene.named[j - 2]:
        j -= 1
    subject = lower[j - 1] in _SUBJECTS and (lower[j - 1] == "i" or not words[j - 1].isupper())
    if j - i > 1 and subject and lower[j - 2] not in ("and", "or", "&"):
        i = j - 1  # "in June she"
    return i, j


def _before_time(lower: Sequence[str], i: int, j: int) -> int:
    """The end of a speaker without a day or a week after it: "Ada Quill on Monday", "the court last week"."""
    if "who" in lower[i:j] or "which" in lower[i:j] or "whose" in lower[i:j]:
        return j
    if j - i > 1 and lower[j - 1] in _DAYS:
        return j - 2 if j - i > 2 and lower[j - 2] in ("on", "last", "this") else j - 1
    return j - 2 if j - i > 2 and lower[j - 1] in _PERIODS and lower[j - 2] in ("last", "this", "next") else j


def _pronoun(lower: Sequence[str], i: int, j: int) -> int:
    """The kind of a pronoun, perhaps with "himself" or "also"; OTHER for other words."""
    word = lower[i]
    if j - i > 3 or (j - i == 2 and lower[i + 1] not in _BESIDE and word not in _SUBJECTS):
        return OTHER
    return _PRONOUNS.get(word, OTHER) if j - i == 1 or word in _SUBJECTS else OTHER
