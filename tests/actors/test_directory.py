"""The directory of countries and bodies, and what is wrong in one."""

from pathlib import Path

import pytest

from analytics.actors.directory import directory, read_directory

HEAD = "name,type,forms,demonyms,capital,note\n"


def test_directory_has_every_row_once_and_no_form_twice() -> None:
    owners: dict[str, set[str]] = {}
    for entry in directory().entries:
        for form in entry.forms:
            owners.setdefault(form, set()).add(entry.name)
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}


def test_directory_knows_forms_demonyms_and_capitals() -> None:
    known = directory()
    assert [known.names[f].name for f in ("US", "UK", "NATO", "EU")] == [
        "United States", "United Kingdom", "North Atlantic Treaty Organization", "European Union",
    ]  # fmt: skip
    assert (known.demonyms["Kenyan"].name, known.capitals["Kyiv"].name) == ("Kenya", "Ukraine")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name,type\n", "row 1: columns are name, type; expected name, type, forms"),
        (HEAD + ",country,,,,\n", "row 2, column name: empty"),
        (HEAD + "Arn,planet,,,,\n", "row 2, column type: found 'planet'; expected country or organisation"),
    ],
)
def test_read_directory_says_what_is_wrong(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match="mine") as error:
        read_directory(path)
    assert message in str(error.value)
