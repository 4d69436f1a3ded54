"""Spark: a real cluster, one worker of which is killed in the middle, gives the files that one process gives."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from analytics.library import Library
from analytics.library.checks import find_problems
from analytics.library.copies import PRINTS
from analytics.library.damage import FILES
from analytics.loaders.options import Options
from analytics.spark.listing import chunks, in_folder
from analytics.spark.plan import plan
from analytics.spark.staging import ListedFile, stage
from analytics.spark.units import analyse_unit, ids_at
from analytics.tables import Skipped
from analytics.tasks.ingest import take_in
from tests.spark.cluster import SparkWorkers, cluster
from tests.spark.driver import SIZE

ROOT = Path(__file__).parents[2]
PEOPLE = ("Ada Quill", "Robert Lund", "Ines Vale", "Quill", "Mr Lund")
SAID = "“The harbour of ward {} stays open until {}.” {} said that on Monday, and the council agreed with it at once."
LINKS = ("names", "actors", "copies", "joined")


def article(n: int) -> str:
    return SAID.format(n % 7, n, PEOPLE[n % 5])


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files in several formats, with all that makes an id or a warning depend on other files."""
    folder = tmp_path_factory.mktemp("spark") / "news"
    folder.mkdir()
    rows: list[dict[str, Any]] = [
        {"id": f"a{n}", "text": article(n), "outlet": f"Echo {n % 3}", "published": f"2026-01-{n % 28 + 1:02d}"} for n in range(24)
    ]
    rows += [{"id": "a1", "text": article(90)}, rows[5], {"id": "a91", "text": article(7)}, {"id": "a92", "text": ""}]
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    pd.DataFrame([{"id": f"a{n}", "text": article(n + 40), "date": f"0{n}/01/2026"} for n in range(6)]).to_parquet(
        folder / "b.parquet"
    )
    for n in range(3):
        (folder / f"c{n}.txt").write_text(f"Harbour {n}\n\n{article(n + 60)}\n")
    (folder / "d.txt").write_text(
        "Der Hafen\n\nDer Hafen ist seit Montag zu, und es ist nicht bekannt, wann die Schiffe in ihm wieder auslaufen, sagt er.\n"
    )
    (folder / "e.txt").write_text("Overview\n\n" + "".join(f"{article(n)}\n\nArticle {n} of 3\n\n" for n in (1, 2, 3)))
    (folder / "f.urls.txt").write_text("https://quay.example/port\n")
    (folder / "g.docm").write_bytes(b"\0")
    (folder / "README.md").write_text("Not an article.\n")
    (folder / "h.txt").write_text(article(70))
    page = f"<html><head><title>Port</title></head><body><article><p>{article(71)}</p></article></body></html>"
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://quay.example/a\r\nContent-Length: {len(answer.encode())}"
    (folder / "i.warc").write_bytes(f"{head}\r\n\r\n{answer}\r\n\r\n".encode())
    with zipfile.ZipFile(folder / "z.zip", "w") as packed:
        packed.writestr("in/k.txt", article(72))
        packed.writestr("in/l.csv", f"id,text\na1,{article(90)}\na93,{article(73)}\n")
    return folder


@pytest.fixture(scope="module")
def whole(news: Path) -> dict[str, Any]:
    """What one process makes of the folder."""
    with Library(news.parent / "whole", create=True) as library:
        for _ in [*take_in(library, [news], size=SIZE), *take_in(library, [news], size=SIZE)]:
            pass
    return contents(news.parent / "whole")


def contents(folder: Path) -> dict[str, Any]:
    """Return all tables of a library, file by file, and what its runs record of their inputs."""
    with Library(folder) as library:
        assert list(find_problems(library)) == []
        batches = library.batches()
    tables: dict[str, Any] = {
        f"{b.name}/{name}": pq.read_table(b / f"{name}.parquet").to_pylist() for b in batches for name in FILES
    }
    tables |= {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in LINKS}
    runs = [json.loads(line) for line in (folder / "runs.jsonl").read_text().splitlines()]
    assert all(run["ended"] for run in runs)
    return tables | {f"run {n}": (run["inputs"], run["counts"]) for n, run in enumerate(runs, 1)}


