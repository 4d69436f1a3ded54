"""The settings of a load: time zones of outlets, the order of day and month, columns, and limits for fetching."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from fnmatch import fnmatchcase
from typing import NamedTuple

from analytics.loaders.given import Given
from analytics.loaders.web.fetching import Limits


class Options(NamedTuple):
    """The settings of a load, with their defaults.

    ``zone`` is the time zone of moments without one, ``zones`` the same by outlet (in lower case). ``day_first`` says how
    to read 03/04/2026 where a column leaves it open. ``columns`` gives, by the file's name in reports, all of its columns:
    ours -> the file's; under ``""`` it adds to what is known of every file. ``given`` has what files lack, by their names in
    reports or patterns of them, the first that fits. ``fetched`` are addresses not to be asked again. ``without`` are the names
    of files that are left for later; where ``only`` has any, all others are. ``within`` are the folders that files may be in,
    links resolved; None allows any.
    """

    zone: str = "UTC"
    zones: Mapping[str, str] = {}
    day_first: bool | None = None
    columns: Mapping[str, Mapping[str, str]] = {}
    limits: Limits = Limits()
    fetched: Container[str] = frozenset()
    given: Mapping[str, Given] = {}
    without: Container[str] = frozenset()
    only: Collection[str] = frozenset()
    within: tuple[str, ...] | None = None

    def zone_of(self, outlet: str | None) -> str:
        """The time zone of an outlet's moments without one."""
        return self.zones.get((outlet or "").casefold().strip(), self.zone) if self.zones else self.zone

    def given_of(self, label: str) -> Given | None:
        """What the user gave for the articles of a file or address."""
        return next((given for name, given in self.given.items() if name == label or fnmatchcase(label, name)), None)

    def is_left(self, label: str) -> bool:
        """Whether a file is left for later."""
        return label in self.without or (bool(self.only) and label not in self.only)
