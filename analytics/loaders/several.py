"""Several stories in one text: separated by lines of signs or end marks, or each with front matter or labelled lines of its own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analytics.loaders.dates import read_date
from analytics.loaders.front_matter import MARK, is_front_matter, labelled_head, opens_record
from analytics.loaders.html.boilerplate import is_headline, names_writer
from analytics.loaders.printed_dates import printed_date
from analytics.text import dateline

_COUNTED = r"(?:(?:article|story|item|document|record|result|text|no\.?|nr\.?|#)\s*)?\d{1,5}(?:\s*(?:of|/|von|de|sur)\s*\d{1,5})?"
_RULE = re.compile(
    r"\s*(?:([-=*_~#+•—–])(?:[ \t]?\1){2,}|-\s?30\s?-|-{0,3}\s?(?:END|ENDS|ends|Ends)\s?-{0,3}|\[(?:ends?|END|ENDS)\]"
    rf"|([-=*_~#+])\2{{2,}}[ \t]*(?i:{_COUNTED})\W?[ \t]*\2{{3,}})\s*"
)
_COUNT = re.compile(rf"(?i)\W*{_COUNTED}\W*")
_NOTES = re.compile(
    r"(?i)\W*(?:notes? (?:to|for) (?:the )?editors?|editor['’]s note|about (?:us|the (?:author|writer|company|organi[sz]ation)s?"
    r"|this (?:article|story|report|series))|(?:media |press )?contacts?|for (?:more|further) information.*|corrections?"
    r"|clarifications?|sources?|references|footnotes|notes|background|methodology)\W*"
)
_END = re.compile(r"[.!?…][\"”’')\]]{0,2}\s*$")
_FEWEST_WORDS = 30  # of a story that has neither date nor writer
_HEAD = 6  # lines of a story that may have its date or its writer
_FIRST_OF_RULES = frozenset("-=*_~#+•—–Ee[")  # most lines begin otherwise, which is found many times as fast
_LONGEST_RULE = 400
_LONG = 5  # signs: what is shorter also sets off the parts of one story
_LONGEST_DATE = 40
_MOST_ABOVE = 3  # lines of a headline that a rule sets off from its story
_SHOWN = 60  # characters of a line in a report


class TextPart(NamedTuple):
    """The lines of one story of a text."""

    lines: list[str]

    @property
    def has_text(self) -> bool:
        """Whether there is a sentence below the headline, or a sentence in place of one."""
        filled = [line for line in self.lines if line.strip()]
        return any(_END.search(line) and line.count(" ") >= 2 for line in filled[1:] or filled)


def is_rule(line: str) -> bool:
    """Whether a line is a row of signs or an end mark.

    >>> [is_rule(line) for line in ("-----", "* * *", "-30-", "- a list", "1914-18", "--")]
    [True, True, True, False, False, False]
    """
    return len(line) <= _LONGEST_RULE and line.lstrip()[:1] in _FIRST_OF_RULES and _RULE.fullmatch(line) is not None


def without_rules(lines: Iterable[str]) -> list[str]:
    """The lines of a story without rows of signs."""
    return [line for line in lines if not (line and (line[0] in _FIRST_OF_RULES or line[0].isspace()) and is_rule(line))]


def shortened(lines: Iterable[str]) -> str:
    """How reports name a part of a text: by its first line.

    >>> shortened(["", "Port shut", "It rained."])
    "'Port shut'"
    """
    first = next((line.strip() for line in lines if line.strip() and not is_rule(line)), "")
    return repr(first if len(first) <= _SHOWN else f"{first[:_SHOWN]}…")


def stories_of(lines: Sequence[str]) -> list[TextPart]:
    """The stories of a text, in order, those without a text too; the text itself where it is one story.

    >>> lines = ["Port shut", "3 May 2024", "The port of Quillon shut.", "=====", "Rail opens", "4 May 2024", "The line opened."]
    >>> [story.lines[0] for story in stories_of(lines)]
    ['Port shut', 'Rail opens']
    >>> len(stories_of(["Port shut", "The port of Quillon shut.", "* * *", "It rained all day.", "* * *", "It was Monday."]))
    1
    """
    rules = [n for n, line in enumerate(lines) if line and (line[0] in _FIRST_OF_RULES or line[0].isspace()) and is_rule(line)]
    found = (_by_front_matter(lines, rules) or _by_rules(lines, rules)) if rules else []
    return found or _by_labels(lines) or [TextPart(list(lines))]


def _by_front_matter(lines: Sequence[str], rules: Sequence[int]) -> list[TextPart]:
    """The stories of a text of which each has front matter."""
    marks = [n for n in rules if lines[n].rstrip() == MARK]
    starts: list[int] = []
    end = -1
    for at, following in itertools.pairwise(marks):
        if at > end and is_front_matter(lines[at + 1 : following]):
            starts.append(at)
            end = following
    return _cut(lines, starts) if len(starts) > 1 and not any(map(str.strip, lines[: starts[0]])) else []


def _by_labels(lines: Sequence[str]) -> list[TextPart]:
    """The stories of a text of which each begins with a labelled headline and more labels."""
    labelled = [n for n, line in enumerate(lines) if ":" in line and ":" in line[:_LONGEST_DATE]]
    starts = [
        n
        for n in (labelled if len(labelled) > 1 else [])
        if (n == 0 or not lines[n - 1].strip() or _END.search(lines[n - 1]) or is_rule(lines[n - 1]))
        and opens_record(lines[n : n + _HEAD])
    ]
    return _cut(lines, starts) if len(starts) > 1 else []


def _cut(lines: Sequence[str], starts: Sequence[int]) -> list[TextPart]:
    """The parts of a text that begin at some lines, and what is above the first."""
    bounds = [0, *(n for n in starts if n), len(lines)]
    parts = (lines[begin:end] for begin, end in itertools.pairwise(bounds))
    return [TextPart(list(part)) for part in parts if any(line.strip() and not is_rule(line) for line in part)]


def _by_rules(lines: Sequence[str], rules: Sequence[int]) -> list[TextPart]:
    """The stories between the lines of one sign, where what they separate reads as stories."""
    kinds: dict[str, list[int]] = {}
    for n in rules:
        if not _underlines(lines, n):
            kinds.setdefault(_kind(lines[n]), []).append(n)
    for kind, places in sorted(kinds.items(), key=lambda found: -len(found[0])):
        if stories := _between(lines, places, is_long=len(kind) > 1):
            return stories
    return []


def _kind(line: str) -> str:
    """The sign of a rule, twice where the rule is long or ends a story."""
    sign, signs = line.strip()[:1], re.sub(r"\s", "", line)
    return sign if len(set(signs)) == 1 and len(signs) < _LONG and sign != "#" else sign * 2


def _underlines(lines: Sequence[str], n: int) -> bool:
    """Whether a rule underlines the headline above it."""
    above = lines[n - 1].strip() if n else ""
    alone = n < 2 or not lines[n - 2].strip() or is_rule(lines[n - 2])
    return bool(above) and alone and abs(len(above) - len(lines[n].strip())) <= 2 and is_headline(above)


def _between(lines: Sequence[str], places: Sequence[int], *, is_long: bool) -> list[TextPart]:
    bounds = [-1, *places, len(lines)]
    parts = [lines[begin + 1 : end] for begin, end in itertools.pairwise(bounds)]
    stories: list[TextPart] = []
    above: list[str] = []  # a headline or number that rules set off from its story
    for part in map(list, parts):
        filled = [line for line in part if line.strip()]
        if not filled or (len(filled) == 1 and _COUNT.fullmatch(filled[0])):
            continue
        if stories and not above and _NOTES.fullmatch(filled[0]):
            stories[-1] = TextPart(stories[-1].lines + part)
            continue
        bare = not TextPart(part).has_text
        if above and (bare or _is_story(TextPart(part))):
            stories.append(TextPart(above))
            above = []
        if bare and len(filled) <= _MOST_ABOVE:
            above = part
        else:
            stories.append(TextPart(above + part))
            above = []
    stories += [TextPart(above)] if above else []
    with_text = [story for story in stories if story.has_text]
    good = [story for story in with_text if _is_story(story)]
    sure = sum(_is_sure(story) for story in good[1:])
    if len(good) < 2 or len(good) < len(with_text) or 2 * sure < len(good) - 1 or not (is_long or _are_dated(good)):
        return []
    return stories


def _is_story(story: TextPart) -> bool:
    """Whether lines begin as a story does, with a headline or a dateline, and have a text."""
    filled = [line.strip() for line in story.lines if line.strip() and not is_rule(line)]
    return bool(filled) and story.has_text and (is_headline(filled[0].strip("*_")) or dateline(filled[0]) is not None)


def _is_sure(story: TextPart) -> bool:
    """Whether a story has a date, a writer or labels, or as many words as no footnote."""
    return _is_dated(story) or sum(len(line.split()) for line in story.lines) >= _FEWEST_WORDS


def _are_dated(stories: Sequence[TextPart]) -> bool:
    return 2 * sum(map(_is_dated, stories)) > len(stories)


def _is_dated(story: TextPart) -> bool:
    head = [line.strip() for line in story.lines if line.strip()][:_HEAD]
    if labelled_head(head).fields or any(names_writer(line) or dateline(line) for line in head):
        return True
    return printed_date(head).when is not None or any(read_date(line).when for line in head if len(line) < _LONGEST_DATE)
