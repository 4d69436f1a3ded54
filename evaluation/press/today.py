"""Pages of national papers, broadcasters, agencies and magazines of today, invented, built as their publishing systems build them."""

# The markup is kept as a page has it, however long its lines:
# ruff: noqa: E501

from __future__ import annotations

import json
from collections.abc import Callable

from evaluation.press.parts import (
    Story,
    british_day,
    cookies,
    e,
    footer,
    later,
    linked,
    long_day,
    most_read,
    nav,
    news,
    newsletter,
    og,
    others,
    p,
    page,
    short_day,
    story,
)  # fmt: skip

Made = tuple[str, Story]


def daily_react(n: int) -> Made:
    """A daily whose search title and social title are its own; the pages are drawn by scripts."""
    s = story(n, 14)
    head = (
        f'<title data-rh="true">{e(s.seo)} - The Norvane Times</title>{og(s.social, url="https://www.norvanetimes.example.com/" + s.day.strftime("%Y/%m/%d") + "/nyregion/a.html")}'
        f'<meta data-rh="true" name="byl" content="By {s.author}"><meta name="pdate" content="{s.day:%Y%m%d}">'
        f'<meta property="article:published_time" content="{s.day}T18:30:00.000Z"><meta property="article:section" content="World">'
        + linked(news(s, "The Norvane Times", s.seo, alternativeHeadline=s.title))
    )
    ad = '<div id="story-ad-1-wrapper" class="css-1"><p>Advertisement</p><a href="#after">Continue reading the main story</a></div>'
    body = (
        f'<div id="app"><a href="#site-content">Skip to content</a><header><h2 class="sr">The Norvane Times</h2></header><main id="site-content"><article id="story">'
        f'<header><h1 data-testid="headline" id="link-1">{e(s.title)}</h1><p id="article-summary">{e(s.standfirst)}</p></header>'
        f'<div class="css-79"><p class="byline">By <span itemprop="name">{s.author}</span></p><time datetime="{s.day}T14:30:00-04:00">{short_day(s.day)}</time></div>'
        f'<figure><figcaption><span class="css-16">{e(s.caption)}</span><span class="credit">Credit...{s.author} for The Norvane Times</span></figcaption></figure>'
        f'<section name="articleBody">{p(s, chr(60) + "div class=css-53><p class=css-at>", "</p></div>")}{ad}</section>'
        f"<div class='bottom-of-article'><p>A version of this article appears in print on , Section A, Page 9.</p></div></article></main></div>"
        f"<script>window.__preloadedData = {json.dumps({'headline': s.seo, 'lastModified': str(later(s.day))})};</script>{footer('The Norvane Times')}"
    )
    return page(head, body), s


def lamp(n: int) -> Made:
    """A daily that puts its section and name behind bars and keeps a clock in words."""
    s = story(n, 12)
    head = (
        f'<title>{e(s.title)} | {s.kicker} | The Lamp</title>{og(s.title, "the Lamp")}<meta property="article:published_time" content="{s.day}T06:00:12.000Z">'
        f'<meta property="article:modified_time" content="{later(s.day)}T09:00:00.000Z">'
        + linked(
            {"@graph": [news(s, "the Lamp", isAccessibleForFree=True), {"@type": "WebPage", "@id": "https://lamp.example.com/x"}]}
        )
    )
    aside = '<aside class="element-rich-link"><p>Related: <a href="/x">Ferry fares to rise by a tenth in spring</a></p><p>Read more</p></aside>'
    text = p(s).split("\n")
    body = (
        f'{cookies()}{nav("The Lamp")}<article><div class="content__labels"><a href="/world">{s.kicker}</a></div><h1 class="dcr-1">{e(s.title)}</h1>'
        f'<div class="standfirst"><p>{e(s.standfirst)}</p></div><address><a rel="author" href="/profile">{s.author}</a></address>'
        f"<details><summary>{s.day:%a} {s.day.day} {s.day:%b} {s.day.year} 06.00 GMT</summary>Last modified on {british_day(later(s.day))} 09.00 GMT</details>"
        f'<div class="article-body-viewer-selector">{"".join(text[:4])}{aside}{"".join(text[4:])}</div></article>{most_read(n, "h4", s.day)}{footer("The Lamp")}'
    )
    return page(head, body), s


