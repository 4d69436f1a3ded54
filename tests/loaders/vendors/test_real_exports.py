# ruff: noqa: E501 - exports and answers as services write them, one line each
"""Exports as services save them: long heads, wrong labels, other interfaces, lines in odd places."""

from collections.abc import Callable
from email.message import EmailMessage
from html import escape
from pathlib import Path

import pytest

from tests.loaders import exports
from tests.loaders.exports import OTHER, SECOND, STORY, TITLE
from tests.loaders.reading import read, reasons, shown

COLUMNS = ("title", "published", "outlet", "author", "paragraphs")
FIRST = [TITLE, "2024-05-03", "The Quay", "Ada Quill", STORY]
NEXT = [SECOND, "2024-05-03", "The Quay", "Ada Quill", OTHER]


def factiva(
    words: str = "95 words", date: str = "3 May 2024", language: str = "English", number: str = "Document", head: str = ""
) -> str:
    articles = ""
    for n, (title, story) in enumerate(((TITLE, STORY), (SECOND, OTHER))):
        lines = [words, date, "The Quay", "QUAYX", "12", language, "(c) 2024 Quay Papers Limited"]
        articles += (
            f"<div id='article-QUAYX{n}' class='article'><div class='article {'enArticle' if n else 'deArticle'}'><div>News</div>"
            f"<div id='hd'><span class='enHeadline'>{title}</span></div><div class='author'>By Ada Quill</div>"
            + "".join(f"<div>{line}</div>" for line in lines)
            + "".join(f"<p class='articleParagraph enarticleParagraph'>{line}</p>" for line in story)
            + f"<p>Quay Papers Limited</p><p>{number} QUAYX00020240503ek530000{n}</p></div></div>"
        )
    return f"<html><head><meta charset='utf-8'><title>Factiva</title>{head}</head><body>{articles}</body></html>"


@pytest.mark.parametrize(
    "data",
    [
        factiva(head="<style>" + ".a{background:url(b.gif)}\n" * 6_000 + "</style>").encode(),
        factiva(head="<script>" + "var a = 'b';\n" * 12_000 + "</script><style>.a{}</style>").encode(),
        factiva(words="95 Wörter", date="3 Mai 2024", language="Englisch", number="Dokument").encode("cp1252", "xmlcharrefreplace"),
        factiva(words="95 mots", date="3 mai 2024", language="Anglais").encode(),
        factiva(words="95 palabras", date="3 mayo 2024", language="Inglés", number="Documento").encode(),
        factiva(words="95 woorden", date="3 mei 2024", language="Engels").encode(),
    ],
    ids=["styles", "scripts", "german-cp1252", "french", "spanish", "dutch"],
)
def test_real_exports_factiva_pages(tmp_path: Path, data: bytes) -> None:
    loaded = read(tmp_path, "a.html", data)
    assert (list(loaded.formats.values()), shown(loaded, *COLUMNS)) == (["Factiva"], [FIRST, NEXT])


@pytest.mark.parametrize("name, write", [("a.docx", exports.docx), ("a.txt", lambda lines: "\n".join(lines).encode())])
def test_real_exports_factiva_in_other_files(tmp_path: Path, name: str, write: object) -> None:
    lines: list[str] = []
    for title, story in ((TITLE, STORY), (SECOND, OTHER)):
        lines += [
            title,
            "By Ada Quill",
            "95 words",
            "3 May 2024",
            "The Quay",
            "QUAYX",
            "English",
            "(c) 2024 Quay Papers",
            *story,
            exports.NUMBER,
        ]
    assert shown(read(tmp_path, name, write(lines)), *COLUMNS) == [FIRST, NEXT]  # type: ignore[operator]


