"""The script for charts has what the pages draw of Plotly, and nothing else of it; another script stays as it is."""

import gzip
import re
from pathlib import Path

import pytest
from streamlit.file_util import get_static_dir

from dashboard import charts, plotly_script
from dashboard.compression import Compressed
from dashboard.plotly_script import KINDS, smaller
from tests.test_compression import ask, plain

[THEIRS] = (Path(get_static_dir()) / "static" / "js").glob(f"{plotly_script.SCRIPT}*.js")
OTHERS = {"date", "line", "rect", "scatter"}  # types of axes and shapes, and the chart that Plotly always has
MODULE = (
    'x();var A=_({"src/a.js"(e,t){t.exports=`A`}}),B=_({"lib/bar.js"(e,t){t.exports=A()}}),'
    'H=_({"lib/heatmap.js"(e,t){t.exports=1}}),'
    'M=_({"lib/map.js"(e,t){t.exports=`large`}}),C=_({"lib/core.js"(e,t){t.exports={react(){return 1},register(x){}}}});'
    'return _({"lib/index.js"(e,t){var n=C();n.register([B(),M(),H()]),t.exports=n}})()'
)


def test_plotly_script_of_streamlit_loses_what_is_not_drawn_and_keeps_the_rest() -> None:
    before = THEIRS.read_text(encoding="utf-8")
    after = smaller(before)
    assert len(after) < len(before) / 3
    assert after[:1000] == before[:1000] and after[-15_000:] == before[-15_000:]
    paths = re.findall(r'"((?:src|lib)/[\w/.-]+\.js)"\(', before)
    assert len(paths) > 500 and re.findall(r'"((?:src|lib)/[\w/.-]+\.js)"\(', after) == paths  # each is there, emptied or whole


def test_plotly_script_empties_modules_that_nothing_calls() -> None:
    after = smaller(MODULE)
    assert '"lib/map.js"(e,t){}' in after and "n.register([B(),H()])," in after
    assert '"src/a.js"(e,t){t.exports=`A`}' in after and '"lib/core.js"(e,t){t.exports={react' in after


def test_plotly_script_draws_every_kind_that_charts_have() -> None:
    drawn: set[str] = set()
    for path in Path(charts.__file__).parent.rglob("*.py"):
        drawn |= set(re.findall(r'"type": "(\w+)"', path.read_text(encoding="utf-8")))
    assert {"bar", "scatter", "heatmap"} <= drawn and drawn - OTHERS <= set(KINDS)


@pytest.mark.parametrize(
    "script",
    [
        MODULE.replace("lib/index", "lib/other"),
        MODULE.replace("lib/heatmap", "lib/heat"),
        MODULE.replace("n=C()", "n=D()"),
        MODULE.replace("B=_", "A=_"),
        MODULE[:60],
        "",
    ],
)
def test_plotly_script_that_is_unexpected_stays_as_it_is(script: str) -> None:
    assert smaller(script) == script


def test_plotly_script_is_sent_compressed_and_not_kept_for_good(tmp_path: Path) -> None:
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "static" / "js" / "PlotlyChart.a.js").write_text(MODULE + " " * 2000, encoding="utf-8")
    for _ in range(2):  # compressed, and kept
        start, body = ask(Compressed(plain, tmp_path, tmp_path / "kept"), "/static/js/PlotlyChart.a.js", accept_encoding="gzip")
        assert b"large" not in gzip.decompress(body["body"])
        assert dict(start["headers"])[b"cache-control"] == b"public, max-age=86400"
