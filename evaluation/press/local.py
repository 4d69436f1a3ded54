"""Pages of local papers, blogs, magazines' systems and governments, invented, built as their publishing systems build them."""

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
    newsletter,
    og,
    others,
    p,
    page,
    related,
    short_day,
    story,
)  # fmt: skip

Made = tuple[str, Story]


def chain_label(n: int) -> Made:
    """A chain of American papers: its day in a label and in no field."""
    s = story(n, 12)
    head = f"<title>{e(s.seo)}</title>{og(s.seo, 'Quillon Free Press', url='https://www.quillonfreep.example.com/story/news/local/a/3941/')}"
    body = f'{nav("Quillon Free Press")}<main class="gnt_cw"><article class="gnt_pr"><a class="gnt_ar_lbl">{s.kicker}</a><h1 class="gnt_ar_hl" elementtiming="ar-headline">{e(s.title)}</h1><div class="gnt_ar_by"><a class="gnt_ar_by_a">{s.author}</a> Quillon Free Press</div><div class="gnt_ar_dt" aria-label="Published 6:32 p.m. ET {s.day:%b}. {s.day.day}, {s.day.year} Updated 9:01 a.m. ET {later(s.day):%b}. {later(s.day).day}, {later(s.day).year}"></div><div class="gnt_ar_b">{p(s, "<p class=gnt_ar_b_p>")}</div></article></main>{footer("Quillon Free Press")}'
    return page(head, body), s


def chain_metabar(n: int) -> Made:
    """The same chain some years ago: its day in a bar beside the byline."""
    s = story(n, 12)
    head = f'<title>{e(s.seo)}</title>{og(s.social, "Norvane Enquirer")}<link rel="canonical" href="https://www.enquirer.example.com/story/news/{s.day:%Y/%m/%d}/a/1234/">'
    body = f'{nav("Norvane Enquirer")}<div itemprop="mainContentOfPage" class="story-asset"><h1 class="asset-headline speakable-headline" itemprop="headline">{e(s.title)}</h1><div class="asset-metabar"><span class="asset-metabar-author asset-metabar-item" itemprop="author">{s.author}, Norvane Enquirer</span><span class="asset-metabar-time asset-metabar-item nobyline">Published 6:32 p.m. ET {s.day:%b.} {s.day.day}, {s.day.year} | <span class="js-mb">Updated 9:01 a.m. ET {later(s.day):%b.} {later(s.day).day}, {later(s.day).year}</span></span></div><div itemprop="articleBody" class="asset-double-wide">{p(s, "<p class=p-text>")}<p>Read or Share this story: https://enq.example.com/2x</p></div></div>{most_read(n)}{footer("Norvane Enquirer")}'
    return page(head, body), s


def blocks(n: int) -> Made:
    """A family of local papers on one system: section and address behind bars in the title."""
    s = story(n, 12)
    head = (
        f'<title>{e(s.title)} | {s.kicker} | halden-courier.example</title>{og(s.title, "Halden Courier")}<meta property="article:published_time" content="{s.day}T18:30:00-05:00"><meta name="twitter:title" content="{e(s.title)}">'
        + linked(news(s, "Halden Courier", at="T18:30:00-05:00"))
    )
    text = p(s).split("\n")
    body = f'{nav("Halden Courier")}<article class="asset story"><header class="asset-header"><span class="label label-flag">{s.kicker}</span><h1 class="headline"><span itemprop="headline">{e(s.title)}</span></h1><div class="meta"><span class="tnt-byline">{s.author} <a href="mailto:a@halden.example">a@halden.example</a></span><ul class="list-inline"><li class="visible-print">{short_day(s.day)}</li><li class="hidden-print"><time datetime="{s.day}T18:30:00-05:00" class="tnt-date asset-date text-muted">{short_day(s.day)}</time></li><li>Updated <time datetime="{later(s.day)}T18:30:00-05:00" class="tnt-date asset-date">{short_day(later(s.day))}</time></li></ul></div></header><div itemprop="articleBody" class="asset-content" id="article-body">{"".join(text[:3])}<div class="tncms-region inline-ad"></div>{"".join(f"<div class=subscriber-only>{one}</div>" for one in text[3:])}</div></article><section class="block"><h3>Most Popular</h3>{"".join(f"<div class=card><h3 class=tnt-headline>{e(t)}</h3><time datetime={later(s.day, 9)}T01:00:00Z>{short_day(later(s.day, 9))}</time></div>" for t in others(n))}</section>{footer("Halden Courier")}'
    return page(head, body), s


