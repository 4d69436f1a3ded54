"""CSV, TSV, JSON, JSONL and Parquet: the text stays as it stands, columns go by many names, what is wrong is said by its row."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.loaders import load

ROWS = [
    {
        "ID": "q1",
        "Headline": "Port shut",
        "Body": "  The port\r\nshut.\n",
        "Pub Date": "2026-03-03",
        "Publisher": "The Quay",
        "mood": "grim",
    },
    {
        "ID": "q2",
        "Headline": "",
        "Body": '“Open, now”; "quoted"\tand=all',
        "Pub Date": "Tue, 03 Mar 2026 10:00:00 +0100",
        "Publisher": "The Quay",
        "mood": "",
    },
]


def write(folder: Path, kind: str) -> Path:
    path = folder / f"rows.{kind}"
    table = pd.DataFrame(ROWS)
    if kind in {"csv", "tsv"}:
        with path.open("w", encoding="utf-8-sig", newline="") as stream:  # a data frame's own writer changes \r\n
            table.to_csv(stream, index=False, sep="\t" if kind == "tsv" else ",", lineterminator="\n")
    elif kind == "json":
        path.write_text(json.dumps({"status": "ok", "articles": ROWS}), encoding="utf-8")
    elif kind == "jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    else:
        table.to_parquet(path)
    return path


@pytest.mark.parametrize(
    "kind, name, first",
    [("csv", "CSV", 2), ("tsv", "TSV", 2), ("json", "JSON", 1), ("jsonl", "JSONL", 1), ("parquet", "Parquet", 1)],
)
def test_tables_of_each_format_give_the_same_articles(tmp_path: Path, kind: str, name: str, first: int) -> None:
    loaded = load(write(tmp_path, kind))
    file = f"rows.{kind}"
    columns = ["article_id", "title", "text", "published", "outlet", "loaded_from"]
    found = [
        tuple(None if pd.isna(v) else str(v) for v in row) for row in loaded.articles[columns].itertuples(index=False, name=None)
    ]
    assert found == [
        ("q1", "Port shut", "  The port\r\nshut.\n", "2026-03-03 00:00:00+00:00", "The Quay", f"{file}#{first}"),
        ("q2", None, "“Open, now”; \"quoted\"\tand=all", "2026-03-03 09:00:00+00:00", "The Quay", f"{file}#{first + 1}"),
    ]  # fmt: skip
    assert (len(loaded.skipped), loaded.formats) == (0, {file: name})


EXPECTED_TEXT = "Expected a column named text, body, content, article, full_text (or use --column text=NAME)"
EXPECTED_JSON = "Expected a list of objects, or one object per line, each with a text"


@pytest.mark.parametrize(
    "name, content, taken, warnings",
    [
        ("a.csv", "", 0, [(None, "an empty file. Expected a header line with a text column, then rows")]),
        ("a.csv", "id,text\n", 0, [(None, "a header line without rows. Expected one article per row")]),
        ("a.csv", "id,mood\n1,grim\n", 0, [(None, f"no text column among 'id', 'mood'. {EXPECTED_TEXT}")]),
        ("a.csv", "id;text\n1;One.\n2;\n3;a;b\n4; \n", 1, [
            (3, "column 'text' is empty. Expected the text of an article"),
            (4, "3 cells under 2 columns. Expected one cell per column, text that holds the separator in quotes"),
            (5, "column 'text' is blank. Expected the text of an article"),
        ]),
        ("a.csv", 'id,text\n1,One.\n2,"Two.\n3,Three.\n4,Four.\n', 4, [
        ]),
        ("a.csv", b"id,text\n1,One.\n2,\x00\x01\n3,Three.\n", 2, [
            (3, "line 3: no text: byte 0x01 at 2. Expected text in UTF-8, UTF-16 or Windows-1252")
        ]),
        ("a.csv", b"id,text\n1,caf\xe9\n2,na\xefve\n", 2, [
            (2, "line 2: byte 0xe9 at 5 is not UTF-8: read as Windows-1252; kept, as are later ones")
        ]),
        ("a.json", "", 0, [(None, f"an empty file. {EXPECTED_JSON}")]),
        ("a.json", "[]", 0, [(None, f"a list without objects. {EXPECTED_JSON}")]),
        ("a.json", "3", 0, [(1, f"int '3', no object. {EXPECTED_JSON}")]),
        ("a.json", '{"text": "One."}', 1, []),
        ("a.json", '{"text": "One."}\n{"text": "Two."}\n', 2, []),
        ("a.json", '[{"text": "One."}, 7, {"text": "Two."}, {"tex', 2, [
            (2, f"int '7', no object. {EXPECTED_JSON}"),
            (4, f"no JSON: Unterminated string starting at. {EXPECTED_JSON}"),
        ]),
        ("a.jsonl", '{"text": "One."}\n\nnope\n{"text": 4}\n{"title": "x"}\n{"text": "Five."}', 2, [
            (3, f"no JSON: Expecting value at line 1, column 1. {EXPECTED_JSON}"),
            (4, "column 'text' holds int, no text. Expected the text of an article"),
            (5, f"no text column among 'title'. {EXPECTED_TEXT}"),
        ]),
        ("a.jsonl", '{"text": "half \\ud800"}\n{"text": "nul \\u0000 and \\u0000"}\n' + "[" * 200_000, 2, [
            (1, "column 'text' held half characters (lone surrogates): replaced, article kept"),
            (2, "column 'text' held 2 NUL characters: removed, article kept"),
            (3, f"no JSON: nested too deeply. {EXPECTED_JSON}"),
        ]),
        ("a.jsonl", '{"text": "' + "x" * 12_000_000 + '"}\n{"text": "Two."}', 1, [
            (1, "a line of 12,000,013 bytes. Expected up to 10,000,000")
        ]),
        ("a.csv", b"id,text\n1,O\x00ne.\n2,Two.\n", 2, [(2, "line 2: a NUL character: removed; kept, as are later ones")]),
        ("a.parquet", b"PAR1 and no more PAR1", 0, None),
        ("a.parquet", b"", 0, None),
    ],
)  # fmt: skip
def test_tables_bad_rows_are_remarked_on_and_the_rest_is_kept(
    tmp_path: Path, name: str, content: str | bytes, taken: int, warnings: list[tuple[int | None, str]] | None
) -> None:
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    loaded = load(tmp_path / name)
    found = [
        (None if pd.isna(row) else row, reason) for row, reason in zip(loaded.skipped["row"], loaded.skipped["reason"], strict=True)
    ]
    assert len(loaded.articles) == taken
    if warnings is None:
        assert [reason.startswith("a broken Parquet file") for _, reason in found] == [True]
    else:
        assert found == warnings


def test_tables_one_id_for_two_texts_keeps_both(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n1,One.\n1,Another.\n1,One.\n")
    loaded = load(tmp_path / "a.csv")
    assert [i.split("-")[0] for i in loaded.articles["article_id"]] == ["1", "1"]
    assert loaded.articles["article_id"].is_unique
    assert list(zip(loaded.skipped["row"], loaded.skipped["reason"], strict=True)) == [
        (3, "id '1' belongs to another text: kept under an id of its own. Expected one text per id"),
        (4, "the same article came before in this input"),
    ]


@pytest.mark.parametrize(
    "record, expected",
    [
        ({"source": {"id": None, "name": "The Quay"}}, {"outlet": "The Quay"}),
        ({"authors": ["Ada Quill", "Bram Ode"]}, {"author": "Ada Quill, Bram Ode"}),
        ({"id": 7.0, "link": "quay.example/7", "lang": "en"}, {"article_id": "7", "url": "quay.example/7", "language": "en"}),
        ({"outlet": "The Quay", "source": "feed"}, {"outlet": "The Quay"}),
        ({"title": "  Port \n shut "}, {"title": "Port shut"}),
        ({"title": "nan"}, {"title": None}),
    ],
)  # fmt: skip
def test_tables_cells_become_ours(tmp_path: Path, record: dict[str, Any], expected: dict[str, str | None]) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "The port shut.", **record}))
    article = load(tmp_path / "a.jsonl").articles.iloc[0]
    assert {name: None if pd.isna(article[name]) else article[name] for name in expected} == expected


@pytest.mark.parametrize(
    "dates, months, warnings",
    [
        (["03/04/2026", "13/04/2026"], ["2026-04-03", "2026-04-13"], 0),
        (["03/04/2026", "04/13/2026"], ["2026-03-04", "2026-04-13"], 0),
        (["03.04.2026", "2026-04-13"], ["2026-04-03", "2026-04-13"], 0),
        (["03/04/2026", "13/04/2026", "04/13/2026"], [None, "2026-04-13", "2026-04-13"], 1),
        (["04/04/2026", "05/05/2026"], ["2026-04-04", "2026-05-05"], 0),
    ],
)
def test_tables_day_or_month_first_is_told_by_the_whole_column(
    tmp_path: Path, dates: list[str], months: list[str | None], warnings: int
) -> None:
    table = pd.DataFrame({"text": [f"Article {n}." for n in range(len(dates))], "date": dates})
    table.to_csv(tmp_path / "a.csv", index=False)
    table.to_json(tmp_path / "a.json", orient="records")
    table.to_parquet(tmp_path / "a.parquet")
    for name in ("a.csv", "a.json", "a.parquet"):
        loaded = load(tmp_path / name)
        found = [None if pd.isna(when) else when.date().isoformat() for when in loaded.articles["published"]]
        assert (found, len(loaded.skipped)) == (months, warnings), name


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json"])
def test_tables_in_other_encodings(tmp_path: Path, encoding: str, name: str) -> None:
    texts = ["“It’s over,” said Zoë.", "Ċafé Ö".replace("Ċ", "C")]
    content = {
        "a.csv": "text,mood\n" + "".join(f'"{text}",grim\n' for text in texts),
        "a.jsonl": "".join(f'{{"text": "{text}"}}\n' for text in texts),
        "a.json": "[" + ",".join(f'{{"text": "{text}"}}' for text in texts) + "]",
    }[name]
    (tmp_path / name).write_bytes(content.encode(encoding))
    loaded = load(tmp_path / name)
    assert loaded.articles["text"].tolist() == texts
    assert (len(loaded.skipped) > 0) == (encoding == "cp1252")


def test_tables_json_list_of_any_size_is_read_in_pieces(tmp_path: Path) -> None:
    texts = [f"Article {n}: " + "the port of Quillon " * 200 for n in range(1000)]
    (tmp_path / "a.json").write_text(
        " [\n" + " ,\n".join(json.dumps({"id": n, "text": text}) for n, text in enumerate(texts)) + "\n]\n "
    )
    loaded = load(tmp_path / "a.json")
    assert loaded.articles["text"].tolist() == texts
    assert loaded.articles["article_id"].tolist()[-1] == "999"
    assert len(loaded.skipped) == 0


@pytest.mark.parametrize("columns, taken", [(1_999, 1), (100_000, 0)])
def test_tables_of_many_columns(tmp_path: Path, columns: int, taken: int) -> None:
    names = ["text", *(f"c{n}" for n in range(columns))]
    (tmp_path / "a.csv").write_text(",".join(names) + "\n" + ",".join(["The port shut."] * len(names)) + "\n")
    loaded = load(tmp_path / "a.csv")
    assert (len(loaded.articles), len(loaded.skipped)) == (taken, 1 - taken)
