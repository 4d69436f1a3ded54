"""The wheel: one name in site-packages, every command, and no harm from or to another package named analytics."""

import json
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.versions import VERSION, engine
from tests.package.conftest import Installed, run
from tests.package.serving import serving

STORY = "Port shut\n\nQUILLON, Mar 3 (Pressa) — The port shut.\n\n“We will not sail,” Mara Ode said.\n"
MANY = "\n".join(["text", *(f"“We will not sail to port {n}.” Mara Ode said that." for n in range(40))])  # enough for two processes
IN_PYTHON = """
import json, sys
from quoteboard import Filters, Library, analyse, find_mentions, find_quotes, load, name_speakers, read, select
import quoteboard

document = read("“We will not sail,” Mara Ode said.")
[quotes] = find_quotes([document])
mentions = find_mentions(document, quotes)
[speaker] = name_speakers(document, quotes, mentions)
tables = analyse(load("story.txt").articles)
with Library("lib", create=True) as library:
    library.add(tables)
    library.relink()
    rows = select(library, "quotes", Filters(words="sail"))
from quoteboard._app.analytics.tasks.background import Import, Job
from quoteboard._app.analytics.versions import engine
imported = Import(Job("there", ("story.txt",))).wait(600)
ours = [m for m in sys.modules if m.split(".")[0] in ("analytics", "dashboard", "app", "data")]
names = [speaker.name, [m.name for m in mentions], rows["name"].tolist()]
print(json.dumps([*names, quoteboard.__version__, engine(), imported.stage, ours]))
"""
EVERY_MODULE_AND_PAGE = """
import importlib, pkgutil, sys
from pathlib import Path
import quoteboard._app as app
from streamlit.testing.v1 import AppTest
found = [m.name for m in pkgutil.walk_packages(app.__path__, app.__name__ + ".") if "dashboard.pages" not in m.name]
for name in found:
    if name != app.__name__ + ".app" and not name.endswith("__main__"):
        importlib.import_module(name)
folder = Path(app.__path__[0])
sys.argv = ["app.py", "--library", "pooled"]
at = AppTest.from_file(folder / "app.py", default_timeout=600).run()
for page in [None, *sorted((folder / "dashboard" / "pages").glob("[a-z]*.py"))]:
    if page is not None:
        at = at.switch_page(str(page.relative_to(folder))).run()
    assert not at.exception, (page, [e.message for e in at.exception])
print(len(found), [m for m in sys.modules if m.split(".")[0] in ("analytics", "dashboard")])
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a story in it, and modules of the names that ours have in the checkout."""
    folder = tmp_path_factory.mktemp("user")
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    (folder / "many.csv").write_text(MANY, encoding="utf-8")
    for name in ("app", "analytics", "dashboard", "data", "json"):
        (folder / f"{name}.py").write_text("raise SystemExit('a module of the user was imported')\n")
    return folder


@pytest.fixture
def foreign(installed: Installed, tmp_path: Path) -> Iterator[Path]:
    """Another distribution with a top-level package ``analytics``, as analytics-python is, in the same environment."""
    wheel = tmp_path / "analytics_python-1.0-py3-none-any.whl"
    info = "analytics_python-1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("analytics/__init__.py", "THEIRS = True\n")
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: analytics-python\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", f"analytics/__init__.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    installed.pip("install", "--no-deps", "--no-index", str(wheel))
    yield tmp_path
    if (installed.packages / "analytics").exists():
        installed.pip("uninstall", "--yes", "analytics-python")


def test_wheel_adds_one_name_to_site_packages(installed: Installed) -> None:
    added = {path.name for path in installed.packages.iterdir()} - installed.before
    assert added == {"quoteboard", f"quoteboard-{VERSION}.dist-info"}


def test_wheel_leaves_training_out(installed: Installed) -> None:
    names = zipfile.ZipFile(installed.wheel).namelist()
    assert [name for name in names if "/train/" in name or name.endswith("/build.py") or "__pycache__" in name] == []
    assert {"quoteboard/py.typed", "quoteboard/_app/app.py", "quoteboard/_app/.streamlit/config.toml"} <= set(names)


def test_wheel_in_python(installed: Installed, folder: Path) -> None:
    found = json.loads(installed.run("-P", "-c", IN_PYTHON, folder=folder))
    assert found == ["Mara Ode", ["Mara Ode"], ["Mara Ode"], VERSION, engine(), "done", []]


@pytest.fixture(scope="module")
def analysed(installed: Installed, folder: Path) -> str:
    """What the command printed that analysed the articles with a pool of processes into the library "pooled" of the folder."""
    return run(str(installed.command), "analyse", "many.csv", "--workers", "2", "--library", "pooled", folder=folder)


@pytest.mark.usefixtures("analysed")
def test_wheel_imports_all_of_its_modules_and_shows_all_pages(installed: Installed, folder: Path) -> None:
    said = installed.run("-P", "-c", EVERY_MODULE_AND_PAGE, folder=folder).splitlines()[-1]
    count, others = said.split(maxsplit=1)
    assert int(count) > 100
    assert others == "[]"


def test_wheel_commands(installed: Installed, folder: Path, analysed: str) -> None:
    command = str(installed.command)
    assert run(command, "--version", folder=folder) == f"quoteboard {VERSION}\n"
    assert analysed == "pooled: 40 articles added, 0 already there, 0 warnings\n"
    assert "Mara Ode" in run(command, "export", "quotes", "--library", "pooled", folder=folder)
    assert run(command, "check", "--library", "pooled", folder=folder).startswith("No problem found in 40 articles")


def test_wheel_serves_this_machine_only(installed: Installed, folder: Path) -> None:
    with serving([str(installed.command), "--no-browser"], folder) as server:
        assert server.said.startswith("Quoteboard is ready: http://127.0.0.1:")
        assert server.status(f"127.0.0.1:{server.port}") == server.status(f"localhost:{server.port}") == 101
        assert server.status("rebound.example") == server.status(f"rebound.example:{server.port}") == 403


def test_wheel_beside_another_analytics_and_after_it(installed: Installed, foreign: Path) -> None:
    both = (
        "import analytics, quoteboard; quoteboard.Library; import analytics as again; from analytics import THEIRS;"
        "print(THEIRS, analytics is again, quoteboard.score('good').compound > 0)"
    )
    (foreign / "many.csv").write_text(MANY, encoding="utf-8")
    assert installed.run("-c", both, folder=foreign) == "True True True\n"
    analyse = [str(installed.command), "analyse", "many.csv", "--workers", "2"]
    home = foreign / "Quoteboard"
    assert run(*analyse, folder=foreign) == f"{home}: 40 articles added, 0 already there, 0 warnings\n"
    installed.pip("uninstall", "--yes", "analytics-python")
    assert not (installed.packages / "analytics").exists()
    assert run(str(installed.command), "check", folder=foreign).startswith("No problem found in 40 articles")


def test_wheel_starts_processes_with_one_thread(installed: Installed, folder: Path) -> None:
    code = (
        "import os\n"
        "from quoteboard._app.analytics.processes import THREADS, python_command, limit_threads\n"
        "from quoteboard._app.analytics.cli.main import main\n"
        "import sys; assert 'numpy' not in sys.modules\n"
        "try: main(['--version'])\n"
        "except SystemExit: print([os.environ[name] for name in THREADS])"
    )
    assert installed.run("-P", "-c", code, folder=folder).splitlines()[-1] == str(["1"] * 6)
    assert subprocess.run([installed.python, "-c", "import quoteboard"], check=False).returncode == 0
