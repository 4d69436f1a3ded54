"""Well-known firms are organisations in business stories, and titles are no part of a name: floors that only rise."""

import pytest

from evaluation.kinds import STORIES, behind_titles, is_left_off, is_organisation, read_words


@pytest.mark.parametrize("story", range(len(STORIES)))
def test_kinds_companies_are_organisations(story: int) -> None:
    firms = read_words("companies.txt")
    assert len(firms) == 100
    assert sum(is_organisation(firm, STORIES[story]) for firm in firms) >= 95


def test_kinds_titles_are_left_off() -> None:
    cases = behind_titles(read_words("titles.txt"))
    assert len(cases) > 283
    assert sum(is_left_off(*case) for case in cases) >= 0.97 * len(cases)
