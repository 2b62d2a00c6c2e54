"""The timeline: every event has a sentence for each side and for an outsider."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from parley.core.order.messages import (
    AnyEvent,
    AnyMilestoneEvent,
    AnyOrderEvent,
    AppealDecided,
    AppealFiled,
    BidSealed,
    Briefed,
    CaseDecided,
    CaseLeft,
    CaseOpened,
    CaseTaken,
    ChargebackLost,
    ChargebackOpened,
    ContactDeclared,
    Delivered,
    DepositPaid,
    ExtraAgreed,
    FinalOfferSealed,
    FinalOffersOpened,
    MessageSent,
    NoticeSent,
    Nudged,
    OfferCountered,
    OutreachAsked,
    PaidOut,
    PartDelivered,
    Paused,
    ProposalAccepted,
    ProposalDeclined,
    ProposalLapsed,
    ProposalMade,
    ProposalWithdrawn,
    Rated,
    RecordCorrected,
    Redelivered,
    Released,
    RequestAnswered,
    Resumed,
    RevisionRequested,
    SealedRoundEnded,
    Split,
    SplitSuggested,
)
from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.web.components.icons import Icon
from parley.words.events import ICONS, event_detail, event_icon, event_sentence
from parley.words.proposals_told import proposals_made
from tests.asks import CLIENT, FREELANCER
from tests.words.scene import OUTSIDERS, VIEWERS, every_event, stories, telling

EVENTS = frozenset(get_args(AnyOrderEvent)) | frozenset(get_args(AnyMilestoneEvent))


def first(kind: type[AnyEvent], story: str) -> AnyEvent:
    return next(event for event in stories()[story].history if type(event) is kind)


def said(kind: type[AnyEvent], story: str, viewer: Role | None) -> str:
    event = first(kind, story)
    return event_sentence(event, telling(viewer, event.at)).plain


def test_the_stories_bring_every_event_there_is() -> None:
    assert {type(event) for event, _ in every_event()} == EVENTS


def detail(kind: type[AnyEvent], story: str, viewer: Role | None) -> str:
    event = first(kind, story)
    return event_detail(event, telling(viewer, event.at)).plain.replace("\u00a0", " ")


def test_every_event_has_a_sentence_for_everybody() -> None:
    for event, story in every_event():
        for viewer in {*VIEWERS, *OUTSIDERS}:
            sentence = event_sentence(event, telling(viewer, story.at)).plain
            assert sentence[:1].isupper() or sentence[:1] == "€", (event, sentence)
            assert not set("{}*") & set(sentence), sentence
            assert sentence[-1:] not in ".,", sentence


def test_an_outsider_is_never_called_you() -> None:
    """Nor is a mediator or an operator: there may be several of them, and another one may have done it."""
    for event, story in every_event():
        for viewer in OUTSIDERS:
            words = telling(viewer, story.at)
            told = f"{event_sentence(event, words).plain} {event_detail(event, words).plain}".casefold()
            assert not {"you", "your"} & set(told.replace(".", " ").replace(",", " ").split()), told


def test_the_small_line_is_whole_sentences() -> None:
    for event, story in every_event():
        for viewer in VIEWERS:
            detail = event_detail(event, telling(viewer, story.at)).plain
            assert detail == "" or (detail.endswith(".") and not set("{}*") & set(detail)), detail


def test_every_event_has_a_drawing_that_exists() -> None:
    assert set(ICONS) == EVENTS
    assert set(ICONS.values()) <= set(get_args(Icon))
    assert event_icon(first(Delivered, "delivered")) == "package"


@pytest.mark.parametrize(
    ("kind", "story", "viewer", "sentence"),
    [
        (Delivered, "rich", FREELANCER, "You delivered Moodboard, delivery 1, with 2 files"),
        (Delivered, "rich", CLIENT, "Ana delivered Moodboard, delivery 1, with 2 files"),
        (Delivered, "delivered", None, "Ana delivered Moodboard, delivery 1, with 1 file"),
        (RevisionRequested, "answered", CLIENT, "You asked for 3 changes to Moodboard"),
        (RevisionRequested, "answered", FREELANCER, "Marc asked for 3 changes to Moodboard"),
        (RevisionRequested, "revising", FREELANCER, "Marc asked for 1 change to Moodboard"),
        (Nudged, "noticed", FREELANCER, "Parley reminded Marc of Moodboard"),
        (Nudged, "noticed", CLIENT, "Parley reminded you of Moodboard"),
        (NoticeSent, "noticed", CLIENT, "Parley sent the last notice for Moodboard: the time to look passed"),
        (NoticeSent, "noticed_by_freelancer", CLIENT, "Ana sent the last notice for Moodboard"),
        (NoticeSent, "noticed_by_freelancer", FREELANCER, "You sent the last notice for Moodboard"),
        (OfferCountered, "countered", CLIENT, "You changed the offer: version 2, €200.00"),
        (ContactDeclared, "replaced", CLIENT, "Ana noted a call to you"),
        (ContactDeclared, "replaced", FREELANCER, "You noted a call to Marc"),
        (MessageSent, "replaced", FREELANCER, "You"),
        (MessageSent, "replaced", CLIENT, "Ana"),
        (PartDelivered, "part", CLIENT, "Ana delivered a part of Moodboard: 1 item, with 1 file"),
        (OutreachAsked, "support_asked", CLIENT, "Ana asked support to write to you about Moodboard"),
        (OutreachAsked, "support_asked", None, "Ana asked support to write to Marc about Moodboard"),
        (CaseOpened, "case_opened", FREELANCER, "Marc took Moodboard to the resolution room"),
        (CaseOpened, "case_talk", FREELANCER, "Moodboard went to the resolution room"),
        (BidSealed, "one_bid", FREELANCER, "Marc sealed an offer for Moodboard"),
        (CaseTaken, "case_taken", CLIENT, "A mediator has taken the case about Moodboard"),
        (CaseLeft, "case_left", CLIENT, "The mediator left the case about Moodboard"),
        (FinalOfferSealed, "one_last_offer", FREELANCER, "Marc sealed a last offer for Moodboard"),
        (
            FinalOffersOpened,
            "last_offers_apart",
            CLIENT,
            "The last offers for Moodboard: you would give €20.00, Ana would take €90.00",
        ),
        (SealedRoundEnded, "bids_apart", CLIENT, "The sealed offers for Moodboard did not meet"),
        (PaidOut, "paid_out", FREELANCER, "€95.00 of Moodboard was paid out to you"),
        (Rated, "rated", FREELANCER, "Marc wrote a review"),
        (Resumed, "pause_lifted", CLIENT, "Ana ended the pause of Moodboard"),
        (Resumed, "pause_over", CLIENT, "The pause of Moodboard is over, and it goes on"),
        (Resumed, "case_withdrawn", FREELANCER, "Marc took the case about Moodboard back, and it goes on"),
        (Resumed, "bank_gave_back", CLIENT, "The bank is done with Moodboard, and it goes on"),
        (Resumed, "bank_in_a_pause", CLIENT, "The bank is done with Moodboard, which stays paused"),
    ],
)
def test_the_reader_is_you_and_the_other_has_a_name(
    kind: type[AnyEvent], story: str, viewer: Role | None, sentence: str
) -> None:
    assert said(kind, story, viewer) == sentence


def test_each_side_reads_its_own_sum() -> None:
    """The fee is the freelancer's: what leaves the hold is not what arrives."""
    assert said(Released, "released", FREELANCER) == "€95.00 of Moodboard was released to you"
    assert said(Released, "released", CLIENT) == "€100.00 of Moodboard was released to Ana"
    assert said(DepositPaid, "rich", FREELANCER) == "The deposit of Moodboard was released to you: €57.00"
    assert said(DepositPaid, "rich", CLIENT) == "The deposit of Moodboard was released to Ana: €60.00"
    assert said(Split, "split", FREELANCER).endswith("€47.50 to you, €50.00 back to Marc")
    assert said(Split, "split", CLIENT).endswith("€50.00 back to you, €50.00 to Ana")


