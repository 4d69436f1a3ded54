"""Trains all weights of actors, names, comparisons of names and speakers: ``python -m analytics.actors.train GOLD_DIR``."""

from __future__ import annotations

import sys

from analytics.actors.train import cluster, finder, speakers

if __name__ == "__main__":
    sys.exit(finder.main(sys.argv[1:2]) or cluster.main(sys.argv[1:2]) or speakers.main(sys.argv[1:2]))
