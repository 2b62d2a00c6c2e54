"""The settings of an installation and the command line."""

from __future__ import annotations

import argparse
from dataclasses import fields
from types import ModuleType
from typing import Any

from parley.config.installation import Installation, variable
from parley.management import (
    articles,
    audit,
    case,
    coach,
    demo,
    erase,
    explore,
    fill,
    migrate,
    operators,
    orders,
    play,
    roots,
    screen,
    serve,
    simulate,
    test,
    work,
)
from parley.management.cli import COMMANDS
from parley.management.reference.markdown import code, sections, table

MODULES: dict[str, ModuleType] = {
    module.__name__.rpartition(".")[2]: module
    for module in (
        *(articles, audit, case, coach, demo, erase, explore, fill, migrate, operators, orders),
        *(play, roots, screen, serve, simulate, test, work),
    )
}


def settings() -> str:
    """Every setting, as installation.py says it."""
    head = ("Variable", "What it is for", "When nothing is set", "Secret")
    return table(
        head,
        (
            (
                code(variable(each)),
                each.metadata["meaning"],
                code(each.metadata["default"]) or "empty",
                "yes" if each.metadata["secret"] else "",
            )
            for each in fields(Installation)
        ),
    )


def command_line() -> str:
    """Every command of ./parley with its arguments."""
    return sections((code(f"./parley {entry.name}"), _command(entry.name, entry.summary)) for entry in COMMANDS)


ARGUMENTS = ("Argument", "Meaning", "Default")


class _Listener(argparse.ArgumentParser):
    """Remembers which arguments a command adds: help texts are laid out differently from one Python to the next."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**(how | {"add_help": False}))
        self.heard: list[tuple[str, ...]] = []
        self.acts: list[tuple[str, str, _Listener]] = []

    def add_subparsers(self, **how: Any) -> Any:
        """Acts of a command, each with arguments of its own."""
        found = super().add_subparsers(parser_class=_Listener, **how)
        add = found.add_parser

        def added(name: str, **said: Any) -> _Listener:
            parser: _Listener = add(name, **said)
            self.acts.append((name, str(said.get("help", "")), parser))
            return parser

        found.add_parser = added  # type: ignore[method-assign]
        return found

    def add_argument(self, *names: Any, **how: Any) -> Any:
        added = super().add_argument(*names, **how)
        value = how.get("metavar") or "|".join(how.get("choices", ()))
        if added.option_strings:
            shown = names[0] if added.nargs == 0 else f"{names[0]} {value or added.dest.upper()}"
        else:
            shown = value or added.dest
        default = "" if added.default in (None, False, argparse.SUPPRESS) else code(str(added.default))
        self.heard.append((code(shown), str(how.get("help", "")), default))
        return added


def _command(name: str, summary: str) -> str:
    parser = _Listener()
    parser.add_argument("--data", metavar="DIR", help="keep the data here (default: var beside ./parley)")
    MODULES[name].add_arguments(parser)
    said = [f"{summary[0].upper()}{summary[1:]}."]
    said.append(table(ARGUMENTS, parser.heard))
    for act, says, own in parser.acts:
        said.append(f"{code(f'./parley {name} {act}')}: {says}.")
        said.append(table(ARGUMENTS, own.heard))
    if parser.epilog:
        said.append(parser.epilog)
    return "\n\n".join(said)
