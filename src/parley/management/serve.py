"""./parley serve: the web pages, on granian.

One process and many threads: commands that arrive together are written in one transaction, and only threads of one
process can meet.
"""

from __future__ import annotations

import argparse

from django.db import DatabaseError
from granian import Granian
from granian.constants import Interfaces
from granian.errors import FatalError

from parley.desk.now import now
from parley.management.address import add_address, refuse_taken
from parley.management.cli import CannotWork
from parley.management.migrate import refresh_catalogs
from parley.people.first_operator import first_operator_link

THREADS = 32


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_address(parser)
    parser.add_argument(
        "--threads", type=int, default=THREADS, metavar="N", help=f"requests at a time (default {THREADS})"
    )


def run(args: argparse.Namespace) -> int:
    refuse_taken(args.host, args.port)
    refresh_catalogs()
    _invite_first_operator()
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


def _invite_first_operator() -> None:
    """An installation that nobody runs yet prints a link, once, for whoever starts it."""
    try:
        link = first_operator_link(now())
    except DatabaseError as error:
        raise CannotWork(f"the database is not ready ({error}). Run ./parley migrate first.") from None
    if link is not None:
        print(f"parley: become the first operator with this link, within a day:\n  {link}", flush=True)
