"""From the finder's spans to the names of an article: cleaned, made to agree, and completed from what is known.

The steps run in the order of ``settle``; each is one pass over the tokens or over the spans.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analytics.actors.capitals import ACTS, government_at
from analytics.actors.directory import Entry, directory
from analytics.actors.features import PLACE_WORDS, Facts
from analytics.actors.finder import Span, common_word
from analytics.actors.lexicon import given_names, places, surnames, word_list
from analytics.actors.roles import is_people_noun, is_person_noun
from analytics.text import Document

TokenSpan = tuple[int, int]
_INITIAL_LINKS = frozenset({"of", "for", "on"})
_OFFSHOOTS = frozenset({"administration", "campaign", "camp"})
_HEADS_OF = frozenset("bank university college institute government department ministry court council committee commission association federation academy "
                      "board bureau office centre center school league society union chamber agency conference institution foundation".split())  # fmt: skip
_HEADS_FOR = frozenset("center centre institute council commission committee foundation agency association campaign ministry department society".split())
_COMPASS = frozenset("north south east west northern southern eastern western".split())
_OFFICES = frozenset("minister secretary director officer chief commissioner ministry editor spokesman spokeswoman".split())
_PORTFOLIOS = frozenset(
    """communications defence defense finance interior justice health education trade environment energy transport agriculture tourism culture
    labour labor home foreign prime economy industry housing police science technology sports welfare migration security treasury managing executive
    information water fisheries planning development women youth family employment""".split()
)
_REGIONAL = frozenset("nazi inner outer upper lower latin mainland little greater new old imperial".split())
_PARTICLES_AFTER = frozenset("van von de der den del della di da dos das du la le bin ibn bint abu ben ter ten".split())
_FUNCTION = frozenset("and or but who whom in on at to from of for with by about over under after before as when while if because that than also then".split())
_HANDLE = re.compile(r"[A-Za-z_]{3,}\d+")
_CLITICS = frozenset({"'s", "’s", "'", "’"})


class Name(NamedTuple):
    """Tokens first to past (exclusive) that name an actor; ``entry`` is the directory's, where the name stands in it."""

    first: int
    past: int
    kind: str
    entry: Entry | None = None


def settle(document: Document, facts: Facts, found: Iterable[Span], speakers: Sequence[TokenSpan]) -> list[Name]:
    """The names of an article, in order, never overlapping; kinds are person, organisation and country."""
    spans = [clean for span in found for clean in _clean(document, span)]
    spans = [s for s in spans if not _is_work(document, s)]
    spans = _grow(document, facts, spans)
    spans = _complete_bodies(document, spans)
    set_aside = [s for s in spans if document.sentence_of[s.first] in facts.headline]
    names = [Name(*s) for s in spans if document.sentence_of[s.first] not in facts.headline]
    names = _agree(document, facts, [_by_noun(document, n) for n in names])
    names = _look_up(document, names)
    names = _unlisted_countries(document, names)
    names = _labels(document, names)
    names = _from_speakers(document, facts, names, speakers)
    names = _without_things(document, names)
    names = _repeat(document, facts, names, set_aside)
    names = _governments(document, names)
    names = _offshoots(document, names)
    names = _capitals(document, names, speakers)
    return sorted(n for n in names if n.kind in ("person", "organisation", "country"))


