"""Pages of magazines, blogs and pages of a kind of their own (live, for phones, drawn by scripts), invented, built as systems build them."""

# The markup is kept as a page has it, however long its lines:
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable

from evaluation.press.parts import (
    Story,
    british_day,
    comments,
    cookies,
    e,
    footer,
    later,
    linked,
    long_day,
    most_read,
    nav,
    news,
    og,
    others,
    p,
    page,
    related,
    short_day,
    story,
)  # fmt: skip

Made = tuple[str, Story]


def magazine_flytitle(n: int) -> Made:
    """A weekly: a word over the headline inside the heading, and an ordinal day."""
    s = story(n, 12)
    head = (
        f"<title>{e(s.title)} - Strikes in ports</title>{og(s.title, 'The Economy', url='https://www.economy.example.com/britain/' + s.day.strftime('%Y/%m/%d') + '/a')}"
        + linked(news(s, "The Economy", s.social))
    )
    ordinal = "th" if 10 < s.day.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(s.day.day % 10, "th")
    body = (
        f'{nav("The Economy")}<main role="main"><article><h1 class="flytitle-and-headline"><span class="flytitle">Strikes in ports</span><br><span class="flytitle-and-title__title" itemprop="headline">{e(s.title)}</span></h1><p class="blog-post__rubric">{e(s.standfirst)}</p>'
        f'<time class="blog-post__datetime" datetime="{s.day}T00:00:00Z">{s.day:%b} {s.day.day}{ordinal} {s.day.year}</time><div class="blog-post__text" itemprop="description">{p(s)}</div>'
        f"<p class='print'>This article appeared in the Britain section of the print edition.</p></article></main>{footer('The Economy')}"
    )
    return page(head, body), s


def chorus(n: int) -> Made:
    """A site of explanations: the search title is another, the day in a byline item."""
    s = story(n, 16)
    head = (
        f'<title>{e(s.seo)} - Vex</title>{og(s.title, "Vex")}<meta name="twitter:title" content="{e(s.social)}"><meta name="parsely-pub-date" content="{s.day}T14:30:00-0400"><meta name="sailthru.date" content="{s.day}">'
        + linked(news(s, "Vex"))
    )
    body = (
        f'<section class="c-header">{nav("Vex")}</section><section id="content"><article class="l-segment l-main-content"><div class="c-entry-hero"><h1 class="c-page-title">{e(s.title)}</h1><p class="c-entry-summary">{e(s.standfirst)}</p><div class="c-byline">By <span class="c-byline__item"><a>{s.author}</a></span>'
        f'<span class="c-byline__item"><time class="c-byline__item" data-ui="timestamp" datetime="{s.day}T14:30:00"> {short_day(s.day)}, 2:30pm EDT</time></span></div></div>'
        f'<div class="l-col__main"><div class="c-entry-content">{p(s, "<p id=a1>")}<h2 id="x">What happens now?</h2><aside class="c-read-more"><h4>Next Up In {s.kicker}</h4><ul><li><a href="/">{e(others(n, 1)[0])}</a></li></ul></aside></div></div></article></section>{footer("Vex")}'
    )
    return page(head, body), s._replace(paragraphs=[*s.paragraphs, "What happens now?"])


def live_blog(n: int) -> Made:
    """A live page: entries with clocks and headings, the newest first."""
    s = story(n, 12)
    entries = [
        {
            "@type": "BlogPosting",
            "headline": e(one[:40]),
            "datePublished": f"{later(s.day, k % 2)}T{8 + k:02d}:00:00Z",
            "articleBody": one,
        }
        for k, one in enumerate(s.paragraphs)
    ]
    head = (
        f'<title>{e(s.title)} – as it happened | World | The Lamp</title>{og(s.title + " – as it happened", "the Lamp")}<meta property="article:published_time" content="{s.day}T05:00:00Z">'
        + linked(
            {
                "@type": "LiveBlogPosting",
                "headline": s.title + " – as it happened",
                "datePublished": f"{s.day}T05:00:00Z",
                "coverageStartTime": f"{s.day}T05:00:00Z",
                "liveBlogUpdate": entries,
                "publisher": {"@type": "Organization", "name": "the Lamp"},
            }
        )
    )
    blocks = "".join(
        f'<article class="block" id="block-{k}"><p class="block-time"><a><time datetime="{later(s.day, k % 2)}T{8 + k:02d}:00:00Z">{8 + k:02d}.00</time></a></p><div class="block-elements"><p>{e(one)}</p></div></article>'
        for k, one in enumerate(s.paragraphs)
    )
    body = f'{nav("The Lamp")}<main><div class="headline-area"><h1>{e(s.title)} – as it happened</h1></div><div class="standfirst"><p>{e(s.standfirst)}</p></div><div id="liveblog-body" class="article-body">{blocks}</div></main>{most_read(n)}{footer("The Lamp")}'
    return page(head, body), s._replace(title=s.title + " – as it happened")


