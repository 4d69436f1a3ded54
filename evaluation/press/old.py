"""Older pages, odd pages and pages as browsers save them, invented: tables, capitals, no fields, and days in words alone."""

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


def tables_2005(n: int) -> Made:
    """A broadcaster of 2005: tables, a field with the day, a title of four parts, a headline in no heading."""
    s = story(n, 9)
    s = s._replace(day=s.day.replace(year=2005))
    body = f'<table border="0" width="779"><tr><td><a href="/">QBC NEWS</a></td></tr></table><table cellspacing="0" width="629"><tr><td class="storybody"><div class="mvb"><font size="1">Last Updated: <b>{s.day:%A}, {british_day(s.day)}, 18:32 GMT 19:32 UK</b></font></div><div class="mvb"><div class="sh"><b>{e(s.title)}</b></div></div><div class="bo"><p><b>{e(s.paragraphs[0])}</b></p>{p(s._replace(paragraphs=s.paragraphs[1:]))}</div></td><td width="203"><div class="seeAlsoH">SEE ALSO:</div>{"".join(f"<div><a>{e(t)}</a><br>0{k + 1} Jan 05 | World</div>" for k, t in enumerate(others(n, 3)))}</td></tr></table>'
    head = f'<TITLE>QBC NEWS | World | Europe | {e(s.title)}</TITLE><META NAME="OriginalPublicationDate" CONTENT="{s.day:%Y/%m/%d} 18:32:11"><META NAME="Headline" CONTENT="{e(s.title)}"><META NAME="Section" CONTENT="World">'
    return (
        f'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN"><HTML><HEAD>{head}</HEAD><BODY bgcolor=#fff>{body}</BODY></HTML>',
        s,
    )


def capitals_1999(n: int) -> Made:
    """A daily of 1999: tags in capitals, paragraphs that are never closed, its day in a font."""
    s = story(n, 9)
    s = s._replace(day=s.day.replace(year=1999))
    return (
        f'<HTML><HEAD><TITLE>{e(s.title)}</TITLE></HEAD><BODY BGCOLOR="#FFFFFF"><CENTER><IMG SRC="logo.gif" ALT="The Wexcombe Mail"></CENTER><HR><FONT SIZE="-1">{long_day(s.day)}</FONT><BR><FONT SIZE="+2"><B>{e(s.title)}</B></FONT><P><FONT SIZE="-1">By {s.author.upper()}</FONT>{"".join(f"<P>{e(one)}" + chr(10) for one in s.paragraphs)}<HR><CENTER><FONT SIZE=1>Copyright 1999 The Wexcombe Mail Company</FONT></CENTER></BODY></HTML>',
        s,
    )


def breaks_2002(n: int) -> Made:
    """A site of 2002: one cell of broken lines, heading in a font, day behind a bar."""
    s = story(n, 9)
    s = s._replace(day=s.day.replace(year=2002))
    body = f'<TABLE WIDTH=750><TR><TD WIDTH=140 VALIGN=top><A HREF="/">Home</A><BR><A HREF="/w">World</A><BR><A HREF="/s">Sport</A></TD><TD><H1>{e(s.title)}</H1><FONT FACE=arial SIZE=2><I>{short_day(s.day)} | by {s.author}</I></FONT><BR><BR><FONT FACE=arial SIZE=2>{"<BR><BR>".join(map(e, s.paragraphs))}</FONT></TD></TR></TABLE><FONT SIZE=1>&copy; 2002 Tolbeck Online Ltd.</FONT>'
    return f"<HTML><HEAD><TITLE>Tolbeck Online - {e(s.title)}</TITLE></HEAD><BODY>{body}</BODY></HTML>", s


def print_view(n: int) -> Made:
    """The view for printing: nothing but the story and its address."""
    s = story(n, 9)
    head = f"<title>Print: {e(s.title)}</title><meta name='robots' content='noindex'>"
    body = f'<div id="printlogo">Halden Courier</div><h1>{e(s.title)}</h1><p class="byline">By {s.author}</p><p class="date">{s.day:%A}, {long_day(s.day)}</p>{p(s)}<p class="url">Find this article at: http://www.haldencourier.example.com/news/a.html</p>'
    return page(head, body), s


