"""The paragraphs of a PDF's printed lines: its headline by larger letters, the rest by gaps, indents and the margin."""

from __future__ import annotations

import functools
import itertools
import math
import operator
import re
from collections import Counter
from typing import NamedTuple

from analytics.loaders.decoding import in_one_line
from analytics.loaders.printed_lines import Margin, join_lines, join_title

LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "ft", "\ufb06": "st"}
"""Letters that type joins, and how they are spelt: no name or word is spelt with them."""

_LARGE = 1.15  # times the size of most letters: a headline's
_LARGEST = 1.5  # times it: a headline's that has a masthead above it
_MOST_TITLE = 6  # lines
_MOST_ABOVE = 6  # lines above a headline
_WIDE_GAP = 1.3  # times the usual distance between lines: the end of a paragraph
_OFTEN = 5  # times that a distance between lines is the usual one
_CLOSEST = 0.8  # times the size of its letters: the least distance of a line to the next
_SHALLOWEST, _DEEPEST = 0.7, 4  # times the size of its letters: how far a paragraph's first line is set in
_ENDS = (".", "!", "?", ".”", '."', "?”", '?"', "!”", '!"')
_INITIAL = 2  # times the size of most letters: a capital that opens a text
_PAGE_NUMBER = re.compile(r"(?i)\s*(?:[-–—]\s*)?(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—])?\s*")
_MOST_AROUND = 3  # lines at the top and the end of a page that a browser may have printed around it
_MOMENT = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? (?:at )?\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?"
_STAMP = re.compile(rf"{_MOMENT}(?:\s+\S.*)?|\d{{1,4}} (?:of|von|sur|de|van) \d{{1,4}}\s+{_MOMENT}")
_ADDRESS = re.compile(
    r"(?P<title>.{0,200}?)\s*(?P<address>(?:https?|file):/\S+)(?:\s+\d{1,4}(?:/| (?:of|von|sur|de|van) )\d{1,4})?"
)
_OUTLET = re.compile(r"\s*[|–—-]\s+(\S.{1,60})")


class PrintedLine(NamedTuple):
    """A printed line, its height on the page (None where unknown), the size of its letters, and where it begins from the left."""

    text: str
    height: float | None
    size: float
    left: float | None = None


class Layout(NamedTuple):
    """The paragraphs of a PDF; headline and outlet as its title names them, and the address that it was printed from."""

    paragraphs: list[str]
    title: str | None
    outlet: str | None
    address: str | None


def layout_of(pages: list[list[PrintedLine]], title: str | None) -> Layout:
    """The paragraphs of all pages, the headline first; ``title`` is what the file says of itself.

    A title that goes on after the printed headline ("Port shut | The Quay") names the outlet.

    >>> lines = [PrintedLine("The Quay", 9, 12), PrintedLine("Port shut", 8, 26)]
    >>> lines += [PrintedLine(f"The port was shut for {days} days.", 7, 12) for days in (2, 3)]
    >>> layout_of([lines], "Port shut | The Quay")[:3]
    (['Port shut', 'The port was shut for 2 days.', 'The port was shut for 3 days.'], 'Port shut', 'The Quay')
    """
    pages, address = _without_frames([_without_number(page) for page in pages], title)
    letters: Counter[float] = Counter()
    for size, lines in itertools.groupby(itertools.chain.from_iterable(pages), key=_size_of):
        letters[round(size, 1)] += sum(len(line.text) for line in lines)
    usual = letters.most_common(1)[0][0] if letters else 0.0
    heading, outlet = None, None
    if usual and pages and pages[0]:
        pages[0] = _with_initial(pages[0], usual)
        begin, end = _headline(pages[0], usual)
        heading = join_title(line.text for line in pages[0][begin:end])
        above, below = pages[0][:begin], pages[0][end:]
        if heading and title:
            title, outlet = _parted(title, heading)
        named = [line for line in above if in_one_line(line.text) != outlet]
        pages[0] = [*named, *below]
    lefts = Counter(round(line.left) for page in pages for line in page if line.left is not None)
    printed: list[str] = []
    for page in pages:
        printed += _with_gaps(page, usual, lefts)
    margin = Margin.of([line.strip() for line in printed], proportional=True)
    paragraphs = [*([heading] if heading else []), *join_lines(printed, margin, measured=True)]
    return Layout(paragraphs, title, outlet, address)


_size_of = operator.attrgetter("size")


@functools.lru_cache(maxsize=1_000)
def _rounded(gap: float) -> float:
    """A distance between lines to a tenth; most lines of a PDF have the same."""
    return round(gap, 1)


def _headline(lines: list[PrintedLine], usual: float) -> tuple[int, int]:
    """The first line of a first page's headline and the line after it; the same line twice where there is no headline.

    It opens the page, or has the largest letters near its top, below a masthead.
    """
    begin = 0
    if not lines[0].size >= _LARGE * usual:
        near = [line.size for line in lines[: _MOST_ABOVE + 1]]
        begin = near.index(max(near)) if max(near) >= _LARGEST * usual else 0
    end = begin
    while end < min(begin + _MOST_TITLE, len(lines)) and lines[end].size >= _LARGE * usual:
        if abs(lines[end].size - lines[begin].size) > 0.5:
            break
        end += 1
    return begin, end