def test_whole_run_has_each_kind_of_decision(whole: dict[str, Any]) -> None:
    reasons = [row["reason"] for name, rows in whole.items() if name.endswith("/skipped") for row in rows]
    for words in (
        "came before",
        "belongs to another text",
        "in another language",
        "looks like 3 articles",
        "not fetched",
        "no format",
    ):
        assert any(words in reason for reason in reasons), words
    assert len([name for name in whole if name.endswith(f"/{PRINTS}")]) > 4


@pytest.mark.parametrize("files_of_a_chunk", [1, 3, 100])
def test_units_analysed_twice_in_any_order_are_the_batches_of_one_process(
    news: Path, whole: dict[str, Any], tmp_path: Path, files_of_a_chunk: int
) -> None:
    """The steps of the cluster without the cluster: each task twice, the last unit first, with the leavings of a killed task."""
    listed = [one for chunk in chunks([news], Options(), None) for one in chunk]
    divided = [listed[at : at + files_of_a_chunk] for at in range(0, len(listed), files_of_a_chunk)]
    staged = [stage(tmp_path, n, chunk, Options()) for n, chunk in reversed([*enumerate(divided)])]
    assert staged == [stage(tmp_path, n, chunk, Options()) for n, chunk in reversed([*enumerate(divided)])]
    units = list(plan(sorted(staged), {}, SIZE, lambda chunk, items: ids_at(tmp_path, chunk, items)))
    (tmp_path / "batches" / f".{units[2].folder}-0badcafe").mkdir(parents=True)
    batches = [analyse_unit(tmp_path, unit) for unit in reversed(units)]
    assert batches == [analyse_unit(tmp_path, unit) for unit in reversed(units)]
    with Library(tmp_path / "library", create=True) as library:
        for batch in reversed(batches):
            library.adopt(batch)
        made = {f"{b.name}/{name}": pq.read_table(b / f"{name}.parquet").to_pylist() for b in library.batches() for name in FILES}
    assert made == {name: rows for name, rows in whole.items() if "/" in name}


def test_spark_reports_files_that_it_would_pass_over() -> None:
    """Spark reads no file whose name begins with an underscore: a line says so, and the others are read."""
    paths = ["s3a://press/news/in/_b.txt", "s3a://press/news/a.txt", "s3a://press/news/.c.txt", "s3a://press/news/d.docm"]
    left = [SimpleNamespace(getPath=lambda path=path: path) for path in paths]
    files = SimpleNamespace(hasNext=lambda: bool(left), next=left.pop)
    found = list(in_folder(SimpleNamespace(listFiles=lambda *_: files), "s3a://press/news", "news"))
    assert found[0] == ListedFile("s3a://press/news/a.txt", "news/a.txt", False)
    assert [one.file for one in found[1:] if isinstance(one, Skipped)] == ["news/d.docm", "news/in/_b.txt"]


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkWorkers]:
    if not importlib.util.find_spec("pyspark") or not shutil.which("java"):
        if os.environ.get("CI") == "true":
            pytest.fail("under CI the tests of Spark must run: install Java 17 and the package pyspark")
        pytest.skip("Spark is not tested: it needs Java 17 and the package pyspark")
    with cluster(tmp_path_factory.mktemp("cluster")) as started:
        yield started


def test_spark_gives_the_files_of_one_process_though_a_worker_is_killed(
    news: Path, whole: dict[str, Any], workers: SparkWorkers, tmp_path: Path
) -> None:
    """The first run loses a worker when its first batch is in; the second finds all there; the third reads through Spark itself."""
    options = f"--engine spark --master {workers.master} --library"
    first, other = tmp_path / "first", tmp_path / "other"
    runs = [f"analyse {news} {options} {first}", f"analyse {news} {options} {first}", f"analyse {news.as_uri()} {options} {other}"]
    command = [sys.executable, "-m", "tests.spark.driver", *runs]
    with subprocess.Popen(
        command, cwd=ROOT, env=workers.environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stderr and run.stdout
        said = []
        for line in run.stderr:
            said.append(line)
            if " articles, " in line and workers.workers[0].poll() is None:
                workers.kill(0)
        printed = run.stdout.read()
    assert run.returncode == 0, "".join(said)
    assert workers.workers[0].poll() is not None
    assert len(printed.splitlines()) == len(runs)
    assert contents(first) == whole
    assert contents(other) == {name: rows for name, rows in whole.items() if name != "run 2"}
    assert not (first / "spark").exists()
