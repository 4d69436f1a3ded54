"""A folder with one file of each kind, taken in by the command: every article, every reason, and a library without a fault."""

import gzip
import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from analytics.cli.main import main
from analytics.library import Library
from analytics.loaders import FORMATS, load
from tests.loaders import crawls, exports
from tests.loaders.pages import ATOM, MARKED, mhtml, page
from tests.loaders.workbooks import workbook


def story(number: int) -> list[str]:
    """A story of its own: so that no file is told to be another's copy."""
    return [exports.TITLE, *(f"{line[:-1]}, as of day {number}." for line in exports.STORY)]


def fill(folder: Path) -> None:
    """A file of every family."""
    rows = [{"id": f"r{n}", "title": exports.TITLE, "text": "\n\n".join(story(n)), "date": "2024-05-03"} for n in range(7)]
    (folder / "2024-05-03-plain.txt").write_text("\n\n".join(story(7)), encoding="utf-8")
    (folder / "marked.md").write_text("---\ndate: 2024-05-03\n---\n\n" + "\n\n".join(story(8)), encoding="utf-8")
    pd.DataFrame(rows[:1]).to_csv(folder / "a.csv", index=False)
    pd.DataFrame(rows[1:2]).to_csv(folder / "a.tsv", index=False, sep="\t")
    (folder / "table.txt").write_text("id\ttitle\ttext\nr7\tPort shut\t“It rained,” Ada Quill said.\n", encoding="utf-8")
    (folder / "a.json").write_text(json.dumps(rows[2:3]))
    (folder / "a.jsonl").write_text(json.dumps(rows[3]))
    (folder / "a.xlsx").write_bytes(workbook([list(rows[4]), list(rows[4].values())]))
    pd.DataFrame(rows[5:6]).to_parquet(folder / "a.parquet")
    (folder / "packed.csv.gz").write_bytes(gzip.compress(pd.DataFrame(rows[6:7]).to_csv(index=False).encode()))
    (folder / "page.html").write_text(page("<title>Port shut</title>", story=story(9)[1:]), encoding="utf-8")
    (folder / "archive.mhtml").write_bytes(mhtml(page("<title>Lamp out</title>", story=story(14)[1:])))
    (folder / "page.txt").write_text(page("<title>Port shut</title>", story=story(15)[1:]), encoding="utf-8")
    (folder / "feed.atom").write_text(ATOM.replace("{story}", MARKED.replace("<", "&lt;")), encoding="utf-8")
    (folder / "word.docx").write_bytes(exports.docx(story(10)))
    (folder / "word.rtf").write_bytes(exports.rtf(story(11)))
    (folder / "a.pdf").write_bytes(exports.pdf(exports.wrapped(story(12)[1:])))
    (folder / "letter.eml").write_bytes(exports.eml())
    (folder / "crawl.warc.gz").write_bytes(crawls.warc(packed=True))
    (folder / "factiva.html").write_bytes(exports.factiva_html(labelled=False))
    (folder / "europresse.html").write_bytes(exports.europresse_html().replace(b"QUILLON", b"ALDRA"))
    (folder / "proquest.ris").write_bytes(exports.proquest_ris())
    (folder / "newsml.xml").write_bytes(exports.newsml())
    (folder / "ninjs.json").write_bytes(exports.ninjs())
    (folder / "wires.txt").write_bytes(exports.wires())
    (folder / "cloud.csv").write_bytes(crawls.MEDIA_CLOUD)
    with zipfile.ZipFile(folder / "nexis.zip", "w") as archive:
        archive.writestr("nexis.docx", exports.docx(exports.nexis_cover(exports.TITLE) + exports.nexis(story=story(13)[1:])))


def test_kinds_a_folder_with_one_file_of_each_is_taken_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, library = tmp_path / "pile", tmp_path / "library"
    folder.mkdir()
    fill(folder)
    loaded = load(folder)
    assert set(loaded.formats.values()) == {form.name for form in FORMATS}
    articles = set(loaded.articles["loaded_from"].str.split("#").str[0]) - {"pile/nexis.zip/nexis.docx"}
    silent = {path.name for path in folder.iterdir()} - {label.split("/")[1] for label in articles}
    assert silent == {"nexis.zip", "cloud.csv"}
    assert main(["analyse", str(folder), "--library", str(library)]) == 0
    with Library(library) as kept:
        assert kept.query("SELECT count(*) AS n FROM articles")["n"][0] == len(loaded.articles)
        assert kept.query("SELECT count(*) AS n FROM quotes")["n"][0] >= len(loaded.articles)
    assert main(["check", "--library", str(library)]) == 0
    capsys.readouterr()
