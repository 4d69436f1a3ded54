"""Whatever a file holds, each of its items is an article, a line of the report, or known already."""

import io
import json
import random
from collections.abc import Callable
from html import escape
from pathlib import Path

import pandas as pd
import pytest

from analytics.loaders import load, load_batches
from analytics.loaders.batches import number
from tests.loaders import exports
from tests.loaders.exports import OTHER, STORY
from tests.loaders.workbooks import workbook

Item = tuple[str, list[str]]
"""A headline and the paragraphs of a text, which may be none."""


def items_of(seed: int) -> list[Item]:
    """Good, empty and repeated items, in any order."""
    rng = random.Random(seed)
    items: list[Item] = []
    for n in range(rng.randint(3, 9)):
        kind = rng.choice(["good", "good", "empty", "again", "short"])
        if kind == "again" and items:
            items.append(rng.choice(items))
        elif kind == "empty":
            items.append((f"Lamp {n}", []))
        elif kind == "short":
            items.append((f"Lamp {n}", [f"It rained {n} times."]))
        else:
            items.append((f"Lamp {n}", [f"{line} It was day {n}." for line in rng.choice([STORY, OTHER])]))
    return items


def _rows(items: list[Item]) -> list[dict[str, str]]:
    return [{"title": title, "text": "\n\n".join(story)} for title, story in items]


def _csv(items: list[Item]) -> bytes:
    return pd.DataFrame(_rows(items)).to_csv(index=False).encode()


def _tsv(items: list[Item]) -> bytes:
    return ("title\ttext\n" + "\n".join(f"{title}\t{' '.join(story)}" for title, story in items) + "\n").encode()


def _parquet(items: list[Item]) -> bytes:
    sink = io.BytesIO()
    pd.DataFrame(_rows(items)).to_parquet(sink)
    return sink.getvalue()


def _xlsx(items: list[Item]) -> bytes:
    return workbook([["title", "text"], *([row["title"], row["text"]] for row in _rows(items))])


def _json(items: list[Item]) -> bytes:
    return json.dumps({"response": {"results": _rows(items)}}).encode()


def _jsonl(items: list[Item]) -> bytes:
    return "\n".join(map(json.dumps, _rows(items))).encode()


def _nexis(items: list[Item]) -> list[str]:
    lines = ["Job Number: 1", f"Documents ({len(items)})"]
    for title, story in items:
        lines += [
            title,
            "The Quay",
            "May 3, 2024 Friday",
            "Copyright 2024 Quay",
            "Length: 9 words",
            "Body",
            *story,
            "Classification",
            "End of Document",
        ]
    return lines


def _lexis(items: list[Item]) -> bytes:
    text = ""
    for n, (title, story) in enumerate(items, 1):
        text += f"\n{' ' * 20}{n} of {len(items)} DOCUMENTS\n\n{' ' * 20}The Quay\n\n"
        text += f"{' ' * 20}May 3, 2024 Friday\n\n{title}\n\nLENGTH: 9 words\n\n"
        text += "\n\n".join(story) + "\n\nLOAD-DATE: May 4, 2024\n"
    return text.encode()


def _factiva(items: list[Item]) -> bytes:
    body = ""
    for n, (title, story) in enumerate(items):
        lines = ["9 words", "3 May 2024", "The Quay", "QUAYX", "English", "(c) 2024 Quay"]
        body += f"<div class='article enArticle'><div id='hd'><span class='enHeadline'>{title}</span></div>"
        body += "".join(f"<div>{line}</div>" for line in lines) + "".join(f"<p>{line}</p>" for line in story)
        body += f"<p>Document QUAYX00020240503ek53000{n:02d}</p></div>"
    return f"<html><body>{body}</body></html>".encode()


def _proquest(items: list[Item]) -> bytes:
    line = "_" * 60
    parts = [
        f"{title}\n\nFull text: {chr(10).join(story)}\n\nTitle: {title}\n\nProQuest document ID: 7\n" for title, story in items
    ]
    return f"\n{line}\n\n".join(["", *parts, ""]).encode()