def county_chain(n: int) -> Made:
    """A chain of British weeklies: its day an ordinal, its reporter with an address."""
    s = story(n, 12)
    day = s.day.day
    ordinal = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    head = f"<title>{e(s.title)} | Easterby Gazette</title>{og(s.title, 'Easterby Gazette')}" + linked(
        news(s, "Easterby Gazette", at="T05:00:00Z")
    )
    body = f'{cookies()}{nav("Easterby Gazette")}<article class="mar-article" itemscope itemtype="http://schema.org/NewsArticle"><div class="mar-breadcrumbs"><a>News</a></div><h1 class="mar-article__headline" itemprop="headline">{e(s.title)}</h1><div class="author-details"><p class="author-name">By {s.author} <a>@{s.author.split()[0]}</a></p><p class="author-title">Reporter</p></div><time class="mar-article__timestamp" datetime="{s.day}T05:00:00">{day}{ordinal} {s.day:%B %Y}</time><div class="mar-article__content" id="subscription-content"><p class="article-first-paragraph">{e(s.paragraphs[0])}</p>{p(s._replace(paragraphs=s.paragraphs[1:]))}</div></article><div class="read-this-next"><h2>Read this next</h2>{"".join(f"<h3>{e(t)}</h3>" for t in others(n, 3))}</div>{footer("Easterby Gazette")}'
    return page(head, body, "en-GB"), s


def star_chain(n: int) -> Made:
    """A chain with a kicker over the heading and a day in capitals, no fields of dates."""
    s = story(n, 12)
    head = f'<title>{e(s.seo)} | Marrow Star</title>{og(s.seo, "marrowstar")}<meta name="sailthru.title" content="{e(s.title)}">'
    body = f'{nav("Marrow Star")}<article class="story-body"><header class="header"><div class="kicker"><a>{s.kicker}</a></div><h1 class="h1">{e(s.title)}</h1><div class="byline">By {s.author}</div><time class="published-date" datetime="{s.day}T18:32">{long_day(s.day).upper()} 06:32 PM</time><time class="update-date">UPDATED {long_day(later(s.day)).upper()} 09:10 AM</time></header>{p(s)}<div class="story-embed newsletter">{newsletter()}</div></article>{related(n)}{footer("Marrow Star")}'
    return page(head, body), s


def brightspot(n: int) -> Made:
    """A coast paper: modules everywhere, its day in a part of a date."""
    s = story(n, 14)
    head = (
        f'<title>{e(s.seo)} - Coast Times</title>{og(s.social, "Coast Times")}<meta property="article:published_time" content="{s.day}T22:00:14.000Z">'
        + linked(news(s, "Coast Times", s.seo))
    )
    body = f'<ps-header>{nav("Coast Times")}</ps-header><main class="page-main"><article class="page-article-body"><div class="page-intro"><div class="breadcrumbs"><a>{s.kicker}</a></div><h1 class="headline">{e(s.title)}</h1></div><div class="byline"><div class="authors"><div class="author-name">By <span><a>{s.author}</a></span></div><div class="author-title">Staff Writer</div></div><div class="published-date"><span class="published-date-day">{short_day(s.day)}</span> <span class="published-time">3 PM PT</span></div></div><div class="rich-text-article-body"><div class="rich-text-article-body-content rich-text-body" data-element="story-body">{p(s)}<div class="enhancement"><div class="promo-title"><a>{e(others(n, 1)[0])}</a></div><div class="promo-timestamp">{short_day(later(s.day, -40))}</div></div></div></div></article></main>{footer("Coast Times")}'
    return page(head, body), s