def interview(n: int) -> Made:
    """A magazine's questions and answers, the questions in bold."""
    s = story(n, 9)
    asked = [
        "How did it start?",
        "And then?",
        "Were you afraid?",
        "Who paid?",
        "What did the town say?",
        "Would you do it again?",
        "Why?",
        "What is next?",
        "Last words?",
    ]
    s = s._replace(paragraphs=[one for pair in zip(asked, s.paragraphs, strict=True) for one in pair])
    marked = "".join(
        f"<p><strong>{e(one)}</strong></p>" if k % 2 == 0 else f"<p>{e(one)}</p>" for k, one in enumerate(s.paragraphs)
    )
    head = (
        f'<title>{e(s.seo)} | Slant</title>{og(s.social, "Slant Magazine")}<meta name="article:published_time" content="{s.day}T09:00:00.000Z">'
        + linked(news(s, "Slant", s.social))
    )
    body = f'{nav("Slant")}<main><article class="article"><header class="article__header"><div class="article__rubric"><a>Interview</a></div><h1 class="article__hed">{e(s.title)}</h1><h2 class="article__dek">{e(s.standfirst)}</h2><div class="article__byline">By {s.author}</div><time class="article__dateline">{long_day(s.day)} 9:00 AM</time></header><div class="article__content">{marked}</div></article></main>{related(n)}{footer("Slant")}'
    return page(head, body), s


def smart_brevity(n: int) -> Made:
    """A site of short stories: bold openings, bullets, "Go deeper"."""
    s = story(n, 9)
    said = [
        f"{opening} {one}"
        for opening, one in zip(
            (
                "Why it matters:",
                "Driving the news:",
                "What they’re saying:",
                "By the numbers:",
                "The big picture:",
                "Between the lines:",
                "Zoom in:",
                "Yes, but:",
                "What’s next:",
            ),
            s.paragraphs,
            strict=True,
        )
    ]
    s = s._replace(paragraphs=said)
    marked = "".join(
        f"<p><strong>{e(one.split(':')[0])}:</strong>{e(one.split(':', 1)[1])}</p>"
        if k % 3
        else f"<ul><li><strong>{e(one.split(':')[0])}:</strong>{e(one.split(':', 1)[1])}</li></ul>"
        for k, one in enumerate(said)
    )
    head = f"<title>{e(s.title)}</title>{og(s.title, 'Axle')}" + linked(news(s, "Axle"))
    body = f'<div id="__next">{nav("Axle")}<main><div class="story-hero"><div>Updated {short_day(later(s.day))} - <a>{s.kicker}</a></div><h1 data-cy="story-headline">{e(s.title)}</h1><div data-cy="byline-author"><span>{s.author}</span></div></div><div class="DraftjsBlocks_draftjs story-body">{marked}<p><strong>Go deeper:</strong> <a href="/x">{e(others(n, 1)[0])}</a></p></div></main></div>{footer("Axle")}'
    return page(head, body), s


def amp(n: int) -> Made:
    """The page for phones, saved: its own tags, one script of data, a title with the outlet first."""
    s = story(n, 10)
    head = (
        f'<title>The Independence: {e(s.title)}</title><link rel="canonical" href="https://www.independence.example.com/news/a-b123.html">'
        + linked(news(s, "The Independence", at="T09:30:00+01:00"))
    )
    body = f'<header id="top"><a href="/">The Independence</a></header><article><h1 class="headline">{e(s.title)}</h1><p class="sub">{e(s.standfirst)}</p><amp-timeago datetime="{s.day}T08:30:00Z">{british_day(s.day)}</amp-timeago><div class="text-wrapper">{p(s)}</div></article><amp-list><h2>Popular videos</h2></amp-list>{most_read(n, "h1")}{footer("The Independence")}'
    return page(head, body).replace("<html", "<html amp"), s


def embedded_only(n: int) -> Made:
    """A page saved before its scripts drew it: the story is in its data alone."""
    s = story(n, 12)
    head = f"<title>{e(s.title)} | The Wave</title>{og(s.title, 'The Wave')}" + linked(
        news(s, "The Wave", articleBody="\n\n".join(s.paragraphs))
    )
    body = (
        f'<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>{cookies()}{footer("The Wave")}'
    )
    return page(head, body), s


def site_heading(n: int) -> Made:
    """A site whose first heading is its own name on every page, the headline a second one."""
    s = story(n, 10)
    head = f'<title>{e(s.title)} :: Tolbeck Review</title><meta name="description" content="{e(s.standfirst)}">'
    body = f'<h1 id="logo"><a href="/">Tolbeck Review of Politics</a></h1>{nav("Tolbeck Review")}<div id="main"><div class="post"><h2 class="title">{e(s.title)}</h2><p class="meta">by {s.author} on {british_day(s.day)}</p><div class="entry">{p(s)}</div></div>{comments(s.day)}</div><div id="sidebar"><h3>Archive</h3><ul><li>May 2009</li><li>June 2009</li></ul></div>{footer("Tolbeck Review")}'
    return page(head, body), s


def ticker_first(n: int) -> Made:
    """A page that opens with other stories and their times, its own day in words behind a bar."""
    s = story(n, 10)
    ticker = "".join(
        f'<li><time datetime="{later(s.day, k + 2)}T1{k}:00:00Z">1{k}:00</time> <a>{e(t)}</a></li>' for k, t in enumerate(others(n))
    )
    head = f'<title>{e(s.title)} | Brackwater Today</title>{og(s.title + " | Brackwater Today")}<meta property="article:published_time" content="{s.day}T11:00:00+00:00">'
    body = f'<div class="ticker"><h2>Latest</h2><ul>{ticker}</ul></div>{nav("Brackwater Today")}<article><h1>{e(s.title)}</h1><div class="info">{short_day(s.day)} | Updated {short_day(later(s.day))}</div>{p(s)}</article>{related(n)}{footer("Brackwater Today")}'
    return page(head, body), s


MAGAZINES: tuple[Callable[[int], Made], ...] = (
    magazine_flytitle,
    chorus,
    live_blog,
    interview,
    smart_brevity,
    amp,
    embedded_only,
    site_heading,
    ticker_first,
)
