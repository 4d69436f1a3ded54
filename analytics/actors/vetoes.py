"""Forbids candidates that cannot be the speaker, whatever their score, by the rules that `speaker_rules` lists with examples."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from analytics.actors.asked import BODY, HE, NAMED, OF_COUNTRIES, OTHER, ROLE, SHE, WE, Asked, end_of_noun
from analytics.actors.candidates import Candidate
from analytics.actors.clues import Clues
from analytics.actors.descriptions import DETERMINERS, HONORIFICS, PREPOSITIONS, RANKS, TOPICS, Description, with_ranks
from analytics.actors.directory import directory
from analytics.actors.nouns import DOCUMENT, ORGANISATION, PEOPLE, PERSON, noun_gender, noun_kind, noun_list
from analytics.actors.rules import applies
from analytics.actors.speech import GROUP, UNNAMED, Speech

_FIRMS = frozenset(
    """company firm airline retailer manufacturer startup start-up developer carmaker automaker supplier contractor lender insurer
    miner chain supermarket brand operator conglomerate studio""".split()
)
_PUBLIC = frozenset(
    """
    ministry board committee council court party union government department commission parliament senate congress police agency
    army university chamber federation association assembly office tribunal church school house administration reserve workers
    """.split()
)
_GOVERNING = frozenset("government administration cabinet executive coalition regime junta".split())
_INSTITUTIONS = frozenset(
    "union party court ministry university church hospital bank museum parliament senate school chamber office".split()
)
# Words for a person that can also mean an organisation: "the airline's owner".
_EITHER = frozenset(
    """
    owner maker rival partner employer lender insurer supplier regulator watchdog leader sponsor provider developer operator
    publisher broadcaster manufacturer producer retailer carrier buyer seller bidder contractor organiser organizer champion holder
    winner host member client customer creditor investor shareholder neighbour neighbor ally opponent critic author backer donor
    founder parent landlord tenant user source promoter builder planner adviser advisor auditor player competitor
    """.split()
)
_WRITINGS = frozenset(
    """letter tweet statement testimony post memo blog diary column speech message email e-mail op-ed essay memoir ad ads remark
    remarks comment comments note""".split()
)
_OFFICES = frozenset(
    """minister secretary president chancellor governor mayor premier pope king queen prince princess ambassador senator taoiseach
    congressman congresswoman councillor bishop archbishop""".split()
)
# Professions: a person with only other ones in the article is not meant. "The boss" or "the star" can be anybody.
_PROFESSIONS = frozenset(
    """judge lawyer attorney solicitor barrister prosecutor coroner magistrate priest pastor rabbi imam archdeacon chamberlain
    spokesman spokeswoman spokesperson director chairman chairwoman referee professor doctor nurse teacher pilot""".split()
)
_MAKERS = frozenset("released compiled published conducted commissioned issued".split())
_STUDIES = frozenset("study survey poll report data figures records statistics".split())
_ANONYMOUS = frozenset(("person", "source", "insider"))
_READERS = frozenset("seen obtained reviewed viewed read leaked shown sent given provided".split())
_CLASH = 0.6  # of 1; a given name clearly has a gender from here on
_OTHERS = (PERSON, PEOPLE)
_OWNERS = frozenset("its their his her my our your".split())
_FOR = frozenset("of for from at to by with close familiar".split())


def forbids(clues: Clues) -> Callable[[Asked, Candidate, Speech], bool]:
    """Make a function that checks whether a rule forbids a candidate of a quote."""

    def check(q: Asked, c: Candidate, speech: Speech) -> bool:
        return (
            (applies("gender clash") and _clashes(clues, q, c))
            or (applies("possessor") and c.inside and _possesses(clues, q, c))
            or (applies("spoken for") and c.inside and _spoken_for(clues, q, c))
            or (applies("readers") and any(_reads(clues, q, m) for m in ((c.mention,) if c.inside else q.here)))
            or (applies("joined names") and c.inside and _joined(clues, q, c))
            or (applies("indefinite") and not c.inside and _indefinite(clues, q, c))
            or (applies("another kind") and not c.inside and _other_kind(clues, q, c))
            or (applies("another office") and not c.inside and _other_office(clues, q, c))
            or (applies("owned role") and not c.inside and _owned(clues, q, c))
            or (applies("another name") and not c.inside and _other_name(clues, q, c))
            or (applies("same source") and not c.inside and _same_source(clues, q, c, speech))
        )

    return check


def several(clues: Clues, q: Asked) -> bool:
    """Whether the speaker's words are two names, or a plural with a name ("Ada Quill's neighbours")."""
    if q.kind != NAMED:
        return False
    return noun_kind(q.noun) == PEOPLE or any(_joined(clues, q, Candidate(0, m, True)) for m in q.here)