def yoast(n: int) -> Made:
    """WordPress with a graph of data: the page's name in it has the site's."""
    s = story(n, 12)
    graph = {"@graph": [
        {"@type": "Article", "headline": s.title, "datePublished": f"{s.day}T10:00:00+00:00", "dateModified": f"{later(s.day)}T10:00:00+00:00", "author": {"name": s.author, "@id": "https://s.example.com/#p"}, "publisher": {"@id": "https://s.example.com/#org"}, "wordCount": 800},
        {"@type": "WebPage", "name": f"{s.title} - Sandry Standard", "datePublished": f"{s.day}T10:00:00+00:00"},
        {"@type": "WebSite", "name": "Sandry Standard"}, {"@type": "Organization", "name": "Sandry Standard", "@id": "https://s.example.com/#org"},
    ]}  # fmt: skip
    head = (
        f'<title>{e(s.title)} - Sandry Standard</title>{og(s.title + " - Sandry Standard", "Sandry Standard")}<meta property="article:published_time" content="{s.day}T10:00:00+00:00">'
        + linked(graph)
    )
    body = f'<body class="single single-post"><header id="masthead"><p class="site-title"><a>Sandry Standard</a></p></header><main id="primary" class="site-main"><article id="post-77" class="post-77 post type-post"><header class="entry-header"><h1 class="entry-title">{e(s.title)}</h1><div class="entry-meta"><span class="posted-on">Posted on <a><time class="entry-date published" datetime="{s.day}T10:00:00+00:00">{long_day(s.day)}</time><time class="updated" datetime="{later(s.day)}T10:00:00+00:00">{long_day(later(s.day))}</time></a></span><span class="byline"> by <span class="author vcard"><a>{s.author}</a></span></span></div></header><div class="entry-content">{p(s)}<div class="sharedaddy"><h3 class="sd-title">Share this:</h3><ul><li>Twitter</li><li>Facebook</li></ul></div><div id="jp-relatedposts"><h3>Related</h3></div></div></article>{comments(s.day)}</main><aside id="secondary" class="widget-area"><section class="widget"><h2 class="widget-title">Recent Posts</h2><ul><li>{"</li><li>".join(map(e, others(n)))}</li></ul></section></aside>{footer("Sandry Standard")}'
    return page(head, body), s


def bare_wordpress(n: int) -> Made:
    """WordPress of 2010 without a field: its title the name first."""
    s = story(n, 10)
    head = (
        f'<title>Orlen Observer &raquo; Blog Archive &raquo; {e(s.title)}</title><meta name="generator" content="WordPress 2.9" />'
    )
    body = f'<div id="page"><div id="header"><h1><a href="/">Orlen Observer</a></h1><div class="description">All the news of Orlen</div></div><div id="content" class="narrowcolumn"><div class="post" id="post-12"><h2>{e(s.title)}</h2><small>{s.day:%A}, {long_day(s.day)}</small><div class="entry">{p(s)}<p class="postmetadata alt"><small>This entry was posted on {s.day:%A}, {long_day(s.day)} at 4:02 pm and is filed under <a>News</a>. You can follow any responses to this entry through the feed.</small></p></div></div>{comments(s.day)}</div></div>{footer("Orlen Observer")}'
    return page(head, body), s


def drupal(n: int) -> Made:
    """Drupal: submitted by a person on a day with slashes, month first."""
    s = story(n, 10)
    s = s._replace(day=s.day.replace(day=13 + s.day.day % 15))
    head = f'<title>{e(s.title)} | Pellham Politics</title><meta name="Generator" content="Drupal 7"><meta property="dc:title" content="{e(s.title)}">'
    body = f'{nav("Pellham Politics")}<div id="main"><h1 class="title" id="page-title">{e(s.title)}</h1><div class="region region-content"><div id="node-91" class="node node-article"><div class="meta submitted">Submitted by <span class="username">{s.author}</span> on <span property="dc:date dc:created" content="{s.day}T18:32:00-04:00" datatype="xsd:dateTime">{s.day:%a, %m/%d/%Y} - 18:32</span></div><div class="content"><div class="field field-name-body field-type-text-with-summary"><div class="field-items"><div class="field-item even" property="content:encoded">{p(s)}</div></div></div></div></div></div></div>{footer("Pellham Politics")}'
    return page(head, body), s


def medium(n: int) -> Made:
    """A platform of writers: minutes to read, claps, a title with writer and month."""
    s = story(n, 12)
    head = (
        f'<title>{e(s.title)} | by {s.author} | {s.day:%b, %Y} | Medium Rare</title>{og(s.title, "Medium Rare")}<meta property="article:published_time" content="{s.day}T14:02:33.219Z">'
        + linked(news(s, "Medium Rare"))
    )
    body = f'<div id="root"><a>Open in app</a><article class="meteredContent"><section><h1 class="pw-post-title">{e(s.title)}</h1><h2 class="pw-subtitle-paragraph">{e(s.standfirst)}</h2><div class="speechify"><a>{s.author}</a><p><span>{s.day:%b} {s.day.day}, {s.day.year}</span> · 5 min read</p></div>{p(s, "<p class=pw-post-body-paragraph>")}<p>--</p><p>--</p></section></article><div><h2>More from {s.author}</h2>{"".join(f"<div><h2>{e(t)}</h2><p>{e(t)} for everybody.</p><span>{short_day(later(s.day, 20))}</span></div>" for t in others(n, 4))}</div></div>'
    return page(head, body), s


