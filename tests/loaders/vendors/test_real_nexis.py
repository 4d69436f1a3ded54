# ruff: noqa: E501 - exports and answers as services write them, one line each
"""Exports of Nexis and LexisNexis as they save them: other interfaces, lines in odd places."""

from html import escape
from pathlib import Path

import pytest

from tests.loaders import exports
from tests.loaders.exports import OTHER, SECOND, STORY, TITLE
from tests.loaders.reading import read, reasons, shown
from tests.loaders.vendors.expected import COLUMNS, FIRST, NEXT


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
def test_real_nexis_in_every_layout_and_language(tmp_path: Path, name: str, data: bytes | str) -> None:
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
def test_real_nexis_lexis_lines_in_odd_places(tmp_path: Path, data: str) -> None:
    assert shown(read(tmp_path, "a.txt", data), *COLUMNS) == [FIRST]


@pytest.mark.parametrize(
    "change",
    [
        {"The Quay (Quillon)": "The Quay\n(Harbour Log)"},
        {"The Quay (Quillon)": "The Quay", TITLE: f"{TITLE} - Correction Appended"},
        {"The Quay (Quillon)": "The Quay", "Graphic": "https://quay.example/2024/05/03/port.html\nGraphic"},
    ],
)
def test_real_nexis_uni_lines_in_odd_places(tmp_path: Path, change: dict[str, str]) -> None:
    lines = [new for line in exports.nexis() for new in change.get(line, line).split("\n")]
    loaded = read(tmp_path, "a.docx", exports.docx(exports.nexis_cover(TITLE) + lines))
    assert shown(loaded, *COLUMNS) == [FIRST]
    assert (
        loaded.articles["url"].tolist()[0] in {None, "https://quay.example/2024/05/03/port.html"}
        or loaded.articles["url"].isna().all()
    )


@pytest.mark.parametrize("layout", ["address below", "notice first", "labels below"])
def test_real_nexis_lexis_text_with_lines_in_other_places(tmp_path: Path, layout: str) -> None:
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
