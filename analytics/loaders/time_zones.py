"""Time zones as they are written after an hour: offsets, abbreviations, and names in words."""

from __future__ import annotations

import re
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_HOURS: dict[str, float] = {
    "utc": 0, "gmt": 0, "z": 0, "ut": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "met": 1,
    "mest": 2, "eet": 2, "eest": 3, "msk": 3, "trt": 3, "wat": 1, "cat": 2, "sast": 2, "eat": 3, "gst": 4, "pkt": 5, "npt": 5.75,
    "wib": 7, "ict": 7, "sgt": 8, "hkt": 8, "myt": 8, "pht": 8, "awst": 8, "jst": 9, "kst": 9, "acst": 9.5, "acdt": 10.5,
    "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "nst": -3.5, "ndt": -2.5, "adt": -3, "est": -5, "edt": -4, "cst": -6,
    "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "brt": -3, "art": -3, "clt": -4,
}  # fmt: skip
_PLACES = {
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
    "eastern": "America/New_York", "central": "America/Chicago", "mountain": "America/Denver", "pacific": "America/Los_Angeles",
    "central european": "Europe/Berlin", "eastern european": "Europe/Athens", "western european": "Europe/Lisbon",
    "british": "Europe/London", "uk": "Europe/London", "london": "Europe/London", "greenwich mean": "UTC", "irish": "Europe/Dublin",
    "moscow": "Europe/Moscow", "india": "Asia/Kolkata", "indian": "Asia/Kolkata", "japan": "Asia/Tokyo",
    "hong kong": "Asia/Hong_Kong", "singapore": "Asia/Singapore", "china": "Asia/Shanghai", "beijing": "Asia/Shanghai",
    "sydney": "Australia/Sydney",
}  # fmt: skip
UNCLEAR = frozenset({"ist", "ast", "sst", "bdt", "amt", "wst", "gyt", "lst"})
"""Abbreviations that several countries use for different hours; IST is India's, Ireland's and Israel's."""

_OFFSET = re.compile(r"(?:(?:utc|gmt)\s*)?(?P<sign>[+\u2212-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?(?:\s*\(?[a-z ]{1,40}\)?)?")
_WORDS = re.compile(r"(?:us |u\.s\. )?(?P<name>[a-z]+(?: [a-z]+){0,2}?)(?P<kind> standard| daylight| summer)? time")


def read_time_zone(text: str) -> tzinfo | None:
    """The time zone that a text names; None where it names none that is known here.

    >>> read_time_zone("EDT").utcoffset(None), read_time_zone("GMT+0200 (CEST)").utcoffset(None)
    (datetime.timedelta(days=-1, seconds=72000), datetime.timedelta(seconds=7200))
    >>> read_time_zone("US Eastern Time"), read_time_zone("IST") is None
    (zoneinfo.ZoneInfo(key='America/New_York'), True)
    """
    name = " ".join(text.lower().strip("() ,").split())
    if match := _OFFSET.fullmatch(name):
        minutes = 60 * int(match["hours"]) + int(match["minutes"] or 0)
        if minutes > 15 * 60 or int(match["minutes"] or 0) > 59:
            return None
        return timezone(timedelta(minutes=minutes if match["sign"] == "+" else -minutes))
    name = name.replace(".", "")
    if name in _HOURS:
        return timezone(timedelta(hours=_HOURS[name]))
    words = _WORDS.fullmatch(name)
    place = _PLACES.get(words["name"] if words else name if len(name) == 2 else "")
    if place is None and "/" in name:
        place = "/".join(part.title() for part in name.split("/"))
    try:
        return ZoneInfo(place) if place else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
