"""The results of this package: mentions, speakers, and the two tables of a library's actors."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd


class FoundMention(NamedTuple):
    """An actor's name in a text: ``text[start:end]``, the actor's full name in this article, and its type.

    ``type`` is "person", "organisation" or "country"; ``name`` is the same for every mention of one actor in an article.
    """

    start: int
    end: int
    text: str
    name: str
    type: str


class Speaker(NamedTuple):
    """The speaker of a quote, and ``why``, in words.

    ``type`` is "person", "organisation", "country", "group", "unnamed", or None where no speaker was found at all. ``role`` is a
    lower-case noun phrase, ``gender`` f or m, ``gender_from`` "article" where the article shows it and "name" where only the given
    name does; the spans are the characters that show it. Without a name, ``described_as`` is the description in the text and
    ``spoken_for`` the organisation or country for which the speaker speaks.
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
    """The text beside a mention: the actor's role, and the gender that a title or noun shows."""

    role: str | None
    gender: str | None


class Linked(NamedTuple):
    """The actors of a library and their names: tables ``actors`` and ``names``.

    ``moved`` has the rows that the user moved by an edit: name and type, written form, outlet, article (each missing for any), the
    new name and type (missing for no actor), and the number of the edit.
    """

    actors: pd.DataFrame
    names: pd.DataFrame
    moved: pd.DataFrame
