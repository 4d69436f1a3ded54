"""A little library of invented articles whose every row is known: what the tests of selection, export and check ask."""

import atexit
import functools
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from analytics.library import Library
from analytics.tables import Article, Mention, Quote, Sentence, Skipped, Tables, frame

ADA = "Ada Quill won. “We sail, Bram,” said Quill."
BRAM = "Bram Ode lost. Ode claimed that Quill cheated. “=No”, he said."


def made(tmp_path: Path) -> Library:
    """Three articles: Quill speaks in a1 (3 March, The Quay), Ode in b1 (4 March, The Lamp); b2 is a copy of b1, without a date."""
    return Library(shutil.copytree(_original(), tmp_path / "library"))


@functools.cache
def _original() -> Path:
    """The library that each test gets a copy of, made once."""
    folder = Path(tempfile.mkdtemp(prefix="quoteboard-press-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with Library(folder / "library", create=True) as library:
        library.add(rows(), frame("skipped", [Skipped("c.txt", None, "empty")]))
        library.relink()
    return folder / "library"


def rows() -> Tables:
    """The rows of the three articles."""
    articles = [
        _article("a1", "Quill wins", ADA, datetime(2026, 3, 3, 23, 59, tzinfo=UTC), "The Quay", None),
        _article("b1", "Ode loses", BRAM, datetime(2026, 3, 4, tzinfo=UTC), "The Lamp", None),
        _article("b2", "Ode loses again", BRAM, None, "The Quay", "b1"),
    ]
    quotes = [_quote("a1", 0, "direct", ADA, "“We sail, Bram,”", "Quill", "Ada Quill", "said", 0.9)]
    sentences = [_sentence("a1", n, ADA, s) for n, s in enumerate(("Ada Quill won.", "“We sail, Bram,” said Quill."))]
    mentions = [
        _mention("a1", 0, ADA, "Ada Quill", "Ada Quill", None),
        _mention("a1", 1, ADA, "Bram", "Bram Ode", 0),
        _mention("a1", 1, ADA, "Quill.", "Ada Quill", None),
    ]
    for one in ("b1", "b2"):
        quotes.append(_quote(one, 0, "indirect", BRAM, "that Quill cheated", "Ode claimed", "Bram Ode", "claimed", 0.6))
        quotes.append(_quote(one, 1, "direct", BRAM, "“=No”", "he", "Bram Ode", "said", 0.4))
        split = ("Bram Ode lost.", "Ode claimed that Quill cheated.", "“=No”, he said.")
        sentences += [_sentence(one, n, BRAM, s) for n, s in enumerate(split)]
        mentions.append(_mention(one, 0, BRAM, "Bram Ode", "Bram Ode", None))
        mentions.append(_mention(one, 1, BRAM, "Ode claimed", "Bram Ode", None))
        mentions.append(_mention(one, 1, BRAM, "Quill cheated", "Ada Quill", 0))
    return Tables(frame("articles", articles), frame("sentences", sentences), frame("quotes", quotes), frame("mentions", mentions))


def shown(found: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """Rows as tuples, missing as None."""
    return [
        tuple(None if v is pd.NA or v != v else v for v in row) for row in found[list(columns)].itertuples(index=False, name=None)
    ]


def _article(article_id: str, title: str, text: str, published: datetime | None, outlet: str, copy_of: str | None) -> Article:
    words = len(text.split())
    return Article(
        article_id, title, text, published, outlet, None, None, "en", words, None, None, None, f"{article_id}.txt", copy_of
    )


def _sentence(article_id: str, number: int, text: str, sentence: str) -> Sentence:
    start = text.index(sentence)
    return Sentence(article_id, number, start, start + len(sentence), 0.25 * number)


def _quote(article_id: str, number: int, kind: str, text: str, said: str, by: str, name: str, cue: str, confidence: float) -> Quote:
    start, cue_start = text.index(said), text.index(cue, text.index(said) - 12 if kind == "indirect" else text.index(said))
    who_start = text.index(by, 0 if kind == "indirect" else start + len(said))
    who = by.split(" ")[0]
    return Quote(
        article_id, number, kind, [[start, start + len(said)]], said, who_start, who_start + len(who), who, name, "person",
        cue_start, cue_start + len(cue), cue, "neutral", confidence, "test", None, -0.5, len(said.split()),
    )  # fmt: skip


def _mention(article_id: str, sentence: int, text: str, at: str, name: str, quote: int | None) -> Mention:
    start = text.index(at)
    form = at.removesuffix(" claimed").removesuffix(" cheated").removesuffix(".")
    return Mention(article_id, sentence, start, start + len(form), form, name, "person", quote, None)
