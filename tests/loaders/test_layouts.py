"""Layouts of real exports beyond those of the other tests: other interface languages, date forms, traps of tables, nested JSON."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analytics.loaders import load
from tests.loaders import exports

FIRST = "“The quay stays shut until the swell drops,” harbour master Bram Ode told reporters in Quillon on Friday."
SECOND = "The storm sank two barges and closed the coast road, the ministry of transport said in a statement."
BOTH = f"{FIRST}\n\n{SECOND}"
FOUND = ("Port shut", "2024-05-03", "The Quay", "Ada Quill")
NESTED: dict[str, Any] = {
    "one.json": {"response": {"content": {"webTitle": "Port shut", "webPublicationDate": "2024-05-03", "fields": {
        "bodyText": BOTH, "byline": "By Ada Quill", "publication": "The Quay"}}}},
    "edges.json": {"data": {"articles": {"edges": [{"node": {
        "title": "Port shut", "body": BOTH, "publishedAt": "2024-05-03", "source": {"name": "The Quay"},
        "author": "Ada Quill"}}]}}},
    "hits.json": {"hits": {"total": 1, "hits": [{"_index": "n", "_source": {
        "title": "Port shut", "text": BOTH, "date": {"$date": "2024-05-03T06:30:00Z"}, "source": "The Quay",
        "author": "Ada Quill"}}]}},
    "columns.json": {"title": {"0": "Port shut"}, "text": {"0": BOTH}, "date": {"0": "2024-05-03"}, "source": {"0": "The Quay"},
                     "author": {"0": "Ada Quill"}},
    "split.json": {"columns": ["title", "text", "date", "source", "author"],
                   "data": [["Port shut", BOTH, "2024-05-03", "The Quay", "Ada Quill"]]},
    "wire.json": {"entries": [{"headline": "Port shut", "article_html": f"<p>{FIRST}</p><p>{SECOND}</p>", "byline": "Ada Quill",
                               "version_created": "2024-05-03T06:30:00Z", "source": "The Quay"}]},
    "ninjs3.json": {"uri": "urn:1", "standard": {"name": "ninjs", "version": "3.0"}, "type": "text", "by": "By Ada Quill",
                    "firstCreated": "2024-05-03T06:30:00Z", "infoSources": [{"name": "The Quay"}],
                    "headlines": [{"value": "Port shut"}],
                    "bodies": [{"contentType": "text/html", "value": f"<p>{FIRST}</p><p>{SECOND}</p>"}]},
}  # fmt: skip
PROQUEST = {
    "de": ("Autor", "Volltext", "Titel", "Publikationstitel", "Publikationsdatum", "3. Mai 2024", "ProQuest-Dokument-ID"),
    "es": ("Autor", "Texto completo", "Título", "Título de publicación", "Fecha de publicación", "3 mayo 2024",
           "ID del documento de ProQuest"),
    "fr": ("Auteur ", "Texte intégral ", "Titre ", "Titre de la publication ", "Date de publication ", "3 mai 2024",
           "ID du document ProQuest "),
}  # fmt: skip
FACTIVA = {
    "fr": ("Par Ada Quill", "40 mots", "3 mai 2024", "Anglais", "Document"),
    "ru": ("Ada Quill", "40 слов", "3 Май 2024", "Английский", "Документ"),
    "ja": ("Ada Quill", "40 ワード", "2024年5月3日", "英語", "ドキュメント"),
}
QUOTED = '"' + BOTH.replace('"', '""') + '"'
TABLES = {
    "preamble.csv": f"Query;Quillon\nText;all\n\nTitel;Text;Datum;Quelle;Autor\nPort shut;{QUOTED};03.05.2024;The Quay;Ada Quill\n",
    "end.csv": f"title,text,date,outlet,author\nPort shut,{QUOTED},2024-05-03,The Quay,Ada Quill,,\n",
    "again.tsv": "title\ttext\tdate\toutlet\tauthor\nTitle\tText\tDate\tOutlet\tAuthor\n"
    f"Port shut\t{QUOTED}\t2024-05-03\tThe Quay\tAda Quill\n",
    "printed.csv": f"title,text,date,source,authors\nPort shut,{QUOTED},2024-05-03,"
    "\"{'id': None, 'name': 'The Quay'}\",['Ada Quill']\n",
    "old.csv": f"title,text,date,outlet,author\rPort shut,{QUOTED.replace(chr(10), ' ')},2024-05-03,The Quay,By Ada Quill\r",
    "table.txt": f"title\ttext\tdate\toutlet\tauthor\nPort shut\t{QUOTED}\t3-May-2024\tThe Quay\tAda Quill\n",
    "guessed.csv": f"A,B,C,outlet,author\nPort shut,{QUOTED},3 May 2024,The Quay,Ada Quill\n",
}


def files() -> Iterator[tuple[str, bytes]]:
    """Files of one article each, in many layouts."""
    for name, value in NESTED.items():
        yield name, json.dumps(value).encode()
    for name, text in TABLES.items():
        yield name, text.encode()
    for language, (author, full, title, outlet, date, day, number) in PROQUEST.items():
        lines = ["_" * 60, "Port shut", f"{author}: Quill, Ada", f"{full}: {FIRST}", SECOND, f"{title}: Port shut",
                 f"{outlet}: The Quay; Quillon", f"{date}: {day}", f"{number}: 77", "_" * 60]  # fmt: skip
        yield f"proquest-{language}.txt", "\n\n".join(lines).encode()
    for language, (by, words, day, spoken, document) in FACTIVA.items():
        head = "".join(f"<div>{value}</div>" for value in (words, day, "The Quay", "QUAYX", spoken, "(c) 2024 Quay Papers"))
        story = "".join(f"<p class='articleParagraph'>{line}</p>" for line in (FIRST, SECOND))
        page = "<div class='article enArticle'><div id='hd'><span class='enHeadline'>Port shut</span></div>"
        page += f"<div class='author'>{by}</div>{head}{story}<p>{document} QUAYX00020240503ek530001k</p></div>"
        yield f"factiva-{language}.html", f"<html><head><meta charset='utf-8'></head><body>{page}</body></html>".encode()


@pytest.mark.parametrize(("name", "data"), list(files()), ids=lambda value: value if isinstance(value, str) else "")
def test_layouts_give_the_same_article(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    loaded = load(tmp_path / name)
    [article] = loaded.articles.itertuples()
    assert (article.title, str(article.published)[:10], article.outlet, article.author) == FOUND, loaded.skipped["reason"].tolist()
    paragraphs = " ".join(article.text.split()).removeprefix("Port shut ")
    assert paragraphs == f"{FIRST} {SECOND}"


CELLS = [
    ("2024-05-03T06:30:00-07:00[America/Los_Angeles]", "2024-05-03T13:30"),
    ("/Date(1714717800000)/", "2024-05-03T06:30"),
    ("03MAY2024", "2024-05-03T00:00"),
    ("2024-05-03T24:00:00Z", "2024-05-04T00:00"),
    ("3 мая 2024", "2024-05-03T00:00"),
]


@pytest.mark.parametrize(("cell", "moment"), CELLS)
def test_layouts_read_dates_as_programs_write_them(tmp_path: Path, cell: str, moment: str) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"text": FIRST, "date": cell}]))
    assert load(tmp_path / "a.json").articles["published"][0].isoformat().startswith(moment)


SAID = [
    ("“It shut.” &quot;Wait,&quot; he said.", "held entities of HTML (&quot;): decoded"),
    (f"{FIRST} (…)", "is cut off: it ends in '(…)'"),
    ("It rained…", "is cut off: it ends in '…'"),
    ("#VALUE!", "is empty ('#VALUE!')"),
    ("ONLY AVAILABLE IN PAID PLANS", "is empty ('ONLY AVAILABLE IN PAID PLANS')"),
]


@pytest.mark.parametrize(("text", "said"), SAID)
def test_layouts_say_what_is_wrong_with_a_text(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"text": text}]))
    assert any(said in reason for reason in load(tmp_path / "a.json").skipped["reason"])


MANY = [
    ("wiso.txt", "Dokumentnummer: 2024050312345"),
    ("a.txt", "Article 1 of 4"),
    ("many.docx", "Result 1 of 4"),
    ("mbox.txt", "From n@quay.example Fri May  3 06:30:00 2024"),
]


@pytest.mark.parametrize(("name", "line"), MANY)
def test_layouts_of_many_articles_that_no_reader_claims_are_named(tmp_path: Path, name: str, line: str) -> None:
    paragraphs = [text for _ in range(4) for text in ("Port shut", line, FIRST, SECOND)]
    data = exports.docx(paragraphs) if name.endswith("docx") else "\n\n".join(paragraphs).encode()
    (tmp_path / name).write_bytes(data)
    assert any("looks like" in reason for reason in load(tmp_path / name).skipped["reason"])


def test_layouts_of_a_mac_keep_their_quotation_marks(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(f'text\n"{FIRST}"\n'.encode("mac_roman"))
    assert load(tmp_path / "a.csv").articles["text"].tolist() == [FIRST]