def saved_from(n: int) -> Made:
    """A page as a browser saves it: the address in a comment, the assets in a folder, a day in the address alone."""
    s = story(n, 10)
    url = f"https://www.sandrypost.example.com/{s.day:%Y/%m/%d}/port-shut/"
    head = f'<title>{e(s.title)} – Sandry Post</title><link rel="stylesheet" href="./{e(s.title)}_files/style.css"><script src="./{e(s.title)}_files/a.js.download"></script><link rel="canonical" href="{url}">'
    body = f'{nav("Sandry Post")}<main><div class="article-top"><h1>{e(s.title)}</h1><span>{s.author}</span></div><div class="article-copy">{p(s)}</div><img src="./{e(s.title)}_files/pixel.gif"></main><div id="fb-root" class="fb_reset"></div>{most_read(n)}{footer("Sandry Post", 2026)}'
    return page(head, body).replace("<html", f"<!-- saved from url=({len(url):04d}){url} -->\n<html"), s


def shared_address(n: int) -> Made:
    """A page with its day in the address that other sites get, and days of other stories all over it."""
    s = story(n, 10)
    head = f"<title>{e(s.title)} · The Tarn</title>{og(s.title, 'The Tarn', url=f'https://tarn.example.com/stories/{s.day:%Y/%m/%d}/a')}"
    body = f'{nav("The Tarn")}<div class="wrap"><div class="headline-block"><h1>{e(s.title)}</h1></div>{p(s)}</div>{most_read(n, "h3", s.day)}{footer("The Tarn")}'
    return page(head, body), s


def modified_only(n: int) -> Made:
    """A page that says when it was changed, and the day of the story only in its byline."""
    s = story(n, 10)
    head = f'<title>{e(s.title)} | The Beckett</title>{og(s.title, "The Beckett")}<meta property="og:updated_time" content="{later(s.day, 40)}T11:00:00+00:00">'
    body = f'{nav("The Beckett")}<article class="article-page"><h1>{e(s.title)}</h1><p class="byline">By {s.author} | {long_day(s.day)}</p>{p(s)}</article>{footer("The Beckett")}'
    return page(head, body), s


def byline_clock(n: int) -> Made:
    """A page with its day in its byline alone, a time and a time zone before it."""
    s = story(n, 10)
    head = f"<title>{e(s.title)} - Tolbeck Tribune</title>"
    body = f'{nav("Tolbeck Tribune")}<div class="article"><h1 class="article-title">{e(s.title)}</h1><div class="author-and-date">{s.author}, Staff writer | Published 6:32 p.m. ET {s.day:%b}. {s.day.day}, {s.day.year}</div><div class="copy">{p(s)}</div></div>{footer("Tolbeck Tribune")}'
    return page(head, body), s


def story_days(n: int) -> Made:
    """A page whose story and captions are full of other days, its own in a time element."""
    s = story(n, 10)
    s = s._replace(
        paragraphs=[
            "The first bridge was opened on May 4, 1911, and the second on 9 June 1964, town records show.",
            *s.paragraphs,
            "It is to open again on March 3, 2012, the board said, or on the day after.",
        ]
    )
    head = f"<title>{e(s.title)} | Ulverstow Echo</title>"
    body = f'{nav("Ulverstow Echo")}<article><h1>{e(s.title)}</h1><time datetime="{s.day}T09:00:00Z">{british_day(s.day)}</time><figure><figcaption>The bridge on August 7, 2007. Photograph: {s.author}</figcaption></figure>{p(s)}</article>{comments(s.day)}{footer("Ulverstow Echo")}'
    return page(head, body), s


def brief(n: int) -> Made:
    """A short report of three sentences amid much else."""
    s = story(n, 3)
    head = f'<title>{e(s.title)} | Briefs | Quay News</title>{og(s.title, "Quay News")}<meta property="article:published_time" content="{s.day}T10:00:00Z">'
    body = f'{cookies()}{nav("Quay News")}<main><article class="article"><h1 class="article-title">{e(s.title)}</h1><div class="article-body">{p(s)}</div></article>{related(n)}{most_read(n, "h2", s.day)}{comments(s.day)}</main>{footer("Quay News")}'
    return page(head, body), s


def sections(n: int) -> Made:
    """A long read in sections with subheadings, pictures between, and a note of thanks and a correction at its end."""
    s = story(n, 16)
    heads = ["I. The gate", "II. The letter", "III. The vote"]
    parts = [s.paragraphs[:6], s.paragraphs[6:11], s.paragraphs[11:]]
    end = "Correction: An earlier version of this article gave the wrong year for the flood. It was in 1953."
    body_parts = "".join(
        f'<section class="chapter"><h2>{h}</h2>{"".join(f"<p>{e(x)}</p>" for x in part)}<figure><img><figcaption>{e(s.caption)}</figcaption></figure></section>'
        for h, part in zip(heads, parts, strict=True)
    )
    head = (
        f'<title>{e(s.seo)} | The New Orlener</title>{og(s.social, "The New Orlener")}<meta name="twitter:title" content="{e(s.social)}">'
        + linked(news(s, "Condor", s.social))
    )
    body = f'{nav("The New Orlener")}<main><article class="article main-content"><header class="content-header"><div class="rubric"><a>Annals of Water</a></div><h1 data-testid="ContentHeaderHed" class="content-header__hed">{e(s.title)}</h1><div class="content-header__dek">{e(s.standfirst)}</div><p class="byline">By <a>{s.author}</a></p><time data-testid="ContentHeaderPublishDate">{long_day(s.day)}</time></header><div class="body body__container article__body">{body_parts}<p class="correction"><em>{end}</em></p></div></article></main>{footer("Condor", 2025)}'
    every = [x for h, part in zip(heads, parts, strict=True) for x in (h, *part)]
    return page(head, body), s._replace(paragraphs=[*every, end])


