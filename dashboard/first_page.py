"""What Streamlit's HTML page carries from us: our style and script, the names of the scripts that the first page needs, a picture.

Style and script are in the page, at its end, and not in each answer of the server; they are there before anything is drawn. The
scripts that are named are fetched before Streamlit asks for them, which it does when the first element of a kind arrives, over a
connection that its own script opens. That of Plotly, by far the largest, is named last and with low priority: the headline needs
the others first.

The picture is the headline, the figures and the first chart of the page, as another window with the same address was shown them.
It is there at once, and is taken away part by part as Streamlit draws the page. Everything in it is escaped by whoever made it.
"""

from __future__ import annotations

import asyncio
import functools
import itertools
import re
import tomllib
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs

from streamlit.file_util import get_static_dir

ELEMENTS = ("Html", "Multiselect", "Selectbox", "TextInput")
LARGEST = "PlotlyChart"
_IMPORTS = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
_HEAD = 20_000  # characters of a script within which its imports are
_HEAD_ENDS, _BODY_ENDS = b"</head>", b"</body>"
_COMPONENTS = Path(__file__).parent / "components"
STYLE, SCRIPT = _COMPONENTS / "style.css", _COMPONENTS / "page.js"
_THEME = Path(__file__).resolve().parents[1] / ".streamlit" / "config.toml"
_FONTS = {"Source Sans": "SourceSansVF-Upright", "Source Serif": "SourceSerifVariable-Roman"}
# What Streamlit remembers of a choice of theme, which counts more than that of the system.
_CHOOSE_THEME = """<script>{
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(`stActiveTheme-${location.pathname}-v2`)); } catch { /* no choice is kept */ }
  const dark = kept === "Dark" || (kept !== "Light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.qbTheme = dark ? "dark" : "light";
}</script>"""

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Picture(Protocol):
    """The parts of a page as HTML, see `dashboard.state.first_pictures`; "" for a chart that cannot be drawn here."""

    @property
    def sample(self) -> bool: ...
    @property
    def headline(self) -> str: ...
    @property
    def figures(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def chart(self) -> str: ...


_find: list[Callable[[str, Mapping[str, Sequence[str]]], Picture | None]] = []


def send_pictures(find: Callable[[str, Mapping[str, Sequence[str]]], Picture | None]) -> None:
    """Send what a function finds for a page's name and parameters along with the HTML page."""
    _find[:] = [find]


class FirstPage:
    """ASGI middleware that adds links, style, script and a picture to each HTML page."""

    def __init__(self, app: App, static: Path | None = None) -> None:
        self._app = app
        static = static or Path(get_static_dir())
        self._links = links(static)
        self._own = f"<style>{STYLE.read_text(encoding='utf-8')}</style>{script()}".encode()
        self._picture_style = f"<style>{_colours()}{_fonts(static)}{_text('first.css')}</style>"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add what is ours to the answer if it is a whole HTML page."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        if any(name == b"accept" and b"text/html" in value for name, value in scope["headers"]):  # Streamlit would compress it
            scope = {**scope, "headers": [one for one in scope["headers"] if one[0] != b"accept-encoding"]}
        start: Message | None = None
        body = b""
        picture = await self._picture(scope)

        async def with_ours(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif start is not None and message["type"] == "http.response.body":
                body += message.get("body", b"")
                if not message.get("more_body"):
                    page = body.replace(_HEAD_ENDS, self._links + _HEAD_ENDS, 1)
                    before, _, after = page.rpartition(_BODY_ENDS)
                    page = before + self._own + picture.encode() + _BODY_ENDS + after
                    changed = (b"content-length", b"etag", b"last-modified")
                    kept = [one for one in start["headers"] if one[0].lower() not in changed]
                    await send({**start, "headers": [*kept, (b"content-length", str(len(page)).encode())]})
                    await send({"type": "http.response.body", "body": page})
            else:
                await send(message)

        await self._app(scope, receive, with_ours)

    async def _picture(self, scope: Scope) -> str:
        """Return the picture of the page that a request asks for; "" if there is none."""
        page = scope.get("path", "").strip("/")
        if not _find or "." in page or "/" in page:
            return ""
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
        found = await asyncio.to_thread(_find[0], page, query)
        return self._picture_style + _CHOOSE_THEME + _html(page, found) if found else ""


def _html(page: str, found: Picture) -> str:
    """Return a picture with the script that takes it away; each part has the selector of what replaces it."""
    return (
        f'<div id="qb-first" class="qb-first-{page}{" qb-first-sample" if found.sample else ""}">'
        '<p class="qb qb-brand" data-until=".qb-brand"><b>Quoteboard</b></p><div>'
        f'<div data-until=".qb-headline">{found.headline}</div><div data-until=".qb-figures">{found.figures}</div>'
        f'<div class="qb-first-card" data-until=".qb-title">{found.title}{found.chart}</div>'
        f"</div></div><script>{_text('first.js')}</script>"
    )


@functools.cache
def _text(name: str) -> str:
    return (_COMPONENTS / name).read_text(encoding="utf-8")


def _colours() -> str:
    """Return the theme's colours as CSS variables, by the placeholders of charts, light and dark."""
    theme = tomllib.loads(_THEME.read_text(encoding="utf-8"))["theme"] if _THEME.is_file() else {}
    rules = []
    for name, selector in (("light", ":root"), ("dark", "[data-qb-theme=dark]")):
        own = theme.get(name, {})
        scales = (own.get(f"chart{scale}Colors", ()) for scale in ("Categorical", "Sequential", "Diverging"))
        colours = dict(enumerate(itertools.chain(*scales), 1))
        colours |= {37: own.get("textColor", "CanvasText"), 38: own.get("backgroundColor", "Canvas")}
        rules.append(f"{selector}{{{''.join(f'--c{number:06}:{colour};' for number, colour in colours.items())}}}")
    return "".join(rules)


def _fonts(static: Path) -> str:
    """Return the rules of the fonts that Streamlit's scripts define later."""
    media = static / "static" / "media"
    files = [(name, path) for name, stem in _FONTS.items() for path in sorted(media.glob(f"{stem}.*.woff2"))]
    return "".join(
        f"@font-face{{font-family:'{name}';font-weight:200 900;font-display:swap;"
        f"src:url(./static/media/{path.name}) format('woff2')}}"
        for name, path in files
    )


@functools.cache
def script() -> str:
    """Return our script as HTML."""
    return f"<script>{SCRIPT.read_text(encoding='utf-8')}</script>"


def links(static: Path) -> bytes:
    """Return the links as HTML: each script with those that it imports; nothing for a script that Streamlit does not have."""
    folder = static / "static" / "js"
    index = static / "index.html"
    named = index.read_text(encoding="utf-8") if index.is_file() else ""
    found: dict[str, str] = {}
    for element in (*ELEMENTS, LARGEST):
        for path in sorted(folder.glob(f"{element}.*.js"))[:1]:
            for name in (*_imported(path), path.name):
                if f"/js/{name}" not in named:
                    found.setdefault(name, ' fetchpriority="low"' if element == LARGEST else "")
    return "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}"{priority}>' for name, priority in found.items()
    ).encode()


def _imported(path: Path) -> list[str]:
    """Return the names of the scripts that a script imports itself."""
    with path.open(encoding="utf-8") as script:
        names = _IMPORTS.findall(script.read(_HEAD))
    return [name for name in dict.fromkeys(names) if (path.parent / name).is_file()]


def _is_page(message: Message) -> bool:
    """Whether an answer is a page of HTML, whole and not compressed."""
    headers = {name.lower(): value for name, value in message["headers"]}
    return (
        message["status"] == 200
        and headers.get(b"content-type", b"").startswith(b"text/html")
        and b"content-encoding" not in headers
    )