def author(clues: Clues, q: Asked) -> Candidate | None:
    """The person whose letter, tweet or statement the speaker is: "Ada Quill's letter"."""
    if not applies("own writings") or q.kind != NAMED or len(q.here) != 1 or q.noun not in _WRITINGS:
        return None
    _, past, actor = clues.scene.mentions[q.here[0]]
    owns = past < q.head and clues.lower[past] in ("'s", "'") and clues.scene.actors[actor].type == PERSON
    return Candidate(actor, q.here[0], True) if owns and PREPOSITIONS.isdisjoint(clues.lower[q.i : q.head]) else None


def _clashes(clues: Clues, q: Asked, c: Candidate) -> bool:
    """Whether the genders differ: "he" is no Mrs and no Anna, and the actress no Mr."""
    sign = 1 if q.kind == HE else -1 if q.kind == SHE else noun_gender(q.noun) if q.kind == ROLE else 0
    return clues.scene.actors[c.actor].gender * sign < -_CLASH


def _possesses(clues: Clues, q: Asked, c: Candidate) -> bool:
    """Whether the candidate only owns the speaker: "X's lawyer" is not X, nor is "X's campaign" where X is a person."""
    past = clues.scene.mentions[c.mention].past
    if past + 1 >= q.j or clues.lower[past] not in ("'s", "'"):
        return False
    end = end_of_noun(clues.lower, past + 1, q.j)
    if any(clues.scene.named[t] for t in range(past + 1, end)):
        return True
    kind = noun_kind(clues.lower[end - 1])
    return kind in _OTHERS or (kind == ORGANISATION and clues.scene.actors[c.actor].type == "person")


def _spoken_for(clues: Clues, q: Asked, c: Candidate) -> bool:
    """Whether the speaker speaks for the candidate: "a lawyer for X" is not X, nor is "a person close to X"."""
    first, past, actor = clues.scene.mentions[c.mention]
    if past <= q.head and q.noun and noun_kind(q.noun) == PERSON and clues.scene.actors[actor].type != PERSON:
        return q.noun not in noun_list(ORGANISATION)
    if clues.lower[first - 1] == "of" and clues.scene.actors[actor].type != PERSON and noun_kind(clues.lower[q.i]) == PERSON:
        return first - 1 > q.i  # "King Olaf of Norway"
    if not q.noun or noun_kind(q.noun) not in _OTHERS or q.head >= first:
        return False
    between = clues.lower[q.head + 1 : first]
    if not between or between[0] not in _FOR:
        return False
    if "," not in between:  # but "Secretary of State X" is an office and its holder
        return all(w in DETERMINERS or _titles(w) for w in between[1:])
    # In "a lawyer for the accused man, X", X is the accused man; in "counsel to the inquiry, X", X is counsel.
    return between.index(",") == len(between) - 1 and noun_kind(between[-2]) == PERSON and between[1] in DETERMINERS


def _reads(clues: Clues, q: Asked, mention: int) -> bool:
    """Whether the speaker is a document and a name in its words its reader or maker: "a survey seen by X", "data released by X"."""
    first, _, actor = clues.scene.mentions[mention]
    first -= clues.lower[first - 1] == "the"
    if first - 2 <= q.i or clues.lower[first - 1] not in ("by", "to"):
        return False
    if clues.lower[first - 2] in _READERS:
        return True
    maker = clues.scene.actors[actor].type != PERSON and clues.lower[first - 1] == "by"
    return maker and (clues.lower[first - 2] in _MAKERS or clues.lower[first - 2] in _STUDIES)


def _joined(clues: Clues, q: Asked, c: Candidate) -> bool:
    """Whether the candidate is one of several names: "X and Y" is neither X nor Y."""
    mentions, actors, lower = clues.scene.mentions, clues.scene.actors, clues.lower
    for one, other in pairwise(q.here):
        first, second = mentions[one], mentions[other]
        between = [w for w in lower[first.past : second.first] if w != "the" and not _titles(w)]
        alike = first.actor != second.actor and actors[first.actor].type == actors[second.actor].type
        if c.mention in (one, other) and alike and between in (["and"], ["&"], [",", "and"]):
            return not any(w in PREPOSITIONS or w in (",", "'s") for w in lower[q.i : first.first])
    return False


def _titles(word: str) -> bool:
    return word.rstrip(".") in HONORIFICS or noun_kind(word) == PERSON


def _indefinite(clues: Clues, q: Asked, c: Candidate) -> bool:
    """Whether the speaker is new: "a spokesman" is not a person named elsewhere."""
    role = q.kind in (ROLE, BODY) or (q.kind == NAMED and noun_kind(q.noun) == PERSON)
    if not role or clues.lower[q.i] not in ("a", "an", "another", "one"):
        return False
    first, end, _ = clues.scene.mentions[c.mention]
    return not (q.j <= first <= q.j + 1 or q.i - 1 <= end <= q.i)