def lexis_html(count: str = "{n} of 2 DOCUMENTS", date: str = "May 3, 2024 Friday") -> str:
    def block(text: str, kind: str = "c6") -> str:
        return f'<BR><DIV CLASS="c5"><P CLASS="{kind}"><SPAN CLASS="c2">{escape(text)}</SPAN></P></DIV>\n'

    body = ""
    for n, (title, story) in enumerate(((TITLE, STORY), (SECOND, OTHER)), 1):
        body += (
            f"<!-- Hide XML section from browser\n<DOC NUMBER={n}>\n<DOCFULL> -->\n"
            + block(count.format(n=n))
            + block("The Quay")
            + block(date)
        )
        body += block(title) + block("BYLINE: Ada Quill") + block("LENGTH: 95 words")
        body += '<BR><DIV CLASS="c5">' + "".join(f'<P CLASS="c9"><SPAN>{escape(line)}</SPAN></P>\n' for line in story) + "</DIV>"
        body += (
            block("LOAD-DATE: May 6, 2024")
            + block("LANGUAGE: ENGLISH")
            + block("Copyright 2024 Quay Papers<BR>All Rights Reserved")
        )
    return f"<HTML><HEAD><TITLE>Quay_2024</TITLE></HEAD><BODY>{body}</BODY></HTML>"


LABELS = {
    "de": ("Dokument {n} von 2", "Freitag 3. Mai 2024", "AUTOR", "RUBRIK", "LÄNGE: 95 Wörter", "UPDATE: 7. Mai 2024", "SPRACHE"),
    "fr": (
        "Document {n} de 2",
        "vendredi 3 mai 2024",
        "AUTEUR",
        "RUBRIQUE",
        "LONGUEUR: 95 mots",
        "DATE-CHARGEMENT: 7 mai 2024",
        "LANGUE",
    ),
    "es": (
        "Documento {n} de 2",
        "3 de mayo de 2024 viernes",
        "AUTOR",
        "SECCIÓN",
        "LONGITUD: 95 palabras",
        "FECHA-CARGA: 7 mayo 2024",
        "IDIOMA",
    ),
    "nl": ("Document {n} van 2", "vrijdag 3 mei 2024", "AUTEUR", "RUBRIEK", "LENGTE: 95 woorden", "LAADDATUM: 7 mei 2024", "TAAL"),
}


def lexis_txt(language: str) -> str:
    count, date, byline, section, length, load, spoken = LABELS[language]
    text = "\n\nTime Of Request: Friday, May 10, 2024\n\n"
    for n, (title, story) in enumerate(((TITLE, STORY), (SECOND, OTHER)), 1):
        text += f"\n\n{' ' * 30}{count.format(n=n)}\n\n{' ' * 32}The Quay\n\n{' ' * 28}{date}\n\n{title}\n\n"
        text += f"{byline}: Ada Quill\n\n{section}: NEWS; 4\n\n{length}\n\n" + "\n\n".join(story)
        text += f"\n\n{load}\n\n{spoken}: ENGLISH\n\n{' ' * 25}Copyright 2024 Quay Papers\n"
    return text


UNI = {
    "de": ("Dokumente (2)", "Freitag, 3. Mai 2024", "Rubrik", "Länge: 95 Wörter", "Autor", "Haupttext", "Klassifizierung", "Sprache", "Dokumentende"),
    "fr": ("Documents (2)", "vendredi 3 mai 2024", "Rubrique", "Longueur: 95 mots", "Auteur", "Corps", "Classification", "Langue", "Fin du document"),
    "es": ("Documentos (2)", "viernes 3 de mayo de 2024", "Sección", "Longitud: 95 palabras", "Autor", "Cuerpo", "Clasificación", "Idioma",
           "Fin del documento"),
    "nl": ("Documenten (2)", "vrijdag 3 mei 2024", "Rubriek", "Lengte: 95 woorden", "Auteur", "Hoofdtekst", "Classificatie", "Taal",
           "Einde van het document"),
}  # fmt: skip


def uni(language: str) -> list[str]:
    cover, date, section, length, byline, body, after, spoken, end = UNI[language]
    lines = [cover, f"1. {TITLE}", f"2. {SECOND}"]
    for title, story in ((TITLE, STORY), (SECOND, OTHER)):
        lines += [
            title,
            "The Quay",
            date,
            "Copyright 2024 Quay Papers",
            f"{section}: NEWS; S. 4",
            length,
            f"{byline}: Ada Quill",
            body,
            *story,
        ]
        lines += [after, f"{spoken}: ENGLISH", end]
    return lines


