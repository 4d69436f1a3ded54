"""Method: how each number is made (method.txt), its limits, and a check of how often it is wrong in this library."""

from pathlib import Path

from analytics.queries.tone import SMALLEST_N
from dashboard.components import corpus_check, layout
from dashboard.state import library
from dashboard.state.library import Opened

text = (Path(layout.__file__).parents[1] / "pages" / "method.txt").read_text(encoding="utf-8")
sections = [
    (name, " ".join(lines))
    for name, *lines in (block.split("\n") for block in text.replace("{SMALLEST_N}", str(SMALLEST_N)).strip().split("\n\n"))
]
found = library.find()

finding = "Every number is counted from rows that you can open, and every row gives the reasons for what it says."
layout.headline("Method", finding, "The rules and their limits", lead="")
if isinstance(found, Opened) and len(found.library.query("SELECT 1 FROM quotes LIMIT 1")):
    corpus_check.show(found.library)
with layout.card("How each number is made", "And what it cannot show."):
    layout.prose(sections)
