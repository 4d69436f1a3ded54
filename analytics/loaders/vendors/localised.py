"""Dates as news services write them, in the language of whoever exported them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from analytics.loaders.dates import Dated, read_date

_MONTHS = (
    "january jan januar jänner janvier janv enero ene gennaio gen januari janeiro",
    "february feb februar février fevrier févr fevr febrero febbraio februari fevereiro fev",
    "march mar märz maerz mrz mär mars marzo maart mrt março marco",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag mei maio",
    "june jun juni juin junio giugno giu junho",
    "july jul juli juillet juil julio luglio lug julho",
    "august aug août aout agosto ago augustus",
    "september sep sept septembre septiembre settembre set setembro",
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro",
)
_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAME = r"[^\W\d_]{3,10}"
_DATE = re.compile(
    rf"""(?x)
    (?<!\w)
    (?: (?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?(?P<month>{_NAME})\.?,?\s+(?:de\s+|del\s+)?(?P<year>\d{{4}})
      | (?P<month2>{_NAME})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})
      | (?P<year4>\d{{4}})\s+(?P<month4>{_NAME})\.?\s+(?P<day4>\d{{1,2}})
      | (?P<year3>\d{{4}})\s*年\s*(?P<month3>\d{{1,2}})\s*月\s*(?P<day3>\d{{1,2}})\s*日 )
    (?!\w)
    (?:.{{0,20}}?\s(?P<time>\d{{1,2}}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?)\s*(?:gmt|utc)\b)?
    """
)


def find_date(text: str) -> str | None:
    """The first date with a named month in a text, as `read_date` takes it; a time counts where its zone is UTC.

    >>> find_date("vendredi 3 mai 2024"), find_date("3. Mai 2024 Freitag"), find_date("March 12, 2024 Tuesday 6:30 PM GMT")
    ('2024-05-03', '2024-05-03', '12 mar 2024 6:30 pm gmt')
    >>> find_date("3 of them in 2024") is None
    True
    """
    for match in _DATE.finditer(text[:300].lower()):
        name = match["month"] or match["month2"] or match["month4"]
        month = _NUMBER.get(name) if name else int(match["month3"])
        day = int(match["day"] or match["day2"] or match["day3"] or match["day4"])
        year = match["year"] or match["year2"] or match["year3"] or match["year4"]
        if month and 1 <= month <= 12 and 1 <= day <= 31:
            if match["time"]:
                return f"{day} {_MONTHS[month - 1].split()[1][:3] if month != 5 else 'may'} {year} {match['time']} gmt"
            return f"{year}-{month:02d}-{day:02d}"
    return None


def read_local_date(value: str | datetime | Any) -> Dated:
    """The moment that a value tells, as `read_date` reads it, and where it cannot, by the names of months in seven languages."""
    dated = read_date(value)
    if dated.when is None and dated.remark and isinstance(value, str) and (found := find_date(value)):
        return read_date(found)
    return dated
