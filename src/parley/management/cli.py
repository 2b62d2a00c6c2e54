"""./parley COMMAND: one command line for the whole product.

A command is a module of this package with `add_arguments(parser)` and `run(args) -> int`, the exit code. To add one,
write the module and give it a line in COMMANDS; its name is the module's.

Exit codes: 0 done, 1 something failed, 2 the call itself cannot work (a wrong argument, a taken port, a folder that may
not be written), 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from parley import __version__

HOME = Path(__file__).resolve().parents[3]
SETTINGS = "parley.config.settings"


class Entry(NamedTuple):
    """A line of the help. `django`: its settings and models are loaded before the module is."""

    name: str
    summary: str
    django: bool = True


COMMANDS = (
    Entry("demo", "try Parley with made-up people: web pages and clock together", django=False),
    Entry("serve", "serve the web pages"),
    Entry("work", "let deadlines fall due and letters go out"),
    Entry("migrate", "make or upgrade the database"),
    Entry("fill", "put made-up people and orders into an empty demo"),
    Entry("play", "play a story in a throw-away database and tell what came of it"),
    Entry("simulate", "let random people, bad weather and kills loose on a throw-away desk, and see whether all holds"),
    Entry("audit", "prove that nothing stored was lost, changed or miscounted"),
    Entry("roots", "hold every day's signed root against the journal, and write proofs from them"),
    Entry("explore", "try every order of acts and clocks, and hold each against the invariants", django=False),
    Entry("articles", "hold the help articles against each other and the rules; compare or import old articles"),
    Entry("case", "write the case file of an order, or check one"),
    Entry("coach", "read drafts of messages and say what may hurt, or how well that is judged", django=False),
    Entry("screen", "read briefs and say whether they may be published, and why not", django=False),
    Entry("erase", "close somebody's account and erase what they wrote, or say what would go"),
    Entry("operators", "say who runs this installation, and name somebody"),
    Entry("orders", "list every order with its turn and its deadline"),
    Entry("test", "run the tests on this machine", django=False),
)


class Command(Protocol):
    """What the module of a command offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace) -> int: ...


class CannotWork(Exception):
    """The call cannot work on this machine as it stands; the text tells a person why. Ends with exit code 2."""


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    shown = next((entry for entry in COMMANDS if entry.name == _first_word(argv)), None)
    if shown is None:
        _parser(None).parse_args(argv)  # says the help, the version or what is wrong, and exits
        _parser(None).print_help()
        return 2
    try:
        _choose_data(argv)
        command = _load(shown)
        parser = _parser(shown, command)
        args, rest = parser.parse_known_args(argv)
        if rest and not hasattr(args, "passed_on"):
            parser.error(f"unrecognized arguments: {' '.join(rest)}")
        args.passed_on = rest
        return command.run(args)
    except CannotWork as reason:
        print(f"parley {shown.name}: {reason}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def data_folder() -> Path:
    """Where this installation keeps what is its own, as an absolute path."""
    return Path(os.environ["PARLEY_DATA"])


def _first_word(argv: Sequence[str]) -> str | None:
    return next((word for word in argv if not word.startswith("-")), None)


def _load(entry: Entry) -> Command:
    """Import the module of the one command that was chosen.

    The only imports in Parley that are not at the top of a file: with all commands imported, `./parley --help` would
    load Django, the holidays of the world and a web server before it prints a line; and a module may import models at
    its top only after Django has been set up.
    """
    if entry.django:
        writable_data()
        bad_settings = importlib.import_module("django.core.exceptions").ImproperlyConfigured
        try:
            importlib.import_module("django").setup()
        except bad_settings as bad:
            raise CannotWork(str(bad)) from None
    return cast("Command", importlib.import_module(f"parley.management.{entry.name}"))


def _parser(chosen: Entry | None, command: Command | None = None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="parley", description="Parley: agreements that know what happens next.")
    parser.add_argument("--version", action="version", version=f"parley {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    for entry in COMMANDS:
        one = commands.add_parser(entry.name, help=entry.summary, description=entry.summary, allow_abbrev=False)
        add_data(one)
        if entry == chosen and command is not None:
            command.add_arguments(one)
    return parser


def add_data(parser: argparse.ArgumentParser) -> None:
    """The argument that every command has."""
    parser.add_argument("--data", metavar="DIR", type=Path, help="keep the data here (default: var beside ./parley)")


def _choose_data(argv: Sequence[str]) -> None:
    """Settle PARLEY_DATA before any settings are read: the argument, else the environment, else var beside ./parley."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    add_data(early)
    asked: Path | None = early.parse_known_args(argv)[0].data
    folder = (asked or Path(os.environ.get("PARLEY_DATA") or HOME / "var")).absolute()
    os.environ["PARLEY_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)


def writable_data() -> Path:
    """The data folder, made if need be. Raises CannotWork when this user may not write there."""
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Asking os.access would be no proof: root may, a read-only disk may not.
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CannotWork(f"cannot write in {folder}: {error.strerror}") from None
    return folder
