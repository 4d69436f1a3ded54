"""Files as vendors and agencies write them, built from invented stories: each function gives the bytes of one."""

import io
import json
import struct
import zipfile
from email.message import EmailMessage
from html import escape

TITLE, SECOND = "Quillon port shut as dockers walk out", "Ferry fares to rise in Aldra"
STORY = [
    "QUILLON, Mar 3 (Pressa) — The port of Quillon shut on Tuesday after its dockers walked out over a cut to their night pay.",
    "“We will not sail until they are back,” Mara Ode told reporters on the east quay, where cranes stood idle in the rain.",
    "The union said that all 400 of its members had joined the strike, the first at the port in nine years, and more would follow.",
    "Talks are to go on this week at the old corn hall, under a mediator whom both sides have called fair, people there said.",
]
OTHER = [
    "Ferry fares between Aldra and the isles will rise by a tenth in May, the harbour board of the town said on Thursday night.",
    "“Nobody likes it, and we have put it off for two years,” Bram Tolle, who chairs the board, said after a meeting of an hour.",
    "Islanders who came to listen said that they would write to the minister, and some of them walked out before the vote.",
]


def docx(paragraphs: list[str], *, box: str = "") -> bytes:
    """A DOCX with its header apart, a line break where a paragraph has one, and a text box."""

    def run(text: str) -> str:
        return "<w:r>" + "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n")) + "</w:r>"

    body = "".join(f"<w:p>{run(text)}</w:p>" for text in paragraphs)
    if box:
        body += f"<w:p><w:r><w:pict><w:txbxContent><w:p>{run(box)}</w:p></w:txbxContent></w:pict></w:r></w:p>"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    header = f"<w:hdr {space}><w:p>{run('Page 1 of 2')}</w:p></w:hdr>"
    return docx_of(f'<?xml version="1.0"?><w:document {space}><w:body>{body}</w:body></w:document>'.encode(), header.encode())


