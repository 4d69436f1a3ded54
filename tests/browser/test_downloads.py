"""Every CSV of every page is fetched by its button: none is missing, each is sound, whole tables are `export`'s."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from analytics.actors.edits import Edit
from analytics.cli.main import main
from analytics.library import Library
from analytics.queries import counts
from analytics.queries.filters import Filters
from analytics.tasks import audit, edit_actors
from tests.browser.conftest import Reader, Server, cells, serving

pytestmark = pytest.mark.browser
OFFERED = {
    "": "articles coverage named speakers tone-over-time",
    "quotes": "quotes share-of-voice speakers stances who-about-whom",
    "mentions": "mentions mentions-by-outlet mentions-over-time named named-in-headlines named-together network",
    "tone": "estimate-by-outlet estimate-over-time estimate-toward-actors quotes said-by-and-about tone-by-outlet tone-by-speaker"
    " tone-over-time",
    "article": "articles quotes-of-article",
    "actors": "actors actors-heard edits forms names",
    "method": "checked-quotes error-rates",
}
WHOLE = ("articles", "quotes", "mentions", "actors")


@pytest.fixture(scope="module")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The sample with an edit, and with quotes drawn to check: then every page has all of its buttons."""
    from analytics.tasks.sample import sample_library

    folder = tmp_path_factory.mktemp("downloads")
    shutil.copytree(sample_library(), folder / "library")
    with Library(folder / "library") as library:
        most = counts.actors(library, Filters()).iloc[0]
        edit_actors.make(library, [Edit(1, "", "hand", "rename", actor=most["name"], type=most["type"], to="Orla Quenby")])
        audit.draw(library)
    with serving(folder / "library", folder) as running:
        yield running


@pytest.fixture(scope="module")
def exported(server: Server, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tables that pages offer whole, as the command writes them."""
    files = {name: tmp_path_factory.mktemp("exported") / f"{name}.csv" for name in WHOLE}
    for name, file in files.items():
        assert main(["export", name, "--library", str(server.library), "-o", str(file)]) == 0
    return {name: file.read_bytes() for name, file in files.items()}


@pytest.fixture(scope="module")
def walker(window: BrowserContext, server: Server) -> Iterator[Reader]:
    """Who opens one page after the other."""
    reader = Reader(window, server)
    yield reader
    reader.close()


@pytest.mark.parametrize("page", OFFERED)
def test_downloads_of_a_page_are_sound_tables(walker: Reader, exported: dict[str, bytes], page: str) -> None:
    walker.walk(page)
    found = {name.removeprefix("quoteboard-").removesuffix(".csv"): data for name, data in walker.csvs().items()}
    assert sorted(found) == OFFERED[page].split()
    for data in found.values():
        cells(data)
    whole = {name: data for name, data in found.items() if name in WHOLE}
    assert whole == {name: exported[name] for name in whole}
    assert (walker.strangers(), walker.failed) == ([], [])
