"""./parley serve: the web pages, on granian.

One process and many threads: commands that arrive together are written in one transaction, and only threads of one
process can meet.
"""

from __future__ import annotations

import argparse

from granian import Granian
from granian.constants import Interfaces
from granian.errors import FatalError

from parley.management.address import add_address, refuse_taken
from parley.management.cli import CannotWork
from parley.management.migrate import refresh_catalogs

THREADS = 32


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_address(parser)
    parser.add_argument(
        "--threads", type=int, default=THREADS, metavar="N", help=f"requests at a time (default {THREADS})"
    )


def run(args: argparse.Namespace) -> int:
    refuse_taken(args.host, args.port)
    refresh_catalogs()
    server = Granian(
        "parley.config.wsgi:application",
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=args.threads,
        websockets=False,
        log_access=False,
    )
    try:
        server.serve()
    except FatalError as error:
        raise CannotWork(str(error)) from None
    return 0