def broadcaster_blocks(n: int) -> Made:
    """A broadcaster whose every paragraph is a block of its own, a summary in bold first."""
    s = story(n, 12)
    head = f"<title>{e(s.title)} - QBC News</title>{og(s.title, 'QBC News')}" + linked(
        news(s, "QBC News", url="https://qbc.example.com/news/world-1")
    )
    blocks = p(s, '<div data-component="text-block" class="ssr-11"><div class="ssr-7"><p class="ssr-1q">', "</p></div></div>")
    body = (
        f'<header role="banner"><a href="/">QBC Homepage</a></header><main id="main-content"><article class="ssr-p"><header><h1 id="main-heading" tabindex="-1">{e(s.title)}</h1>'
        f'<ul><li><time data-testid="timestamp" datetime="{s.day}T14:30:00.000Z">{british_day(s.day)}</time></li></ul></header>'
        f'<div data-component="byline-block"><div>By {s.author}</div><div>QBC News, {s.author.split()[1]}</div></div>{blocks}'
        f'<div data-component="topic-list"><h2>Related Topics</h2><ul><li><a>Ports</a></li></ul></div></article>'
        f'<section data-component="related"><h2>More on this story</h2><ul>'
        + "".join(f'<li><a href="/a"><h3>{e(t)}</h3></a><span>{british_day(later(s.day, -30))}</span></li>' for t in others(n, 3))
        + f"</ul></section></main>{footer('QBC')}"
    )
    return page(head, body, "en-GB"), s


def cable_divs(n: int) -> Made:
    """A cable channel without a paragraph tag in its story."""
    s = story(n, 14)
    head = (
        f'<title>{e(s.title)} - CQN Politics</title>{og(s.title + " - CQN Politics", "CQN")}<meta name="pubdate" content="{s.day}T22:00:00Z">'
        f'<meta name="lastmod" content="{later(s.day)}T02:00:00Z"><link rel="canonical" href="https://www.cqn.example.com/{s.day:%Y/%m/%d}/politics/a/index.html">'
    )
    body = (
        f'<div class="nav">{nav("CQN")}</div><article class="pg-rail-tall pg"><h1 class="pg-headline">{e(s.title)}</h1><div class="metadata"><p class="metadata__byline"><span class="metadata__byline__author">By {s.author}, CQN</span></p>'
        f'<p class="update-time">Updated 10:21 PM ET, {s.day:%a} {long_day(s.day)} <span id="js-pagetop_video_source"></span></p></div>'
        f'<section class="zn-body-text" id="body-text"><div class="l-container"><div class="zn-body__paragraph speakable"><cite class="el-editorial-source"> (CQN)</cite>{e(s.paragraphs[0])}</div>'
        + "".join(f'<div class="zn-body__paragraph">{e(one)}</div>' for one in s.paragraphs[1:])
        + f'</div></section></article><div class="outbrain"><h2>Paid Content</h2>{most_read(n)}</div>{footer("CQN")}'
    )
    return page(head, body), s


