"""What an act would change, for both: every row says something."""

from __future__ import annotations

from parley.core.foresight import Preview, preview
from parley.core.order.messages import (
    Accept,
    AcceptProposal,
    DecideCase,
    DeclareContact,
    Deliver,
    Escalate,
    Fund,
    MakeStatement,
    OpenChargeback,
    PauseWork,
    PayOut,
    SealBid,
    SendNotice,
)
from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.core.specimens import possible_acts
from parley.words.previews import PreviewWords, preview_words
from tests import asks
from tests.asks import CLIENT, FREELANCER
from tests.deals import deal
from tests.given import Story, in_stage, offered
from tests.words.scene import rich, stories, telling

NBSP = "\u00a0"
Rows = dict[str, tuple[str, str]]


def rows(words: PreviewWords) -> Rows:
    return {row.label: (row.you.plain.replace(NBSP, " "), row.other.plain.replace(NBSP, " ")) for row in words.rows}


def act(story: Story, role: Role, kind: type, milestone: int = 1) -> Preview:
    return next(
        one.preview
        for one in possible_acts(story.order, role, story.at)
        if (one.kind, one.milestone) == (kind, milestone)
    )


def seen(story: Story, role: Role, kind: type, milestone: int = 1) -> PreviewWords:
    return preview_words(act(story, role, kind, milestone), telling(role, story.at), milestone)


def test_every_possible_act_has_whole_rows() -> None:
    for story in stories().values():
        for role in (CLIENT, FREELANCER):
            for one in possible_acts(story.order, role, story.at):
                words = preview_words(one.preview, telling(role, story.at), one.milestone)
                assert words.rows
                assert all(row.label and row.you for row in words.rows)
                assert not any(set("{}*") & set(row.label + row.you.plain + row.other.plain) for row in words.rows)
                assert bool(words.note) == (one.closed is not None)
                if one.closed is None:
                    assert {"Now", "Then silence", "Money"} <= {row.label for row in words.rows}


def test_accepting_says_what_both_get() -> None:
    said = rows(seen(in_stage(Stage.DELIVERED), CLIENT, Accept))
    assert said["Money"] == ("nothing more to pay", "+€95.00, after the fee of €5.00")
    assert said["Moodboard"][0] == "Released 2 Mar"
    assert said["Now"][0] == "Everything is done"


def test_accepting_speaks_of_the_milestone_that_opens() -> None:
    story = asks_accept_on_rich()
    said = rows(seen(story, CLIENT, Accept))
    assert said["Logo drafts"] == ("Not funded yet", "")
    assert said["Now"][0] == "It is your turn, until Thu 5 Mar"
    assert said["Then silence"][0].startswith("On Thu 5 Mar the time to fund Logo drafts passes.")
    assert "Final files" not in said


def asks_accept_on_rich() -> Story:
    return in_stage(Stage.DELIVERED, rich())


def test_funding_says_who_pays() -> None:
    story = in_stage(Stage.UNFUNDED)
    words = seen(story, CLIENT, Fund)
    assert (words.you, words.other) == ("You", "Ana")
    assert rows(words)["Money"] == ("pay €100.00, held", "€100.00, held")
    assert rows(words)["Now"] == ("It is Ana’s turn, until Fri 13 Mar", "")


def test_an_act_without_money_says_so() -> None:
    said = rows(seen(in_stage(Stage.WORKING), FREELANCER, Deliver))
    assert said["Money"] == ("No money moves", "")
    assert said["Moodboard"] == ("Delivered", "")
    assert said["Now"] == ("It is Marc’s turn, until Mon 9 Mar", "")


def test_what_does_not_change_is_said_to_be_unchanged() -> None:
    said = rows(seen(in_stage(Stage.DELIVERED), FREELANCER, DeclareContact))
    assert said["Moodboard"] == ("Delivered (unchanged)", "")


def test_a_closed_door_says_why_and_that_nothing_changes() -> None:
    words = seen(in_stage(Stage.DELIVERED), FREELANCER, SendNotice)
    assert rows(words) == {"Now": ("Nothing changes", "")}
    assert words.note.plain.startswith("The last notice can be sent from Thu\u00a05")


def test_both_have_a_turn_in_a_case() -> None:
    said = rows(seen(in_stage(Stage.CASE_TALK), CLIENT, MakeStatement))
    assert said["Now"][0] == "It is your turn and Ana’s, until Thu 26 Mar"


def test_an_offer_can_be_previewed_too() -> None:
    story = offered(deal(2))
    outcome = preview(story.order, asks.accept_offer()(story.order), story.at)
    said = rows(preview_words(outcome, telling(CLIENT, story.at)))
    assert said["Moodboard"] == ("Not funded yet", "")
    assert "Logo drafts" not in said
    assert said["Now"] == ("It is your turn, until Thu 5 Mar", "")
    declined = preview(story.order, asks.decline()(story.order), story.at)
    said = rows(preview_words(declined, telling(CLIENT, story.at)))
    assert said["The offer"] == ("Offer declined", "")
    noted = preview(story.order, asks.counter(deal(2, price=5_00))(story.order), story.at)
    said = rows(preview_words(noted, telling(CLIENT, story.at)))
    assert said["Now"][0] == "It is Ana’s turn, until Mon 9 Mar"


def test_a_case_waits_for_the_mediator() -> None:
    said = rows(seen(in_stage(Stage.CASE_MEDIATION), CLIENT, Escalate))
    assert said["Now"][0] == "It is the mediator’s turn, until Tue 14 Apr"


def test_a_pause_stops_every_clock() -> None:
    said = rows(seen(in_stage(Stage.WORKING), FREELANCER, PauseWork))
    assert said["Now"][0] == "All clocks stand still, until Mon 16 Mar at most"
    assert said["Moodboard"][0] == "Paused, until Mon 16 Mar at most"


def test_a_sealed_offer_passes_the_turn_on() -> None:
    said = rows(seen(in_stage(Stage.CASE_SEALED), CLIENT, SealBid))
    assert said["Now"][0] == "It is Ana’s turn, until Tue 31 Mar"
    assert said["Money"] == ("No money moves", "")


def test_what_is_paid_out_is_named() -> None:
    said = rows(seen(stories()["available"], FREELANCER, PayOut))
    assert said["Money"] == ("€95.00 is paid out", "")


def test_agreeing_to_extra_work_shows_the_new_milestone() -> None:
    said = rows(seen(stories()["extra_offered"], CLIENT, AcceptProposal))
    assert said["Logo drafts"] == ("Not funded yet", "")


def test_a_mediator_reads_what_a_decision_brings() -> None:
    story = in_stage(Stage.CASE_DECISION)
    words = preview_words(act(story, Role.MEDIATOR, DecideCase), telling(Role.MEDIATOR, story.at), 1)
    assert (words.you, words.other) == ("Marc", "Ana")
    said = {row.label: row.you.plain.replace(NBSP, " ") for row in words.rows}
    assert said["Now"] == "Nobody has to do anything about it"
    assert said["Then silence"].startswith("On Thu 2 Apr Moodboard ends as decided")


def test_what_goes_to_the_bank_is_named() -> None:
    story = stories()["released"]
    words = preview_words(act(story, Role.BANK, OpenChargeback), telling(Role.OPERATOR, story.at), 1)
    said = {row.label: (row.you.plain, row.other.plain) for row in words.rows}
    assert said["Money"] == ("€100.00 lies with the bank", "")
