"""The formats that the guide names are those that are declared."""

import re
from pathlib import Path

from analytics.loaders import FORMATS, format_of

GUIDE = Path(__file__).parents[2] / "docs" / "your-files.md"


def test_registry_are_as_the_guide_says() -> None:
    rows = re.findall(r"^\| (.+?) \| (\.[a-z. ]+) \| (.+) \|$", GUIDE.read_text(encoding="utf-8"), re.M)
    assert rows == [(form.name[0].upper() + form.name[1:], " ".join(form.suffixes), form.holds) for form in FORMATS]


def test_registry_each_ending_is_of_one_unless_its_opening_tells() -> None:
    general = [(suffix, form.name) for form in FORMATS for suffix in form.suffixes if not form.knows]
    assert len(general) == len(dict(general))
    alone = {".ris": "ProQuest", ".nitf": "NewsML or NITF"}
    assert {s: format_of(s).name for form in FORMATS for s in form.suffixes} == dict(general) | alone
    assert format_of(".unknown").name == "text"
