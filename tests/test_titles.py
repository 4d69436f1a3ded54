"""The same invented story has the same rows from every format, whether its title is in a column or opens the text."""

import json
from collections import Counter
from typing import Any

import pandas as pd
import pytest

from analytics.library import Library
from analytics.library.checks import find_problems
from analytics.loaders import load
from analytics.pipeline import analyse
from analytics.queries import counts, one_actor
from analytics.queries.filters import Filters
from analytics.queries.rows import select
from analytics.tables import Article, Tables, frame
from analytics.titles import place
from tests.loaders import exports, pages
from tests.loaders.workbooks import workbook

TITLE = "Ode: ‘We will not sail for Harbour Trust pay’"
STORY = pages.STORY
BODY = "\n\n".join(STORY)
FILES: dict[str, bytes] = {
    "story.csv": pd.DataFrame({"title": [TITLE], "text": [BODY]}).to_csv(index=False).encode(),
    "lines.csv": pd.DataFrame({"title": [TITLE], "text": ["\n".join(STORY)]}).to_csv(index=False).encode(),
    "repeated.csv": pd.DataFrame({"title": [TITLE], "text": [f"{TITLE}\n\n{BODY}"]}).to_csv(index=False).encode(),
    "capitals.csv": pd.DataFrame({"title": [TITLE], "text": [f"{TITLE.upper()}.\n{BODY}"]}).to_csv(index=False).encode(),
    "outlet.csv": pd.DataFrame({"title": [f"{TITLE} | The Quay"], "outlet": ["The Quay"], "text": [BODY]})
    .to_csv(index=False)
    .encode(),
    "story.json": json.dumps([{"headline": TITLE, "body": BODY}]).encode(),
    "story.xlsx": workbook([["title", "text"], [TITLE, BODY]]),
    "story.txt": f"{TITLE}\n\n{BODY}\n".encode(),
    "story.html": pages.page(heading=TITLE).encode(),
    "story.docx": exports.docx([TITLE, *STORY]),
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """All files analysed, each article under the name of its file."""
    folder = tmp_path_factory.mktemp("story")
    found = []
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
        found.append(load(folder / name).articles.assign(article_id=name))
    return analyse(pd.concat(found, ignore_index=True))


@pytest.fixture(scope="module")
def library(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Library:
    made = Library(tmp_path_factory.mktemp("library") / "news", create=True)
    made.add(tables)
    made.relink()
    return made


def rows(table: pd.DataFrame, name: str, *columns: str) -> list[Any]:
    return table.loc[table["article_id"] == name, list(columns)].astype(object).where(lambda t: t.notna(), None).to_numpy().tolist()


QUOTE = ("in_title", "kind", "text", "speaker_text", "name", "speaker_type", "cue", "confidence", "role", "gender", "tone", "words")
MENTION = ("in_title", "sentence", "text", "name", "type", "quote", "tone")


@pytest.mark.parametrize("name", FILES)
def test_titles_same_story_has_the_same_rows_in_every_format(tables: Tables, name: str) -> None:
    assert rows(tables.quotes, name, *QUOTE) == rows(tables.quotes, "story.txt", *QUOTE)
    assert rows(tables.mentions, name, *MENTION) == rows(tables.mentions, "story.txt", *MENTION)
    assert rows(tables.sentences, name, "in_title", "sentence", "tone") == rows(
        tables.sentences, "story.txt", "in_title", "sentence", "tone"
    )


def test_titles_headline_has_its_quote_and_its_mentions_once(tables: Tables) -> None:
    assert rows(tables.quotes, "story.csv", "in_title", "text", "name")[:2] == [
        [True, "‘We will not sail for Harbour Trust pay’", "Mara Ode"],
        [False, "“We will not sail until they are back,”", "Mara Ode"],
    ]
    named = rows(tables.mentions, "story.csv", "in_title", "text", "name")
    assert [row for row in named if row[0]] == [[True, "Ode", "Mara Ode"], [True, "Harbour Trust", "Harbour Trust"]]


def test_titles_offsets_are_of_the_title_or_the_text(tables: Tables, library: Library) -> None:
    articles = tables.articles.set_index("article_id")
    assert articles.loc["story.csv", "text"] == BODY
    row: Any
    for row in tables.mentions.itertuples():
        assert articles.loc[row.article_id, "title" if row.in_title else "text"][row.start : row.end] == row.text
    for row in tables.quotes.itertuples():
        text = articles.loc[row.article_id, "title" if row.in_title else "text"]
        assert " … ".join(text[a:b] for a, b in row.parts) == row.text
        for what in ("speaker", "cue"):
            if not pd.isna(getattr(row, f"{what}_start")):
                said = row.speaker_text if what == "speaker" else row.cue
                assert text[getattr(row, f"{what}_start") : getattr(row, f"{what}_end")] == said
    assert list(find_problems(library)) == []


def test_titles_headline_counts_are_one_an_article(library: Library) -> None:
    [ode] = [row for row in counts.in_headlines(library, Filters()).itertuples() if row.name == "Mara Ode"]
    assert (ode.mentions, ode.articles) == (len(FILES), len(FILES))
    assert set(one_actor.headlines(library, Filters(), str(ode.actor))["article_id"]) == set(FILES)


def test_titles_are_in_exports_and_searches(library: Library) -> None:
    sentences = select(library, "sentences", Filters(words="sail trust"))
    assert Counter(sentences["article_id"]) == Counter(dict.fromkeys(FILES, 1))
    assert all("Harbour Trust" in text for text in sentences["text"])
    assert sentences["in_title"].all()


@pytest.mark.parametrize(
    ("title", "text", "document"),
    [
        ("Port shut", "The port was shut.", "Port shut\n\nThe port was shut."),
        ("Port shut", "Port shut\n\nIt was.", "Port shut\n\nIt was."),
        ("Port shut", "\n Port shut?\n \nIt was.", "\n Port shut?\n \nIt was."),
        ("Port shut", "Port shut\nIt was.", "Port shut\n\nIt was."),
        ("Port ‘shut’", "NEWS\nPort 'Shut'\nIt was.", "NEWS\n\nPort ‘shut’\n\nIt was."),
        ("Port shut for a week", "Port shut\nfor a week.\n\nIt was.", "Port shut for a week\n\nIt was."),
        ("Port shut for a week", "Port shut for a week. It was.", "Port shut for a week\n\nIt was."),
        ("Port shut", "Port shut. It was.", "Port shut\n\nPort shut. It was."),
        ("Port shut", "Port shut again, they say.", "Port shut\n\nPort shut again, they say."),
        ("Port shut after the wor...", "Port shut after the worst storm.", "Port shut after the worst storm."),
        ("Port shut | The Quay", "Port shut\n\nIt was.", "Port shut\n\nIt was."),
        ("Port shut - The Quay", "It was.", "Port shut\n\nIt was."),
        ("Port shut - for good", "It was.", "Port shut - for good\n\nIt was."),
        (" * * * ", "It was.", "It was."),
        (None, "It was.", "It was."),
    ],
)
def test_place_reads_a_headline_once(title: str | None, text: str, document: str) -> None:
    placed = place(title, text, "The Quay")
    assert placed.text == document
    if title and placed.end:
        headline = placed.text[placed.start : placed.end]
        inside = placed.in_title((placed.start, placed.end))
        assert inside is not None
        assert title[slice(*inside)] == headline
        assert placed.text.count("ort") == document.count("ort")
        rest = placed.text.index("It was") if "It was" in text else placed.end
        if found := placed.in_text((rest, rest + 6)):
            assert text[slice(*found)] == placed.text[rest : rest + 6]


SENTENCE = "Angela Merkel met Emmanuel Macron in Paris on Friday"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (None, f"{SENTENCE}."),
        (None, SENTENCE),
        ("Talks in Paris", f"{SENTENCE}."),
        ("Merkel meets Macron", f"{SENTENCE}.\nThe two spoke about trade."),
        (None, f"{SENTENCE}.\n\nThe two spoke about trade."),
    ],
)
def test_titles_first_sentence_is_no_headline(title: str | None, text: str) -> None:
    article = Article("a", title, text, *[None] * 5, 9, None, None, None, "-", None)
    found = analyse(frame("articles", [article])).mentions
    named = rows(found[~found["in_title"]], "a", "text", "name", "type")
    assert named == [["Angela Merkel", "Angela Merkel", "person"], ["Emmanuel Macron", "Emmanuel Macron", "person"]]
