"""./parley work: the clock and the courier. Any number may run beside the web pages; one is enough."""

from __future__ import annotations

import argparse

from parley.management.migrate import refresh_catalogs
from parley.worker.run import work, work_once


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is due and what waits, then end")


def run(args: argparse.Namespace) -> int:
    refresh_catalogs()
    return 0 if (work_once() if args.once else work()) else 1
