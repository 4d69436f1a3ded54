"""When an article was published, from what files say; a date that is not there is never made up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

EXPECTED = "Expected 2022-01-09, 2022-01-09T18:30Z, 9 January 2022, January 9, 2022, Sun, 09 Jan 2022 18:30:00 GMT"
_FIRST_YEAR = 1800
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAMED = re.compile(
    r"""(?x)
    (?:[a-z]+day,?\s+)?
    (?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[a-z]{3,9})\.? | (?P<month2>[a-z]{3,9})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?)
    ,?\s+(?P<year>\d{4})
    (?:,?\s+(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<half>[ap]\.?m\.?)?(?:\s*(?P<zone>utc|gmt|z))?)?
    """
)
_SLASHED = re.compile(
    r"(?i)(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})"
    r"(?:,?[ T](?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<clock>\d\d))?(?: ?(?P<half>[ap])\.?m\.?)?)?"
)

ZONELESS = timezone(timedelta(0), "UTC, as no zone was told")
"""The zone of a moment that was told with a time of day and without a zone: UTC, until `in_zone` says otherwise."""


class Dated(NamedTuple):
    """A moment (UTC), or why there is none."""

    when: datetime | None
    remark: str | None


def read_date(value: Any, *, day_first: bool | None = None, today: date | None = None) -> Dated:
    """The moment that a cell tells, in UTC; a moment without a zone is taken as UTC and marked so, a day as its first minute.

    ``day_first`` tells how to read 03/04/2026; without it that is a doubt, and the date unknown. Before 1800 or later than
    tomorrow is no date of a news article: unknown, and reported.

    >>> read_date("January 9, 2022").when
    datetime.datetime(2022, 1, 9, 0, 0, tzinfo=datetime.timezone.utc)
    >>> read_date("soon").remark
    "date 'soon' not read. Expected 2022-01-09, 2022-01-09T18:30Z, 9 January 2022, January 9, 2022, Sun, 09 Jan 2022 18:30:00 GMT"
    """
    if value is None:
        return Dated(None, None)
    if isinstance(value, datetime):
        when: datetime | None = value
    elif isinstance(value, date):
        when = datetime(value.year, value.month, value.day)
    else:
        text = str(value).strip()
        if not text or text.lower() in {"nan", "nat", "none", "null", "n/a"}:
            return Dated(None, None)
        if len(text) > 100:
            return Dated(None, f"date {text[:40]!r}... not read. {EXPECTED}")
        try:
            when, doubt = _parse(text, day_first)
        except (ValueError, OverflowError):
            when, doubt = None, None
        if when is None:
            return Dated(None, doubt or f"date {text!r} not read. {EXPECTED}")
    assert when is not None
    try:
        when = when.replace(tzinfo=ZONELESS if when.time() != time() else UTC) if when.tzinfo is None else when.astimezone(UTC)
    except OverflowError:
        return Dated(None, f"date {value!s} is out of range. {EXPECTED}")
    last = (today or datetime.now(UTC).date()) + timedelta(days=1)
    if when.year < _FIRST_YEAR or when.date() > last:
        side = f"before {_FIRST_YEAR}" if when.year < _FIRST_YEAR else "in the future"
        return Dated(None, f"date {str(value).strip()!r} is {side}. Expected {_FIRST_YEAR} to today")
    return Dated(when, None)


def in_zone(moment: datetime, zone: str) -> datetime:
    """A moment in UTC, read as the clock of ``zone`` where none was told; where that clock stood at it twice, the first time.

    The day of a moment without a time of day is told already, and stays. Raises ValueError for a zone that is none.

    >>> in_zone(read_date("2026-07-01 09:30").when, "Europe/London").isoformat()
    '2026-07-01T08:30:00+00:00'
    >>> in_zone(read_date("2026-07-01 09:30Z").when, "Europe/London").isoformat()
    '2026-07-01T09:30:00+00:00'
    """
    return moment.replace(tzinfo=zone_of(zone)).astimezone(UTC) if moment.tzinfo is ZONELESS else moment.astimezone(UTC)


def zone_of(name: str) -> ZoneInfo:
    """A zone by its name. Raises ValueError where there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(
            f"zone {name!r}. Expected the name of a time zone, such as UTC, Europe/London, America/New_York"
        ) from error


def is_slashed(value: Any) -> bool:
    """Whether a cell is a date such as 03/04/2026, of which its column has to tell whether the day comes first."""
    return isinstance(value, str) and _SLASHED.fullmatch(value.strip()) is not None


def slashed_order(cells: Iterable[Any]) -> bool | None:
    """Whether the day comes first in a column of dates such as 03/04/2026; None where no row tells, or rows contradict.

    >>> slashed_order(["03/04/2026", "13/04/2026"]), slashed_order(["03/04/2026"]), slashed_order(["13/04/2026", "04/13/2026"])
    (True, None, None)
    """
    told = set()
    for cell in cells:
        if is_slashed(cell) and (match := _SLASHED.fullmatch(cell.strip())):
            if int(match["first"]) > 12:
                told.add(True)
            elif int(match["second"]) > 12:
                told.add(False)
            if len(told) == 2:
                return None
    return told.pop() if told else None


def _parse(text: str, day_first: bool | None) -> tuple[datetime | None, str | None]:
    """The moment a text tells, or a doubt about it; ValueError where it is like a date but none."""
    if text[4:5] == "-" == text[7:8]:  # no other way to write a date has its hyphens there
        try:
            return datetime.fromisoformat(text), None
        except ValueError:
            pass  # its zone may be told in letters
    if match := _NAMED.fullmatch(text.lower()):
        return _from_names(match), None
    if match := _SLASHED.fullmatch(text):
        first, second = int(match["first"]), int(match["second"])
        if day_first is None and first <= 12 and second <= 12 and first != second:
            return None, f"date {text!r} may be day or month first. {EXPECTED}"
        day, month = (first, second) if (first > 12 or second <= 12 if day_first is None else day_first) else (second, first)
        at = _hour(match["hour"], match["half"]), int(match["minute"] or 0), int(match["clock"] or 0)
        return datetime(int(match["year"]), month, day, *at), None
    if re.fullmatch(r"1\d{9}(?:\.\d+)?", text):
        return datetime.fromtimestamp(float(text), UTC), None
    if re.fullmatch(r"1\d{12}", text):
        return datetime.fromtimestamp(int(text) / 1000, UTC), None
    if re.match(r"\d{4}(?:-?W|$)|\d{7}$", text):  # a year, a week: not a day
        return None, None
    try:
        return datetime.fromisoformat(
            re.sub(r"^(\d{4})[/.](\d\d)[/.](\d\d)", r"\1-\2-\3", re.sub(r"\s*(?:UTC|GMT)$", "Z", text))
        ), None
    except ValueError:
        return parsedate_to_datetime(text), None


def _from_names(match: re.Match[str]) -> datetime | None:
    month = (match["month"] or match["month2"])[:3]
    if month not in _MONTHS:
        return None
    day = int(match["day"] or match["day2"])
    return datetime(
        int(match["year"]),
        _MONTHS.index(month) + 1,
        day,
        _hour(match["hour"], match["half"]),
        int(match["minute"] or 0),
        int(match["second"] or 0),
        tzinfo=UTC if match["zone"] else None,
    )


def _hour(told: str | None, half: str | None) -> int:
    """An hour of the day, from one of twelve where a half of the day is told."""
    hour = int(told or 0)
    return hour % 12 + (12 if half.lower().startswith("p") else 0) if half else hour
