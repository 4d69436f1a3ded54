"""When an article was published, from what a cell or a line says; a date that is not there is never made up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from analytics.loaders.time_zones import UNCLEAR, read_time_zone

EXPECTED = "Expected 2022-01-09, 2022-01-09T18:30Z, 9 January 2022, January 9, 2022, or Sun, 09 Jan 2022 18:30 GMT"
_FIRST_YEAR = 1800
_LONGEST = 100
_NOTHING = frozenset({"", "nan", "nat", "none", "null", "n/a", "na", "#n/a", "-"})
_EXCEL = datetime(1899, 12, 30)
_MONTH_NAMES = (
    "january jan январь января januar jänner janvier janv enero ene gennaio gen januari janeiro",
    "february feb февраль февраля februar février fevrier févr fevr febrero febbraio februari fevereiro fev",
    "march mar март марта märz maerz mrz mär mars marzo maart mrt março marco",
    "april apr апрель апреля avril avr abril abr aprile",
    "may май мая mai mayo maggio mag mei maio",
    "june jun июнь июня juni juin junio giugno giu junho",
    "july jul июль июля juli juillet juil julio luglio lug julho",
    "august aug август августа août aout agosto ago augustus",
    "september sep сентябрь сентября sept septembre septiembre settembre set setembro",
    "october oct октябрь октября oktober okt octobre octubre ottobre ott outubro out",
    "november nov ноябрь ноября novembre noviembre novembro",
    "december dec декабрь декабря dezember dez décembre decembre déc diciembre dic dicembre dezembro",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
"""Names of months in eight languages, short and long, in lower case, and their numbers."""

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ORDINAL = r"(?:st|nd|rd|th|er|º|ª)?\.?"
NAMED = (
    rf"(?P<day>\d{{1,2}}){_ORDINAL}(?:\s+(?:of\s+|de\s+)?|\s?[-/]\s?|(?<=\.))(?P<month>{_MONTH})(?![^\W\d_])"
    r"\.?,?(?:\s+(?:de\s+|del\s+)?|\s?[-/]\s?|(?<=\.))"
    r"(?P<year>\d{4}|'\d\d|(?<=-)\d\d)(?![\d:])"
    rf"|(?P<month2>{_MONTH})(?![^\W\d_])\.?\s+(?P<day2>\d{{1,2}}){_ORDINAL},?\s+(?P<year2>\d{{4}})(?![\d:])"
    rf"|(?P<year3>\d{{4}})[\s-]+(?P<month3>{_MONTH})(?![^\W\d_])\.?[\s-]+(?P<day3>\d{{1,2}})(?!\d)"
    r"|(?P<year4>\d{4})\s*[年년]\s*(?P<month4>\d{1,2})\s*[月월]\s*(?P<day4>\d{1,2})\s*[日일]"
)
"""A date with its month in words, in a text in lower case; no letter or digit may precede it."""

_NAMED = re.compile(rf"(?<!\w)(?:{NAMED})")
_YEAR_FIRST = re.compile(r"(?<![\d.,])(?P<year>\d{4})(?P<mark>[-/.])\s?(?P<month>\d{1,2})(?P=mark)\s?(?P<day>\d{1,2})(?!\d)")
_COMPACT = re.compile(
    r"(?<![\d.,])(?P<year>1[89]\d\d|20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:t(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?(?![\d.,])"
)
_SLASHED = re.compile(
    r"(?<![\d/.,-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)\s?(?P<year>\d{4}|\d\d)(?![\d/.-])"
)
_UNIX = re.compile(
    r"[a-z]{3},? (?P<month>[a-z]{3}) {1,2}(?P<day>\d{1,2}) (?P<clock>\d\d:\d\d:\d\d)(?P<zone> [a-z+-][\w+-]*)? (?P<year>\d{4})"
)
_CLOCK = re.compile(
    r"(?<![\d:.])(?:(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d{1,9})?)?)?\s?(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<hour2>\d{1,2})[:.h](?P<minute2>\d\d)(?:[:.](?P<second2>\d\d)(?:[.,]\d{1,9})?)?)(?![\d:])"
)
_MIDNIGHT = re.compile(r"[T ]24:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:\d\d)?")
_FRAME = re.compile(r"(?P<java>[^\[\]]+(?:[+-]\d\d:?\d\d|Z))\[[\w/+-]{1,40}\]|/Date\((?P<net>\d{10,13})(?:[+-]\d{4})?\)/")
_FILLING = re.compile(
    r"(?<![^\W_])(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|(?<![^\W_])(?:t|at|on|the|of|um|om|uhr|hrs?|hours?|à|a las|,)(?![^\W_])"
    r"|(?<![^\W_])(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|maandag"
    r"|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|(?:segunda|terça|quarta|quinta|sexta)-feira"
    r"|(?:lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom|gio|sab|lu|ma|me|je|ve|sa|di|mo|mi|do|fr|so|wo|vr|za|zo)\.?)(?![^\W_])"
    r"|[|·•,;@–—]|(?<=\s)-(?=\s)"
)

ZONELESS = timezone(timedelta(0), "UTC, as no time zone was given")
"""Marks datetimes that came without a time zone: UTC, until `in_zone` says otherwise."""


class Dated(NamedTuple):
    """A moment in UTC, or None; and a warning where something could not be read, or not for sure."""

    when: datetime | None
    warning: str | None


class _Read(NamedTuple):
    """A datetime as it is written, or None; and what is doubtful about it."""

    when: datetime | None
    doubt: str | None = None


def read_date(value: Any, *, day_first: bool | None = None, today: date | None = None) -> Dated:
    """Read a cell as a moment in UTC. One without a time zone counts as UTC and is marked so; a day becomes its first minute.

    ``day_first`` says how to read 03/04/2026; without it the date stays unknown, with a warning. Dots put the day first. A
    date before 1800 or later than tomorrow cannot be a news article's: unknown, with a warning.

    >>> read_date("January 9, 2022").when.isoformat(), read_date("9.1.2022, 11:30 pm EST").when.isoformat()
    ('2022-01-09T00:00:00+00:00', '2022-01-10T04:30:00+00:00')
    >>> read_date("soon").warning
    "date 'soon' not read. Expected 2022-01-09, 2022-01-09T18:30Z, 9 January 2022, January 9, 2022, or Sun, 09 Jan 2022 18:30 GMT"
    """
    doubt = None
    if value is None:
        return Dated(None, None)
    if isinstance(value, datetime):
        when: datetime | None = value
    elif isinstance(value, date):
        when = datetime(value.year, value.month, value.day)
    else:
        text = str(value).strip()
        if text.endswith("]") or text.startswith("/"):
            text = _without_frame(text)
        if text.lower() in _NOTHING:
            return Dated(None, None)
        if len(text) > _LONGEST:
            return Dated(None, f"date {text[:40]!r}... not read. {EXPECTED}")
        try:
            when, doubt = _read(text, day_first)
        except (ValueError, OverflowError):
            when = None
        if when is None:
            return Dated(None, f"date {text!r} {doubt or 'not read'}. {EXPECTED}")
    assert when is not None
    try:
        when = when.replace(tzinfo=ZONELESS if when.time() != time() else UTC) if when.tzinfo is None else when.astimezone(UTC)
    except OverflowError:
        return Dated(None, f"date {value!s} is out of range. {EXPECTED}")
    last = (today or datetime.now(UTC).date()) + timedelta(days=1)
    if when.year < _FIRST_YEAR or when.date() > last:
        side = f"before {_FIRST_YEAR}" if when.year < _FIRST_YEAR else "in the future"
        return Dated(None, f"date {str(value).strip()!r} is {side}. Expected {_FIRST_YEAR} to today")
    return Dated(when, f"date {str(value).strip()!r} {doubt}" if doubt else None)


def dated_warning(warning: str, when: datetime | None) -> str:
    """A warning of `read_date` as reports give it, with what became of the article."""
    what, stop, expected = warning.partition(". Expected")
    return f"{what}: article kept{'' if when else ', date unknown'}{stop}{expected}"


def in_zone(moment: datetime, zone: str) -> datetime:
    """Convert a moment to UTC, reading one without a time zone as the clock of ``zone`` (the first time, where it struck twice).

    The day of a moment without a time of day stays. Raises ValueError for a time zone that does not exist.

    >>> in_zone(read_date("2026-07-01 09:30").when, "Europe/London").isoformat()
    '2026-07-01T08:30:00+00:00'
    >>> in_zone(read_date("2026-07-01 09:30Z").when, "Europe/London").isoformat()
    '2026-07-01T09:30:00+00:00'
    """
    return moment.replace(tzinfo=zone_of(zone)).astimezone(UTC) if moment.tzinfo is ZONELESS else moment.astimezone(UTC)


def zone_of(name: str) -> ZoneInfo:
    """Look up a time zone by name. Raises ValueError where it does not exist."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(
            f"time zone {name!r} does not exist. Expected the name of a time zone, such as UTC, Europe/London, America/New_York"
        ) from error


