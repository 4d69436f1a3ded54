"""From articles to tables: find quotes, find names, name the speakers, measure tone."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from analytics.actors import FoundMention, Profile, Speaker, find_mentions, read_cast
from analytics.quotes import FoundQuote, find_quotes
from analytics.sentiment import score, toward_many
from analytics.tables import Mention, Quote, Sentence, Tables, frame
from analytics.text import WORD, Document, read
from analytics.titles import Placed, one_sided, place, split

BATCH = 16  # articles whose quotes are found together: enough to fill the processor, few enough to stay in its cache


class Analysis(NamedTuple):
    """The rows of one article in three tables."""

    sentences: list[Sentence]
    quotes: list[Quote]
    mentions: list[Mention]


def analyse(articles: pd.DataFrame) -> Tables:
    """Find the sentences, quotes and mentions of a batch of articles (columns of ``tables.Article``), in the order of the articles.

    A pure function: the same articles give the same rows in any batch and any process.

    >>> from analytics.tables import Article, frame
    >>> article = Article("a1", None, "“We won,” Mara Ode said.", None, None, None, None, "en", 5, None, None, None, "-", None)
    >>> analyse(frame("articles", [article])).quotes[["kind", "text", "name"]].to_dict("records")
    [{'kind': 'direct', 'text': '“We won,”', 'name': 'Mara Ode'}]
    """
    found: list[Analysis] = []
    rows = list(articles.reindex(columns=["article_id", "title", "text", "outlet"]).itertuples(index=False, name=None))
    for at in range(0, len(rows), BATCH):
        batch = rows[at : at + BATCH]
        places = [place(_known(title), text, _known(outlet)) for _, title, text, outlet in batch]
        documents = [read(placed.text) for placed in places]
        for (article_id, *_), placed, document, quotes in zip(batch, places, documents, find_quotes(documents), strict=True):
            found.append(_assemble(article_id, placed, document, quotes))
    return Tables(
        articles.reset_index(drop=True),
        frame("sentences", (row for one in found for row in one.sentences)),
        frame("quotes", (row for one in found for row in one.quotes)),
        frame("mentions", _with_tone(rows, found)),
    )


def _known(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _assemble(article_id: str, placed: Placed, document: Document, quotes: Sequence[FoundQuote]) -> Analysis:
    """Return the rows of one article: find the names, name the speakers, measure the tone of sentences and quotes."""
    quotes = [quote._replace(parts=one_sided(placed, quote.parts)) for quote in quotes]
    mentions = find_mentions(document, quotes)
    cast = read_cast(document, quotes, mentions)
    sentences = _sentences(article_id, placed, document)
    said = [_quote(article_id, n, document, *pair) for n, pair in enumerate(zip(quotes, cast.speakers, strict=True))]
    return Analysis(*split(placed, sentences, said, _mentions(article_id, sentences, quotes, mentions, cast.profiles)))


def _sentences(article_id: str, placed: Placed, document: Document) -> list[Sentence]:
    """Return the sentences with their tone. VADER takes five times as long on a whole article as sentence by sentence."""
    spans = [placed.clip(*document.span(*s)) for s in document.sentences]
    return [Sentence(article_id, n, a, b, score(document.text[a:b]).compound) for n, (a, b) in enumerate(spans)]


def _quote(article_id: str, number: int, document: Document, quote: FoundQuote, speaker: Speaker) -> Quote:
    text = " … ".join(document.text[a:b] for a, b in quote.parts)
    who = quote.speaker or (None, None)
    cue = quote.cue or (None, None)
    role, gender = speaker.role_span or (None, None), speaker.gender_span or (None, None)
    return Quote(
        article_id=article_id,
        quote=number,
        kind=quote.kind,
        parts=[list(part) for part in quote.parts],
        text=text,
        speaker_start=who[0],
        speaker_end=who[1],
        speaker_text=document.text[slice(*quote.speaker)] if quote.speaker else None,
        name=speaker.name,
        speaker_type=speaker.type,
        cue_start=cue[0],
        cue_end=cue[1],
        cue=document.text[slice(*quote.cue)] if quote.cue else None,
        stance=quote.stance,
        confidence=quote.confidence,
        rule=quote.rule,
        why_name=speaker.why,
        tone=score(text).compound,
        words=sum(len(WORD.findall(document.text[a:b])) for a, b in quote.parts),
        strength=quote.strength,
        role=speaker.role,
        role_start=role[0],
        role_end=role[1],
        gender=speaker.gender,
        gender_from=speaker.gender_from,
        gender_start=gender[0],
        gender_end=gender[1],
        described_as=speaker.described_as,
        spoken_for=speaker.spoken_for,
    )


def _mentions(
    article_id: str,
    sentences: list[Sentence],
    quotes: Sequence[FoundQuote],
    mentions: Sequence[FoundMention],
    profiles: Sequence[Profile],
) -> list[Mention]:
    """Return the mentions with the sentence and the quote that contain each (of nested quotes the one that begins last)."""
    starts = [s.start for s in sentences]
    parts = sorted((a, b, n) for n, quote in enumerate(quotes) for a, b in quote.parts)
    part_starts = [a for a, _, _ in parts]
    rows = []
    for m, stated in zip(mentions, profiles, strict=True):
        sentence = max(bisect.bisect_right(starts, m.start) - 1, 0)
        at = bisect.bisect_right(part_starts, m.start)
        around = [n for a, b, n in parts[max(at - 4, 0) : at] if a <= m.start and m.end <= b]
        inside = around[-1] if around else None
        rows.append(Mention(article_id, sentence, *m, inside, None, stated.role, stated.gender))
    return rows


def _with_tone(articles: Sequence[Sequence[str]], found: Sequence[Analysis]) -> list[Mention]:
    """Return all mentions of articles (id, title, text, outlet) with their estimated tone toward the actor.

    It is the probability of positive minus that of negative, in the sentence of the title or text that contains the mention.

    The estimates of all articles are made together, which takes less time than article by article and gives the same numbers.
    """
    mentions = [mention for one in found for mention in one.mentions]
    targets = {}
    places = [
        (title if m.in_title else text, one.sentences[m.sentence])
        for (_, title, text, _), one in zip(articles, found, strict=True)
        for m in one.mentions
    ]
    for n, (mention, (text, sentence)) in enumerate(zip(mentions, places, strict=True)):
        begin, stop = sentence.start, sentence.end
        start, end = max(mention.start, begin), min(mention.end, stop)
        if start < end:
            targets[n] = (text[begin:stop], start - begin, end - begin)
    for n, estimate in zip(targets, toward_many(list(targets.values())), strict=True):
        mentions[n] = mentions[n]._replace(tone=estimate.positive - estimate.negative)
    return mentions
