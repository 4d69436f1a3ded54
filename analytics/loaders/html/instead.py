"""What a server, or a page, may show in place of an article: errors, questions to the reader, lists of articles, half a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_MOST_WORDS = 150  # of a page that shows something else, or of the text of an article that it shows in part
_FEWEST_STORIES = 3  # of a list of articles
_KEY = 60  # characters of a paragraph that is looked for
_MOST_STORIES = 200
_NO_ARTICLE = re.compile(
    r"(?i)(?:(?:error|http)\s+)?(?:401|403|404|410|429|500|502|503|504)(?:\W.{0,60})?"
    r"|.{0,20}\b(?:page|site|file|article|url) (?:(?:is|was|could|can) ?(?:not|n['’]t)? ?(?:be )?)?(?:not )?"
    r"(?:found|unavailable)\b.{0,40}"
    r"|.{0,10}\bpage (?:does not|doesn['’]t) exist\b.{0,40}"
    r"|access (?:to this page )?(?:has been )?denied\b.{0,60}|(?:request|you have been|access) blocked\b.{0,40}"
    r"|just a moment\W{0,3}|one moment,? please\W{0,3}|attention required\b.{0,40}|pardon our interruption\W{0,5}"
    r"|(?:are|confirm|verify(?:ing)?)(?: that)? you(?: are|['’]re)?(?: not)? (?:an? )?(?:robot|human|bot)\b.{0,40}|captcha\b.{0,40}"
    r"|(?:checking|verifying) (?:if the site|your browser|you are)\b.{0,60}|security check\b.{0,40}"
    r"|before you continue(?: to .{1,60})?|.{0,30}\b(?:cookie|consent) (?:consent|settings|choices|wall|preferences)\b.{0,30}"
    r"|(?:we value )?your privacy(?: matters)?(?: is important(?: to us)?)?\W{0,3}"
    r"|(?:service|site) (?:temporarily )?unavailable\b.{0,40}|(?:seite|artikel) nicht gefunden\b.{0,40}"
    r"|page (?:non trouvée|introuvable)\b.{0,40}|página no encontrada\b.{0,40}|pagina (?:niet gevonden|non trovata)\b.{0,40}"
)
_ASKS = re.compile(
    r"(?i)\b(?:already (?:a |an )?(?:subscriber|member|subscribed)"
    r"|(?:this|the) (?:article|story|content|page) is (?:only |exclusively )?(?:for|available to|reserved for) (?:our )?"
    r"(?:paying )?(?:subscribers|members)|(?:subscribe|register|log in|sign in|sign up)"
    r"(?: now)? to (?:continue|keep|read|unlock)|to continue reading|unlock (?:this|the) (?:article|story)"
    r"|(?:this|the) (?:article|story) is behind a paywall|you have reached your limit of free)"
)


def stands_instead(wordings: Iterable[str], text: str) -> str | None:
    """What a short page is called that has no article on it, by its titles and headings; None for any other.

    >>> stands_instead(["Page not found | The Quay"], "Sorry, there is nothing here.")
    'Page not found'
    >>> stands_instead(["Page of history not found in any book"], "It was lost.") is None
    True
    """
    if _is_long(text):
        return None
    for wording in wordings:
        for part in (wording, *re.split(r"\s+[|–—-]\s+", wording)):
            shown = " ".join(part.split())
            if len(shown) <= 100 and _NO_ARTICLE.fullmatch(shown):
                return re.split(r"\s+[|–—]\s+", shown)[0]
    return None


def asks_to_pay(text: str, *, free: bool) -> bool:
    """Whether the text of a page is short, and the page says that it is not all: by asking for a subscription, or in its data.

    >>> asks_to_pay("The port shut.\\nAlready a subscriber? Log in.", free=True), asks_to_pay("The port shut.", free=True)
    (True, False)
    """
    if _is_long(text):
        return False
    return not free or any(len(line) <= 200 and _ASKS.search(line) for line in text.split("\n"))


def stories_listed(tree: Any, lines: list[str]) -> int:
    """How many articles of a list of articles the text of a page was taken from; 0 where it is one article."""
    articles = list(tree.iter("article"))
    if len(articles) < _FEWEST_STORIES:
        return 0
    listed = [one for one in articles if one.find(".//h2//a") is not None or one.find(".//h3//a") is not None]
    if not _FEWEST_STORIES <= len(listed) <= _MOST_STORIES:
        return 0
    sources = 0
    keys = [line[:_KEY] for line in lines if len(line) >= _KEY]
    for one in listed:
        if one.find(".//article") is None:
            text = " ".join(one.text_content().split())
            sources += any(key in text for key in keys)
    return sources if sources >= _FEWEST_STORIES else 0


def _is_long(text: str) -> bool:
    return len(text) > 20 * _MOST_WORDS or len(text.split()) > _MOST_WORDS
