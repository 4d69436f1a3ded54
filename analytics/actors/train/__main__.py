"""Learn the name finder and the choice behind "he" and "she": ``python -m analytics.actors.train GOLD_DIR``."""

from __future__ import annotations

import sys

from analytics.actors.train import finder, pronouns

if __name__ == "__main__":
    sys.exit(finder.main(sys.argv[1:2]) or pronouns.main(sys.argv[1:2]))
