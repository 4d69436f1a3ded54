"""Streamlit's script for charts with a smaller Plotly in it, which draws one chart at a time.

Streamlit's has all of Plotly, 4.7 MB, most of it for maps, three dimensions and other charts that no page here draws. A browser
needs a second to read it. In its place goes Plotly's own build for charts with two axes, unchanged, from ``vendor``. Streamlit
draws all charts of a page at once; here each is drawn after the one before, so that the first is seen while the others are drawn.
A script of Streamlit that looks different from what is expected here, or has another generation of Plotly, stays as it is.
"""

from __future__ import annotations

import re
from pathlib import Path

SCRIPT = "PlotlyChart."  # how the name of Streamlit's file begins
VENDOR = Path(__file__).parent / "vendor" / "plotly-cartesian.min.js"

_VERSION = re.compile(r"plotly\.js \(cartesian - minified\) v(\d+)\.")
_THEIRS = re.compile(r'"src/version\.js"\(\w+\)\{\w+\.version=`(\d+)\.')
# The module of Plotly begins and ends like this; the parts are the names of the module, of its exports, and of itself.
_BEGINS = re.compile(r"var (?P<module>\w+)=\w+\(\(\((?P<exports>\w+),(?P<own>\w+),\w+\)=>\{")
_ENDS = re.compile(r"\}\)\),\w+=\w+\(\{default:\(\)=>(\w+)\}\),\1=\w+\(\w+\((?P<module>\w+)\(\),1\)\.default\)")
_ONE_BY_ONE = """
const plotly = module.exports, draw = plotly.react;
let last = Promise.resolve();
plotly.react = (place, ...given) => {
  if (place._fullLayout) return draw(place, ...given);
  const drawn = last.then(() => draw(place, ...given));
  last = drawn.catch(() => {}).then(() => new Promise(done => setTimeout(done)));
  return drawn;
};
"""


def smaller(script: str, build: str) -> str:
    """Return Streamlit's script with another build of Plotly in it; the script itself where that cannot be done.

    >>> smaller("console.log(1)", "")
    'console.log(1)'
    """
    begins, ends = _BEGINS.search(script), _ENDS.search(script)
    ours, theirs = _VERSION.search(build), _THEIRS.search(script)
    if not (begins and ends and ours and theirs) or begins["module"] != ends["module"] or ours[1] != theirs[1]:
        return script
    module = f"((module,exports)=>{{{build}\n{_ONE_BY_ONE}}})({begins['own']},{begins['exports']})"
    return script[: begins.end()] + module + script[ends.start() :]


def read(path: Path) -> bytes:
    """Return one of Streamlit's files as it is to be sent."""
    if not path.name.startswith(SCRIPT):
        return path.read_bytes()
    return smaller(path.read_text(encoding="utf-8"), VENDOR.read_text(encoding="utf-8")).encode()
