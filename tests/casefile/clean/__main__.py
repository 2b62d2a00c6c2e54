"""python -m tests.casefile.clean --count 10000: so many case files of clean orders, and no false alarm."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import count
from pathlib import Path

import django

HOME = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(HOME / "src"), str(HOME)]
os.environ.setdefault("PARLEY_DATA", tempfile.mkdtemp(prefix="parley-clean-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parley.config.settings")
django.setup()

from tests.casefile.clean.legs import ALARM, CASE_FILES, EVENT, STAGE, play  # noqa: E402  (it needs what is above)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.casefile.clean", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, metavar="N", help="case files (default: 10000)")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N")
    args = parser.parse_args()
    begun, found, numbers = time.monotonic(), Counter[str](), count(1)
    with ProcessPoolExecutor(args.processes) as pool:
        while found[CASE_FILES] < args.count:
            some = [next(numbers) for _ in range(8 * args.processes)]
            for one in pool.map(play, [args.seed] * len(some), some):
                found.update(one)
            print(f"{found[CASE_FILES]} case files", file=sys.stderr)
    alarms = _beginning(found, ALARM)
    told = {"case_files": found[CASE_FILES], "false_alarms": len(alarms), "found": list(alarms)}
    told |= {"stages": _beginning(found, STAGE), "events": _beginning(found, EVENT)}
    print(json.dumps({**told, "seconds": int(time.monotonic() - begun)}, indent=1))
    return 1 if alarms else 0


def _beginning(found: Counter[str], word: str) -> dict[str, int]:
    return {name.removeprefix(word): found[name] for name in sorted(found) if name.startswith(word)}


if __name__ == "__main__":
    sys.exit(main())
