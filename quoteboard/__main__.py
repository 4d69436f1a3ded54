"""The command: ``quoteboard ...`` or ``python -m quoteboard ...``."""

import sys

from quoteboard import load_module


def main() -> int:
    """Run the command of the process's arguments; return its exit code."""
    return int(load_module("analytics.cli.main").main())


if __name__ == "__main__":
    sys.exit(main())
