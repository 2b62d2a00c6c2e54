"""Stories of cases and of banks: opened, settled, sealed, mediated, decided, appealed against; disputed, given back, kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache

from parley.core.money import Money
from parley.core.order.messages import AnyCommand, Appeal, AppealGround
from parley.core.order.records import ChargebackCode, CountsAs
from parley.core.order.state import Order, Stage
from tests import asks
from tests import asks_of_cases as of_cases
from tests.asks import CLIENT, FREELANCER
from tests.asks_aside import pause
from tests.deals import deal, eur
from tests.given import Story, delivered, in_stage, working


@cache
def stories_of_cases() -> Mapping[str, Story]:
    """Each step of a case, and each way out of it."""
    opened = delivered().when(of_cases.open_case())
    sealing = in_stage(Stage.CASE_SEALED)
    mediation = in_stage(Stage.CASE_MEDIATION)
    suggested = mediation.when(of_cases.suggest(eur(60_00)))
    decision = in_stage(Stage.CASE_DECISION)
    decided = decision.when(of_cases.decide(eur(50_00)))
    final = in_stage(Stage.CASE_DECISION, deal(appeal_business_days=0))
    offer = opened.when(of_cases.propose_split(eur(70_00)))
    return {
        "case_opened": opened,
        "case_withdrawn": opened.when(of_cases.withdraw_case()),
        "case_withdrawn_at_work": working().when(of_cases.open_case()).when(of_cases.withdraw_case()),
        "settlement_offered": offer,
        "settlement_of_nothing": opened.when(of_cases.propose_split(eur(0))),
        "settlement_by_client": opened.when(of_cases.propose_split(eur(20_00), CLIENT)),
        "settlement_for_a_mediator": decision.when(of_cases.propose_split(eur(70_00))),
        "settled": offer.when(asks.accept_proposal()),
        "settled_without_fee": delivered(deal(fee_basis_points=0))
        .when(of_cases.open_case())
        .when(of_cases.propose_split(eur(70_00))),
        "escalated_alone": opened.when(of_cases.escalate(), days=4),
        "escalated_from_talk": opened.when(asks.statement(FREELANCER)).when(of_cases.escalate(), days=4),
        "escalated_once": sealing.when(of_cases.escalate()),
        "escalated_to_decision": mediation.when(of_cases.escalate()),
        "one_bid": sealing.when(of_cases.seal(eur(40_00))),
        "bids_met": sealing.when(of_cases.seal(eur(60_00))).when(of_cases.seal(eur(50_00), FREELANCER)),
        "bids_apart": sealing.when(of_cases.seal(eur(20_00))).when(of_cases.seal(eur(90_00), FREELANCER)),
        "case_taken": mediation.when(of_cases.take()),
        "case_left": mediation.when(of_cases.take()).when(of_cases.leave()),
        "one_last_offer": mediation.when(of_cases.seal_final(eur(40_00))),
        "last_offers_apart": _last(mediation, eur(20_00), eur(90_00)),
        "last_offers_met": _last(mediation, eur(60_00), eur(50_00)),
        "suggested": suggested,
        "suggestion_half_way": suggested.when(of_cases.accept_suggestion()),
        "mediated": suggested.when(of_cases.accept_suggestion()).when(of_cases.accept_suggestion(FREELANCER)),
        "suggestion_declined": suggested.when(of_cases.decline_suggestion()),
        "suggestion_unanswered": suggested.waits_for_next_clock(),
        "decided": decided,
        "decided_for_good": final.when(of_cases.decide(eur(50_00), counts_as=CountsAs.FREELANCER)),
        "carried_out": decided.waits_for_the_end(),
        "appealed": decided.when(of_cases.appeal()),
        "appealed_for_a_mistake": decided.when(_names_a_mistake),
        "appeal_decided": decided.when(of_cases.appeal()).when(of_cases.decide_appeal(eur(80_00))),
        "appeal_undecided": decided.when(of_cases.appeal()).waits_for_the_end(),
        "corrected": in_stage(Stage.REFUNDED).when(of_cases.correct(CountsAs.EXEMPT)),
        "capped": working(deal().but(hold_cap_days=50)),
        "capped_out": working(deal().but(hold_cap_days=50)).waits_for_the_end(),
        "capped_in_case": working(deal().but(hold_cap_days=40))
        .when(asks.deliver(), days=8)
        .when(of_cases.open_case(), days=2)
        .when(asks.statement(FREELANCER)),
        "capped_with_a_delivery": delivered(deal(review_days=20).but(hold_cap_days=45)),
    }


def _last(mediation: Story, most: Money, least: Money) -> Story:
    """Both sides have chosen to have one of their last offers decided."""
    return mediation.when(of_cases.seal_final(most)).when(of_cases.seal_final(least, FREELANCER))


def _names_a_mistake(order: Order | None) -> AnyCommand:
    usual = of_cases.appeal()(order)
    assert isinstance(usual, Appeal)
    return replace(usual, ground=AppealGround.ERROR)


@cache
def stories_of_banks() -> Mapping[str, Story]:
    """What a bank disputes before the end and after it, and what it says."""
    held = in_stage(Stage.AT_BANK)
    alarm = held.waits_for_next_clock()
    chargeback = held.milestone().chargeback
    assert chargeback is not None
    later = of_cases.chargeback(answer_by=chargeback.answer_by + timedelta(days=30))
    released = in_stage(Stage.RELEASED)
    available = released.waits(days=6)
    paid_out = available.when(of_cases.pay_out())
    fraud = delivered().when(of_cases.chargeback(ChargebackCode.FRAUD))
    return {
        "bank_silent": alarm,
        "bank_joined": held.when(later),
        "bank_gave_back": held.when(of_cases.bank_says(won=True)),
        "bank_kept": held.when(of_cases.bank_says(won=False)),
        "bank_kept_after_fraud": fraud.when(of_cases.bank_says(won=False)),
        "bank_in_a_pause": working()
        .when(pause(FREELANCER))
        .when(of_cases.chargeback())
        .when(of_cases.bank_says(won=True)),
        "bank_after_the_end": released.when(of_cases.chargeback()),
        "bank_gave_back_after_the_end": released.when(of_cases.chargeback()).when(of_cases.bank_says(won=True)),
        "bank_kept_after_the_end": released.when(of_cases.chargeback()).when(of_cases.bank_says(won=False)),
        "available": available,
        "paid_out": paid_out,
        "owed": paid_out.when(of_cases.chargeback()).when(of_cases.bank_says(won=False)),
    }
