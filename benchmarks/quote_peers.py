"""Other ways to find quotes, for comparison: each takes texts and gives the scorer's rows, or says why it cannot run."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Sequence
from typing import Any

Rows = list[list[dict[str, Any]]]


def nearest_name(texts: Sequence[str]) -> Rows:
    """The least that works: every quotation of three words or more is said by the nearest capitalised words outside it."""
    quotation = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"")
    name = re.compile(r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*")
    found: Rows = []
    for text in texts:
        spans = [m.span() for m in quotation.finditer(text) if m.group().count(" ") >= 2]
        blank = list(text)
        for a, b in spans:
            blank[a:b] = " " * (b - a)
        names = [m.span() for m in name.finditer("".join(blank))]
        rows = []
        for a, b in spans:
            near = min(names, key=lambda n: min(abs(n[0] - b), abs(n[1] - a)), default=None)
            rows.append({"content": [[a, b]], "speaker": list(near) if near else None, "cue": None})
        found.append(rows)
    return found


def textacy(texts: Sequence[str]) -> Rows:
    """textacy's direct quotations on spaCy's small English pipeline. Raises ImportError or OSError where they are not installed."""
    import spacy
    from textacy.extract import direct_quotations

    pipeline = spacy.load("en_core_web_sm")
    found: Rows = []
    for text in texts:
        rows = []
        for speaker, cue, content in direct_quotations(pipeline(text)):
            said = [[content.start_char, content.end_char]]
            spans = [[words[0].idx, words[-1].idx + len(words[-1])] if words else None for words in (speaker, cue)]
            rows.append({"content": said, "speaker": spans[0], "cue": spans[1]})
        found.append(rows)
    return found


def why_not(peer: str) -> str | None:
    """Why a peer cannot run here, None where it can."""
    if peer != "textacy":
        return None
    missing = [name for name in ("spacy", "textacy", "en_core_web_sm") if importlib.util.find_spec(name) is None]
    return f"not installed: {', '.join(missing)}" if missing else None


PEERS: dict[str, Callable[[Sequence[str]], Rows]] = {"nearest name": nearest_name, "textacy": textacy}