def test_the_fee_is_named_to_the_freelancer_alone() -> None:
    event = first(Released, "released")
    assert "The fee of €5.00 is taken off." in event_detail(event, telling(FREELANCER, event.at)).plain
    assert "fee" not in event_detail(event, telling(CLIENT, event.at)).plain
    free = first(Released, "no_fee")
    assert "fee" not in event_detail(free, telling(FREELANCER, free.at)).plain


def test_a_split_that_leaves_one_side_nothing_is_told_as_a_release() -> None:
    assert said(Split, "long_stop", CLIENT) == "€100.00 of Moodboard was released to Ana"


def test_answers_are_counted_by_kind() -> None:
    event = first(RequestAnswered, "answered")
    detail = event_detail(event, telling(CLIENT, event.at)).plain
    assert detail == "1 will be done, 1 has a price and 1 is outside the scope."


def test_files_are_a_link_where_the_page_gives_one() -> None:
    event = first(Delivered, "rich")
    html = str(event_sentence(event, telling(CLIENT, event.at), files_href="#delivery-1"))
    assert '<a href="#delivery-1">2 files</a>' in html
    assert "<b>Moodboard</b>" in html


def test_a_name_cannot_bring_markup() -> None:
    event = first(Delivered, "rich")
    words = telling(CLIENT, event.at)
    evil = type(words)(CLIENT, "Marc", "<b>*Ana* {name}", {1: "<i>{x}*"}, words.zone, words.now)
    html = str(event_sentence(event, evil))
    assert "<i>" not in html
    assert "&lt;b&gt;*Ana* {name}" in html