def _other_kind(clues: Clues, q: Asked, c: Candidate) -> bool:
    """Whether the kinds differ: a diplomat is no organisation, a ministry no company, a chamber of commerce no union."""
    words = clues.scene.actors[c.actor].words
    if q.kind == BODY and clues.scene.actors[c.actor].type == "country" and clues.scene.ends_bodies(q.noun):
        return c.actor not in clues.scene.countries(q.i, q.j)
    if q.kind == ROLE and q.noun in _ANONYMOUS:
        return all(d.noun != q.noun for d in clues.scene.actors[c.actor].descriptions)
    if q.kind == WE and q.i < len(clues.scene.quoted) and not clues.scene.quoted[q.i]:
        return True  # the author
    if q.kind == BODY and q.noun in OF_COUNTRIES and clues.scene.actors[c.actor].type == "country":
        peoples = any(w in directory().demonyms for w in clues.words[q.i : q.j])
        if peoples and c.actor not in clues.scene.countries(q.i, q.j):
            return True  # "the Danish military" is not Norway
    if q.kind == BODY and q.noun == "administration":
        return "administration" not in words
    if q.kind == BODY and q.noun == "government" and clues.scene.actors[c.actor].type == "organisation":
        return _GOVERNING.isdisjoint(words)
    if q.kind == ROLE and q.noun not in noun_list(ORGANISATION) and q.noun not in _EITHER:
        return clues.scene.actors[c.actor].type != PERSON
    if q.noun in _FIRMS:
        return not _PUBLIC.isdisjoint(words)
    return q.kind == BODY and q.noun in _INSTITUTIONS and q.noun not in words and not _INSTITUTIONS.isdisjoint(words)


def _other_office(clues: Clues, q: Asked, c: Candidate) -> bool:
    """Whether the article gives the candidate only other roles: the opposition leader is not "the prime minister"."""
    if q.kind != ROLE or (q.noun not in _OFFICES and q.noun not in _PROFESSIONS):
        return False
    described = [d for d in clues.scene.actors[c.actor].descriptions if not q.i <= d.first < q.j]
    if q.noun in _PROFESSIONS:
        return bool(described) and not any(q.noun in d.words or clues.lexis.grade(q.noun, d.noun) for d in described)
    words = frozenset(with_ranks(clues.lower[q.i : q.j]))
    return bool(described) and not any(_fits_office(d, q.noun, words) for d in described)


def _fits_office(d: Description, noun: str, words: frozenset[str]) -> bool:
    if d.noun != noun and noun not in d.words:
        return False
    return not any((w in words) != (w in d.words) and not (w in d.words and w in TOPICS) for w in RANKS)


def _owned(clues: Clues, q: Asked, c: Candidate) -> bool:
    """Whether the speaker belongs to another, and the article does not call the candidate so: "its clerk", "his mother"."""
    if q.kind != ROLE:
        return False
    if clues.lower[q.i] not in _OWNERS and not any(_owns(clues, m, q.head) for m in q.here):
        return False
    return all(d.noun != q.noun for d in clues.scene.actors[c.actor].descriptions)


def _owns(clues: Clues, number: int, head: int) -> bool:
    """Whether a name is of a person who owns the noun after it: "Bo Lund's wife"."""
    _, past, actor = clues.scene.mentions[number]
    return past <= head and clues.lower[past] in ("'s", "'") and clues.scene.actors[actor].type == PERSON


def _other_name(clues: Clues, q: Asked, c: Candidate) -> bool:
    """Whether the speaker's words are a label or name that shares no word with the candidate's: "ADA QUILL:", "Sky Harbour"."""
    if q.kind not in (OTHER, ROLE):
        return False
    words = [w for w in clues.words[q.i : q.j] if w[0].isalnum()]
    label = clues.lower[q.j : q.j + 1] == [":"] and all(
        w.isupper() and len(w) > 2 for w in words if w.lower() not in DETERMINERS and w.lower().rstrip(".") not in HONORIFICS
    )
    named = q.kind == OTHER and len(words) > 1 and all(w[0].isupper() and not _titles(w.lower()) for w in words)
    if not label and (not named or words[0].lower() in DETERMINERS):
        return False
    return {w.lower() for w in words}.isdisjoint(clues.scene.actors[c.actor].words)


def _same_source(clues: Clues, q: Asked, c: Candidate, speech: Speech) -> bool:
    """Whether the speaker is an earlier unnamed one: "the source" after "a source close to X" is not X or another named actor."""
    if q.kind not in (ROLE, BODY) or speech.answer_to(q) not in (UNNAMED, GROUP):
        return False
    actor = clues.scene.actors[c.actor]
    return noun_kind(q.noun) != DOCUMENT and all(d.noun != q.noun for d in actor.descriptions) and q.noun not in actor.words
