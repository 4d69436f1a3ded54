"""Method: how each number is made, in plain words (method.txt), and what it cannot say."""

from pathlib import Path

from analytics.tones import SMALLEST_N
from dashboard import page

text = Path(page.__file__).with_name("method.txt").read_text(encoding="utf-8").replace("{SMALLEST_N}", str(SMALLEST_N))
sections = [(name, " ".join(lines)) for name, *lines in (block.split("\n") for block in text.strip().split("\n\n"))]

finding = "Every number here is counted from rows that you can open, and every row says why it is there."
page.headline("Method", finding, "The rules, and their limits", lead="")
with page.card("How each number is made", "And what it cannot say."):
    page.prose(sections)
