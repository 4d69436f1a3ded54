"""What a user says of articles whose files do not: outlet, date, year, time zone and author."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from analytics.loaders.dates import ZONELESS, in_zone, read_date, zone_of
from analytics.tables import Article

_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_LONGEST = 300


class Given(NamedTuple):
    """Values for articles; None leaves a value as it is, "" makes it missing (not of a year or a time zone).

    ``published`` is a day or a moment as `dates.read_date` reads it. ``year`` completes a day whose year is unknown or wrong: that
    of the date, else that of the dateline. ``timezone`` is that of times without one.
    """

    outlet: str | None = None
    published: str | None = None
    year: int | None = None
    timezone: str | None = None
    author: str | None = None


def problem(given: Given) -> tuple[str, str] | None:
    """Check the values: the field at fault, with what was found and what was expected; None where all are valid.

    >>> problem(Given(published="soon"))[0], problem(Given(outlet="Quillon Post", year=2026))
    ('published', None)
    """
    for name in ("outlet", "published", "timezone", "author"):
        value = getattr(given, name)
        if value is not None and (not isinstance(value, str) or len(value) > _LONGEST):
            return name, f"found {str(value)[:40]!r}. Expected a text of up to {_LONGEST} characters"
    if given.published:
        found = read_date(given.published)
        if found.when is None:
            return "published", str(found.warning)
    if given.timezone is not None:
        try:
            zone_of(given.timezone)
        except ValueError as error:
            return "timezone", str(error)
    if given.year is not None and (type(given.year) is not int or not _FIRST_YEAR <= given.year <= _LAST_YEAR):
        return "year", f"found {given.year!r}. Expected a year from {_FIRST_YEAR} to {_LAST_YEAR}"
    return None


def fill(article: Article, given: Given) -> Article:
    """Fill in what an article lacks; what its file gives stays.

    >>> from analytics.loaders.columns import make_article
    >>> filled = fill(make_article("It rained.", loaded_from="a.txt"), Given(outlet="Quillon Post", published="3 May 2026"))
    >>> filled.outlet, filled.published.isoformat()
    ('Quillon Post', '2026-05-03T00:00:00+00:00')
    """
    published = article.published
    if published is None:
        published = moment(given.published) or in_year(given.year, None, article.dateline)
    if published is not None and published.tzinfo is ZONELESS and given.timezone:
        published = in_zone(published, given.timezone)
    return article._replace(
        outlet=article.outlet or given.outlet or None, author=article.author or given.author or None, published=published
    )


def moment(text: str | None) -> datetime | None:
    """Read a date that was given; None for none."""
    return read_date(text).when if text else None


def in_year(year: int | None, published: datetime | None, dateline: str | None) -> datetime | None:
    """Move a date, else the day of a dateline such as "--05-03", to a year; None where that is no day.

    >>> in_year(2026, None, "--05-03").isoformat(), in_year(2026, None, "--02-29")
    ('2026-05-03T00:00:00+00:00', None)
    """
    if year is None:
        return None
    if published is None:
        return read_date(f"{year}{dateline[1:]}").when if dateline else None
    try:
        return published.replace(year=year)
    except ValueError:
        return None


def read_in(published: datetime, timezone: str, was: str) -> datetime:
    """Read a moment again that was read as the clock of another time zone; a day without a time of day stays.

    >>> read_in(datetime(2026, 7, 1, 9, 30, tzinfo=UTC), "Europe/London", "UTC").isoformat()
    '2026-07-01T08:30:00+00:00'
    """
    if published.astimezone(UTC).time() == time():
        return published
    return published.astimezone(ZoneInfo(was)).replace(tzinfo=zone_of(timezone)).astimezone(UTC)


def from_json(held: Any) -> Given:
    """Read values as JSON holds them. Raises ValueError for an unknown field."""
    if not isinstance(held, dict) or set(held) - set(Given._fields):
        raise ValueError(f"found {str(held)[:60]!r}. Expected an object of {', '.join(Given._fields)}")
    return Given(**held)