def letter_platform(n: int) -> Made:
    """A platform of letters: subscribe boxes inside the story, comments with months."""
    s = story(n, 12)
    head = f'<title>{e(s.title)} - by {s.author}</title>{og(s.title)}<meta name="author" content="{s.author}">' + linked(
        {**news(s, "Notes from Wexcombe"), "isAccessibleForFree": True}
    )
    text = p(s).split("\n")
    box = '<div class="subscription-widget-wrap"><div class="preamble"><p>Notes from Wexcombe is a reader-supported publication. To receive new posts, consider becoming a subscriber.</p></div><form><button>Subscribe</button></form></div>'
    body = f'<div id="main"><div class="topbar"><h1 class="site-name">Notes from Wexcombe</h1><button>Subscribe</button><button>Sign in</button></div><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title published" dir="auto">{e(s.title)}</h1><h3 class="subtitle">{e(s.standfirst)}</h3><div class="pencraft">{s.author}</div><div class="pencraft">{short_day(s.day)}</div></div><div class="available-content"><div class="body markup">{"".join(text[:4])}{box}{"".join(text[4:])}</div></div></article><div id="discussion"><h4>Discussion about this post</h4><div class="comment"><p>Lovely as ever, thank you so much for this.</p><span>{short_day(later(s.day))}</span></div></div><div class="portable-archive"><h4>Top posts</h4>{"".join(f"<a>{e(t)}</a><time datetime={later(s.day, -200)}T00:00:00Z>{short_day(later(s.day, -200))}</time>" for t in others(n, 3))}</div></div>'
    return page(head, body), s


def blogspot(n: int) -> Made:
    """A blog: its date a heading, its paragraphs broken lines, the site's name before the title."""
    s = story(n, 9)
    head = f'<title>Tales of Ulverstow: {e(s.title)}</title><meta content="blogger" name="generator"/><link rel="canonical" href="http://ulverstow.blogspot.example.com/{s.day:%Y/%m}/a.html"/>'
    body = f'<div class="header-inner"><h1 class="title"><a>Tales of Ulverstow</a></h1><p class="description">A town, day by day</p></div><div class="main section" id="main"><div class="blog-posts hfeed"><div class="date-outer"><h2 class="date-header"><span>{s.day:%A}, {british_day(s.day)}</span></h2><div class="post hentry"><h3 class="post-title entry-title">{e(s.title)}</h3><div class="post-body entry-content">{"<br /><br />".join(map(e, s.paragraphs))}<div style="clear: both;"></div></div><div class="post-footer">Posted by <span class="fn">{s.author}</span> at <a class="timestamp-link"><abbr class="published" title="{s.day}T08:22:00+01:00">08:22</abbr></a></div></div></div></div></div><div class="sidebar section"><h2>Blog Archive</h2><ul><li>2011 (12)</li><li>2010 (40)</li></ul></div>'
    return page(head, body), s


def radio(n: int) -> Made:
    """A public radio: a slug over the heading, the programme below, transcripts."""
    s = story(n, 10)
    head = (
        f'<title>{e(s.title)} : QPR</title>{og(s.title, "QPR.org")}<meta name="date" content="{s.day}"><meta name="cXenseParse:publishtime" content="{s.day}T17:02:00-04:00">'
        + linked(news(s, "QPR", at="T17:02:00-04:00"))
    )
    body = f'{nav("QPR")}<main><article class="story"><div class="slug-wrap"><h3 class="slug"><a>{s.kicker}</a></h3></div><div class="storytitle"><h1>{e(s.title)}</h1></div><div class="dateblock"><time datetime="{s.day}T17:02:00-04:00"><span class="date">{long_day(s.day)}</span><span class="time">5:02 PM ET</span></time><p>Heard on <a>All Things Told</a></p></div><div id="storybyline"><p class="byline__name">{s.author}</p></div><div id="storytext" class="storytext storylocation linkLocation"><div class="bucketwrap image large"><div class="credit-caption"><p>{e(s.caption)}</p><span class="credit">{s.author}/QPR</span><b class="hide-caption">hide caption</b></div></div>{p(s)}</div></article></main>{footer("QPR")}'
    return page(head, body), s


