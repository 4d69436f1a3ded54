"""Articles a second of each format, and the ratio to the library that does the parsing, alone, in the same run.

    python -m benchmarks.load ARTICLES [--rounds N] [--times N] [--against FOLDER] [--only FORMAT ...]

ARTICLES is anything that is read; its articles are written out in each format first, ``--times`` over, each time with another last
line: a load has a price of its own, a millisecond and a half, which few articles share. Seconds are of one core, the least of the
rounds. Two ratios are given:

- to parsing alone: the named library reads the file into Python values, and that is all;
- to the least work: the same parsing, then what any table of articles needs, in the shortest code there is: an id from the
  content (SHA-256), the words counted (str.split), and one pandas table of it all.

With ``--against`` another checkout of this repository loads the same files, in turn with this one, and the table is of CPU time
here relative to there: of the least of the rounds, and of their lower quartiles. Below 1 is faster.

Loading maps columns, reads dates and datelines, counts words as quotes are counted, finds the language, finds articles that are
there already, and of texts, pages and exports takes away what is no part of the story. A WARC's memory: benchmarks.crawl.

What keeps a format below .8 of parsing alone, where one cause does:

- CSV, JSON, JSONL, Parquet: parsers in C are done with an article in 4 to 15 microseconds; here its fields, date and dateline take
  15, its words and language 12, hashes of its text 5 to 8, its row in a table 2, and a dozen steps in Python in between the rest;
- text, ProQuest, ninjs: nothing is parsed; the time goes to the story's own lines: which are boilerplate, a date or a byline;
- Nexis DOCX, Factiva, NewsML-G2: lxml's tree is there in no time, and is walked through in Python, an element at a time.

RTF is loaded faster than striprtf alone reads it: that takes a step per character, and is given one for each run of plain text.
"""

from __future__ import annotations

import argparse
import csv
import email
import email.policy
import hashlib
import io
import json
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow.parquet as pq

from analytics.loaders import load
from benchmarks import vendors
from benchmarks.turns import in_turn


class Written(NamedTuple):
    """A format's file or folder, the library that parses it, and its parsing alone, which gives the texts."""

    path: Path
    library: str
    alone: Callable[[], Iterable[str]]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--against", type=Path, help="another checkout of this repository")
    parser.add_argument("--only", nargs="*", help="names of formats, as in the table")
    options = parser.parse_args()
    articles = _repeated(load(options.articles).articles, options.times)
    with tempfile.TemporaryDirectory() as folder:
        formats = _tables(articles, Path(folder)) | _exports(articles, Path(folder))
        if options.only:
            formats = {name: written for name, written in formats.items() if name in options.only}
        if options.against:
            _print_against(formats, options.against, options.rounds)
        else:
            _print_rates(formats, len(articles), options.rounds)


def _print_rates(formats: dict[str, Written], articles: int, rounds: int) -> None:
    """Print articles a second, and the ratios to the parsers."""
    print(f"{'format':14} {'parser':12}  articles/s  parser alone/s  ratio  least work/s  ratio")
    for name, written in formats.items():
        found = len(load(written.path).articles)
        if found != articles:
            print(f"{name}: {found:,} articles of {articles:,}")
        loading, parsing, least = (
            min(_seconds(work) for _ in range(rounds))
            for work in (lambda w=written: load(w.path), lambda w=written: list(w.alone()), lambda w=written: _least(w.alone()))
        )
        rate, bare, plain = (articles / seconds for seconds in (loading, parsing, least))
        alone, least_work = f"{bare:14,.0f}  {rate / bare:5.2f}", f"{plain:12,.0f}  {rate / plain:5.2f}"
        print(f"{name:14} {written.library:12}  {rate:10,.0f}  {alone}  {least_work}", flush=True)


def _print_against(formats: dict[str, Written], there: Path, rounds: int) -> None:
    """Print CPU time here relative to that of another checkout."""
    print(f"{'format':14}  least  quartile")
    with in_turn(Path(__file__).resolve().parents[1], there.resolve()) as turns:
        for name, written in formats.items():
            times = turns.times(written.path, rounds)
            print(f"{name:14}  {times.least:5.2f}  {times.quartile:8.2f}", flush=True)


def _repeated(articles: pd.DataFrame, times: int) -> pd.DataFrame:
    """The articles so many times, no two the same."""
    if times == 1:
        return articles
    parts = [
        articles.assign(article_id=articles["article_id"] + f"-{n}", text=articles["text"] + f"\n\nThis was part {n} of it.")
        for n in range(times)
    ]
    return pd.concat(parts, ignore_index=True)


