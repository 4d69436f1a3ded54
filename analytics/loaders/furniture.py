"""Page furniture: what a saved page or a feed leaves around an article, and how to take it away."""

from __future__ import annotations

import re
from typing import NamedTuple

from analytics.text import dateline

_OPENING = 8  # paragraphs from the top in which a repeated headline, a byline or a share bar may stand
_STOPS = (".", "!", "?", "…", ".”", ".\"", ".’", "?”", "!”", ".'", ".)")  # fmt: skip

_CAPTION = re.compile(r"(?i)(?:image|photo|picture|pic|caption|file (?:photo|image|picture)|photograph|credit|video)s?(?: (?:caption|credit|by))?\s*[:—–]\s?.{0,300}")
_BYLINE = re.compile(
    r"(?:(?:By|BY|Written by|Reported by|Words by|From) |by )(?P<names>[A-ZÀ-Þ][\w.'’\-]+(?: (?:de|da|van|von|der|al|bin|[A-ZÀ-Þ][\w.'’\-]*)){0,4}"
    r"(?:(?:, | and | & )[A-ZÀ-Þ][\w.'’\-]+(?: [A-ZÀ-Þ][\w.'’\-]*){0,4}){0,4})(?:\s*[,|·•/–—-]\s*.{0,60})?"
)
_BAR = re.compile(
    r"""(?xi)
    (?:share|tweet|pin(?:\ it)?|e-?mail|print|save|copy\ link|facebook|twitter|x|whatsapp|telegram|linked-?in|reddit|pinterest|flipboard|messenger|
       like|follow|listen|comments?|bookmark|gift|more|follow\ us|get\ app)
    (?:\s*[|·•,/]?\s*(?:on|via|with|to|this|article|story|post|page|by|and|us|the
       |share|tweet|pin(?:\ it)?|e-?mail|print|save|copy\ link|facebook|twitter|x|whatsapp|telegram|linked-?in|reddit|pinterest|flipboard|messenger|comments?))*
    \s*[:.]?
    """
)
_FURNITURE = re.compile(
    r"""(?xi)
    (?:
      admin(?:istrator)? | web\ ?(?:desk|master) | editor | staff\ (?:reporter|writer)
    | advertisements? | advert | ad | sponsored(?:\ content)? | promoted(?:\ stories)? | loading(?:\ \.\.\.|…|\.\.\.)?
    | (?:leave|post|add|write)\ (?:a\ |your\ )?(?:comment|reply) | \d+\ comments? | no\ comments(?:\ yet)? | comments?\ (?:are\ )?(?:closed|off)
    | (?:previous|next)(?:\ (?:article|post|story))? | back\ to\ (?:the\ )?top | skip\ to\ (?:main\ )?content | view\ all(?:\ posts)?(?:\ by\ .{1,40})?
    | \d+\ min(?:ute)?s?\ read | (?:sign\ up|subscribe|log\ in|register)(?:\ (?:to|for|now|here|today)\b.{0,80})?\.?
    | (?:tags?|topics?|filed\ under|categor(?:y|ies)|keywords|source|via|posted\ in)\s*:\s*.{0,200}
    | (?:©|\(c\)|copyright\b).{0,200} | all\ rights\ reserved\.? | (?:first\ )?(?:published|posted|updated)(?:\ on)?\s*:?\s*.{0,30}\d.{0,40}
    | (?:terms\ (?:of|and)\ \w+|privacy\ policy|cookie\ policy|contact\ us|about\ us)
    )"""
)
_HEADING = re.compile(
    r"""(?xi)
    (?:related|recommended|popular|trending|latest|more|top|other|further|most\ (?:read|viewed|popular|shared)|editors?['’]?s?\ picks?|you\ (?:may|might)\ also\ like
      |read\ (?:more|also|next)|also\ (?:read|on)|see\ also|don['’]t\ miss|what\ to\ read\ next|up\ next|from\ our\ partners|around\ the\ web)
    (?:\ (?:articles?|stories|story|posts?|news|topics?|content|reading|links?|coverage|from|in|on|for\ you|now|today|here)\b.{0,40})?\s*[:.]?"""
)
_SIGNED_OFF = re.compile(r"(?:[—–-]{1,2}\s*|\()[A-ZÀ-Þ][\w./&\- ]{1,30}\)?")


class Cleaned(NamedTuple):
    """The headline, the paragraphs of the story, and who wrote it; what the page does not tell is None."""

    title: str | None
    paragraphs: list[str]
    author: str | None


def clean(paragraphs: list[str], *, title: str | None = None) -> Cleaned:
    """The story of a page, its furniture gone: captions, repeated headline, byline, share bars, what trails the last word.

    ``title`` is the headline where something else told it; without it the first paragraph is the headline if it reads as one.

    >>> clean(["Port shut", "PORT SHUT", "By Ada Quill", "Image: The port", "Cranes at dusk", "The port shut.", "admin", "Related Articles"])
    Cleaned(title='Port shut', paragraphs=['The port shut.'], author='Ada Quill')
    """
    story = _without_tail(paragraphs)
    if title is None and len(story) > 1 and _is_headline(story[0]):
        title, story = story[0].lstrip("# "), story[1:]
    author = None
    kept: list[str] = []
    caption_follows = False
    opened = False  # the dateline has been seen: the story runs
    for n, paragraph in enumerate(story):
        top = n < _OPENING and not opened
        opens = top and dateline(paragraph) is not None
        last_before_dateline = n + 1 < len(story) and not opened and dateline(story[n + 1]) is not None
        if _is_caption(paragraph):
            caption_follows = True
            continue
        if caption_follows and not opens and len(paragraph.split()) <= 60 and (not paragraph.endswith(_STOPS) or last_before_dateline):
            caption_follows = False
            continue
        caption_follows = False
        if top and title and _plain(paragraph) == _plain(title):
            continue
        if top and (byline := _BYLINE.fullmatch(paragraph)) and len(paragraph) <= 120:
            author = author or byline["names"]
            continue
        if (top and _is_furniture(paragraph)) or (_BAR.fullmatch(paragraph) and len(paragraph) <= 80):
            continue
        opened = opened or opens
        kept.append(paragraph)
    return Cleaned(title, kept, author)


def _is_headline(paragraph: str) -> bool:
    """Short, no dateline, no full stop at its end, no speech alone."""
    text = paragraph.lstrip("# ")
    short = 0 < len(text) <= 200 and len(text.split()) <= 30
    return short and dateline(text) is None and not text.endswith((".", "…", ".”", '."', ",”", ',"', ":")) and not _is_caption(text)


def _is_caption(paragraph: str) -> bool:
    return _CAPTION.fullmatch(paragraph) is not None


def _is_furniture(paragraph: str) -> bool:
    return len(paragraph) <= 240 and (_FURNITURE.fullmatch(paragraph) or _BAR.fullmatch(paragraph) or _HEADING.fullmatch(paragraph)) is not None


def _without_tail(paragraphs: list[str]) -> list[str]:
    """The paragraphs up to the last of the story: furniture at the end goes, and a list of other headlines under its heading."""
    end = len(paragraphs)
    heading = next((n for n in range(max(end // 2, 1), end) if len(paragraphs[n]) <= 80 and _HEADING.fullmatch(paragraphs[n])), None)
    if heading is not None and all(_is_furniture(p) or _is_headline(p) for p in paragraphs[heading:]):
        end = heading
    while end > 1 and (_is_furniture(paragraphs[end - 1]) or (len(paragraphs[end - 1]) <= 34 and _SIGNED_OFF.fullmatch(paragraphs[end - 1]))):
        end -= 1
    return paragraphs[:end]


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
