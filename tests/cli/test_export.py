"""A file that ``export -o`` writes is the old one or the new one, whole."""

from pathlib import Path

import pytest

from analytics import files
from analytics.cli.main import main
from tests import press


@pytest.fixture
def where(tmp_path: Path) -> list[str]:
    return ["--library", str(press.made(tmp_path).path)]


@pytest.mark.parametrize("command", [["export", "quotes"], ["actors", "export"]])
def test_export_that_fails_keeps_the_old_file(
    where: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    target = tmp_path / "out" / "rows.csv"
    target.parent.mkdir()
    target.write_text("the table of yesterday")

    def full(stream: object, data: bytes) -> None:
        stream.write(data[: len(data) // 2])  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_write_all", full)
    assert main([*command, *where, "-o", str(target)]) == 1
    assert capsys.readouterr().err == f"quoteboard: {target}: No space left on device. Expected a file that can be written\n"
    assert target.read_text() == "the table of yesterday"
    monkeypatch.undo()
    assert main([*command, *where, "-o", str(target)]) == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [path.name for path in target.parent.iterdir()] == ["rows.csv"]


def test_export_follows_a_link(where: list[str], tmp_path: Path) -> None:
    target, link = tmp_path / "rows.csv", tmp_path / "link.csv"
    link.symlink_to(target)
    assert main(["export", "quotes", *where, "-o", str(link)]) == 0
    assert link.is_symlink()
    assert b"Ada Quill" in target.read_bytes()


def test_export_writes_to_a_device(where: list[str]) -> None:
    assert main(["export", "quotes", *where, "-o", "/dev/null"]) == 0
    assert Path("/dev/null").is_char_device()
