"""Words by which `analytics.quotes.mood` reads whether a reporting verb reports anything."""

from __future__ import annotations

NOT = frozenset("not never nor hardly scarcely cannot".split())
MODALS = frozenset("might may could should must shall can cannot ought would will 'll 'd".split())
AUXILIARIES = NOT | MODALS | frozenset("be been being is are was were am has have had having do does did 's 've to n't".split())
ADVERBS = frozenset(
    """
    also ever even just still already then simply only yet once again later always often first instead now perhaps so soon
    well
    """.split()
)
# "would only say", "would later say", "would often say": it was said.
DID = frozenset("only later subsequently eventually often always soon frequently regularly repeatedly".split())
HABIT = frozenset(("when", "whenever", "every", "often"))
# Verbs whose negation leaves nothing said; to deny, to doubt or to agree is to say something even when one does not.
SAYING = frozenset(
    """
    say tell claim state speak comment respond reply answer elaborate specify disclose discuss reveal explain return talk
    mention announce confirm declare admit acknowledge allege report suggest argue write promise name identify address give
    offer call describe accuse criticise criticize predict warn propose apologise apologize ask express clarify confess
    """.split()
)
WITHHELD = frozenset("decline refuse forget fail neglect".split())
# "has yet to say", "failed to say": words before "to" that negate the saying.
UNDONE = frozenset(
    """
    decline refuse fail forget neglect omit want expect hope plan intend prepare wait due likely unlikely about ready set yet
    able unable afraid free reluctant unwilling willing going need ought try tempting easy hard difficult possible impossible
    fair wrong premature dare threaten wish love supposed scheduled poised keen eager reason chance opportunity time right
    duty courage
    """.split()
)
# "wants the mayor to say": words before another person and "to".
ASKED = frozenset(
    """
    want ask urge press beg order expect need invite call implore persuade force pressure challenge instruct like
    """.split()
)
UNTIL_TO = 7
SHORT_OF = {
    "without": "", "of": "short instead", "than": "rather", "from": "refrain refrained refrains refraining far stop stopped "
    "prevent prevented abstain abstained barred", "avoid": "", "avoided": "", "avoids": "", "avoiding": "",
}  # fmt: skip
CONDITIONS = frozenset("if unless whether lest suppose supposing imagine should had".split())
BREAKS = frozenset((",", ";", ":", "—", "–", "--", "(", ")", ".", "?", "!", "but"))
NOBODY = frozenset("nobody none neither no-one nothing".split())
OFFICE = frozenset(("10", "11", "10's"))  # "No 10 said"
CLAIMS = frozenset(
    """
    claim claims claimed claiming say says said rumour rumours rumor rumors report reports story quote attribute attributes
    attributed
    """.split()
)
FORGED = frozenset(
    """
    false fake faked forged falsely wrongly doctored fabricated invented bogus hoax fictitious fictional untrue misattributed
    myth
    """.split()
)
TRUTH = frozenset("true evidence proof record sign indication case".split())
RELATIVES = frozenset(("that", "who", "which"))
SHE = frozenset("he she they it that this neither".split())
FORGERIES = frozenset(
    """
    post video letter clip tweet screenshot image statement article recording audio memo email message
    """.split()
)
FICTION = frozenset(
    """
    novel play opera sketch parody satire sitcom fable spoof pantomime fairytale musical farce cartoon
    """.split()
)
ASKS = frozenset(
    """
    did does do has have had is was would could should can will who what why how when where which are were
    """.split()
)
WORKS = frozenset(
    """
    read reads reading wrote write writes written writing sang sing sings sung singing recorded record published publishes
    publish directed directs performed performs starred starring played titled entitled headlined reviewed watched produced
    composed released releases chanted include includes including
    """.split()
)
AFTER_NOTHING = frozenset(
    """
    about of on since more else to that until in when publicly at for new beyond during before after so
    """.split()
)
NAMING = frozenset(("known", "nicknamed", "named", "titled", "entitled"))
# Words that show that the text of a speech is known beforehand.
BEFOREHAND = frozenset("extracts excerpts advance overnight embargoed prepared pre-released".split())