def hill(n: int) -> Made:
    """A paper of the capital: its day beside the byline, of two figures a year."""
    s = story(n, 10)
    s = s._replace(day=s.day.replace(day=13 + s.day.day % 15))
    head = f'<title>{e(s.title)} | TheMound</title>{og(s.title, "TheMound")}<meta name="twitter:site" content="@themound">'
    body = f'{nav("TheMound")}<div id="content"><h1 class="title" id="page-title">{e(s.title)}</h1><span class="submitted-by"><a rel="author">By {s.author}</a> - <span class="submitted-date">{s.day:%m/%d/%y} 06:32 PM EDT</span></span><div class="field field-name-body"><div class="field-items"><div class="field-item even">{p(s)}</div></div></div><div class="pane-views"><h2>Most Popular</h2><ol><li>{"</li><li>".join(map(e, others(n)))}</li></ol></div></div>{footer("TheMound")}'
    return page(head, body), s


def post_slashes(n: int) -> Made:
    """A site with its day in slashes and four figures, month first, and data of its own."""
    s = story(n, 10)
    s = s._replace(day=s.day.replace(day=13 + s.day.day % 15))
    head = f"<title>{e(s.title)} | HufPage</title>{og(s.social, 'HufPage')}" + linked(news(s, "HufPage", s.social))
    body = f'{nav("HufPage")}<div class="entry__header"><div class="label">{s.kicker}</div><h1 class="headline__title">{e(s.title)}</h1><h2 class="headline__subtitle">{e(s.standfirst)}</h2></div><div class="timestamp"><span class="timestamp__date--published">{s.day:%m/%d/%Y} 06:32 pm ET</span> <span class="timestamp__date--modified"><b>Updated</b> {later(s.day):%m/%d/%Y}</span></div><div class="entry__text js-entry-text"><div class="content-list-component text">{p(s, "<div class=cli><p>", "</p></div>")}</div><div class="advertisement-holder">Advertisement</div><section class="entry__corrections"><b>CORRECTION:</b> <i>An earlier version of this story gave the wrong number of lamp posts.</i></section></div>{footer("HufPage")}'
    return page(head, body), s


def gov_uk(n: int) -> Made:
    """A government's page: its kind over the heading, its day in a list of terms."""
    s = story(n, 8)
    head = f'<title>{e(s.title)} - ISLE.GOV</title>{og(s.title, "ISLE.GOV")}<meta name="govuk:first-published-at" content="{s.day}T15:18:00+00:00"><meta name="govuk:public-updated-at" content="{later(s.day)}T15:18:00+00:00">'
    body = f'{cookies()}<main id="content" class="govuk-main-wrapper"><div class="gem-c-title"><p class="gem-c-title__context">Press release</p><h1 class="gem-c-heading gem-c-title__text">{e(s.title)}</h1></div><p class="gem-c-lead-paragraph">{e(s.standfirst)}</p><dl class="gem-c-metadata"><dt>From:</dt><dd>Ministry of Bridges</dd><dt>Published</dt><dd>{british_day(s.day)}</dd></dl><div class="gem-c-govspeak govuk-govspeak"><div class="govspeak">{p(s)}</div></div><div class="published-dates">Published {british_day(s.day)}</div></main>{footer("ISLE.GOV")}'
    return page(head, body, "en-GB"), s


def ministry(n: int) -> Made:
    """A ministry: "Issued on", a heading with its kind, the speaker's words as paragraphs."""
    s = story(n, 10)
    head = f"<title>{e(s.title)} – The Grey House</title>{og(s.title + ' – The Grey House', 'The Grey House')}<meta property='article:modified_time' content='{later(s.day)}T01:00:00+00:00'>"
    body = f'<header><div class="site-title">The Grey House</div></header><main><article><header class="page-header"><p class="page-header__section">Statements &amp; Releases</p><h1 class="page-header__title">{e(s.title)}</h1><div class="meta"><p class="issue-type">{s.kicker}</p><p class="meta__date">Issued on: <time>{long_day(s.day)}</time></p></div></header><div class="page-content"><p>QUILLON, NORVANE</p>{p(s)}<p>END</p></div></article></main>{footer("The Grey House")}'
    return page(head, body), s


