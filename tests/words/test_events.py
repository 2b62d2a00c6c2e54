"""The timeline: every event has a sentence for each side and for an outsider."""

from __future__ import annotations

from typing import get_args

import pytest

from parley.core.order.messages import (
    AnyEvent,
    AnyMilestoneEvent,
    AnyOrderEvent,
    Briefed,
    ContactDeclared,
    Delivered,
    DepositPaid,
    MessageSent,
    NoticeSent,
    Nudged,
    OfferCountered,
    Redelivered,
    Released,
    RequestAnswered,
    RevisionRequested,
    Split,
)
from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.web.components.icons import Icon
from parley.words.events import ICONS, event_detail, event_icon, event_sentence
from tests.asks import CLIENT, FREELANCER
from tests.words.scene import VIEWERS, every_event, stories, telling

EVENTS = frozenset(get_args(AnyOrderEvent)) | frozenset(get_args(AnyMilestoneEvent))


def first(kind: type[AnyEvent], story: str) -> AnyEvent:
    return next(event for event in stories()[story].history if type(event) is kind)


def said(kind: type[AnyEvent], story: str, viewer: Role | None) -> str:
    event = first(kind, story)
    return event_sentence(event, telling(viewer, event.at)).plain


def test_the_stories_bring_every_event_there_is() -> None:
    assert {type(event) for event, _ in every_event()} == EVENTS


def test_every_event_has_a_sentence_for_everybody() -> None:
    for event, story in every_event():
        for viewer in VIEWERS:
            sentence = event_sentence(event, telling(viewer, story.at)).plain
            assert sentence[:1].isupper() or sentence[:1] == "€", (event, sentence)
            assert not set("{}*") & set(sentence), sentence
            assert sentence[-1:] not in ".,", sentence


def test_an_outsider_is_never_called_you() -> None:
    for event, story in every_event():
        words = telling(None, story.at)
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
