"""./parley migrate: make or upgrade the database and the catalogs. Run it again as often as you like."""

from __future__ import annotations

import argparse
import sys

from django.core.management import call_command

from parley.config.catalogs import compile_catalogs


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing but errors")


def run(args: argparse.Namespace) -> int:
    refresh_catalogs()
    migrate(quiet=args.quiet)
    return 0


def migrate(*, quiet: bool) -> None:
    call_command("migrate", interactive=False, verbosity=0 if quiet else 1)


def refresh_catalogs() -> None:
    """Compile the translations. An installation whose program folder may not be written keeps the ones it came with."""
    try:
        compile_catalogs()
    except OSError as error:
        print(f"parley: the translations could not be brought up to date: {error}", file=sys.stderr)
