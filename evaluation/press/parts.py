"""What invented news pages are made of: stories, and the boilerplate around them. All of it is invented."""

# The markup is kept as a page has it, however long its lines:
# ruff: noqa: E501

from __future__ import annotations

import html
import json
import random
from datetime import date, timedelta
from typing import Any, NamedTuple

_TOWNS = "Quillon Norvane Easterby Halden Marrow Tolbeck Sandry Wexcombe Orlen Pellham Brackwater Ulverstow".split()
_FIRST = "Mara Ada Bo Ines Tomas Priya Owen Leila Grant Sofie Dale Yusuf Nora Kit Hanna Emil Rosa Jonah".split()
_LAST = "Ode Quill Lind Varga Marsh Okoro Penhale Brandt Sato Whitlock Duarte Haldane Novik Reyes Tarn Beckett".split()
_BODIES = [
    "harbour board",
    "teachers’ union",
    "county council",
    "bus company",
    "water authority",
    "city hospital",
    "farmers’ league",
]
_THINGS = ["night ferry", "old bridge", "school roof", "market hall", "flood wall", "tram line", "library", "fish quay"]
_HEADLINES = [
    ("{town} {thing} shut after inspectors find cracks", "{town} {thing}: why is it shut and when will it open again?",
     "Inspectors shut the {thing} in {town}", "Transport"),
    ("‘We were never asked’: anger as {body} drops {thing} plan", "{body} drops {thing} plan in {town} | latest reaction",
     "Anger as {thing} plan is dropped", "Exclusive"),
    ("{person} says {body} “must answer” for {thing} delay", "{person} {body} {thing} delay row explained",
     "{last} wants answers over the {thing}", "Politics"),
    ("{town} votes to keep its {thing} – by a single ballot", "{town} {thing} vote result: one ballot decides",
     "One ballot saves the {thing}", "Analysis"),
    ("How a {thing} became the most argued-over place in {town}", "{town}'s {thing}: a short history of a long quarrel",
     "The quarrel over a {thing}", "Long read"),
    ("Storm leaves {number} homes dark as {town} counts the cost", "{town} storm: power cuts hit {number} homes",
     "{number} homes dark after storm", "Weather"),
    ("{person}, who mapped every lane of {town}, dies at 91", "{person} obituary", "{last}, mapmaker, dies at 91", "Obituary"),
    ("{body} chief quits over {number} lost files, and no one replaces her", "{body} chief resigns: {number} files missing",
     "Chief quits over lost files", "Breaking"),
    ("Why are {town}’s buses always late? We rode all {number} of them", "{town} buses late: we investigate",
     "We rode all the late buses of {town}", "Opinion"),
    ("Talks on the {thing}: no deal, no date, no coffee", "{thing} talks end without deal in {town}", "No deal on the {thing}", "World"),
]  # fmt: skip
_SENTENCES = [
    "The {body} said on {weekday} that the {thing} would stay shut until engineers had looked at every one of its {number} beams.",
    "“Nobody told us a word before the gates were locked,” said {person}, who has run a stall beside the {thing} for {small} years.",
    "{person}, who speaks for the {body}, said that the decision had been “a matter of safety and of nothing else.”",
    "In {town} people queued from six in the morning, some of them with folding chairs and flasks of tea.",
    "About {number} people signed a petition within two days, according to {person}, who carried it to the town hall in a wheelbarrow.",
    "The plan, drawn up {small} years ago, was to cost {number} million and has since doubled, a report by the {body} found.",
    "“If they can find money for a clock, they can find it for us,” {last} said.",
    "A spokeswoman for the {body} declined to comment on the figures but said that talks were going on.",
    "It was not clear when the {thing} would open again, or who would pay for the repairs.",
    "Last year {small} of the town’s {number} lamp posts were taken down after a storm, and none has been put back.",
    "“I am not angry, I am tired,” {person} told a meeting at the corn exchange, to applause from the back rows.",
    "The council will vote on the matter in {town} next week, and both sides expect the count to be close.",
    "Records that were seen by this newspaper show that {number} letters on the {thing} went unanswered.",
    "{person} and {small} others walked the whole length of the river wall on {weekday} to mark the places where it leaks.",
    "Critics say that the {body} has promised the same thing in each of the past {small} budgets.",
    "By nightfall the water had reached the steps of the library, and volunteers were carrying books to the upper floor.",
    "“We do not know what comes next,” said {person}, a nurse. “But we know who is going to be asked to pay for it.”",
    "The minister, {person}, visited {town} in the spring and called the {thing} “the heart of the place.”",
]
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_OTHERS = [
    "Ferry fares to rise by a tenth in spring", "Baker’s dozen: the shop that counts to fourteen", "Lost goat found on the cathedral roof",
    "Ten quiet walks for a wet weekend", "Rents fall for the first time in nine years", "Choir of 400 fills the old gasworks",
    "What the new parking rules mean for you", "Swan holds up traffic for three hours", "The best soup in the county, ranked",
]  # fmt: skip


