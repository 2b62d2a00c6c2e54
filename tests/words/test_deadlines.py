"""If nobody moves: what silence leads to, with its date and where the money goes."""

from __future__ import annotations

import pytest

from parley.core.foresight import Foreseen, if_nobody_moves
from parley.core.order.clock import DeadlineKind
from parley.core.order.messages import Released
from parley.core.order.terms import Windows
from parley.core.parties import Role
from parley.words.deadlines import IN_SHORT, LEADS_BACK, LEADS_TO_RELEASE, default_in_short, default_sentence
from parley.words.silence_roads import road_stop, silence_road, stop_title
from tests import asks
from tests.asks import CLIENT, FREELANCER
from tests.deals import deal
from tests.given import Story, delivered
from tests.words.scene import VIEWERS, rich, stories, telling


def default(story: str | Story, viewer: Role | None, milestone: int | None = None) -> str:
    told = stories()[story] if isinstance(story, str) else story
    road = if_nobody_moves(told.order)
    return default_sentence(told.order, road, telling(viewer, told.at), milestone).plain


def test_every_kind_has_words() -> None:
    assert {*IN_SHORT, *LEADS_BACK, *LEADS_TO_RELEASE} == set(DeadlineKind)
    assert all(stop_title(kind, Windows()) for kind in DeadlineKind)


def test_every_stop_of_every_road_is_told_to_everybody() -> None:
    met: set[DeadlineKind] = set()
    for story in stories().values():
        road = if_nobody_moves(story.order)
        for index, stop in enumerate(road):
            met.add(stop.deadline)
            for viewer in VIEWERS:
                words = telling(viewer, story.at)
                rest = road[index:]
                sentence = default_sentence(story.order, rest, words, stop.milestone).plain
                short = default_in_short(rest, words, stop.milestone).plain
                title = road_stop(story.order, stop, words).title
                assert sentence.endswith("."), sentence
                assert (
                    sentence[0].islower()
                    or sentence[0] == "€"
                    or sentence.startswith(("Parley", "Moodboard", "Logo", "Final"))
                ), sentence
                assert not short.endswith("."), short
                assert title[0].isupper() or title[0] == "€", title
                assert not set("{}*") & set(sentence + short + title), sentence
    assert met >= set(DeadlineKind) - {DeadlineKind.NUDGE, DeadlineKind.LONG_STOP}


@pytest.mark.parametrize("kind", [DeadlineKind.NUDGE, DeadlineKind.LONG_STOP])
def test_stops_that_seldom_come_first_have_words_too(kind: DeadlineKind) -> None:
    story = stories()["delivered"]
    stop = Foreseen(story.at, kind, 1, ())
    words = telling(CLIENT, story.at)
    assert default_sentence(story.order, [stop], words).plain.endswith(".")
    assert default_in_short([stop], words).plain
    assert road_stop(story.order, stop, words).title


NBSP = "\u00a0"

SETTLING = (
    "on Mon 9 Mar sealed offers for Moodboard begin."
    " If silence goes on, on Sat 4 Apr €50.00 goes back to you and €50.00 to Ana."
)
SEALING = (
    "on Tue 31 Mar Moodboard goes to mediation."
    " If silence goes on, on Tue 21 Apr €47.50 goes to you and €50.00 back to Marc."
)
SUGGESTED = (
    "on Thu 2 Apr Moodboard goes to a decision. Without one, on Thu 16 Apr €50.00 goes back to you and €50.00 to Ana."
)
CAPPED = (
    "on Fri 27 Mar Moodboard ends, because the payment provider holds money only so long: €100.00 goes back to Marc."
)


@pytest.mark.parametrize(
    ("story", "viewer", "sentence"),
    [
        ("offered", CLIENT, "on Mon 9 Mar the offer expires, and nobody owes anything."),
        (
            "unfunded",
            CLIENT,
            "on Thu 5 Mar the time to fund Moodboard passes. On Thu 19 Mar it ends, and nobody owes anything.",
        ),
        ("lapsed", FREELANCER, "on Thu 19 Mar Moodboard ends, and nobody owes anything."),
        ("funded", CLIENT, "on Mon 16 Mar Moodboard ends, and the €100.00 goes back to you."),
        ("working", FREELANCER, "on Fri 27 Mar Moodboard ends, and the €100.00 goes back to Marc."),
        (
            "delivered",
            FREELANCER,
            "Parley sends a last notice on Mon 9 Mar, and on Wed 18 Mar the €95.00 is released to you.",
        ),
        (
            "delivered",
            CLIENT,
            "Parley sends a last notice on Mon 9 Mar, and on Wed 18 Mar the €100.00 is released to Ana.",
        ),
        ("noticed", FREELANCER, "Moodboard counts as complete, and on Wed 18 Mar the €95.00 is released to you."),
        ("marked", None, "on Wed 18 Mar the €100.00 is released to Ana."),
        (
            "revising",
            FREELANCER,
            "on Thu 19 Mar Moodboard goes to the resolution room. The €100.00 stays held until it is settled.",
        ),
        (
            "case_talk",
            CLIENT,
            "on Thu 26 Mar Moodboard goes to a decision. Without one, on Thu 9 Apr €100.00 goes to Ana.",
        ),
        ("case_decision", FREELANCER, "on Thu 9 Apr €95.00 goes to you."),
        ("released", FREELANCER, "on Sat 7 Mar the €95.00 of Moodboard is available to you."),
        ("declined", CLIENT, "everything stays as it is."),
        (
            "part",
            CLIENT,
            "on Fri 27 Mar Moodboard goes to the resolution room. The €100.00 stays held until it is settled.",
        ),
        ("paused_at_work", CLIENT, "on Mon 16 Mar the pause ends, and Moodboard goes on."),
        (
            "settlement_offered",
            CLIENT,
            SETTLING,
        ),
        (
            "case_sealed",
            FREELANCER,
            SEALING,
        ),
        (
            "suggested",
            CLIENT,
            SUGGESTED,
        ),
        ("decided", CLIENT, "on Thu 2 Apr Moodboard ends as decided: €50.00 goes back to you and €50.00 to Ana."),
        (
            "appealed",
            FREELANCER,
            "on Thu 9 Apr the first decision about Moodboard stands: €47.50 goes to you and €50.00 back to Marc.",
        ),
        (
            "capped",
            FREELANCER,
            CAPPED,
        ),
        ("at_bank", CLIENT, "on Mon 23 Mar the operator is asked to find out. Nothing happens by itself."),
        ("bank_silent", CLIENT, "everything stays as it is."),
        ("bank_kept_after_the_end", FREELANCER, "everything stays as it is."),
    ],
)
def test_the_default_has_a_date_and_the_moneys_destination(story: str, viewer: Role | None, sentence: str) -> None:
    assert default(story, viewer).replace(NBSP, " ") == sentence