def cable_shout(n: int) -> Made:
    """A channel that breaks its story with links in capitals."""
    s = story(n, 12)
    head = (
        f'<title>{e(s.title)} | Hound News</title>{og(s.social, "Hound News")}<meta name="dc.date" content="{s.day}"><meta name="dcterms.created" content="{s.day}T11:18:27-04:00">'
        f'<meta name="dcterms.modified" content="{later(s.day)}T11:18:27-04:00">'
        + linked(news(s, "Hound News", at="T11:18:27-04:00"))
    )
    text = p(s).split("\n")
    shout = '<p><a href="/x"><strong>GOAT FOUND ON CATHEDRAL ROOF: WATCH</strong></a></p>'
    body = (
        f'{nav("Hound News")}<main class="main-content"><article class="article-wrap"><header class="article-header"><div class="article-meta"><span class="eyebrow"><a>{s.kicker}</a></span>'
        f'<div class="article-date">Published <time data-time-published>{long_day(s.day)} 11:18am EDT</time></div></div><h1 class="headline">{e(s.title)}</h1><h2 class="sub-headline">{e(s.standfirst)}</h2>'
        f'<div class="author-byline">By <span><a href="/person">{s.author}</a></span><span class="article-source"><a>Hound News</a></span></div></header>'
        f'<div class="article-content"><div class="article-body"><div class="featured-video"><h4 class="title">Video: {e(others(n, 1)[0])}</h4></div>{"".join(text[:4])}{shout}{"".join(text[4:])}'
        f"<p><i>{s.author} is a reporter for Hound News. Follow on Twitter @{s.author.split()[0].lower()}.</i></p></div></div></article></main>{footer('Hound News')}"
    )
    return page(head, body), s


def agency(n: int) -> Made:
    """An agency: a dateline, minutes to read, its day in capitals, and its principles below."""
    s = story(n, 10)
    s = s._replace(paragraphs=[f"QUILLON (Pressa) - {s.paragraphs[0]}", *s.paragraphs[1:]])
    head = f'<title>{e(s.title)} | Pressa</title>{og(s.title, "Pressa")}<meta name="REVISION_DATE" content="{s.day:%a %b} {s.day.day} 18:32:00 UTC {s.day.year}"><meta name="analyticsAttributes.articleDate" content="{s.day}T18:32:00+0000">'
    body = (
        f'<div class="ArticleHeader_container"><div class="ArticleHeader_channel"><a>{s.kicker} News</a></div><div class="ArticleHeader_date">{long_day(s.day)} / 6:32 PM / Updated 2 years ago</div>'
        f'<h1 class="ArticleHeader_headline">{e(s.title)}</h1></div><div class="BylineBar_container"><p class="BylineBar_byline"><a href="/j">{s.author}</a></p><p class="BylineBar_reading-time">3 Min Read</p></div>'
        f'<div class="StandardArticleBody_body">{p(s)}<div class="Attribution_container"><p class="Attribution_content">Reporting by {s.author}; Editing by Bo Lind</p></div>'
        f'<div class="StandardArticleBody_trustBadgeContainer"><span>Our Standards:</span><a>The Pressa Principles.</a></div></div>{most_read(n)}{footer("Pressa")}'
    )
    return page(head, body), s


def wire_hub(n: int) -> Made:
    """Another agency, its day a number of milliseconds, its page's heading repeated in its social fields."""
    s = story(n, 10)
    s = s._replace(paragraphs=[f"NORVANE, Ohio (NP) — {s.paragraphs[0]}", *s.paragraphs[1:]])
    head = (
        f"<title>{e(s.title)} | NP News</title>{og(s.title, 'NP News')}<meta property='article:published_time' content='{s.day}T18:32:11'>"
        + linked(news(s, "NP News"))
    )
    body = (
        f'{nav("NP")}<div class="Page-content"><main class="Page-main"><h1 class="Page-headline">{e(s.title)}</h1><div class="Page-byline"><div class="Page-authors">By  <a>{s.author.upper()}</a></div>'
        f'<div class="Page-dateModified"><span>Updated </span><bsp-timestamp data-timestamp="1570919520000"><span data-date>6:32 PM EDT, {long_day(later(s.day))}</span></bsp-timestamp></div></div>'
        f'<div class="RichTextStoryBody RichTextBody">{p(s)}<div class="Advertisement">Advertisement</div><p>___</p><p>Associated writers Ada Quill in Quillon and Bo Lind in Tolbeck contributed to this report.</p></div></main></div>{most_read(n, "h3", s.day)}{footer("NP")}'
    )
    return page(head, body), s


