"""The commands facts and events: add, list, export, undo, and one line where a file cannot be read."""

from pathlib import Path

import pytest

from analytics.cli.main import main
from tests import press


def test_kept_facts_and_events_are_added_listed_exported_and_undone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = str(press.made(tmp_path).path)

    def said(*words: str) -> str:
        assert main([*words, "--library", library]) == 0
        return capsys.readouterr().out

    facts, events = tmp_path / "facts.csv", tmp_path / "events.csv"
    facts.write_text("name,party\nAda Quill,Harbour List\n", encoding="utf-8")
    events.write_text("from,to,label\n2026-03-02,,Harbour closed\nsoon,,x\n", encoding="utf-8")
    assert said("facts", "add", str(facts)) == "facts.csv: 1 fact about 1 actor of this library.\n"
    assert said("facts", "list") == "facts.csv\t1 fact\n"
    written = tmp_path / "written.csv"
    said("facts", "export", "-o", str(written))
    assert written.read_text(encoding="utf-8-sig").split() == ["name,from,to,party", "Ada", "Quill,,,Harbour", "List"]
    assert said("facts", "remove", "facts.csv") == "The facts of facts.csv are removed.\n"
    assert said("facts", "undo") == "Removing facts.csv is undone.\n"
    assert said("events", "add", str(events)).splitlines() == [
        "1 event read", "events.csv, row 3: 'soon' is no date. Expected one such as 2026-03-09"
    ]  # fmt: skip
    assert said("events", "list") == "2026-03-02\t2026-03-02\tHarbour closed\n"
    said("events", "export", "-o", str(written))
    assert "2026-03-02,2026-03-02,Harbour closed" in written.read_text(encoding="utf-8-sig")
    assert said("events", "undo") == "Adding the event 'Harbour closed' is undone.\n"
    for command in ("facts", "events"):
        assert main([command, "add", str(tmp_path / "none.csv"), "--library", library]) == 1
        assert capsys.readouterr().err.endswith("No such file or directory. Expected a file that can be read\n")