def docx_of(document: bytes, header: bytes = b"") -> bytes:
    """A DOCX of its main part."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
        archive.writestr("word/header1.xml", header)
    return sink.getvalue()


def rtf(paragraphs: list[str], *, codepage: int = 1252) -> bytes:
    """An RTF with a font table, a header, a picture and a link."""

    def marked(text: str) -> str:
        plain = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}").replace("\t", "\\tab ").replace("\n", "\\line ")
        halves = [c if ord(c) < 128 else c.encode("utf-16-le") for c in plain]
        return "".join(
            h if isinstance(h, str) else "".join(f"\\u{n}?" for n in struct.unpack(f"<{len(h) // 2}h", h)) for h in halves
        )

    body = "".join(f"\\pard\\plain\\f0\\fs20 {marked(text)}\\par\n" for text in paragraphs)
    fonts = "{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}}{\\header\\pard Page 1 of 2\\par}"
    return f"{{\\rtf1\\ansi\\ansicpg{codepage}\\deff0{fonts}{{\\pict\\pngblip {'89504e47' * 20}}}{body}}}".encode("ascii")


def nexis_cover(*titles: str) -> list[str]:
    entries = [
        line for n, title in enumerate(titles, 1) for line in (f"{n}. {title}", "Client/Matter: -None-", "Search Terms: port")
    ]
    return [
        "User Name: Ada Quill",
        "Date and Time: Friday, May 3, 2024 10:12:00 AM EDT",
        "Job Number: 77",
        f"Documents ({len(titles)})",
        *entries,
        "Search Type: Terms and Connectors",
        "Narrowed by:",
        "Content Type\tNarrowed by",
        "News\tTimeline: May 01, 2024 to May 03, 2024",
    ]


def nexis(
    title: str = TITLE, story: list[str] | None = None, *, date: str = "May 3, 2024 Friday", language: str = "en"
) -> list[str]:
    """The paragraphs of a document of Nexis Uni, its labels in a language."""
    section, length, byline, body, after, end = {
        "en": ("Section", "Length", "Byline", "Body", "Classification", "End of Document"),
        "de": ("Rubrik", "Länge", "Autor", "Text", "Klassifizierung", "Dokumentende"),
        "fr": ("Rubrique", "Longueur", "Auteur", "Corps", "Classification", "Fin du document"),
    }[language]
    return [
        title,
        "The Quay (Quillon)",
        date,
        "Copyright 2024 Quay Papers Limited All Rights Reserved",
        "",
        f"{section}: NEWS; Pg. 12",
        f"{length}: 95 words",
        f"{byline}: Ada Quill",
        "Highlight: Dockers want their night pay back.",
        f"{body}",
        *(story or STORY),
        "Graphic",
        "",
        "Cranes in the rain",
        "Load-Date: May 4, 2024",
        f"{after}",
        "Language: ENGLISH",
        "Publication-Type: Newspaper",
        "Subject: PORTS (90%); STRIKES (88%)",
        "Load-Date: May 4, 2024",
        end,
    ]


def lexis_old() -> bytes:
    """Two documents in the layout of LexisNexis Academic."""
    documents = []
    for n, (title, story) in enumerate([(TITLE, STORY), (SECOND, OTHER)], 1):
        head = f"                               {n} of 2 DOCUMENTS\n\n\n                                  The Quay\n\n"
        head += (
            f"                             May {n + 2}, 2009 Monday\n                                 Final Edition\n\n{title}\n\n"
        )
        labels = "BYLINE: Ada Quill\n\nSECTION: NEWS; Pg. 12\n\nLENGTH: 95 words\n\nDATELINE: QUILLON\n\n"
        tail = "\n\nGRAPHIC: Cranes\n\nLOAD-DATE: May 6, 2009\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n"
        documents.append(head + labels + "\n\n".join(story) + tail + "                     Copyright 2009 Quay Papers\n\n")
    return "".join(documents).encode()


FACTIVA = [
    ("HD", TITLE),
    ("BY", "By Ada Quill"),
    ("WC", "95 words"),
    ("PD", "3 May 2024"),
    ("ET", "06:30"),
    ("SN", "The Quay"),
    ("SC", "QUAYX"),
    ("PG", "12"),
    ("LA", "English"),
    ("CY", "Copyright 2024. Quay Papers Limited."),
    ("LP", ""),
    ("TD", ""),
]
NUMBER = "Document QUAYX00020240503ek530001k"


def _factiva_texts(title: str, story: list[str]) -> list[tuple[str, list[str]]]:
    own = {"HD": [title], "LP": story[:1], "TD": story[1:]}
    return [(code, own.get(code, [value])) for code, value in FACTIVA]


def factiva_rtf(*, labelled: bool) -> bytes:
    lines: list[str] = []
    for title, story in ((TITLE, STORY), (SECOND, OTHER)):
        for code, values in _factiva_texts(title, story):
            lines += [f"{code}\t{values[0]}", *values[1:]] if labelled else [v.removeprefix("By ") for v in values]
        lines += [f"AN\t{NUMBER}" if labelled else NUMBER]
    return rtf([*lines, "Search Summary", "© 2024 Factiva, Inc. All rights reserved."])


def factiva_html(*, labelled: bool) -> bytes:
    articles = []
    for title, story in ((TITLE, STORY), (SECOND, OTHER)):
        texts = _factiva_texts(title, story)
        if labelled:
            rows = [f"<tr><td><b>{c}</b></td><td>{''.join(f'<p>{escape(v)}</p>' for v in vs)}</td></tr>" for c, vs in texts]
            articles.append(
                f"<div class='article enArticle'><table>{''.join(rows)}<tr><td>AN</td><td>{NUMBER}</td></tr></table></div>"
            )
            continue
        head = f"<div id='hd'><span class='enHeadline'>{title}</span></div><div class='author'>Ada Quill</div>"
        head += "".join(f"<div>{vs[0]}</div>" for c, vs in texts if c not in {"HD", "BY", "LP", "TD"})
        body = "".join(f"<p class='articleParagraph enarticleParagraph'>{escape(line)}</p>" for line in story)
        articles.append(f"<div class='article enArticle'>{head}{body}<p>{NUMBER}</p></div>")
    return f"<html><head><meta charset='utf-8'><title>Factiva</title></head><body>{''.join(articles)}</body></html>".encode()


def factiva_xml() -> bytes:
    def article(title: str, story: list[str]) -> str:
        lead, *tail = (f"<paragraph display='Proportional'><para>{escape(line)}</para></paragraph>" for line in story)
        return (
            f"<article><headline fid='HD'><paragraph>{title}</paragraph></headline><byline>By Ada Quill</byline>"
            "<baseLanguage>en</baseLanguage><sourceName>The Quay</sourceName>"
            "<publicationDate><date>2024-05-03</date></publicationDate>"
            f"<accessionNo>QUAYX00020240503ek530001k</accessionNo><leadParagraph>{lead}</leadParagraph>"
            f"<tailParagraphs>{''.join(tail)}</tailParagraphs></article>"
        )

    return f"<ppsarticle><ppsarticledata>{article(TITLE, STORY)}{article(SECOND, OTHER)}</ppsarticledata></ppsarticle>".encode()


def europresse_html() -> bytes:
    """Two articles as Europresse saves them."""

    def article(title: str, story: list[str]) -> str:
        text = "".join(f"<p>{escape(line)}</p>" for line in story)
        return (
            "<article><header><span class='DocPublicationName'>The Quay</span><span class='DocHeader'>vendredi 3 mai 2024</span>"
            f"<div class='titreArticle'><p class='titreArticleVisu'>{title}</p></div>"
            "<div class='docAuthors'>Ada Quill</div></header>"
            f"<div class='docOcurrContainer'>{text}</div></article>"
        )

    return (
        f"<html><head><title>Europresse</title></head><body>{article(TITLE, STORY)}{article(SECOND, OTHER)}</body></html>".encode()
    )


def lexis_html() -> bytes:
    """Two documents in the layout of LexisNexis, in HTML."""

    def block(text: str) -> str:
        return f'<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c2">{escape(text)}</SPAN></P></DIV>\n'

    body = ""
    for n, (title, story) in enumerate(((TITLE, STORY), (SECOND, OTHER)), 1):
        lines = [f"{n} of 2 DOCUMENTS", "The Quay", "May 3, 2024 Friday", title, "BYLINE: Ada Quill", "LENGTH: 95 words", *story]
        body += "".join(map(block, [*lines, "LOAD-DATE: May 6, 2024", "LANGUAGE: ENGLISH"]))
    return f"<HTML><HEAD><TITLE>Quay_2024</TITLE></HEAD><BODY>{body}</BODY></HTML>".encode()


def newsml_1() -> bytes:
    """An item of NewsML 1.2 with NITF in it."""
    body = "".join(f"<p>{escape(line)}</p>" for line in STORY)
    return (
        '<NewsML Version="1.2"><NewsItem><NewsManagement><FirstCreated>20240503T000000Z</FirstCreated></NewsManagement>'
        f"<NewsComponent><NewsLines><HeadLine>{TITLE}</HeadLine></NewsLines><ContentItem><MediaType FormalName='Text'/>"
        f"<DataContent><nitf><body>"
        f"<body.content>{body}</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
    ).encode()


def guardian() -> bytes:
    """The answer of a service whose articles lie two levels down."""
    fields = {"bodyText": "\n\n".join(STORY), "byline": "Ada Quill"}
    return json.dumps(
        {"response": {"results": [{"webTitle": TITLE, "webPublicationDate": "2024-05-03", "fields": fields}]}}
    ).encode()


def several() -> bytes:
    """A text file of four stories: with labels, with front matter, or between rules."""
    labelled = f"Title: {TITLE}\nSource: The Quay\nDate: 3 May 2024\n\n" + "\n".join(STORY)
    fronted = f"---\ntitle: {SECOND}\ndate: 2024-05-03\n---\n" + "\n".join(OTHER)
    clipped = f"{SECOND}\nThe Quay · 3 May 2024 · 4 · By Ada Quill\n\n" + "\n".join(OTHER[:2])
    plain = f"{TITLE}\n\nQUILLON (NNA), May 3, 2024: " + "\n".join(STORY[1:])
    return f"\n{'=' * 40}\n".join([labelled, clipped, plain, fronted]).encode()


def wires() -> bytes:
    """Two messages of one agency as plain text."""
    stories = [(TITLE, STORY), (SECOND, OTHER)]
    return "\n\n".join(
        f"APA028{n} 5 AI 0098                        Fr, 03.Mai 2024\n\nTransport/Ports/Quillon\n\n{title} =\n\n   "
        + "\n   ".join(story)
        + f"\n(Schluss) aqu/bro\n\nAPA028{n}    2024-05-03/10:15\n\n031015 Mai 24\n"
        for n, (title, story) in enumerate(stories, 1)
    ).encode()


def proquest_txt() -> bytes:
    line = "_" * 60
    parts = ["Report Information from ProQuest\n03 May 2024 10:12\n", "Table of contents\n1. " + TITLE + "\n"]
    for n, (title, story) in enumerate([(TITLE, STORY), (SECOND, OTHER), ("Tolls to go", [])], 1):
        full = "Full text: " + "\n\n".join(story) if story else "Abstract: The tolls of Aldra bridge are to go."
        parts.append(
            f"Document {n} of 3\n\n{title}\n\nAuthor: Quill, Ada\n\n"
            f"Publication info: The Quay ; Quillon [Quillon]. 03 May 2024: 12.\n\n"
            f"ProQuest document link\n\n{full}\n\nSubject: Ports; Strikes\n\nTitle: {title}\n\n"
            f"Publication title: The Quay; Quillon\n\n"
            f"First page: 12\n\nPublication year: 2024\n\nPublication date: May 3, 2024\n\nSource type: Newspapers\n\n"
            f"Language of publication: English\n\nProQuest document ID: 77{n}\n\n"
            f"Document URL: https://papers.example/docview/77{n}?accountid=1\n\nCopyright: Copyright Quay Papers May 3, 2024\n"
        )
    return f"\n{line}\n\n".join(["", *parts, ""]).encode()


def proquest_ris() -> bytes:
    records = [
        f"TY  - NEWS\nT1  - {title}\nAU  - Quill, Ada\nJF  - The Quay\nY1  - 2024/05/03/\nDA  - 2024 May 03\nLA  - English\n"
        f"UR  - https://papers.example/docview/77\nN1  - Copyright - Quay Papers\nN1  - Full text: {' '.join(story)}\nER  - \n"
        for title, story in ((TITLE, STORY), (SECOND, OTHER))
    ]
    return "\n".join([*records, "TY  - NEWS\nT1  - Tolls to go\nAB  - The tolls are to go.\nER  - \n"]).encode()


def proquest_xml() -> bytes:
    def record(title: str, story: list[str]) -> str:
        text = escape("".join(f"<p>{escape(line)}</p>" for line in story))
        return (
            f"<Record><GOID>77</GOID><Obj><Title>{title}</Title><NumericDate>2024-05-03</NumericDate><Contributors><Contributor>"
            "<OriginalForm>Quill, Ada</OriginalForm></Contributor></Contributors>"
            "<Language><RawLang>English</RawLang></Language></Obj>"
            f"<DFS><PubFrosting><Title>The Quay</Title></PubFrosting></DFS><TextInfo><Text>{text}</Text></TextInfo></Record>"
        )

    return f"<Records>{record(TITLE, STORY)}{record(SECOND, OTHER)}</Records>".encode()


def dump() -> bytes:
    """A table as databases write it: \\n for a new line, \\N for nothing, marks behind a backslash."""
    rows = [(TITLE, '"Ada Quill"', STORY), (SECOND, "\\N", OTHER)]
    cells = (f'"{title}",{author},"{"~".join(story)}"'.replace("“", '\\"').replace("”", '\\"') for title, author, story in rows)
    return ('"title","author","text"\n' + "".join(f"{row}\n".replace("~", "\\n\\n") for row in cells)).encode()


def newsml(*, kind: str = "text", status: str = "usable", extra: str = "") -> bytes:
    body = "".join(f"<p>{escape(line)}</p>" for line in STORY)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" version="1" '
        'standard="NewsML-G2" guid="urn:newsml:pressa.example:1" xml:lang="en-GB"><itemMeta>'
        f'<itemClass qcode="ninat:{kind}"/><provider qcode="x:p"><name>Pressa</name></provider>'
        f'<versionCreated>2024-05-03T09:00:00+01:00</versionCreated><pubStatus qcode="stat:{status}"/></itemMeta><contentMeta>'
        f"<contentCreated>2024-05-03T07:30:00+01:00</contentCreated><headline>{TITLE}</headline>"
        f"<by>By Ada Quill</by><language tag='en-GB'/>"
        f"</contentMeta><contentSet><inlineXML contenttype='application/xhtml+xml'><html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title>"
        f"</head><body>{body}{extra}</body></html></inlineXML></contentSet></newsItem>"
    ).encode()


def nitf() -> bytes:
    body = "".join(f"<p>{escape(line)}</p>" for line in STORY)
    return (
        '<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-5.dtd"><nitf><head><title>x</title>'
        '<docdata><date.issue norm="20240503T063000Z"/></docdata>'
        f'<pubdata name="The Quay"/></head><body><body.head><hedline><hl1>{TITLE}</hl1></hedline>'
        f"<byline>By <person>Ada Quill</person></byline>"
        f"</body.head><body.content><media><media-caption>Cranes</media-caption></media>{body}</body.content></body></nitf>"
    ).encode()


def ninjs() -> bytes:
    item = {
        "uri": "https://pressa.example/1",
        "type": "text",
        "versioncreated": "2024-05-03T06:30:00Z",
        "language": "en",
        "pubstatus": "usable",
        "headline": TITLE,
        "byline": "Ada Quill",
        "infosource": [{"name": "Pressa"}],
        "body_xhtml": "".join(f"<p>{escape(p)}</p>" for p in STORY),
    }
    return json.dumps([item, item | {"type": "picture"}, item | {"body_xhtml": ""}, item | {"pubstatus": "canceled"}]).encode()


def eml(*, marked: bool = True) -> bytes:
    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["Date"] = TITLE, "The Quay <news@quay.example>", "Fri, 03 May 2024 06:30:00 +0000"
    letter.set_content("\n\n".join(STORY))
    if marked:
        body = "".join(f"<p>{escape(line)}</p>" for line in STORY)
        letter.add_alternative(f"<html lang='en'><body><h1>{TITLE}</h1>{body}</body></html>", subtype="html")
        letter.add_attachment(b"a,b\n1,2\n", maintype="text", subtype="csv", filename="a.csv")
    return letter.as_bytes()


def pdf(lines: list[str], *, title: str = TITLE, pages: int = 1, drawing: bytes | None = None, font: bytes = b"Helvetica") -> bytes:
    """A PDF of some lines a page, or of a drawing, in one of the fonts that each reader has."""

    def text(line: str) -> bytes:
        plain = line.replace("“", '"').replace("”", '"').replace("—", "-")
        return plain.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("latin-1", "replace")

    drawing = drawing or b"BT /F1 10 Tf 50 780 Td 14 TL " + b" ".join(b"(" + text(line) + b") Tj T*" for line in lines) + b" ET"
    kids = " ".join(f"{6 + n} 0 R" for n in range(pages)).encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count " + str(pages).encode() + b" >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /" + font + b" /Encoding /WinAnsiEncoding >>",
        b"<< /Length " + str(len(drawing)).encode() + b" >>\nstream\n" + drawing + b"\nendstream",
        b"<< /Title (" + text(title) + b") /Author (Ada Quill) /CreationDate (D:20240503063000Z) >>",
        *[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"]
        * pages,
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(objects, 1):
        places.append(len(out))
        out += str(number).encode() + b" 0 obj\n" + part + b"\nendobj\n"
    table = b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    size = str(len(objects) + 1).encode()
    trailer = b"trailer << /Size " + size + b" /Root 1 0 R /Info 5 0 R >>\nstartxref\n" + str(len(out)).encode() + b"\n%%EOF"
    return out + b"xref\n0 " + size + b"\n0000000000 65535 f \n" + table + trailer


def wrapped(paragraphs: list[str], width: int = 80) -> list[str]:
    """The lines of paragraphs at a margin."""
    import textwrap

    return [line for paragraph in paragraphs for line in textwrap.wrap(paragraph, width)]
