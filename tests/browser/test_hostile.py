"""An article that is markup, mathematics, links and formulas wherever it can be: every page shows it letter for letter, no more."""

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from analytics.library import Library
from analytics.tables import Article, Mention, Quote, Sentence, Tables, frame
from analytics.tasks import audit
from tests.browser.conftest import PAGES, Reader, Server, cells, serving

pytestmark = pytest.mark.browser
MARKUP = (
    '<b class="evil">Zq</b><img class="evil" src="http://evil.invalid/i.png" onerror="alert(1)"><script>alert(2)</script>'
    ' <a class="evil" href="http://evil.invalid">Zq</a> ![Zq](http://evil.invalid/m.png) [Zq](http://evil.invalid) **Zq** _Zq_ `Zq`'
    " $Zq^2$ $$\\frac{1}{2}$$ :red[Zq] :material/home: <style>body { display: none }</style>"
)
NAMES = ('=1+1<b class="evil">Zq</b> $x^2$', '@Zq <img class="evil" src=x onerror=alert(3)>')
OUTLETS = ('+<i class="evil">Zq</i> $y$ ![a](http://evil.invalid/o.png)', "-Zq\t**Post**")
CHOSEN = urlencode(
    {"actor": list(NAMES), "role": "speaks or is named", "outlet": list(OUTLETS), "words": "Zq", "side-actors": list(NAMES)},
    doseq=True,
)
# What an article may never become.
BECAME = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  const ours = e => e.matches("script") && e.textContent.includes("window.qbSection");
  const made = [...app.querySelectorAll(".evil, script, img, iframe, object, embed, .katex")].filter(e => !ours(e));
  const away = [...app.querySelectorAll("a[href], area[href]")].filter(e => new URL(e.href).origin !== location.origin);
  const links = [...app.querySelectorAll("a.qb-name")].filter(e => e.children.length || !e.pathname.endsWith("/actor"));
  const read = [...app.querySelectorAll("a:not(.qb-name), strong, em, del, code, mark, .stMarkdownColoredText")].filter(
    e => e.textContent.includes("Zq"));
  return [...made, ...away, ...links, ...read].map(e => e.outerHTML.slice(0, 300));
}"""
SHOWN = """() => document.querySelector("[data-testid=stMain]").innerText
  + [...document.querySelectorAll(".main-svg text")].map(e => e.textContent).join("\\n")"""


@pytest.fixture(scope="module")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("hostile")
    with Library(folder / "library", create=True) as library:
        library.add(_articles())
        library.relink()
        audit.draw(library)
    with serving(folder / "library", folder) as running:
        yield running


class Witness(Reader):
    """A reader who notes every dialog that opens."""

    dialogs: list[str]

    def watch(self) -> None:
        """Begin to note them."""
        self.dialogs = []
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))


@pytest.fixture(scope="module")
def witnesses(window: BrowserContext, server: Server) -> Iterator[dict[str, Witness]]:
    """Who goes from page to page with no filter, and who does with the hostile names and words in the filters."""
    watching = {query: Witness(window, server) for query in ("", f"?{CHOSEN}")}
    for one in watching.values():
        one.watch()
    yield watching
    for one in watching.values():
        one.close()


@pytest.fixture
def witness(window: BrowserContext, server: Server) -> Iterator[Witness]:
    watching = Witness(window, server)
    watching.watch()
    yield watching
    watching.close()


@pytest.mark.parametrize("page", PAGES)
def test_hostile_articles_are_text_on_every_page_and_run_in_no_spreadsheet(witnesses: dict[str, Witness], page: str) -> None:
    for query, witness in witnesses.items():
        witness.walk(page + query)
        assert witness.page.evaluate(BECAME) == []
        if page != "import" and (query or page not in ("sources", "compare")):
            assert '="evil"' in witness.page.evaluate(SHOWN)
        assert (witness.strangers(), witness.failed, witness.dialogs) == ([], [], [])
    found = witness.csvs()
    for data in found.values():
        cells(data)
    if page == "quotes":
        assert any(f"'{NAMES[0]}" in row for row in cells(found["quoteboard-quotes.csv"]))


def test_hostile_names_are_text_in_what_can_be_chosen_and_in_what_the_pointer_shows(witness: Witness) -> None:
    witness.go("quotes")
    page = witness.page
    page.get_by_role("combobox", name="Actor", exact=True).fill("Zq")
    page.get_by_role("option").first.wait_for()
    assert set(page.get_by_role("option").all_inner_texts()) > set(NAMES)
    assert page.evaluate(BECAME) == []
    page.keyboard.press("Escape")
    caption = witness.point_at(page.locator(".st-key-speaking .bars .point path").first)
    assert '<b class="evil">Zq</b>' in caption.inner_text()
    assert page.evaluate(BECAME) == []
    assert (witness.strangers(), witness.failed, witness.dialogs) == ([], [], [])


def test_hostile_names_are_text_in_the_picture_of_a_page(witness: Witness) -> None:
    witness.go("mentions")
    page = witness.page
    page.route("**/js/index.*.js", lambda route: route.abort())
    page.goto(page.url)
    first = page.locator("#qb-first")
    expect(first.locator("h1")).to_contain_text('class="evil"')
    assert first.locator(".evil, img, script, style").count() == 0
    assert (witness.strangers(), witness.failed, witness.dialogs) == ([], [], [])


def test_hostile_cells_leave_by_no_button_of_streamlits_own(witness: Witness) -> None:
    witness.go("quotes")
    table = witness.page.locator("[class*='st-key-quotes-strongest']")
    table.hover()
    table.get_by_role("button", name="Search").wait_for()
    assert table.get_by_role("button", name="Download as CSV").count() == 0  # it would write formulas as found; ours does not


def _articles() -> Tables:
    """Two articles in two outlets; each of two actors speaks and names the other, in the headline too."""
    tables: dict[str, list[tuple[object, ...]]] = {"articles": [], "sentences": [], "quotes": [], "mentions": []}
    for number, (outlet, name, other) in enumerate(zip(OUTLETS, NAMES, NAMES[::-1], strict=True)):
        key = f'=<i class="evil">{number}'
        title = f"=HYPERLINK(1) {name} {MARKUP}"
        quote = f"“=Zq {other} {MARKUP}”"
        text = f"{title}\n\n{name} insisted: {quote}."
        body, start = len(title) + 2, text.index(quote)
        cue = text.index("insisted", body)
        when = datetime(2026, 3, 2 + number, tzinfo=UTC)
        about = (when, outlet, f"@{MARKUP}", "javascript:alert(4)", "en", 30, None, None, None, f"={MARKUP}", None)
        tables["articles"].append(Article(key, title, text, *about))
        tables["sentences"] += [Sentence(key, 0, 0, len(title), 0.4), Sentence(key, 1, body, len(text), -0.4)]
        tables["quotes"].append(
            Quote(key, 0, "direct", [[start, start + len(quote)]], quote, body, body + len(name), name, name, "person",
                  cue, cue + 8, "insisted", "assertive", 0.9, f"={MARKUP}", f"-{MARKUP}", -0.5, 20)
        )  # fmt: skip
        at = text.index(other, start)
        tables["mentions"] += [
            Mention(key, 0, text.index(name), text.index(name) + len(name), name, name, "person", None, 0.2),
            Mention(key, 1, body, body + len(name), name, name, "person", None, -0.2),
            Mention(key, 1, at, at + len(other), other, other, "person", 0, 0.3),
        ]
    return Tables(*(frame(name, rows) for name, rows in tables.items()))
