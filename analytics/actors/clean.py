"""The finder's spans cleaned: titles and clitics off, given names and particles on, long names of bodies whole."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.actors.directory import directory
from analytics.actors.features import Facts
from analytics.actors.finder import Span, common_word
from analytics.actors.lexicon import genders, given_names, places, surnames, word_list
from analytics.actors.roles import is_people_noun, is_person_noun
from analytics.text import Document

_COMPASS = frozenset("north south east west northern southern eastern western".split())
_REGIONAL = frozenset("nazi inner outer upper lower latin mainland little greater new old imperial".split())
_MANY = frozenset("people women men children workers nations".split())
_LOOSE = frozenset("in on at to for of by with from and inside about".split())
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_PARTICLES_AFTER = frozenset("van von de der den del della di da dos das du la le bin ibn bint abu ben ter ten".split())
_CLITICS = frozenset({"'s", "’s", "'", "’"})


def clean(document: Document, span: Span) -> list[Span]:
    """A span without titles, clitics and what does not belong to a name; a body is cut where two stand together."""
    words, lower = document.words, document.lower
    first, past, kind = span
    while first < past and (lower[first] in ("the", "a", "an") or not words[first][0].isalnum()):
        first += 1
    while past > first and (lower[past - 1] in _CLITICS or (not words[past - 1][-1].isalnum() and len(words[past - 1]) == 1)):
        past -= 1
    if first >= past:
        return []
    if kind == "organisation":
        return _clean_body(document, first, past)
    if kind in ("place", "other") and past - first > 1:
        kind = _mistaken(words[first:past], lower[first:past]) or kind
    if kind == "person":
        return _clean_person(document, first, past)
    return [Span(first, past, kind)]


def _clean_body(document: Document, first: int, past: int) -> list[Span]:
    words, lower = document.words, document.lower
    kind = "organisation"
    while first < past and lower[first] in _LOOSE:
        first += 1
    while past > first and lower[past - 1] in _LOOSE | {"the"}:
        past -= 1
    if first == past:
        return []
    if (
        past - first > 3
        and lower[first + 2] in ("of", "for")
        and words[first] in given_names()
        and lower[first + 1] not in word_list("body")
    ):
        return [*_clean_person(document, first, first + 2), *_clean_body(document, first + 3, past)]  # "Ada Quill of the Arn Times"
    if _is_role(lower[first:past]):
        return []
    name = first
    while name < past and lower[name].rstrip(".") in word_list("title"):
        name += 1
    sure = lower[first].rstrip(".") in word_list("strong-title")
    if (
        first < name < past < name + 4
        and (sure or words[name] in given_names())
        and not any(w in word_list("body") for w in lower[name:past])
    ):
        return _clean_person(document, name, past)  # "Chief Justice Ada Quill"
    while (
        past - first > 1
        and lower[past - 1].rstrip(".") in word_list("title")
        and lower[past - 1] not in ("general", "press", "first")
    ):
        past -= 1
    listed = next((len(f) for f, _ in directory().forms.get(words[first], ()) if tuple(words[first : first + len(f)]) == f), 0)
    rest = lower[first + listed : past]
    if listed > 1 and len(rest) == 1 and rest[0] not in word_list("body") and rest[0] not in word_list("nobody"):
        return [Span(first, first + listed, kind), *_clean_person(document, first + listed, past)]
    pieces, begin = [], first
    for i in range(first + 1, past - 1):
        ends_body = lower[i - 1] in word_list("body") or (words[i - 1].isupper() and len(words[i - 1]) > 1)
        # "Arn University's Press" are two bodies, "the People's Party" is one.
        owner = lower[i] == "'s" and (ends_body or " ".join(words[begin:i]) in directory().names)
        if owner or lower[i] == "/" or (lower[i] == "and" and ends_body and past - i > 2 and "of" not in lower[begin:i]):
            pieces.append(Span(begin, i, kind))
            begin = i + 1
    pieces.append(Span(begin, past, kind))
    if past - first == 2 and words[first] in directory().names and words[first + 1] in directory().names:
        pieces = [Span(first, first + 1, kind), Span(first + 1, past, kind)]
    pieces = [
        p for p in pieces if p.first < p.past and not _is_role(lower[p.first : p.past]) and not _shouted(words[p.first : p.past])
    ]
    return [Span(a, b, "other" if _is_thing(lower[a:b]) else k) for a, b, k in pieces]


def _is_thing(lower: Sequence[str]) -> bool:
    """Whether a name of several words is a law's, a prize's or a place's: "Arn Award", "Arn Award for Service"."""
    head = next((n for n, word in enumerate(lower) if word in ("for", "of", "on") and n > 1), len(lower))
    return len(lower) > 1 and (lower[-1] in word_list("nobody") or lower[head - 1] in ("award", "prize", "medal", "act", "treaty"))


