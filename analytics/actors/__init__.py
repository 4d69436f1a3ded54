"""Who is who: names in the text, the person behind "he", and actors across a library."""

from analytics.actors.link import link_names, read_aliases
from analytics.actors.mentions import find_mentions
from analytics.actors.rows import FoundMention, Linked, Profile, Speaker
from analytics.actors.speakers import Cast, name_speakers, read_cast

__all__ = [
    "Cast",
    "FoundMention",
    "Linked",
    "Profile",
    "Speaker",
    "find_mentions",
    "link_names",
    "name_speakers",
    "read_aliases",
    "read_cast",
]
