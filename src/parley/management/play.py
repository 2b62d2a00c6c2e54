"""./parley play STORY.toml: play a story through the real desk in a throw-away database, and tell what came of it.

With --what-if also where silence would have led after each step; with --what-if --policy NAME instead of a story, where it
leads under a policy, in every situation that can be left alone.
"""

from __future__ import annotations

import argparse
import json
from decimal import Decimal
from pathlib import Path

from django.conf import settings

from parley.core.policies import POLICIES, Policy
from parley.core.situations import CannotBeOffered
from parley.core.what_if import what_if
from parley.desk.now import now
from parley.management.cli import CannotWork
from parley.management.readable import readable_database
from parley.people.policies import find, written
from parley.rehearsal import policies
from parley.rehearsal.place import throw_away
from parley.rehearsal.play import play
from parley.rehearsal.reading import read_story
from parley.rehearsal.table import BadStory
from parley.rehearsal.telling import as_json, lines
from parley.words.policies import policy_title

ZONE = "UTC"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "story", metavar="STORY", type=Path, nargs="?", help="a story; docs/reference/stories.md tells the form"
    )
    parser.add_argument("--what-if", action="store_true", help="also tell where silence would lead after each step")
    parser.add_argument(
        "--policy", metavar="NAME", help="with --what-if: no story, but where silence leads under a policy"
    )
    parser.add_argument("--json", action="store_true", help="print everything as one JSON object")
    parser.epilog = "The installation's own database is not changed. Exit code 1: an expectation was not met."


def run(args: argparse.Namespace) -> int:
    if args.policy is not None:
        if args.story is not None or not args.what_if:
            raise CannotWork("a policy is not played: ./parley play --what-if --policy NAME, without a story")
        return _rehearse(args.policy, as_one_object=args.json)
    if args.story is None:
        raise CannotWork("name a story, or a policy with --what-if --policy NAME")
    return _play(args)


def _play(args: argparse.Namespace) -> int:
    try:
        story = read_story(args.story.read_text("utf-8"), str(args.story.parent))
        with throw_away():
            played = play(story, now(), looks_ahead=args.what_if)
    except (OSError, UnicodeDecodeError) as error:
        raise CannotWork(f"{args.story} cannot be read: {error}") from None
    except BadStory as bad:
        raise CannotWork(f"{args.story}: {bad}") from None
    if args.json:
        print(json.dumps(as_json(played), ensure_ascii=False, indent=1))
    else:
        print(*lines(played), sep="\n")
    return 1 if played.failure else 0


def _rehearse(name: str, *, as_one_object: bool) -> int:
    policy, title = _policy(name)
    fee_basis_points = int(Decimal(settings.OPERATOR_FEE_PERCENT) * 100)
    try:
        told = what_if(policy, now(), zone=ZONE, fee_basis_points=fee_basis_points)
    except CannotBeOffered as never:
        raise CannotWork(f"no offer can be made with {name}: {never}") from None
    if as_one_object:
        print(json.dumps(policies.as_json(policy, title, told), ensure_ascii=False, indent=1))
    else:
        print(*policies.lines(policy, title, told, ZONE), sep="\n")
    return 0


def _policy(name: str) -> tuple[Policy, str]:
    """Ready-made, or written in this installation; only then is its database opened."""
    if name in POLICIES:
        return POLICIES[name], policy_title(name)
    with readable_database():
        found = find(name)
        known = ", ".join([*POLICIES, *(one.name for one in written())])
    if found is None:
        raise CannotWork(f"there is no policy {name}; there are {known}")
    return found.policy, found.title