def ten_things(n: int) -> Made:
    """A list: each item a heading with a number and a paragraph."""
    s = story(n, 10)
    items = [
        f"{k}. {x}"
        for k, x in enumerate(
            (
                "The gate",
                "The wall",
                "The boat",
                "The clock",
                "The goat",
                "The swan",
                "The bread",
                "The choir",
                "The road",
                "The end",
            ),
            1,
        )
    ]
    body_items = "".join(f"<h3>{h}</h3><p>{e(x)}</p>" for h, x in zip(items, s.paragraphs, strict=True))
    head = f"<title>{e(s.title)} - BuzzBee</title>{og(s.social, 'BuzzBee')}" + linked(news(s, "BuzzBee"))
    body = f'{nav("BuzzBee")}<main><article><header><h1 class="news-article-header__title">{e(s.title)}</h1><p class="news-article-header__dek">{e(s.standfirst)}</p><p class="news-article-header__timestamps-posted">Posted on {long_day(s.day)}, at 6:32 p.m. ET</p></header><div data-module="subbuzz-text" class="subbuzz">{body_items}</div></article></main>{footer("BuzzBee")}'
    return page(head, body), s._replace(paragraphs=[x for pair in zip(items, s.paragraphs, strict=True) for x in pair])


def transcript(n: int) -> Made:
    """A speech: short lines, names in capitals, notes in brackets."""
    s = story(n, 12)
    lines = [f"{('THE MAYOR', 'Q', 'MS. ODE')[k % 3]}: {x}" for k, x in enumerate(s.paragraphs)]
    s = s._replace(paragraphs=[line for pair in zip(lines, ["(Applause.)"] * 12, strict=True) for line in pair])
    head = f'<title>{e(s.title)} | Office of the Mayor</title><meta name="dc.date" content="{s.day}">'
    body = f'{nav("Office of the Mayor")}<div id="page"><h1 class="pane-title">Speeches &amp; Remarks</h1><h2 class="headline">{e(s.title)}</h2><div class="release">For Immediate Release<br>{long_day(s.day)}</div><div class="legacy-content">{p(s)}</div></div>{footer("Office of the Mayor")}'
    return page(head, body), s


def dl_tabs(n: int) -> Made:
    """A regional site with a heading for each box, its headline among them marked by a property."""
    s = story(n, 10)
    head = f'<title>{s.kicker} - {e(s.title)} - Valley Voice</title><meta property="og:title" content="{s.kicker}: {e(s.title)}"><meta property="og:site_name" content="Valley Voice">'
    body = f'<h1 class="site">Valley Voice</h1><div class="box"><h1>Weather</h1><p>Rain.</p></div><div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">{e(s.title)}</h1><meta itemprop="datePublished" content="{s.day}T10:00:00"/><meta itemprop="dateModified" content="{later(s.day)}T10:00:00"/><div itemprop="articleBody">{p(s)}</div></div><div class="box"><h1>Most popular</h1><p>{e(others(n, 1)[0])}</p></div>{footer("Valley Voice")}'
    return page(head, body), s


def cut_title(n: int) -> Made:
    """A page whose titles for others are cut short, with dots, and whose heading is whole."""
    s = story(n, 10)
    cut = s.title[:34].rstrip()
    head = f'<title>{e(cut)}... | Reader</title>{og(cut + "...", "Reader")}<meta property="article:published_time" content="{s.day} 10:00:00">'
    body = f"{nav('Reader')}<article><h1>{e(s.title)}</h1>{p(s)}</article>{footer('Reader')}"
    return page(head, body), s


def own_dash(n: int) -> Made:
    """A headline with a dash of its own and one to part it from the outlet, no heading of the first rank."""
    s = story(n, 10)
    title = s.title + " – and why it matters"
    head = f'<title>{e(title)} – The Tarn</title>{og(title, "The Tarn")}<meta name="date" content="{s.day}">'
    body = f'{nav("The Tarn")}<div class="post"><div class="post-head">{e(title)}</div><div class="post-content">{p(s)}</div></div>{footer("The Tarn")}'
    return page(head, body), s._replace(title=title)