def _clean(document: Document, span: Span) -> list[Span]:
    """A span without titles, clitics and what does not belong to a name; a body is cut where two stand together."""
    words, lower = document.words, document.lower
    first, past, kind = span
    while first < past and (lower[first] in ("the", "a", "an") or not words[first][0].isalnum()):
        first += 1
    while past > first and (lower[past - 1] in _CLITICS or not words[past - 1][-1].isalnum() and len(words[past - 1]) == 1):
        past -= 1
    if first >= past:
        return []
    if kind == "organisation":
        if past - first > 1 and lower[first].rstrip(".") in ("rep", "sen", "gov", "mr", "mrs", "ms", "dr", "prof", "judge", "senator"):
            return _clean(document, Span(first + 1, past, "person"))
        pieces, begin = [], first
        for i in range(first + 1, past - 1):
            ends_body = lower[i - 1] in word_list("body") or (words[i - 1].isupper() and len(words[i - 1]) > 1)
            if lower[i] in ("'s", "’s", "/") or (lower[i] == "and" and ends_body and past - i > 2 and "of" not in lower[begin:i]):
                pieces.append(Span(begin, i, kind))
                begin = i + 1
        pieces.append(Span(begin, past, kind))
        if past - first == 2 and words[first] in directory().names and words[first + 1] in directory().names:
            pieces = [Span(first, first + 1, kind), Span(first + 1, past, kind)]
        pieces = [p for p in pieces if not _is_role(lower[p.first : p.past])]
        pieces = [p for p in pieces if not _shouted(words[p.first : p.past])]
        return [Span(a, b, "other" if lower[b - 1] in word_list("nobody") and b - a > 1 else k) for a, b, k in pieces if a < b]
    if kind in ("place", "other") and past - first > 1:
        kind = _mistaken(words[first:past], lower[first:past]) or kind
    if kind == "person":
        return _clean_person(document, first, past)
    return [Span(first, past, kind)]


def _shouted(words: Sequence[str]) -> bool:
    """Words of a heading in capitals."""
    return len(words) > 1 and all(w.isupper() and len(w) > 3 for w in words)


def _is_work(document: Document, span: Span) -> bool:
    """A name that fills a pair of quotation marks is a film's, a song's or a programme's."""
    words = document.words
    if span.first == 0 or span.past - span.first < 2 or span.past + 1 >= len(words) or words[span.first - 1] not in "“\"‘'":
        return False
    return words[span.past] in "”\"’'" or (words[span.past] in ",." and words[span.past + 1] in "”\"’'")


def _mistaken(words: list[str], lower: list[str]) -> str | None:
    """What a name of several words really is that the finder took for a place or a thing."""
    if lower[-1] in word_list("nobody") or " ".join(words) in places():
        return None
    if len(words) == 2 and words[1] in directory().names and words[0][0].isupper() and not words[0].isupper():
        plain = lower[0] in word_list("not-name") or lower[0] in _REGIONAL or words[0] in directory().demonyms
        return None if plain or words[0] in directory().names else "organisation"  # "Statistics Norway"
    head = lower[lower.index("of") - 1] if "of" in lower[1:] else lower[-1]
    if head in word_list("body"):
        return "organisation"
    if words[0] in given_names() and words[0] not in places() and words[0] not in directory().demonyms and len(words) < 4:
        return "person" if lower[-1] not in word_list("not-name") else None
    return None


def _is_role(lower: Sequence[str]) -> bool:
    """"Attorney General", "Minister of Justice", "Democrat of Vermont": a part that people play, no body."""  # fmt: skip
    if all(w.rstrip(".") in word_list("title") for w in lower):
        return True
    return len(lower) > 2 and lower[1] in ("of", "for") and (lower[0] in word_list("title") or lower[0] in word_list("not-name") or lower[0] == "head")


