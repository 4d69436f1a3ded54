"""Dates in file names, for texts without one."""

from __future__ import annotations

import re

_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>1[89]\d\d|20\d\d)(?P<mark>[-_.]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(?P<first>\d\d?)(?P<mark>[-_.])(?P<second>\d\d?)(?P=mark)(?P<year>1[89]\d\d|20\d\d)(?!\d)")


def date_in_name(name: str) -> str | None:
    """The day in a file's name, as 2024-05-03; None where there is none, or more than one, or it is ambiguous.

    >>> date_in_name("2024-05-03-port-shut.txt"), date_in_name("20240503_port.md"), date_in_name("port 23.05.2024.txt")
    ('2024-05-03', '2024-05-03', '2024-05-23')
    >>> date_in_name("03.05.2024.txt"), date_in_name("2024-05-03 to 2024-05-09.txt"), date_in_name("20241399.txt")
    (None, None, None)
    """
    found = {(match["year"], int(match["month"]), int(match["day"])) for match in _YEAR_FIRST.finditer(name)}
    for match in _YEAR_LAST.finditer(name):
        first, second = int(match["first"]), int(match["second"])
        if first <= 12 and second <= 12 and first != second:
            return None
        found.add((match["year"], min(first, second), max(first, second)))
    if len(found) != 1:
        return None
    year, month, day = found.pop()
    return f"{year}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None
