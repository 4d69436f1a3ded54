"""Check my corpus, on the Method page: draw quotes, mark them, leave, come back."""

from pathlib import Path

import pytest

from analytics.tasks import audit
from tests import press
from tests.pages.opened import opened, texts


def test_corpus_check_is_kept_and_taken_up_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = press.made(tmp_path)
    at = opened(monkeypatch, library.path, "method")
    assert "No quotes to check yet" in texts(at)
    at.button(key="check-draw").click().run()
    first = audit.read(library)[0]
    for what, answer in (("span", "Right"), ("speaker", "Wrong")):
        at.segmented_control(key=f"check-{what}-{first.article_id}-{first.quote}").set_value(answer)
    at.run()
    at.button(key="check-keep").click().run()
    assert not at.exception
    assert "1 of 1, 100% (95% interval 21% to 100%)" in texts(at)
    again = opened(monkeypatch, library.path, "method")
    assert "1 of 1, 100%" in texts(again)
    assert "This is number 2." in again.get("progress")[0].proto.text
    for row in audit.read(library)[1:]:
        audit.mark(library, row.article_id, row.quote, span_right=True, speaker_right=True)
    again.run()
    assert "1 of 5, 20%" in texts(again)
    assert "All 5 are marked" in texts(again)


def test_corpus_check_says_which_row_of_the_marks_is_broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library = press.made(tmp_path)
    (library.path / audit.FILE).write_text("<b>\n", encoding="utf-8")
    found = texts(opened(monkeypatch, library.path, "method"))
    assert "The saved answers cannot be read" in found
    assert "&lt;b&gt;" in found
