"""Events: added by hand and from a CSV, exported, removed and undone; charts mark them without overlapping labels."""

from datetime import date
from pathlib import Path

import pytest

from analytics.tasks import events
from analytics.tasks.events import Event
from dashboard.charts.shapes.lines import ChartLine, lines
from dashboard.charts.shapes.marks import MarkedSpan, mark
from tests import press

CLOSED = Event(date(2026, 3, 2), date(2026, 3, 2), "Harbour closed")
STRIKE = Event(date(2026, 3, 9), date(2026, 3, 20), "Ferry strike")


def test_events_come_from_a_csv_and_return_to_one(tmp_path: Path) -> None:
    library = press.made(tmp_path)
    data = b"Date;End;Event\n2026-03-09;2026-03-20;Ferry strike\nsoon;;x\n2026-03-02;;Harbour closed\n2026-03-02;2026-03-01;x\n"
    assert events.import_csv(library, data, "events.csv") == (
        2,
        [
            "events.csv, row 3: 'soon' is no date. Expected one such as 2026-03-09",
            "events.csv, row 5: it ends on 2026-03-01, before it begins on 2026-03-02",
        ],
    )
    assert events.read(library) == [CLOSED, STRIKE]
    table = events.table(library).to_csv(index=False).encode()
    events.remove(library, CLOSED)
    assert events.read(library) == [STRIKE]
    assert events.undo(library) == "Removing the event 'Harbour closed' is undone."
    assert events.undo(library) == "Adding 2 events is undone."
    assert events.read(library) == []
    events.import_csv(library, table, "events.csv")
    assert events.read(library) == [CLOSED, STRIKE]
    with pytest.raises(ValueError, match="no columns called from"):
        events.import_csv(library, b"when,what\n", "events.csv")


def test_events_are_marked_where_the_chart_shows_their_days() -> None:
    days = [date(2026, 3, n) for n in range(1, 15)]
    plain = lines(days, [ChartLine("Ada", [0.1] * 14, [""] * 14)])
    spans = [MarkedSpan(*CLOSED), MarkedSpan(*STRIKE), MarkedSpan(date(2025, 1, 1), date(2025, 1, 1), "Before")]
    marked = mark(plain, spans)
    line, band = marked["layout"]["shapes"][:2]
    assert (line["type"], line["x0"][:10], band["type"], band["x0"][:10]) == ("line", "2026-03-02", "rect", "2026-03-09")
    labels = [one for one in marked["layout"]["annotations"] if one.get("yref") == "paper"]
    assert [one["text"] for one in labels] == ["Harbour closed", "Ferry strike"]
    crowded = mark(plain, [MarkedSpan(date(2026, 3, 2), date(2026, 3, 2), f"A long label of event {n}") for n in range(5)])
    shifts = [one["yshift"] for one in crowded["layout"]["annotations"] if one.get("yref") == "paper"]
    assert len(shifts) == len(set(shifts)) == 3
    assert mark(plain, [MarkedSpan(date(2025, 1, 1), date(2025, 1, 1), "Before")]) == plain