def is_slashed(value: Any) -> bool:
    """Whether a cell is a date such as 03/04/2026, of which only its column can say whether the day comes first."""
    match = _SLASHED.search(value) if isinstance(value, str) and len(value) <= _LONGEST else None
    return match is not None and match["mark"] != "."


def slashed_order(cells: Iterable[Any]) -> bool | None:
    """Whether the day comes first in a column of dates such as 03/04/2026; None where no row decides, or rows contradict.

    >>> slashed_order(["03/04/2026", "13/04/2026"]), slashed_order(["03/04/2026"]), slashed_order(["13/04/2026", "04/13/2026"])
    (True, None, None)
    """
    seen = set()
    for cell in cells:
        if is_slashed(cell) and (match := _SLASHED.search(cell)):
            if int(match["first"]) > 12:
                seen.add(True)
            elif int(match["second"]) > 12:
                seen.add(False)
            if len(seen) == 2:
                return None
    return seen.pop() if seen else None


def named_day(match: re.Match[str]) -> date | None:
    """The day of a match of `NAMED`; None for one that no calendar has."""
    for n in ("", "2", "3", "4"):
        if match[f"day{n}"]:
            month = match[f"month{n}"]
            try:
                return date(_year(match[f"year{n}"]), int(month) if month.isdecimal() else MONTHS[month], int(match[f"day{n}"]))
            except ValueError:
                return None
    return None


