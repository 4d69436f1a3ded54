"""Saved web pages: trafilatura finds the story; what the page says of itself gives the headline, the date and the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from analytics.loaders.columns import make_article
from analytics.loaders.dates import read_date
from analytics.loaders.furniture import clean
from analytics.loaders.inputs import Source
from analytics.tables import Article, Skipped

_MOST_BYTES = 20_000_000
_ACCEPTED = "accepted: a saved page with an article on it"
_STORY = re.compile(r"(?i)\b(?:\w*article|\w*posting|report\w*)$")
_FEWEST_WORDS = 20
_WANTED: dict[str, Any] = {"with_metadata": True, "include_comments": False}
_DATES = {"original_date": True, "extensive_search": False}  # the extensive one takes the year of a copyright for a date


class Said(NamedTuple):
    """What a page says of itself, in its JSON-LD and its meta fields."""

    titles: list[str]
    published: str | None
    outlet: str | None


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

    if not page.strip():
        yield Skipped(label, None, f"an empty file; {_ACCEPTED}")
        return
    try:
        tree = trafilatura.load_html(page)
        said = _said(tree) if tree is not None else Said([], None, None)
        found = trafilatura.bare_extraction(tree, url=url, date_extraction_params=_DATES, **_WANTED) if tree is not None else None
    except (LxmlError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        # a page is anybody's: what its reader trips over costs that page, not the run
        yield Skipped(label, None, f"a page that cannot be read ({type(error).__name__}: {str(error)[:80]}); {_ACCEPTED}")
        return
    text = "" if found is None or isinstance(found, dict) else found.text or ""
    if found is None or isinstance(found, dict) or len(text.split()) < _FEWEST_WORDS:
        yield Skipped(label, None, f"a page without a story; {_ACCEPTED}")
        return
    published, doubt = read_date(said.published or found.date)
    if doubt:
        yield Skipped(label, None, f"{doubt}; article kept, date unknown")
    outlet = said.outlet or found.sitename or found.hostname
    title = _title(said.titles, found.title, outlet)
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
        url=found.url or url,
        language=_language(tree),
        loaded_from=label,
    )


def _title(told: list[str], found: str | None, outlet: str | None) -> str | None:
    """The headline: what most of the page's own words for it begin with, without the outlet's name behind it."""
    names = [cut for title in told or [found or ""] if (cut := _without_outlet(title, outlet))]
    if not names:
        return None
    plain = [re.sub(r"\W+", " ", name).casefold().strip() for name in names]
    # one or two words are the name of a section, if something longer is there
    votes = [(len(name.split()) > 2, sum(other.startswith(name) for other in plain)) for name in plain]
    return names[votes.index(max(votes))]


def _without_outlet(title: str, outlet: str | None) -> str:
    """A title without " | The Quay", or " - News - The Quay", at its end."""
    title = " ".join(title.split())
    if outlet:
        name = re.escape(outlet.removeprefix("The "))
        dash = r"[|•·»:–—-]"
        title = re.sub(rf"(?i)(?:\s*{dash}\s*[^|•·»–—-]{{1,30}})?\s+{dash}\s*(?:the )?{name}(?:\.\w+)?$", "", title)
    return title.split(" | ")[0].strip()


def _said(tree: Any) -> Said:
    """Headlines, date and outlet from JSON-LD first, then the meta fields, then the first heading."""
    titles: list[str] = []
    dates: list[str] = []
    outlets: list[str] = []
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        for item in _items(script.text_content()):
            if not any(isinstance(kind, str) and _STORY.search(kind) for kind in _list(item.get("@type"))):
                continue
            titles += [t for t in _list(item.get("headline")) if isinstance(t, str)]
            dates += [d for d in _list(item.get("datePublished")) if isinstance(d, str)]
            outlets += [p["name"] for p in _list(item.get("publisher")) if isinstance(p, dict) and isinstance(p.get("name"), str)]
    meta = {(m.get("property") or m.get("name") or "").lower(): m.get("content") or "" for m in tree.iterfind(".//meta")}
    titles += [meta[name] for name in ("og:title", "twitter:title") if meta.get(name)]
    headings = tree.findall(".//h1")
    if len(headings) == 1:
        titles.append(headings[0].text_content())
    titles += [title.text_content() for title in tree.findall(".//head/title")[:1]]
    dates += [meta[name] for name in ("article:published_time", "datepublished", "parsely-pub-date") if meta.get(name)]
    outlets += [meta["og:site_name"]] if meta.get("og:site_name") else []
    dated = next((d for d in dates if read_date(d).when), None)
    return Said([t for t in titles if t.strip()], dated, next((" ".join(o.split()) for o in outlets if o.strip()), None))


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
