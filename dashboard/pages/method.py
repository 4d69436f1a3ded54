"""Method: how each number is made, in plain words (method.txt), what it cannot say, and how often it is wrong here."""

from pathlib import Path

from analytics.queries.tone import SMALLEST_N
from dashboard import checking, opening, page
from dashboard.opening import Opened

text = Path(page.__file__).with_name("method.txt").read_text(encoding="utf-8").replace("{SMALLEST_N}", str(SMALLEST_N))
sections = [(name, " ".join(lines)) for name, *lines in (block.split("\n") for block in text.strip().split("\n\n"))]
found = opening.find()

finding = "Every number here is counted from rows that you can open, and every row says why it is there."
page.headline("Method", finding, "The rules, and their limits", lead="")
if isinstance(found, Opened) and len(found.library.query("SELECT 1 FROM quotes LIMIT 1")):
    checking.show(found.library)
with page.card("How each number is made", "And what it cannot say."):
    page.prose(sections)
