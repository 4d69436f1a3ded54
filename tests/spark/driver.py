"""Runs ``quoteboard`` several times in one process, in batches of a few articles; each argument is the words of one run."""

import shlex
import sys

from analytics.cli.main import main
from analytics.tasks import ingest

SIZE = 6  # articles of a batch

if __name__ == "__main__":
    assert ingest.take_in.__kwdefaults__ is not None
    ingest.take_in.__kwdefaults__["size"] = SIZE
    for words in sys.argv[1:]:
        if code := main(shlex.split(words)):
            sys.exit(code)
