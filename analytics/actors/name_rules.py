"""The rules of names, in the order in which they apply, each with examples: (text, every mention in reading order)."""

from __future__ import annotations

from analytics.actors.rules import Rule

_P, _O, _C = "person", "organisation", "country"


def _people(*names: str) -> tuple[tuple[str, str, str], ...]:
    """Mentions of people, from "text=full name" or the full name alone."""
    return tuple((name.split("=")[0], name.split("=")[-1], _P) for name in names)


NAME_RULES = (
    Rule(
        "user names",
        "A speaker with a user name such as quillfan7 is a person wherever the article has that word.",
        (
            ("“I saw it burn,” quillfan77 wrote. Others thanked quillfan77.", _people("quillfan77", "quillfan77")),
            ("“Nobody came,” said boatman12.", _people("boatman12")),
            ("“It is a lie,” tweeted harbourcat9.", _people("harbourcat9")),
        ),
    ),
    Rule(
        "labels",
        "A transcript’s label in capitals (“WENDT:”) is a person unless it is a common word (“OPERATOR:”).",
        (
            (
                "WENDT: Did the dam fail on Sunday night?\n\nWENDT: Then who opened the lower gate?",
                _people("WENDT=Wendt", "WENDT=Wendt"),
            ),
            ("OPERATOR: Our first call is from the north.\n\nKOWAL: Will the price rise next year?", _people("KOWAL=Kowal")),
            (
                "SEN. OSTRAND: It did not fail. We opened the lower gates at noon.\n\nHALDANE: Did the dam fail?",
                _people("OSTRAND=Ostrand", "HALDANE=Haldane"),
            ),
        ),
    ),
    Rule(
        "whole speaker",
        "A run of capitalised words that is all of a speaker’s words, or follows a role and a comma, is a name; also “the Greens”.",
        (
            ("“No,” said Red Kettle. It was late.", (("Red Kettle", "Red Kettle", _O),)),
            ("The Republicans argued that it was late.", (("Republicans", "Republicans", _O),)),
            ("Yellow Kite, an animal charity, said it was late.", (("Yellow Kite", "Yellow Kite", _O),)),
            ("Doctors Against Hunger said it was late.", (("Doctors Against Hunger", "Doctors Against Hunger", _O),)),
            ("According to Sea Change, the dam broke at noon.", (("Sea Change", "Sea Change", _O),)),
            (
                "Holy Island said it was late. A letter to Holy Island was lost.",
                (("Holy Island", "Holy Island", _O), ("Holy Island", "Holy Island", _O)),
            ),
        ),
    ),
    Rule(
        "roles in capitals",
        "A role in capitals (“the PM”, “the CFO”, “the DA”) is no name, unless it is an organisation’s initials in the article.",
        (
            ("Robert Lund came late. “It is late,” the PM said.", _people("Robert Lund")),
            ("The CFO said sales fell. Helen Brandt, the CFO, left in May.", _people("Helen Brandt")),
            ("The DA said no charges would be filed.", ()),
            ("The AG said the law was clear. Mara Ode disagreed.", _people("Mara Ode")),
        ),
    ),
    Rule(
        "offices",
        "An office (“Archbishop of Quorl”, “European Commissioner”) or a person by nationality (“the Spaniard”) is no name.",
        (
            ("The Archbishop of Quorl said it was late.", ()),
            ("Critics praised the Bishop of Tolmar.", ()),
            ("The European Commissioner sent a letter to Arn Air.", (("Arn Air", "Arn Air", _O),)),
            ("Robert Lund met the Spaniard on Monday. The Spaniard won.", _people("Robert Lund")),
        ),
    ),
    Rule(
        "sites",
        "The ending of a site belongs to its name, which is an organisation’s.",
        (
            ("Booking.com said its profits rose.", (("Booking.com", "Booking.com", _O),)),
            ("Arnlist.com said rents fell.", (("Arnlist.com", "Arnlist.com", _O),)),
            ("Quillmart.co.uk said it would close.", (("Quillmart.co.uk", "Quillmart.co.uk", _O),)),
        ),
    ),
    Rule(
        "own s",
        "An organisation’s name that is never without ’s, and once before a verb or a comma, ends in it: “Hershey’s said”.",
        (
            ("Hershey's, Norway's chocolate giant, said sales fell.", (("Hershey's", "Hershey's", _O), ("Norway", "Norway", _C))),
            ("Macy's said it would close. Shares in Macy's fell.", (("Macy's", "Macy's", _O), ("Macy's", "Macy's", _O))),
            ("Sotheby's said the painting was sold.", (("Sotheby's", "Sotheby's", _O),)),
        ),
    ),
    Rule(
        "cut names",
        "Given names before a person’s name, a surname after initials, a suffix, and a noun after “Dockers’” belong to the name.",
        (
            ("It was Supt R. J. Mallow who paid.", _people("R. J. Mallow")),
            ("Maria J. Ostrander Jr. paid.", _people("Maria J. Ostrander Jr.")),
            (
                "He led the Arn Dockers’ Union in Quorl for years.",
                (("Arn Dockers’ Union", "Arn Dockers’ Union", _O),),
            ),
        ),
    ),
    Rule(
        "one kind",
        "The same words have the same kind in one article, decided by all their uses; only a place can also be a country.",
        (
            ("Savannah won the race. His mother met Savannah.", _people("Savannah", "Savannah")),
            (
                "Florence makes pumps. Florence will appeal. The pumps of Florence are loud. Shares in Florence fell.",
                (("Florence", "Florence", _O),) * 4,
            ),
            (
                "The letter from Kestrel was lost. In May Kestrel fell ill. It was Kestrel who paid. Kestrel and Mara Ode sang.",
                _people("Kestrel", "Kestrel", "Kestrel", "Kestrel", "Mara Ode"),
            ),
        ),
    ),
    Rule(
        "hyphens",
        "Countries, organisations and surnames inside a word with hyphens are mentions; US-led opens no name.",
        (
            ("It was a pro-Norway rally.", (("Norway", "Norway", _C),)),
            ("A Canada-based firm won.", (("Canada", "Canada", _C),)),
            ("The Kenya-Uganda border is shut.", (("Kenya", "Kenya", _C), ("Uganda", "Uganda", _C))),
        ),
    ),
    Rule(
        "unlisted country",
        "An unlisted name of one word is a country where the article has a demonym of it, else only where that is much likeliest.",
        (
            (
                "Soldiers of Tolmar crossed the river. The Tolmarese fled. Tolmar denied it.",
                (("Tolmar", "Tolmar", _C), ("Tolmar", "Tolmar", _C)),
            ),
            (
                "Galdovia lost. Galdovian fans left Galdovia by train.",
                (("Galdovia", "Galdovia", _C), ("Galdovia", "Galdovia", _C)),
            ),
            ("He left Morvania in May. Morvanian police had looked for him.", (("Morvania", "Morvania", _C),)),
            (
                "Morland won the cup. The coach of Morland wept.",
                (("Morland", "Morland", _O), ("Morland", "Morland", _O)),
            ),
            (
                "Zemira sent help. The Zemiran army came by boat.",
                (("Zemira", "Zemira", _C), ("Zemiran army", "Zemiran army", _O)),
            ),
        ),
    ),
    Rule(
        "firms like people",
        "A name like a person’s is an organisation’s before “, which” or its revenue, unless something beside it shows a person.",
        (
            ("Helen Brandt, which sells curtains, will close ten shops.", (("Helen Brandt", "Helen Brandt", _O),)),
            ("Helen Brandt's revenue rose. Brandt makes tea.", (("Helen Brandt", "Helen Brandt", _O),)),
            (
                "Anna Wexby, which makes lamps, was sold. Wexby began in 1920.",
                (("Anna Wexby", "Anna Wexby", _O), ("Wexby", "Anna Wexby", _O)),
            ),
        ),
    ),
    Rule(
        "short for a thing",
        "An acronym in brackets after lower-case words that it abbreviates is no organisation.",
        (
            ("The farms use drip water feeding (DWF). Few trust DWF.", ()),
            ("Critics of total river control (TRC) met. TRC has failed, they said.", ()),
            ("The hospital bought cold blood storage (CBS). Few use CBS.", ()),
        ),
    ),
    Rule(
        "nicknames",
        "A given name, a nickname in quotation marks and a surname are one name.",
        (
            ("Maria “Duchess” Ostrander sang.", (("Maria “Duchess” Ostrander", "Maria Ostrander", _P),)),
            ("The letter came from Robert “Captain” Lund.", (("Robert “Captain” Lund", "Robert Lund", _P),)),
            ("They trust Helen “Judge” Okafor.", (("Helen “Judge” Okafor", "Helen Okafor", _P),)),
            (
                "Dele “The Hammer” Oyin retired. Oyin wept.",
                (("Dele “The Hammer” Oyin", "Dele Oyin", _P), ("Oyin", "Dele Oyin", _P)),
            ),
        ),
    ),
    Rule(
        "titles",
        "A listed title or role, or no given name before one, precedes a name; capitals such as KC follow it.",
        (
            ("They waited for Otunba Helen Brandt. Brandt never came.", _people("Helen Brandt", "Brandt=Helen Brandt")),
            ("It was Sahibzada Robert Lund who paid.", _people("Robert Lund")),
            ("The prize went to Mevrouw Helen Brandt of Quorl.", _people("Helen Brandt")),
            ("The race went to Scot Helen Mary Brandt.", _people("Helen Mary Brandt")),
            ("Cllr Mara Wexby KC paid.", _people("Mara Wexby")),
            ("He met Supt Mallow.", _people("Mallow")),
            ("Sanjay Mbekani KC said it was late.", _people("Sanjay Mbekani")),
        ),
    ),
    Rule(
        "directory",
        "Listed forms of a country or an organisation are one actor under the listed name; a people's government is its country.",
        (
            ("The U.S. and Britain signed.", (("U.S.", "United States", _C), ("Britain", "United Kingdom", _C))),
            ("The Dutch government agreed.", (("Dutch government", "Netherlands", _C),)),
            (
                "Moscow has insisted that it wants talks with Washington.",
                (("Moscow", "Russia", _C), ("Washington", "United States", _C)),
            ),
        ),
    ),
    Rule(
        "title gender",
        "Mr or Mrs before a surname excludes people whose given name or title clearly has the other gender.",
        (
            (
                "Peter Lund met Maria Lund. Lund won. Lund cheered. Ms Lund smiled.",
                _people("Peter Lund", "Maria Lund", "Lund=Peter Lund", "Lund=Peter Lund", "Lund=Maria Lund"),
            ),
            ("Robert Lund won. Lund thanked everyone. Mrs Lund was not there.", _people("Robert Lund", "Lund=Robert Lund", "Lund")),
            (
                "Helen Brandt spoke. Brandt was firm. Mr Brandt kept silent.",
                _people("Helen Brandt", "Brandt=Helen Brandt", "Brandt"),
            ),
        ),
    ),
    Rule(
        "dateline",
        "The place and the agency in a dateline are part of the layout, not named by the story.",
        (
            ("WASHINGTON (Reuters) — The bill failed by two votes.", ()),
            ("LONDON, March 3 (AP) — Ada Quill left.", _people("Ada Quill")),
            ("PARIS (AFP) — The strike goes on.", ()),
        ),
    ),
)
