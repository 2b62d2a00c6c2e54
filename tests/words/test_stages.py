"""Everything that has a name in the core has one in words."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import parley
from parley.core.order.messages import Channel
from parley.core.order.requests import AnswerKind, ItemKind
from parley.core.order.state import OrderStage, Stage
from parley.core.order.terms import ClauseKey, Funding
from parley.core.parties import Role
from parley.core.policies import POLICIES
from parley.words import causes, stages
from parley.words.causes import cause_words
from parley.words.stages import milestone_state, policy_explained, policy_name, stage_name
from tests.asks import CLIENT
from tests.words.scene import stories, telling

BRINGS_A_CAUSE = {"release", "refund", "void", "split", "open_case", "send_to_decision"}


@pytest.mark.parametrize(
    ("table", "things"),
    [
        (stages.STAGES, Stage),
        (stages.ORDER_STAGES, OrderStage),
        (stages.ITEM_KINDS, ItemKind),
        (stages.ITEM_KINDS_EXPLAINED, ItemKind),
        (stages.ANSWER_KINDS, AnswerKind),
        (stages.CHANNELS, Channel),
        (stages.FUNDING, Funding),
        (stages.ROLES, Role),
        (stages.CLAUSE_NAMES, ClauseKey),
        (stages.POLICY_NAMES, POLICIES),
        (stages.POLICIES_EXPLAINED, POLICIES),
    ],
)
def test_every_thing_has_a_name(table: dict[object, object], things: Iterable[object]) -> None:
    assert set(table) == set(things)
    assert all(str(words) for words in table.values())


def causes_in_the_core() -> Iterator[str]:
    """The last word that a rule gives to an ending or a case."""
    for path in (Path(parley.__file__).parent / "core").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            named = [keyword.value for keyword in node.keywords if keyword.arg == "cause"]
            ends = isinstance(node.func, ast.Name) and node.func.id in BRINGS_A_CAUSE
            for value in [*named, *(node.args[-1:] if ends else [])]:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value


def test_every_cause_has_a_sentence() -> None:
    assert set(causes_in_the_core()) == set(causes.CAUSES)
    assert all(str(words).endswith(".") for words in causes.CAUSES.values())
    assert cause_words("accepted") == "The delivery was accepted."


@pytest.mark.parametrize(
    ("story", "state"),
    [
        ("unfunded", "Not funded yet"),
        ("working", "In progress, due Fri\u00a013\u00a0Mar"),
        ("revising", "Revising, round 1 of 2"),
        ("noticed", "Delivered, last notice running"),
        ("marked", "Complete, release Wed\u00a018\u00a0Mar"),
        ("released", "Released 2\u00a0Mar"),
        ("refunded", "Refunded 27\u00a0Mar"),
        ("split", "Divided 9\u00a0Apr"),
        ("void", "Ended without payment"),
    ],
)
def test_the_stepper_says_where_a_milestone_stands(story: str, state: str) -> None:
    one = stories()[story]
    assert milestone_state(one.milestone(), one.order.terms, telling(CLIENT, one.at)) == state


def test_defects_alone_are_no_round() -> None:
    one = stories()["defects"]
    assert milestone_state(one.milestone(), one.order.terms, telling(CLIENT, one.at)) == "Revising"


def test_an_operators_own_policy_keeps_its_name() -> None:
    assert policy_name("standard") == "Milestone by milestone"
    assert (policy_name("our-way"), policy_explained("our-way")) == ("our-way", "")


def test_a_prepaid_milestone_that_waits_says_so() -> None:
    one = stories()["prepaid"]
    assert stage_name(one.stage(2)) == "Comes later"
    assert milestone_state(one.milestone(2), one.order.terms, telling(CLIENT, one.at)) == "Funded, comes later"