def subhead_in_heading(n: int) -> Made:
    """A heading with its deck inside it, and a badge for subscribers."""
    s = story(n, 10)
    head = f"<title>{e(s.title)} | Irish Quay</title>{og(s.social, 'Irish Quay')}" + linked(news(s, "Irish Quay", s.title))
    body = f'{nav("Irish Quay")}<article><h1 class="headline"><span class="badge">Subscriber only</span>{e(s.title)}<small class="deck">{e(s.standfirst)}</small></h1><time>{s.day:%a %b} {s.day.day} {s.day.year} - 01:00</time><div class="article_bodycopy">{p(s)}</div></article>{footer("Irish Quay")}'
    return page(head, body), s


def hidden_heading(n: int) -> Made:
    """A logo as the only heading of the first rank; the headline a second one, the title for searches another."""
    s = story(n, 10)
    head = f'<title>{e(s.seo)} | Metro Post</title>{og(s.seo, "Metro Post")}<meta property="article:published_time" content="{s.day}T10:00:00Z">'
    body = f'<h1 class="logo"><a href="/">Metro Post</a></h1>{nav("Metro Post")}<article><h2 class="article-headline">{e(s.title)}</h2><div class="article-text">{p(s)}</div></article>{most_read(n)}{footer("Metro Post")}'
    return page(head, body), s


def several_stories(n: int) -> Made:
    """A page that goes on with the next stories, each with heading, day and words of its own."""
    s, t = story(n, 12), story(n + 50, 5)
    head = (
        f'<title>{e(s.title)} | Endless</title>{og(s.title, "Endless")}<link rel="canonical" href="https://endless.example.com/{s.day:%Y/%m/%d}/a">'
        + linked(news(s, "Endless"))
    )
    body = f'{nav("Endless")}<main><article id="a1"><h1 class="title">{e(s.title)}</h1><time datetime="{s.day}T10:00:00Z">{short_day(s.day)}</time><div class="article-body">{p(s)}</div></article><article id="a2"><h1 class="title">{e(t.title)}</h1><time datetime="{t.day}T10:00:00Z">{short_day(t.day)}</time></article></main>{footer("Endless")}'
    return page(head, body), s


def page_of_cms(n: int) -> Made:
    """A small system's page: its day in a span with a class of its own, the outlet's name unlike that in the title."""
    s = story(n, 10)
    head = f"<title>{e(s.title)} | The Daily Tarn of Norvane | News, sport, jobs</title>{og(s.title + ' | The Daily Tarn of Norvane', 'Tarn Media Group')}"
    body = f'{nav("Daily Tarn")}<div class="col-md-8"><h1>{e(s.title)}</h1><div class="fa-calendar">{british_day(s.day)}</div><div class="txt">{p(s)}</div></div>{footer("Tarn Media Group")}'
    return page(head, body), s


def zoned(n: int) -> Made:
    """A page whose evening is the next day in UTC, given with its time zone."""
    s = story(n, 10)
    head = f'<title>{e(s.title)} | Prairie Sun</title>{og(s.title, "Prairie Sun")}<meta property="article:published_time" content="{later(s.day, -1)}T19:30:00-05:00">'
    body = f"{nav('Prairie Sun')}<article><h1>{e(s.title)}</h1>{p(s)}</article>{footer('Prairie Sun')}"
    return page(head, body), s._replace(day=later(s.day, -1))


def epoch(n: int) -> Made:
    """A page with a graph of data in two scripts, one of them broken, and its day in words beside a button."""
    s = story(n, 10)
    broken = (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "'
        + s.title.replace('"', "")
        + f'", "datePublished": "{s.day}T10:00:00Z", "description": "one\ttwo\nthree",}}</script>'
    )
    head = f"<title>{e(s.title)} | Gulf Wire</title>{broken}" + linked(
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "name": "News"}]}
    )
    body = f'{nav("Gulf Wire")}<main><h1 class="post-title">{e(s.title)}</h1><span>{short_day(later(s.day, 1))}</span><div class="post-content">{p(s)}</div></main>{footer("Gulf Wire")}'
    return page(head, body), s


OLD: tuple[Callable[[int], Made], ...] = (
    tables_2005, capitals_1999, breaks_2002, print_view, saved_from, shared_address, modified_only, byline_clock, story_days, brief,
    sections, ten_things, transcript, dl_tabs, cut_title, own_dash, subhead_in_heading, hidden_heading, several_stories, page_of_cms,
    zoned, epoch,
)  # fmt: skip