def _clean_person(document: Document, first: int, past: int) -> list[Span]:
    words, lower = document.words, document.lower
    for i in range(first + 1, past):
        if words[i][0].islower() and lower[i] not in word_list("particle") and not lower[i].startswith(("al-", "el-", "d'", "bin-")):
            past = i
            break
    for i in range(past - 1, first, -1):  # the last title inside begins the name anew
        before = lower[i - 1].rstrip(".")
        noun = is_person_noun(before) and (words[i - 1] not in surnames() or words[i] in given_names())
        hyphened = "-" in before and any(part.rstrip(".") in word_list("title") for part in before.split("-"))
        titled = before in word_list("title") or before in word_list("body") or noun or hyphened and not (words[i - 1] in given_names() and words[i] not in given_names() and i - 1 == first)
        if titled or words[i - 1] in directory().demonyms or (words[i - 1] in directory().names and words[i - 1] not in given_names()):
            first = i
            break
    many = lower[past - 1].endswith("s") and words[past - 1] not in surnames() and words[first] not in given_names() and common_word(lower[past - 1])
    if past - first > 1 and (many or (is_people_noun(lower[past - 1]) and words[past - 1] not in surnames())):
        return [Span(first, past, "organisation")]
    if past - first == 1 and past < len(words) and words[past][0].isupper() and lower[past] in _OFFICES and lower[past - 1] in _PORTFOLIOS:
        return []
    if lower[first].rstrip(".") in word_list("title") and past - first == 1:
        if words[first] not in given_names() or (first and lower[first - 1] == "the"):
            return []
    if words[past - 1] in directory().demonyms and (past - first == 1 or words[first] not in given_names()):
        return []
    if past - first > 1 and (lower[first] in _COMPASS or lower[first] in _REGIONAL):
        return []
    if past - first > 1 and lower[past - 1] in word_list("nobody") and words[first] not in given_names():
        return []
    if past - first == 1 and first > 1 and lower[first - 1] == "of" and words[first - 2][0].isupper():
        if lower[first - 2] in word_list("nobody") or lower[first - 2] in word_list("title"):
            return []  # "Strait of", "Duchess of"
    if (words[first][0].islower() and past - first == 1) or (words[first][:2] in ("R-", "D-", "I-") and past - first == 1):
        return []
    if words[past - 1].isupper() and 1 < len(words[past - 1]) < 6 and not words[first].isupper() and lower[past - 1] not in word_list("suffix"):
        return []
    return [Span(first, past, "person")]


def _grow(document: Document, facts: Facts, spans: list[Span]) -> list[Span]:
    """People get the given name before them and the surname after them that the finder left out."""
    words, lower, sentence_of = document.words, document.lower, document.sentence_of
    owner = {i: s for s in spans for i in range(s.first, s.past)}
    gone: set[Span] = set()
    out: list[Span] = []
    for span in spans:
        if span in gone or span.kind != "person":
            out.append(span)
            continue
        first, past, kind = span
        if past - first == 1 and words[first] in given_names() and past < len(words) and sentence_of[past] == sentence_of[first]:
            after = owner.get(past)
            if _could_be_surname(words[past], lower[past]) and (after is None or (after.past - after.first == 1 and after.kind != "organisation")):
                past += 1
                if after:
                    gone.add(after)
        if lower[first] in word_list("particle") and words[first][0].islower() and first > 0 and not facts.initial[first - 1]:
            before = owner.get(first - 1)
            if _could_be_surname(words[first - 1], lower[first - 1]) and (before is None or before.past == first):
                first = before.first if before else first - 1
                if before:
                    gone.add(before)
        if past - first == 1 and past + 1 < len(words) and sentence_of[past + 1] == sentence_of[first]:
            end = past
            while end < len(words) - 1 and end - past < 3 and lower[end] in _PARTICLES_AFTER:
                end += 1
            if (end > past and words[end][0].isupper()) or (lower[end].startswith(("al-", "el-", "d'")) and end == past):
                past = end + 1
                gone.update(owner[k] for k in range(first + 1, past) if k in owner)
        while first > 0 and sentence_of[first - 1] == sentence_of[first] and first > past - 6:
            before = owner.get(first - 1)
            word = words[first - 1]
            initial = len(word) == 2 and word[1] == "." and word[0].isupper()
            if before in gone or not (initial or _could_be_given(word, lower[first - 1])):
                break
            if before is not None and before != span:
                if before.past - before.first > 1 and before.kind != "person":
                    break
                gone.add(before)
                first = before.first
            else:
                first -= 1
        out.append(Span(first, past, kind))
    return [s for s in out if s not in gone]


def _could_be_given(word: str, lower: str) -> bool:
    if lower in word_list("not-name") or lower in word_list("body") or any(p.rstrip(".") in word_list("title") for p in lower.split("-")):
        return False
    if word in directory().demonyms or word in directory().names or word in places():
        return False
    return word[0].isupper() and (word in given_names() or word.split("-")[0] in given_names()) and len(word) > 1


def _could_be_surname(word: str, lower: str) -> bool:
    plain = word[0].isupper() and word.replace("-", "").replace("’", "").replace("'", "").isalpha() and len(word) > 1
    known = lower in word_list("not-name") or lower in word_list("body") or lower in word_list("title") or lower in word_list("nobody")
    return plain and not known and not word.isupper() and word not in directory().demonyms and word not in directory().names


