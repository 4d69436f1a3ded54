"""The page of an article: its headline and its text with marks, and the passage of a row of either."""

from pathlib import Path

import pytest

from analytics.library import Library
from analytics.pipeline import analyse
from analytics.tables import Article, frame
from tests.pages.opened import opened, texts

TITLE = "Ode: ‘We will win’"
TEXT = "Mayor Mara Ode spoke at noon.\n\nShe said that the quay would open in May."


@pytest.fixture(scope="module")
def titled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same story with its title beside the text, before it, and before it in capitals."""
    stories = {"beside": TEXT, "before": f"{TITLE}\n\n{TEXT}", "capitals": f"{TITLE.upper()}\n{TEXT}"}
    articles = [Article(key, TITLE, text, *[None] * 5, 16, None, None, None, "-", None) for key, text in stories.items()]
    library = Library(tmp_path_factory.mktemp("titled") / "library", create=True)
    library.add(analyse(frame("articles", articles)))
    library.relink()
    return library.path


@pytest.mark.parametrize("article", ["beside", "before", "capitals"])
def test_article_marks_quotes_and_names_in_its_headline(monkeypatch: pytest.MonkeyPatch, titled: Path, article: str) -> None:
    found = texts(opened(monkeypatch, titled, "article", article=article))
    headline = found.split('<h2 class="qb-opening">')[1].split("</h2>")[0]
    assert '<span class="qb-m" title="Mara Ode">Ode</span>: <span class="qb-q' in headline
    assert '‘We will win’</span><span class="qb-after">Mara Ode</span>' in headline
    shown = found.split('<h2 class="qb-opening">')[1].split("Quotes of this article")[0]
    assert shown.upper().count("WE WILL WIN") == 1
    assert "Mayor <span" in shown
    assert "The article&#x27;s headline. Quote: underlined." in found


def test_article_leads_to_the_actors_that_it_names_and_does_not_quote(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    link = '<a class="qb-name" href="actor?actor={}&amp;strength=all+quotes" target="_self">{}</a>'
    for article, name in (("a1", "Bram Ode"), ("b1", "Ada Quill")):
        found = texts(opened(monkeypatch, small, "article", article=article))
        assert f"Named and not quoted: {link.format(name.replace(' ', '+'), name)}.<" in found
