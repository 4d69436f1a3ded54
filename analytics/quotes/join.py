"""Joins quotations to the quote that they continue: the second half of a split quote, the next paragraph of a long one."""

from __future__ import annotations

from analytics.quotes.drafts import Draft, Range
from analytics.quotes.marks import CLOSING, OUTSIDE, Marks, names_speaker
from analytics.text import Document

# A quotation has an owner when a quote covers this share of it.
_OWNED = 0.3
# Fewer tokens than this, marks included, are a word in quotation marks rather than a sentence said.
_SENTENCE = 5
_TAIL = 7
# The most tokens between the halves of a quote split within a sentence.
_BETWEEN = 25
# Words that open a sentence with a capital and are no name.
_NO_VERBS = frozenset("of and in on at from for with by or as to the a an 's who which that".split())
_NO_NAMES = frozenset(
    "the a an in on at but and i it he she they we you this that these those there when while after before as if for with so to by "
    "of its his her their our my what who why how not no yes one some many most then later now yet still both".split()
)
# A quote of more paragraphs than this comes from missing quotation marks.
_LONGEST_CHAIN = 40


def join(document: Document, marks: Marks, drafts: list[Draft]) -> None:
    """Add quotations without an owner to the quotes they continue, in place."""
    owners = owners_of(marks.quotations, drafts)
    _join_halves(document, marks, owners)
    _join_paragraphs(document, marks, drafts, owners)


def owners_of(quotations: list[Range], drafts: list[Draft]) -> list[Draft | None]:
    """The quote that owns each quotation: of those that cover enough of it, the one that covers most."""
    owners: list[Draft | None] = [None] * len(quotations)
    best = [0.0] * len(quotations)
    starts = [a for a, _ in quotations]
    for draft in drafts:
        for a, b in draft.parts:
            n = _first_after(quotations, a)
            while n < len(quotations) and starts[n] < b:
                share = (min(b, quotations[n][1]) - max(a, starts[n])) / (quotations[n][1] - starts[n])
                if share > max(_OWNED, best[n]):
                    best[n], owners[n] = share, draft
                n += 1
    return owners


def _first_after(quotations: list[Range], token: int) -> int:
    """The first quotation that ends after a token."""
    low, high = 0, len(quotations)
    while low < high:
        middle = (low + high) // 2
        if quotations[middle][1] <= token:
            low = middle + 1
        else:
            high = middle
    return low


def _join_halves(document: Document, marks: Marks, owners: list[Draft | None]) -> None:
    """Join a quotation that opens a sentence to the quote before it in its paragraph: “A,” she said. “B.”"""
    quotations = marks.quotations
    for n in range(1, len(quotations)):
        first, end = quotations[n]
        owner = owners[n - 1]
        if owners[n] is not None or owner is None or (end - first < _SENTENCE and document.words[end - 2][-1] not in ".!?"):
            continue
        if document.paragraph_of[quotations[n - 1][0]] != document.paragraph_of[first]:
            continue
        opens = first == document.sentences[document.sentence_of[first]][0] and holds_floor(document, marks, owner, first)
        if (opens or _resumes(document, quotations[n - 1], first, owner)) and (owner.cue is None or owner.cue < first):
            owner.add((first, end))
            owners[n] = owner


def holds_floor(document: Document, marks: Marks, owner: Draft, first: int) -> bool:
    """Whether the speaker of a quote still speaks where a quotation opens at token ``first``: the outlet says nothing in between,
    or only about that speaker. "“You cheat,” says Ode. Marn moves a bishop. “I have no need to.”" is not Ode's."""
    return actor_between(document, marks, owner, first) is None


def actor_between(document: Document, marks: Marks, owner: Draft, first: int) -> Range | None:
    """The name of another actor that opens the last sentence between a quote and the quotation at token ``first``."""
    of = document.sentence_of
    done = max(owner.parts[-1][1] - 1 if owner.parts[-1][1] <= first else 0, owner.cue or 0)
    number = of[first] - 1
    if number <= of[done]:
        return None
    begin, end = document.sentences[number]
    words = document.words
    if (
        any(marks.state[i] != OUTSIDE for i in range(begin, end))
        or not words[begin][0].isupper()
        or document.lower[begin] in _NO_NAMES
    ):
        return None
    past = begin
    while past < end and words[past][0].isupper() and words[past][0].isalpha():
        past += 1
    speaker = set(document.lower[slice(*owner.speaker)]) if owner.speaker else set()
    verb = past < end and words[past][0].islower() and document.lower[past] not in _NO_VERBS
    return (begin, past) if verb and not speaker.intersection(document.lower[begin:past]) else None


