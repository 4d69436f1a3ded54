"""Inputs to batches of articles: every file read by its format, every article once, every loss listed."""

from __future__ import annotations

import functools
import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analytics.loaders import unclaimed
from analytics.loaders.dates import in_zone
from analytics.loaders.inputs import Source, find_sources, shown
from analytics.loaders.languages import is_english, measure
from analytics.loaders.openings import opening_of
from analytics.loaders.options import Options
from analytics.loaders.registry import SUFFIXES, format_of
from analytics.loaders.web.addresses import addresses_in, is_address, read
from analytics.loaders.web.fetching import Fetcher
from analytics.tables import Article, Skipped, frame

Known = Mapping[int, int | None]
"""The articles that a library has: `number` of the id -> that of the text, or None where the id tells the text."""

_OTHER_LANGUAGE = "in another language ({}). Expected English; article kept, left out of the analysis"


class Loaded(NamedTuple):
    """Articles and remarks (frames of `tables.Article` and `tables.Skipped`), the format of each file seen, and how many
    articles were known already."""

    articles: pd.DataFrame
    skipped: pd.DataFrame
    formats: dict[str, str]
    known: int = 0


class _Part(NamedTuple):
    """A file, or an address, of the inputs: what reports call it, its format, its items, and after how many a batch ends."""

    label: str
    form: str
    items: Iterator[Article | Skipped | None]
    size: int


def load(*inputs: str | Path, options: Options | None = None) -> Loaded:
    """All articles of files, folders, patterns and addresses, in one piece; for many, see `load_batches`.

    Never raises for what an input holds or lacks: each file or row that is not taken in is a row of ``skipped``, and so is
    each value that could not be read though its article was kept.

    >>> loaded = load("no-such-folder")
    >>> len(loaded.articles), loaded.skipped["reason"][0]
    (0, 'no such file or folder. Expected a file, a folder, or a pattern such as news/*.txt')
    """
    batches = list(load_batches(inputs, size=sys.maxsize, options=options))
    return batches[0] if batches else Loaded(frame("articles"), frame("skipped"), {})


def load_batches(
    inputs: Iterable[str | Path],
    size: int = 500,
    known: Known | None = None,
    options: Options | None = None,
    saw: Callable[[Source], None] | None = None,
) -> Iterator[Loaded]:
    """The articles of the inputs, at most ``size`` at a time, in the order of the inputs; memory is that of a batch.

    An address is asked for when its turn comes; ``saw`` is told each file just before it is read.

    The same input twice gives the same ids. An article comes once: one that is ``known`` is counted, one that came before in
    this input is remarked on. Exports number their rows from 1, so two of them give one id to two articles: the second is
    kept under an id of its own, and remarked on.
    """
    articles: list[Article] = []
    places: list[int] = []  # of each article, how many remarks came before it
    skipped: list[Skipped] = []
    formats: dict[str, str] = {}
    there = 0
    seen: dict[int, int] = {}
    options = options or Options()
    for part in _parts(inputs, options, size, saw):
        if part.form:
            formats[part.label] = part.form
        for item in part.items:
            if isinstance(item, Skipped):
                skipped.append(item._replace(reason=shown(item.reason)))
            elif item is None:
                there += 1
            else:
                if item.published is not None:
                    moment = in_zone(item.published, options.zone_of(item.outlet))
                    item = item if moment is item.published else item._replace(published=moment)
                article, warning = _placed(item, known or {}, seen)
                if warning:
                    skipped.append(warning)
                if article:
                    articles.append(article)
                    places.append(len(skipped))
                    if part.form in unclaimed.FORMS and (many := unclaimed.looks_like_many(article.text)):
                        skipped.append(_warning(article, many))
                there += article is None and warning is None
            if len(articles) >= part.size or len(skipped) + there >= 10 * size:
                yield _batch(articles, places, skipped, formats, there)
                articles, places, skipped, formats, there = [], [], [], {}, 0
    if articles or skipped or formats or there:
        yield _batch(articles, places, skipped, formats, there)