def _wires(items: list[Item]) -> bytes:
    return "\n".join(
        f"APA0{n:03} 5 AI 0098   3.Mai 2024\n\nTransport/Ports\n\n{title} =\n\n"
        + "\n\n".join(story)
        + "\n(Schluss) aqu\n\n031015 Mai 24\n"
        for n, (title, story) in enumerate(items)
    ).encode()


def _ris(items: list[Item]) -> bytes:
    return "\n".join(f"TY  - NEWS\nT1  - {title}\nN1  - Full text: {' '.join(story)}\nER  - \n" for title, story in items).encode()


def _newsml(items: list[Item]) -> bytes:
    body = "".join(
        f"<newsItem><contentMeta><headline>{title}</headline></contentMeta><contentSet><inlineXML><html><body>"
        f"{''.join(f'<p>{escape(line)}</p>' for line in story)}</body></html></inlineXML></contentSet></newsItem>"
        for title, story in items[1:]
    )
    return (
        f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet><packageItem/>{body}</itemSet></newsMessage>'.encode()
    )


def _ninjs(items: list[Item]) -> bytes:
    found = [
        {"uri": f"urn:{n}", "type": "text", "versioncreated": "2024-05-03", "headline": title,
         "body_html": "".join(f"<p>{escape(line)}</p>" for line in story)}
        for n, (title, story) in enumerate(items)
    ]  # fmt: skip
    return json.dumps({"_items": found}).encode()


def _feed(items: list[Item]) -> bytes:
    entries = "".join(
        f"<item><title>{title}</title><description>{escape(' '.join(story))}</description></item>" for title, story in items
    )
    return f'<rss version="2.0"><channel><title>The Quay</title>{entries}</channel></rss>'.encode()


def _between_rules(items: list[Item]) -> bytes:
    return f"\n\n{'=' * 40}\n\n".join("\n\n".join([title, "3 May 2024", *story]) for title, story in items).encode()


def _with_labels(items: list[Item]) -> bytes:
    return "\n\n".join("\n\n".join([f"Title: {title}\nDate: 3 May 2024", *story]) for title, story in items).encode()


def _word(items: list[Item]) -> list[str]:
    return [line for title, story in items for line in ["_" * 40, title, "3 May 2024", *story]]


def _factiva_lines(items: list[Item]) -> list[str]:
    about = ["9 words", "3 May 2024", "The Quay", "QUAYX", "English", "(c) 2024 Quay"]
    return [
        line
        for n, (title, story) in enumerate(items)
        for line in [title, *about, *story, f"Document QUAYX00020240503ek53000{n:02d}"]
    ]


def _proquest_lines(items: list[Item]) -> list[str]:
    return _proquest(items).decode().split("\n")


def _proquest_xml(items: list[Item]) -> bytes:
    texts = ("".join(f"<p>{escape(line)}</p>" for line in story) for _, story in items)
    body = "".join(
        f"<Record><GOID>7</GOID><Obj><Title>{title}</Title></Obj><TextInfo><Text>{escape(text)}</Text></TextInfo></Record>"
        for (title, _), text in zip(items, texts, strict=True)
    )
    return f"<Records>{body}</Records>".encode()


def _europresse(items: list[Item]) -> bytes:
    body = "".join(
        f"<article><header><span class='DocPublicationName'>The Quay</span><p class='titreArticleVisu'>{title}</p></header>"
        f"<div class='docOcurrContainer'>{''.join(f'<p>{escape(line)}</p>' for line in story)}</div></article>"
        for title, story in items
    )
    return f"<html><body>{body}</body></html>".encode()


def _newsml_1(items: list[Item]) -> bytes:
    body = "".join(
        f"<NewsItem><NewsComponent><NewsLines><HeadLine>{title}</HeadLine></NewsLines><ContentItem><DataContent>"
        f"{''.join(f'<p>{escape(line)}</p>' for line in story)}</DataContent></ContentItem></NewsComponent></NewsItem>"
        for title, story in items
    )
    return f"<NewsML Version='1.2'>{body}</NewsML>".encode()


