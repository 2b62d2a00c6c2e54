"""The core knows no database, no clock, no chance and no file; and its tables of contents leave nothing out."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

import parley.core
from parley.core.order import decide, evolve, evolve_settling, evolve_work, messages
from parley.core.order.base import Command, Event, MilestoneCommand, MilestoneEvent
from parley.core.order.clock import DeadlineKind
from parley.core.order.messages import AnyCommand, AnyEvent, AnyMilestoneCommand, AnyMilestoneEvent
from parley.core.order.refusals import Code

HERE = Path(parley.core.__file__).parent
FILES = sorted(HERE.rglob("*.py"))
ALLOWED = {
    "__future__",
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "functools",
    "hashlib",
    "itertools",
    "json",
    "operator",
    "parley",
    "re",
    "types",
    "typing",
    "uuid",
    "zoneinfo",
}
"""Nothing that reads a file, a clock, a socket, the environment or a die. `zoneinfo` reads the tables of zones."""
CLOCKS_AND_DICE = {"now", "utcnow", "today", "time_ns", "monotonic", "uuid1", "uuid4", "uuid7", "getnode"}
SIDE_EFFECTS = {"open", "print", "input", "exec", "eval", "compile", "__import__", "globals", "breakpoint"}


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in FILES:
        yield str(path.relative_to(HERE)), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield node.module or ""


def test_the_core_imports_itself_and_a_few_pure_modules() -> None:
    for name, tree in trees():
        for module in imported(tree):
            top = module.split(".")[0]
            assert top in ALLOWED, f"{name} imports {module}"
            assert top != "parley" or module.startswith("parley.core"), f"{name} imports {module}"


def test_the_core_can_be_read_without_django() -> None:
    """Its modules are already imported here; what they brought with them is in their own names."""
    for info in pkgutil.walk_packages([str(HERE)], "parley.core."):
        module = importlib.import_module(info.name)
        for value in vars(module).values():
            origin = getattr(value, "__module__", "") or ""
            assert not str(origin).startswith("django"), f"{info.name} knows {value!r}"


def test_nothing_in_the_core_asks_the_clock_or_throws_dice() -> None:
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                assert node.attr not in CLOCKS_AND_DICE, f"{name}:{node.lineno} {node.attr}"
            if isinstance(node, ast.Name):
                assert node.id not in SIDE_EFFECTS, f"{name}:{node.lineno} {node.id}"


def test_no_float_is_written_in_the_core_and_nothing_is_divided_into_one() -> None:
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant):
                assert not isinstance(node.value, float | complex), f"{name}:{node.lineno}"
            if isinstance(node, ast.BinOp | ast.AugAssign):
                assert not isinstance(node.op, ast.Div), f"{name}:{node.lineno} divides into a float"
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):  # a field may be called a round
                assert node.id not in {"float", "round"}, f"{name}:{node.lineno} {node.id}"


def test_nothing_in_the_core_remembers() -> None:
    """A module-level list, dict or set that is filled while running would make two answers differ."""
    for name, tree in trees():
        for node in ast.walk(tree):
            assert not isinstance(node, ast.Global | ast.Nonlocal), f"{name}:{node.lineno}"


# The tables of contents

ABSTRACT = {"MilestoneCommand", "ForTheDesk", "Judge"}
"""What commands are made of, and nobody asks for."""


def below(kind: type[Any]) -> set[str]:
    """The names of the core's classes below `kind`. Names, because a class with slots was made twice."""
    found: set[str] = set()
    for one in kind.__subclasses__():
        found |= {one.__qualname__} | below(one)
    return found


def names(union: object) -> set[str]:
    return {kind.__qualname__ for kind in get_args(union)}


def test_every_command_and_every_event_is_in_the_table_of_contents() -> None:
    assert below(Command) - ABSTRACT == names(AnyCommand)
    assert below(MilestoneCommand) - ABSTRACT == names(AnyMilestoneCommand)
    assert below(Event) - {"MilestoneEvent"} == names(AnyEvent)
    assert below(MilestoneEvent) == names(AnyMilestoneEvent)


def test_the_table_of_contents_can_be_imported_from() -> None:
    assert names(AnyCommand | AnyEvent) - {"RunOut"} <= set(messages.__all__)
    assert all(hasattr(messages, name) for name in messages.__all__)


def test_no_two_messages_share_a_name() -> None:
    """The journal keeps an event by its name."""
    kinds = get_args(AnyCommand | AnyEvent)
    assert len(kinds) == len(names(AnyCommand | AnyEvent))


@pytest.mark.parametrize("kind", [*get_args(AnyCommand), *get_args(AnyEvent)], ids=lambda kind: kind.__name__)
def test_a_message_is_a_frozen_value_with_words_of_its_own(kind: type) -> None:
    params = vars(kind)["__dataclass_params__"]
    assert params.frozen
    assert "__slots__" in vars(kind)


def source(module: object) -> str:
    return Path(str(vars(sys.modules[getattr(module, "__name__", "")])["__file__"])).read_text(encoding="utf-8")


def test_decide_and_evolve_have_an_arm_for_each() -> None:
    for kind in get_args(AnyCommand):
        assert f"{kind.__name__}(" in source(decide) or f"isinstance(command, {kind.__name__})" in source(decide), kind
    folds = source(evolve) + source(evolve_work) + source(evolve_settling)
    for kind in get_args(AnyEvent):
        assert f"case {kind.__name__}(" in folds or f"| {kind.__name__}(" in folds, kind


def test_every_refusal_is_said_somewhere() -> None:
    """A word that no rule says misleads whoever reads the list."""
    rules = [path.read_text(encoding="utf-8") for path in FILES if path.name != "refusals.py"]
    unsaid = {code for code in Code if not any(f"Code.{code.name}" in rule for rule in rules)}
    assert not unsaid


def test_every_deadline_has_an_outcome() -> None:
    for kind in DeadlineKind:
        assert re.search(rf"DeadlineKind\.{kind.name}\b", source(decide)), kind