def _least(texts: Iterable[str]) -> pd.DataFrame:
    """The least that a table of articles needs."""
    rows = [(hashlib.sha256(text.encode()).hexdigest()[:16], text, len(text.split())) for text in texts]
    return pd.DataFrame(rows, columns=["article_id", "text", "words"])


def _tables(articles: pd.DataFrame, folder: Path) -> dict[str, Written]:
    """Texts, tables and pages."""
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
        (folder / "pages" / f"{number}.html").write_text(vendors.page(str(title), text), encoding="utf-8")

    def rows() -> Iterable[str]:
        with (folder / "a.csv").open(encoding="utf-8", newline="") as stream:
            return [row["text"] for row in csv.DictReader(stream)]

    def lines() -> Iterable[str]:
        with (folder / "a.jsonl").open(encoding="utf-8") as stream:
            return [json.loads(line)["text"] for line in stream]

    def objects() -> Iterable[str]:
        return [item["text"] for item in json.loads((folder / "a.json").read_text(encoding="utf-8"))]

    def story(path: Path) -> str:
        return trafilatura.bare_extraction(path.read_bytes(), with_metadata=True).text

    return {
        "text": Written(folder / "text", "(open)", lambda: [p.read_text(encoding="utf-8") for p in (folder / "text").iterdir()]),
        "CSV": Written(folder / "a.csv", "csv", rows),
        "JSON": Written(folder / "a.json", "json", objects),
        "JSONL": Written(folder / "a.jsonl", "json", lines),
        "Parquet": Written(
            folder / "a.parquet", "pyarrow", lambda: [row["text"] for row in pq.read_table(folder / "a.parquet").to_pylist()]
        ),
        "pages": Written(folder / "pages", "trafilatura", lambda: map(story, (folder / "pages").iterdir())),
    }


def _exports(articles: pd.DataFrame, folder: Path) -> dict[str, Written]:
    """Vendors' exports, what agencies send, letters, PDFs and a crawl."""
    import pypdf
    import trafilatura
    from lxml import etree
    from lxml import html as pages
    from striprtf.striprtf import rtf_to_text

    stories = [vendors.PrintedStory(str(title), text) for title, text in zip(articles["title"], articles["text"], strict=True)]
    for name, write in vendors.FILES.items():
        (folder / name).write_bytes(write(stories))
    for kind, write_one in (("pdf", vendors.pdf), ("eml", vendors.eml)):
        (folder / kind).mkdir()
        for number, story in enumerate(stories):
            (folder / kind / f"{number}.{kind}").write_bytes(write_one(story))

    def data(name: str) -> bytes:
        return (folder / name).read_bytes()

    def docx() -> Iterable[str]:
        root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data("nexis.docx"))).read("word/document.xml"))
        return "".join(root.itertext()).split("End of Document")

    def factiva() -> Iterable[str]:
        return [article.text_content() for article in pages.fromstring(data("factiva.html")).find_class("article")]

    def letter(path: Path) -> str:
        part = email.message_from_bytes(path.read_bytes(), policy=email.policy.default).get_body(("html",))
        return trafilatura.bare_extraction(part.get_content(), with_metadata=True).text

    def drawn(path: Path) -> str:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)

    def crawled() -> Iterable[str]:
        for page in data("a.warc").split(b"<!doctype html>")[1:]:
            yield trafilatura.bare_extraction(page, with_metadata=True).text

    return {
        "Nexis DOCX": Written(folder / "nexis.docx", "lxml", docx),
        "Nexis RTF": Written(
            folder / "nexis.rtf", "striprtf", lambda: rtf_to_text(data("nexis.rtf").decode()).split("End of Document")
        ),
        "Factiva HTML": Written(
            folder / "factiva.html",
            "lxml",
            factiva,
        ),
        "ProQuest TXT": Written(folder / "proquest.txt", "(open)", lambda: data("proquest.txt").decode().split("_" * 60)),
        "NewsML-G2": Written(
            folder / "newsml.xml", "lxml", lambda: ["".join(item.itertext()) for item in etree.fromstring(data("newsml.xml"))]
        ),
        "ninjs": Written(folder / "ninjs.json", "json", lambda: [item["body_xhtml"] for item in json.loads(data("ninjs.json"))]),
        "PDF": Written(folder / "pdf", "pypdf", lambda: map(drawn, (folder / "pdf").iterdir())),
        "e-mail": Written(folder / "eml", "trafilatura", lambda: map(letter, (folder / "eml").iterdir())),
        "WARC": Written(folder / "a.warc", "trafilatura", crawled),
    }


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