def capital_daily(n: int) -> Made:
    """A paper of the capital, its page's state beside its words."""
    s = story(n, 14)
    head = (
        f'<title>{e(s.seo)} - The Capital Post</title>{og(s.social, "Capital Post")}<meta property="article:published_time" content="{s.day}T22:32:00.000Z">'
        + linked(news(s, "The Capital Post", s.seo))
    )
    body = (
        f'<div id="__next">{nav("The Capital Post")}<main><article><header><div data-qa="kicker"><a>{s.kicker}</a></div><h1 data-qa="headline" id="main-content"><span>{e(s.title)}</span></h1><h2 data-qa="subheadline">{e(s.standfirst)}</h2></header>'
        f'<div class="author-bio">By <a data-qa="author-name" rel="author">{s.author}</a></div><span data-qa="display-date">{s.day:%b.} {s.day.day}, {s.day.year} at 6:32 p.m. EDT</span>'
        f'<div class="article-body" data-qa="article-body">{p(s, "<div class=pb-sm><p class=font-copy data-el=text>", "</p></div>")}</div></article>'
        f'<div class="most-read-container"><h3>Most Read</h3><ol><li>{"</li><li>".join(map(e, others(n)))}</li></ol></div></main></div>'
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"display_date": str(s.day) + "T22:32:00Z", "headlines": {"basic": s.title}}})}</script>{footer("The Capital Post")}'
    )
    return page(head, body), s


def tabloid_bullets(n: int) -> Made:
    """A tabloid: its headline a second heading, bullets at the head, clock first in its dates, readers' words below."""
    s = story(n, 16)
    bullets = [
        f"{e(x)}"
        for x in (
            "The town found out from a notice on a gate",
            "Repairs may take until the autumn",
            "A petition has been handed in",
        )
    ]
    s = s._replace(paragraphs=[*bullets, *s.paragraphs])
    head = f'<title>{e(s.title)} | Post Online</title>{og(s.social, "Mail Post Online")}<meta property="article:published_time" content="{s.day}T18:32:09+0100"><meta property="article:modified_time" content="{later(s.day)}T08:00:00+0100">'
    paragraphs = "".join(
        f'<p class="mol-para-with-font"><font style="font-size: 1.2em;">{e(one)}</font></p>' for one in s.paragraphs[3:]
    )
    body = (
        f'{nav("Post Online")}<div class="page-header"><h1 class="logo">Post Online</h1></div><div class="article-text wide" id="js-article-text" itemprop="articleBody"><h2>{e(s.title)} </h2>'
        f'<ul class="mol-bullets-with-font">{"".join(f"<li class=class><font>{b}</font></li>" for b in bullets)}</ul>'
        f'<p class="author-section byline-plain">By <a class="author" rel="nofollow">{s.author} For Post Online</a></p>'
        f'<p class="byline-section"><span class="article-timestamp article-timestamp-published"><span class="article-timestamp-label">Published:</span> <time datetime="{s.day}T18:32:09+0100">18:32, {british_day(s.day)}</time></span> | '
        f'<span class="article-timestamp article-timestamp-updated"><span>Updated:</span> <time datetime="{later(s.day)}T08:00:00+0100">08:00, {british_day(later(s.day))}</time></span></p>{paragraphs}'
        f'<div class="column-content cleared"><div class="shareArticles"><h3>Share this article</h3></div></div></div>'
        f'<div class="beta"><div class="femail item"><h3>Femail today</h3><ul><li>{"</li><li>".join(map(e, others(n, 6)))}</li></ul></div></div>'
        f'<div id="reader-comments"><h2>Comments 214</h2><p>Share what you think</p></div>{footer("Post Online")}'
    )
    return page(head, body, "en-GB"), s