def state_news(n: int) -> Made:
    """A state's agency: source and editor in a line, no fields, the day with a clock."""
    s = story(n, 9)
    head = f"<title>{e(s.title)} - Sinta | English.news.example</title>"
    body = f'<div class="nav">{nav("Sinta")}</div><div class="main"><h1 id="conTit">{e(s.title)}</h1><div class="infoBox"><span class="source">Source: Sinta</span>| <span class="time">{s.day} 18:32:11</span>|<span class="editor">Editor: huaxia</span></div><div class="content" id="detail">{p(s, "<p>&emsp;&emsp;")}</div><div class="rel"><h2>Related News</h2><ul><li>{"</li><li>".join(map(e, others(n, 3)))}</li></ul></div></div>{footer("Sinta")}'
    return page(head, body), s


def east(n: int) -> Made:
    """A channel: a comma in its day, "Read more" between paragraphs, a dash before its own name."""
    s = story(n, 10)
    head = (
        f'<title>{e(s.title)} — ET World News</title>{og(s.title, "ET International")}<meta name="mediator_published_time" content="{s.day}T18:32:00+00:00">'
        + linked(news(s, "ET", s.social, at="T18:32:00+00:00"))
    )
    text = p(s).split("\n")
    body = f'{nav("ET")}<div class="article article_article-page"><h1 class="article__heading">{e(s.title)}</h1><div class="article__date"><span class="date date_article-header">{s.day.day} {s.day:%b}, {s.day.year} 18:32</span> / Updated 2 years ago</div><div class="article__summary summary">{e(s.standfirst)}</div><div class="article__text text">{"".join(text[:4])}<div class="read-more"><div class="read-more__title">Read more</div><a class="read-more__link">{e(others(n, 1)[0])}</a></div>{"".join(text[4:])}<p><strong>If you like this story, share it with a friend!</strong></p></div></div>{footer("ET")}'
    return page(head, body), s


def times_south(n: int) -> Made:
    """A paper of the south: one block of broken lines, updated and printed times with time zones in letters."""
    s = story(n, 10)
    head = (
        f'<title>{e(s.title)} | Orlen News - Times of Orlen</title>{og(s.title + " | Orlen News - Times of Orlen", "The Times of Orlen")}<meta name="Last-Modified" content="{later(s.day)}T10:00:00+05:30">'
        + linked(news(s, "The Times of Orlen", at="T18:32:00+05:30"))
    )
    body = f'{nav("Times of Orlen")}<div class="contentwrapper"><section class="_3BN"><h1 class="_1Y-96"><span>{e(s.title)}</span></h1><div class="_3Mkg- byline">TNN / Updated: {short_day(s.day)}, 18:32 IST</div></section><section class="_2suu5"><div class="ga-headlines">{"<br><br>".join(map(e, s.paragraphs))}</div></section></div><div class="trending"><h2>Trending Topics</h2><h3>Visual Stories</h3></div>{footer("Times of Orlen")}'
    return page(head, body), s


def hindu(n: int) -> Made:
    """A paper whose story is in a block with a number, printed and updated days in capitals."""
    s = story(n, 10)
    head = f'<title>{e(s.title)} - The Orlen Hindustani</title>{og(s.title, "The Orlen Hindustani")}<meta name="publish-date" content="{s.day}T18:32:00+05:30"><meta name="modified-date" content="{later(s.day)}T10:00:00+05:30">'
    body = f'{nav("The Orlen Hindustani")}<div class="article"><h3 class="section">{s.kicker}</h3><h1 class="title" itemprop="name">{e(s.title)}</h1><div class="ut-container"><span class="blue-color ksl-time-stamp"><none>{long_day(s.day)} 06:32 pm</none> | Updated {long_day(later(s.day))} 10:00 am IST - ORLEN</span></div><h2 class="intro">{e(s.standfirst)}</h2><div id="content-body-14269002-29" class="paywall">{p(s)}</div></div>{most_read(n)}{footer("Orlen Hindustani")}'
    return page(head, body, "en-IN"), s


