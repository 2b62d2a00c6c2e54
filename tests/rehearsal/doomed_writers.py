"""Writers that are killed on the database of a test: `python -m tests.rehearsal.doomed_writers KILLS SEED`.

A process of its own, because it forks: the tests themselves have threads and open connections. Prints what came of it as JSON.
"""

from __future__ import annotations

import json
import sys

import django

django.setup()

from parley.rehearsal.simulate.killing import kill  # noqa: E402

if __name__ == "__main__":
    kills, seed = int(sys.argv[1]), int(sys.argv[2])
    print(json.dumps(kill(seed, kills, here=True).as_json()))
