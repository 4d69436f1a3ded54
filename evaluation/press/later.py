"""Pages written after the reader of saved pages, to see how it does on what it was not made for; invented as the others."""

# The markup is kept as a page has it, however long its lines:
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable

from evaluation.press.parts import Story, e, footer, later, linked, long_day, nav, news, og, others, p, page, short_day, story

Made = tuple[str, Story]


def custom_tags(n: int) -> Made:
    """A daily of 2003: tags of its own around its headline, its fields without a colon."""
    s = story(n, 10)
    d = s.day
    return (
        f'<html><head><title>{e(s.title)} - The Norvane Times</title><meta name="hdl" content="{e(s.title)}"><meta name="byl" content="By {s.author.upper()}"><meta name="pdate" content="{d:%Y%m%d}"></head><body><table><tr><td><nyt_kicker>INTERNATIONAL</nyt_kicker><h2><nyt_headline version="1.0">{e(s.title)}</nyt_headline></h2><nyt_byline>By {s.author.upper()}</nyt_byline><p>Published: {long_day(d)}</p><nyt_text>{p(s)}</nyt_text></td></tr></table></body></html>',
        s,
    )


def custom_tags_bare(n: int) -> Made:
    """The same without a heading: the headline in a tag of its own."""
    s = story(n, 10)
    d = s.day
    return (
        f'<html><head><title>{e(s.title)} - The Norvane Times</title></head><body><table><tr><td><nyt_headline version="1.0">{e(s.title)}</nyt_headline><nyt_byline>By {s.author.upper()}</nyt_byline><p>Published: {long_day(d)}</p><nyt_text>{p(s)}</nyt_text></td></tr></table></body></html>',
        s,
    )


def local_station(n: int) -> Made:
    """A local station: posted and updated, each with a time and a time zone, other stories' times below."""
    s = story(n, 10)
    d = s.day
    return page(
        f"<title>{e(s.title)} | WQXT</title>" + og(s.title, "WQXT"),
        f'{nav("WQXT")}<div class="weather-bar"><h2>Weather</h2></div><article class="article-wrap"><header><p class="article-category"><a>Local News</a></p><h1 class="article-title">{e(s.title)}</h1><div class="article-authors">by: {s.author}</div><p>Posted: <time datetime="{d}T18:32:00-04:00">{short_day(d)} / 06:32 PM EDT</time></p><p>Updated: <time datetime="{later(d)}T10:00:00-04:00">{short_day(later(d))} / 10:00 AM EDT</time></p></header><div class="article-content"><p>NORVANE (WQXT) – {e(s.paragraphs[0])}</p>{p(s._replace(paragraphs=s.paragraphs[1:]))}</div></article><section><h2>Trending Stories</h2>{"".join(f"<article><h3><a>{e(t)}</a></h3><time datetime={d}T01:00:00Z>x</time></article>" for t in others(3))}</section>{footer("WQXT")}',
    ), s


def department(n: int) -> Made:
    """A department: the kind of paper and its day in lines of one class, its own name in every title."""
    s = story(n, 10)
    d = s.day
    return page(
        f"<title>{e(s.title)} - Norvane Department of Bridges</title>"
        + og(s.title + " - Norvane Department of Bridges", "Norvane Department of Bridges"),
        f'<header><a>Home</a></header><h1 class="featured-content__headline stars-above">{e(s.title)}</h1><p class="article-meta doctype-meta">Press Statement</p><p class="article-meta article-meta__author-bureau">{s.author}, Secretary of Bridges</p><p class="article-meta article-meta__publish-date">{long_day(d)}</p><div class="entry-content">{p(s)}</div>'
        + footer("x"),
    ), s


def large_type_2005(n: int) -> Made:
    """A daily of 2005: its headline in large type, its section before it in the title."""
    s = story(n, 10)
    d = s.day
    return (
        f'<html><head><title>Lamp Unlimited | Special reports | {e(s.title)}</title></head><body><table><tr><td><font face="Geneva" size="1"><b>Special report</b></font><br><font face="Geneva" size="5"><b>{e(s.title)}</b></font><br><br><font size=2><b>{s.author} in Quillon<br>{d:%A} {d:%B} {d.day}, {d.year}<br>The Lamp</b></font><p>{"<p>".join(map(e, s.paragraphs))}</td></tr></table></body></html>',
        s,
    )


def abroad(n: int) -> Made:
    """A broadcaster for abroad: an empty field for its day, the day of publication marked in an old manner."""
    s = story(n, 10)
    d = s.day
    return page(
        f"<title>{e(s.title)} | Voice of Norvane - English</title>"
        + og(s.title, "Voice of Norvane")
        + '<meta name="dcterms.date" content="">',
        f'{nav("VON")}<div class="hdr-container"><div class="category"><a>Africa</a></div><div class="col-title"><h1 class="title pg-title">{e(s.title)}</h1></div><div class="publishing-details"><div class="published"><span class="date"><time pubdate="pubdate" datetime="{d}T18:32:00+00:00">{long_day(d)}</time></span></div><ul class="links"><li>{s.author}</li></ul></div></div><div class="wsw">{p(s)}<div class="media-block"><h4>See also:</h4><p>{others(2)[0]}</p></div></div>'
        + footer("x"),
    ), s