def dawn(n: int) -> Made:
    """A daily whose headline is a second heading, its name in capitals behind its section."""
    s = story(n, 10)
    head = (
        f'<title>{e(s.title)} - Newspaper - MORN.COM</title>{og(s.title, "MORN.COM")}<meta property="article:published_time" content="{s.day}T07:31:00+05:00">'
        + linked(news(s, "Morn", at="T07:31:00+05:00"))
    )
    body = f'{nav("Morn")}<article class="story story--single"><h2 class="story__title" dir="auto"><a class="story__link">{e(s.title)}</a></h2><span class="story__byline"><a>{s.author}</a></span> <span class="timestamp--published">Published <span class="timestamp--date">{long_day(s.day)}</span></span><div class="story__content">{p(s)}<p><em>Published in Morn, {s.day:%B} {s.day.day}th, {s.day.year}</em></p></div></article><div class="comments"><h4>Comments (3) Closed</h4></div>{footer("Morn")}'
    return page(head, body), s


def cbc(n: int) -> Made:
    """A public broadcaster: its title has its name, its deck a second heading."""
    s = story(n, 10)
    head = f"<title>{e(s.title)} | QBN News</title>{og(s.title + ' | QBN News', 'QBN')}" + linked(
        {"@type": "ReportageNewsArticle", **{k: v for k, v in news(s, "QBN/Radio-Q", at="T08:00:00.000Z").items() if k != "@type"}}
    )
    body = f'{nav("QBN")}<main><div class="detailHeadlineAndDeck"><h1 class="detailHeadline">{e(s.title)}</h1><h2 class="deck">{e(s.standfirst)}</h2></div><div class="bylineDetails"><span class="authorText">{s.author}</span><time datetime="{s.day}T08:00:00.000Z" class="timeStamp">QBN News · Posted: {short_day(s.day)} 4:00 AM ET | Last Updated: {long_day(later(s.day))}</time></div><div class="story"><span><h3>{e(others(n, 1)[0])}</h3>{p(s)}</span></div></main>{footer("QBN")}'
    return page(head, body), s


def fairfax(n: int) -> Made:
    """A paper of the far south, its day in words with a dash and its clock with a full stop."""
    s = story(n, 10)
    head = (
        f'<title>{e(s.title)}</title>{og(s.social, "The Harbour Herald")}<meta property="article:published_time" content="{s.day}T07:32:00Z">'
        + linked(news(s, "The Harbour Herald", s.social, at="T07:32:00Z"))
    )
    body = f'{nav("The Harbour Herald")}<main id="content"><article><header><ul><li><a>{s.kicker}</a></li></ul><h1 data-testid="headline">{e(s.title)}</h1><div>By <a>{s.author}</a></div><time datetime="{s.day}T07:32:00Z">{long_day(s.day)} — 6.32pm</time></header><section><div data-testid="article-body">{p(s)}</div></section></article><section><h2>Most Viewed in National</h2>{"".join(f"<h3>{e(t)}</h3>" for t in others(n))}</section></main>{footer("The Harbour Herald")}'
    return page(head, body, "en-AU"), s


def un_news(n: int) -> Made:
    """A body of nations: a label and a heading, its day before them."""
    s = story(n, 9)
    head = f'<title>{e(s.title)} | NU News</title><link rel="shortlink" href="https://news.nu.example.com/node/1"><meta name="dcterms.date" content="{s.day}T12:00-04:00"><meta property="og:title" content="{e(s.title)}">'
    body = f'{nav("NU News")}<main><article class="node node--type-news-story"><div class="label">{s.kicker}</div><h1 class="page-title"><span class="field field--name-title">{e(s.title)}</span></h1><div class="field--name-field-news-date"><time datetime="{s.day}T12:00:00Z">{british_day(s.day)}</time></div><div class="clearfix text-formatted field--name-field-text-column"><p><strong>{e(s.paragraphs[0])}</strong></p>{p(s._replace(paragraphs=s.paragraphs[1:]))}</div></article><div class="views-element"><h2>Latest News</h2><ul><li>{"</li><li>".join(map(e, others(n)))}</li></ul></div></main>{footer("NU")}'
    return page(head, body), s


LOCAL: tuple[Callable[[int], Made], ...] = (
    chain_label, chain_metabar, blocks, county_chain, star_chain, brightspot, yoast, bare_wordpress, drupal, medium,
    letter_platform, blogspot, radio, hill, post_slashes, gov_uk, ministry, state_news, east, times_south, hindu, dawn, cbc,
    fairfax, un_news,
)  # fmt: skip