def _clean_person(document: Document, first: int, past: int) -> list[Span]:
    words, lower = document.words, document.lower
    for i in range(first + 1, past):
        if (
            words[i][0].islower()
            and lower[i] not in word_list("particle")
            and not lower[i].startswith(("al-", "el-", "d'", "bin-"))
        ):
            past = i
            break
    for i in range(past - 1, first, -1):  # the last title inside begins the name anew
        before = lower[i - 1].rstrip(".")
        noun = is_person_noun(before) and (words[i - 1] not in surnames() or words[i] in given_names())
        hyphened = "-" in before and any(part.rstrip(".") in word_list("title") for part in before.split("-"))
        titled = (
            before in word_list("title")
            or before in word_list("body")
            or noun
            or (hyphened and not (words[i - 1] in given_names() and words[i] not in given_names() and i - 1 == first))
        )
        if (
            titled
            or words[i - 1] in directory().demonyms
            or (words[i - 1] in directory().names and words[i - 1] not in given_names())
        ):
            first = i
            break
    many = (
        lower[past - 1].endswith("s")
        and words[past - 1] not in surnames()
        and words[first] not in given_names()
        and (common_word(lower[past - 1]) or lower[past - 1].endswith(("ants", "ers", "ists", "ors", "ians")))
    )
    if past - first > 1 and (many or (is_people_noun(lower[past - 1]) and words[past - 1] not in surnames())):
        return [Span(first, past, "organisation")]
    if (
        past - first == 1
        and past < len(words)
        and words[past][0].isupper()
        and lower[past] in word_list("office")
        and lower[past - 1] in word_list("portfolio")
    ):
        return []
    if past - first == 1 and past < len(words) and words[past][0].isupper() and lower[first] in word_list("person-noun"):
        return []  # "Farmer" before a name
    bare_title = lower[first].rstrip(".") in word_list("title") and past - first == 1
    if bare_title and (words[first] not in given_names() or (first and lower[first - 1] == "the")):
        return []
    if words[past - 1] in directory().demonyms and (past - first == 1 or words[first] not in given_names()):
        return []
    if past - first > 1 and (lower[first] in _COMPASS or lower[first] in _REGIONAL):
        return []
    called_the = first > 0 and lower[first - 1] == "the"
    if past - first > 1 and lower[past - 1] in word_list("nobody") and (called_the or words[first] not in genders()):
        return []
    of_something = past - first == 1 and first > 1 and lower[first - 1] == "of" and words[first - 2][0].isupper()
    if of_something and lower[first - 2] in word_list("nobody") | word_list("title"):
        return []  # "Strait of", "Duchess of"
    if (words[first][0].islower() and past - first == 1) or (words[first][:2] in ("R-", "D-", "I-") and past - first == 1):
        return []
    if (
        words[past - 1].isupper()
        and 1 < len(words[past - 1]) < 6
        and not words[first].isupper()
        and lower[past - 1] not in word_list("suffix")
    ):
        return []
    return [Span(first, past, "person")]


def _is_role(lower: Sequence[str]) -> bool:
    """"Attorney General", "Minister of Justice", "Democrat of Vermont": a part that people play, no body."""  # fmt: skip
    if all(w.rstrip(".") in word_list("title") for w in lower):
        return True
    return (
        len(lower) > 2
        and lower[1] in ("of", "for")
        and (lower[0] in word_list("title") or lower[0] in word_list("not-name") or lower[0] == "head")
    )


def _shouted(words: Sequence[str]) -> bool:
    """Words of a heading in capitals."""
    return len(words) > 1 and all(w.isupper() and len(w) > 3 for w in words)


def _mistaken(words: list[str], lower: list[str]) -> str | None:
    """What a name of several words really is that the finder took for a place or a thing."""
    if lower[-1] in word_list("nobody") or " ".join(words) in places():
        return None
    if len(words) == 2 and words[1] in directory().names and words[0][0].isupper() and not words[0].isupper():
        plain = lower[0] in word_list("not-name") or lower[0] in _REGIONAL or words[0] in directory().demonyms
        return None if plain or words[0] in directory().names else "organisation"  # "Statistics Norway"
    if is_person_noun(lower[0]) and len(words) > 2 and words[0] not in surnames():
        return "person"  # "Whistleblower Maria de la Torre"
    head = lower[lower.index("of") - 1] if "of" in lower[1:] else lower[-1]
    if head in word_list("body"):
        return "organisation"
    if words[0] in given_names() and words[0] not in places() and words[0] not in directory().demonyms and len(words) < 4:
        return "person" if lower[-1] not in word_list("not-name") else None
    return None


def is_work(document: Document, span: Span) -> bool:
    """A name that fills a pair of quotation marks is a film's, a song's or a programme's."""
    words = document.words
    opening = span.first - 1 - (span.first > 1 and document.lower[span.first - 1] == "the")
    if opening < 0 or span.past - span.first < 2 or span.past + 1 >= len(words) or words[opening] not in "“\"‘'":
        return False
    return words[span.past] in "”\"’'" or (words[span.past] in ",." and words[span.past + 1] in "”\"’'")


