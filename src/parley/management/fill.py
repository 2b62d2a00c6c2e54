"""./parley fill: make-believe for an empty demo. Upgrades the database first; one with people in it is left alone."""

from __future__ import annotations

import argparse

from django.conf import settings

from parley.desk.now import now
from parley.management.cli import CannotWork
from parley.management.migrate import migrate, refresh_catalogs
from parley.rehearsal.demo import fill


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(args: argparse.Namespace) -> int:
    if not settings.DEMO:
        raise CannotWork("made-up people belong in a demo: set PARLEY_DEMO=true, or use ./parley demo")
    refresh_catalogs()
    migrate(quiet=True)
    fill(now())
    return 0
