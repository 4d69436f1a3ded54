"""Names the speakers of quotes: a full name for the words in the text, or an honest unknown with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from analytics.actors import ranker
from analytics.actors.asked import BODY, HE, NONE, ROLE, SHE, THEY, Asked, ask
from analytics.actors.clues import Clues
from analytics.actors.genders import read_genders, title_gender
from analytics.actors.profiles import Gender, Profiles, StatedRole, described_as, own_gender, own_role, spoken_for
from analytics.actors.ranker import Choice, Ranker
from analytics.actors.reasons import reason
from analytics.actors.rows import FoundMention, Profile, Speaker
from analytics.actors.scene import Scene, token_range
from analytics.actors.speech import GROUP
from analytics.actors.vetoes import author, forbids, several
from analytics.quotes.interviews import QUESTION
from analytics.text import Document

if TYPE_CHECKING:
    from analytics.quotes.find import FoundQuote


class Cast(NamedTuple):
    """A speaker for each quote, and a profile for each mention, in the orders given."""

    speakers: list[Speaker]
    profiles: list[Profile]


def name_speakers(document: Document, quotes: Sequence[FoundQuote], mentions: Sequence[FoundMention]) -> list[Speaker]:
    """Find a speaker for each quote, in the order of ``quotes``; ``mentions`` come from `find_mentions` for the same document.

    >>> from analytics.text import read
    >>> from analytics.quotes import find_quotes
    >>> from analytics.actors import find_mentions
    >>> document = read("Ada Quill spoke on Monday. “We won,” she said.")
    >>> quotes = find_quotes([document])[0]
    >>> speaker = name_speakers(document, quotes, find_mentions(document, quotes))[0]
    >>> speaker.name, speaker.type, speaker.gender
    ('Ada Quill', 'person', 'f')
    """
    return read_cast(document, quotes, mentions).speakers


def read_cast(
    document: Document, quotes: Sequence[FoundQuote], mentions: Sequence[FoundMention], learned: Ranker | None = None
) -> Cast:
    """Find the speakers of an article's quotes, and the role and gender stated beside each mention.

    ``learned``: the network of the package unless given.
    """
    scene = Scene.of(document, mentions)
    shown = read_genders(scene)
    order = sorted(range(len(quotes)), key=lambda n: where(quotes[n]))
    profiles = Profiles(scene, shown)
    speakers: dict[int, Speaker] = {}
    if quotes and document.words:
        learned = learned or ranker.load()
        clues = Clues(scene, learned.lexis)
        asked = [as_asked(scene, quotes[n]) for n in order]
        choices = [_with_author(clues, q, c) for q, c in zip(asked, learned.choose(clues, asked, forbids(clues)), strict=True)]
        for q, choice in zip(asked, choices, strict=True):
            profiles.hear(clues, q, choice.answer)
        found = [_speaker(clues, profiles, q, c) for q, c in zip(asked, choices, strict=True)]
        speakers = dict(zip(order, _carried_on(scene, asked, found), strict=True))
    unknown = Speaker(None, None, "there is no text")
    return Cast([speakers.get(n, unknown) for n in range(len(quotes))], _stated(scene, profiles))


def where(quote: FoundQuote) -> int:
    """The first character of a quote or its speaker."""
    return min([start for start, _ in quote.parts] + ([quote.speaker[0]] if quote.speaker else []), default=0)


def as_asked(scene: Scene, quote: FoundQuote) -> Asked:
    """Convert a quote to tokens for the choice of its speaker."""
    document = scene.document
    content = tuple(token_range(document, start, end) for start, end in quote.parts)
    i, j = token_range(document, *quote.speaker) if quote.speaker else (0, 0)
    cue = token_range(document, *quote.cue)[0] if quote.cue else -1
    return ask(scene, i, j, content, cue)._replace(asks=quote.rule == QUESTION)


def _with_author(clues: Clues, q: Asked, choice: Choice) -> Choice:
    """The choice, or the person whose writing the speaker is where no name was chosen."""
    found = author(clues, q) if choice.candidate is None else None
    return choice if found is None else Choice(found.actor, found)


def _speaker(clues: Clues, profiles: Profiles, q: Asked, choice: Choice) -> Speaker:
    scene = clues.scene
    if choice.answer >= 0:
        actor = scene.actors[choice.answer]
        role, gender = profiles.role(actor.number), profiles.gender(actor.number)
        return _filled(scene, Speaker(actor.name, actor.type, reason(scene, q, choice, actor.type)), role, gender)
    single = q.kind in (ROLE, HE, SHE) or (q.kind == BODY and q.text.startswith("the ") and q.noun != "group")
    many = several(clues, q) or (choice.answer == GROUP and not single)
    kind = "group" if many else None if q.kind == NONE else "unnamed"
    found = Speaker(None, kind, reason(scene, q, choice, kind))
    if kind == "unnamed":
        found = _filled(scene, found, own_role(clues, q), own_gender(clues, q))
    words = described_as(clues, q)
    if words is None:
        return found
    text = scene.document.text[slice(*scene.document.span(*words))]
    body = spoken_for(clues, q)
    return found._replace(described_as=text, spoken_for=scene.actors[body].name if body is not None else None)


def _carried_on(scene: Scene, asked: Sequence[Asked], found: Sequence[Speaker]) -> list[Speaker]:
    """Describe an unnamed speaker who is a pronoun by the description of the unnamed speaker right before it."""
    paragraph_of = scene.document.paragraph_of
    carried: list[Speaker] = []
    before: tuple[Speaker, int] | None = None
    for q, speaker in zip(asked, found, strict=True):
        paragraph = paragraph_of[q.at]
        if q.kind in (HE, SHE, THEY) and speaker.name is None and before is not None and paragraph - before[1] <= 1:
            last = before[0]
            agrees = speaker.gender is None or last.gender is None or speaker.gender == last.gender
            if agrees and (q.kind == THEY) == (last.type == "group"):
                speaker = speaker._replace(described_as=last.described_as, spoken_for=last.spoken_for)
        before = (speaker, paragraph) if speaker.name is None and speaker.described_as else None
        carried.append(speaker)
    return carried


def _filled(scene: Scene, speaker: Speaker, role: StatedRole | None, gender: Gender | None) -> Speaker:
    if role is not None:
        speaker = speaker._replace(role=role.text, role_span=scene.document.span(*role.span))
    if gender is not None:
        speaker = speaker._replace(gender=gender.value, gender_from=gender.source, gender_span=scene.document.span(*gender.span))
    return speaker


def _stated(scene: Scene, profiles: Profiles) -> list[Profile]:
    """The profile of each mention as found: the role and gender stated beside it."""
    found = []
    for number in scene.of_found:
        described = scene.described.get(number, []) if number is not None else []
        titles = [t for t, _ in scene.titled.get(number, [])] if number is not None else []
        signs = [s for s in (title_gender(w) for w in (*titles, *(d.noun for d in described))) if s]
        gender = ("m" if signs[0] > 0 else "f") if signs else None
        found.append(Profile(profiles.phrase(described[0]) if described else None, gender))
    return found
