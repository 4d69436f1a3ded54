"""The filters that all pages, downloads and `quoteboard export` share, and how they read in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from analytics.tables import columns as table_columns

ROLES = ("own", "speaker", "mentioned", "either")
WIRE = ("all", "outlet", "once")
STRENGTHS = {
    "direct": "direct quotes",
    "mixed": "mixed quotes",
    "indirect": "indirect speech",
    "attitude": "attitudes",
    "fragment": "fragments",
}
"""The strengths of quotes, strongest first, and what each is called in a sentence."""


class Filters(NamedTuple):
    """What to show. Empty, None and the defaults mean: no limit.

    - ``actors``: actor ids. ``role`` is what they do: speak (``speaker``), are named (``mentioned``), ``either``, or what the row
      is about (``own``: quotes that they said, mentions of them, articles and sentences in which they do either).
      ``together`` keeps only articles in which each of several actors does so.
    - ``about``: actor ids. Keeps rows with a quote about one of them by another speaker: the quote itself, or the article or
      sentence that contains one.
    - ``since`` and ``until``: days, both included.
    - ``words``: a query of `search` on the quote, the sentence, or the article of a mention; an invalid one matches no row.
    - ``kinds``, ``strengths`` and ``min_confidence``: of quotes. An older quote without a strength has its kind as one.
    - ``wire``: ``once`` keeps of a wire story only the article that came first, ``outlet`` the first one of each outlet.
    - ``types``: types of actors; keeps quotes by, and mentions of, actors of these types. Articles and sentences are not limited.
    """

    actors: tuple[str, ...] = ()
    role: str = "own"
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    words: str = ""
    min_confidence: float = 0.0
    wire: str = "all"
    about: tuple[str, ...] = ()
    together: bool = False
    types: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()

    def whole(self) -> Filters:
        """Return the filters without actors and types: what a share is a part of."""
        return self._replace(actors=(), types=())


ACTOR, ARTICLE = ("actor", "actor_name", "actor_type"), ("title", "outlet", "published", "url", "duplicate_of")
TABLES = {
    "articles": tuple(table_columns("articles")),
    "sentences": (*table_columns("sentences"), "text", *ARTICLE),
    "quotes": (*table_columns("quotes"), *ACTOR, *ARTICLE),
    "mentions": (*table_columns("mentions"), *ACTOR, *ARTICLE),
}
"""The tables that filters apply to, and the columns that are shown of each: its own, its actor's and its article's."""

KEYS: dict[str, tuple[str, ...]] = {
    "articles": (),
    "sentences": ("sentence",),
    "quotes": ("quote",),
    "mentions": ("sentence", "start", "end"),
}
"""The columns that identify a row within its article; sorted by them, rows are in reading order."""


def describe(filters: Filters, names: dict[str, str] | None = None) -> str:
    """Say in words what the filters show; ``names`` maps the actors' ids to their names.

    >>> describe(Filters(actors=("ada-quill",), role="speaker", since=date(2026, 1, 5)), {"ada-quill": "Ada Quill"})
    'said by Ada Quill; since 5 January 2026'
    >>> describe(Filters())
    'everything'
    """
    parts = []
    if filters.actors:
        who = _either([(names or {}).get(actor, actor) for actor in filters.actors])
        parts.append(
            {
                "own": f"quotes by and mentions of {who}",
                "either": f"with {who}",
                "speaker": f"said by {who}",
                "mentioned": f"naming {who}",
            }[filters.role]
        )
        if filters.together and len(set(filters.actors)) > 1:
            parts.append("in articles that have all of them")
    if filters.since and filters.until:
        parts.append(
            f"from {_day(filters.since)} to {_day(filters.until)}"
            if filters.since != filters.until
            else f"on {_day(filters.since)}"
        )
    elif filters.since or filters.until:
        parts.append(f"since {_day(filters.since)}" if filters.since else f"until {_day(filters.until)}")  # type: ignore[arg-type]
    if filters.outlets:
        parts.append(f"in {_either(filters.outlets)}")
    if filters.types:
        names_of_types = {"person": "people", "organisation": "organisations", "country": "countries"}
        parts.append(f"only {_either([names_of_types.get(kind, kind) for kind in filters.types])}")
    if filters.kinds:
        parts.append(f"{_either(filters.kinds)} quotes")
    if filters.strengths:
        parts.append(f"only {_either([STRENGTHS.get(strength, strength) for strength in filters.strengths])}")
    if filters.words.strip():
        parts.append(f"with the words “{filters.words.strip()}”")
    if filters.min_confidence > 0:
        parts.append(f"quotes of confidence {filters.min_confidence:.2f} and more")
    if filters.about:
        parts.append(f"where others speak of {_either([(names or {}).get(actor, actor) for actor in filters.about])}")
    if filters.wire != "all":
        parts.append("wire stories once" if filters.wire == "once" else "wire stories once an outlet")
    return "; ".join(parts) or "everything"


def require(what: str, found: str, expected: Sequence[str]) -> None:
    """Raise ValueError where a name is not one of those expected."""
    if found not in expected:
        raise ValueError(f"{what} {found!r} is unknown. Expected {', '.join(expected)}.")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _either(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
