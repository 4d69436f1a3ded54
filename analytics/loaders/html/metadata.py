"""What a page says of itself: its JSON-LD, its fields, its headings, who wrote it; read in one walk over its tree."""

from __future__ import annotations

import functools
import html
import itertools
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from analytics.loaders.html.titles import Heading, Wording

_HALF = re.compile(r"(?i)\\ud[89a-f]|[\ud800-\udfff]")
_STORY = re.compile(r"(?i)\b(?:\w*article|\w*posting|report\w*)$")
_BODY_NAMES = frozenset({"newsmediaorganization", "organization", "website", "newspaper", "corporation"})
_DATE_FIELDS = ("article:published_time", "datepublished", "parsely-pub-date", "og:article:published_time", "article:published",
                "dc.date.issued", "dcterms.created", "sailthru.date", "pubdate", "publishdate", "publish-date", "publication_date",
                "publisheddate", "dc.date", "dcterms.date", "dcterms.issued", "og:published_time", "originalpublicationdate",
                "cxenseparse:recs:publishtime", "date", "pdate")  # fmt: skip
_DATED = re.compile(r"publi|pub-?date|date|time|creat|issued|posted|release")
_CHANGED = re.compile(r"modif|updat|last|revis|expir|crawl|valid|copyright")
_TITLE_FIELDS = (
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dc:title",
    "dcterms.title",
    "headline",
)
_NAME_FIELDS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site", "publisher", "article:publisher",
                "dc.publisher", "copyright")  # fmt: skip
_AUTHOR_FIELDS = (
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dc:creator",
)
_HEADLINE = re.compile(
    r"(?i)headline|\bhed\b|__hed|ContentHeaderHed|(?:article|story|post|entry|content|news|main|page|detail)[-_]{0,2}(?:heading|title)"
)
_SITE = re.compile(r"(?i)logo|site-?(?:title|name|header|heading)|masthead|brand")
_BESIDE = re.compile(
    r"(?i)related|recommend|most-?(?:read|viewed|popular)|trending|popular|side-?bar|(?<![-\w])widget|teaser|promo|cookie|consent|"
    r"newsletter-?(?:sign|form|box)|comments\b|comment-?(?:list|form|area|body|item)|footer|\bnav|menu|modal|"
    r"read-?(?:more|next)|more-on|carousel|\bticker|(?<![a-z])cards?\b"
)
_HAVING = re.compile(r"(?i)\b(?:has|with|without|no|is|js)-\S*")  # "has-sidebar" marks what is beside a sidebar
_UNDER = re.compile(r"(?i)sub-?(?:title|head|line)|deck|\bdek\b|standfirst|summary|related|teaser")
_MINOR = re.compile(
    r"(?i)kicker|fly-?title(?!-and)|eyebrow|unibrow|badge|overline|label|prefix|categor|\btag\b|section|topic|deck|\bdek\b|"
    r"sub-?(?:title|head|line)|standfirst|summary|by-?line|author|date|time|share|visually-hidden|sr-only|screen-?reader|icon"
)
_MARKS = ("class", "id", "itemprop", "data-testid", "data-qa", "data-cy", "elementtiming")
_NO_LINES = frozenset({"html", "head", "body", "title", "script", "style", "noscript", "option", "h1", "h2", "h3"})
_HOLDS_MORE = frozenset({"div", "p", "td", "tr", "table", "ul", "ol", "section", "article", "h1", "h2", "h3", "h4", "h5"})
_KICKER_TAGS = frozenset({"span", "div", "strong", "b", "p"})  # an "em" or "abbr" in capitals is a word of the headline
_MINOR_TAGS = frozenset({"small", "svg", "button", "time", "style", "script", "noscript", "figure", "ul"})
_BLOCKS = frozenset({"br", "div", "p", "li"})
_WRITERS = (
    ".//*[@*]"  # most elements have no attribute, which is found faster than that none of these fits
    "[@rel='author' or @itemprop='author' or @id='author' or @class='username'"
    " or contains(@class, 'author') or contains(@class, 'yline')"
    " or contains(@class, 'AuthorName') or contains(@class, 'reader-credits')]"
)
_WRITER = re.compile(r"(?i)(?:^|\s)(?:author|byline|username|\S*author-?name\S*)(?:\s|$)")
_MOST_WRITERS = 30
_MOST_HEADINGS = 60
_MOST_LINES = 600
_SENTENCE = 80  # characters of a paragraph that is one of a story
_ENOUGH = 4  # such paragraphs
_FEWEST_WORDS = 3
_LONGEST = 1_000  # characters of a heading that is looked into


