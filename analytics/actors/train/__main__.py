"""Learn the name finder and the choice of speakers: ``python -m analytics.actors.train GOLD_DIR``."""

from __future__ import annotations

import sys

from analytics.actors.train import finder, speakers

if __name__ == "__main__":
    sys.exit(finder.main(sys.argv[1:2]) or speakers.main(sys.argv[1:2]))