@pytest.mark.parametrize(
    "name, data",
    [
        ("a.html", lexis_html()),
        ("b.html", lexis_html(count="Dokument {n} von 2", date="Freitag 3. Mai 2024")),
        ("c.htm", lexis_html().replace("<HEAD>", "<HEAD><STYLE>" + ".c0 { text-align: center; }\n" * 2_000 + "</STYLE>")),
        *((f"{language}.txt", lexis_txt(language)) for language in LABELS),
        *((f"{language}.docx", exports.docx(uni(language))) for language in UNI),
        *((f"{language}.rtf", exports.rtf(uni(language))) for language in UNI),
    ],
)
def test_real_exports_nexis_in_every_layout_and_language(tmp_path: Path, name: str, data: bytes | str) -> None:
    loaded = read(tmp_path, name, data)
    assert list(loaded.formats.values()) == ["Nexis Uni or LexisNexis"]
    assert (shown(loaded, *COLUMNS), reasons(loaded)) == ([FIRST, NEXT], [])


HEAD = f"{' ' * 30}1 of 1 DOCUMENT\n\n{' ' * 32}The Quay\n\n"
BODY = "\n\n".join(STORY)


@pytest.mark.parametrize(
    "data",
    [
        f"{HEAD}  Nothing of the Quay may be printed again without a word from its editor, who\n{' ' * 20}is in Quillon.\n\n{' ' * 25}May 3, 2024 Friday 6:49 PM PST"
        f"\n\n{TITLE}\n\nBYLINE: Ada Quill\n\nLENGTH: 95 words\n\n{BODY}\n\nLOAD-DATE: May 4, 2024\n",
        f"{HEAD}{TITLE}\n\n{' ' * 25}May 3, 2024, Friday\n{' ' * 25}23:22 Central European Time\n\n{BODY}\n\nBYLINE: Ada Quill\n\nSECTION: News\n\nLENGTH: 95 words\n\n"
        "LOAD-DATE: May 8, 2024\n\nLANGUAGE: ENGLISH\n",
        f"{HEAD}{' ' * 25}May 3, 2024 Friday\n{' ' * 27}Late Edition\n\n{TITLE} - Correction Appended\n\nBYLINE: By Ada Quill\n\nLENGTH: 95 words\n\n{BODY}\n\n"
        "https://quay.example/2024/05/03/port\n\nLOAD-DATE: May 4, 2024\n",
    ],
    ids=["notice", "labels-below", "address"],
)
def test_real_exports_lexis_lines_in_odd_places(tmp_path: Path, data: str) -> None:
    assert shown(read(tmp_path, "a.txt", data), *COLUMNS) == [FIRST]


@pytest.mark.parametrize(
    "change",
    [
        {"The Quay (Quillon)": "The Quay\n(Harbour Log)"},
        {"The Quay (Quillon)": "The Quay", TITLE: f"{TITLE} - Correction Appended"},
        {"The Quay (Quillon)": "The Quay", "Graphic": "https://quay.example/2024/05/03/port.html\nGraphic"},
    ],
)
def test_real_exports_nexis_uni_lines_in_odd_places(tmp_path: Path, change: dict[str, str]) -> None:
    lines = [new for line in exports.nexis() for new in change.get(line, line).split("\n")]
    loaded = read(tmp_path, "a.docx", exports.docx(exports.nexis_cover(TITLE) + lines))
    assert shown(loaded, *COLUMNS) == [FIRST]
    assert (
        loaded.articles["url"].tolist()[0] in {None, "https://quay.example/2024/05/03/port.html"}
        or loaded.articles["url"].isna().all()
    )