class Facts(NamedTuple):
    """What a page says: words for its headline, headings, dates, who published and wrote it, its address, its story as data.

    ``dates`` are of publication, what says most first; ``marks`` are the elements that give a day as data, read or not; ``free``
    says whether everybody may read all of it.
    """

    wordings: list[Wording]
    headings: list[Heading]
    lines: Iterator[Heading]
    dates: list[str]
    marks: list[Any]
    outlet: str | None
    names: list[str]
    author: str | None
    address: str | None
    story: str | None
    free: bool


class _Linked(NamedTuple):
    """What the JSON-LD of a page says."""

    titles: list[str]
    dates: list[str]
    outlets: list[str]
    bodies: list[str]
    authors: list[str]
    stories: list[str]
    pages: list[str]  # days of the page that is not said to be a story
    closed: list[str]  # what it says of who may read it, where that is not everybody


def read_facts(tree: Any) -> Facts:
    """What a page says of itself."""
    linked = _Linked([], [], [], [], [], [], [], [])
    meta: dict[str, str] = {}
    marks: list[Any] = []
    headings: list[Heading] = []
    window: str | None = None
    canonical: str | None = None
    paragraphs_above = 0  # paragraphs of the story above: a heading after several belongs to something else
    for element in tree.iter("meta", "script", "link", "title", "h1", "h2", "h3", "p"):
        tag = element.tag
        if tag == "meta":
            name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
            content = element.get("content")
            if (element.get("http-equiv") or "").lower() == "date":
                marks.append(element)
            if name and content and content.strip():
                meta.setdefault(name, content)
                if _DATED.search(name) and not _CHANGED.search(name):
                    marks.append(element)
        elif tag == "script":
            if (element.get("type") or "").lower().startswith("application/ld+json"):
                _read_linked(element.text_content(), linked)
        elif tag == "link":
            if canonical is None and (element.get("rel") or "").lower() == "canonical":
                canonical = element.get("href")
        elif tag == "title":
            window = element.text_content() if window is None else window
        elif tag == "p":
            paragraphs_above += len(element.text or "") >= _SENTENCE
        elif len(headings) < _MOST_HEADINGS and (heading := _heading(element)) is not None:
            headings.append(heading._replace(beside=True) if paragraphs_above >= _ENOUGH else heading)
    wordings = [Wording("linked", text, 1) for text in linked.titles[:1]]
    social = [meta[name] for name in _TITLE_FIELDS if name in meta]
    wordings += [Wording("social", text, 1 / len(social)) for text in social]
    wordings += [Wording("window", window, 1)] if window else []
    outlets = [*linked.outlets, *([meta["og:site_name"]] if "og:site_name" in meta else []), *linked.bodies]
    names = [*outlets, *(meta[name] for name in _NAME_FIELDS if name in meta), *(h.texts[0] for h in headings if h.site)]
    outlets += [
        meta[name].lstrip("@") for name in ("publisher", "dc.publisher", "application-name", "twitter:site") if name in meta
    ]
    outlet = next((" ".join(html.unescape(o).split()) for o in outlets if o.strip() and not o.startswith("http")), None)
    dates = [*linked.dates, *(meta[name] for name in _DATE_FIELDS if name in meta)]
    dates = dates or linked.pages
    address = next((a.strip() for a in (meta.get("og:url"), canonical) if a and a.strip().startswith("http")), None)
    story = max(linked.stories, key=len, default=None)
    author = _author(tree, meta, linked.authors)
    return Facts(wordings, headings, _lines(tree), dates, marks, outlet, names, author, address, story, not linked.closed)


