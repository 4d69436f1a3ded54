"""The whole analysis of a few invented articles: every row says what the text says."""

import pandas as pd
import pytest

from analytics.pipeline import analyse
from analytics.sentiment import score, toward
from analytics.tables import Article, Tables, columns, frame

TEXTS = {
    "bridge": "Bridge to reopen, minister says\n\nOSTRA, Jan 9 (Lantern) — Transport Minister Mara Ode said on Friday "
    "that the bridge would reopen in May.\n\n"
    "“We lost a winter,” she said. “We will not lose a summer.”\n\nPeru and the United Nations have both sent engineers.",
    "hostile": "<script>alert('x')</script> $x$ **Ode** said “=1+1” | `rm`.\0 \u202eright to left\u202c 😀 said.",
    "empty": "",
    "blank": " \n\n ",
    "unclosed": "“The talks were never going to work, Mara Ode said.\n\nIt rained.",
}


def articles(texts: dict[str, str] = TEXTS) -> pd.DataFrame:
    return frame(
        "articles",
        [Article(key, None, text, *[None] * 5, len(text.split()), None, None, None, "-", None) for key, text in texts.items()],
    )


@pytest.fixture(scope="module")
def tables() -> Tables:
    return analyse(articles())


def test_pipeline_gives_every_table_its_columns(tables: Tables) -> None:
    for name in ("articles", "sentences", "quotes", "mentions"):
        assert list(getattr(tables, name).columns) == list(columns(name))
        assert getattr(tables, name).dtypes.equals(frame(name).dtypes)


def test_pipeline_spans_are_what_they_say(tables: Tables) -> None:
    for quote in tables.quotes.itertuples():
        text = TEXTS[quote.article_id]
        assert quote.text == " … ".join(text[a:b] for a, b in quote.parts)
        if not pd.isna(quote.speaker_text):
            assert quote.speaker_text == text[quote.speaker_start : quote.speaker_end]
        if not pd.isna(quote.cue):
            assert quote.cue == text[quote.cue_start : quote.cue_end]
    for mention in tables.mentions.itertuples():
        assert mention.text == TEXTS[mention.article_id][mention.start : mention.end]
    for sentence in tables.sentences.itertuples():
        text = TEXTS[sentence.article_id][sentence.start : sentence.end]
        assert text == text.strip() != ""


def test_pipeline_tone_of_a_mention_is_the_estimate_toward_it(tables: Tables) -> None:
    rows = {(s.article_id, s.sentence): TEXTS[s.article_id][s.start : s.end] for s in tables.sentences.itertuples()}
    starts = {(s.article_id, s.sentence): s.start for s in tables.sentences.itertuples()}
    assert len(tables.mentions) > 0
    for m in tables.mentions.itertuples():
        start = m.start - starts[m.article_id, m.sentence]
        estimate = toward(rows[m.article_id, m.sentence], start, start + len(m.text))
        assert m.tone == pytest.approx(estimate.positive - estimate.negative, abs=1e-4)


def test_pipeline_tone_is_vader_sentence_by_sentence(tables: Tables) -> None:
    rows = tables.sentences
    assert rows["tone"].tolist() == [
        score(TEXTS[i][a:b]).compound for i, a, b in zip(rows["article_id"], rows["start"], rows["end"], strict=True)
    ]


def test_pipeline_resolves_the_pronoun(tables: Tables) -> None:
    quotes = tables.quotes[tables.quotes["article_id"] == "bridge"]
    assert quotes["name"].dropna().tolist()[-2:] == ["Mara Ode"] * 2
    assert quotes["speaker_text"].tolist()[-1] == "she"


def test_pipeline_mentions_know_their_sentence(tables: Tables) -> None:
    rows = tables.mentions.merge(tables.sentences, on=["article_id", "sentence"], suffixes=("", "_of_sentence"))
    assert len(rows) == len(tables.mentions)
    assert ((rows["start_of_sentence"] <= rows["start"]) & (rows["end"] <= rows["end_of_sentence"])).all()


def test_pipeline_does_not_depend_on_the_batch() -> None:
    many = {f"{key}-{n}": text for n in range(9) for key, text in TEXTS.items()}
    together = analyse(articles(many))
    apart = [analyse(articles({key: text})) for key, text in many.items()]
    for name in ("sentences", "quotes", "mentions"):
        parts = [getattr(one, name) for one in apart if len(getattr(one, name))]
        pd.testing.assert_frame_equal(getattr(together, name), pd.concat(parts, ignore_index=True))
