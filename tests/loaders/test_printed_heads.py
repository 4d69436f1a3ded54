"""What a file prints above and below its text: the newspaper's page, the day in print, lists of authors, credits."""

from pathlib import Path

import pytest

from tests.loaders.exports import STORY, TITLE
from tests.loaders.reading import read, reasons, shown

TEXT = [line.removeprefix("QUILLON, Mar 3 (Pressa) — ") for line in STORY]


@pytest.mark.parametrize(
    "head, outlet",
    [
        ("The Norvane Tribune, Monday, March 2, 2026, p. A1", "The Norvane Tribune"),
        ("Norvane Post, 2 March 2026, page 14", "Norvane Post"),
        ("Lamp Weekly, March 2, 2026, Section B3", "Lamp Weekly"),
        ("Norvane Post, 2 March 2026", "Norvane Post"),
    ],
)
def test_a_line_of_the_newspaper_above_the_headline(tmp_path: Path, head: str, outlet: str) -> None:
    loaded = read(tmp_path, "a.txt", "\n\n".join([head, TITLE, *TEXT]))
    assert shown(loaded, "title", "published", "outlet", "paragraphs") == [[TITLE, "2026-03-02", outlet, TEXT]]


@pytest.mark.parametrize(
    "last",
    [
        "A version of this article appears in print on March 2, 2026, Section A, Page 3 of the city edition with another headline.",
        "A version of this story appeared in print on 2 March 2026, on page B4 of the city edition.",
        "A version of this article was published in print on Mar. 2, 2026, on Page 1.",
    ],
)
@pytest.mark.parametrize("times", [1, 4])
def test_the_day_in_print_below_the_text(tmp_path: Path, last: str, times: int) -> None:
    loaded = read(tmp_path, "a.txt", "\n\n".join([TITLE, *TEXT * times, last]))
    assert shown(loaded, "title", "published", "paragraphs") == [[TITLE, "2026-03-02", TEXT * times]]


@pytest.mark.parametrize(
    "line, published",
    [
        ("Publié le 2 mars 2026 à 18h35, mis à jour le 3 mars 2026 à 07h10", "2026-03-02 18:35"),
        ("Veröffentlicht am 2. März 2026, aktualisiert am 3. März 2026", "2026-03-02"),
        ("Publicado el 2 de marzo de 2026 | Actualizado el 3 de marzo de 2026", "2026-03-02"),
    ],
)
def test_days_of_publication_and_change_on_one_line(tmp_path: Path, line: str, published: str) -> None:
    assert shown(read(tmp_path, "a.txt", "\n\n".join([TITLE, line, *TEXT])), "published") == [[published]]


@pytest.mark.parametrize(
    "line, author",
    [
        ("Anna Quill in Norvane", "Anna Quill"),
        ("Anna Quill and Peter van Ode in New Aldra", "Anna Quill and Peter van Ode"),
        ("Maria Lamp, Peter Ode in Quillon and Norvane", "Maria Lamp, Peter Ode"),
        ("Ferry Strike in Norvane", None),
        ("Anna waits in Norvane", None),
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_writer_and_a_place_beside_the_day(tmp_path: Path, line: str, author: str | None, above: bool) -> None:
    head = [line, "12 January 2026"] if above else ["12 January 2026", line]
    loaded = read(tmp_path, "a.txt", "\n\n".join([TITLE, *head, *TEXT]))
    rest = TEXT if author else [line, *TEXT]
    assert shown(loaded, "title", "author", "published", "paragraphs") == [[TITLE, author, "2026-01-12", rest]]


@pytest.mark.parametrize(
    "authors", ["authors: [Ada Quill, 'Bram Ode']", 'authors:\n  - "Ada Quill"\n  - Bram Ode', "authors:\n- Ada Quill\n- Bram Ode"]
)
def test_lists_of_authors_in_front_matter(tmp_path: Path, authors: str) -> None:
    text = f"---\ntitle: {TITLE}\n{authors}\ntags:\n- port\n---\n" + "\n\n".join(TEXT)
    assert shown(read(tmp_path, "a.md", text), "title", "author", "paragraphs") == [[TITLE, "Ada Quill, Bram Ode", TEXT]]


@pytest.mark.parametrize(
    "credit",
    [
        "(Reporting by Ada Quill; Editing by Bram Ode)",
        "(Additional reporting by Ada Quill in Aldra; writing by Bram Ode)",
        "(Writing and editing by Bram Ode)",
        "Newspapers in English",
    ],
)
def test_credits_below_the_text_are_no_text(tmp_path: Path, credit: str) -> None:
    assert shown(read(tmp_path, "a.txt", "\n\n".join([TITLE, *TEXT, credit])), "paragraphs") == [[TEXT]]


@pytest.mark.parametrize("space", ["\u00a0\u00a0\u00a0", "\u00a0 \u00a0", "\u00a0\u00a0"])
def test_wires_set_in_by_spaces_without_a_break(tmp_path: Path, space: str) -> None:
    lines = [
        "The port of Quillon shut on Tuesday night, its master said, and",
        "it will stay shut until the spring.",
        "Two ships left for Aldra in the rain, and none will come before",
    ]
    lines += ["the end of the month.", "It rained on the islanders who had come to the east quay to see", "the lamp go out."]
    broken = "<br/>".join(f"{'' if n % 2 else space}{line}" for n, line in enumerate(lines))
    head = f"<body.head><hedline><hl1>{TITLE}</hl1></hedline></body.head>"
    nitf = f"<nitf><body>{head}<body.content><p>{broken}</p></body.content></body></nitf>"
    assert shown(read(tmp_path, "a.xml", nitf), "paragraphs") == [[[f"{lines[n]} {lines[n + 1]}" for n in (0, 2, 4)]]]


@pytest.mark.parametrize(
    "article, looks",
    [
        (
            "{n}/2/26 POST A3\n2026 WLNR 440000{n}\n\nLamp {n}\n\n{text}\n\nEnd of Document\n\n",
            "looks like 3 articles from Westlaw; read as one",
        ),
        (
            "{n}. Lamp {n} goes dark\nNorvane Post\n... went dark on Monday night after ...\n\n",
            "looks like 3 articles; read as one",
        ),
        (
            "Lamp {n}\n\n{text}\n\n© 2026 Norvane Post. Tous droits réservés. " + "Le présent document est protégé. " * 6 + "\n\n",
            "looks like 3 articles from Europresse; read as one",
        ),
    ],
)
def test_exports_that_nobody_claims_are_said(tmp_path: Path, article: str, looks: str) -> None:
    text = "".join(article.format(n=n, text="\n\n".join(TEXT)) for n in (1, 2, 3))
    assert looks in reasons(read(tmp_path, "a.txt", text))


@pytest.mark.parametrize(
    "picture", ["<figure><img src='x'><figcaption>A lamp</figcaption></figure>", "<aside><a href='/2'>Ferry runs</a></aside>", ""]
)
@pytest.mark.parametrize("words", ["appeared first on", "first appeared on"])
def test_feeds_without_pictures_and_their_own_address(tmp_path: Path, picture: str, words: str) -> None:
    story = f"{picture}<p>{'</p><p>'.join(TEXT)}</p><p>The post <a href='/1'>{TITLE}</a> {words} <a href='/'>The Quay</a>.</p>"
    item = f"<item><title>{TITLE}</title><content:encoded><![CDATA[{story}]]></content:encoded></item>"
    names = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    feed = f"<rss version='2.0' {names}><channel><title>The Quay</title>{item}</channel></rss>"
    assert shown(read(tmp_path, "a.rss", feed), "title", "paragraphs") == [[TITLE, TEXT]]