def test_a_brief_without_files_does_not_speak_of_files() -> None:
    assert said(Briefed, "rich", CLIENT) == "You handed over the brief for Moodboard"


def test_a_new_delivery_says_it_is_one() -> None:
    assert said(Redelivered, "long_stop", CLIENT) == "Ana delivered Moodboard again, delivery 2, with 1 file"


def test_a_milestone_without_a_name_is_called_by_its_number() -> None:
    event = first(Delivered, "rich")
    words = telling(CLIENT, event.at)
    nameless = type(words)(CLIENT, "", "", {}, words.zone, words.now)
    assert event_sentence(event, nameless).plain == "The freelancer delivered milestone 1, delivery 1, with 2 files"


def test_stories_reach_every_stage() -> None:
    assert {stage.value for stage in Stage} <= set(stories())


@pytest.mark.parametrize(
    ("kind", "story", "verb"),
    [
        (SplitSuggested, "suggested", "The mediator proposed for Moodboard: €60.00"),
        (CaseDecided, "decided", "The mediator decided about Moodboard: €50.00"),
        (AppealDecided, "appeal_decided", "Another mediator decided about Moodboard: €80.00"),
    ],
)
def test_a_division_is_told_to_each_side(kind: type[AnyEvent], story: str, verb: str) -> None:
    assert said(kind, story, FREELANCER) == f"{verb} of the hold to you, the rest back to Marc"
    assert said(kind, story, CLIENT) == f"{verb} of the hold to Ana, the rest back to you"
    assert said(kind, story, Role.MEDIATOR) == f"{verb} of the hold to Ana, the rest back to Marc"


def test_a_decision_says_what_it_counts_as_and_until_when_it_can_be_appealed_against() -> None:
    said_open = (
        "It counts neither for nor against anybody. Both can appeal until Thu 2 Apr, 10:05; then it is carried out."
    )
    assert detail(CaseDecided, "decided", CLIENT) == said_open
    final = "It counts as ended on the freelancer’s side. It is carried out at once."
    assert detail(CaseDecided, "decided_for_good", CLIENT) == final
    assert detail(RecordCorrected, "corrected", None).startswith("It counts neither for nor against anybody.")


