"""Who said a quote: from the words that stand for its speaker to a full name, or an honest unknown with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analytics.actors.article import Answer, Article, Speech
from analytics.actors.mentions import token_range
from analytics.actors.phrases import by_name, by_role, head_of, is_pronoun, trimmed
from analytics.actors.roles import is_person_noun
from analytics.actors.rows import FoundMention, Speaker
from analytics.actors.standins import by_pronoun
from analytics.text import Document

if TYPE_CHECKING:
    from analytics.quotes.find import FoundQuote

_FAR = 2  # paragraphs after which a quote without a speaker no longer belongs to the one who spoke before


def name_speakers(document: Document, quotes: Sequence[FoundQuote], mentions: Sequence[FoundMention]) -> list[Speaker]:
    """A speaker for each quote, in the order of ``quotes``; ``mentions`` are find_mentions' of the same document.

    >>> from analytics.text import read
    >>> from analytics.quotes import find_quotes
    >>> from analytics.actors import find_mentions
    >>> document = read("Ada Quill spoke on Monday. “We won,” she said.")
    >>> quotes = find_quotes([document])[0]
    >>> name_speakers(document, quotes, find_mentions(document, quotes))[0]
    Speaker(name='Ada Quill', type='person', why='“she”: Ada Quill, named in paragraph 1')
    """
    article = Article.of(document, mentions)
    speech = Speech()
    known: dict[tuple[int, int], Answer] = {}
    speakers: dict[int, Speaker] = {}
    for number in sorted(range(len(quotes)), key=lambda n: _where(quotes[n])):
        quote = quotes[number]
        content = tuple(token_range(document, start, end) for start, end in quote.parts)
        first = min((a for a, b in content if a < b), default=0)
        if quote.speaker is None:
            answer, at = _unsaid(article, speech, first), first
        else:
            i, j = token_range(document, *quote.speaker)
            at = i
            if (i, j) not in known:
                known[i, j] = _said(article, speech, i, j, content)
            answer = known[i, j]
        speech = speech.after(article, answer, at)
        speakers[number] = Speaker(answer.actor.name if answer.actor else None, answer.type, answer.why)
    return [speakers[n] for n in range(len(quotes))]


def _where(quote: FoundQuote) -> int:
    starts = [start for start, _ in quote.parts] + ([quote.speaker[0]] if quote.speaker else [])
    return min(starts, default=0)


def _said(article: Article, speech: Speech, i: int, j: int, content: tuple[tuple[int, int], ...]) -> Answer:
    if i >= j:
        return Answer(None, None, "no words stand for the speaker")
    i, j = trimmed(article.document, i, j)
    here = article.between(i, j)
    if not here and article.document.words[i][0].isupper():
        here = [
            m for m in article.between(j, j + 1) if m[0] == j and m[2].type == "person"
        ]  # "Farm Minister" cut off before the name
        j = here[0][1] if here else j
    if not here and is_pronoun(article.document, i, j):
        return by_pronoun(article, speech, i, content)
    answer = by_name(article, speech, i, j, here) if here else by_role(article, speech, i, j)
    if answer.actor is None and answer.type == "unnamed":
        return _in_apposition(article, i, j, content) or answer
    return answer


def _in_apposition(article: Article, i: int, j: int, content: tuple[tuple[int, int], ...]) -> Answer | None:
    """Who stands right beside a description that the span was cut down to: "Ada Quill, a farmer", "its chief economist Bo Lund"."""
    document = article.document
    lower = document.lower
    said = document.text[slice(*document.span(i, j))]
    described = is_person_noun(lower[head_of(document, i, j) - 1])
    comma = lower[j : j + 1] == [","]
    before = [m for m in article.between(i - 2, i - 1) if m[1] == i - 1] if i > 1 and lower[i - 1] == "," else []
    if before:
        first, past, actor = before[0]
        goes_on = comma or (j < len(lower) and document.words[j].isalpha() and document.words[j][0].islower())
        fits = described == (actor.type == "person") and not any(a < past and first < b for a, b in content)
        return Answer(actor, actor.type, f"“{said}”: {actor.name}, named right before") if goes_on and fits else None
    if not described or lower[j - 1] == "of":
        return None
    for first, past, actor in article.between(j, j + 2):
        if actor.type == "person" and first == j + comma and (not comma or lower[past : past + 1] in ([","], ["."], ["("])):
            return Answer(actor, actor.type, f"“{said}”: {actor.name}, named right after")
    return None


def _unsaid(article: Article, speech: Speech, first: int) -> Answer:
    """No words for a speaker: the one who spoke right before goes on, where the quote opens with its marks."""
    document = article.document
    if speech.last is None or not document.words:
        return Answer(None, None, "no speaker was found")
    near = document.paragraph_of[first] - document.paragraph_of[speech.last_at] <= _FAR
    if near and article.quoted[first]:
        return Answer(speech.last, speech.last.type, f"nobody is named here: {speech.last.name} spoke right before")
    return Answer(None, None, "no speaker was found")
