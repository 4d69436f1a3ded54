"""Train all weights of actors: names, comparisons of names, pronouns: ``python -m analytics.actors.train GOLD_DIR``."""

from __future__ import annotations

import sys

from analytics.actors.train import cluster, finder, pronouns

if __name__ == "__main__":
    sys.exit(finder.main(sys.argv[1:2]) or cluster.main(sys.argv[1:2]) or pronouns.main(sys.argv[1:2]))
