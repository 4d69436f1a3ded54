"""What the two invented stories of `exports` are read as, whatever service exports them, and an e-mail that brings an export."""

from email.message import EmailMessage

from tests.loaders.exports import OTHER, SECOND, STORY, TITLE

COLUMNS = ("title", "published", "outlet", "author", "paragraphs")
FIRST = [TITLE, "2024-05-03", "The Quay", "Ada Quill", STORY]
NEXT = [SECOND, "2024-05-03", "The Quay", "Ada Quill", OTHER]


def mail(body: str, kind: str = "html", subject: str = "Your ProQuest Research") -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = subject, "Desk <a@quay.example>", "Fri, 10 May 2024 06:30:00 +0000"
    message.set_content(body, subtype=kind)
    return message.as_bytes()
