"""Names that the finder leaves out and that the words of a speaker show: user names, labels of transcripts, whole speakers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from analytics.actors.asked import OF_COUNTRIES, end_of_noun
from analytics.actors.comparisons import LINKS
from analytics.actors.descriptions import DETERMINERS
from analytics.actors.directory import directory
from analytics.actors.finder import common_word
from analytics.actors.lexicon import given_names, surnames, word_list
from analytics.actors.name_parts import past_site
from analytics.actors.names import ACTORS, is_title
from analytics.actors.nouns import ORGANISATION, PERSON, noun_kind
from analytics.actors.rules import applies
from analytics.actors.scene import token_range
from analytics.actors.spans import CERTAIN, Span
from analytics.text import Document

if TYPE_CHECKING:
    from analytics.quotes.find import FoundQuote

_LABEL, _ASIDE = 5, 16  # tokens of a transcript's label, and of the brackets after it
_LED = 3  # tokens of a name before a comma and its description
_LONGEST = 8  # tokens of a name that is all of a speaker's words
_PARTIES = frozenset(("tories", "lib dems", "liberal democrats", "conservatives", "democrats", "republicans", "greens", "liberals"))
_INNER = frozenset(("Against", "Without", "Across", "Beyond", "Before", "Over", "Behind"))
_USER_NAME = re.compile(r"[a-z_]{3,}\d+")


def with_speakers(document: Document, spans: list[Span], quotes: Sequence[FoundQuote]) -> list[Span]:
    """Add the names that only the quotes' speakers show, wherever the article has them."""
    known = {i: span for span in spans for i in range(span.first, span.past)}
    found: dict[tuple[int, int], str] = {}
    gone: set[Span] = set()
    for first, end in speaker_tokens(document, quotes):
        owner = known.get(first)
        if owner is not None and owner.kind == "person" and (owner.first, owner.past) == (first, end):
            continue  # as most speakers are
        for one in (_user_name, _label, _whole):
            run = one(document, first, end, known)
            if run is not None:
                found[run[:2]] = run[2]
                gone.update(known[i] for i in range(*run[:2]) if i in known)
                break
    if not found:
        return spans
    taken = {i for span in spans if span not in gone for i in range(span.first, span.past)}
    taken.update(i for run in found for i in range(*run))
    more = {run: kind for run, kind in _repeated(document, found) if taken.isdisjoint(range(*run))}
    kept = [span for span in spans if span not in gone]
    return sorted([*kept, *(Span(*run, kind, CERTAIN[kind]) for run, kind in (found | more).items())])


Run = tuple[int, int, str]


def _user_name(document: Document, first: int, end: int, known: dict[int, Span]) -> Run | None:
    """A user name: a speaker called "quillfan7" is a person."""
    if not applies("user names") or end - first != 1 or first in known or not _USER_NAME.fullmatch(document.lower[first]):
        return None
    return first, end, "person"


def _label(document: Document, begin: int, end: int, known: dict[int, Span]) -> Run | None:
    """The name in a transcript's label: "WENDT:" and "Mr WENDT:" are people even where no sentence names them."""
    if not applies("labels") or end - begin > _LABEL or not _before_colon(document, end):
        return None
    first = _past_titles(document, begin, end)
    words = document.words[first:end]
    if not words or not all(w.isupper() and w.isalpha() and len(w) > 1 and _is_name(w, None) for w in words):
        return None
    here = {known[i] for i in range(first, end) if i in known}
    human = first > begin or words[0].capitalize() in (given_names() if len(words) > 1 else surnames())
    whole = all(begin <= span.first and span.past <= end and span.kind != "person" for span in here)
    return (first, end, "person") if not here or (human and whole) else None


def _whole(document: Document, begin: int, end: int, known: dict[int, Span]) -> Run | None:
    """A run of capitalised words that is all of a speaker's words, or follows a role and a comma: "her coach, Cuba Lund"."""
    if not applies("whole speaker"):
        return None
    lower = document.lower
    if begin + 1 < end and lower[begin] == "the" and " ".join(lower[begin + 1 : end]) in _PARTIES:
        return begin + 1, end, "organisation"  # the party as a body; without "the" its members
    comma = next((k for k in range(end - 1, begin, -1) if lower[k] == ","), None)
    role = comma is not None and comma + 1 < end and noun_kind(lower[comma - 1]) == PERSON and lower[comma - 1].islower()
    start = comma + 1 if comma is not None and role else begin
    led = _led(document, begin, end)
    if led is not None and not any(i in known for i in range(begin, led[1])):
        return led
    owner = known.get(start + (lower[start] == "the"))
    if owner is not None and owner.kind != "person" and lower[owner.past : owner.past + 1] == ["'s"]:
        start = min(owner.past + 1, end - 1)  # "Arn's Ministry of Work"
    begins = dict.fromkeys((_past_titles(document, start, end), start + (lower[start] == "the")))
    first = next((k for k in begins if k < end and _may_name(document.words[k:end])), end)
    words = document.words[first:end]
    if not words and applies("sites") and past_site(document, begin + 1) == end > begin + 1:
        return begin, end, "organisation"
    if not words:
        return None
    here = {known[i] for i in range(first, end) if i in known}
    inside = all(first <= span.first and span.past <= end for span in here)
    actors = [span for span in here if span.kind in ACTORS]
    if inside and _is_body(words, actors, end - first):
        return first, end, "organisation"
    if not inside or any(not (role and span.kind == "country") for span in actors):
        return None
    if all(word in directory().demonyms for word in words):
        return None
    if " ".join(words) in directory().capitals:
        return first, end, "country"
    entry = directory().names.get(" ".join(words))
    if entry is not None:
        return first, end, entry.type
    human = role or first > start + (lower[start] == "the") or words[0] in given_names()
    return first, end, "person" if human and noun_kind(lower[end - 1]) != ORGANISATION else "organisation"


