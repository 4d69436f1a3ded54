"""Who wrote an article, as bylines say it: without "By" in the language of whoever printed it."""

from __future__ import annotations

import re

_BY = re.compile(r"(?i)(?:by|von|par|por|door|di|words by|written by|reported by)\b:?\s+(?=\S)")


def without_by(byline: str | None) -> str | None:
    """The names in a byline; None for an empty one.

    >>> without_by("By Ada Quill"), without_by("Par : Ada Quill"), without_by("Byron Ode"), without_by(" ")
    ('Ada Quill', 'Ada Quill', 'Byron Ode', None)
    """
    names = (byline or "").strip(" ,").replace(" :", ":", 1)
    match = _BY.match(names)
    if match:
        rest = names[match.end() :]
        if match[0][:1] in "bBwW" or ":" in match[0] or len(rest.split()) > 1:  # "Von Hagen" is a name
            names = rest
    return names.strip(" ,") or None
