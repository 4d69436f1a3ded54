"""The settings of a load: time zones of outlets, the order of day and month, columns, and limits for fetching."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import NamedTuple

from analytics.loaders.web.fetching import Limits


class Options(NamedTuple):
    """The settings of a load, with their defaults.

    ``zone`` is the time zone of moments without one, ``zones`` the same by outlet (in lower case). ``day_first`` says how
    to read 03/04/2026 where a column leaves it open. ``columns`` gives, by the file's name in reports, all of its columns:
    ours -> the file's; under ``""`` it adds to what is known of every file. ``fetched`` are addresses not to be asked again.
    """

    zone: str = "UTC"
    zones: Mapping[str, str] = {}
    day_first: bool | None = None
    columns: Mapping[str, Mapping[str, str]] = {}
    limits: Limits = Limits()
    fetched: Container[str] = frozenset()

    def zone_of(self, outlet: str | None) -> str:
        """The time zone of an outlet's moments without one."""
        return self.zones.get((outlet or "").casefold().strip(), self.zone) if self.zones else self.zone
