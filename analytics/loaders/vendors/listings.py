"""Lists of addresses without texts: Media Cloud's CSV, GDELT's lists of articles and its event and knowledge-graph files.

There is nothing to analyse in them, and nothing is fetched: what they hold is said, so that the pages can be given instead.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import IO, NamedTuple
from urllib.parse import urlsplit

from analytics.loaders.columns import COLUMNS, map_columns
from analytics.loaders.decoding import MOST_CHARACTERS, NotText, decode, lines
from analytics.loaders.formats.xml import read_whole
from analytics.loaders.inputs import Source
from analytics.tables import Article, Skipped

_EXPECTED = f"Expected the pages themselves, or a column with their texts ({', '.join(COLUMNS['text'][:4])}, ...)"
_MEDIA_CLOUD = {"url", "media_name", "publish_date"}
_GDELT_LIST = {"url", "mobileurl", "title"}
_GDELT_COLUMNS = {27: 4, 58: 57, 61: 60, 16: 5}  # files without a header line, by their columns -> the one with the address
_MOST_SITES = 10_000
_MOMENT = re.compile(r"[12]\d{13}")


class ListingRow(NamedTuple):
    """A row's number and the address in it, if any."""

    number: int
    address: str | None


def knows(opening: str) -> bool:
    """Whether a file that begins like this is a list of addresses of Media Cloud or GDELT, without texts.

    >>> knows("id,indexed_date,language,media_name,media_url,publish_date,title,url\\n"), knows("url,title,media_name,text\\n")
    (True, False)
    """
    return _service(opening) is not None


def read(source: Source) -> Iterator[Article | Skipped]:
    """One report of a list: how many rows have only an address, which they are, and of which sites."""
    service = "GDELT"
    sites: Counter[str] = Counter()
    first = last = without = 0
    try:
        with source.open() as stream:
            for number, address in _objects(read_whole(source)) if source.suffix == ".json" else _rows(stream):
                if number == 0:
                    service = address or service
                elif address:
                    first, last = first or number, number
                    sites[_site(address) if len(sites) < _MOST_SITES else "others"] += 1
                else:
                    without += 1
    except NotText as error:
        yield Skipped(source.label, None, str(error))
        return
    if sites:
        most = ", ".join(f"{site} {count:,}" for site, count in sites.most_common(5)) + (", ..." if len(sites) > 5 else "")
        rows = f"rows {first:,} to {last:,} have only an address and no text ({sites.total():,} addresses: {most})"
        yield Skipped(source.label, None, f"a {service} list: {rows}; nothing was fetched. {_EXPECTED}")
    if without or not sites:
        yield Skipped(source.label, None, f"a {service} list: rows without an address or a text: {without:,}. {_EXPECTED}")


def _service(opening: str) -> str | None:
    """Whose list a file is that begins like this."""
    first = opening.lstrip("\ufeff").split("\n", 1)[0].strip("\r")
    names = {re.sub(r"[\s\-]+", "_", name.strip(' "').lower()) for name in re.split("[,\t;]", first[:2_000])}
    if "text" not in map_columns(list(names)):
        if names >= _MEDIA_CLOUD or names >= {"stories_id", "url", "media_name"}:
            return "Media Cloud"
        if names >= _GDELT_LIST:
            return "GDELT"
    cells = first.split("\t")
    if len(cells) == 27 and _MOMENT.fullmatch(cells[1]):
        return "GDELT"
    if len(cells) in {58, 61} and re.fullmatch(r"\d{5,12}", cells[0]):
        return "GDELT"
    if len(cells) == 16 and _MOMENT.fullmatch(cells[1]) and _MOMENT.fullmatch(cells[2]):
        return "GDELT"
    return "GDELT" if '"articles"' in opening and '"seendate"' in opening else None


def _rows(stream: IO[bytes]) -> Iterator[ListingRow]:
    """The rows of a list, before them one, numbered 0, that says whose list it is; a header line is row 1."""
    csv.field_size_limit(MOST_CHARACTERS)
    mark, at = ",", 0
    for number, text, _ in lines(stream):
        if text is None or not text.strip():
            continue
        if number == 1:
            count = len(text.split("\t"))
            mark = "\t" if "\t" in text else ","
            yield ListingRow(0, _service(text))
            if count in _GDELT_COLUMNS:
                at = _GDELT_COLUMNS[count]
            else:
                header = [name.strip('\ufeff \r\n"').lower() for name in text.split(mark)]
                at = header.index("url") if "url" in header else 0
                continue
        cells = text.rstrip("\r\n").split("\t") if mark == "\t" else _cells(text)
        yield ListingRow(number, _address(cells[at]) if len(cells) > at else None)


def _cells(line: str) -> list[str]:
    try:
        return next(csv.reader([line]), [])
    except csv.Error:
        return []


def _objects(data: bytes) -> Iterator[ListingRow]:
    """The rows of a list in JSON. Raises NotText."""
    try:
        value = json.loads(decode(data).text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise NotText(f"no JSON: {str(error)[:100]}. {_EXPECTED}") from error
    articles = value.get("articles") if isinstance(value, dict) else None
    for number, item in enumerate(articles if isinstance(articles, list) else [], 1):
        yield ListingRow(number, _address(item.get("url")) if isinstance(item, dict) else None)


def _address(cell: object) -> str | None:
    return cell.strip() if isinstance(cell, str) and re.match(r"\s*https?://", cell) else None


def _site(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "no site").removeprefix("www.")[:100]
    except ValueError:
        return "no site"