def _without_frame(text: str) -> str:
    """A moment without what programs write around it: "2026-07-01T09:30Z[UTC]" of Java, "/Date(1782898200000)/" of .NET."""
    match = _FRAME.fullmatch(text)
    return (match["java"] or match["net"]) if match else text


def _read(text: str, day_first: bool | None) -> _Read:
    """Read a text of a date and nothing else. Raises ValueError where it looks like a date and is invalid."""
    if text[2:5].isalpha() and text[5:9].isdecimal() and len(text) == 9:  # 03MAY2024
        text = f"{text[:2]} {text[2:5]} {text[5:]}"
    if text[4:5] == "-" == text[7:8]:  # no other way to write a date has its hyphens there
        if text[13:14] == ".":  # 2026-05-03 14.05, of which only the hour would be read
            text = text[:13] + text[13:].replace(".", ":")
        try:
            return _Read(datetime.fromisoformat(text))
        except ValueError:  # its time zone may be in letters; before Python 3.13, midnight may not be 24:00
            if _MIDNIGHT.fullmatch(text[10:]):
                return _Read(datetime.fromisoformat(text[:10] + text[10:].replace("24:", "00:", 1)) + timedelta(days=1))
    if text[:1].isdigit() and re.fullmatch(r"\d+(?:\.\d+)?", text):
        return _Read(_from_number(text))
    small = " ".join(text.lower().split())
    if match := _UNIX.fullmatch(small):
        day = date(int(match["year"]), MONTHS.get(match["month"], 0), int(match["day"]))
        return _with_clock(day, f"{match['clock']}{match['zone'] or ''}")
    if match := _COMPACT.search(small):
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        clock = f"{match['hour']}:{match['minute']}:{match['second'] or '00'}" if match["hour"] else ""
        return _with_clock(day, f"{small[: match.start()]} {clock} {small[match.end() :]}")
    if match := _NAMED.search(small):
        found = named_day(match)
        return _with_clock(found, f"{small[: match.start()]} {small[match.end() :]}") if found else _Read(None)
    if match := _YEAR_FIRST.search(small):
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        return _with_clock(day, f"{small[: match.start()]} {small[match.end() :]}")
    if match := _SLASHED.search(small):
        first, second = int(match["first"]), int(match["second"])
        if match["mark"] == ".":
            day_first = True
        if day_first is None and first <= 12 and second <= 12 and first != second:
            return _Read(None, "may be day or month first")
        is_day_first = (first > 12 or second <= 12) if day_first is None else day_first
        month, number = (second, first) if is_day_first else (first, second)
        return _with_clock(date(_year(match["year"]), month, number), f"{small[: match.start()]} {small[match.end() :]}")
    return _Read(None)


