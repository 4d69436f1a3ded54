"""Who said a quote: from the words that stand for its speaker to a full name, or an honest unknown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analytics.actors.lexicon import given_names
from analytics.actors.rows import FoundMention, Speaker
from analytics.text import Document

if TYPE_CHECKING:
    from analytics.quotes.find import FoundQuote

_GENDER = {"he": 1.0, "him": 1.0, "his": 1.0, "she": -1.0, "her": -1.0}


def name_speakers(document: Document, quotes: Sequence[FoundQuote], mentions: Sequence[FoundMention]) -> list[Speaker]:
    """A speaker for each quote, in the order of ``quotes``.

    >>> from analytics.text import read
    >>> from analytics.quotes import find_quotes
    >>> from analytics.actors import find_mentions
    >>> document = read("Ada Quill spoke on Monday. “We won,” she said.")
    >>> quotes = find_quotes([document])[0]
    >>> name_speakers(document, quotes, find_mentions(document, quotes))[0].name
    'Ada Quill'
    """
    return [_speaker(document, quote, mentions) for quote in quotes]


def _speaker(document: Document, quote: FoundQuote, mentions: Sequence[FoundMention]) -> Speaker:
    if quote.speaker is None:
        return Speaker(None, None, "no speaker was found")
    start, end = quote.speaker
    said = document.text[start:end]
    here = [m for m in mentions if m.start < end and start < m.end]
    people = [m for m in here if m.type == "person"]
    for mention in people + [m for m in here if said.startswith((m.text, "the " + m.text, "The " + m.text))]:
        if document.text[mention.end : mention.end + 2] not in ("’s", "'s"):
            return Speaker(mention.name, mention.type, f"named: {mention.text}")
    gender = _GENDER.get(said.lower())
    if gender:
        for mention in reversed([m for m in mentions if m.end <= start and m.type == "person"]):
            if given_names().get(mention.name.split()[0], 0.0) * gender >= 0:
                return Speaker(mention.name, "person", f"“{said}”: the nearest person who fits, {mention.name}")
        return Speaker(None, "unnamed", f"“{said}”: nobody fitting is in reach")
    return Speaker(None, "unnamed", f"an unnamed speaker: “{said}”")
