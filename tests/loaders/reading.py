"""What a file is read as, in a form that tests can compare at a glance."""

from pathlib import Path
from typing import Any

import pandas as pd

from analytics.loaders import Loaded, load


def read(folder: Path, name: str, data: bytes | str) -> Loaded:
    """Write a file and load it."""
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return load(folder / name)


def shown(loaded: Loaded, *columns: str) -> list[list[Any]]:
    """The articles' columns, dates as texts to the minute, the text as its paragraphs without the headline."""

    def value(row: Any, column: str) -> Any:
        if column == "paragraphs":
            found = row["text"].split("\n\n")
            return found[1:] if found[0] == row["title"] else found
        if column == "published":
            return None if pd.isna(row["published"]) else f"{row['published']:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
        return None if pd.isna(row[column]) else row[column]

    return [[value(row, column) for column in columns] for _, row in loaded.articles.iterrows()]


def reasons(loaded: Loaded) -> list[str]:
    """What was wrong, without what was expected."""
    return [reason.split(". Expected")[0] for reason in loaded.skipped["reason"]]
