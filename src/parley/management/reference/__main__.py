"""bin/docs: bring the tables of docs/ in step with the code, or say which are not.

Exit codes: 0 done, 1 some page is not in step, 2 the call itself cannot work.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import django
from django.utils import translation

django.setup()  # the words of refusals and stages are asked for below, and they are Django's to translate

from parley.management.reference.blocks import UnknownBlock, stale  # noqa: E402


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/docs", description="Bring the tables of docs/ in step with the code.")
    parser.add_argument("--check", action="store_true", help="say which pages are not in step; change nothing")
    args = parser.parse_args(argv)
    try:
        with translation.override("en"):
            found = stale()
    except UnknownBlock as unknown:
        print(f"bin/docs: {unknown}", file=sys.stderr)
        return 2
    for path, text in found.items():
        print(f"{path}{' is not in step with the code' if args.check else ''}")
        if not args.check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if found and args.check else 0


sys.exit(main(sys.argv[1:]))