def proquest_html(rule: str = "<hr/>") -> str:
    parts = []
    for n, (title, story) in enumerate(((TITLE, STORY), (SECOND, OTHER))):
        parts.append(
            f"<div><p><b>{title}</b></p><p>Author: Quill, Ada</p><p>Publication info: The Quay; Quillon [Quillon]03 May 2024: 4.</p>"
            f"<p>ProQuest document link</p><p><strong>Full text: </strong></p>{''.join(f'<p>{escape(line)}</p>' for line in story)}"
            f"<p><strong>Title: </strong>{title}</p><p><strong>Publication title: </strong>The Quay</p><p><strong>Publication date: </strong>May 3, 2024</p>"
            f"<p><strong>ProQuest document ID: </strong>77{n}</p></div>"
        )
    return f"<html><body><p>All documents are reproduced.</p>{rule.join([*parts, ''])}<p>Database copyright 2024 ProQuest LLC.</p></body></html>"


def mail(body: str, kind: str = "html", subject: str = "Your ProQuest Research") -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = subject, "Desk <a@quay.example>", "Fri, 10 May 2024 06:30:00 +0000"
    message.set_content(body, subtype=kind)
    return message.as_bytes()


@pytest.mark.parametrize(
    "name, data",
    [
        ("a.html", proquest_html().encode()),
        ("b.eml", mail(proquest_html())),
        ("c.html", proquest_html().replace("<body>", "<head><style>" + ".a {}\n" * 9_000 + "</style></head><body>").encode()),
    ],
)
def test_real_exports_proquest_pages_and_mail(tmp_path: Path, name: str, data: bytes) -> None:
    assert shown(read(tmp_path, name, data), *COLUMNS) == [FIRST, NEXT]


def proquest_lines(*, headings: bool) -> list[str]:
    lines: list[str] = []
    for n, (title, story) in enumerate(((TITLE, STORY), (SECOND, OTHER))):
        labels = ["Subject: Ports", f"Title: {title}", "Publication title: The Quay; Quillon", "Publication date: May 3, 2024"]
        labels += [f"ProQuest document ID: 77{n}", "Database: ProQuest Newsstand"]
        if headings:
            lines += [
                title,
                "Author: Quill, Ada",
                "ProQuest document link",
                "ABSTRACT (ENGLISH)",
                "Port.",
                "FULL TEXT",
                *story,
                "DETAILS",
                *labels,
            ]
        else:
            lines += [
                "_" * 60,
                f"Document {n + 1} of 2",
                title,
                "Author: Quill, Ada",
                f"Full text: {story[0]}",
                *story[1:],
                *labels,
            ]
    return lines


@pytest.mark.parametrize("headings", [False, True])
@pytest.mark.parametrize("name, write", [("a.rtf", exports.rtf), ("a.docx", exports.docx)])
def test_real_exports_proquest_in_word_files(
    tmp_path: Path, name: str, write: Callable[[list[str]], bytes], headings: bool
) -> None:
    assert shown(read(tmp_path, name, write(proquest_lines(headings=headings))), *COLUMNS) == [FIRST, NEXT]


@pytest.mark.parametrize("layout", ["address below", "notice first", "labels below"])
def test_real_exports_lexis_text_with_lines_in_other_places(tmp_path: Path, layout: str) -> None:
    text = ""
    for n, (title, story) in enumerate(((TITLE, STORY), (SECOND, OTHER)), 1):
        first = ["Copyright 2024 Quay Papers", "All Rights Reserved"] if layout == "notice first" else []
        centred = [f"{n} of 2 DOCUMENTS", *first, "The Quay", "May 3, 2024 Friday", "Late Edition - Final"]
        labels = ["BYLINE: By Ada Quill", "SECTION: NEWS; Pg. 4", "LENGTH: 95 words"]
        below = layout == "labels below"
        lines = [
            title,
            *([] if below else labels),
            *story,
            *(labels if below else []),
            "URL: http://quay.example",
            "LOAD-DATE: May 4, 2024",
        ]
        text += "".join(f"{' ' * 30}{line}\n\n" for line in centred) + "\n\n".join(lines) + "\n\n"
    assert shown(read(tmp_path, "a.txt", text), *COLUMNS) == [FIRST, NEXT]