def _complete_bodies(document: Document, spans: list[Span]) -> list[Span]:
    """"Bank" and "of England", "Center" and "for Fair Trade" are one body where the finder saw two names or half of one."""  # fmt: skip
    words, lower, sentence_of = document.words, document.lower, document.sentence_of
    begins = {s.first: s for s in spans}
    out: list[Span] = []
    reach = 0
    for span in spans:
        first, past, kind = span
        if first < reach:
            continue
        after = begins.get(past)
        if kind == "organisation" and after is not None and past - first == 1 and sentence_of[past] == sentence_of[first]:
            if after.kind == "place" and words[past] in directory().names and words[first] not in directory().names:
                past = after.past  # "Statistics Norway"
        if kind == "organisation" and past + 1 < len(words) and lower[past] == "'" and words[past + 1][0].isupper() and sentence_of[past + 1] == sentence_of[first]:
            after = begins.get(past + 1)
            past = after.past if after else past + 2  # "Prisoners' Families"
        head = lower[past - 1]
        while (kind != "person" or lower[past : past + 1] == ["&"]) and past + 1 < len(words) and sentence_of[past + 1] == sentence_of[first]:
            link = lower[past]
            if link == "&" and words[past + 1][0].isupper():
                after = begins.get(past + 1)
                past, kind = (after.past if after else past + 2), "organisation"
                continue
            if not ((link == "of" and (head in _HEADS_OF or (kind == "organisation" and past - first > 1))) or (link in ("for", "on") and head in _HEADS_FOR and kind == "organisation")):
                break
            i = past + 1 + (lower[past + 1] == "the")
            after = begins.get(i)
            if after is None or after.kind == "person":
                break
            past, kind = after.past, "organisation"
            head = lower[past - 1]
        reach = past
        out.append(Span(first, past, kind))
    return out


def _key(document: Document, first: int, past: int) -> tuple[str, ...]:
    """The words of a name; all capitals count as the usual spelling."""
    return tuple(w.capitalize() if w.isupper() and len(w) > 4 and w.isalpha() else w for w in document.words[first:past])


def _family_names(document: Document, names: Iterable[Name]) -> set[str]:
    """Last words of the full names of people."""
    return {_surname(document.words[n.first : n.past]) for n in names if n.kind == "person" and n.past - n.first > 1}


def _surname(words: Sequence[str]) -> str:
    kept = [w for w in words if w.lower() not in word_list("suffix")] or list(words)
    return kept[-1].capitalize() if kept[-1].isupper() and len(kept[-1]) > 3 else kept[-1]


def _by_noun(document: Document, name: Name) -> Name:
    """A name's kind by the common noun beside it: "newspaper X", "X, a startup" are bodies; "spokesman X Y" is a person."""
    words, lower = document.words, document.lower
    first, past, kind, _ = name
    begin, end = document.sentences[document.sentence_of[first]]
    before = lower[first - 1] if first > begin else ""
    if kind != "organisation" and before in word_list("body-noun") and words[first - 1][0].islower() and before not in ("authority", "administration"):
        return name._replace(kind="organisation") if words[first] not in given_names() or kind != "person" else name
    if kind == "organisation" and 1 < past - first < 4 and words[first] in given_names() and is_person_noun(before):
        if not any(w in word_list("body") for w in lower[first:past]):
            return name._replace(kind="person")
    if kind != "organisation" and past + 2 < end and lower[past] == "," and lower[past + 1] in ("a", "an", "the"):
        for i in range(past + 2, min(end, past + 8)):
            if not words[i][0].isalpha() or lower[i] in ("of", "for", "at", "in", "from", "who", "that", "with", "and", "on", "to"):
                noun = lower[i - 1]
                if (noun in word_list("body-noun") or noun in ("vendor", "nonprofit", "think-tank")) and words[first] not in given_names():
                    return name._replace(kind="organisation")
                break
    return name


