"""Going on before a step of the case has run out."""

from __future__ import annotations

from parley.core.order.messages import CaseEscalated, MediationBegan, SealedRoundBegan
from parley.core.order.state import Stage
from tests.asks import CLIENT, FREELANCER, statement
from tests.asks_of_cases import escalate, open_case
from tests.given import Story, delivered


def sealed() -> Story:
    """The client opened a case, both have spoken, and the client went on to sealed offers."""
    spoken = delivered().when(open_case(CLIENT)).when(statement(FREELANCER))
    return spoken.when(escalate(CLIENT), hours=73).then(CaseEscalated, SealedRoundBegan)


def test_going_on_from_the_talk_is_no_wish_for_a_mediator() -> None:
    alone = sealed().when(escalate(FREELANCER)).then(CaseEscalated)
    assert alone.stage() is Stage.CASE_SEALED


def test_two_wishes_in_the_sealed_step_open_mediation() -> None:
    sealed().when(escalate(FREELANCER)).when(escalate(CLIENT)).then(CaseEscalated, MediationBegan)