@pytest.mark.parametrize(
    "end, author",
    [
        ("CAPTION: Cranes in the rain. Ida Marsh The Quay\nCREDIT: Ada Quill", "Ada Quill"),
        ("Credit: Ada Quill and Bram Tolle", "Ada Quill and Bram Tolle"),
        ("CREDIT: Ada Quill\nIllustration\nCAPTION: Cranes", None),
    ],
)
def test_real_exports_proquest_credit_is_the_author(tmp_path: Path, end: str, author: str | None) -> None:
    line = "_" * 60
    data = f"{line}\n\n{TITLE}\n\nFull text: {chr(10).join(STORY)}\n{end}\n\nTitle: {TITLE}\n\nPublication title: The Quay\n\nPublication date: May 3, 2024\n\nProQuest document ID: 77\n\n{line}\n"
    found = shown(read(tmp_path, "a.txt", data), "title", "author", "paragraphs")
    assert found[0][:2] == [TITLE, author] or author is None
    assert [line for line in found[0][2] if line in STORY] == STORY
    assert not any(line.startswith(("CAPTION", "CREDIT", "Credit")) for line in found[0][2]) or author is None


@pytest.mark.parametrize("container", ["docOcurrContainer", None])
@pytest.mark.parametrize("day", ["vendredi 3 mai 2024", "3 May 2024 - 06:30", None])
def test_real_exports_europresse_pages(tmp_path: Path, container: str | None, day: str | None) -> None:
    articles = ""
    for title, story in ((TITLE, STORY), (SECOND, OTHER)):
        text = "".join(f"<p>{escape(line)}</p>" for line in story)
        articles += (
            "<article><header><div class='rdp__DocPublicationName'><span class='DocPublicationName'>The Quay</span></div>"
            f"<span class='DocHeader'>{day or 'Quillon'}</span><div class='titreArticle'><p class='titreArticleVisu rdp__articletitle'>{title}</p></div>"
            f"<div class='docAuthors'>Ada Quill</div></header>"
            + (f"<div class='{container}'>{text}</div>" if container else text)
            + "<footer><div class='publiC-lblNodoc'>news·20240503·QX·7</div></footer></article>"
        )
    loaded = read(tmp_path, "a.html", f"<html><head><title>Europresse</title></head><body>{articles}</body></html>")
    assert (list(loaded.formats.values()), shown(loaded, *COLUMNS)) == (["Europresse"], [FIRST, NEXT])


def newsml_1(inside: str, status: str = "Usable") -> str:
    return (
        f'<NewsML Version="1.2"><NewsItem><NewsManagement><FirstCreated>20240503T000000Z</FirstCreated><Status FormalName="{status}"/></NewsManagement>'
        f"<NewsComponent><NewsLines><HeadLine>{TITLE}</HeadLine><ByLine>By Ada Quill</ByLine></NewsLines><AdministrativeMetadata><Provider>"
        '<Party FormalName="The Quay"/></Provider></AdministrativeMetadata><ContentItem><MediaType FormalName="Text"/><DataContent>'
        f"{inside}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
    )


TAGGED = "".join(f"<p>{escape(line)}</p>" for line in STORY)


@pytest.mark.parametrize(
    "data",
    [
        newsml_1(f"<nitf><body><body.content>{TAGGED}</body.content></body></nitf>"),
        newsml_1(f"<html><head><title>x</title></head><body>{TAGGED}</body></html>"),
        newsml_1(escape(TAGGED)),
        newsml_1("\n\n".join(STORY)),
    ],
)
def test_real_exports_newsml_1(tmp_path: Path, data: str) -> None:
    assert shown(read(tmp_path, "a.xml", data), *COLUMNS) == [FIRST]