def _agree(document: Document, facts: Facts, names: list[Name]) -> list[Name]:
    """One kind for one string: a surname of the article's people is a person, else the majority decides."""
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for n in names:
        votes[_key(document, n.first, n.past)][n.kind] += 1
    family = _family_names(document, names)
    given = {document.words[n.first] for n in names if n.kind == "person" and n.past - n.first > 1}
    tails = {k[i:] for k, v in votes.items() if len(k) > 2 and v.most_common(1)[0][0] == "person" for i in range(1, len(k) - 1)}
    edges = {w for k, v in votes.items() if len(k) > 1 and v["organisation"] for w in (k[0], k[-1])} | _listed_edges(document)
    out = []
    for n in names:
        key = _key(document, n.first, n.past)
        kind = votes[key].most_common(1)[0][0]
        if (len(key) == 1 and (key[0] in family or (kind == "person" and key[0] in given))) or key in tails:
            kind = "person"
        elif len(key) == 1:
            kind = _lone(document, facts, key[0], kind, sum(votes[key].values()), edges)
        out.append(n._replace(kind=kind))
    return out


def _listed_edges(document: Document) -> set[str]:
    """First and last words of the directory's bodies that the article names."""
    found: set[str] = set()
    for i, word in enumerate(document.words):
        for form, entry in directory().forms.get(word, ()):
            if len(form) > 1 and entry.type == "organisation" and tuple(document.words[i : i + len(form)]) == form:
                found.update((form[0], form[-1]))
    return found


def _lone(document: Document, facts: Facts, key: str, kind: str, seen: int, edges: set[str]) -> str:
    """The kind of a name of one word: cities are places, common words are nothing, the unknown that acts is a body."""
    lower = key.lower()
    listed = key in directory().names
    if kind == "organisation":
        if key in places() and (key in facts.placed or not listed):
            return "place"
        if lower in word_list("body"):
            return kind if key in edges else "other"
        if lower in word_list("nobody") or lower in word_list("not-name"):
            return "other"
    if kind == "person" and key in edges:
        return "organisation"
    if key.isupper() and kind == "organisation":
        return kind
    if kind == "person":
        if lower in word_list("not-name") or (key in places() and key in facts.placed) or key in directory().capitals:
            return "place"
        rare = key not in given_names() and key not in surnames()
        if key not in facts.titled:
            use = _use(document, facts, key)
            if use != "name":
                return "organisation" if rare and use == "body" and not lower.endswith(("an", "ans", "ese", "ic", "ish")) else "other"
        if key not in facts.titled and (common_word(lower) or (rare and facts.middle.get(key, 0) == 0)):
            return "other"
    if kind == "organisation" and facts.middle.get(key, 0) == 0 and common_word(lower):
        return "other"
    if kind in ("place", "other") and seen > 1 and key.isalpha() and key not in facts.placed and key not in places() and not common_word(lower):
        known = key in directory().demonyms or key.rstrip("s") in directory().demonyms or listed or key in directory().capitals
        empty = lower in word_list("not-name") or lower in word_list("nobody") or lower.endswith(("ans", "ists", "ese", "ic"))
        if not known and not empty and _acts(document, key):
            return "person" if key in given_names() and key in surnames() else "organisation"
    return kind


def _use(document: Document, facts: Facts, word: str) -> str:
    """How a word is used: as a "place" (often after "in"), as a "thing" (mostly before a noun), as a "body" (so, and often), or as a "name"."""
    lower, words = document.lower, document.words
    places_, things, employs, seen = 0, 0, 0, 0
    for i, w in enumerate(words[:-1]):
        if w == word and document.sentence_of[i] not in facts.headline and lower[i + 1] not in _OFFSHOOTS:
            seen += 1
            after = lower[i + 1]
            before = lower[i - 1] if i else ""
            employs += before == "at" and is_person_noun(lower[i - 2])
            places_ += before in PLACE_WORDS and before not in ("to", "from")
            common = words[i + 1][0].islower() and after not in ACTS and not after.endswith(("ed", "ly")) and after not in _FUNCTION
            things += common or (words[i + 1][0].isupper() and document.sentence_of[i + 1] == document.sentence_of[i])
    if employs:
        return "body"
    if seen and 4 * places_ >= seen:
        return "place"
    if seen > 1 and 2 * things > seen:
        return "body" if seen > 3 else "thing"
    return "name"


