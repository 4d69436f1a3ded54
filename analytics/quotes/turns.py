"""Speech without quotation marks or reporting words: transcripts, interviews, embedded posts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from analytics.quotes.drafts import Draft, Range
from analytics.quotes.marks import CLOSING, OUTSIDE, Marks, reports
from analytics.text import Document

_NAME = r"[^\W\d_a-z][\w.’'-]*(?:\ (?:of\ |the\ |de\ |van\ |von\ |al-|el-|bin\ )?[^\W\d_a-z][\w.’'-]*){0,4}"
_LABEL = re.compile(
    rf"""
    (?P<label>
        (?P<letter>[QA])(?:[.:]|(?=\ [A-Z“"]))
      | (?P<name>{_NAME})
        (?:,\ (?P<office>[^:,\n“”"]{{2,60}}(?:,\ [^:,\n“”"]{{2,40}})?))?
        (?:\ ?\([^()\n]{{2,60}}\)|\ ?\[[^\[\]\n]{{2,40}}\])?
        (?:\ (?:interjecting|interrupting|continuing|responding))?:
    )[ \t]+(?=\S)
    """,
    re.X,
)
_HANDLE = re.compile(r"[ \t]*(?:—|–|―|--|-)[ \t]*(?P<name>[^\n(@]{2,60}?)[ \t]*\(@\w+\)")
_CAPITAL = r"[^\W\d_a-z][\w.&’'-]*"
_HEADING = re.compile(
    rf"""
    (?P<said>[‘“"'](?=[^\W\d_]).{{8,160}}?[’”"']?)[ \t]*:[ \t]+
    (?P<name>(?:[a-z]+\ ){{0,3}}{_CAPITAL}(?:\ (?:(?:of|the|de|van|von|and|&)\ )*{_CAPITAL}){{0,5}})
    """,
    re.X,
)
_QUESTION = "a question: the interviewer is not named"
_ENDS = ".!?…”\"’'»)—–-"
# Labels of facts, not of people.
_FACTS = frozenset(
    """
    where when who what why how tickets time date price prices cost location venue address cast director rating ratings
    photo photos image picture video watch listen read related more update updated note notes source sources correction
    editor's editors email phone tel age name born education read: contact website web live breaking exclusive opinion
    analysis summary key highlights score scores result results subject from to cc re sent warning disclaimer answer
    question tip step example topics tags by author published category verdict pros cons ingredients method serves
    background
    """.split()
)
# Those whose turns are the outlet's own report: what they report is read as in any article.
_NARRATORS = frozenset("presenter reporter narrator anchor newsreader announcer correspondent newscaster voiceover".split())
_TITLES = frozenset("mr mrs ms mx dr prof sir lord lady dame the hon hon. rt sen sen. rep rep. gov gov. mr. mrs. ms. dr. prof. rev rev.".split())
# What a heading names beside a person: "an interview with Gudrun Aske".
_ABOUT = frozenset("interview profile portrait conversation review talk with about on why how what inside".split())
# Paragraphs in a row without a label that may stand between two that have one.
_GAP = 3
# Paragraphs of one turn under a name, at most.
_LONGEST_TURN = 40
# A transcript of more turns than this keeps its speaker over paragraphs without a label.
_LONG = 4
# The rules read forms rather than words; on real articles about nine in ten of what they take is right.
_LABELLED_SURE, _ASKED_SURE, _POSTED_SURE, _HEADED_SURE = 0.9, 0.75, 0.9, 0.9


class _Turn(NamedTuple):
    paragraph: int
    label: Range | None
    letter: str | None
    content: Range


def find_turns(document: Document, marks: Marks) -> list[Draft]:
    """The turns of a transcript or an interview, and posts with a handle below them.

    >>> from analytics.text import read
    >>> from analytics.quotes.marks import read_marks
    >>> d = read("ODE: We have the money.\\n\\nMARN: Then where is the bridge?\\n\\nODE: It is coming.")
    >>> [(d.text[slice(*d.span(*t.parts[0]))], d.words[t.speaker[0]]) for t in find_turns(d, read_marks(d))]
    [('We have the money.', 'ODE'), ('Then where is the bridge?', 'MARN'), ('It is coming.', 'ODE')]
    """
    turns = _conversation(document, marks)
    if not turns:
        turns = _headed(document) or _unlabelled(document, marks)
    return _posts(document, marks) + _headings(document) + turns + _quoted_transcript(document, marks)


def _quoted_transcript(document: Document, marks: Marks) -> list[Draft]:
    """“ODE: We go on.” and the like, paragraph by paragraph: a transcript quoted with its labels."""
    quotations = marks.quotations
    labels = [_inner_label(document, *quotation) for quotation in quotations]
    if sum(label is not None for label in labels) < 2:
        return []
    found: list[Draft] = []
    for n, (first, past) in enumerate(quotations):
        label = labels[n]
        if label:
            found.append(Draft([(label[1] + 1, past)], label, None, "a name and a colon open the quotation", _LABELLED_SURE))
        elif found and n and found[-1].parts[-1][1] == quotations[n - 1][1] and _follows(document, marks, quotations[n - 1], first):
            found[-1].parts.append((first, past))
    return found


def _inner_label(document: Document, first: int, past: int) -> Range | None:
    """The name in capitals that opens a quotation at the start of its paragraph."""
    if document.paragraphs[document.paragraph_of[first]][0] != first:
        return None
    colon = next((i for i in range(first + 2, min(first + 5, past - 2)) if document.words[i] == ":"), None)
    return (first + 1, colon) if colon and all(word.isupper() for word in document.words[first + 1 : colon]) else None


def _follows(document: Document, marks: Marks, before: Range, first: int) -> bool:
    """Whether the quotation at ``first`` opens the paragraph after one that was left open."""
    paragraph = document.paragraph_of[first]
    return (
        document.paragraphs[paragraph][0] == first
        and document.paragraph_of[before[0]] == paragraph - 1
        and marks.state[before[1] - 1] != CLOSING
        and document.words[first + 1] not in ("(", "[")
    )


def _posts(document: Document, marks: Marks) -> list[Draft]:
    """A paragraph without marks, signed by a name with a handle in the next one."""
    found = []
    for number in range(1, len(document.paragraphs)):
        first, past = document.paragraphs[number]
        if past - first > 40 or document.words[first] not in ("—", "–", "―", "--", "-"):
            continue
        start, end = document.starts[first], document.ends[past - 1]
        match = _HANDLE.match(document.text, start, end)
        before = document.paragraphs[number - 1]
        if match and marks.state[before[0]] == OUTSIDE:
            speaker = _tokens(document, first, past, match.start("name"), match.end())
            found.append(Draft([before], speaker, None, "a post signed with a name and a handle", _POSTED_SURE, whole=True))
    return found


def _headings(document: Document) -> list[Draft]:
    """‘We go on’: Ode. A heading that is a quotation, a colon and a name."""
    found = []
    for first, past in document.paragraphs:
        if past - first > 40 or document.words[first] not in ("‘", "“", '"', "'"):
            continue
        start, end = document.starts[first], document.ends[past - 1]
        match = _HEADING.fullmatch(document.text, start, end)
        if match and not _ABOUT.intersection(match["name"].lower().split()):
            said = _tokens(document, first, past, match.start("said"), match.end("said"))
            speaker = _tokens(document, first, past, match.start("name"), match.end("name"))
            found.append(Draft([said], speaker, None, "a heading: what is said, a colon and a name", _HEADED_SURE, whole=True))
    return found


def _conversation(document: Document, marks: Marks) -> list[Draft]:
    turns = [turn for number in range(len(document.paragraphs)) if (turn := _turn(document, number))]
    if turns and turns[0].paragraph == 0 and _core(document, turns[0]) not in {_core(document, turn) for turn in turns[1:]}:
        if document.words[turns[0].content[1] - 1][-1] not in _ENDS:
            turns = turns[1:]  # a headline
    found: list[Draft] = []
    for run in _runs_of(turns):
        if not _is_conversation(document, run):
            continue
        found += _drafts(document, marks, run)
    return found


def _core(document: Document, turn: _Turn) -> str:
    """The label without titles."""
    words = _name(document, turn).split()
    return " ".join(word for word in words if word.lower() not in _TITLES)


def _drafts(document: Document, marks: Marks, run: list[_Turn]) -> list[Draft]:
    found: list[Draft] = []
    answerer = _subject(document, run) if any(turn.letter for turn in run) else None
    names = [_core(document, turn) for turn in run]
    interview = len(set(names)) == 1 and run[0].letter is None
    transcript = len(run) > _LONG and all(name.isupper() for name in names)
    for n, turn in enumerate(run):
        if turn.letter is None:
            draft = Draft([turn.content], turn.label, None, "a name and a colon open the paragraph", _LABELLED_SURE, whole=True)
        elif turn.letter == "A":
            draft = Draft([turn.content], answerer, None, "an answer: the one interviewed speaks", _ASKED_SURE, whole=True)
        else:
            draft = Draft([turn.content], None, None, _QUESTION, _ASKED_SURE, whole=True)
        if turn.letter is None and names[n].lower() in _NARRATORS:
            continue
        found.append(draft)
        before = run[n - 1].paragraph if n else max(turn.paragraph - 2, -1)
        # In an interview with one label, what stands between its paragraphs are the questions.
        if interview and turn.paragraph - 1 > before:
            first, past = document.paragraphs[turn.paragraph - 1]
            if document.words[past - 1] == "?" and marks.state[first] == OUTSIDE:
                found.append(Draft([(first, past)], None, None, _QUESTION, _ASKED_SURE, whole=True))
        if transcript and n + 1 < len(run):
            # In a long transcript what stands between two turns goes on with the first.
            between = document.paragraphs[turn.paragraph + 1 : run[n + 1].paragraph]
            draft.add(*(p for p in between if document.words[p[0]] not in ("(", "[")))
    return found


def _turn(document: Document, number: int) -> _Turn | None:
    first, past = document.paragraphs[number]
    start, end = document.starts[first], document.ends[past - 1]
    match = _LABEL.match(document.text, start, min(end, start + 160))
    if not match:
        return None
    if match["office"] and any(reports(word.strip(".")) for word in match["office"].lower().split()):
        return None
    if not match["letter"] and (match["name"].lower().split()[0] in _FACTS or match["name"].lower() in _FACTS):
        return None
    content = first
    while content < past and document.starts[content] < match.end():
        content += 1
    if past - content < 2:
        return None
    head = document.words[content]
    if not (head[0].isupper() or head[0].isdigit() or head in ("“", '"', "‘", "'", "«", "„", "(", "[", "…", "...")):
        return None
    label = _tokens(document, first, content, start, match.end("name")) if match["name"] else None
    return _Turn(number, label, match["letter"], (content, past))


_SPEAKER_LINE = re.compile(
    rf"(?P<name>Operator|Unidentified\ \w+|{_NAME})(?:\ ?(?:,|—|–|-|\|)\ ?[^.?!\n]{{2,80}})?",
)
_LEAST_HEADED, _LEAST_ASKED = 4, 3
_HEAD_WORDS = 16
_FIRST_PERSON = frozenset("i my me we our us i'm i've".split())


def _headed(document: Document) -> list[Draft]:
    """A transcript whose speakers are named on lines of their own: "Operator", "Mara Ode — Chief Executive", each above what they say."""
    heads: list[tuple[int, Range]] = []
    for number, (first, past) in enumerate(document.paragraphs):
        if past - first > _HEAD_WORDS or document.words[past - 1][-1] in _ENDS or number + 1 == len(document.paragraphs):
            continue
        start, end = document.starts[first], document.ends[past - 1]
        match = _SPEAKER_LINE.fullmatch(document.text, start, end)
        below = document.paragraphs[number + 1]
        if match and document.words[below[1] - 1][-1] in _ENDS:
            heads.append((number, _tokens(document, first, past, match.start("name"), match.end("name"))))
    names = [document.text[slice(*document.span(*label))] for _, label in heads]
    if len(heads) < _LEAST_HEADED or len(set(names)) * 3 > len(names) * 2:
        return []
    known = {name for name in names if names.count(name) > 1}
    found: list[Draft] = []
    for n, (number, label) in enumerate(heads):
        stop = heads[n + 1][0] if n + 1 < len(heads) else len(document.paragraphs)
        if n + 1 == len(heads) and names[n] not in known:
            continue
        parts = [document.paragraphs[p] for p in range(number + 1, min(stop, number + 1 + _LONGEST_TURN))]
        found.append(Draft(parts, label, None, "a name on a line of its own above what is said", _HEADED_SURE, whole=True))
    return found


def _unlabelled(document: Document, marks: Marks) -> list[Draft]:
    """An interview without labels: questions in paragraphs of their own, each with its answer below."""
    paragraphs = document.paragraphs
    asked = [
        number
        for number, (first, past) in enumerate(paragraphs[:-1])
        if document.words[past - 1] == "?" and past - first <= 40 and not any(marks.state[first:past])
    ]
    if len(asked) < _LEAST_ASKED or asked[0] == 0:
        return []
    gaps = [b - a for a, b in pairwise(asked)]
    answered = [n for n, gap in enumerate(gaps) if 1 < gap <= _GAP + 1]
    if len(answered) < len(gaps) or any(marks.state[i] for number in asked for i in _answer(document, number)):
        return []
    # The headings of an explainer are questions too; there nobody says "I".
    personal = sum(any(document.lower[i] in _FIRST_PERSON for i in _answer(document, number)) for number in asked)
    if personal * 2 < len(asked):
        return []
    subject = _first_name(document, range(asked[0]))
    if subject is None:
        return []
    rule = "an answer below a question: the one interviewed speaks"
    stops = [*asked[1:], min(asked[-1] + 2, len(paragraphs))]
    return [
        Draft([paragraphs[p] for p in range(number + 1, stop)], subject, None, rule, _ASKED_SURE, whole=True)
        for number, stop in zip(asked, stops, strict=True)
    ]


def _answer(document: Document, number: int) -> range:
    return range(*document.paragraphs[number + 1])


def _runs_of(turns: list[_Turn]) -> list[list[_Turn]]:
    runs: list[list[_Turn]] = []
    for turn in turns:
        if runs and turn.paragraph - runs[-1][-1].paragraph <= _GAP:
            runs[-1].append(turn)
        else:
            runs.append([turn])
    return runs


def _is_conversation(document: Document, run: list[_Turn]) -> bool:
    """Two turns or more that read like speech: most end as sentences do, and a label comes back or two people take turns."""
    if len(run) < 2:
        return False
    ended = sum(document.words[turn.content[1] - 1][-1] in _ENDS for turn in run)
    if ended * 5 < len(run) * 4:
        return False
    if any(turn.letter == "Q" for turn in run):
        return any(turn.letter == "A" for turn in run)
    if any(turn.letter for turn in run):
        return False
    names = [_core(document, turn) for turn in run]
    returns = len(set(names)) < len(names)
    asked = any("?" in document.words[slice(*turn.content)] for turn in run)
    shouted = all(name.isupper() for name in names)
    quoted = all(document.words[turn.content[0]] in '“"‘' for turn in run)
    return (
        (returns and (asked or shouted or len(set(names)) * 2 <= len(names) + 1)) or shouted or quoted or (asked and len(run) <= 3)
    )


def _name(document: Document, turn: _Turn) -> str:
    return turn.letter or (document.text[slice(*document.span(*turn.label))] if turn.label else "")


def _subject(document: Document, run: list[_Turn]) -> Range | None:
    """Whom an interview with Q and A is with: the first full name before it, else after it."""
    return _first_name(document, (*range(run[0].paragraph), *range(run[-1].paragraph + 1, len(document.paragraphs))))


def _first_name(document: Document, paragraphs: Iterable[int]) -> Range | None:
    """The first full name in some paragraphs."""
    for number in paragraphs:
        first, past = document.paragraphs[number]
        i = first
        while i < past:
            end = i
            while end < past and document.words[end][0].isupper() and document.words[end][0].isalpha():
                end += 1
            if end - i >= 2 and document.lower[i] not in ("the", "a", "an", "in", "on", "at", "our", "we"):
                return i, end
            i = max(end, i + 1)
    return None


def _tokens(document: Document, first: int, past: int, start: int, end: int) -> Range:
    while first < past - 1 and document.starts[first] < start:
        first += 1
    while past > first + 1 and document.ends[past - 1] > end:
        past -= 1
    return first, past
