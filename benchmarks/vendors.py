"""Articles written out as vendors, agencies, crawls and mail programs do: what `benchmarks.load` reads."""

from __future__ import annotations

import html
import io
import json
import textwrap
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from typing import NamedTuple

_DAY, _OUTLET = "May 3, 2024", "The Quay"


class PrintedStory(NamedTuple):
    """A headline and a text, whose paragraphs are its lines."""

    title: str
    text: str

    @property
    def paragraphs(self) -> list[str]:
        """The lines that are not blank, without the headline."""
        return [line for line in self.text.split("\n") if line.strip() and line != self.title]


def page(title: str, text: str) -> str:
    """A web page."""
    body = "".join(f"<p>{html.escape(line)}</p>" for line in PrintedStory(title, text).paragraphs)
    head = f"<title>{html.escape(title)}</title><meta property='article:published_time' content='2024-05-03T06:30:00Z'>"
    return f"<!doctype html><html><head>{head}</head><body><article><h1>{html.escape(title)}</h1>{body}</article></body></html>"


def eml(story: PrintedStory) -> bytes:
    """A letter with a plain part and an HTML part."""
    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["Date"] = "News", f"{_OUTLET} <news@quay.example>", "Fri, 03 May 2024 06:30:00 +0000"
    letter.set_content(story.text)
    letter.add_alternative(page(*story), subtype="html")
    return letter.as_bytes()


def pdf(story: PrintedStory) -> bytes:
    """A PDF of one long page, with one line of text per line."""
    lines = [line for paragraph in story.paragraphs for line in textwrap.wrap(paragraph, 90)]
    escaped = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252", "replace") for line in lines)
    drawing = b"BT /F1 10 Tf 50 780 Td 12 TL " + b" ".join(b"(" + line + b") Tj T*" for line in escaped) + b" ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (table, len(out))


def _nexis(stories: list[PrintedStory]) -> list[str]:
    lines: list[str] = []
    for title, text in stories:
        head = [
            title,
            _OUTLET,
            f"{_DAY} Friday",
            "Copyright 2024 Quay Papers All Rights Reserved",
            "Section: NEWS",
            "Length: 95 words",
        ]
        lines += [*head, "Body", *PrintedStory(title, text).paragraphs, "Classification", "Language: ENGLISH", "End of Document"]
    return lines


def _docx(stories: list[PrintedStory]) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in _nexis(stories))
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    return sink.getvalue()


def _rtf(stories: list[PrintedStory]) -> bytes:
    def marked(line: str) -> str:
        plain = line.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        return "".join(c if ord(c) < 128 else f"\\u{ord(c) if ord(c) < 32768 else 63}?" for c in plain)

    body = "".join(f"\\pard\\plain\\f0\\fs20 {marked(line)}\\par\n" for line in _nexis(stories))
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\fswiss\\fcharset0 Arial;}}}}{body}}}".encode()


def _factiva(stories: list[PrintedStory]) -> bytes:
    articles = []
    for title, text in stories:
        lead, *tail = PrintedStory(title, text).paragraphs
        fields = {
            "HD": [title],
            "WC": ["95 words"],
            "PD": ["3 May 2024"],
            "SN": [_OUTLET],
            "LA": ["English"],
            "LP": [lead],
            "TD": tail,
        }
        rows = (f"<tr><td>{c}</td><td>{''.join(f'<p>{html.escape(v)}</p>' for v in vs)}</td></tr>" for c, vs in fields.items())
        articles.append(f"<div class='article enArticle'><table>{''.join(rows)}</table></div>")
    return f"<html><head><meta charset='utf-8'></head><body>{''.join(articles)}</body></html>".encode()


def _proquest(stories: list[PrintedStory]) -> bytes:
    line = "_" * 60
    records = (
        f"\nDocument {n} of {len(stories)}\n\nFull text: {chr(10).join(story.paragraphs)}\n\nTitle: {story.title}\n\n"
        f"Publication title: {_OUTLET}\n\nPublication date: {_DAY}\n\nProQuest document ID: {n}\n\n{line}\n"
        for n, story in enumerate(stories, 1)
    )
    return f"{line}\n{''.join(records)}".encode()


def _newsml(stories: list[PrintedStory]) -> bytes:
    items = []
    for title, text in stories:
        body = "".join(f"<p>{html.escape(line)}</p>" for line in PrintedStory(title, text).paragraphs)
        headline = f"<headline>{html.escape(title)}</headline>"
        about = f"<contentMeta><contentCreated>2024-05-03T06:30:00Z</contentCreated>{headline}</contentMeta>"
        items.append(
            f"<newsItem>{about}<contentSet><inlineXML><html><body>{body}</body></html></inlineXML></contentSet></newsItem>"
        )
    return f'<itemSet xmlns="http://iptc.org/std/nar/2006-10-01/">{"".join(items)}</itemSet>'.encode()


def _ninjs(stories: list[PrintedStory]) -> bytes:
    items = [
        {"uri": f"urn:{n}", "type": "text", "versioncreated": "2024-05-03T06:30:00Z", "headline": story.title,
         "body_xhtml": "".join(f"<p>{html.escape(line)}</p>" for line in story.paragraphs)}
        for n, story in enumerate(stories)
    ]  # fmt: skip
    return json.dumps(items).encode()


def _warc(stories: list[PrintedStory]) -> bytes:
    records = []
    for n, story in enumerate(stories):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(*story).encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://quay.example/{n}\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        records.append(head.encode() + block + b"\r\n\r\n")
    return b"".join(records)


FILES: dict[str, Callable[[list[PrintedStory]], bytes]] = {
    "nexis.docx": _docx,
    "nexis.rtf": _rtf,
    "factiva.html": _factiva,
    "proquest.txt": _proquest,
    "newsml.xml": _newsml,
    "ninjs.json": _ninjs,
    "a.warc": _warc,
}
"""Files that hold all articles, and what writes them."""