def _acts(document: Document, word: str) -> bool:
    """Whether a word does something somewhere: it says, denies, launched."""
    lower = document.lower
    return any(w == word and (lower[i + 1] in ACTS or lower[i + 1].endswith("ed")) for i, w in enumerate(document.words[:-1]))


def _look_up(document: Document, names: list[Name]) -> list[Name]:
    """Countries and bodies of the directory, except inside a longer name."""
    words, sentence_of = document.words, document.sentence_of
    present = set(words)
    family = _family_names(document, names)
    owner = {i: n for n in names for i in range(n.first, n.past)}
    added: list[Name] = []
    i, count = 0, len(words)
    while i < count:
        step = 1
        for form, entry in directory().forms.get(words[i], ()):
            past = i + len(form)
            if tuple(words[i:past]) != form or not entry.allowed(present) or sentence_of[past - 1] != sentence_of[i]:
                continue
            holders = {owner[j] for j in range(i, past) if j in owner}
            if any((h.first < i or h.past > past) and h.kind in ("person", "organisation") for h in holders):
                continue
            if any((h.first < i or h.past > past) and (entry.type == "organisation" or _is_event(document, h)) for h in holders):
                continue
            if len(form) == 1 and (words[i] in family or (entry.type == "organisation" and any(h.kind == "person" for h in holders))):
                continue
            if " ".join(words[i : past + 1]) in places():
                continue
            follower = document.lower[past] if past < count and words[past][0].isupper() and sentence_of[past] == sentence_of[i] else ""
            if follower in word_list("nobody") or (entry.type == "country" and i and words[i - 1] in ("New", "South", "North") and len(form) == 1):
                continue
            added.append(Name(i, past, entry.type, entry))
            step = len(form)
            break
        i += step
    taken = {i for n in added for i in range(n.first, n.past)}
    return added + [n for n in names if not any(i in taken for i in range(n.first, n.past))]


def _is_event(document: Document, name: Name) -> bool:
    return document.lower[name.past - 1] in word_list("nobody")


def _unlisted_countries(document: Document, names: list[Name]) -> list[Name]:
    """Countries that no directory knows: a word whose people the article calls by it ("Norvia", "Norvian")."""
    words = document.words
    present = {w for w in words if w[0].isupper() and len(w) > 3}
    found: dict[str, str] = {}
    for word in present:
        if word not in directory().demonyms and word not in given_names() and word not in surnames():
            for base in _bases(word):
                if base in present and base not in places() and base not in directory().names and base not in given_names() and not common_word(base.lower()):
                    found[word] = base
    if not found:
        return names
    countries = set(found.values())
    kept = [n for n in names if not (n.past - n.first == 1 and words[n.first] in found)]
    kept = [n for n in kept if not (n.kind == "person" and words[n.past - 1] in found)]
    out = []
    taken = {i for n in kept if n.past - n.first > 1 for i in range(n.first, n.past)}
    for n in kept:
        if not (n.past - n.first == 1 and words[n.first] in countries):
            out.append(n)
    for i, word in enumerate(words):
        if word in countries and i not in taken and not (i + 1 < len(words) and document.lower[i + 1] in word_list("nobody")):
            out.append(Name(i, i + 1, "country"))
    return out


def _bases(word: str) -> list[str]:
    """What a word for a people can come from: "Norvian" from Norvia, Norve, Norvy or Norv."""
    stems = []
    if word.endswith("ians"):
        word = word[:-1]
    if word.endswith("ian") and len(word) > 6:
        stems += [word[:-3] + end for end in ("ia", "e", "y", "a", "")]
    elif word.endswith("an") and len(word) > 5:
        stems += [word[:-2] + end for end in ("a", "o")]
    elif word.endswith("ese") and len(word) > 6:
        stems += [word[:-3] + end for end in ("a", "e", "")]
    return stems


