"""Boilerplate: what a saved page, a feed or an e-mail has around an article, and how to remove it.

boilerplate.tsv lists what it looks like: captions, lines and headings as regular expressions (case aside, the whole paragraph)
with the words that may open them, and the words of share bars.
"""

from __future__ import annotations

import csv
import functools
import re
from pathlib import Path
from typing import NamedTuple

from analytics.text import dateline

_OPENING = 8  # paragraphs from the top among which a repeated headline, a byline or a share bar may be
_LONGEST = 300  # characters of a paragraph that may be boilerplate
_LONGEST_BAR = 120  # and of a share bar
_PAUSES = (".", "!", "?", "…", ".”", '."', ".’", ".'", "?”", "!”", '?"', '!"', ".)")

NAME = r"[A-ZÀ-Þ][\w.'’-]*(?: (?:(?:de|da|del|di|du|la|le|van|von|der|den|al|bin|ibn|el) )*[A-ZÀ-Þ][\w.'’-]*){0,4}"
"""The name of a person, as a pattern."""

_BYLINE = re.compile(
    rf"(?:By|BY|by|Written by|Reported by|Words by|Reporting by):? (?P<names>{NAME}(?:(?:, | and | & ){NAME}){{0,4}})"
    r"(?:(?:,| ?[|·•/–—]| - ) ?.{0,60}| in [A-ZÀ-Þ][\w ]{1,30})?"
)
_BYLINE_OPENS = frozenset({"by", "written", "reported", "words", "reporting"})
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LETTERS = re.compile(r"[^\W_]+")
_SIGNED_OFF = re.compile(r"(?:[—–-]{1,2} ?(?P<dashed>[A-ZÀ-Þ][\w./&\- ]{1,30})|\((?P<bracketed>[A-ZÀ-Þ][\w./&\- ]{1,30})\))")


class Cleaned(NamedTuple):
    """The headline, the paragraphs of the story, and its author; None for what the page does not contain."""

    title: str | None
    paragraphs: list[str]
    author: str | None


class _Lists(NamedTuple):
    """The contents of boilerplate.tsv: patterns of whole paragraphs (a line or heading has no full stop at its end, a notice may
    have one), agencies, the words of share bars, all words that such a line may have, and those that open captions, lines, notices
    and headings."""

    caption: re.Pattern[str]
    line: re.Pattern[str]
    notice: re.Pattern[str]
    heading: re.Pattern[str]
    mail: re.Pattern[str]
    agency: frozenset[str]
    share: frozenset[str]
    in_bars: frozenset[str]
    opens: frozenset[str]


def clean(paragraphs: list[str], *, title: str | None = None) -> Cleaned:
    """Remove boilerplate from the paragraphs of a page: captions, repeated headline, byline, share bars, what follows the end.

    ``title`` is the headline where it is known; without it the first paragraph is the headline if it reads as one.

    >>> clean(["Port shut", "PORT SHUT", "By Ada Quill", "Image: Port", "Cranes", "It shut.", "admin", "Related Articles"])
    Cleaned(title='Port shut', paragraphs=['It shut.'], author='Ada Quill')
    """
    story = _without_tail(paragraphs)
    if title is None and len(story) > 1 and is_headline(story[0]):
        title, story = story[0].lstrip("# "), story[1:]
    first = _first_word(title) if title else None
    author = None
    kept: list[str] = []
    after_caption = False
    running = False  # the dateline has been seen: what comes now is the story
    for n, paragraph in enumerate(story):
        top = n < _OPENING and not running
        if not top and not after_caption and len(paragraph) > _LONGEST:  # too long for what may be boilerplate below the top
            kept.append(paragraph)
            continue
        opens = top and dateline(paragraph) is not None
        word = _first_word(paragraph)
        repeats = top and title is not None and word == first and _plain(paragraph) == _plain(title)
        if not after_caption and not _may_open_boilerplate(word, paragraph):
            running = running or opens
            if not repeats:
                kept.append(paragraph)
            continue
        if _is_caption(paragraph):
            after_caption = True
            continue
        if after_caption and not opens and _captions(paragraph, story[n + 1 : n + 2], running):
            after_caption = False
            continue
        after_caption = False
        running = running or opens
        if repeats:
            continue
        if top and (names := names_writer(paragraph)) and (author is None or not any(line.endswith(_PAUSES) for line in kept)):
            author = author or names
            continue
        if is_boilerplate(paragraph) if top and not opens else _is_share_bar(paragraph):
            continue
        kept.append(paragraph)
    return Cleaned(title, kept, author)


def _may_open_boilerplate(word: str, paragraph: str) -> bool:
    """Whether the first word of a paragraph opens any boilerplate, or a byline: most paragraphs are distinguished by it."""
    known = _known()
    if not word or word in known.opens or word[0].isdigit() or paragraph[0] == "©":
        return True
    return word in known.in_bars and len(paragraph) <= _LONGEST_BAR


