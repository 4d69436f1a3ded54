"""A library's settings for loading: what its quoteboard.json and zones.csv say, and what a command says over them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from analytics.library import Library
from analytics.loaders.columns import COLUMNS
from analytics.loaders.dates import zone_of
from analytics.loaders.options import Options

ZONES = "zones.csv"


def options_of(
    library: Library,
    *,
    zone: str | None = None,
    day_first: bool | None = None,
    columns: Sequence[str] = (),
    allow_private: bool | None = None,
) -> Options:
    """The options of a load into a library. In quoteboard.json, ``settings`` may hold ``zone``, ``day_first``, ``allow_private``
    and ``robots``; zones.csv beside it gives the zones of single outlets, in columns outlet and zone; what is given here counts
    more. Each of ``columns`` is ``ours=theirs``.

    Raises ValueError for a zone, a column or a setting that is none; the message says where it stands and what is accepted.
    """
    settings = library.settings
    marker = library.path / "quoteboard.json"
    for name, kind, accepted in (
        ("zone", str, "the name of a time zone"),
        ("day_first", bool, "true or false"),
        ("allow_private", bool, "true or false"),
        ("robots", bool, "true or false"),
    ):
        if settings.get(name) is not None and not isinstance(settings[name], kind):
            raise ValueError(f"{marker}: setting {name!r} is {settings[name]!r}; accepted: {accepted}")
    chosen = zone or settings.get("zone") or "UTC"
    try:
        zone_of(chosen)
    except ValueError as error:
        raise ValueError(f"{'--zone' if zone else marker}: {error}") from error
    limits = Options().limits._replace(
        allow_private=settings.get("allow_private", False) if allow_private is None else allow_private,
        robots=settings.get("robots", True),
    )
    return Options(
        zone=chosen,
        zones=_zones(library),
        day_first=settings.get("day_first") if day_first is None else day_first,
        columns={"": dict(map(_column, columns))} if columns else {},
        limits=limits,
    )


def _zones(library: Library) -> dict[str, str]:
    """The zones of outlets, by their names in lower case."""
    path = library.path / ZONES
    if not path.exists():
        return {}
    try:
        reader = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
        columns, rows = reader.fieldnames or (), list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValueError(f"{path}: {error}; accepted: CSV in UTF-8, columns outlet and zone") from error
    if not {"outlet", "zone"} <= set(columns):
        raise ValueError(f"{path}: columns {', '.join(columns) or 'none'}; accepted: outlet, zone")
    found = {}
    for row, cells in enumerate(rows, 2):
        outlet, zone = (cells["outlet"] or "").strip(), (cells["zone"] or "").strip()
        try:
            zone_of(zone)
        except ValueError as error:
            raise ValueError(f"{path}, row {row}: {error}") from error
        found[outlet.casefold()] = zone
    return found


def _column(told: str) -> tuple[str, str]:
    ours, mark, theirs = told.partition("=")
    if not mark or ours not in COLUMNS or not theirs:
        raise ValueError(f"column {told!r}; accepted: ours=theirs, ours being one of {', '.join(COLUMNS)}")
    return ours, theirs
