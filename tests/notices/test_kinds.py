"""Every kind of letter, to everybody who gets one: the two sides, those who mediate, and who runs the desk."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings

from parley.core.effects import READERS, TOLD_TO_THE_OTHER
from parley.core.order.messages import PauseWork, Rate, SealBid, SealFinal
from parley.core.order.state import Stage
from parley.core.order.terms import ClauseKey
from parley.core.parties import Role
from parley.notices.links import order_address
from parley.notices.render import render
from tests.asks import (
    CLIENT,
    accept,
    answer,
    brief,
    counter,
    decline,
    deliver_again,
    fund,
    message,
    new,
    note,
    outside,
    redeliver,
    request,
    skip_brief,
    statement,
    will_do,
    withdraw,
)
from tests.deals import deal
from tests.given import Story, agreed, delivered, in_stage, offered, revising, working
from tests.notices.occasions import OF_THE_DESK, about, occasion, wishes
from tests.words.aside import stories_aside
from tests.words.cases import stories_of_banks, stories_of_cases
from tests.words.early_ends import stories_of_change

LANGUAGES = [code for code, _ in settings.LANGUAGES]
STORIES = [*(in_stage(stage) for stage in Stage)]

with_brief = agreed(deal(asks_brief=True)).when(fund())

CHANGES = {
    "CancelledBeforeWork": "cancelled_before_work",
    "CancelledLate": "taken_back_late",
    "Stopped": "stopped",
    "Resigned": "resigned",
    "QuestionAsked": "asked",
    "QuestionAnswered": "question_answered",
    "Clarified": "clarified",
    "ClarificationLapsed": "clarification_lapsed",
    "ProposalMade": "more_time",
    "Extended": "more_time_granted",
    "ProposalLapsed": "much_time_lapsed",
    "ProposalDeclined": "more_time_declined",
    "ProposalWithdrawn": "end_withdrawn",
    "PartlyRefunded": "partly_refunded",
}
"""Kinds of letters, and the story of tests/words/early_ends.py that brings each."""

ASIDE = {
    "ClaimAnswered": "claim_answered",
    "ExtraAgreed": "extra_agreed",
    "OutreachAsked": "support_asked",
    "OutreachSent": "support_wrote",
    "PartClaimed": "claim_left_alone",
    "PartDelivered": "part",
    "Paused": "paused_at_work",
    "Rated": "rated",
    "RatingsShown": "rated_by_both",
    "Resumed": "pause_over",
    "ReviewExtended": "more_time_to_look",
}
"""The same of tests/words/aside.py."""

CASES = {
    "AppealDecided": "appeal_decided",
    "AppealFiled": "appealed",
    "BidSealed": "one_bid",
    "CaseDecided": "decided",
    "CaseEscalated": "escalated_once",
    "CaseLeft": "case_left",
    "CaseOpened": "case_opened",
    "CaseTaken": "case_taken",
    "FinalOfferSealed": "one_last_offer",
    "FinalOffersOpened": "last_offers_apart",
    "MediationBegan": "suggested",
    "RecordCorrected": "corrected",
    "SealedRoundBegan": "bids_apart",
    "SplitSuggested": "suggested",
    "SuggestionAccepted": "suggestion_half_way",
    "SuggestionDeclined": "suggestion_declined",
}
"""The same of tests/words/cases.py, and below it its banks."""

BANKS = {
    "BankAlarmed": "bank_silent",
    "ChargebackJoined": "bank_joined",
    "ChargebackLost": "bank_kept",
    "ChargebackOpened": "bank_after_the_end",
    "ChargebackWon": "bank_gave_back",
    "PaidOut": "paid_out",
}

RARER = {
    "ClarificationAsked": in_stage(Stage.CLARIFY),
    "Briefed": with_brief.when(brief()),
    "BriefSkipped": with_brief.when(skip_brief()),
    "ClauseNoted": offered().when(note(ClauseKey.WORK)),
    "Cleared": delivered().when(accept()).waits(days=6),
    "DeliveredAgain": delivered().when(deliver_again()),
    "ExtraAsked": delivered().when(request(new())),
    "NoticeAnswered": in_stage(Stage.NOTICED).when(message(CLIENT)),
    "OfferCountered": offered().when(counter(deal().but(rounds=3))),
    "OfferDeclined": offered().when(decline("Too soon")),
    "OfferExpired": offered().waits(days=8),
    "OfferWithdrawn": offered().when(withdraw()),
    "Redelivered": revising().when(redeliver()),
    "RequestAnswered": revising().when(answer(will_do())),
    "RequestContested": revising().when(answer(outside())),
    "StatementMade": in_stage(Stage.CASE_TALK).when(statement(CLIENT)),
    "CaseSentToDecision": in_stage(Stage.CASE_DECISION),
    "MessageSent": working().when(message(CLIENT)),
    **{kind: stories_of_change()[story] for kind, story in CHANGES.items()},
    **{kind: stories_aside()[story] for kind, story in ASIDE.items()},
    **{kind: stories_of_cases()[story] for kind, story in CASES.items()},
    **{kind: stories_of_banks()[story] for kind, story in BANKS.items()},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", RARER)
def test_the_rarer_letters(kind: str, language: str) -> None:
    one = about(RARER[kind], kind)
    letter = render(replace(one, reader=replace(one.reader, language=language)))
    assert order_address(one.order.id) in letter.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "role"),
    [
        ("AppealFiled", Role.MEDIATOR),
        ("CaseLeft", Role.MEDIATOR),
        ("CaseSentToDecision", Role.MEDIATOR),
        ("FinalOffersOpened", Role.MEDIATOR),
        ("MediationBegan", Role.MEDIATOR),
        ("OutreachAsked", Role.MEDIATOR),
        ("BankAlarmed", Role.OPERATOR),
        ("ChargebackLost", Role.OPERATOR),
        ("ChargebackOpened", Role.OPERATOR),
        ("ChargebackWon", Role.OPERATOR),
    ],
)
def test_whoever_does_the_work_of_the_desk_is_written_to(kind: str, role: Role, language: str) -> None:
    one = about(RARER[kind], kind, role)
    letter = render(replace(one, reader=replace(one.reader, language=language)))
    assert letter.name == OF_THE_DESK[role]
    assert order_address(one.order.id) in letter.text


FOR_MEDIATORS = (
    *("AppealFiled", "CaseLeft", "CaseSentToDecision", "FinalOffersOpened", "MediationBegan", "OutreachAsked"),
)


def test_these_are_all_letters_to_the_desk() -> None:
    asked = {(wish.kind, wish.to) for story in RARER.values() for wish in wishes(story) if wish.to in OF_THE_DESK}
    assert asked == {
        *((kind, Role.MEDIATOR) for kind in FOR_MEDIATORS),
        *((kind, Role.OPERATOR) for kind in ("BankAlarmed", "ChargebackLost", "ChargebackOpened", "ChargebackWon")),
    }


@pytest.mark.parametrize("kind", ["Paused", "BidSealed", "FinalOfferSealed", "Rated"])
def test_what_is_sealed_or_private_stands_in_no_letter(kind: str) -> None:
    story = RARER[kind]
    for wish in wishes(story):
        letter = render(occasion(story, wish))
        for secret in _secrets(story):
            assert secret not in letter.subject + letter.text + letter.html


def _secrets(story: Story) -> set[str]:
    """The words of pauses and reviews; a sealed sum stands in no letter as a line of its own either."""
    secret: set[str] = set()
    for step in story.steps:
        match step.command:
            case PauseWork(words=words):
                secret.add(words.words)
            case Rate(words=words):
                secret |= set(words.words.splitlines()[1:])
            case SealBid(bid=words) | SealFinal(bid=words):
                secret.add(f"> {words.words}")
            case _:
                pass
    assert secret
    return secret


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("OutreachAsked", "I get no answer since Monday"),
        ("OutreachSent", "Your freelancer is waiting for a word from you"),
        ("SplitSuggested", "Two of three items were delivered as agreed"),
        ("AppealFiled", "The print proof was not looked at"),
        ("RecordCorrected", "The decision was wrong about the date"),
    ],
)
def test_words_written_for_the_reader_are_repeated(kind: str, words: str) -> None:
    assert words in render(about(RARER[kind], kind)).text


def test_together_these_are_all_kinds_of_letters() -> None:
    asked = {wish.kind for story in STORIES for wish in wishes(story)} | RARER.keys()
    assert {kind.__name__ for kind in {*READERS, *TOLD_TO_THE_OTHER}} - asked == set()
