"""Load inputs as batches of articles: each file by its format, each article once, each loss reported."""

from __future__ import annotations

import functools
import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analytics.loaders import unclaimed
from analytics.loaders.dates import in_zone
from analytics.loaders.given import fill
from analytics.loaders.inputs import Source, find_sources, shown
from analytics.loaders.languages import is_english, measure
from analytics.loaders.openings import opening_of
from analytics.loaders.options import Options
from analytics.loaders.registry import SUFFIXES, format_of
from analytics.loaders.web.addresses import addresses_in, is_address, read
from analytics.loaders.web.fetching import Fetcher
from analytics.tables import Article, Skipped, frame

Known = Mapping[int, int | None]
"""The articles that a library has: `number` of the id -> `number` of the text, or None where the id was made from the text."""

_OTHER_LANGUAGE = "in another language ({}): article kept, left out of the analysis. Expected English"


class Loaded(NamedTuple):
    """Articles and what was skipped or warned about (frames of `tables.Article` and `tables.Skipped`), the format of each file,
    and the number of articles that the library has already."""

    articles: pd.DataFrame
    skipped: pd.DataFrame
    formats: dict[str, str]
    known: int = 0


class Part(NamedTuple):
    """A file or address of the inputs: its name in reports, its format, its items, and the size of a batch."""

    label: str
    form: str
    items: Iterator[Article | Skipped | None]
    size: int


class Decision(NamedTuple):
    """The id under which an article is kept, None where it is left out, and a doubt to report; neither: the library has it."""

    article_id: str | None
    doubt: str | None


KNOWN = Decision(None, None)
"""What is decided about an article that the library has already."""