def _from_number(text: str) -> datetime | None:
    """A moment from a number: seconds or milliseconds since 1970, a day as 20240503, or Excel's count of days."""
    whole = text.partition(".")[0]
    if len(whole) == 10 and whole[0] == "1":
        return datetime.fromtimestamp(float(text), UTC)
    if len(whole) == 13 and whole[0] == "1":
        return datetime.fromtimestamp(float(text) / 1000, UTC)
    if len(whole) == 8 and text in {whole, f"{whole}.0"}:
        return datetime(int(whole[:4]), int(whole[4:6]), int(whole[6:]))
    if len(whole) == 5 and 20_000 <= float(text) < 60_000:
        return _EXCEL + timedelta(seconds=round(float(text) * 86_400))
    return None


def _with_clock(day: date, rest: str) -> _Read:
    """A day with the hour and time zone in what is written around it; no date where anything else is."""
    at, zone, doubt = time(), None, None
    if clock := _CLOCK.search(rest):
        hour = int(clock["hour"] or clock["hour2"])
        if clock["half"]:
            hour = hour % 12 + (12 if clock["half"] == "p" else 0)
        at = time(hour, int(clock["minute"] or clock["minute2"] or 0), int(clock["second"] or clock["second2"] or 0))
        rest = f"{rest[: clock.start()]} {rest[clock.end() :]}"
    left = _FILLING.sub(" ", rest).strip(" .()[]")
    left = "" if left == "-" else left
    if left:
        zone, doubt = _zone(left)
        if zone is None and doubt is None:
            return _Read(None)
    return _Read(datetime.combine(day, at, zone if clock else None), doubt if clock else None)


def _zone(text: str) -> tuple[tzinfo | None, str | None]:
    """The time zone in what is left of a date, or what is doubtful about it."""
    text = " ".join(text.split())
    zone = read_time_zone(text)
    if zone is None and text in UNCLEAR:
        return None, f"has {text.upper()}, which several time zones are called: read without one"
    if zone is None and re.fullmatch(r"[a-z]{3,5}", text) and text.endswith("t"):
        return None, f"has {text.upper()}, a time zone not known here: read without one"
    return zone, None


def _year(text: str) -> int:
    """A year of two digits or four; of two, the last such year that has begun, or begins next."""
    year = int(text.lstrip("'"))
    if len(text.lstrip("'")) > 2:
        return year
    now = datetime.now(UTC).year
    century = now - now % 100
    return century + year if century + year <= now + 1 else century - 100 + year
