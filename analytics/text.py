"""Paragraphs, sentences and tokens of an article, all with character offsets.

``read(text)`` takes time linear in the length of the text, whatever it contains.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
"""A word as the library counts words, of articles and quotes alike, so that shares of words have one measure."""
ALPHANUMERIC = re.compile(r"[^\W_]+")
"""Letters and digits in sequence: a word as search and the fingerprints of texts compare it."""
MONTHS = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())

ABBREVIATIONS = (
    "Mr Mrs Ms Mx Dr Prof Sen Sens Rep Reps Gov Govs Gen Lt Col Sgt Capt Maj Adm Cmdr Cpl Pvt Brig Pres Jr Sr St Hon Rev Fr "
    "Messrs Mme Mlle vs Inc Corp Co Ltd Bros No Nos Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Ala Ariz Ark Calif Colo "
    "Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo Mt Ft "
    "Atty Asst Dist Supt Det Insp Const etc al Vol pp Ph.D a.m p.m e.g i.e "
    "Rd Ave Blvd Sq Hwy Dept Smt Shri Cllr Ald Adv Amb Rt Pte Sgts Gens Drs Profs approx est Bp Abp Dn Eng Esq Ste Pvt Intl Natl"
).split()

_ABBREVIATED = "|".join(re.escape(a) for a in ABBREVIATIONS)
_CLITIC = r"['’](?:s|S|re|ve|ll|d|m)\b"
_TOKEN = re.compile(
    rf"""
    (?P<abbreviation>(?<![^\W_])(?:(?:[A-Za-z]\.){{2,6}}|(?:{_ABBREVIATED})\.|[A-Z]\.(?=\s{{1,3}}[A-Z])))
    | (?P<number>[$€£¥]?\d+(?:[.,:/]\d+)*(?:%|st\b|nd\b|rd\b|th\b|m\b|bn\b|s\b|[ap]m\b)?)
    | (?P<clitic>(?<=[^\W_]){_CLITIC})
    | (?P<word>[^\W\d_](?:[^\W_]|[-‐‑&](?=[^\W_])|(?!{_CLITIC})['’](?=[^\W_]))*)
    | (?P<dash>-{{2,}}|[—–―])
    | (?P<dots>\.{{2,}}|…)
    | (?P<doubled>``|'')
    | (?P<other>\S)
    """,
    re.X,
)
_PARAGRAPH = re.compile(r"[^\n]+")
# Lines of a text that is broken at a fixed width: how many at least, and their usual length.
_FEWEST_BROKEN, _NARROWEST, _WIDEST = 3, 30, 110
_STOPS = {".", "!", "?", "…"}
_CLOSERS = set("\"”’'»)]")
_OPENERS = set("\"“‘'«„([")
_SENTENCE_OPENERS = _OPENERS | set(
    "The A An In On At But And He She It They We I His Her Its Their This That These Those There When While After Before "
    "As If For With Asked According Other Some Many Most One By To From So Yet Still Meanwhile However Last Now What Who "
    "Why How You".split()
)
_TITLED = re.compile(
    r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sens?|Reps?|Govs?|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Cmdr|St|Hon|Rev|Fr|Messrs|Mme|No|vs|Brig|Cpl|Smt|Shri|"
    r"Cllr|Ald|Adv|Amb|Rt|Pte|Supt|Insp|Det|Drs|Profs|Gens|Bp|Abp|Eng|approx|est|[A-Z])\."
)

_MONTH_NAMES = "Jan(?:uary|\\.)? Feb(?:ruary|\\.)? Mar(?:ch|\\.)? Apr(?:il|\\.)? May June?\\.? July?\\.? Aug(?:ust|\\.)?".split()
_MONTH_NAMES += "Sept?(?:ember|\\.)? Oct(?:ober|\\.)? Nov(?:ember|\\.)? Dec(?:ember|\\.)?".split()
_MONTH = "|".join(_MONTH_NAMES)
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+"
_DAY = (
    rf"(?:(?:{_MONTH}) \d{{1,2}}|\d{{1,2}} (?:{_MONTH}))(?:,? \d{{4}})?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}/\d{1,2}/\d{4}"
)
_DATELINE = re.compile(
    rf"[ \t]*(?P<place>{_CAPITALS}(?: {_CAPITALS}){{0,4}}(?:, (?!{_MONTH})[A-ZÀ-Þ][\w.\- ]{{1,30}}?)?)"
    rf"(?:,? (?P<before>{_DAY}),?)?(?: ?\((?P<agency>[^()\n]{{2,40}})\)(?:,? (?P<after>{_DAY}))?)?"
    r"(?P<dash> ?(?:—|–|―|--|-) )(?=[\"“‘'A-ZÀ-Þ0-9])"
)
_DAY_PARTS = re.compile(
    rf"(?P<month>{_MONTH}) (?P<day>\d+)(?:,? (?P<year>\d{{4}}))?|(?P<day2>\d+) (?P<month2>{_MONTH})(?:,? (?P<year2>\d{{4}}))?"
    r"|(?P<year3>\d{4})-(?P<number>\d+)-(?P<day3>\d+)|(?P<first>\d+)(?P<mark>[./])(?P<second>\d+)[./](?P<year4>\d{4})"
)


class Document(NamedTuple):
    """An article's text: its tokens with offsets, and its sentences and paragraphs as ranges of tokens.

    ``words[i]`` is ``text[starts[i]:ends[i]]``; ``lower`` is ``words`` in lower case with straight apostrophes.
    ``sentences`` and ``paragraphs`` are (first token, end token), end exclusive; ``sentence_of`` and ``paragraph_of`` map each
    token to the number of its sentence and paragraph. A sentence never crosses the end of its paragraph.
    """

    text: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[tuple[int, int]]
    paragraphs: list[tuple[int, int]]
    sentence_of: list[int]
    paragraph_of: list[int]

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Return the character offsets of the tokens from first to end (exclusive)."""
        return self.starts[first], self.ends[end - 1]


class Dateline(NamedTuple):
    """The opening of a report: place, day without a year (``--01-09``), agency, and its span (end exclusive)."""

    place: str
    day: str | None
    year: int | None
    agency: str | None
    start: int
    end: int


def read(text: str) -> Document:
    """Split a text into tokens, sentences and paragraphs.

    >>> d = read("“We won,” Dr. Ng said. She’s glad.\\n\\nThe U.S. left.")
    >>> d.words[:8]
    ['“', 'We', 'won', ',', '”', 'Dr.', 'Ng', 'said']
    >>> [d.text[slice(*d.span(*s))] for s in d.sentences]
    ['“We won,” Dr. Ng said.', 'She’s glad.', 'The U.S. left.']
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    paragraphs: list[tuple[int, int]] = []
    sentences: list[tuple[int, int]] = []
    for start, end in _blocks(text):
        first = len(words)
        for match in _TOKEN.finditer(text, start, end):
            words.append(match.group())
            starts.append(match.start())
            ends.append(match.end())
        if len(words) > first:
            paragraphs.append((first, len(words)))
            opening = dateline(text, start) if len(paragraphs) <= 4 else None
            body = first
            while opening and body < len(words) and starts[body] < opening.end:
                body += 1
            if first < body < len(words):
                sentences.append((first, body))
                first = body
            sentences += _split(words, starts, ends, first)
    sentence_of = [n for n, (a, b) in enumerate(sentences) for _ in range(a, b)]
    paragraph_of = [n for n, (a, b) in enumerate(paragraphs) for _ in range(a, b)]
    lower = [w.lower().replace("’", "'") for w in words]
    return Document(text, words, lower, starts, ends, sentences, paragraphs, sentence_of, paragraph_of)


def _blocks(text: str) -> list[tuple[int, int]]:
    """The paragraphs: one per line, or the lines between blank or indented ones where the text is broken at a fixed width, as mail
    and text from PDF files are."""
    lines = [match.span() for match in _PARAGRAPH.finditer(text) if not match.group().isspace()]
    follows = [text.count("\n", a[1], b[0]) == 1 and text[b[0]] not in " \t" for a, b in pairwise(lines)]
    sizes = sorted(end - start for (start, end), next_one in zip(lines, follows, strict=False) if next_one)
    if len(sizes) < _FEWEST_BROKEN or not _NARROWEST <= sizes[len(sizes) * 3 // 4] <= _WIDEST:
        return lines
    broken = sum(next_one and text[b[0]].islower() for (_, b), next_one in zip(pairwise(lines), follows, strict=True))
    if broken * 5 < len(sizes) * 2:
        return lines
    width = sizes[len(sizes) * 3 // 4]
    blocks = [lines[0]]
    for (before, line), next_one in zip(pairwise(lines), follows, strict=True):
        if next_one and (text[line[0]].islower() or (before[1] - before[0]) * 3 >= width * 2):
            blocks[-1] = blocks[-1][0], line[1]
        else:
            blocks.append(line)
    return blocks


def _split(words: list[str], starts: list[int], ends: list[int], first: int) -> list[tuple[int, int]]:
    """Split the paragraph from token ``first`` to the last token into sentences."""
    found = []
    begin, i, n = first, first, len(words)
    while i < n:
        word = words[i]
        i += 1
        abbreviated = word[-1] == "." and len(word) > 1 and not word.startswith("..")
        if word not in _STOPS and not word.startswith("..") and not abbreviated:
            continue
        while i < n and starts[i] == ends[i - 1] and (words[i] in _STOPS or words[i] in _CLOSERS or words[i] == "''"):
            i += 1
        if i == n:
            break
        following = words[i]
        if (starts[i] == ends[i - 1] and not _run_together(words, starts, ends, i)) or not (
            following[0].isupper() or following[0].isdigit() or following[0] in _OPENERS or following == "``"
        ):
            continue
        if abbreviated and words[i - 1] == word and not _ends_sentence(word, following):
            continue
        found.append((begin, i))
        begin = i
    if begin < n:
        found.append((begin, n))
    return found


def _run_together(words: list[str], starts: list[int], ends: list[int], i: int) -> bool:
    """Whether the space between two sentences is missing before token i: "on Monday night.The party won"."""
    if words[i - 1] != "." or i < 2 or i + 1 >= len(words) or starts[i + 1] == ends[i]:
        return False
    before, following = words[i - 2], words[i]
    return before.isalpha() and before.islower() and len(before) > 2 and following.istitle() and following.isalpha()


def _ends_sentence(abbreviation: str, following: str) -> bool:
    """Whether an abbreviation before a capital also ends the sentence ("in the U.S. The ..." but not "Mr. Li")."""
    if _TITLED.fullmatch(abbreviation):
        return False
    return following in _SENTENCE_OPENERS


def dateline(text: str, start: int = 0) -> Dateline | None:
    """Parse the dateline at the beginning of the paragraph at ``start``; None where it has none.

    >>> dateline("GENEVA, Jan 9 (NNN-AGENCIES) — The talks open.")
    Dateline(place='Geneva', day='--01-09', year=None, agency='NNN-AGENCIES', start=0, end=31)
    >>> dateline("NATO - what next?") is None
    True
    """
    if text[start + 1 : start + 2].islower():  # most paragraphs: a place is in capitals
        return None
    match = _DATELINE.match(text, start)
    if not match:
        return None
    printed = match["before"] or match["after"]
    if not (printed or match["agency"] or match["dash"].strip() != "-"):
        return None
    when, year = _day_and_year(printed) if printed else (None, None)
    place = " ".join(w.capitalize() if w.isupper() and len(w) > 2 and "." not in w else w for w in match["place"].split(" "))
    return Dateline(place, when, year, match["agency"], match.start(), match.end())


def _day_and_year(printed: str) -> tuple[str | None, int | None]:
    """The day of a dateline as "--05-03", and its year; no day where 03/05/2024 may be of May or of March."""
    match = _DAY_PARTS.fullmatch(printed)
    if match is None:
        return None, None
    part = {name.rstrip("234"): value for name, value in match.groupdict().items() if value}
    year = int(part["year"]) if "year" in part else None
    if "month" in part:
        month, day = MONTHS.index(part["month"][:3].lower()) + 1, int(part["day"])
    elif "number" in part:
        month, day = int(part["number"]), int(part["day"])
    else:
        day, month = int(part["first"]), int(part["second"])
        if month > 12 and part["mark"] == "/":
            day, month = month, day
        elif day <= 12 and day != month and part["mark"] == "/":
            return None, year
    return (f"--{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None), year