def test_an_appeal_names_its_ground() -> None:
    assert detail(AppealFiled, "appealed", CLIENT).startswith("There is a new fact. Another mediator looks at it by")
    assert detail(AppealFiled, "appealed_for_a_mistake", CLIENT).startswith("A mistake is named. Another mediator")


def test_a_pause_is_told_by_its_kind_and_its_end() -> None:
    told = "The reason is a death in the family or among friends. All its clocks stand still, until Mon 16 Mar, 10:03 at most."
    assert detail(Paused, "paused_at_work", CLIENT) == told
    assert detail(Resumed, "pause_lifted", CLIENT) == "It is due on Sun 15 Mar, 18:00 now."
    assert detail(Resumed, "case_withdrawn", CLIENT) == "There is time until Mon 9 Mar, 10:04 now."
    assert detail(Resumed, "bank_in_a_pause", CLIENT) == ""


def test_what_the_bank_keeps_is_told_with_who_bears_it() -> None:
    assert (
        detail(ChargebackLost, "bank_kept_after_fraud", FREELANCER) == "The operator’s reserve gives you €95.00 for it."
    )
    assert detail(ChargebackLost, "owed", FREELANCER) == "Of it €95.00 had been released to you."
    assert detail(ChargebackLost, "bank_kept", CLIENT) == "The milestone has ended."
    assert "every clock stands still" in detail(ChargebackOpened, "at_bank", CLIENT)
    assert "this money is out of reach" in detail(ChargebackOpened, "bank_after_the_end", CLIENT)


def test_extra_work_is_told_by_its_own_name() -> None:
    assert said(ExtraAgreed, "extra_agreed", CLIENT).endswith("was agreed: Logo drafts, for €30.00")
    assert said(ExtraAgreed, "extra_free_agreed", CLIENT).endswith("was agreed: Logo drafts, at no charge")


@pytest.mark.parametrize(
    ("kind", "story", "viewer", "sentence"),
    [
        (ProposalAccepted, "more_time_granted", CLIENT, "more time, until Sun 15 Mar, 18:00"),
        (ProposalAccepted, "partly_refunded", CLIENT, "€30.00 back to you"),
        (ProposalAccepted, "ended_by_consent", FREELANCER, "an end, with €40.00 for you"),
        (ProposalAccepted, "extra_free_agreed", CLIENT, "extra work at no charge"),
        (ProposalAccepted, "settled", FREELANCER, "€70.00 of the hold for you, the rest back to Marc"),
        (ProposalAccepted, "settled", CLIENT, "€70.00 of the hold for Ana, the rest back to you"),
        (ProposalDeclined, "wish_declined", CLIENT, "a price for extra work"),
        (ProposalDeclined, "new_items_declined", CLIENT, "a price for extra work"),
        (ProposalWithdrawn, "end_withdrawn", FREELANCER, "an end, with €40.00 for you"),
        (ProposalLapsed, "extra_lapsed", CLIENT, "extra work for €30.00"),
    ],
)
def test_an_answer_says_what_it_answers_where_that_is_known(
    kind: type[AnyEvent], story: str, viewer: Role, sentence: str
) -> None:
    event = first(kind, story)
    unknowing = telling(viewer, event.at)
    knowing = replace(unknowing, proposals=proposals_made(stories()[story].history))
    before = event_sentence(event, unknowing).plain
    assert event_sentence(event, knowing).plain.replace("\u00a0", " ") == f"{before}: {sentence}"


def test_a_settlement_is_told_with_its_sums() -> None:
    assert said(ProposalMade, "settlement_of_nothing", CLIENT).endswith(
        ": €0.00 of the hold for Ana, the rest back to you"
    )