def _resumes(document: Document, before: Range, first: int, owner: Draft) -> bool:
    """Whether a quotation is the second half of a sentence: “A,” she said, “and b.” has a comma and the reporting word between."""
    lower = document.lower
    return (
        owner.cue is not None
        and before[1] <= owner.cue < first <= before[1] + _BETWEEN
        and "," in lower[before[1] - 2 : before[1] + 1]
        and lower[first - 1] == ","
    )


def _continues(document: Document, marks: Marks, before: Range, after: Range) -> bool:
    """Whether a quotation left open at its paragraph's end continues with the one that opens the next paragraph, or the next
    sentence where a text lost the break between them."""
    paragraph = document.paragraph_of[before[0]]
    if marks.state[before[1] - 1] == CLOSING:
        return False
    if document.paragraph_of[after[0]] == paragraph:
        return before[1] == after[0] and document.words[before[1] - 1][-1] in ".!?"
    if document.paragraph_of[after[0]] != paragraph + 1:
        return False
    if names_speaker(document, max(before[0], before[1] - _TAIL), before[1]):
        return False
    return before[1] == document.paragraphs[paragraph][1] and after[0] == document.paragraphs[paragraph + 1][0]


def join_next(document: Document, marks: Marks, quotes: list[Draft], cueless: list[Draft]) -> list[Draft]:
    """All quotes in reading order, the ``cueless`` ones among them that only go on with the quote before them as parts of it: “A,”
    she said. In the next paragraph: “B.”"""
    found: list[Draft] = []
    added = {id(draft) for draft in cueless}
    for draft in sorted([*quotes, *cueless], key=lambda d: d.parts[0]):
        if found and id(draft) in added and _goes_on(document, marks, found[-1], draft):
            found[-1].add(*draft.parts)
        else:
            found.append(draft)
    return found


def _goes_on(document: Document, marks: Marks, before: Draft, after: Draft) -> bool:
    """Whether a quotation follows one of the same speaker directly, or opens the paragraph after it, with no sentence of the outlet
    in between."""
    first = after.parts[0][0]
    last = before.parts[-1][1] - 1
    paragraph = document.paragraph_of[first]
    if before.speaker is None or before.speaker != after.speaker or marks.state[last] == OUTSIDE:
        return False
    if document.paragraph_of[last] == paragraph:
        return first == last + 1
    done = document.paragraphs[paragraph - 1][1] - 1
    return (
        document.paragraph_of[last] == paragraph - 1
        and first == document.paragraphs[paragraph][0]
        and document.sentence_of[done] == document.sentence_of[last]
        and done - last <= _BETWEEN
    )


def _join_paragraphs(document: Document, marks: Marks, drafts: list[Draft], owners: list[Draft | None]) -> None:
    quotations = marks.quotations
    gone: set[int] = set()
    begin = 0
    for n in range(1, len(quotations) + 1):
        if (
            n < len(quotations)
            and n - begin < _LONGEST_CHAIN
            and _continues(document, marks, quotations[n - 1], quotations[n])
            and not _reported_anew(owners[begin:n], owners[n])
        ):
            continue
        chain = range(begin, n)
        begin = n
        holders = list({id(d): d for k in chain if (d := owners[k]) is not None}.values())
        if len(chain) < 2 or not holders:
            continue
        # One quote over several paragraphs has one speaker: other quotes inside it join the first.
        owner = holders[0]
        named = next((d for d in holders if d.speaker is not None), owner)
        owner.speaker, owner.cue = named.speaker, named.cue
        owner.add(*(part for d in holders[1:] for part in d.parts), *(quotations[k] for k in chain))
        gone.update(id(d) for d in holders[1:])
    drafts[:] = [d for d in drafts if id(d) not in gone]


def _reported_anew(before: list[Draft | None], after: Draft | None) -> bool:
    """Whether a quotation has a reporting word of its own, and one before it has another."""
    cues = {d.cue for d in [*before, after] if d is not None and d.cue is not None}
    return after is not None and after.cue is not None and len(cues) > 1