class Story(NamedTuple):
    """An invented story: its printed headline, the ones for search engines and other sites, and the rest of it."""

    title: str
    seo: str
    social: str
    kicker: str
    standfirst: str
    author: str
    day: date
    paragraphs: list[str]
    caption: str


def story(number: int, paragraphs: int = 9) -> Story:
    """The invented story of a number: the same each time, and unlike those of other numbers."""
    dice = random.Random(number)

    def filled(template: str) -> str:
        first, last = dice.choice(_FIRST), dice.choice(_LAST)
        return template.format(
            town=town, thing=thing, body=body, person=f"{first} {last}", last=dice.choice(_LAST),
            number=dice.randrange(21, 480), small=dice.randrange(3, 19), weekday=dice.choice(_WEEKDAYS),
        )  # fmt: skip

    town, thing, body = dice.choice(_TOWNS), dice.choice(_THINGS), dice.choice(_BODIES)
    person, last, figure = f"{dice.choice(_FIRST)} {dice.choice(_LAST)}", dice.choice(_LAST), dice.randrange(21, 480)
    told = _HEADLINES[number % len(_HEADLINES)]
    title, seo, social = (
        one.format(town=town, thing=thing, body=body, person=person, last=last, number=figure) for one in told[:3]
    )
    sentences = dice.sample(_SENTENCES * 2, min(paragraphs * 2, len(_SENTENCES) * 2))
    written = [filled(sentence) for sentence in sentences]
    joined = [" ".join(written[n : n + 2]) if dice.random() < 0.7 else written[n] for n in range(0, len(written), 2)]
    return Story(
        title[0].upper() + title[1:], seo[0].upper() + seo[1:], social[0].upper() + social[1:], told[3],
        filled("What the {body} did next, and why {town} will not forget the {thing} soon"),
        f"{dice.choice(_FIRST)} {dice.choice(_LAST)}",
        date(2012, 1, 9) + timedelta(days=dice.randrange(4_500)),
        joined, filled("The {thing} at {town}, seen from the east bank"),
    )  # fmt: skip


def e(text: str) -> str:
    """Text as HTML."""
    return html.escape(text, quote=True)


def p(story: Story, before: str = "<p>", after: str = "</p>") -> str:
    """The paragraphs of a story, each between two tags."""
    return "\n".join(f"{before}{e(one)}{after}" for one in story.paragraphs)


def long_day(day: date) -> str:
    """A day as October 12, 2019."""
    return f"{day:%B} {day.day}, {day.year}"


def british_day(day: date) -> str:
    """A day as 12 October 2019."""
    return f"{day.day} {day:%B} {day.year}"


def short_day(day: date) -> str:
    """A day as Oct 12, 2019."""
    return f"{day:%b} {day.day}, {day.year}"


def later(day: date, days: int = 3) -> date:
    """A day some days later."""
    return day + timedelta(days=days)


def linked(item: dict[str, Any]) -> str:
    """A script of JSON-LD."""
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **item})}</script>'