@pytest.mark.parametrize(
    "docdata, byline, outlet",
    [
        ('<doc.copyright holder="The Quay" year="2024"/>', "By Ada Quill<byttl>Pressa Writer</byttl>", "The Quay"),
        ('<del-list><from-src src-name="The Quay"/></del-list>', "<person>Ada Quill</person>, Pressa", "The Quay"),
        ("", "By Ada Quill", None),
    ],
)
def test_real_exports_nitf_of_wires(tmp_path: Path, docdata: str, byline: str, outlet: str | None) -> None:
    data = (
        f'<nitf><head><docdata><date.issue norm="20240503"/>{docdata}</docdata></head><body><body.head><hedline><hl1>{TITLE}</hl1></hedline>'
        f"<byline>{byline}</byline></body.head><body.content>{TAGGED}</body.content></body></nitf>"
    )
    assert shown(read(tmp_path, "a.xml", data), *COLUMNS) == [[*FIRST[:2], outlet, *FIRST[3:]]]


@pytest.mark.parametrize(
    "labels, service, count",
    [
        (["Gale Document Number: GALE|A1234567", "Gale Document Number: GALE|A1234568"], "Gale", 2),
        (["Record Number: 0C7A1", "Record Number: 0C7A2", "Record Number: 0C7A3"], "NewsBank", 3),
        (["Accession Number: QX77001", "Accession Number: QX77002"], "EBSCO", 2),
        (["Headline: Lamp out", "Headline: Port shut", "Headline: Rail opens"], None, 3),
    ],
)
def test_real_exports_that_nobody_claims_are_said(tmp_path: Path, labels: list[str], service: str | None, count: int) -> None:
    loaded = read(tmp_path, "a.txt", "\n\n".join(line for label in labels for line in ("Lamp out", *STORY, label, OTHER[0])))
    whose = f" from {service}" if service else ""
    assert reasons(loaded) == [f"looks like {count} articles{whose}; read as one"]


@pytest.mark.parametrize("form", ["nested", "role", "headings"])
def test_real_exports_newsletters_in_layout_tables(tmp_path: Path, form: str) -> None:
    opens = {"nested": "<table>", "role": '<table role="presentation">', "headings": "<table>"}[form]

    def cell(inside: str) -> str:
        return f"<tr><td>{opens}<tr><td>{inside}</td></tr></table></td></tr>" if form == "nested" else f"<tr><td>{inside}</td></tr>"

    rows = [
        cell("<a href='x'>View this email in your browser</a>"),
        cell(f"<h1>{TITLE}</h1>{TAGGED}"),
        cell(f"<h2>{SECOND}</h2>" + "".join(f"<p>{escape(line)}</p>" for line in OTHER)),
        cell(
            "You are receiving this because you asked for it. <a href='u'>Unsubscribe</a> | <a href='p'>Update your preferences</a>"
        ),
    ]
    loaded = read(
        tmp_path, "a.eml", mail(f"<html><body>{opens}{''.join(rows)}</table></body></html>", subject="Morning on the quay")
    )
    assert shown(loaded, "paragraphs") == [[[TITLE, *STORY, SECOND, *OTHER]]]


@pytest.mark.parametrize("data", [True, False], ids=["data", "containers"])
def test_real_exports_stories_in_several_containers(tmp_path: Path, data: bool) -> None:
    parts = [[f"{line} So it went in part {n} of the tale." for line in (*STORY[1:], *OTHER)] for n in range(1, 5)]
    body = "".join(
        f"<div class='grid'><div class='body__inner'>{''.join(f'<p>{escape(line)}</p>' for line in part)}</div><div class='ad'>Advertisement</div></div>"
        for part in parts
    )
    whole = [line for part in parts for line in part]
    import json

    linked = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-05-03"} | (
        {"articleBody": "\n".join(whole)} if data else {}
    )
    page = f"<html><head><title>{TITLE}</title><script type='application/ld+json'>{json.dumps(linked)}</script></head><body><article><h1>{TITLE}</h1>{body}</article></body></html>"
    assert shown(read(tmp_path, "a.html", page), "title", "published", "paragraphs") == [[TITLE, "2024-05-03", whole]]
