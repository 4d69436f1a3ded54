"""Set Quoteboard up on a machine that has Python 3.11 or later and pip, and nothing else of it.

    python3 start.py          install, then open the dashboard on the sample articles
    python3 start.py test     install, then lint, check types and run all tests

Everything goes into the folder .venv beside this file; a system Python that refuses installs is left alone. Further
words go on to ``quoteboard serve`` or to pytest: ``python3 start.py --port 8600``, ``python3 start.py test -k quotes``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE / ".venv"
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def main(words: list[str]) -> int:
    """Install what is missing, then run what was asked for; the exit code is that of the last step."""
    if sys.version_info < (3, 11):
        print(f"Quoteboard needs Python 3.11 or later; this is {sys.version.split()[0]} ({sys.executable}).")
        return 1
    if words[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    testing = words[:1] == ["test"]
    if (code := install("test" if testing else "")) != 0:
        return code
    if not testing:
        return call([str(PYTHON), "-m", "analytics.cli.main", "serve", *words])
    steps = [("-m", "ruff", "check", "."), ("-m", "ruff", "format", "--check", "."), ("-m", "mypy"), ("-m", "pytest", *words[1:])]
    return next((code for step in steps if (code := call([str(PYTHON), *step], HERE)) != 0), 0)


def install(extra: str) -> int:
    """The virtual environment with Quoteboard in it; does nothing where pyproject.toml has not changed since."""
    stamp = HOME / f"quoteboard{'-' + extra if extra else ''}.installed"
    state = sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == state:
        return 0
    if not PYTHON.exists():
        shutil.rmtree(HOME, ignore_errors=True)
        # Debian's Python comes without ensurepip: its own pip then installs into the environment from outside.
        venv.create(HOME, with_pip=False, symlinks=os.name != "nt")
    print("Installing Quoteboard into .venv (a minute or two, once) ...", flush=True)
    target = f"{HERE}[{extra}]" if extra else str(HERE)
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--quiet", "--editable", target]
    code = call(pip)
    if code != 0:
        print("The installation failed; the lines above say why. Running the same command again goes on from here.")
        return code
    stamp.write_text(state)
    # The sample is analysed now, so that the dashboard opens at once; where that fails, it says why when it is opened.
    call([str(PYTHON), "-c", "from analytics.tasks.sample import sample_library; sample_library()"], HERE)
    return 0


def call(command: list[str], folder: Path | None = None) -> int:
    """Run a command, from another folder where one is given; its exit code, 130 where it was interrupted."""
    try:
        return subprocess.call(command, cwd=folder)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
