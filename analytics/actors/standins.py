"""Who the small words are: "he" and "she", "it" and "they", "who" and "which", "I"."""

from __future__ import annotations

import math

from analytics.actors.article import Answer, Article, Speech
from analytics.actors.lexicon import word_list
from analytics.actors.people import Actor
from analytics.actors.pronouns import GENDER, choose
from analytics.actors.roles import PREPOSITIONS
from analytics.text import Document

_SURE = 0.40  # below this chance "he" names nobody


def by_pronoun(article: Article, speech: Speech, i: int, content: tuple[tuple[int, int], ...]) -> Answer:
    """Who "he", "she", "it", "they", "who" or "I" is at token i."""
    document = article.document
    word = document.lower[i]
    if word in GENDER:
        return _he_or_she(article, speech, i, content)
    if word in ("who", "which", "that", "whose"):
        return _relative(article, i)
    if word in ("i", "we", "me", "my", "our", "us"):
        if speech.last is not None and article.quoted[i]:
            return Answer(speech.last, speech.last.type, f"“{word}” inside what {speech.last.name} says")
        return Answer(None, "unnamed", f"“{word}”: the writer, or nobody named")
    if (
        speech.last is not None
        and speech.last.type != "person"
        and document.paragraph_of[i] - document.paragraph_of[speech.last_at] <= 1
    ):
        return Answer(speech.last, speech.last.type, f"“{word}”: {speech.last.name} spoke right before")
    if word in ("it", "its", "they"):
        body = _nearest_body(article, i, 0.6 if word != "they" else 1.2)
        if body is not None:
            return Answer(body, body.type, f"“{word}”: {body.name}, named right before")
    return Answer(None, "group" if word in ("they", "them", "these", "those") else "unnamed", f"“{word}”: nobody in reach")


def _relative(article: Article, i: int) -> Answer:
    """Whom "who" and "which" at token i take up: the name right before, or before the comma."""
    document = article.document
    lower = document.lower
    word = lower[i]
    begin = document.sentences[document.sentence_of[i]][0]
    before = [m for m in article.between(max(begin, i - 14), i) if m[1] <= i and m[0] >= begin]
    if word in ("who", "whose"):
        before = [m for m in before if m[2].type == "person"]
        near = [m for m in before if i - m[1] <= 1] or [m for m in before if lower[m[1]] in (",", "(")]
    else:
        before = [m for m in before if m[2].type != "person"]
        free = [
            m
            for m in before
            if m[0] == begin or lower[m[0] - 1 - (lower[m[0] - 1] == "the")] not in ("in", "at", "of", "from", "to")
        ]
        near = [m for m in free if i - m[1] <= 1] or (free[-1:] if before and i - before[-1][1] <= 1 else [])
        near = near or [m for m in before if m[2].type == "organisation" and m[1] == _past_place(document, i)]
    if near:
        actor = near[-1][2]
        return Answer(actor, actor.type, f"“{word}”: {actor.name}, named right before")
    return Answer(None, "unnamed", f"“{word}”: no name stands right before")


def _past_place(document: Document, i: int) -> int:
    """Where the words before "which" at token i end without a place: "the head of the Arn Group in Quorl, which"."""
    k = i - (document.lower[i - 1] == ",")
    end = k
    while k > 1 and document.words[k - 1][0].isupper():
        k -= 1
    return k - 1 if k < end and document.lower[k - 1] in ("in", "at", "of") else end


def _he_or_she(article: Article, speech: Speech, i: int, content: tuple[tuple[int, int], ...]) -> Answer:
    document = article.document
    word = document.lower[i]
    if 0 <= speech.unnamed_at < i and document.sentence_of[i] - document.sentence_of[speech.unnamed_at] <= 3:
        since = [m for m in article.of_people if speech.unnamed_at < m[0] < i and not article.quoted[m[0]]]
        if not since:
            return Answer(None, "unnamed", f"“{word}”: the unnamed speaker before")
    choice = choose(document, i, GENDER[word], article.scene(speech, content))
    if choice.person is None:
        return Answer(None, "unnamed", f"“{word}”: nobody fitting is named before")
    at = choice.person.last_before(i)
    if choice.person is not speech.last and document.sentence_of[i] - document.sentence_of[at] > 1 and _somebody(document, i, word):
        return Answer(None, "unnamed", f"“{word}”: somebody unnamed stands nearer than {choice.person.name}")
    if choice.chance < _SURE and choice.rivals:
        return Answer(None, "unnamed", f"no name could be settled for “{word}”: {choice.person.name} or {choice.rivals[0].name}")
    return Answer(choice.person, "person", f"“{word}”: {choice.person.name}, named in paragraph {document.paragraph_of[at] + 1}")


def _somebody(document: Document, i: int, pronoun: str) -> bool:
    """Whether an unnamed man or woman is spoken of in the pronoun's sentence or the one before."""
    nouns = word_list("woman") if GENDER[pronoun] < 0 else word_list("man")
    begin = document.sentences[max(0, document.sentence_of[i] - 1)][0]
    return any(w in nouns for w in document.lower[begin:i])


def _nearest_body(article: Article, i: int, least: float) -> Actor | None:
    """The body or country that the sentence, or the one before, is about."""
    document = article.document
    best: tuple[float, int, Actor] | None = None
    for first, past, body in article.between(max(0, i - 80), i):
        away = document.sentence_of[i] - document.sentence_of[first]
        if body.type == "person" or away > 1 or article.quoted[first]:
            continue
        begin = document.sentences[document.sentence_of[first]][0]
        score = (
            1.5 * (first - begin <= 2)
            + 0.5 * (document.lower[past] != "'s")
            - 0.8 * away
            - (document.lower[first - 1] in PREPOSITIONS)
        )
        score += 0.3 * math.log1p(article.counts[id(body)])
        if best is None or (score, first) > best[:2]:
            best = (score, first, body)
    return best[2] if best and best[0] > least else None
