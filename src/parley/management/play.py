"""./parley play STORY.toml: play a story through the real desk in a throw-away database, and tell what came of it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from parley.desk.now import now
from parley.management.cli import CannotWork
from parley.rehearsal.place import throw_away
from parley.rehearsal.play import play
from parley.rehearsal.reading import read_story
from parley.rehearsal.table import BadStory
from parley.rehearsal.telling import as_json, lines


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("story", metavar="STORY", type=Path, help="a story; docs/reference/stories.md tells the form")
    parser.add_argument("--json", action="store_true", help="print everything as one JSON object")
    parser.epilog = "The installation's own database is not touched. Exit code 1: an expectation was not met."


def run(args: argparse.Namespace) -> int:
    try:
        story = read_story(args.story.read_text("utf-8"), str(args.story.parent))
        with throw_away():
            played = play(story, now())
    except (OSError, UnicodeDecodeError) as error:
        raise CannotWork(f"{args.story} cannot be read: {error}") from None
    except BadStory as bad:
        raise CannotWork(f"{args.story}: {bad}") from None
    if args.json:
        print(json.dumps(as_json(played), ensure_ascii=False, indent=1))
    else:
        print(*lines(played), sep="\n")
    return 1 if played.failure else 0