def _led(document: Document, begin: int, end: int) -> Run | None:
    """The name before a comma and its description: "Bo Yan, a spokesman for the union", "Arnhap, the news agency"."""
    lower = document.lower
    comma = next((k for k in range(begin + 1, end - 2) if lower[k] == ","), None)
    if (
        comma is None
        or comma - begin > _LED
        or lower[comma + 1] not in ("a", "an", "the", "one")
        or not _capitals(document, begin, comma)
    ):
        return None
    kind = noun_kind(lower[end_of_noun(lower, comma + 2, end) - 1])
    if kind not in (PERSON, ORGANISATION) or not _may_name(document.words[begin:comma]):
        return None
    return begin, comma, kind


def _capitals(document: Document, first: int, past: int) -> bool:
    return all(word[0].isupper() for word in document.words[first:past])


def _is_body(words: Sequence[str], parts: Sequence[Span], length: int) -> bool:
    """Whether a run that holds shorter names is one organisation's: "Office of the Arn Trade Envoy", not "Arn Bank and Sky Air"."""
    if (
        not parts
        or any(part.past - part.first == length for part in parts)
        or (len(parts) > 1 and not {"and", "&"}.isdisjoint(words))
    ):
        return False
    head = _head(words).lower()
    return len(words) > 1 and (noun_kind(head) == ORGANISATION or head in _ALSO_BODIES) and head not in OF_COUNTRIES


def _head(words: Sequence[str]) -> str:
    """The noun of a name: the word before the first "of", "for", "in", else the last."""
    return next((words[n - 1] for n, word in enumerate(words) if n and word in LINKS and word not in ("and", "&")), words[-1])


def _past_titles(document: Document, first: int, end: int) -> int:
    while first < end and (document.lower[first] in ("the", ".") or is_title(document.lower[first].rstrip("."))):
        first += 1
    return first


def _before_colon(document: Document, end: int) -> bool:
    """Whether a colon follows, perhaps after brackets or one word: "Mr WENDT (Arn):", "Mr WENDT interjecting:"."""
    words = document.words[end : end + _ASIDE]
    if words[:1] == ["("] and ")" in words:
        words = words[words.index(")") + 1 :]
    return words[:1] == [":"] or (words[1:2] == [":"] and words[0].endswith("ing"))


def _may_name(words: Sequence[str]) -> bool:
    """Whether words are a run of capitalised ones that can be a name: not Officials, Culture Secretary, New Poll or Won't."""
    if " ".join(words) in directory().names:
        return True
    if len(words) > _LONGEST or not (words[0][0].isupper() and words[-1][0].isupper()):
        return False
    if any(not (word[0].isupper() or word in LINKS) or "'" in word or "’" in word for word in words):
        return False
    first, last = words[0].lower(), _head(words).lower()
    if first in word_list("not-name") or first in DETERMINERS or last in word_list("not-name"):
        return False
    if len(words) > 2 and not _INNER.isdisjoint(words[1:-1]) and all(word[0].isupper() for word in words):
        return True  # "Doctors Without Borders"
    if noun_kind(last) not in (None, ORGANISATION) and (len(words) == 1 or last not in _ALSO_BODIES):
        return False
    return last in _ALSO_BODIES or any(_is_name(word, ORGANISATION if len(words) > 1 else None) for word in words)


# Words for a person that also end an organisation's name: "Coast Guard", "Morning Star".
_ALSO_BODIES = frozenset("guard guards guardian observer inquirer enquirer examiner star reporter courier advertiser".split())


def _is_name(word: str, kind: str | None) -> bool:
    """Whether a word is no common word, or a noun of this kind: not OPERATOR, AUDIENCE or Q."""
    lower = word.lower()
    named = lower not in word_list("not-name") and not common_word(lower) and noun_kind(lower) is None
    return named or (kind is not None and noun_kind(lower) == kind)


def _repeated(document: Document, found: dict[tuple[int, int], str]) -> Iterator[tuple[tuple[int, int], str]]:
    """The other uses of the names found, longest first."""
    names: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
    for (first, end), kind in sorted(found.items(), key=lambda item: item[0][0] - item[0][1]):
        words = document.lower[first:end] if end - first == 1 and _USER_NAME.fullmatch(document.lower[first]) else None
        names[document.lower[first]].append((words or document.words[first:end], kind))
    for i, lower in enumerate(document.lower):
        for words, kind in names.get(lower, ()):
            end = i + len(words)
            if document.words[i:end] == words or (len(words) == 1 and _USER_NAME.fullmatch(words[0]) and lower == words[0]):
                yield (i, end), kind
                break


def speaker_tokens(document: Document, quotes: Iterable[FoundQuote]) -> Iterable[tuple[int, int]]:
    """The token ranges of the quotes' speakers, once each."""
    for start, end in dict.fromkeys(q.speaker for q in quotes if q.speaker):
        first, past = token_range(document, start, end)
        if first < past:
            yield first, past
