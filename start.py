"""Set Quoteboard up on a machine that has Python 3.11 or later with pip, and nothing else.

    python3 start.py          install, then open the dashboard (at first on the sample articles)
    python3 start.py check    install, then lint, check types and build the guide
    python3 start.py test     the same, then run all tests

Everything is installed into the folder .venv beside this file; the system's Python is not changed. More words go to
``quoteboard serve`` or to pytest: ``python3 start.py --port 8600``, ``python3 start.py test -k quotes``. The tests of Spark
need Java as well, and are skipped without it.
"""

from __future__ import annotations

import importlib.util
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
CHECKS = {
    "ruff check": ("-m", "ruff", "check", "."),
    "ruff format": ("-m", "ruff", "format", "--check", "."),
    "mypy": ("-m", "mypy"),
    "the guide's generated pages": ("-m", "docs.generate", "--check"),
    "the guide": ("-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(HOME / "guide")),
}


def main(words: list[str]) -> int:
    """Install what is missing, then open the dashboard or run the tests; return the exit code of the last step."""
    if sys.version_info < (3, 11):
        print(f"Quoteboard needs Python 3.11 or later. This is {sys.version.split()[0]} ({sys.executable}).")
        return 1
    if words[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    developing = words[:1] in (["check"], ["test"])
    if (code := install(("test,docs,spark" if shutil.which("java") else "test,docs") if developing else "")) != 0:
        return code
    if not developing:
        return call(str(PYTHON), "-P", "-m", "quoteboard", "serve", *words)
    if (code := check()) != 0 or words[0] == "check":
        return code
    print("Running the tests ...", flush=True)
    return call(str(PYTHON), "-m", "pytest", "--numprocesses=2", "--dist=loadfile", *words[1:], folder=HERE)


def check() -> int:
    """Run the checks; stop at the first that fails."""
    for name, step in CHECKS.items():
        print(f"Checking: {name} ...", flush=True)
        if (code := call(str(PYTHON), *step, folder=HERE)) != 0:
            return code
    return 0


def install(extras: str) -> int:
    """Make the virtual environment with Quoteboard in it; do nothing where pyproject.toml has not changed since."""
    stamp = HOME / f"quoteboard{'-' + extras if extras else ''}.installed"
    state = sha256((HERE / "pyproject.toml").read_bytes()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == state:
        return 0
    print(f"Installing Quoteboard into {HOME} (once; a minute or two, most of it downloads) ...", flush=True)
    if not PYTHON.exists():
        shutil.rmtree(HOME, ignore_errors=True)
        venv.create(HOME, with_pip=False, symlinks=os.name != "nt")
    pip = find_pip()
    if not pip:
        print(f"Quoteboard needs pip, which {sys.executable} does not have. Install it with your system's packages (python3-pip).")
        return 1
    target = f"{HERE}[{extras}]" if extras else str(HERE)
    code = call(*pip, "install", "--disable-pip-version-check", "--editable", target)
    if code != 0:
        print("The installation failed; the reason is above. Run the same command again to continue.")
        return code
    stamp.write_text(state)
    return 0


def find_pip() -> list[str]:
    """Return the command of a pip that installs into the environment, a current one where possible; empty where there is none.

    Debian's Python comes without ensurepip, but its own pip can install into the environment from outside. It may be an old one,
    which warns of extras that it only misreads, so it installs a current pip first.
    """
    inside = [str(PYTHON), "-m", "pip"]
    if importlib.util.find_spec("pip") is not None:
        outside = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
        return inside if call(*outside, "install", "--quiet", "--upgrade", "pip") == 0 else outside
    return inside if importlib.util.find_spec("ensurepip") is not None and call(str(PYTHON), "-m", "ensurepip") == 0 else []


def call(*command: str, folder: Path | None = None) -> int:
    """Run a command and return its exit code, 130 where it was interrupted."""
    try:
        return subprocess.call(command, cwd=folder)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