def grow(document: Document, facts: Facts, spans: list[Span]) -> list[Span]:
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
            if could_be_surname(words[past], lower[past]) and (
                after is None or (after.past - after.first == 1 and after.kind != "organisation")
            ):
                past += 1
                if after:
                    gone.add(after)
        if lower[first] in word_list("particle") and words[first][0].islower() and first > 0 and not facts.initial[first - 1]:
            before = owner.get(first - 1)
            if could_be_surname(words[first - 1], lower[first - 1]) and (before is None or before.past == first):
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
            # Before a surname alone, in mid-sentence, a capitalised word that no list knows is a given name.
            unknown = past - first == 1 and not facts.initial[first - 1] and could_be_surname(word, lower[first - 1])
            unknown = (
                unknown and word not in places() and not common_word(lower[first - 1]) and not is_person_noun(lower[first - 1])
            )
            if before in gone or not (initial or unknown or could_be_given(word, lower[first - 1])):
                break
            if before is not None and before != span:
                if before.past - before.first > 1 and before.kind != "person":
                    break
                gone.add(before)
                first = before.first
            else:
                first -= 1
        if past < len(words) and sentence_of[past] == sentence_of[first] and lower[past] in _SUFFIXES:
            past += 1
        out.append(Span(first, past, kind))
    return _with_nicknames(document, [s for s in out if s not in gone])


def _with_nicknames(document: Document, spans: list[Span]) -> list[Span]:
    """Given name, nickname in quotation marks and surname are one name."""
    words = document.words
    out: list[Span] = []
    for span in spans:
        if out and out[-1].kind == "person" and span.first < out[-1].past:
            continue  # inside the name before
        past = span.past
        if span.kind == "person" and past + 2 < len(words) and words[past] in "“\"‘'" and words[past + 1][0].isupper():
            close = next((k for k in range(past + 2, min(past + 4, len(words))) if words[k] in "”\"’'"), 0)
            named = close and close + 1 < len(words) and document.sentence_of[close + 1] == document.sentence_of[past]
            if named and could_be_surname(words[close + 1], document.lower[close + 1]):
                span = Span(span.first, close + 2, "person")
        out.append(span)
    return out


def could_be_given(word: str, lower: str) -> bool:
    if (
        lower in word_list("not-name")
        or lower in word_list("body")
        or any(p.rstrip(".") in word_list("title") for p in lower.split("-"))
    ):
        return False
    if word in directory().demonyms or word in directory().names or word in places():
        return False
    return word[0].isupper() and (word in given_names() or word.split("-")[0] in given_names()) and len(word) > 1


def could_be_surname(word: str, lower: str) -> bool:
    plain = (
        word[0].isupper()
        and word[1:2] != "-"
        and word.replace("-", "").replace("’", "").replace("'", "").isalpha()
        and len(word) > 1
    )
    known = (
        lower in word_list("not-name") or lower in word_list("body") or lower in word_list("title") or lower in word_list("nobody")
    )
    return plain and not known and not word.isupper() and word not in directory().demonyms and word not in directory().names


def complete_bodies(document: Document, spans: list[Span]) -> list[Span]:
    """"Bank" and "of England" are one body where the finder saw two names or half of one."""  # fmt: skip
    words, lower, sentence_of = document.words, document.lower, document.sentence_of
    begins = {s.first: s for s in spans}
    out: list[Span] = []
    reach = 0
    for span in spans:
        first, past, kind = span
        if first < reach:
            continue
        after = begins.get(past)
        if after is not None and kind == "organisation" and past - first == 1 and sentence_of[past] == sentence_of[first]:
            national = after.kind == "place" and words[past] in directory().names and words[first] not in directory().names
            past = after.past if national else past  # "Statistics Norway"
        of_many = past < len(words) and lower[past] == "'s" and lower[past - 1] in _MANY
        if (
            past + 1 < len(words)
            and (of_many or lower[past] == "'")
            and words[past + 1][0].isupper()
            and sentence_of[past + 1] == sentence_of[first]
        ):
            after = begins.get(past + 1)
            end = after.past if after else past + 2
            if (kind == "organisation" and not of_many) or lower[end - 1] in word_list("body"):
                past, kind = end, "organisation"  # "Prisoners' Families", "People's Party"
        head = lower[past - 1]
        while (
            (kind != "person" or lower[past : past + 1] == ["&"])
            and past + 1 < len(words)
            and sentence_of[past + 1] == sentence_of[first]
        ):
            link = lower[past]
            if link == "&" and words[past + 1][0].isupper():
                after = begins.get(past + 1)
                past, kind = (after.past if after else past + 2), "organisation"
                continue
            if not (
                (link == "of" and (head in word_list("head-of") or (kind == "organisation" and past - first > 1)))
                or (link in ("for", "on") and head in word_list("head-for") and kind == "organisation")
            ):
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
