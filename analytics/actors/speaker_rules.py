"""The list of the rules of speakers, each with examples; `vetoes` applies them."""

from __future__ import annotations

from analytics.actors.rules import Rule

SPEAKER_RULES: tuple[Rule, ...] = (
    Rule(
        "gender clash",
        "“He” is not a woman whom the article calls Mrs, and “the spokeswoman” not a Mr.",
        (
            (
                "Mr Bo Lund praised the plan. Mr Lund said it was good. “It is late,” she said.",
                "she",
                "“It is late,”",
                None,
                "unnamed",
            ),
            ("Mrs Ada Quill opened the fair on Monday. “It is late,” he said.", "he", "“It is late,”", None, "unnamed"),
            ("Lady Mara Ode wrote the book. Her brother liked it. “It is late,” he said.", "he", "“It is late,”", None, "unnamed"),
        ),
    ),
    Rule(
        "possessor",
        "X’s lawyer, mother or neighbours are not X, nor is the campaign or office of a person that person.",
        (
            ("Mara Ode’s longtime political adviser said “no”.", "Mara Ode’s longtime political adviser", "“no”", None, "unnamed"),
            ("Ada Quill’s former neighbours said “no”.", "Ada Quill’s former neighbours", "“no”", None, "group"),
            ("Bo Lund’s parole officer said “no”.", "Bo Lund’s parole officer", "“no”", None, "unnamed"),
            ("Bo Lund’s Arn office said “no”.", "Bo Lund’s Arn office", "“no”", "Arn office", "organisation"),
        ),
    ),
    Rule(
        "spoken for",
        "A lawyer for X, the mother of X and an adviser to X are not X, nor is the leader of a party that party.",
        (
            ("The mother of Ada Quill said “no”.", "The mother of Ada Quill", "“no”", None, "unnamed"),
            ("The father of Bo Lund said “no”.", "The father of Bo Lund", "“no”", None, "unnamed"),
            ("An adviser to Mayor Ada Quill said “no”.", "An adviser to Mayor Ada Quill", "“no”", None, "unnamed"),
            (
                "The Farmers Union met. The former Farmers Union leader said “no”.",
                "The former Farmers Union leader",
                "“no”",
                None,
                "unnamed",
            ),
            ("King Olaf of Norway said “no”.", "King Olaf of Norway", "“no”", None, "unnamed"),
            ("Arn Bank fell. The Arn Bank economist said “no”.", "The Arn Bank economist", "“no”", None, "unnamed"),
            ("A friend of the mayor, Ada Quill, said “no”.", "A friend of the mayor, Ada Quill", "“no”", None, "unnamed"),
        ),
    ),
    Rule(
        "readers",
        "“A memo seen by X” is a document that X only read; nor is “data released by X” an organisation X itself.",
        (
            ("A memo seen by the Arn Bank said “no”.", "A memo seen by the Arn Bank", "“no”", None, "unnamed"),
            (
                "A survey obtained by the Farmers Union said “no”.",
                "A survey obtained by the Farmers Union",
                "“no”",
                None,
                "unnamed",
            ),
            ("Data released by the Arn Bank said “no”.", "Data released by the Arn Bank", "“no”", None, "unnamed"),
            ("A survey by the Farmers Union said “no”.", "A survey by the Farmers Union", "“no”", None, "unnamed"),
            (
                "Ada Quill wept. The report by the Arn Dockers’ Union said “no”.",
                "The report by the Arn Dockers’ Union",
                "“no”",
                None,
                "unnamed",
            ),
            ("E-mails reviewed by Arn Air said “no”.", "E-mails reviewed by Arn Air", "“no”", None, "unnamed"),
        ),
    ),
    Rule(
        "joined names",
        "X and Y together are neither X nor Y.",
        (
            ("Ada Quill and Robert Lund said “no”.", "Ada Quill and Robert Lund", "“no”", None, "group"),
            ("Arn Bank and the Farmers Union said “no”.", "Arn Bank and the Farmers Union", "“no”", None, "group"),
            ("Mr Lund and Mayor Ada Quill said “no”.", "Mr Lund and Mayor Ada Quill", "“no”", None, "group"),
        ),
    ),
    Rule(
        "indefinite",
        "“A spokesman” is not a person named elsewhere, even one who is called a spokesman there, nor “a union” one named before.",
        (
            ("Mayor Ada Quill came. A mayor said “no”.", "A mayor", "“no”", None, "unnamed"),
            ("Bo Lund, the spokesman, was away. A spokesman said “no”.", "A spokesman", "“no”", None, "unnamed"),
            ("Senator Mara Ode voted. Another senator said “no”.", "Another senator", "“no”", None, "unnamed"),
            ("The Farmers Union met in Arn. One union said “no”.", "One union", "“no”", None, "unnamed"),
            ("Arn Air flew in May. An airline said “no”.", "An airline", "“no”", None, "unnamed"),
        ),
    ),
    Rule(
        "another kind",
        "“The diplomat” is no organisation, “the firm” no ministry or court, “the government” no firm, “the source” no name.",
        (
            ("The Trade Ministry met on Monday. The company said “no”.", "The company", "“no”", None, "unnamed"),
            ("Bo Lund laughed. Lund sang on Monday. The source said “no”.", "The source", "“no”", None, "unnamed"),
            ("Norway met us on Monday. Norway won. The Danish military said “no”.", "The Danish military", "“no”", None, "unnamed"),
            ("Bo Lund sang on Monday. Ada Quill laughed. I say “no”.", "I", "“no”", None, "unnamed"),
            ("The Arn Court met. Arn Air won. The administration said “no”.", "The administration", "“no”", None, "unnamed"),
            ("The Trade Ministry met on Monday. The witness said “no”.", "The witness", "“no”", None, "unnamed"),
            ("The Arn Court sat late. The company said “no”.", "The company", "“no”", None, "unnamed"),
            ("The Arn Chamber of Commerce met. The union said “no”.", "The union", "“no”", None, "unnamed"),
            ("The House of Lords voted on Friday. The government said “no”.", "The government", "“no”", None, "unnamed"),
            ("Arn Air flew in May. Arn Air won. The government said “no”.", "The government", "“no”", None, "unnamed"),
        ),
    ),
    Rule(
        "another office",
        "“The prime minister” is no person with only other roles in the article, such as a shadow, deputy or opposition role.",
        (
            (
                "Opposition leader Bo Lund spoke on Friday. Lund said it was late. The prime minister said “no”.",
                "The prime minister",
                "“no”",
                None,
                "unnamed",
            ),
            (
                "Shadow Health Secretary Ada Quill wept. The Health Secretary said “no”.",
                "The Health Secretary",
                "“no”",
                None,
                "unnamed",
            ),
            ("Mara Ode, the police chief, came on Friday. Ode ran. The mayor said “no”.", "The mayor", "“no”", None, "unnamed"),
            ("Bo Lund, a baker, came on Friday. Lund ran. The judge said “no”.", "The judge", "“no”", None, "unnamed"),
            ("Robert Lund, a farmer, won the race on Friday. The president said “no”.", "The president", "“no”", None, "unnamed"),
        ),
    ),
    Rule(
        "owned role",
        "“Its clerk” or “Lund’s mother” is no person named elsewhere, unless the article calls that person a clerk or mother.",
        (
            ("Ada Quill runs Arn Air. Its spokeswoman said “no”.", "Its spokeswoman", "“no”", None, "unnamed"),
            ("Mara Ode came. Bo Lund ran the fair. Ode’s mother said “no”.", "Ode’s mother", "“no”", None, "unnamed"),
            ("Mayor Robert Lund opened the fair. His successor said “no”.", "His successor", "“no”", None, "unnamed"),
            ("Mara Ode led the union. “It is late,” Ode said. Their lawyer said “no”.", "Their lawyer", "“no”", None, "unnamed"),
        ),
    ),
    Rule(
        "another name",
        "A label (“BYSTANDER:”) or name that is no known actor’s is not the actor beside it.",
        (
            ("Ada Quill came. MODERATOR: “no”.", "MODERATOR", "“no”", None, "unnamed"),
            ("Ada Quill met the Arn Bank. BYSTANDER: “no”.", "BYSTANDER", "“no”", None, "unnamed"),
            ("Ada Quill came. The PRESIDENT: “no”.", "The PRESIDENT", "“no”", None, "unnamed"),
        ),
    ),
    Rule(
        "own writings",
        "A person’s letter, tweet or statement has that person as its speaker where the network would give no name.",
        (
            ("Bo Lund’s diary said “no”.", "Bo Lund’s diary", "“no”", "Bo Lund", "person"),
            ("Bo Lund’s tweet said “no”.", "Bo Lund’s tweet", "“no”", "Bo Lund", "person"),
            ("Bo Lund’s first message said “no”.", "Bo Lund’s first message", "“no”", "Bo Lund", "person"),
            ("Bo Lund’s blog said “no”.", "Bo Lund’s blog", "“no”", "Bo Lund", "person"),
        ),
    ),
    Rule(
        "same source",
        "“The source” is an unnamed source mentioned before, unless the article calls a named person a source.",
        (
            ("“No,” a woman said. Ada Quill ran. The woman said “late”.", "The woman", "“late”", None, "unnamed"),
            ("“No,” a player said. Bo Lund scored twice. The player said “late”.", "The player", "“late”", None, "unnamed"),
            (
                "“No,” a spokeswoman for Bo Lund said. Ada Quill ran. The spokeswoman said “late”.",
                "The spokeswoman",
                "“late”",
                None,
                "unnamed",
            ),
            ("“No,” an expert said. Mara Ode spoke in Arn. The expert said “late”.", "The expert", "“late”", None, "unnamed"),
        ),
    ),
)
