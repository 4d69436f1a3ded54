"""The wheel, built once and installed into a virtual environment of its own, which borrows our dependencies."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]


class Installed(NamedTuple):
    """A virtual environment with the wheel in it."""

    python: Path
    command: Path  # quoteboard
    packages: Path  # its site-packages
    before: frozenset[str]  # what was in there before the wheel
    wheel: Path

    def pip(self, *words: str) -> None:
        """Run our pip on this environment."""
        run(sys.executable, "-m", "pip", "--python", str(self.python), *words, "--quiet", "--disable-pip-version-check")

    def run(self, *words: str, folder: Path) -> str:
        """Run its Python from a folder, with a home in there, and return what it printed."""
        return run(str(self.python), *words, folder=folder)


def run(*command: str, folder: Path | None = None) -> str:
    """Run a command that must succeed, without variables that would hide or lend it anything, and return what it printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON") and not name.endswith("_THREADS")}
    homes = {"HOME": str(folder), "USERPROFILE": str(folder), "XDG_CACHE_HOME": str(folder / "cache")} if folder else {}
    done = subprocess.run(command, cwd=folder, env=kept | homes, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel as pip builds and installs it. Dependencies are found in the site-packages of the Python that runs the tests."""
    folder = tmp_path_factory.mktemp("package")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    [wheel] = folder.glob("quoteboard-*.whl")
    home = folder / "environment"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    variables = {"base": str(home), "platbase": str(home)}
    packages = Path(sysconfig.get_path("purelib", "venv", variables))
    # A path in a .pth file lends the packages there, but not what is installed there as editable, such as this checkout.
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    scripts = Path(sysconfig.get_path("scripts", "venv", variables))
    suffix = ".exe" if os.name == "nt" else ""
    made = Installed(
        scripts / f"python{suffix}", scripts / f"quoteboard{suffix}", packages, frozenset(p.name for p in packages.iterdir()), wheel
    )
    made.pip("install", "--no-deps", "--no-index", str(wheel))
    return made