def _parted(title: str, heading: str) -> tuple[str, str | None]:
    """The headline and the outlet of a file's title that begins as the printed headline does; the title alone where it does not."""
    plain = in_one_line(title)
    rest = _OUTLET.fullmatch(plain[len(heading) :]) if plain.casefold().startswith(heading.casefold()) else None
    return (heading, rest[1]) if rest else (title, None)


def _with_initial(lines: list[PrintedLine], usual: float) -> list[PrintedLine]:
    """The lines of a page with a large capital, drawn by itself, as the first letter of the line that it opens."""
    for n, initial in enumerate(lines):
        if initial.size < _INITIAL * usual:
            continue
        letter = initial.text.strip()
        if len(letter) != 1 or not letter.isupper() or initial.height is None:
            continue
        beside = [
            at
            for at, line in enumerate(lines)
            if at != n
            and line.height is not None
            and line.size < _LARGE * usual
            and -0.5 * initial.size < line.height - initial.height < 1.2 * initial.size
            and line.text[:1].isalpha()
        ]
        if beside:
            first = max(beside, key=lambda at: lines[at].height or 0)
            lines[first] = lines[first]._replace(text=letter + lines[first].text.lstrip())
            return lines[:n] + lines[n + 1 :]
    return lines


def _without_frames(pages: list[list[PrintedLine]], title: str | None) -> tuple[list[list[PrintedLine]], str | None]:
    """The pages without what a browser prints around them (day, title, address, number), and the address."""
    address = None
    opens = in_one_line(title or "")[:20].strip()
    kept: list[list[PrintedLine]] = []
    for page in pages:
        around: set[int] = set()
        for n in {*range(min(_MOST_AROUND, len(page))), *range(max(0, len(page) - _MOST_AROUND), len(page))}:
            text = in_one_line(page[n].text)
            printed = _ADDRESS.fullmatch(text) if ":/" in text else None
            if printed and (not printed["title"] or (opens and printed["title"].startswith(opens))):
                address = address or (printed["address"] if printed["address"].startswith("http") else None)
                around.add(n)
            elif text[:1].isdecimal() and _STAMP.fullmatch(text):
                around.add(n)
        framed = len(around) >= 2  # one of them alone may be a line of the text: its day, an address
        kept.append([line for n, line in enumerate(page) if not framed or n not in around])
    return kept, address


def _with_gaps(lines: list[PrintedLine], usual: float, lefts: Counter[int]) -> list[str]:
    """The lines of a page, an empty one wherever the gap to the next is wide, letters change their size, or a line is indented."""
    indented = _indented(lines, lefts)
    gaps = [
        _rounded(a.height - b.height) if a.height is not None and b.height is not None else None
        for a, b in itertools.pairwise(lines)
    ]
    steps = Counter(gap for gap in gaps if gap is not None and gap > 0)
    step = min((gap for gap, count in steps.items() if count >= max(steps.values()) / 2), default=0.0) if steps else 0.0
    if steps and max(steps.values()) < _OFTEN:  # as between the paragraphs of a short page, each of a line or two
        near = [
            gap
            for gap, (a, b) in zip(gaps, itertools.pairwise(lines), strict=True)
            if gap is not None and gap >= _CLOSEST * a.size and abs(a.size - b.size) < 0.1
        ]
        step = min(near, default=step)
    wide = _WIDE_GAP * step if step > 0 else math.inf
    large = [line.size > _LARGE * usual for line in lines] if usual else [False] * len(lines)
    texts: list[str] = [""] if 0 in indented else []
    for n, line in enumerate(lines):
        if n and (((gap := gaps[n - 1]) is not None and gap > wide) or n in indented or large[n - 1] != large[n]):
            texts.append("")
        texts.append(line.text)
    return texts


def _without_number(lines: list[PrintedLine]) -> list[PrintedLine]:
    """The lines of a page without its number at the top or at the end."""
    if lines and _PAGE_NUMBER.fullmatch(lines[-1].text):
        lines = lines[:-1]
    return lines[1:] if len(lines) > 1 and _PAGE_NUMBER.fullmatch(lines[0].text) else lines


def _indented(lines: list[PrintedLine], lefts: Counter[int]) -> set[int]:
    """The numbers of the lines that an indent makes the first of a paragraph: in the PDF more lines begin somewhat left of them.

    ``lefts`` counts where the lines of the PDF begin.
    """
    found: set[int] = set()
    if len(lefts) < 2:
        return found
    most = max(lefts.values())
    for n, line in enumerate(lines):
        if line.left is None or lefts[own := round(line.left)] == most:
            continue
        near = range(own - round(_DEEPEST * line.size), own - round(_SHALLOWEST * line.size) + 1)
        if max((lefts[at] for at in near), default=0) <= lefts[own]:
            continue
        before = lines[n - 1] if n else None
        # below a line that begins there as well, it may be one of a quotation that is set in as a whole
        if not before or before.left is None or round(before.left) != own or before.text.rstrip().endswith(_ENDS):
            found.add(n)
    return found
