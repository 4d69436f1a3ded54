"""The command: ``quoteboard ...`` or ``python -m quoteboard ...``."""

import sys

from analytics.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
