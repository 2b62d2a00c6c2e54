"""Everything that has a name in the core has one in words."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import parley
from parley.core.order.messages import AppealGround, CaseReason, Channel
from parley.core.order.records import ChargebackCode, CountsAs, PauseReason
from parley.core.order.requests import AnswerKind, ItemKind
from parley.core.order.state import OrderStage, Stage
from parley.core.order.terms import ClauseKey, Funding
from parley.core.parties import Role
from parley.core.policies import POLICIES
from parley.words import causes, reasons, stages
from parley.words.causes import case_cause_words, cause_words
from parley.words.stages import milestone_state, policy_explained, policy_name, stage_name
from tests.asks import CLIENT
from tests.words.scene import stories, telling

BRINGS_A_CAUSE = {"release", "refund", "void", "split", "end", "open_case", "send_to_decision", "go_on_from_talk"}
GOES_ON = {"lifted", "pause_ended", "case_withdrawn", "bank"}
"""Causes of what goes on again: told by the event itself."""


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
        (reasons.PAUSE_REASONS, PauseReason),
        (reasons.PAUSE_REASONS_TOLD, PauseReason),
        (reasons.CASE_REASONS, CaseReason),
        (reasons.APPEAL_GROUNDS, AppealGround),
        (reasons.CHARGEBACK_CODES, ChargebackCode),
        (reasons.COUNTS, CountsAs),
    ],
)
def test_every_thing_has_a_name(table: dict[object, object], things: Iterable[object]) -> None:
    assert set(table) == set(things)
    assert all(str(words) for words in table.values())


def causes_in_the_core() -> Iterator[str]:
    """Every word that a rule gives to an ending or a case."""
    for path in (Path(parley.__file__).parent / "core" / "order").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for value in _values_of_cause(node):
                yield from (
                    one.value
                    for one in ast.walk(value)
                    if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value
                )


def _values_of_cause(node: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.Call(func=func, args=args, keywords=keywords):
            yield from (keyword.value for keyword in keywords if keyword.arg == "cause")
            if isinstance(func, ast.Name) and func.id in BRINGS_A_CAUSE:
                yield from args
        case ast.Assign(targets=[ast.Name(id="cause")], value=value):
            yield value
        case _:
            pass


def test_every_cause_has_a_sentence() -> None:
    known = {*causes.CAUSES, *causes.CASE_CAUSES}
    assert {*causes_in_the_core(), *(reason.value for reason in CaseReason)} - GOES_ON == known
    for cause in known:
        assert cause_words(cause).endswith(".")
        assert case_cause_words(cause).endswith(".")
    assert cause_words("accepted") == "The delivery was accepted."


def test_a_case_is_told_in_other_words_than_an_end_of_the_same_cause() -> None:
    assert cause_words("abandoned") == "Nothing was delivered in the days after the due date."
    assert case_cause_words("abandoned").startswith("A part was delivered, and the rest did not come")
    assert case_cause_words("resigned") == cause_words("resigned")


def test_every_milestone_of_every_story_has_a_cause_with_words() -> None:
    """What a milestone ended by is among the ends, whichever way it came there."""
    met = {
        milestone.cause for story in stories().values() for milestone in story.order.milestones if milestone.has_ended
    }
    assert met == set(causes.CAUSES)


def test_reasons_for_the_other_side_are_sentences() -> None:
    for table in (reasons.PAUSE_REASONS_TOLD, reasons.CHARGEBACK_CODES, reasons.COUNTS):
        assert all(str(words).endswith(".") for words in table.values())
    assert reasons.pause_reason(PauseReason.ILLNESS) == "Illness"
    assert reasons.pause_reason_told(PauseReason.OTHER) == "The reason is private."
    assert reasons.case_reason(CaseReason.NO_ANSWER) == "I get no answer"
    assert reasons.appeal_ground(AppealGround.ERROR) == "A mistake in the decision"


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
        ("split", "Divided 21\u00a0Apr"),
        ("void", "Ended without payment"),
        ("claimed", "A part delivered, last notice running"),
        ("paused", "Paused, until Mon\u00a016\u00a0Mar at most"),
        ("at_bank", "With the bank"),
        ("bank_after_the_end", "Released, now with the bank"),
        ("reversed", "Taken back by the bank"),
        ("case_sealed", "Sealed offers"),
        ("decided", "Decided, open to appeal"),
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
