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
    """Who said a quote, and in words how that was decided.

    ``type`` is "person", "organisation", "country", "group", "unnamed", or None where no speaker was found at all. ``role`` is a
    lower-case noun phrase, ``gender`` f or m, ``gender_from`` "article" where the article shows it and "name" where only the given
    name does; the spans are the characters that say so. Without a name, ``described_as`` holds the speaker's own words and
    ``spoken_for`` the organisation or country for which it speaks.
    """

    name: str | None
    type: str | None
    why: str
    role: str | None = None
    role_span: tuple[int, int] | None = None
    gender: str | None = None
    gender_from: str | None = None
    gender_span: tuple[int, int] | None = None
    described_as: str | None = None
    spoken_for: str | None = None


class Profile(NamedTuple):
    """What is written beside a mention: the actor's role, and the gender that a title or noun shows."""

    role: str | None
    gender: str | None


class Linked(NamedTuple):
    """The actors of a library and the names that stand for them: tables ``actors`` and ``names``.

    ``moved`` says which rows the user has sent elsewhere by hand: of a name and type, where it is written so, in an outlet, in
    an article (missing: any), to which name and type (missing: to nobody), and the number of the edit that said so.
    """

    actors: pd.DataFrame
    names: pd.DataFrame
    moved: pd.DataFrame
