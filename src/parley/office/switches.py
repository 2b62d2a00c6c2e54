"""Features that an operator may take off the pages for a while.

A switch shuts doors: their addresses answer as if they were not there, and nothing links to them. What was begun behind a door
stays as it is, and no order depends on one.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from parley.office.kept import all_kept, keep

OFF = "off."
"""Before a switch's code, in the names of what is kept."""


class Switch(Enum):
    """What can be switched off. Every one is on until somebody switches it off."""

    SERVICES = "services"
    BRIEFS = "briefs"
    HELP_VOTES = "help_votes"
    COACH = "coach"


def switched_off(kept: Mapping[str, str]) -> frozenset[Switch]:
    """Among what is kept (kept.all_kept)."""
    return frozenset(switch for switch in Switch if OFF + switch.value in kept)


def is_on(switch: Switch) -> bool:
    """Asks the database: pages read all switches once for a request (web/console/standing.py)."""
    return switch not in switched_off(all_kept())


def turn(switch: Switch, *, on: bool) -> None:
    keep(OFF + switch.value, "" if on else "off")