def syndicated(n: int) -> Made:
    """A portal with the story of another outlet, classes of its own."""
    s = story(n, 10)
    d = s.day
    return page(
        f"<title>{e(s.title)}</title>" + og(s.title, "Yonder News"),
        f'<div class="caas-container"><header class="caas-header"><a class="caas-attr-logo">Norvane Post</a></header><div class="caas-title-wrapper"><h1 data-test-locator="headline">{e(s.title)}</h1></div><div class="caas-attr"><div class="caas-attr-item-author"><span>{s.author}</span></div><div class="caas-attr-time-style"><time datetime="{d}T18:32:00.000Z">{d:%a}, {long_day(d)}, 6:32 PM</time><span>3 min read</span></div></div><div class="caas-body">{p(s)}</div></div><section><h2>Recommended Stories</h2><ul>{"".join(f"<li><h3>{e(t)}</h3></li>" for t in others(4))}</ul></section>',
    ), s


def dotted_day(n: int) -> Made:
    """A daily whose day has dots and two figures for the year, its titles all for searches."""
    s = story(n, 10)
    s = s._replace(day=s.day.replace(day=13 + s.day.day % 15))
    d = s.day
    return page(
        f"<title>{e(s.seo)} - The Telegram India of Orlen</title>"
        + og(s.seo, "Orlen Telegram")
        + linked(news(s, "Orlen Telegram", s.seo)),
        f'<h1 class="fs-17">{e(s.title)}</h1><h2 class="fs-16">{e(s.standfirst)}</h2><div class="fs-12">{s.author} | Published {d:%d.%m.%y}, 04:32 AM</div><div class="fs-17">{p(s)}</div>',
    ), s


def wit(n: int) -> Made:
    """A magazine whose printed headline has no word of what search engines get."""
    s = story(n, 10)
    d = s.day
    return page(
        f"<title>{e(s.seo)} | Condor</title>" + og(s.seo, "Condor") + linked(news(s, "Condor", s.seo)),
        f'<main><article><h1 class="content-header__row">The Long Dry Spell</h1><div>{e(s.standfirst)}</div><time>{long_day(d)}</time>{p(s)}</article></main>',
    ), s._replace(title="The Long Dry Spell")


def opinion_bar(n: int) -> Made:
    """A column, its kind and a bar in its heading and in its titles."""
    s = story(n, 10)
    d = s.day
    return page(
        f"<title>Opinion | {e(s.title)} - The Capital Post</title>" + og(f"Opinion | {s.title}", "Capital Post"),
        f'<main><article><h1><span class="pr-xs">Opinion</span><span>|</span> {e(s.title)}</h1><span>{d:%B} {d.day}, {d.year} at 6:32 p.m. EDT</span>{p(s)}</article></main>',
    ), s


def two_widths(n: int) -> Made:
    """A heading in two lengths, for wide screens and for narrow ones."""
    s = story(n, 10)
    d = s.day
    return page(
        f"<title>{e(s.title)} | Q</title>" + og(s.title, "Q"),
        f'<article><h1><span class="desktop">{e(s.title)}</span><span class="mobile">{e(s.social)}</span></h1><span>{long_day(d)}</span>{p(s)}</article>',
    ), s


def premium(n: int) -> Made:
    """A paper with a badge for subscribers over its heading, minutes to read beside its day."""
    s = story(n, 10)
    d = s.day
    return page(
        f"<title>{e(s.title)} - NZ Quay</title>" + og(s.title, "NZ Quay"),
        f'<article><div class="premium-badge">Premium</div><h1 class="article__heading">{e(s.title)}</h1><div class="meta-data">NZ Quay<time> {d.day} {d:%b}, {d.year} 05:00 PM</time><span>5 mins to read</span></div>{p(s)}</article>',
    ), s


def masthead(n: int) -> Made:
    """A small paper whose title and first heading are its name, with the day of the visit below."""
    s = story(n, 10)
    d = s.day
    return page(
        "<title>Quillon News</title>",
        f'<h1>Quillon News</h1><div id="date">{long_day(later(d, 20))}</div><div class="story"><h2>{e(s.title)}</h2><p>By {s.author}, {long_day(d)}</p>{p(s)}</div>',
    ), s


LATER: tuple[Callable[[int], Made], ...] = (
    custom_tags,
    custom_tags_bare,
    local_station,
    department,
    large_type_2005,
    abroad,
    syndicated,
    dotted_day,
    wit,
    opinion_bar,
    two_widths,
    premium,
    masthead,
)