def _labels(document: Document, names: list[Name]) -> list[Name]:
    """Who speaks in a transcript: "QUILL:" at the beginning of a paragraph."""
    words = document.words
    family = _family_names(document, names)
    found: list[Name] = []
    for a, b in document.paragraphs:
        first = a + (words[a] in "“\"‘'")
        past = first
        while past < b and past - first < 4 and words[past].isupper() and len(words[past]) > 1 and words[past][0].isalpha():
            past += 1
        if past > first and past < b and words[past] == ":" and document.lower[past - 1] not in word_list("not-name"):
            found.append(Name(first, past, "person"))
    times = Counter(words[n.past - 1] for n in found)
    found = [n for n in found if times[words[n.past - 1]] > 1 or words[n.past - 1].capitalize() in family]
    taken = {i for n in found for i in range(n.first, n.past)}
    return found + [n for n in names if not any(i in taken for i in range(n.first, n.past))]


def _from_speakers(document: Document, facts: Facts, names: list[Name], speakers: Sequence[TokenSpan]) -> list[Name]:
    """Who speaks has a name: runs of capitals in the words for a speaker that the finder left out or took for a place."""
    words, lower = document.words, document.lower
    owner = {i: n for n in names for i in range(n.first, n.past)}
    added: list[Name] = []
    dropped: set[Name] = set()
    for begin, past in speakers:
        the = lower[begin] == "the"
        first = begin + the
        i = first
        if past - first == 1 and _HANDLE.fullmatch(words[first]) and first not in owner:
            added += [Name(k, k + 1, "person") for k, w in enumerate(lower) if w == lower[first] and k not in owner]
            owner.update((n.first, n) for n in added)
        while i < past:
            holder = owner.get(i)
            if holder is not None:
                alone = (holder.first, holder.past) == (first, past)
                heard = not facts.initial[first] or words[first] in facts.middle or past - first > 1
                if holder.kind in ("place", "other") and alone and heard and not _is_place(words[first:past]) and lower[first] not in word_list("not-name"):
                    dropped.add(holder)
                    added.append(Name(first, past, "organisation" if the or holder.kind == "other" else "person"))
                i = holder.past
                continue
            j = i
            while j < past and j not in owner and words[j][0].isupper() and (_could_be_surname(words[j], lower[j]) or _acronym(words[j])):
                j += 1
            if j > i and _speaks(document, facts, i, j):
                bodily = the or any(_acronym(w) for w in words[i:j])
                added.append(Name(i, j, "organisation" if bodily else "person"))
                owner.update(dict.fromkeys(range(i, j), added[-1]))
            i = max(j, i + 1)
    return [n for n in names if n not in dropped] + added


def _acronym(word: str) -> bool:
    return word.isupper() and 1 < len(word) < 8 and word.isalpha() and word.lower() not in word_list("not-name")


def _is_place(words: Sequence[str]) -> bool:
    return " ".join(words) in places() or any(w in directory().demonyms for w in words)


def _speaks(document: Document, facts: Facts, first: int, past: int) -> bool:
    """Whether a run of capitals that nobody knows can be a name: no common word at the beginning of a sentence."""
    words, lower = document.words, document.lower
    if past - first > 4 or _is_place(words[first:past]):
        return False
    if past - first == 1 and _acronym(words[first]):
        return True
    if facts.initial[first] and (lower[first] in facts.lowered or (words[first] not in facts.middle and past - first == 1 and words[first] not in surnames())):
        return False
    return past - first > 1 or not (lower[first] in word_list("body") or lower[first] in word_list("title"))


def _without_things(document: Document, names: list[Name]) -> list[Name]:
    """"Robotic process automation (RPA)": what stands in brackets after words that it abbreviates is no body."""  # fmt: skip
    words, lower = document.words, document.lower
    things: set[str] = set()
    for i in range(2, len(words) - 1):
        short = words[i]
        if words[i - 1] == "(" and words[i + 1] == ")" and short.isupper() and 1 < len(short) < 8:
            before = words[max(0, i - 1 - len(short)) : i - 1]
            if sum(w[0].islower() for w in before) >= len(short) - 1 and [w[0] for w in lower[i - 1 - len(before) : i - 1]] == list(short.lower()):
                things.add(short)
    return [n for n in names if not any(words[i] in things for i in range(n.first, n.past))]