def tabloid_kicker(n: int) -> Made:
    """A tabloid whose heading opens with a shout in a span."""
    s = story(n, 14)
    head = (
        f'<title>{e(s.seo)} | The Moon</title>{og(s.social, "The Moon")}<meta property="article:published_time" content="{s.day}T18:32:09+00:00">'
        + linked(news(s, "The Moon", s.social))
    )
    body = (
        f'{nav("The Moon")}<section class="sun-article"><article><div class="article__content"><h1 class="article__headline"><span class="article__kicker">BRIDGE TOO FAR</span> {e(s.title)}</h1><p class="article__subdeck">{e(s.standfirst)}</p>'
        f'<ul class="article__datestamp"><li class="article__author"><span class="article__author-name">{s.author}</span></li><li class="article__published"><span>Published</span>: 18:32, {s.day.day} {s.day:%b %Y}</li><li>Updated: 8:00, {later(s.day).day} {later(s.day):%b %Y}</li></ul>'
        f'{p(s)}<div class="rail"><h3>MOST READ IN NEWS</h3>{"".join(f"<div class=teaser><h2 class=teaser__headline>{e(t)}</h2><h3 class=teaser__subdeck>{e(t)}</h3></div>" for t in others(n))}</div></div></article></section>{footer("The Moon")}'
    )
    return page(head, body, "en-GB"), s


def red_top_chain(n: int) -> Made:
    """A chain of tabloids: promises of letters between paragraphs, both of its times in words."""
    s = story(n, 12)
    head = (
        f'<title>{e(s.seo)} - Quillon Live</title>{og(s.social, "QuillonLive")}<meta property="article:published_time" content="{s.day}T17:32:00Z"><meta name="parsely-title" content="{e(s.social)}">'
        + linked(news(s, "Quillon Live", s.seo))
    )
    text = p(s).split("\n")
    body = (
        f'{cookies()}<header>{nav("Quillon Live")}</header><main><article class="article-main"><h1 itemprop="headline name" class="section-theme-background-indicator publication-font">{e(s.title)}</h1><p itemprop="description" class="sub-title">{e(s.standfirst)}</p>'
        f'<div class="byline"><div class="author"><span>By</span><a class="publication-theme" href="/a">{s.author}</a><span>Reporter</span></div><ul class="time-info"><li><time class="date-published" datetime="{s.day}T17:32:00Z">17:32, {s.day.day} {s.day:%b} {s.day.year}</time></li><li><span>Updated</span><time class="date-updated" datetime="{later(s.day)}T08:00:00Z">08:00, {later(s.day).day} {later(s.day):%b %Y}</time></li></ul></div>'
        f'<div class="article-body" itemprop="articleBody">{"".join(text[:3])}{newsletter()}{"".join(text[3:7])}<p><strong>READ MORE: </strong><a href="/x"><strong>{e(others(n, 1)[0])}</strong></a></p>{"".join(text[7:])}</div></article></main>{most_read(n, "h2", s.day)}{footer("Quillon Live")}'
    )
    return page(head, body, "en-GB"), s


def broadcaster_arc(n: int) -> Made:
    """A network: a day in words alone, beside its own name."""
    s = story(n, 12)
    head = f"<title>{e(s.title)} - QBS News</title>{og(s.title)}"
    body = (
        f'{nav("QBS News")}<article class="content content-article"><header class="content__header"><h1 class="content__title">{e(s.title)}</h1><p class="content__meta"><span class="byline">By {s.author}</span></p><p class="content__meta"><time>{long_day(s.day)} / 6:32 PM / QBS News</time></p></header>'
        f'<section class="content__body">{p(s)}</section><div class="content__tags">In: <a>Ports</a></div><p class="content__first-published">First published on {long_day(s.day)} / 4:02 PM</p><p>© {s.day.year} QBS Broadcasting. All Rights Reserved.</p></article>{most_read(n)}'
    )
    return page(head, body), s


