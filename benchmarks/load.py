"""Articles a second of each format, and the ratio to the library that does the parsing, alone, in the same run.

    python -m benchmarks.load ARTICLES [--rounds N]

ARTICLES is anything that is read; its articles are written out in each format first. Seconds are of one core, the least of the
rounds. Parsing alone stops at Python values; loading also maps columns, reads dates and datelines, counts words, tells the
language and makes ids.
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from analytics.loaders import load


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    articles = load(options.articles).articles
    print(f"{'format':8}  articles/s  parser alone/s  ratio")
    with tempfile.TemporaryDirectory() as folder:
        for name, (path, alone) in _written(articles, Path(folder)).items():
            loading = min(_seconds(lambda path=path: load(path)) for _ in range(options.rounds))
            parsing = min(_seconds(alone) for _ in range(options.rounds))
            rate, bare = len(articles) / loading, len(articles) / parsing
            print(f"{name:8}  {rate:10,.0f}  {bare:14,.0f}  {rate / bare:5.2f}")


def _written(articles: pd.DataFrame, folder: Path) -> dict[str, tuple[Path, Callable[[], object]]]:
    """Each format's file or folder, and its parsing alone."""
    import trafilatura

    kept = articles[["article_id", "title", "text", "outlet", "published"]]
    kept.to_csv(folder / "a.csv", index=False)
    kept.to_json(folder / "a.json", orient="records", date_format="iso")
    kept.to_json(folder / "a.jsonl", orient="records", lines=True, date_format="iso")
    kept.to_parquet(folder / "a.parquet")
    for kind in ("text", "pages"):
        (folder / kind).mkdir()
    for number, (title, text) in enumerate(zip(articles["title"], articles["text"], strict=True)):
        (folder / "text" / f"{number}.txt").write_text(text, encoding="utf-8")
        body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in text.split("\n") if paragraph.strip())
        head = f"<title>{html.escape(str(title))}</title>"
        (folder / "pages" / f"{number}.html").write_text(f"<html><head>{head}</head><body><article>{body}</article></body></html>")

    def rows() -> object:
        with (folder / "a.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def lines() -> object:
        with (folder / "a.jsonl").open(encoding="utf-8") as stream:
            return [json.loads(line) for line in stream]

    pages = sorted((folder / "pages").iterdir())
    return {
        "text": (folder / "text", lambda: [path.read_text(encoding="utf-8") for path in (folder / "text").iterdir()]),
        "CSV": (folder / "a.csv", rows),
        "JSON": (folder / "a.json", lambda: json.loads((folder / "a.json").read_text(encoding="utf-8"))),
        "JSONL": (folder / "a.jsonl", lines),
        "Parquet": (folder / "a.parquet", lambda: pq.read_table(folder / "a.parquet").to_pylist()),
        "pages": (folder / "pages", lambda: [trafilatura.bare_extraction(p.read_bytes(), with_metadata=True) for p in pages]),
    }


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