def _captions(paragraph: str, following: list[str], running: bool) -> bool:
    """Whether a paragraph after an "Image:" line is its caption: it has no full stop, or the dateline comes right after it."""
    before_dateline = not running and any(dateline(p) is not None for p in following)
    return len(paragraph) <= _LONGEST and bool(following) and (before_dateline or not paragraph.endswith(_PAUSES))


def _without_tail(paragraphs: list[str]) -> list[str]:
    """The paragraphs up to the last of the story: boilerplate at the end goes, and a list of other headlines under its heading."""
    end = len(paragraphs)
    for n in range(max(end // 2, 1), end):
        if _is_heading(paragraphs[n]) and all(is_boilerplate(p) or is_headline(p) for p in paragraphs[n:]):
            end = n
            break
    while end > 1 and (is_boilerplate(paragraphs[end - 1]) or _is_sign_off(paragraphs[end - 1], paragraphs[:4])):
        end -= 1
    return paragraphs[:end]


def names_writer(paragraph: str) -> str | None:
    """Who wrote a story, where a line says so; "By March, Quillon ..." is the story.

    >>> names_writer("By Ada Quill"), names_writer("By March, Quillon was shut.") is None
    ('Ada Quill', True)
    """
    match = _BYLINE.fullmatch(paragraph) if len(paragraph) <= 120 and not paragraph.endswith(_PAUSES) else None
    return match["names"] if match and " " in match["names"] else None


def is_headline(paragraph: str) -> bool:
    """Whether a paragraph reads as a headline: short, no dateline, no full stop at its end, not the start of speech.

    >>> is_headline("Port shut"), is_headline("The port of Quillon shut on Tuesday.")
    (True, False)
    """
    text = paragraph.lstrip("# ")
    if not 0 < len(text) <= 200 or len(text.split()) > 30 or text.endswith((".", "…", ".”", '."', ".’", ",”", ',"', ":")):
        return False
    return dateline(text) is None and not _is_caption(text)


def _is_caption(paragraph: str) -> bool:
    """Whether a paragraph is a caption; "Video: it is the word of the year." is the story, a sentence behind a colon."""
    if len(paragraph) > _LONGEST or _known().caption.fullmatch(paragraph) is None:
        return False
    behind = paragraph.partition(":")[2].lstrip()
    return not (behind[:1].islower() and paragraph.endswith(_PAUSES))


def _is_heading(paragraph: str) -> bool:
    return len(paragraph) <= _LONGEST and not paragraph.endswith(_PAUSES) and _known().heading.fullmatch(paragraph) is not None


def is_boilerplate(paragraph: str) -> bool:
    """Whether a paragraph is boilerplate: a share bar, a notice, a heading of other articles.

    >>> is_boilerplate("Share on Facebook | Tweet | Print"), is_boilerplate("Share of the blame falls on rain.")
    (True, False)
    """
    if len(paragraph) > _LONGEST:
        return False
    known = _known()
    line = not paragraph.endswith(_PAUSES) and known.line.fullmatch(paragraph)
    return bool(line or known.notice.fullmatch(paragraph) or _is_heading(paragraph) or _is_share_bar(paragraph))


def _is_sign_off(paragraph: str, opening: list[str]) -> bool:
    """The agency's name alone on the last line. A person's is not: it may sign the quote above it."""
    match = _SIGNED_OFF.fullmatch(paragraph)
    if not match:
        return False
    name = match["dashed"] or match["bracketed"]
    known = {found.agency for text in opening if (found := dateline(text)) is not None}
    return name in known or name.isupper() or name.casefold() in _known().agency


def _is_share_bar(paragraph: str) -> bool:
    """A line of nothing but the names of places to share it ("Share on Facebook | Tweet | Print")."""
    if len(paragraph) > _LONGEST_BAR or paragraph.endswith("."):
        return False
    known = _known()
    first = _WORD.search(paragraph)  # most lines are distinguished by it
    if first is None or first[0].lower() not in known.in_bars:
        return False
    words = set(_WORD.findall(paragraph.lower()))
    return not words.isdisjoint(known.share) and words <= known.in_bars


def _first_word(text: str) -> str:
    """The first letters and digits of a text, whatever their case; empty where it has none."""
    found = _LETTERS.search(text)
    return found[0].casefold() if found else ""


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def around_mail() -> re.Pattern[str]:
    """What e-mail programs and mailing lists put around a text, as a pattern of whole paragraphs."""
    return _known().mail


@functools.cache
def _known() -> _Lists:
    patterns: dict[str, list[str]] = {}
    opens = set(_BYLINE_OPENS)
    with Path(__file__).with_name("boilerplate.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            patterns.setdefault(row["kind"], []).append(row["pattern"])
            opens.update((row["opens"] or "").split())
    kinds = ("caption", "line", "notice", "heading", "mail")
    caption, line, notice, heading, mail = (re.compile("|".join(patterns[kind]), re.I) for kind in kinds)
    agency, share, beside = (frozenset(patterns[kind]) for kind in ("agency", "share", "beside"))
    return _Lists(caption, line, notice, heading, mail, agency, share, share | beside, frozenset(opens))