def load(*inputs: str | Path, options: Options | None = None) -> Loaded:
    """Load all articles of files, folders, patterns and addresses at once; for many, see `load_batches`.

    Never raises because of what an input holds or lacks: each file or row that is left out is a row of ``skipped``, and so is
    each warning about an article that was kept.

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
    """Load the articles of the inputs, at most ``size`` at a time, in the order of the inputs; memory is that of one batch.

    An address is fetched when its turn comes; ``saw`` is called with each file just before it is read.

    The same input gives the same ids again. Each article is loaded once: a ``known`` one is counted, a repeated one reported.
    Exports number their rows from 1, so two of them may give one id to two articles: the second gets an id of its own, with a
    warning.
    """
    articles: list[Article] = []
    places: list[int] = []  # for each article, the number of rows of skipped before it
    skipped: list[Skipped] = []
    formats: dict[str, str] = {}
    there = 0
    seen: dict[int, int] = {}
    options = options or Options()
    for part in _parts(inputs, options, size, saw):
        if part.form:
            formats[part.label] = part.form
        for item in items_of(part, options):
            if isinstance(item, Skipped):
                skipped.append(item)
            elif item is None:
                there += 1
            else:
                decided = decide(item.article_id, hash(item.text), functools.partial(number, item.text), known or {}, seen)
                if decided.doubt:
                    skipped.append(warning_about(item.loaded_from, decided.doubt))
                if decided.article_id:
                    articles.append(item if decided.article_id == item.article_id else item._replace(article_id=decided.article_id))
                    places.append(len(skipped))
                    if many := many_in(item, part.form):
                        skipped.append(warning_about(item.loaded_from, many))
                there += decided == KNOWN
            if len(articles) >= part.size or is_enough(len(skipped) + there, size):
                yield _batch(articles, places, skipped, formats, there)
                articles, places, skipped, formats, there = [], [], [], {}, 0
    if articles or skipped or formats or there:
        yield _batch(articles, places, skipped, formats, there)


def is_enough(reports: int, size: int) -> bool:
    """Whether so many reports and known articles end a batch that has fewer articles than its size."""
    return reports >= 10 * size


def part_of(source: Source, options: Options, size: int) -> Part:
    """Return what a file holds, by its format."""
    form = format_of(source.suffix, functools.partial(opening_of, source))
    return Part(source.label, form.name, _guarded(form.read(source._replace(options=options)), source.label), size)


def items_of(part: Part, options: Options) -> Iterator[Article | Skipped | None]:
    """Return the items of a file or address, with what the user gave for its articles and with times in their time zone."""
    given = options.given_of(part.label) if options.given else None
    for item in part.items:
        if isinstance(item, Skipped):
            yield item._replace(reason=shown(item.reason))
        elif item is None:
            yield None
        else:
            article = fill(item, given) if given else item
            if article.published is not None:
                moment = in_zone(article.published, options.zone_of(article.outlet))
                article = article if moment is article.published else article._replace(published=moment)
            yield article


def not_fetched(label: str, addresses: int) -> Skipped:
    """Return the report about a file of addresses in a folder: only what the user named is fetched."""
    reason = f"{addresses:,} addresses, not fetched. Expected a file of addresses given by name, not in a folder"
    return Skipped(label, None, reason)


def many_in(article: Article, form: str) -> str | None:
    """Return a warning where the file of an article, read as one article by its format, looks like many."""
    return unclaimed.looks_like_many(article.text) if form in unclaimed.FORMS else None


def measured(articles: Sequence[Article]) -> list[Article]:
    """Return articles with their words counted, and their language detected where none was given."""
    found = zip(articles, measure([one.text for one in articles]), strict=True)
    return [one._replace(words=words, language=one.language or language) for one, (words, language) in found]


def other_language(article: Article) -> Skipped | None:
    """Return a warning about an article that is not in English."""
    if is_english(article.language):
        return None
    return warning_about(article.loaded_from, _OTHER_LANGUAGE.format(article.language))


def _batch(articles: list[Article], places: list[int], skipped: list[Skipped], formats: dict[str, str], there: int) -> Loaded:
    """Make a batch: count words, detect languages, and insert a warning for each article that is not in English."""
    rows = measured(articles)
    warnings: list[Skipped] = []
    at = 0
    for article, place in zip(rows, places, strict=True):
        if warning := other_language(article):
            warnings += [*skipped[at:place], warning]
            at = place
    return Loaded(frame("articles", rows), frame("skipped", warnings + skipped[at:]), formats, there)


def _parts(inputs: Iterable[str | Path], options: Options, size: int, saw: Callable[[Source], None] | None) -> Iterator[Part]:
    """The inputs one by one: each address, each file, and each line of a file of addresses."""
    fetcher = Fetcher(options.limits)

    def asked(address: str) -> Part:
        """A part of one address. Its batches are small: fetching a page takes longer than reading it."""
        return Part(address, "address", read(address, fetcher, options), min(size, 20))

    for given in inputs:
        if is_address(given):
            yield asked(shown(str(given)))
            continue
        for source in find_sources([given], SUFFIXES, options.within):
            if isinstance(source, Skipped):
                yield Part(source.file, "", iter([source]), size)
                continue
            if options.is_left(source.label):
                continue
            source = source.in_hand()
            if saw:
                saw(source)
            addresses = addresses_in(source)
            if addresses is None:
                yield part_of(source, options, size)
            elif source.named:
                yield from map(asked, addresses)
            else:
                yield Part(source.label, "", iter([not_fetched(source.label, len(addresses))]), size)


def _guarded(items: Iterator[Article | Skipped], label: str) -> Iterator[Article | Skipped]:
    """The items of a file. An error while reading ends the file, not the run."""
    try:
        yield from items
    except OSError as error:
        yield Skipped(label, None, f"cannot be read ({error.strerror or error}). Expected a file that you may read")
    except RecursionError:
        yield Skipped(label, None, "cannot be read further: nested too deeply")


def decide(article_id: str, mark: int, content: Callable[[], int], known: Known, seen: dict[int, int]) -> Decision:
    """Decide about an article by its id and its text, after those that were ``seen``, to which it is added.

    ``mark`` is any hash that differs between texts of one run; ``content`` returns the `number` of the text, which takes longer.
    """
    key = number(article_id)
    if key not in known and key not in seen:
        seen[key] = mark
        return Decision(article_id, None)
    doubt = None
    for attempt in (article_id, other_id(article_id, content())):
        key = number(attempt)
        if key in known and known[key] in {None, content()}:
            return KNOWN
        if seen.get(key) == mark:
            return Decision(None, doubt or "the same article came before in this input")
        if key not in known and key not in seen:
            seen[key] = mark
            return Decision(attempt, doubt)
        doubt = f"id {attempt[:60]!r} belongs to another text: kept under an id of its own. Expected one text per id"
    return Decision(None, f"id {article_id[:60]!r} belongs to several texts. Expected one text per id")


def other_id(article_id: str, content: int) -> str:
    """Return the id of an article whose own id belongs to another text."""
    return f"{article_id}-{content:016x}"[: len(article_id) + 9]


def warning_about(loaded_from: str, reason: str) -> Skipped:
    """Return a warning about the article that was loaded from a file, or from a row of it (``file#row``)."""
    file, _, row = loaded_from.rpartition("#")
    return Skipped(file, int(row), reason) if file and row.isdecimal() else Skipped(loaded_from, None, reason)


def number(text: str) -> int:
    """A 63-bit hash of a text, so that a million of them stay small. DuckDB's ``md5_number_lower(text) >> 1`` gives the same."""
    digest = hashlib.md5(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()
    return int.from_bytes(digest[8:], "little") >> 1
