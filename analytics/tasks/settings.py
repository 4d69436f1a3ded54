"""The settings for loading into a library: from its quoteboard.json and zones.csv, and from the command, which overrides them."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence

from analytics.library import Library
from analytics.loaders.columns import COLUMNS
from analytics.loaders.dates import zone_of
from analytics.loaders.given import Given, problem
from analytics.loaders.options import Options

ZONES = "zones.csv"
ALLOW_PRIVATE = "QUOTEBOARD_ALLOW_PRIVATE"
"""The environment variable that, set to 1 by whoever starts the program on this machine, switches the address guard off."""


def options_of(
    library: Library,
    *,
    zone: str | None = None,
    day_first: bool | None = None,
    columns: Sequence[str] = (),
    allow_private: bool | None = None,
    given: Given | None = None,
) -> Options:
    """Return the options of a load into a library.

    In quoteboard.json, ``settings`` may contain ``zone``, ``day_first`` and ``robots``; zones.csv contains the time zones of single
    outlets, in the columns outlet and zone; arguments override both. Each of ``columns`` is ``ours=theirs``. ``allow_private``
    switches off the guard against addresses of the own network, as does `ALLOW_PRIVATE`; a library, which may come from another
    machine, cannot. ``given`` has what the files of all inputs lack.

    Raises ValueError for an invalid time zone, column, value or setting; the message says where it is and what was expected.
    """
    settings = library.settings
    marker = library.path / "quoteboard.json"
    for name, kind, expected in (
        ("zone", str, "the name of a time zone"),
        ("day_first", bool, "true or false"),
        ("robots", bool, "true or false"),
    ):
        if settings.get(name) is not None and not isinstance(settings[name], kind):
            raise ValueError(f"{marker}: setting {name!r} is {settings[name]!r}. Expected {expected}.")
    chosen = zone or settings.get("zone") or "UTC"
    try:
        zone_of(chosen)
    except ValueError as error:
        raise ValueError(f"{'--zone' if zone else marker}: {error}") from error
    if given and (wrong := problem(given)):
        raise ValueError(f"{'date' if wrong[0] == 'published' else wrong[0]}: {wrong[1]}")
    allowed = bool(allow_private) or os.environ.get(ALLOW_PRIVATE) == "1"
    limits = Options().limits._replace(allow_private=allowed, robots=settings.get("robots", True))
    return Options(
        zone=chosen,
        zones=_zones(library),
        day_first=settings.get("day_first") if day_first is None else day_first,
        columns={"": dict(map(_column, columns))} if columns else {},
        limits=limits,
        given={"*": given} if given and any(value is not None for value in given) else {},
    )


def _zones(library: Library) -> dict[str, str]:
    """Read the time zones of outlets, by their names in lower case."""
    path = library.path / ZONES
    if not path.exists():
        return {}
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        columns, rows = reader.fieldnames or (), list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValueError(f"{path}: {error}. Expected CSV in UTF-8 with the columns outlet and zone.") from error
    if not {"outlet", "zone"} <= set(columns):
        raise ValueError(f"{path}: found the columns {', '.join(columns) or '(none)'}. Expected outlet and zone.")
    found = {}
    for row, cells in enumerate(rows, 2):
        outlet, zone = (cells["outlet"] or "").strip(), (cells["zone"] or "").strip()
        try:
            zone_of(zone)
        except ValueError as error:
            raise ValueError(f"{path}, row {row}: {error}") from error
        found[outlet.casefold()] = zone
    return found


def _column(pair: str) -> tuple[str, str]:
    ours, mark, theirs = pair.partition("=")
    if not mark or ours not in COLUMNS or not theirs:
        raise ValueError(f"column {pair!r} is invalid. Expected OURS=THEIRS, where OURS is one of {', '.join(COLUMNS)}.")
    return ours, theirs
