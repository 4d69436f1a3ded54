"""A library without an article."""

from pathlib import Path

import pytest

from analytics.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library", create=True)
