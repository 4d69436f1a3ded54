"""Every process of ours runs numpy with one thread, and imports what its parent imports."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from analytics import processes
from analytics.processes import THREADS, WORKER_BYTES, free_workers, limit_threads, python_command
from analytics.tasks import background

ROOT = Path(__file__).parents[1]
ONE = dict.fromkeys(THREADS, "1")
SHOW = f"""
import json, os, sys

def environment():
    return {{name: os.environ.get(name) for name in {THREADS}}}

def threads(*_):
    assert "numpy" not in sys.modules, "too late to limit its threads"
    return environment()

def main():
    print(json.dumps({{"stage": "failed", "problem": json.dumps(threads())}}))
"""


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module for other processes that shows their environment; this process has set no number of threads."""
    for name in THREADS:
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "show_threads.py").write_text(SHOW)
    monkeypatch.syspath_prepend(str(tmp_path))
    # A pool's process imports the main module of its parent: here that may be a page which an earlier test ran.
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    import show_threads  # type: ignore[import-not-found]

    return show_threads  # type: ignore[no-any-return]


def test_command_sets_the_threads_before_numpy_is_loaded() -> None:
    code = (
        "import sys, os, analytics.cli.main as command\n"
        "assert 'numpy' not in sys.modules and 'pandas' not in sys.modules\n"
        "try: command.main(['--version'])\n"
        f"except SystemExit: print([os.environ[name] for name in {THREADS}], 'numpy' in sys.modules)"
    )
    bare = {name: value for name, value in os.environ.items() if name not in THREADS}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=bare, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == f"{['1'] * len(THREADS)} False"


def test_limit_threads_leaves_the_users_numbers_alone() -> None:
    environment = {"OMP_NUM_THREADS": "8"}
    limit_threads(environment)
    assert environment == ONE | {"OMP_NUM_THREADS": "8"}


def test_background_import_runs_with_one_thread(show: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "python_command", lambda _: python_command(show.__name__))
    last = background.Import(background.Job("library", ("a.txt",))).wait(600)
    assert json.loads(last.problem) == ONE
    assert not set(THREADS) & set(os.environ)


def test_process_pool_runs_with_one_thread(show: ModuleType) -> None:
    with processes.process_pool(1) as pool:
        assert pool.submit(show.environment).result() == ONE
    assert not set(THREADS) & set(os.environ)


def test_python_command_ignores_modules_in_the_working_folder(tmp_path: Path) -> None:
    for name in ("json", "analytics", "dashboard"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('a module of the user was imported')")
    done = subprocess.run(
        [*python_command("analytics.cli.main"), "--version"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout[:10], done.stderr) == (0, "quoteboard", "")


def test_checkout_beside_another_analytics_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "analytics").mkdir()
    (tmp_path / "analytics" / "__init__.py").write_text("THEIRS = True\n")
    paths = os.pathsep.join([str(tmp_path), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-P", "-m", "quoteboard", "--version"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"ImportError: another package named analytics ({tmp_path}")


@pytest.mark.parametrize(("free", "expected"), [(None, 4), (0, 1), (WORKER_BYTES * 5 // 2, 2), (WORKER_BYTES * 100, 4)])
def test_workers_are_as_many_as_cores_and_memory_allow(monkeypatch: pytest.MonkeyPatch, free: int | None, expected: int) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    monkeypatch.setattr(processes, "_free_memory", lambda: free)
    assert free_workers() == expected
