"""The published table of the completion rate is the one that the rules follow: read from the rules themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import parley.core.order
from parley.core.statistics import RULED, Reason

CAUSES = {reason.value for reason in Reason} - {reason.value for reason in RULED.values()}
ENDING = {"release": 4, "refund": 4, "void": 4, "split": 5, "end": 3}
"""The functions of the core that end a milestone, and which argument is the cause."""
ENDS = ("Released", "Refunded", "Split", "Voided")
"""The events that do."""


def causes_in_the_rules() -> Iterator[str]:
    """Every cause that a rule of the core gives to an end of a milestone, at once or by a name that it was given before."""
    for path in sorted(Path(parley.core.order.__file__).parent.glob("*.py")):
        for rule in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(rule, ast.FunctionDef):
                for call in ast.walk(rule):
                    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                        yield from (text for said in _causes(call, call.func.id) for text in _texts(said, rule))


def _causes(call: ast.Call, name: str) -> Iterator[ast.expr]:
    if name in ENDING:
        yield from call.args[ENDING[name] : ENDING[name] + 1]
    if name in ENDING or name in ENDS:
        yield from (keyword.value for keyword in call.keywords if keyword.arg == "cause")


def _texts(said: ast.expr, rule: ast.FunctionDef) -> Iterator[str]:
    named = {name.id for name in ast.walk(said) if isinstance(name, ast.Name)}
    given_before = [
        one.value
        for one in ast.walk(rule)
        if isinstance(one, ast.Assign) and any(isinstance(to, ast.Name) and to.id in named for to in one.targets)
    ]
    for expression in (said, *given_before):
        for inner in ast.walk(expression):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                yield inner.value


def test_the_table_has_a_line_for_every_cause_that_a_rule_gives_and_no_other() -> None:
    assert set(causes_in_the_rules()) == CAUSES