def _batch(articles: list[Article], places: list[int], skipped: list[Skipped], formats: dict[str, str], there: int) -> Loaded:
    """A batch, with the words of its articles counted, their languages told, and a remark, in its place, on each that is not
    in English."""
    rows: list[Article] = []
    remarks: list[Skipped] = []
    at = 0
    for article, place, (words, language) in zip(articles, places, measure([a.text for a in articles]), strict=True):
        article = article._replace(words=words, language=article.language or language)
        rows.append(article)
        if not is_english(article.language):
            remarks += skipped[at:place]
            remarks.append(_warning(article, _OTHER_LANGUAGE.format(article.language)))
            at = place
    return Loaded(frame("articles", rows), frame("skipped", remarks + skipped[at:]), formats, there)


def _parts(inputs: Iterable[str | Path], options: Options, size: int, saw: Callable[[Source], None] | None) -> Iterator[_Part]:
    """The inputs part by part: each address, each file, and of a file of addresses each line."""
    fetcher = Fetcher(options.limits)

    def asked(address: str) -> _Part:
        """Batches of addresses are small: to ask for a page takes longer than to read it."""
        return _Part(address, "address", read(address, fetcher, options), min(size, 20))

    for given in inputs:
        if is_address(given):
            yield asked(shown(str(given)))
            continue
        for source in find_sources([given], SUFFIXES):
            if isinstance(source, Skipped):
                yield _Part(source.file, "", iter([source]), size)
                continue
            source = source.in_hand()
            if saw:
                saw(source)
            addresses = addresses_in(source)
            if addresses is None:
                form = format_of(source.suffix, functools.partial(opening_of, source))
                yield _Part(source.label, form.name, _guarded(form.read(source._replace(options=options)), source.label), size)
            elif source.named:
                yield from map(asked, addresses)
            else:
                reason = f"{len(addresses):,} addresses, which nobody asked for. Expected such a file given by name"
                yield _Part(source.label, "", iter([Skipped(source.label, None, reason)]), size)


def _guarded(items: Iterator[Article | Skipped], label: str) -> Iterator[Article | Skipped]:
    """The items of a file; that it cannot be opened, or stops being readable, ends that file and not the run."""
    try:
        yield from items
    except OSError as error:
        yield Skipped(label, None, f"cannot be read ({error.strerror or error}). Expected a file that you may read")
    except RecursionError:
        yield Skipped(label, None, "cannot be read further: nested too deeply. Expected files as news is kept in")


def _placed(article: Article, known: Known, seen: dict[int, int]) -> tuple[Article | None, Skipped | None]:
    """What becomes of an article: itself, itself under another id with a remark, a remark alone, or neither where it is known."""
    content = number(article.text)
    remark = None
    for attempt in (article.article_id, f"{article.article_id}-{content:016x}"[: len(article.article_id) + 9]):
        key = number(attempt)
        if key in known and known[key] in {None, content}:
            return None, None
        if seen.get(key) == content:
            return None, remark or _warning(article, "the same article came before in this input")
        if key not in known and key not in seen:
            seen[key] = content
            return (article if attempt is article.article_id else article._replace(article_id=attempt)), remark
        remark = _warning(
            article, f"id {attempt[:60]!r} is that of another text. Expected one text an id; kept under an id of its own"
        )
    return None, _warning(article, f"id {article.article_id[:60]!r} is that of several texts. Expected one text an id")


def _warning(article: Article, reason: str) -> Skipped:
    file, _, row = article.loaded_from.rpartition("#")
    return Skipped(file, int(row), reason) if file and row.isdecimal() else Skipped(article.loaded_from, None, reason)


def number(text: str) -> int:
    """63 bits that stand for a text: a million of them are small. DuckDB's ``md5_number_lower(text) >> 1`` gives the same."""
    digest = hashlib.md5(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()
    return int.from_bytes(digest[8:], "little") >> 1