def _repeat(document: Document, facts: Facts, names: list[Name], set_aside: list[Span]) -> list[Name]:
    """Known names wherever else they stand, headlines included; of names in headlines alone only full names of people stay."""
    words = document.words
    known: dict[tuple[str, ...], Name] = {}
    for n in names:
        if n.kind in ("person", "organisation", "country"):
            known.setdefault(_key(document, n.first, n.past), n)
    for family in _family_names(document, names):
        if (family,) not in known:
            known[family,] = Name(0, 0, "person")
    starts: dict[str, list[tuple[tuple[str, ...], Name]]] = defaultdict(list)
    for key, n in known.items():
        if len(key) > 1 or not (key[0].lower() in facts.lowered and key[0] not in facts.middle):
            starts[key[0]].append((key, n))
    for same_start in starts.values():
        same_start.sort(key=lambda item: -len(item[0]))
    taken = {i for n in names if n.kind in ("person", "organisation", "country") for i in range(n.first, n.past)}
    added: list[Name] = []
    for i, word in enumerate(words):
        if i in taken or not word[0].isupper():
            continue
        for key, n in starts.get(_key(document, i, i + 1)[0], ()):
            past = i + len(key)
            if len(key) == 1 and document.lower[i] in word_list("not-name") and not _names_somebody(document, i):
                continue
            if _key(document, i, past) == key and not any(j in taken for j in range(i, past)):
                added.append(Name(i, past, n.kind, n.entry))
                taken.update(range(i, past))
                break
    for span in set_aside:
        full = span.kind == "person" and span.past - span.first > 1 and words[span.first] in given_names()
        body = span.kind == "organisation" and document.lower[span.past - 1] in word_list("body") and span.past - span.first > 1
        if (full or body) and not any(i in taken for i in range(span.first, span.past)):
            added.append(Name(*span))
            taken.update(range(span.first, span.past))
    kept = [n for n in names if n.kind in ("person", "organisation", "country") or not any(i in taken for i in range(n.first, n.past))]
    return kept + added


def _governments(document: Document, names: list[Name]) -> list[Name]:
    """"The Dutch government" is the Netherlands."""  # fmt: skip
    lower = document.lower
    added = []
    for i in range(1, len(lower)):
        if lower[i] == "government":
            for first in (i - 2, i - 1):
                entry = directory().demonyms.get(" ".join(document.words[max(first, 0) : i]))
                if entry is not None:
                    added.append(Name(first, i + 1, "country", entry))
                    break
    taken = {i for n in added for i in range(n.first, n.past)}
    return added + [n for n in names if n.first not in taken and n.past - 1 not in taken]


def _names_somebody(document: Document, i: int) -> bool:
    """Whether a word such as May or White is a surname at token i: it acts, owns, or follows a title."""
    lower = document.lower
    after = lower[i + 1] if i + 1 < len(lower) else "."
    titled = i > 0 and lower[i - 1].rstrip(".") in word_list("title")
    return titled or after == "'s" or after in ACTS or after.endswith("ed") or after in ("didn't", "doesn't", "hasn't", "won't", "isn't", "wasn't")


def _offshoots(document: Document, names: list[Name]) -> list[Name]:
    """"The Quill campaign" is a body, not Quill."""  # fmt: skip
    out = []
    for n in names:
        if n.kind == "person" and n.past < len(document.words) and document.lower[n.past] in _OFFSHOOTS:
            n = Name(n.first, n.past + 1, "organisation")
        out.append(n)
    return out


def _capitals(document: Document, names: list[Name], speakers: Sequence[TokenSpan]) -> list[Name]:
    """Capitals that act are their governments."""
    family = _family_names(document, names)
    owner = {i: n for n in names for i in range(n.first, n.past)}
    speaking = set(speakers)
    dropped: set[Name] = set()
    added = []
    for i, word in enumerate(document.words):
        for length in (2, 1):
            form = " ".join(document.words[i : i + length])
            entry = directory().capitals.get(form)
            if entry is None or form in family:
                continue
            holder = owner.get(i)
            if holder and (holder.kind in ("person", "organisation") or holder.first != i or holder.past != i + length):
                continue
            if (i, i + length) in speaking or government_at(document, i, i + length):
                if holder:
                    dropped.add(holder)
                added.append(Name(i, i + length, "country", entry))
            break
    return [n for n in names if n not in dropped] + added
