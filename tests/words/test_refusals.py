"""Every way a rule can say no has words, and every rule brings what they need."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import parley
from parley.core.order.refusals import Code, Fact, Refusal
from parley.words import refusals
from parley.words.refusals import refusal_words

SOURCE = Path(parley.__file__).parent
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
READY = datetime(2026, 3, 5, 9, 3, tzinfo=UTC)
EXAMPLES: dict[str, Fact] = {
    "possible_from": READY,
    "stage": "delivered",
    "deadline": "release",
    "missing": "any, pdf",
}
"""Facts that are not numbers."""


def raised() -> Iterator[tuple[Code, frozenset[str]]]:
    """Each code with the names of its facts, as some rule raises it."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "Refusal"
                and node.args
            ):
                code = node.args[0]
                if isinstance(code, ast.Attribute) and isinstance(code.value, ast.Name) and code.value.id == "Code":
                    yield Code[code.attr], frozenset(keyword.arg or "" for keyword in node.keywords)


RAISED = sorted(set(raised()), key=lambda pair: (pair[0].value, sorted(pair[1])))


def facts(code: Code, names: frozenset[str]) -> dict[str, Fact]:
    """Numbers, but for the facts that are something else; how many clauses are missing is a number, which files are not."""
    if code is Code.CLAUSES_OPEN:
        return dict.fromkeys(names, 3)
    return {name: EXAMPLES.get(name, 3) for name in names}


def test_every_code_has_words() -> None:
    assert {*refusals.PLAIN, *refusals.WORDS} == set(Code)
    assert not set(refusals.PLAIN) & set(refusals.WORDS)


def test_the_rules_were_found() -> None:
    assert {code for code, _ in RAISED} >= {Code.TOO_EARLY, Code.ROUNDS_USED, Code.NOT_NOW, Code.OFFER_CHANGED}


@pytest.mark.parametrize(
    ("code", "names"), RAISED, ids=lambda one: one.value if isinstance(one, Code) else "-".join(sorted(one))
)
def test_every_rule_brings_what_its_sentence_needs(code: Code, names: frozenset[str]) -> None:
    words = refusal_words(Refusal(code, **facts(code, names)), "Europe/Madrid", NOW)
    for sentence in (words.says, words.way_on):
        assert sentence.endswith(".")
        assert sentence[0].isupper() or sentence[0].isdigit()
        assert not set("{}") & set(sentence)


def test_an_instant_is_told_in_the_readers_zone() -> None:
    words = refusal_words(Refusal(Code.TOO_EARLY, possible_from=READY), "Europe/Madrid", NOW)
    assert words.says == "The last notice can be sent from Thu\u00a05\u00a0Mar, 10:03."


def test_the_milestone_or_the_item_is_named_where_the_rule_names_one() -> None:
    def says(**named: Fact) -> str:
        return refusal_words(Refusal(Code.PRICE_NOT_POSITIVE, **named), "UTC", NOW).says

    assert says(milestone=2) == "Milestone 2: the price has to be more than zero."
    assert says(item=3) == "Item 3: the price has to be more than zero."


def test_a_stale_page_says_where_things_stand_now() -> None:
    words = refusal_words(Refusal(Code.PAGE_STALE, stage="revising"), "UTC", NOW)
    assert "Revising" in words.says
    assert "What you wrote is kept." in words.way_on


def test_files_are_named_by_their_endings() -> None:
    words = refusal_words(Refusal(Code.FILES_MISSING, item=2, missing="pdf, any"), "UTC", NOW)
    assert words.says == "Scope item 2 still needs: PDF and a file."


@pytest.mark.parametrize(("rounds", "says"), [(0, "No rounds"), (1, "The 1 round"), (2, "The 2 rounds")])
def test_rounds_are_counted_in_words(rounds: int, says: str) -> None:
    assert refusal_words(Refusal(Code.ROUNDS_USED, rounds=rounds), "UTC", NOW).says.startswith(says)
