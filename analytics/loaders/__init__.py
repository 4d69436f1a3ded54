"""Files, folders and exports to the articles table; one file a family of formats."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analytics.loaders import delimited, json_files, parquet, plain
from analytics.loaders.inputs import Source, find_sources
from analytics.tables import Article, Skipped, frame

Reader = Callable[[Source], Iterator[Article | Skipped]]


class Format(NamedTuple):
    """A family of files: the endings that it goes by, what a row of it is, and the function that reads it."""

    name: str
    suffixes: tuple[str, ...]
    holds: str
    read: Reader


FORMATS = (
    Format("text", (".txt", ".text"), "one article, its headline first; front matter between --- lines is read", plain.read),
    Format("Markdown", (".md", ".markdown"), "one article, when named or when it opens with front matter", plain.read),
    Format("CSV", (".csv",), "a row an article, a header line, a text column", delimited.read),
    Format("TSV", (".tsv", ".tab"), "a row an article, a header line, a text column", delimited.read),
    Format("JSON", (".json",), "a list of objects, or an object with such a list in it", json_files.read_list),
    Format("JSONL", (".jsonl", ".ndjson"), "an object a line", json_files.read_lines),
    Format("Parquet", (".parquet", ".pq"), "a row an article, a text column", parquet.read),
)


class Loaded(NamedTuple):
    """Articles and skipped rows (frames of `tables.Article` and `tables.Skipped`), and the format of each file seen."""

    articles: pd.DataFrame
    skipped: pd.DataFrame
    formats: dict[str, str]


def load(*inputs: str | Path) -> Loaded:
    """All articles of files, folders and globs, in one piece; for many, see `load_batches`.

    Never raises for what an input holds or lacks: each file or row that is not taken in is a row of ``skipped``, and so is
    each value that could not be read though its article was kept.

    >>> loaded = load("no-such-folder")
    >>> len(loaded.articles), loaded.skipped["reason"][0]
    (0, 'no such file or folder; accepted: a file, a folder, or a pattern such as news/*.txt')
    """
    batches = list(load_batches(inputs, size=2**31))
    return batches[0] if batches else Loaded(frame("articles"), frame("skipped"), {})


def load_batches(inputs: Iterable[str | Path], size: int = 500) -> Iterator[Loaded]:
    """The articles of the inputs, at most ``size`` at a time, in the order of the inputs; memory is that of a batch.

    The same input twice gives the same ids. An article that came before in the same call is not given again: it is reported,
    and so is an id that comes again with another text.
    """
    articles: list[Article] = []
    skipped: list[Skipped] = []
    formats: dict[str, str] = {}
    seen: dict[int, int] = {}
    for source in find_sources(inputs, frozenset(s for f in FORMATS for s in f.suffixes)):
        if isinstance(source, Skipped):
            items: Iterable[Article | Skipped] = [source]
        else:
            form = format_of(source.path)
            formats[source.label] = form.name
            items = form.read(source)
        for item in items:
            if isinstance(item, Article):
                item = _unless_repeated(item, seen)
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                articles.append(item)
            if len(articles) >= size or len(skipped) >= 10 * size:
                yield Loaded(frame("articles", articles), frame("skipped", skipped), formats)
                articles, skipped, formats = [], [], {}
    if articles or skipped or formats:
        yield Loaded(frame("articles", articles), frame("skipped", skipped), formats)


def format_of(path: Path) -> Format:
    """The format that a file's ending stands for; text where the ending says nothing."""
    suffix = path.suffix.lower()
    return next((form for form in FORMATS if suffix in form.suffixes), FORMATS[0])


def _unless_repeated(article: Article, seen: dict[int, int]) -> Article | Skipped:
    """The article, or why it is not taken: its id has come before, with the same text or with another."""
    key, content = _number(article.article_id), _number(f"{article.title}\x1f{article.text}")
    if key not in seen:
        seen[key] = content
        return article
    file, _, row = article.loaded_from.rpartition("#")
    if seen[key] == content:
        reason = "the same article came before in this input"
    else:
        reason = f"id {article.article_id[:60]!r} came before with another text; accepted: one text an id"
    return Skipped(file, int(row), reason) if file and row.isdecimal() else Skipped(article.loaded_from, None, reason)


def _number(text: str) -> int:
    """64 bits of a text: a set of a million of these is small."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())
