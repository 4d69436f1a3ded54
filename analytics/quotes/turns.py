"""Speech without quotation marks or reporting words: transcripts, interviews, embedded posts."""

from __future__ import annotations

import re
from typing import NamedTuple

from analytics.quotes.drafts import Draft, Range
from analytics.quotes.interviews import ENDS, NAME, QUESTION, announced, first_name, headed, tokens_between, unlabelled
from analytics.quotes.marks import CLOSING, OUTSIDE, Marks, reports
from analytics.text import Document

_LABEL = re.compile(
    rf"""
    (?P<label>
        (?P<letter>[QA])(?:[.:]|(?=\ [A-Z“"]))
      | (?P<name>{NAME})
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
# Labels of turns that are the outlet's own report: their text is read as in any article.
_NARRATORS = frozenset("presenter reporter narrator anchor newsreader announcer correspondent newscaster voiceover".split())
_TITLES = frozenset(
    "mr mrs ms mx dr prof sir lord lady dame the hon hon. rt sen sen. rep rep. gov gov. mr. mrs. ms. dr. prof. rev rev.".split()
)
# Words that a heading has beside a name: "an interview with Gudrun Aske".
_ABOUT = frozenset("interview profile portrait conversation review talk with about on why how what inside".split())
# Consecutive paragraphs without a label that may be between two that have one.
_GAP = 3
# In a transcript of more turns than this, paragraphs without a label have the speaker of the one before.
_LONG = 4
# The rules read the layout rather than words; on real articles about nine in ten of what they find is right.
_LABELLED_SURE, _ASKED_SURE, _POSTED_SURE, _HEADED_SURE = 0.9, 0.75, 0.9, 0.9


class _Turn(NamedTuple):
    paragraph: int
    label: Range | None
    letter: str | None
    content: Range


def find_turns(document: Document, marks: Marks) -> list[Draft]:
    """Find the turns of a transcript or an interview, and posts with a handle below them.

    >>> from analytics.text import read
    >>> from analytics.quotes.marks import read_marks
    >>> d = read("ODE: We have the money.\\n\\nMARN: Then where is the bridge?\\n\\nODE: It is coming.")
    >>> [(d.text[slice(*d.span(*t.parts[0]))], d.words[t.speaker[0]]) for t in find_turns(d, read_marks(d))]
    [('We have the money.', 'ODE'), ('Then where is the bridge?', 'MARN'), ('It is coming.', 'ODE')]
    """
    turns = _conversation(document, marks)
    if not turns:
        turns = headed(document) or announced(document, marks) or unlabelled(document, marks)
    return _posts(document, marks) + _headings(document) + turns + _quoted_transcript(document, marks)


def _quoted_transcript(document: Document, marks: Marks) -> list[Draft]:
    """The turns of a transcript quoted with its labels, paragraph by paragraph: “ODE: We go on.”"""
    quotations = marks.quotations
    labels = [_inner_label(document, *quotation) for quotation in quotations]
    if sum(label is not None for label in labels) < 2:
        return []
    found: list[Draft] = []
    for n, (first, end) in enumerate(quotations):
        label = labels[n]
        if label:
            found.append(Draft([(label[1] + 1, end)], label, None, "a name and a colon open the quotation", _LABELLED_SURE))
        elif found and n and found[-1].parts[-1][1] == quotations[n - 1][1] and _follows(document, marks, quotations[n - 1], first):
            found[-1].parts.append((first, end))
    return found


def _inner_label(document: Document, first: int, end: int) -> Range | None:
    """The name in capitals that opens a quotation at the start of its paragraph."""
    if document.paragraphs[document.paragraph_of[first]][0] != first:
        return None
    colon = next((i for i in range(first + 2, min(first + 5, end - 2)) if document.words[i] == ":"), None)
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
    """The paragraphs without quotation marks that the next paragraph signs with a name and a handle."""
    found = []
    for number in range(1, len(document.paragraphs)):
        first, past = document.paragraphs[number]
        if past - first > 40 or document.words[first] not in ("—", "–", "―", "--", "-"):
            continue
        start, end = document.starts[first], document.ends[past - 1]
        match = _HANDLE.match(document.text, start, end)
        before = document.paragraphs[number - 1]
        if match and marks.state[before[0]] == OUTSIDE:
            speaker = tokens_between(document, first, past, match.start("name"), match.end())
            found.append(Draft([before], speaker, None, "a post signed with a name and a handle", _POSTED_SURE, whole=True))
    return found


def _headings(document: Document) -> list[Draft]:
    """The headings that are a quotation, a colon and a name: ‘We go on’: Ode."""
    found = []
    for first, past in document.paragraphs:
        if past - first > 40 or document.words[first] not in ("‘", "“", '"', "'"):
            continue
        start, end = document.starts[first], document.ends[past - 1]
        match = _HEADING.fullmatch(document.text, start, end)
        if match and not _ABOUT.intersection(match["name"].lower().split()):
            said = tokens_between(document, first, past, match.start("said"), match.end("said"))
            speaker = tokens_between(document, first, past, match.start("name"), match.end("name"))
            found.append(Draft([said], speaker, None, "a heading: the words, a colon and a name", _HEADED_SURE, whole=True))
    return found


def _conversation(document: Document, marks: Marks) -> list[Draft]:
    turns = [turn for number in range(len(document.paragraphs)) if (turn := _turn(document, number))]
    if turns and _is_headline(document, turns):
        turns = turns[1:]
    found: list[Draft] = []
    for run in _runs_of(turns):
        if not _is_conversation(document, run):
            continue
        found += _drafts(document, marks, run)
    return found


def _is_headline(document: Document, turns: list[_Turn]) -> bool:
    """Whether the first of some turns is the article's title: it ends without a stop, and its label does not recur."""
    first = turns[0]
    if first.paragraph > 0 or document.words[first.content[1] - 1][-1] in ENDS:
        return False
    return _core(document, first) not in {_core(document, turn) for turn in turns[1:]}


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
            draft = Draft([turn.content], answerer, None, "an answer: the interviewee speaks", _ASKED_SURE, whole=True)
        else:
            draft = Draft([turn.content], None, None, QUESTION, _ASKED_SURE, whole=True)
        if turn.letter is None and names[n].lower() in _NARRATORS:
            continue
        found.append(draft)
        before = run[n - 1].paragraph if n else max(turn.paragraph - 2, -1)
        # In an interview with one label, the paragraphs between its turns are the questions.
        if interview and turn.paragraph - 1 > before:
            first, end = document.paragraphs[turn.paragraph - 1]
            if document.words[end - 1] == "?" and marks.state[first] == OUTSIDE:
                found.append(Draft([(first, end)], None, None, QUESTION, _ASKED_SURE, whole=True))
        if transcript and n + 1 < len(run):
            # In a long transcript the paragraphs between two turns continue the first.
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
    label = tokens_between(document, first, content, start, match.end("name")) if match["name"] else None
    return _Turn(number, label, match["letter"], (content, past))


def _runs_of(turns: list[_Turn]) -> list[list[_Turn]]:
    runs: list[list[_Turn]] = []
    for turn in turns:
        if runs and turn.paragraph - runs[-1][-1].paragraph <= _GAP:
            runs[-1].append(turn)
        else:
            runs.append([turn])
    return runs


def _is_conversation(document: Document, run: list[_Turn]) -> bool:
    """Whether two turns or more read like speech: most end as sentences do, and a label recurs or two people alternate."""
    if len(run) < 2:
        return False
    ended = sum(document.words[turn.content[1] - 1][-1] in ENDS for turn in run)
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
    """The interviewee of an interview with Q and A: the first full name before it, else after it."""
    return first_name(document, (*range(run[0].paragraph), *range(run[-1].paragraph + 1, len(document.paragraphs))))
