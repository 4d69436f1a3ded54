"""A share of the articles of an input, so that several machines can analyse it without knowing of each other."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import pandas as pd

from analytics.loaders import Loaded


class Shard(NamedTuple):
    """Share ``number`` (from 1) of ``of`` shares."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    def of_loaded(self, loaded: Loaded) -> Loaded:
        """Keep this share of what was loaded: of the articles by their id, of what was skipped by its file and row.

        Each article and each skipped row is in one shard, and in the same one each time.
        """
        skipped = loaded.skipped
        places = [f"{file} {row}" for file, row in zip(skipped["file"], skipped["row"], strict=True)]
        return loaded._replace(
            articles=self._rows(loaded.articles, loaded.articles["article_id"].tolist()), skipped=self._rows(skipped, places)
        )

    def _rows(self, rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
        return rows[[self._has(key) for key in keys]].reset_index(drop=True)

    def _has(self, key: str) -> bool:
        return int.from_bytes(hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:8]) % self.of == self.number - 1


def shard(text: str) -> Shard:
    """Read a shard such as 3/16. Raises ValueError for anything else.

    >>> shard("3/16")
    Shard(number=3, of=16)
    """
    number, mark, of = text.partition("/")
    if not (mark and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise ValueError(f"{text!r} is not a shard. Expected a number and how many there are, such as 3/16")
    return Shard(int(number), int(of))
