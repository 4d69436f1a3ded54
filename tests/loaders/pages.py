"""A saved page and feeds with one invented story."""

import quopri

STORY = [
    "QUILLON, Mar 3 (Pressa) — The port of Quillon shut on Tuesday after its dockers walked out over a cut to their night pay.",
    "“We will not sail until they are back,” Mara Ode told reporters on the east quay, where cranes stood idle in the rain.",
    "The union said that all 400 of its members had joined the strike, the first at the port in nine years, and more would follow.",
    "Talks are to go on this week at the old corn hall, under a mediator whom both sides have called fair, people there said.",
]

TITLE = "Quillon port shut as dockers walk out"


def page(head: str = "", heading: str = TITLE, story: list[str] | None = None, lang: str = ' lang="en-GB"') -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in (STORY if story is None else story))
    return (
        f"<!doctype html><html{lang}><head>{head}</head><body><nav><a href='/'>Home</a><a href='/news'>News</a></nav>"
        f"<article><h1>{heading}</h1><p class='byline'>By Ada Quill</p>{paragraphs}<p>Share on Facebook</p></article>"
        "<aside><h3>Related Articles</h3><ul><li><a href='/a'>Ferry fares to rise</a></li></ul></aside>"
        "<footer>© 2026 The Quay. All rights reserved.</footer></body></html>"
    )


FEED = """<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Quay</title><language>en-gb</language>
<item><title>Port &amp; ferry shut</title><link>https://quay.example/1</link><pubDate>Tue, 03 Mar 2026 10:00:00 +0100</pubDate>
<dc:creator>Ada Quill</dc:creator><description>Short.</description><content:encoded><![CDATA[{story}]]></content:encoded></item>
<item><title>Ferry</title><description>Only this: &b;&a;</description></item>
<item><title>Bare</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Lamp</title><entry><title>Port shut</title>
<updated>2026-03-03T10:00:00Z</updated><content type="html">{story}</content></entry></feed>"""

MARKED = "<script>alert(1)</script><p>" + "</p><p>".join(STORY).replace("Mara Ode", "<a href='x'>Mara Ode</a>") + "</p>"


def mhtml(markup: str, *, address: str = "https://quay.example/port") -> bytes:
    """A page as browsers save it in one file."""
    head = f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: Window\r\n"
    head += "Date: Sat, 28 Mar 2026 10:00:00 -0000\r\n"
    head += 'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--part"\r\n\r\n'
    body = quopri.encodestring(markup.encode()).decode()
    part = f"----part\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{body}\r\n"
    style = "----part\r\nContent-Type: text/css\r\n\r\np { margin: 0 }\r\n----part--\r\n"
    return f"{head}{part}{style}".encode()