def _read_linked(text: str, into: _Linked) -> None:
    """What a JSON-LD script says of a story and of who published it."""
    for item in _items(text):
        kinds = [kind for kind in _list(item.get("@type")) if isinstance(kind, str)]
        dated = [d for d in _list(item.get("datePublished")) if isinstance(d, str) and d.strip()]
        if any(_STORY.search(kind) for kind in kinds):
            into.titles.extend([t for t in _list(item.get("headline")) if isinstance(t, str) and t.strip()][:1])
            into.dates.extend(dated)
            into.outlets.extend(_names(item.get("publisher")))
            into.authors.extend(_names(item.get("author")))
            into.closed.extend(told for told in [str(item.get("isAccessibleForFree"))] if told.lower() == "false")
            into.stories.extend(s for s in _list(item.get("articleBody")) if isinstance(s, str))
        elif any(kind.lower() in _BODY_NAMES for kind in kinds):
            into.bodies.extend(_names(item))
        elif "WebPage" in kinds:
            into.pages.extend(dated)


def _names(value: Any) -> list[str]:
    """The names of people or organisations in a value of JSON-LD."""
    found = [one.get("name") if isinstance(one, dict) else one for one in _list(value)]
    return [name for one in found for name in _list(one) if isinstance(name, str) and name.strip() and not name.startswith("http")]