def peacock(n: int) -> Made:
    """A network whose sections are sites of their own, with many headings."""
    s = story(n, 12)
    head = (
        f'<title>{e(s.title)}</title>{og(s.social, "NQC News")}<meta property="article:published_time" content="{s.day}T22:32:00.000Z"><meta property="nv:date" content="{s.day:%m/%d/%Y}">'
        + linked(news(s, "NQC News", s.seo))
    )
    body = (
        f'{nav("NQC")}<div class="article-hero"><section><aside class="article-hero__unibrow-grid"><span class="unibrow">{s.kicker}</span></aside><h1 class="article-hero-headline__htag lh-none-print">{e(s.title)}</h1><div class="article-dek">{e(s.standfirst)}</div></section></div>'
        f'<div class="article-body"><div class="article-body__section"><div class="article-body__date-source"><time class="relative" datetime="{s.day}T22:32:00.000Z" content="{s.day}T22:32:00.000Z">{s.day:%b.} {s.day.day}, {s.day.year}, 10:32 PM UTC</time></div><div class="article-inline-byline">By <span class="byline-name"><a>{s.author}</a></span></div>'
        f'<div class="article-body__content">{p(s, "<p class=>")}</div></div></div><div class="recommended"><h3>Recommended</h3>{"".join(f"<h2 class=title>{e(t)}</h2>" for t in others(n, 3))}</div>{footer("NQC")}'
    )
    return page(head, body), s


def quality_paywall(n: int) -> Made:
    """A quality daily: a lead on opinion, its heading with two item properties."""
    s = story(n, 12)
    head = (
        f'<title>{e(s.title)}</title>{og(s.social, "The Telegram")}<meta name="twitter:title" content="{e(s.social)}"><meta name="DCSext.articleFirstPublished" content="{s.day}T19:20Z">'
        + linked(news(s, "The Telegram", s.social))
    )
    body = (
        f'{nav("The Telegram")}<main><article itemscope itemtype="http://schema.org/NewsArticle"><header><h1 class="e-headline u-heading-1" itemprop="headline name">{e(s.title)}</h1><p class="e-standfirst">{e(s.standfirst)}</p>'
        f'<div class="e-byline"><span class="e-byline__author">{s.author}</span></div><div class="e-published-date"><time class="e-published-date__time" itemprop="datePublished" datetime="{s.day}T19:20+0000">{british_day(s.day)} • 7:20pm</time></div></header>'
        f'<div class="articleBodyText section" itemprop="articleBody"><div class="article-body-text component">{p(s)}</div></div><div class="tpl-paywall"><h2>Read more with a subscription</h2><p>Start your free trial to carry on reading</p></div></article></main>{footer("The Telegram")}'
    )
    return page(head, body, "en-GB"), s


def gulf(n: int) -> Made:
    """A broadcaster of the Gulf: short paragraphs, a source line at the end."""
    s = story(n, 14)
    head = (
        f'<title>{e(s.title)} | {s.kicker} News | Al Marsa</title>{og(s.title, "Al Marsa")}<meta name="publishedDate" content="{s.day}T14:02:00Z"><meta name="lastDate" content="{later(s.day)}T14:02:00Z"><meta name="pageTitle" content="{e(s.title)}">'
        + linked(news(s, "Al Marsa"))
    )
    body = (
        f'{nav("Al Marsa")}<main id="main-content-area"><div class="topics"><a href="/news">News</a>|<a>{s.kicker}</a></div><header class="article-header"><h1>{e(s.title)}</h1><p class="article__subhead"><em>{e(s.standfirst)}</em></p></header><div class="date-simple css-yj"><span class="screen-reader-text">Published On {british_day(s.day)}</span><span aria-hidden="true">{s.day.day} {s.day:%b %Y}</span></div>'
        f'<div class="wysiwyg wysiwyg--all-content">{p(s)}<div class="more-on"><h2>Keep reading</h2><ul><li>{"</li><li>".join(map(e, others(n, 3)))}</li></ul></div></div><div class="article-source"><span>Source</span>: <span>Al Marsa and news agencies</span></div></main>{footer("Al Marsa")}'
    )
    return page(head, body), s


TODAY: tuple[Callable[[int], Made], ...] = (
    daily_react,
    lamp,
    broadcaster_blocks,
    cable_divs,
    cable_shout,
    agency,
    wire_hub,
    capital_daily,
    tabloid_bullets,
    tabloid_kicker,
    red_top_chain,
    broadcaster_arc,
    peacock,
    quality_paywall,
    gulf,
)
