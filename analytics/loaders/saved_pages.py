"""Saved web pages: trafilatura finds the story; what the page says of itself gives the headline, the date and the rest."""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from analytics.loaders.columns import make_article
from analytics.loaders.dates import read_date
from analytics.loaders.furniture import clean
from analytics.loaders.inputs import Source
from analytics.loaders.page_titles import Told, headline
from analytics.tables import Article, Skipped

_MOST_BYTES = 20_000_000
_ACCEPTED = "accepted: a saved page with an article on it"
_STORY = re.compile(r"(?i)\b(?:\w*article|\w*posting|report\w*)$")
_FEWEST_WORDS = 20
_WANTED: dict[str, Any] = {"with_metadata": True, "include_comments": False}
_DATE_FIELDS = ("article:published_time", "datepublished", "parsely-pub-date", "og:article:published_time", "article:published",
                "dc.date.issued", "dcterms.created", "sailthru.date", "pubdate", "publishdate", "publish-date", "publication_date",
                "cxenseparse:recs:publishtime", "date")  # fmt: skip
_NAME_FIELDS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site", "publisher", "article:publisher",
                "dc.publisher", "copyright")  # fmt: skip
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DATES = {"original_date": True, "extensive_search": False}  # the extensive one takes the year of a copyright for a date


class Said(NamedTuple):
    """What a page says of itself: headlines, the date, the outlet, and the other names that the outlet goes by."""

    titles: list[Told]
    published: str | None
    outlet: str | None
    names: list[str]


def read(source: Source) -> Iterator[Article | Skipped]:
    """The article of a saved page, cleaned as plain text is; nothing that the page names is fetched."""
    with source.open() as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        yield Skipped(source.label, None, f"more than {_MOST_BYTES:,} bytes in one page; accepted: up to {_MOST_BYTES:,}")
        return
    yield from read_page(data, source.label)


def read_page(page: bytes | str, label: str, *, url: str | None = None) -> Iterator[Article | Skipped]:
    """The article of a page, or why there is none."""
    import trafilatura
    from lxml.etree import LxmlError

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it tells a terminal of a page stands in the reports
    if not page.strip():
        yield Skipped(label, None, f"an empty file; {_ACCEPTED}")
        return
    try:
        tree = trafilatura.load_html(page)
        said = _said(tree) if tree is not None else Said([], None, None, [])
        found = trafilatura.bare_extraction(tree, url=url, date_extraction_params=_DATES, **_WANTED) if tree is not None else None
    except (LxmlError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        # a page is anybody's: what its reader trips over costs that page, not the run
        yield Skipped(label, None, f"a page that cannot be read ({type(error).__name__}: {str(error)[:80]}); {_ACCEPTED}")
        return
    text = "" if found is None or isinstance(found, dict) else found.text or ""
    if found is None or isinstance(found, dict) or len(text.split()) < _FEWEST_WORDS:
        yield Skipped(label, None, f"a page without a story; {_ACCEPTED}")
        return
    published, doubt = read_date(said.published or found.date or _date_beside(page, text))
    if doubt:
        yield Skipped(label, None, f"{doubt}; article kept, date unknown")
    outlet = said.outlet or found.sitename or found.hostname
    address = found.url or url
    host = _host(address) or found.hostname
    title = headline(said.titles or [Told("found", found.title or "", 1)], [outlet, found.sitename, host, *said.names])
    story = clean([" ".join(line.split()) for line in text.split("\n") if line.strip()], title=title)
    if not story.paragraphs:
        yield Skipped(label, None, f"a page without a story; {_ACCEPTED}")
        return
    yield make_article(
        "\n\n".join([story.title, *story.paragraphs] if story.title else story.paragraphs),
        title=story.title,
        published=published,
        outlet=outlet,
        author=found.author or story.author,
        url=address,
        language=_language(tree),
        loaded_from=label,
    )


def _host(address: str | None) -> str | None:
    """The host of an address on the web; None where it is no address, as https://[quay is none."""
    try:
        return urlsplit(address).hostname if address and address.startswith("http") else None
    except ValueError:
        return None


def _date_beside(page: bytes | str, story: str) -> str | None:
    """A day that stands on the page and outside its story: one in the story is what it tells of; a year alone is a copyright."""
    from htmldate import find_date

    try:
        told = find_date(_tree(page), extensive_search=True, original_date=True) or ""
        day = datetime.strptime(told, "%Y-%m-%d")
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    plain = story.casefold()
    month = _MONTHS[day.month - 1]
    inside = re.search(rf"\b(?:{day.day}(?:st|nd|rd|th)? {month}|{month}[a-z]*\.? {day.day}\b)", plain) or told in plain
    return None if inside or (day.month, day.day) == (1, 1) else told


def _tree(page: bytes | str) -> Any:
    """A page as a tree; None where it is none."""
    import trafilatura

    return trafilatura.load_html(page)


def _said(tree: Any) -> Said:
    """What the page's headings, its JSON-LD and its meta fields tell."""
    linked: list[str] = []
    dates: list[str] = []
    outlets: list[str] = []
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        for item in _items(script.text_content()):
            if not any(isinstance(kind, str) and _STORY.search(kind) for kind in _list(item.get("@type"))):
                continue
            linked += [t for t in _list(item.get("headline")) if isinstance(t, str)][:1]
            dates += [d for d in _list(item.get("datePublished")) if isinstance(d, str)]
            outlets += [p["name"] for p in _list(item.get("publisher")) if isinstance(p, dict) and isinstance(p.get("name"), str)]
    meta: dict[str, str] = {}
    for field in tree.iterfind(".//meta"):
        name = (field.get("property") or field.get("name") or field.get("itemprop") or "").lower()
        meta.setdefault(name, field.get("content") or "")
    titles = [Told("heading", text, weight) for text, weight in _headings(tree)]
    titles += [Told("linked", text, 1) for text in linked[:1]]
    social = [meta[name] for name in ("og:title", "twitter:title", "parsely-title", "dc.title") if meta.get(name, "").strip()]
    titles += [Told("social", text, 1 / len(social)) for text in social]
    titles += [Told("window", title.text_content(), 1) for title in tree.findall(".//head/title")[:1]]
    dates += [meta[name] for name in _DATE_FIELDS if meta.get(name)]
    outlets += [meta["og:site_name"]] if meta.get("og:site_name") else []
    dated = next((d for d in dates if read_date(d).when), None)
    names = [*outlets, *(meta[name] for name in _NAME_FIELDS if meta.get(name))]
    told = next((" ".join(html.unescape(o).split()) for o in outlets if o.strip()), None)
    return Said([t for t in titles if t.text.strip()], dated, told, names)


def _headings(tree: Any) -> list[tuple[str, float]]:
    """The headings of the first rank with their weight: one marked as the headline, or alone, says more than one of many."""
    found = [heading for heading in tree.iterfind(".//h1") if heading.text_content().strip()]
    marked = [h for h in found if re.search(r"(?i)headline|title", f"{h.get('itemprop') or ''} {h.get('class') or ''}")]
    chosen = marked if len(marked) == 1 else found
    return [(heading.text_content(), 1.5 if len(chosen) == 1 else 0.5) for heading in chosen[:5]]


def _items(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script, those in lists and graphs too."""
    try:
        waiting = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    for _ in range(1_000):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            yield item
            waiting += _list(item.get("@graph"))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _language(tree: Any) -> str | None:
    told = (tree.get("lang") or "").strip().lower()
    return told if re.fullmatch(r"[a-z]{2,3}(?:[-_]\w{2,8})*", told) else None