def _items(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script, those in lists and graphs too; of a broken one what it says of its story."""
    try:
        waiting = [_whole(json.loads(text.strip().rstrip(";"), strict=False), text)]
    except (ValueError, RecursionError):
        waiting = [_broken(text)]
    for _ in range(1_000):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            yield item
            waiting += [*_list(item.get("@graph")), *_list(item.get("mainEntity"))]


def _whole(value: Any, text: str) -> Any:
    """A value of JSON without halves of characters beyond 65,536, which no table can hold; ``text`` is the JSON."""
    if not _HALF.search(text):
        return value
    return json.loads(_paired(json.dumps(value, ensure_ascii=False)))


def _paired(text: str) -> str:
    """A text in which each half of a character beyond 65,536 is joined to the other, or becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _broken(text: str) -> dict[str, Any]:
    """The kind, headline and day in a script that is no JSON: many have a comma too much, or a line broken inside a string."""
    found = {}
    for name in ("@type", "headline", "datePublished"):
        if match := re.search(rf'"{name}"\s*:\s*"((?:[^"\\\n]|\\.){{1,300}})"', text):
            found[name] = match[1].replace('\\"', '"').replace("\\/", "/")
    return found


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _heading(element: Any) -> Heading | None:
    """A heading: its words whole and without its smaller parts, and its place on the page; None where it is empty."""
    whole = _joined(element)
    if not whole:
        return None
    texts = [whole, whole]
    if len(element) and len(whole) <= _LONGEST:
        texts[1] = _joined(element, minor=False) or whole
        own_words = " ".join(" ".join([element.text or "", *(child.tail or "" for child in element)]).split())
        first = _joined(element[0]) if element[0].tag in _KICKER_TAGS and not (element.text or "").strip() else ""
        behind = whole[len(first) :].strip()
        if first.isupper() and not behind.isupper() and len(behind.split()) >= _FEWEST_WORDS:
            texts[1] = behind
        texts.append(own_words)
        texts += [_joined(child) for child in itertools.islice(element.iterdescendants(), 8) if isinstance(child.tag, str)]
    own = " ".join(element.get(name) or "" for name in _MARKS)
    links = [element, *element.iterdescendants("a")] if len(element) else []
    around = [element, *_above(element)]
    inside = around[-1].tag in {"article", "main"}
    beside = any(parent.tag in {"aside", "nav", "footer"} or _BESIDE.search(_marks_of(parent)) for parent in around)
    linked = any(link.get("href") for link in links) or any(parent.tag == "a" for parent in around)
    home = any((link.get("href") or "").rstrip("/") in {"", "."} and link.get("href") for link in links)
    marked = bool(_HEADLINE.search(own)) and not _UNDER.search(own)
    site = bool(home or (_SITE.search(own) and not marked))
    rank = int(element.tag[1]) if element.tag[0] == "h" and element.tag[1:].isdigit() else 0
    return Heading(tuple(filter(None, texts)), rank, marked, linked, beside or bool(_UNDER.search(own)), site, inside)


def _lines(tree: Any) -> Iterator[Heading]:
    """The lines of a page that are no headings, in its order: for a headline in a block, a cell or large type."""
    lines = (e for e in tree.iter() if e.tag not in _NO_LINES and not any(child.tag in _HOLDS_MORE for child in e) and _is_line(e))
    for element in itertools.islice(lines, _MOST_LINES):
        if (line := _heading(element)) is not None:
            yield line


def _is_line(element: Any) -> bool:
    """Whether an element is of a headline's length."""
    length = sum(len(text) for text in itertools.islice(element.itertext(), 12))
    return 12 <= length <= 300


def _above(element: Any) -> Iterator[Any]:
    """The elements around one, up to the article around it."""
    for _ in range(12):
        element = element.getparent()
        if element is None or element.tag in {"body", "html"}:
            return
        yield element
        if element.tag in {"article", "main"}:
            return


def paragraphs_in_article(tree: Any) -> list[str]:
    """The paragraphs of a sentence or more in the element that is marked as an article and has most of them."""
    found: dict[Any, list[str]] = {}
    for paragraph in tree.iter("p"):
        text = " ".join(paragraph.text_content().split())
        if len(text) < _SENTENCE:
            continue
        around = list(_above(paragraph))
        if around and not any(parent.tag in {"aside", "nav", "footer"} or _BESIDE.search(_marks_of(parent)) for parent in around):
            home = next((parent for parent in around if parent.get("itemprop") == "articleBody"), around[-1])
            if home.get("itemprop") == "articleBody" or home.tag in {"article", "main"}:
                found.setdefault(home, []).append(text)
    return max(found.values(), key=lambda texts: sum(map(len, texts)), default=[])


def _marks_of(element: Any) -> str:
    return _HAVING.sub("", f"{element.get('class') or ''} {element.get('id') or ''}")


def _joined(element: Any, *, minor: bool = True) -> str:
    """The words of an element, blocks apart from each other; without ``minor`` the parts go that are marked as no headline."""
    if not len(element):
        return " ".join((element.text or "").split())
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and (minor or not (child.tag in _MINOR_TAGS or _MINOR.search(_marks_of(child)))):
            gap = " " if child.tag in _BLOCKS else ""
            parts.append(f"{gap}{_joined(child, minor=minor)}{gap}" if child.tag not in {"script", "style"} else "")
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


@functools.cache
def _writers() -> Any:
    from lxml.etree import XPath

    return XPath(_WRITERS)


def _author(tree: Any, meta: dict[str, str], linked: list[str]) -> str | None:
    """Who wrote it: by its fields and its JSON-LD, else by an element marked as author."""
    from trafilatura.json_metadata import normalize_authors

    author: str | None = None
    told = [meta[name] for name in _AUTHOR_FIELDS if name in meta and " " in meta[name].strip()]
    for name in [*told[:1], *linked]:
        author = normalize_authors(author, name[:200])
    if author is None:
        marked = _writers()(tree)[:_MOST_WRITERS]
        for element in sorted(
            marked, key=lambda e: not (e.get("rel") or e.get("itemprop") or _WRITER.search(e.get("class") or ""))
        ):
            text = " ".join(" ".join(element.itertext()).split())
            if 2 < len(text) < 120 and not any(_BESIDE.search(_marks_of(parent)) for parent in (element, *_above(element))):
                author = normalize_authors(None, text)
                break
    return _paired(str(author)) if author else None
