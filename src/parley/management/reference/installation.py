"""The settings of an installation and the command line."""

from __future__ import annotations

import argparse
from dataclasses import fields
from types import ModuleType
from typing import Any

from parley.config.installation import Installation, variable
from parley.management import audit, demo, explore, fill, migrate, orders, play, serve, simulate, test, work
from parley.management.cli import COMMANDS
from parley.management.reference.markdown import code, sections, table

MODULES: dict[str, ModuleType] = {
    module.__name__.rpartition(".")[2]: module
    for module in (audit, demo, explore, fill, migrate, orders, play, serve, simulate, test, work)
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


class _Listener(argparse.ArgumentParser):
    """Remembers which arguments a command adds: help texts are laid out differently from one Python to the next."""

    def __init__(self) -> None:
        super().__init__(add_help=False)
        self.heard: list[tuple[str, ...]] = []

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
    said.append(table(("Argument", "Meaning", "Default"), parser.heard))
    if parser.epilog:
        said.append(parser.epilog)
    return "\n\n".join(said)
