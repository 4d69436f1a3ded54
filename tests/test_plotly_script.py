"""The script for charts has Plotly's smaller build in it, which draws all that the pages draw; another script stays as it is."""

import gzip
import re
from pathlib import Path

import pytest
from streamlit.file_util import get_static_dir

from dashboard import charts, plotly_script
from dashboard.compression import Compressed
from dashboard.plotly_script import VENDOR, smaller
from tests.test_compression import ask, plain

[THEIRS] = (Path(get_static_dir()) / "static" / "js").glob(f"{plotly_script.SCRIPT}*.js")
MODULE = 'var W=n(((e,t,n)=>{_({"src/version.js"(e){e.version=`4.0.0`}})})),G=t({default:()=>K}),K=U(e(W(),1).default);x()'
OTHERS = {"date", "line", "rect"}  # types of axes and shapes


def test_plotly_script_of_streamlit_gets_the_smaller_build_and_keeps_the_rest() -> None:
    before, build = THEIRS.read_text(encoding="utf-8"), VENDOR.read_text(encoding="utf-8")
    after = smaller(before, build)
    assert len(after) < len(before) / 2 and build in after and after.count("src/version.js") == build.count("src/version.js")
    assert after[:4000] == before[:4000] and after[-15_000:] == before[-15_000:]


def test_plotly_script_draws_every_kind_that_charts_have() -> None:
    kinds = set(re.findall(r'moduleType:"trace",name:"(\w+)"', VENDOR.read_text(encoding="utf-8")))
    drawn: set[str] = set()
    for path in Path(charts.__file__).parent.rglob("*.py"):
        drawn |= set(re.findall(r'"type": "(\w+)"', path.read_text(encoding="utf-8")))
    assert {"bar", "scatter", "heatmap"} <= drawn - OTHERS <= kinds


@pytest.mark.parametrize(
    "script",
    [MODULE.replace("4.0.0", "5.0.0"), MODULE.replace("src/version", "version"), MODULE.replace("(W()", "(V()"), MODULE[:60], ""],
)
def test_plotly_script_that_is_unexpected_stays_as_it_is(script: str) -> None:
    assert smaller(script, VENDOR.read_text(encoding="utf-8")) == script


def test_plotly_script_is_sent_compressed_and_not_kept_for_good(tmp_path: Path) -> None:
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "static" / "js" / "PlotlyChart.a.js").write_text(MODULE + " " * 2000, encoding="utf-8")
    for _ in range(2):  # compressed, and kept
        start, body = ask(Compressed(plain, tmp_path, tmp_path / "kept"), "/static/js/PlotlyChart.a.js", accept_encoding="gzip")
        assert b"(cartesian - minified)" in gzip.decompress(body["body"])
        assert dict(start["headers"])[b"cache-control"] == b"public, max-age=86400"
