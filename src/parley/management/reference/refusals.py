"""Refusals: the code, its words, and which rule says so."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from parley.config.catalogs import LOCALE
from parley.core.order.refusals import Code, Fact, Refusal
from parley.core.order.revision import MOST_REQUEST_ITEMS
from parley.core.order.soundness import MOST_DAYS, MOST_MILESTONES
from parley.core.texts import LONGEST_MESSAGE
from parley.management.reference.markdown import code, codes, sections, table
from parley.management.reference.plays import MONDAY
from parley.words.refusals import refusal_words

SOURCE = LOCALE.parent
EXAMPLES: Mapping[str, Fact] = {
    "possible_from": MONDAY,
    "stage": "delivered",
    "deadline": "release",
    "missing": 1,
    "length": 20_500,
    "most": 2,
    "least": 1,
    "gap_hours": 24,
    "counted": 1,
}
"""What a fact could be, where 2 would read oddly."""
EXAMPLES_OF: Mapping[tuple[Code, str], Fact] = {
    (Code.FILES_MISSING, "missing"): "pdf, svg",
    (Code.CLAUSES_OPEN, "of"): 7,
    (Code.NO_MILESTONES, "most"): MOST_MILESTONES,
    (Code.NUMBER_OUT_OF_RANGE, "least"): 0,
    (Code.NUMBER_OUT_OF_RANGE, "most"): MOST_DAYS,
    (Code.REQUEST_EMPTY, "most"): MOST_REQUEST_ITEMS,
    (Code.TEXT_TOO_LONG, "longest"): LONGEST_MESSAGE,
}


@dataclass(frozen=True, slots=True)
class Raised:
    """Where a rule says this, and the names of the facts that it brings."""

    code: Code
    module: str
    facts: tuple[str, ...]


def refusals() -> str:
    """Every refusal, by the conversation it belongs to."""
    head = ("Code", "What it says", "The way on", "Said in")
    groups = groupby(Code, lambda one: one.value.partition(".")[0])
    return sections((code(name), table(head, map(_refusal, members))) for name, members in groups)


@cache
def raised() -> tuple[Raised, ...]:
    """Every place where a rule refuses, found by reading the source."""
    return tuple(_raised())


def _raised() -> Iterator[Raised]:
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
                named = node.args[0] if node.args else None
                if isinstance(named, ast.Attribute):
                    facts = tuple(keyword.arg for keyword in node.keywords if keyword.arg)
                    yield Raised(Code[named.attr], _place(path), facts)


def _refusal(one: Code) -> tuple[str, ...]:
    found = [place for place in raised() if place.code is one]
    facts = max((place.facts for place in found), key=len, default=())
    words = refusal_words(Refusal(one, **{name: _example(one, name) for name in facts}), "UTC", MONDAY)
    return code(one.value), words.says, words.way_on, codes(dict.fromkeys(place.module for place in found))


def _example(one: Code, name: str) -> Fact:
    return EXAMPLES_OF.get((one, name), EXAMPLES.get(name, 2))


def _place(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()