def news(story: Story, outlet: str, title: str | None = None, at: str = "T14:30:00Z", **more: Any) -> dict[str, Any]:
    """A NewsArticle of JSON-LD."""
    return {
        "@type": "NewsArticle",
        "headline": title or story.title,
        "datePublished": f"{story.day}{at}",
        "dateModified": f"{later(story.day)}{at}",
        "author": [{"@type": "Person", "name": story.author}],
        "publisher": {
            "@type": "Organization",
            "name": outlet,
            "logo": {"@type": "ImageObject", "url": "https://cdn.example.com/l.png"},
        },
        **more,
    }


def og(title: str, outlet: str | None = None, **more: str) -> str:
    """Open Graph and Twitter fields; ``more`` are others of Open Graph."""
    fields = {"og:title": title, "og:type": "article", **({"og:site_name": outlet} if outlet else {})}
    fields |= {f"og:{name}": value for name, value in more.items()}
    return "".join(f'<meta property="{name}" content="{e(value)}">' for name, value in fields.items())


def page(head: str, body: str, lang: str = "en") -> str:
    """A page of a head and a body."""
    return f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'


def nav(outlet: str) -> str:
    """The bar above."""
    items = "".join(
        f'<li><a href="/{s.lower()}">{s}</a></li>' for s in ("News", "Politics", "Sport", "Culture", "Business", "Opinion")
    )
    return f'<nav class="site-nav"><a class="logo" href="/">{e(outlet)}</a><ul>{items}</ul></nav>'


def others(number: int, many: int = 5) -> list[str]:
    """Headlines of other stories."""
    return random.Random(number).sample(_OTHERS, many)


def most_read(number: int, tag: str = "h3", day: date | None = None) -> str:
    """A list of what others read, with days of its own where one is given."""
    items = "".join(
        f'<li><a href="/{n}"><{tag}>{e(t)}</{tag}></a>'
        + (f'<time datetime="{later(day, n + 1)}T08:00:00Z">{british_day(later(day, n + 1))}</time>' if day else "")
        + "</li>"
        for n, t in enumerate(others(number))
    )
    return f'<aside class="most-read"><h2>Most read</h2><ol>{items}</ol></aside>'


def related(number: int) -> str:
    """A box of related stories."""
    items = "".join(
        f'<div class="card"><a href="/r{n}">{e(t)}</a><p>{e(t)}, and what it means.</p></div>'
        for n, t in enumerate(others(number, 3))
    )
    return f'<section class="related-articles"><h3>Related articles</h3>{items}</section>'


def cookies() -> str:
    """A cookie banner."""
    return (
        '<div id="cookie-banner" class="consent" role="dialog"><h2>We value your privacy</h2><p>We and our partners store and read '
        "information on a device, such as cookies, to show you pages that suit you. You can accept all or manage your choices.</p>"
        "<button>Accept all</button><button>Manage options</button></div>"
    )


def newsletter() -> str:
    """A box that asks for an address."""
    return (
        '<div class="newsletter-signup"><h4>Sign up to our morning letter</h4><p>Everything you need to start the day, in your inbox '
        "at seven.</p><form><input type=email placeholder='Your email'><button>Sign up</button></form></div>"
    )


def comments(day: date) -> str:
    """Readers' comments, each with its day."""
    words = ["I have lived here for forty years and never seen such a thing, frankly.", "Good. About time somebody said it out loud.",
             "Who is going to pay for all of this in the end? We are, as usual."]  # fmt: skip
    items = "".join(
        f'<li class="comment" id="comment-{n}"><b>reader{n}</b> <time datetime="{later(day, n + 1)}T22:00:00Z">'
        f"{short_day(later(day, n + 1))}</time><p>{w}</p></li>"
        for n, w in enumerate(words)
    )
    return f'<div id="comments" class="comments-area"><h2>3 Comments</h2><ol class="comment-list">{items}</ol></div>'


def footer(outlet: str, year: int = 2024) -> str:
    """The bar below."""
    return (
        f'<footer class="site-footer"><ul><li><a href="/about">About us</a></li><li><a href="/terms">Terms of use</a></li></ul>'
        f"<p>© {year} {e(outlet)}. All rights reserved. Registered office: 1 Quay Street.</p></footer>"
    )
