"""Dates are read where they are told and never made up."""

from datetime import date, datetime

import pytest

from analytics.loaders.dates import EXPECTED, in_zone, read_date, slashed_order

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    "told, when",
    [
        ("2026-03-03", "2026-03-03T00:00:00+00:00"),
        ("2026-03-03T10:30", "2026-03-03T10:30:00+00:00"),
        ("2026-03-03 10:30:05+02:00", "2026-03-03T08:30:05+00:00"),
        ("2026-03-03T10:30:00Z", "2026-03-03T10:30:00+00:00"),
        ("2026-03-03 10:30:00 UTC", "2026-03-03T10:30:00+00:00"),
        ("2026/03/03", "2026-03-03T00:00:00+00:00"),
        ("20260303", "2026-03-03T00:00:00+00:00"),
        ("Tue, 03 Mar 2026 10:00:00 +0100", "2026-03-03T09:00:00+00:00"),
        ("3 March 2026", "2026-03-03T00:00:00+00:00"),
        ("Tuesday, March 3rd, 2026", "2026-03-03T00:00:00+00:00"),
        ("Mar. 3, 2026, 9:05 p.m.", "2026-03-03T21:05:00+00:00"),
        ("3 Mar 2026 12:05 AM GMT", "2026-03-03T00:05:00+00:00"),
        ("13/02/2026", "2026-02-13T00:00:00+00:00"),
        ("02/13/2026 9:05", "2026-02-13T09:05:00+00:00"),
        ("13-02-2026", "2026-02-13T00:00:00+00:00"),
        ("2/13/2026 9:05:30 PM", "2026-02-13T21:05:30+00:00"),
        ("2/13/2026, 12:05 a.m.", "2026-02-13T00:05:00+00:00"),
        ("03/03/2026", "2026-03-03T00:00:00+00:00"),
        ("1772530200", "2026-03-03T09:30:00+00:00"),
        ("1772530200000", "2026-03-03T09:30:00+00:00"),
        (date(2026, 3, 3), "2026-03-03T00:00:00+00:00"),
        ("2026-03-11", "2026-03-11T00:00:00+00:00"),  # already tomorrow somewhere
    ],
)
def test_dates_are_read(told: object, when: str) -> None:
    found = read_date(told, today=TODAY)
    assert (found.when.isoformat() if found.when else None, found.warning) == (when, None)


@pytest.mark.parametrize(
    "told, warning",
    [
        (None, None),
        ("", None),
        ("NaN", None),
        ("soon", f"date 'soon' not read. {EXPECTED}"),
        ("2026", f"date '2026' not read. {EXPECTED}"),
        ("2026-W09", f"date '2026-W09' not read. {EXPECTED}"),
        ("31 February 2026", f"date '31 February 2026' not read. {EXPECTED}"),
        ("2026-02-31", f"date '2026-02-31' not read. {EXPECTED}"),
        ("3 Smarch 2026", f"date '3 Smarch 2026' not read. {EXPECTED}"),
        ("02/03/2026", f"date '02/03/2026' may be day or month first. {EXPECTED}"),
        ("1799-12-31", "date '1799-12-31' is before 1800. Expected 1800 to today"),
        ("2026-03-12", "date '2026-03-12' is in the future. Expected 1800 to today"),
        ("0001-01-01T00:00:00+14:00", f"date 0001-01-01T00:00:00+14:00 is out of range. {EXPECTED}"),
        ("9" * 200, f"date {'9' * 40!r}... not read. {EXPECTED}"),
    ],
)
def test_dates_that_are_none_stay_unknown_and_say_why(told: object, warning: str | None) -> None:
    assert read_date(told, today=TODAY) == (None, warning)


@pytest.mark.parametrize(
    "told, zone, when",
    [
        ("2025-07-01 09:30", "Europe/London", "2025-07-01T08:30:00+00:00"),
        ("2025-12-01 09:30", "Europe/London", "2025-12-01T09:30:00+00:00"),
        ("1 July 2025 at 9:30 pm", "America/New_York", "2025-07-02T01:30:00+00:00"),
        ("2025-10-26 01:30", "Europe/London", "2025-10-26T00:30:00+00:00"),  # the clock stood there twice: the first time
        ("2025-07-01T09:30+02:00", "Europe/London", "2025-07-01T07:30:00+00:00"),  # told
        ("1 July 2025 9:30 GMT", "Europe/London", "2025-07-01T09:30:00+00:00"),
        ("2025-07-01", "Europe/London", "2025-07-01T00:00:00+00:00"),  # a day without a clock stays that day
        (datetime(2025, 7, 1, 9, 30), "Asia/Kolkata", "2025-07-01T04:00:00+00:00"),
    ],
)
def test_dates_without_a_zone_are_read_in_the_outlets(told: object, zone: str, when: str) -> None:
    found = read_date(told, today=TODAY).when
    assert found is not None
    assert in_zone(found, zone).isoformat() == when


@pytest.mark.parametrize("zone", ["Mars/North", "../etc/passwd", "", "\0"])
def test_dates_zone_that_is_none_says_what_is_accepted(zone: str) -> None:
    with pytest.raises(ValueError, match="Expected the name of a time zone, such as UTC, Europe/London"):
        in_zone(read_date("2025-07-01 09:30").when, zone)


@pytest.mark.parametrize(
    "cells, day_first",
    [
        (["03/04/2026", None, 7, "13/04/2026"], True),
        (["3-4-2026 9:00 AM", "4-13-2026 9:00 AM"], False),
        (["03/04/2026"], None),
        (["13/04/2026", "04/13/2026", "03/04/2026"], None),
        ([], None),
    ],
)
def test_dates_order_is_decided_from_the_whole_column(cells: list[object], day_first: bool | None) -> None:
    assert slashed_order(cells) == day_first
