"""Dates as news services write them, in the language of whoever exported them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from analytics.loaders.dates import NAMED, Dated, named_day, read_date

_DATE = re.compile(
    rf"(?<!\w)(?:{NAMED})(?!\w)(?:.{{0,20}}?\s(?P<time>\d{{1,2}}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?)\s*(?P<zone>gmt|utc)\b)?"
)


def find_date(text: str) -> str | None:
    """The first date with a named month in a text, as `read_date` takes it; its hour counts where it is in UTC.

    Services print the day of the outlet and often an hour of their own office: without UTC beside it, the day alone is sure.

    >>> find_date("vendredi 3 mai 2024"), find_date("3. Mai 2024 Freitag"), find_date("March 12, 2024 Tuesday 6:30 PM GMT")
    ('2024-05-03', '2024-05-03', '2024-03-12 6:30 pm gmt')
    >>> find_date("3 of them in 2024") is None
    True
    """
    for match in _DATE.finditer(text[:300].lower()):
        if day := named_day(match):
            return f"{day} {match['time']} {match['zone']}" if match["time"] else str(day)
    return None


def read_local_date(value: str | datetime | Any) -> Dated:
    """Read a value as `read_date` does, and where that fails, find the first date with a named month in it."""
    dated = read_date(value)
    if dated.when is None and dated.warning and isinstance(value, str) and (found := find_date(value)):
        return read_date(found)
    return dated
