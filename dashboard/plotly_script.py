"""Streamlit's script for charts without the parts of Plotly that no page here draws with, and one chart drawn at a time.

The script has all of Plotly, 4.7 MB, most of it for maps, three dimensions and other charts; a browser needs a second to read it.
Plotly is bundled as modules, each under its path, that call each other. Here the list of charts that Plotly registers is cut to
those that are drawn, and the modules that nothing calls any more are emptied. Streamlit draws all charts of a page at once; here
each is drawn after the one before, so that the first is seen while the others are drawn, and page.js may give it the layout of a
narrow chart. A script that looks different from what is expected stays as it is.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

SCRIPT = "PlotlyChart."  # how the name of Streamlit's file begins
KINDS = ("bar", "heatmap")  # of charts that are drawn, besides lines and points, which Plotly always has

_INDEX = '({"lib/index.js"('
_LIST = re.compile(
    r"(?P<wrap>\w+)\(\{\"lib/index\.js\"\(\w+,\w+\)\{var (?P<plotly>\w+)=(?P<core>[\w$]+)\(\);"
    r"(?P=plotly)\.register\(\[(?P<charts>[\w$(),]+)\]\),"
)
_NAME, _LONGEST = re.compile(r"[\w$]+\Z"), 20
_PATH = re.compile(r'([^"]+)"\([\w,$]*\)\{')
_CALL = re.compile(r"(?<![\w$.])([\w$]+)\(\)")
_ONE_BY_ONE = """(() => {
  const draw = %s.react;
  let last = Promise.resolve();
  %s.react = (place, figure, ...given) => {
    const fitted = window.qbFit ? window.qbFit(figure, place) : figure;
    if (place._fullLayout) return draw(place, fitted, ...given);
    const drawn = last.then(() => draw(place, fitted, ...given));
    last = drawn.catch(() => {}).then(() => new Promise(done => setTimeout(done)));
    return drawn;
  };
})(),"""


class _Module(NamedTuple):
    """A module of the bundle: its path, and where its body begins and ends in the script."""

    path: str
    first: int
    end: int


def smaller(script: str) -> str:
    """Return Streamlit's script with what is needed of Plotly; the script itself where that cannot be done.

    >>> smaller("console.log(1)")
    'console.log(1)'
    """
    listed = _LIST.search(script, max(script.rfind(_INDEX) - _LONGEST, 0))
    modules = _modules(script, listed["wrap"], listed.start()) if listed else {}
    if listed is None or listed["core"] not in modules:
        return script
    wanted = {f"lib/{kind}.js" for kind in KINDS}
    charts = [name for name in _CALL.findall(listed["charts"]) if name in modules and modules[name].path in wanted]
    if len(charts) != len(wanted):
        return script
    kept = _called(script, modules, [listed["core"], *charts])
    pieces, done = [], 0
    for name, module in modules.items():
        if name not in kept:
            pieces.append(script[done : module.first])
            done = module.end
    pieces += [script[done : listed.start("charts")], ",".join(f"{name}()" for name in charts), "]),"]
    return "".join(pieces) + _ONE_BY_ONE % (listed["plotly"], listed["plotly"]) + script[listed.end() :]


def _modules(script: str, wrap: str, end: int) -> dict[str, _Module]:
    """Return the modules by their names in the script, in its order; none where they do not stand one after the other."""
    begins = []
    opening = f'={wrap}({{"'  # looked for as it is, since an expression takes ten times as long in a script of this size
    at = script.find(opening, 0, end)
    while at >= 0:
        called, known = _NAME.search(script, max(at - _LONGEST, 0), at), _PATH.match(script, at + len(opening))
        if called is None or known is None:
            return {}
        begins.append((called[0], known[1], called.start(), known.end()))
        at = script.find(opening, known.end(), end)
    modules: dict[str, _Module] = {}
    for (name, path, _, first), following in zip(begins, [*(one[2] for one in begins[1:]), end], strict=True):
        close = script.rfind("}})", first, following)
        if close < 0 or name in modules:
            return {}
        modules[name] = _Module(path, first, close)
    return modules


def _called(script: str, modules: dict[str, _Module], names: list[str]) -> set[str]:
    """Return the names of modules that some modules call, themselves or through others, and these."""
    kept, waiting = set(names), list(names)
    while waiting:
        module = modules[waiting.pop()]
        more = {name for name in _CALL.findall(script, module.first, module.end) if name in modules} - kept
        kept |= more
        waiting += more
    return kept


def read(path: Path) -> bytes:
    """Return one of Streamlit's files as it is to be sent."""
    if not path.name.startswith(SCRIPT):
        return path.read_bytes()
    return smaller(path.read_text(encoding="utf-8")).encode()
