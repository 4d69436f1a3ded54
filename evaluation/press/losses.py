"""What a page may lack or have too much of: each takes a page's markup and gives it changed, the story and its day the same."""

from __future__ import annotations

import re
from collections.abc import Callable

from evaluation.press.parts import e, short_day, story

_NEXT = story(333, 6)
_DATA = r'<script type="application/ld\+json">.*?</script>'
_DAYS = r'<meta (?:property|name|itemprop)="[^"]*(?:date|time|publi|created)[^>]*>'


def _without(*patterns: str) -> Callable[[str], str]:
    return lambda page: re.sub("|".join(patterns), "", page, flags=re.S | re.I)


def _behind_body(addition: str) -> Callable[[str], str]:
    return lambda page: re.sub(r"<body[^>]*>", lambda match: match[0] + addition, page, count=1, flags=re.I)


def _heading_as(tag: str) -> Callable[[str], str]:
    return lambda page: re.sub(r"(</?)h1\b", rf"\1{tag}", page, flags=re.I)


def _titled_news(page: str) -> str:
    return re.sub(r"<title.*?</title>", "<title>News</title>", page, flags=re.S | re.I)


def _wrapped(page: str) -> str:
    inside = r'\1<div class="page has-sidebar with-nav header-menu"><div id="content" class="with-widget">\2</div></div>\3'
    return re.sub(r"(<body[^>]*>)(.*)(</body>)", inside, page, count=1, flags=re.S | re.I)


_DAY = f'<time datetime="{_NEXT.day}T10:00:00Z">{short_day(_NEXT.day)}</time>'
LOSSES: dict[str, Callable[[str], str]] = {
    "nothing": lambda page: page,
    "its data": _without(_DATA),
    "its fields for others": _without(r"<meta (?:property|name)=\"(?:og|twitter|parsely|sailthru)[^>]*>"),
    "its title": _titled_news,
    "its classes": _without(r' (?:class|id|data-[\w-]+|itemprop)="[^"]*"'),
    "its days as data": _without(_DATA, _DAYS),
    "its days but those in words": _without(_DATA, _DAYS, r'datetime="[^"]*"'),
    "its address": _without(r'<link rel="canonical"[^>]*>', r'<meta property="og:url"[^>]*>'),
    "its first heading, a block": _heading_as("div"),
    "its first heading, a second": _heading_as("h2"),
    "+ blocks around it": _wrapped,
    "+ the next story": lambda page: page.replace(
        "</body>", f'<article><h1 class="headline">{e(_NEXT.title)}</h1>{_DAY}</article></body>'
    ),
    "+ another story above": _behind_body(
        f'<div class="promo"><h3 class="headline"><a href="/x">{e(_NEXT.title)}</a></h3>{_DAY}</div>'
    ),
    "+ a heading of the site": _behind_body("<h1>News from the river and the coast</h1>"),
}
