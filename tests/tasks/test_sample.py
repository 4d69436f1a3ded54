"""The sample is analysed once, kept, and made by two processes at once without harm."""

import multiprocessing
from pathlib import Path

import pytest

from analytics.library import Library
from analytics.library.checks import find_problems
from analytics.tasks import sample


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "README.md").write_text("Invented.")
    (articles / "a.txt").write_text(
        "---\ntitle: Port shut\noutlet: The Quay\n---\n“We will not sail,” Mara Ode said.", encoding="utf-8"
    )
    monkeypatch.setattr(sample, "FOLDER", articles)
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *_, **__: str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_sample_is_made_once_and_made_anew_when_it_changes(cache: Path) -> None:
    first = sample.sample_library()
    stamp = (first / "quoteboard.json").stat().st_mtime_ns
    assert sample.sample_library() == first
    assert (first / "quoteboard.json").stat().st_mtime_ns == stamp
    with Library(first) as library:
        assert library.query("SELECT title, outlet FROM articles").to_dict("records") == [
            {"title": "Port shut", "outlet": "The Quay"}
        ]
        assert list(find_problems(library)) == []
    (sample.FOLDER / "b.txt").write_text("Port open\n\nThe port is open.")
    second = sample.sample_library()
    assert second != first
    assert [p for p in cache.iterdir() if p.name.startswith(".")] == []


def test_sample_that_was_left_half_made_is_made_again(cache: Path) -> None:
    ready = sample.sample_library()
    (ready / "quoteboard.json").unlink()
    assert (sample.sample_library() / "quoteboard.json").exists()


def test_sample_made_by_several_at_once(cache: Path) -> None:
    if "fork" not in multiprocessing.get_all_start_methods():
        pytest.skip("the patched folders reach only forked processes")
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(lambda _: sample.sample_library(), range(4)))
    assert len(found) == 1
    with Library(found.pop()) as library:
        assert len(library.known_ids()) == 1


def test_sample_articles_that_come_with_the_program_are_there() -> None:
    assert list(sample.FOLDER.glob("*/*.txt"))
