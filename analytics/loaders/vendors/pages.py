"""Vendors' exports in HTML: decoded whatever their label claims, then read as lines."""

from __future__ import annotations

import re
from typing import Any

from analytics.loaders.decoding import NotText
from analytics.loaders.formats.xml import check_marks, paragraphs_of

_CHARSET = re.compile(rb"(?i)charset\s*=\s*[\"']?\s*([\w.:-]{2,40})")
_STYLES = re.compile(r"(?i)<(style|script)\b")
RULE = "_" * 40
"""How a horizontal rule reads in `lines_of`."""


def page_of(data: bytes, expected: str) -> Any:
    """The tree of a page. Raises NotText, which ends with what is ``expected``."""
    from lxml import etree, html

    check_marks(data)
    text = re.sub(r"^\s*<\?xml[^>]*>", "", decoded(data)).replace("\x00", "")
    try:
        return html.document_fromstring(text, parser=html.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True))
    except (etree.LxmlError, ValueError) as error:
        raise NotText(f"a page that cannot be read ({str(error)[:80]}). {expected}") from error


def decoded(data: bytes) -> str:
    """A page as text: UTF-8 where it is, else as its label says, else Windows-1252, which browsers save under any label.

    >>> decoded(b"<meta charset=utf-8>caf\\xe9"), decoded(b"<meta charset=iso-8859-2>\\xb1")
    ('<meta charset=utf-8>café', '<meta charset=iso-8859-2>ą')
    """
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    label = _CHARSET.search(data[:4_000])
    name = label[1].decode("ascii").lower() if label else "cp1252"
    if name.replace("-", "").replace("_", "") in {"utf8", "usascii", "ascii", "iso88591", "latin1", "utf16"}:
        name = "cp1252"
    try:
        return data.decode(name, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")


def lines_of(element: Any) -> list[str]:
    """The lines of an element, one per block, a horizontal rule as `RULE`."""
    for unwanted in list(element.iter("script", "style", "noscript", "head")):
        unwanted.clear(keep_tail=True)
    for rule in list(element.iter("hr")):
        rule.tag, rule.text = "p", RULE
    return paragraphs_of(element)


def without_styles(text: str) -> str:
    """A page's text without its styles and scripts, which may fill the first 200,000 characters of an export.

    >>> without_styles("<style>.a {}</style><p>Port shut</p><script>never closed")
    '<p>Port shut</p>'
    """
    parts, at = [], 0
    while match := _STYLES.search(text, at):
        parts.append(text[at : match.start()])
        end = _closed(text, match[1].lower(), match.end())
        if end < 0:
            return "".join(parts)
        at = text.find(">", end) + 1 or len(text)
    return "".join([*parts, text[at:]])


def _closed(text: str, tag: str, start: int) -> int:
    """Where the element of a tag, in lower case, is closed; -1 where it is not."""
    end = text.find("</", start)
    while end >= 0 and text[end + 2 : end + 2 + len(tag)].lower() != tag:
        end = text.find("</", end + 2)
    return end
