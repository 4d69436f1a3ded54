"""Score readers of saved pages on invented pages: title, day and words right.

Each page is built as a publishing system builds its pages (evaluation/press/*.py), every word of it made up. A title is right if it
is the printed headline, ignoring case, spaces and the shape of quotation marks; a day if it is the outlet's own; words if the lower
of two measures is at least .8: F1 over the words as a bag, and the ratio of the words in common in the same order.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from typing import NamedTuple

from analytics.loaders.html.page import read_page
from analytics.tables import Article
from evaluation.press.later import LATER
from evaluation.press.local import LOCAL
from evaluation.press.losses import LOSSES
from evaluation.press.magazines import MAGAZINES
from evaluation.press.old import OLD
from evaluation.press.today import TODAY

MANNERS = {make.__name__: make for make in (*TODAY, *MAGAZINES, *LOCAL, *OLD, *LATER)}
_MARKS = str.maketrans("“”„«»‘’‚`", '"""""\'\'\'\'')


class Found(NamedTuple):
    """What a reader found on a page; what it did not is empty."""

    title: str
    day: str
    text: str


class Page(NamedTuple):
    """An invented page and what it says."""

    manner: str
    html: str
    title: str
    day: str
    text: str


class Judged(NamedTuple):
    """What of a page was right: title, day, and the overlap of words, 0 to 1."""

    title: bool
    day: bool
    overlap: float


def right(marks: list[Judged]) -> tuple[int, int, int]:
    """How many pages have their title, their day and their words right."""
    return sum(m.title for m in marks), sum(m.day for m in marks), sum(m.overlap >= 0.8 for m in marks)


def made(loss: str = "nothing") -> list[Page]:
    """The pages, one of each manner, the same each time, without something that pages may lack."""
    pages = []
    for number, (name, make) in enumerate(MANNERS.items()):
        html, story = make(number)
        pages.append(Page(name, LOSSES[loss](html), story.title, str(story.day), "\n".join(story.paragraphs)))
    return pages


def ours(page: str) -> Found:
    """A page as the loader reads it."""
    rows = [row for row in read_page(page.encode(), "page") if isinstance(row, Article)]
    if not rows:
        return Found("", "", "")
    text = rows[0].text.removeprefix(f"{rows[0].title}\n\n") if rows[0].title else rows[0].text
    return Found(rows[0].title or "", str(rows[0].published or "")[:10], text)


def alone(page: str) -> Found:
    """A page as trafilatura reads it by its defaults."""
    import trafilatura

    found = trafilatura.bare_extraction(page.encode(), with_metadata=True)
    if found is None or isinstance(found, dict):
        return Found("", "", "")
    return Found(found.title or "", found.date or "", found.text or "")


def judge(page: Page, found: Found) -> Judged:
    """What of a page was found right."""
    return Judged(plain(found.title) == plain(page.title), found.day == page.day, overlap(found.text, page.text))


def plain(title: str) -> str:
    """A title without what no reader sees as a difference."""
    return " ".join(title.translate(_MARKS).casefold().split())


def overlap(found: str, wanted: str) -> float:
    """How far two texts have the same words: the lower of F1 over bags and of the share in the same order.

    >>> round(overlap("the port shut", "the port shut today"), 2)
    0.86
    """
    one, two = (re.findall(r"\w+", text.casefold()) for text in (found, wanted))
    if not one or not two:
        return 0.0
    common = 2 * (Counter(one) & Counter(two)).total() / (len(one) + len(two))
    return min(common, difflib.SequenceMatcher(None, one, two, autojunk=False).ratio())