def _nitf(items: list[Item]) -> bytes:
    body = "".join(
        f"<nitf><body><body.head><hedline><hl1>{title}</hl1></hedline></body.head><body.content>"
        f"{''.join(f'<p>{escape(line)}</p>' for line in story)}</body.content></body></nitf>"
        for title, story in items
    )
    return f"<wire>{body}</wire>".encode()


def _other_columns(items: list[Item]) -> bytes:
    """A table whose columns have to be guessed."""
    rows = [{"A": title, "B": "\n\n".join(story)} for title, story in items]
    return pd.DataFrame(rows).to_csv(index=False, sep=";").encode()


def _no_text_column(items: list[Item]) -> bytes:
    return "\n".join(json.dumps({"title": title, "mood": len(story)}) for title, story in items).encode()


def _broken_rows(items: list[Item]) -> bytes:
    """A table of which every other row has a quotation mark too many or a cell too many."""
    rows = (f'{title},"{" ".join(story).replace(chr(34), "")}"' for title, story in items)
    return ("title,text\n" + "".join(f"{row}{',x,y' if n % 3 == 1 else ''}\n" for n, row in enumerate(rows))).encode()


WRITERS: dict[str, Callable[[list[Item]], bytes]] = {
    "rules.txt": _between_rules,
    "labels.txt": _with_labels,
    "rules.md": _between_rules,
    "rules.docx": lambda items: exports.docx(_word(items)),
    "rules.rtf": lambda items: exports.rtf(_word(items)),
    "a.csv": _csv,
    "guessed.csv": _other_columns,
    "broken.csv": _broken_rows,
    "no-text.jsonl": _no_text_column,
    "a.tsv": _tsv,
    "table.txt": _tsv,
    "a.json": _json,
    "a.jsonl": _jsonl,
    "keyed.json": lambda items: json.dumps({str(n): row for n, row in enumerate(_rows(items))}).encode(),
    "paragraphs.jsonl": lambda items: "\n".join(json.dumps({"title": title, "body": story}) for title, story in items).encode(),
    "a.parquet": _parquet,
    "a.xlsx": _xlsx,
    "wires.txt": _wires,
    "nexis.docx": lambda items: exports.docx(_nexis(items)),
    "nexis.rtf": lambda items: exports.rtf(_nexis(items)),
    "lexis.txt": _lexis,
    "factiva.html": _factiva,
    "factiva.rtf": lambda items: exports.rtf(_factiva_lines(items)),
    "factiva.txt": lambda items: "\n".join(_factiva_lines(items)).encode(),
    "proquest.txt": _proquest,
    "proquest.rtf": lambda items: exports.rtf(_proquest_lines(items)),
    "proquest.ris": _ris,
    "proquest.xml": _proquest_xml,
    "europresse.html": _europresse,
    "newsml.xml": _newsml,
    "newsml1.xml": _newsml_1,
    "nitf.xml": _nitf,
    "ninjs.json": _ninjs,
    "feed.xml": _feed,
}
FEW = 2


@pytest.mark.parametrize("name", WRITERS)
def test_nothing_is_lost_in_silence(tmp_path: Path, name: str) -> None:
    for seed in range(FEW):
        items = items_of(seed)
        (tmp_path / name).write_bytes(WRITERS[name](items))
        loaded = load(tmp_path / name)
        left_out = loaded.skipped[~loaded.skipped["reason"].str.contains("kept|in another language|columns guessed")]
        assert len(loaded.articles) + len(left_out) == len(items), loaded.skipped["reason"].tolist()
        known = {number(one): None for one in loaded.articles["article_id"]}
        again = list(load_batches([tmp_path / name], known=known))
        assert sum(len(batch.articles) for batch in again) == 0
        told = sum(1 for batch in again for reason in batch.skipped["reason"] if "columns guessed" not in reason)
        assert sum(batch.known for batch in again) + told == len(items)