def test_a_policy_without_notice_releases_on_the_last_day_of_review() -> None:
    page = stories()["page_delivered"]
    assert default(page, FREELANCER).replace(NBSP, " ") == "on Thu 5 Mar the €95.00 is released to you."


def test_what_comes_back_after_an_abandoned_deposit_is_all_of_it() -> None:
    """The deposit that was paid out goes back too, so the sum is the price and not the hold."""
    story = stories()["deposit_paid"]
    assert story.milestone().held.amount_minor == 240_00
    assert "€300.00 goes back to you" in default(story, CLIENT)


def test_the_dates_are_those_of_the_reader() -> None:
    story = stories()["noticed"]
    road = if_nobody_moves(story.order)
    kiritimati = telling(CLIENT, story.at, "Pacific/Kiritimati")
    assert "Wed\u00a018" in default_sentence(story.order, road, kiritimati).plain
    late = stories()["working"]
    assert (
        "Sat\u00a028"
        in default_sentence(
            late.order, if_nobody_moves(late.order), telling(CLIENT, late.at, "Pacific/Kiritimati")
        ).plain
    )


def test_one_milestone_can_be_told_alone() -> None:
    story = delivered(deal(2, is_chain=False)).when(asks.fund(2))
    assert "Logo drafts ends" in default(story, CLIENT, 2)
    assert "Parley sends a last notice" in default(story, CLIENT, 1)


def test_the_road_of_silence_tells_past_present_and_future() -> None:
    story = stories()["noticed"]
    road = silence_road(story.order, if_nobody_moves(story.order), telling(FREELANCER, story.at), 1)
    assert [(stop.mark, stop.title) for stop in road] == [
        ("past", "Delivered"),
        ("now", "Delivered, last notice running"),
        ("future", "Counts as complete"),
        ("future", "€95.00 released to you"),
    ]
    assert [stop.detail.plain for stop in road[2:]] == ["Marc is asked to accept", "After 5 business days"]
    assert road[-1].when.replace(NBSP, " ") == "Wed 18 Mar, 10:03"
    assert road[-1].iso == "2026-03-18T10:03:00+01:00"


def test_the_last_stop_is_the_machines_own() -> None:
    story = delivered(rich())
    road = if_nobody_moves(story.order)
    released = next(event for stop in road for event in stop.events if isinstance(event, Released))
    stops = silence_road(story.order, road, telling(CLIENT, story.at), 1)
    gross = released.to_freelancer + released.fee
    assert stops[-1].title == f"€{gross.decimal()} released to Ana"


def test_reviews_that_nobody_answers_are_shown() -> None:
    story = stories()["rated"].waits(days=6)
    road = if_nobody_moves(story.order)
    told = telling(CLIENT, story.at)
    assert default(story, CLIENT).replace(NBSP, " ") == "on Mon 16 Mar the reviews can be read."
    assert default_in_short(road, told).plain.replace(NBSP, " ") == "the reviews can be read from Mon 16 Mar"
    (stop,) = silence_road(story.order, road, told)
    assert (stop.title, stop.detail.plain) == ("The reviews can be read", "")


def test_the_road_of_a_case_names_each_step() -> None:
    story = stories()["settlement_offered"]
    road = silence_road(story.order, if_nobody_moves(story.order), telling(CLIENT, story.at), 1)
    assert [stop.title for stop in road[1:]] == [
        "In the resolution room",
        "Silence answers the proposal",
        "Sealed offers begin",
        "Goes to mediation",
        "Goes to a decision",
        "The hold is divided",
    ]


def test_work_with_a_part_delivered_goes_to_the_resolution_room() -> None:
    story = stories()["part"]
    road = if_nobody_moves(story.order)
    assert (
        default_in_short(road, telling(CLIENT, story.at)).plain.replace(NBSP, " ")
        == "the resolution room on Fri 27 Mar"
    )
    assert silence_road(story.order, road, telling(CLIENT, story.at), 1)[1].title == "Goes to the resolution room"


def test_the_end_of_what_a_provider_holds_is_said() -> None:
    story = stories()["capped_in_case"]
    road = if_nobody_moves(story.order)
    last = [stop for stop in road if stop.deadline is DeadlineKind.CAP_ENDS]
    sentence = default_sentence(story.order, last, telling(CLIENT, story.at)).plain
    assert "ends, because the payment provider holds money only so long" in sentence
    story = stories()["capped_with_a_delivery"]
    assert "Moodboard goes to a decision" in default(story, CLIENT)
