# ruff: noqa: E501 - exports and answers as services write them, one line each
"""Exports of other services and agencies as they save them, and newsletters and pages of several parts."""

from html import escape
from pathlib import Path

import pytest

from tests.loaders.exports import OTHER, SECOND, STORY, TITLE
from tests.loaders.reading import read, reasons, shown
from tests.loaders.vendors.expected import COLUMNS, FIRST, NEXT, mail


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
