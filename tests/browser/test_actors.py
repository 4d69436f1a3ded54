"""Two actors are merged in a real browser, on a copy of the sample: every page follows, and undone it is as it was."""

import pytest

from analytics.library import Library
from analytics.queries import counts
from analytics.queries.filters import Filters
from tests.browser.conftest import Reader

pytestmark = pytest.mark.browser


def test_actors_merged_are_followed_by_every_page_until_undone(own: Reader) -> None:
    with Library(own.server.library) as library:
        first, second = (str(name) for name in counts.speakers(library, Filters())["name"][:2])
    before = _seen(own)
    assert first in before["overview"] and first in before["quotes"]

    own.walk("actors")
    own.page.get_by_label("Find an actor", exact=True).fill(first)
    own.page.get_by_label("Find an actor", exact=True).press("Enter")
    own.page.locator("h2.qb-title", has_text=first).wait_for()
    own.settle()
    _pick(own, "Edit", "Merge with another actor")
    _pick(own, "Merge into", second)
    told = own.page.locator("p[role=status]", has_text=f"move to {second}")
    told.wait_for()
    own.page.locator(".st-key-edit-make").get_by_role("button").click()
    own.page.locator(".qb-notice", has_text="Edit 1 is saved.").wait_for()
    own.settle()

    after = _seen(own)
    for page, words in after.items():
        assert words != before[page], page
        assert first not in words, page
    assert second in after["overview"] and second in after["quotes"]

    own.walk("actors")
    own.page.locator(".st-key-undo-last").get_by_role("button").click()
    own.page.locator(".qb-notice", has_text="Edit 1 is undone.").wait_for()
    own.settle()
    assert _seen(own) == before
    assert (own.strangers(), own.failed) == ([], [])


def _pick(reader: Reader, label: str, option: str) -> None:
    box = reader.page.get_by_test_id("stSelectbox").filter(has_text=label).get_by_role("combobox")
    box.click()
    box.fill(option)
    reader.page.get_by_role("option", name=option, exact=True).first.click()
    reader.settle()


def _seen(reader: Reader) -> dict[str, str]:
    """What the three pages say in a new session: headline, figures and the labels of every chart."""
    found = {}
    reader.go()
    for page in ("", "quotes", "mentions"):
        if page:
            reader.walk(page)
        charts = reader.page.locator(".main-svg text").all_text_contents()
        figures = reader.page.locator(".qb-value").all_inner_texts()
        found[page or "overview"] = "\n".join([reader.headline(), *figures, *charts])
    return found
