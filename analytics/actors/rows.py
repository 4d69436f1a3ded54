"""The rows that this room hands out: a mention, a speaker, and the two tables of a library's actors."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd


class FoundMention(NamedTuple):
    """An actor's name standing in a text: ``text[start:end]``, the actor's full name in this article, and what it is.

    ``type`` is "person", "organisation" or "country"; ``name`` is the same for every mention of one actor in an article.
    """

    start: int
    end: int
    text: str
    name: str
    type: str


class Speaker(NamedTuple):
    """Who said a quote: a full name or None, what the speaker is, and in words how that was settled.

    ``type`` is "person", "organisation", "country", "group", "unnamed", or None where no speaker was found at all.
    """

    name: str | None
    type: str | None
    why: str


class Linked(NamedTuple):
    """The actors of a library and the names that stand for them: tables ``actors`` and ``names``.

    ``moved`` says which rows the user has sent elsewhere by hand: of a name and type, where it is written so, in an outlet, in
    an article (missing: any), to which name and type (missing: to nobody), and the number of the edit that said so.
    """

    actors: pd.DataFrame
    names: pd.DataFrame
    moved: pd.DataFrame
