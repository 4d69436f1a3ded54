"""The input of the tone toward an actor: lower-case words around a target whose name is masked.

The estimate must not depend on who the actor is, so the capitalised words of the target become ``<target>`` wherever they occur,
and every other name becomes ``<name>``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

TARGET, NAME, NUMBER = "<target>", "<name>", "<number>"
REACH = 28  # tokens read to either side of the target
_CHARACTERS = 400  # characters read to either side, so that the time does not grow with the length of a sentence
_ENDING = r"['’](?:s|S|re|ve|ll|d|m)"
_WORD = re.compile(rf"[^\W\d_]+(?:[-'’][^\W\d_]+)*|{_ENDING}\b|\d+(?:[.,]\d+)*|[^\w\s]")
_CLITIC = re.compile(rf"(.+)({_ENDING})")
_OPENING = frozenset('.!?"“‘:')  # after these a capital is no sign of a name


def words(text: str) -> Iterator[str]:
    """Split a text into words, numbers and single marks; clitics are separate.

    >>> list(words("She’s 3.5% up—don't ask."))
    ['She', '’s', '3.5', '%', 'up', '—', "don't", 'ask', '.']
    """
    for found in _WORD.findall(text):
        clitic = _CLITIC.fullmatch(found) if "'" in found or "’" in found else None
        if clitic:
            yield from clitic.groups()
        else:
            yield found


def mask(sentence: str, start: int, end: int, known: Container[str]) -> tuple[list[str], list[str]]:
    """Return the masked words before and after a target; ``known`` are the lower-case words that are not names.

    >>> mask("On Monday Mr Ode said Mara Ode’s plan failed in Ostra.", 22, 30, {"on", "mr", "said", "plan"})
    (['on', '<name>', '<target>', 'said'], ["'s", 'plan', 'failed', 'in', '<name>', '.'])
    """
    before, after = _around(sentence, start, end)
    left, right = list(words(before)), list(words(after))
    own = {word for word in words(sentence[start:end]) if word[0].isupper() and len(word) > 2}
    long = [word for word in left + right if len(word) > 3 and word[0].isalpha()]
    # a headline capitalises every word: there capitals are no sign of names
    headline = len(long) > 4 and sum(word[0].isupper() for word in long) > 0.7 * len(long)
    return (
        _masked(left, own, known, headline, opens=True)[-REACH:],
        _masked(right, own, known, headline, opens=False)[:REACH],
    )


def _around(sentence: str, start: int, end: int) -> tuple[str, str]:
    """Return the text before and after the target, cut between words."""
    before, after = sentence[max(start - _CHARACTERS, 0) : start], sentence[end : end + _CHARACTERS]
    if start > _CHARACTERS and " " in before:
        before = before[before.index(" ") :]
    if len(sentence) > end + _CHARACTERS and " " in after:
        after = after[: after.rindex(" ")]
    return before, after


def _masked(found: list[str], own: set[str], known: Container[str], headline: bool, *, opens: bool) -> list[str]:
    masked: list[str] = []
    for word in found:
        first = word[0]
        lower = word.lower().replace("’", "'")
        if word in own:
            lower = TARGET
        elif first.isdigit():
            lower = NUMBER
        elif first.isupper() and word != "I" and not headline and not (opens and lower in known):
            lower = NAME
        if not (masked and lower == masked[-1] and lower in {TARGET, NAME}):
            masked.append(lower)
        opens = word in _OPENING
    return masked
