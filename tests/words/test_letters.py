"""Letters: what happened, whose turn, until when, and what happens if nobody moves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from parley.core.effects import READERS, TOLD_TO_THE_OTHER, effects_for
from parley.core.order.evolve import fold
from parley.core.order.messages import AnyEvent, MessageSent
from parley.core.order.state import Order
from parley.core.parties import Role
from parley.words.letters import LetterWords, letter_words
from tests import asks
from tests.asks import CLIENT, FREELANCER, ORDER
from tests.given import Story, delivered
from tests.words.scene import stories, telling

NBSP = "\u00a0"
TITLE = "Logo for Sol"


def letters(story: Story) -> Iterator[tuple[str, Role, Sequence[AnyEvent], Order]]:
    """Every letter that the story asks for, with the order as it stood after the act that brought it."""
    events = 0
    for step in story.steps:
        events += len(step.events)
        order = fold(story.begun, ORDER, story.history[:events])
        for event in step.events:
            for letter in effects_for([event], 1):
                yield letter.kind, letter.to, (event,), order


def the(story: str, kind: str, to: Role, zone: str = "Europe/Berlin") -> LetterWords:
    events, order = next((e, o) for k, reader, e, o in letters(stories()[story]) if (k, reader) == (kind, to))
    return letter_words(events, order, telling(to, events[0].at, zone), TITLE)


def lines(words: LetterWords) -> list[str]:
    return [line.plain.replace(NBSP, " ") for line in words.lines()]


def test_every_kind_of_letter_is_written_for_every_reader() -> None:
    met = set()
    for story in stories().values():
        for kind, to, events, order in letters(story):
            met.add(kind)
            words = letter_words(events, order, telling(to, events[0].at), TITLE)
            assert words.subject.startswith(f"{TITLE}: "), words.subject
            assert "\n" not in words.subject
            assert words.action
            assert len(words.told) == len(events)
            assert words.next, kind
            for line in words.lines():
                assert line.plain.endswith((".", ":")), line.plain
                assert line.plain[0].isupper() or line.plain[0].isdigit() or line.plain[0] == "€", line.plain
                assert not set("{}*") & set(line.plain), line.plain
    assert met == {kind.__name__ for kind in (*READERS, *TOLD_TO_THE_OTHER)}


def test_a_delivery_asks_for_an_answer_and_says_what_silence_does() -> None:
    assert lines(the("delivered", "Delivered", CLIENT)) == [
        "Ana delivered Moodboard, delivery 1, with 1 file.",
        "Your turn, Marc.",
        "Look at Moodboard, then accept or ask for changes by Mon 9 Mar 2026, 10:03 (in 7 days).",
        "If nobody moves: Parley sends a last notice on Mon 9 Mar, and on Wed 18 Mar the €100.00 is released to Ana.",
    ]


def test_the_last_notice_carries_its_instant_in_the_readers_zone_and_in_the_agreements() -> None:
    words = the("noticed", "NoticeSent", CLIENT, "Asia/Tokyo")
    assert words.subject.replace(NBSP, " ") == "Logo for Sol: last notice, please answer by Wed 11 Mar, 18:03"
    assert lines(words) == [
        "Parley sent the last notice for Moodboard: the time to look passed.",
        "Your turn, Marc.",
        "Last notice: accept Moodboard, ask for changes or answer by Wed 11 Mar 2026, 18:03 (in 2 days).",
        "The notice runs 48 hours. The time above is your time in Tokyo.",
        "By the clock of your agreement that is Wed 11 Mar 2026, 10:03, time in Berlin.",
        "If nobody moves: Moodboard counts as complete, and on Wed 18 Mar the €100.00 is released to Ana.",
    ]


def test_the_agreements_clock_is_left_out_where_it_says_the_same() -> None:
    assert not any("agreement" in line for line in lines(the("noticed", "NoticeSent", CLIENT, "Europe/Madrid")))


def test_the_freelancer_learns_that_there_is_nothing_to_do() -> None:
    said = lines(the("noticed", "NoticeSent", FREELANCER))
    assert "Marc’s turn. You can rest." in said
    assert said[-1].endswith("the €95.00 is released to you.")


def test_a_release_says_what_arrives_and_when() -> None:
    assert lines(the("released", "Released", FREELANCER)) == [
        "€95.00 of Moodboard was released to you.",
        "The delivery was accepted. The fee of €5.00 is taken off. From Sat 7 Mar the rest is available.",
        "Nobody needs to do anything.",
        "Every milestone has ended. You can write a review until Mon 16 Mar 2026, 10:04 (in 14 days).",
    ]


def test_messages_are_counted_in_the_subject_and_named_above_their_words() -> None:
    story = delivered().when(asks.message(CLIENT)).when(asks.message(CLIENT, "One more thing"))
    events = [event for event in story.history if isinstance(event, MessageSent)]
    one = letter_words(events[:1], story.order, telling(FREELANCER, story.at), TITLE)
    two = letter_words(events, story.order, telling(FREELANCER, story.at), TITLE)
    assert one.subject == "Logo for Sol: Marc wrote to you"
    assert two.subject == "Logo for Sol: Marc wrote you 2 messages"
    assert [words.sentence.plain for words in two.told] == ["Marc wrote:", "Marc wrote:"]


def test_what_one_act_brought_is_told_together() -> None:
    """An acceptance releases one milestone and opens the next: one letter, and the next step at its end."""
    story = stories()["rich"]
    step = next(step for step in story.steps if type(step.command).__name__ == "Accept")
    order = fold(story.begun, ORDER, story.history[: story.history.index(step.events[-1]) + 1])
    words = letter_words(step.events, order, telling(CLIENT, story.at), TITLE)
    assert words.subject == "Logo for Sol: You accepted Moodboard"
    assert lines(words)[-3:-1] == ["Your turn, Marc.", lines(words)[-2]]
    assert lines(words)[-2].startswith("Fund Logo drafts by")


@pytest.mark.parametrize("story", ["declined", "expired", "countered"])
def test_an_offer_that_ended_promises_nothing_more(story: str) -> None:
    *_, (_, to, events, order) = letters(stories()[story])
    said = lines(letter_words(events, order, telling(to, events[0].at), TITLE))
    assert not any(line.startswith("If nobody moves") for line in said)
    assert said[-1].endswith("Nobody owes anything.")


def test_a_claim_for_a_part_is_a_last_notice_too() -> None:
    words = the("claimed", "PartClaimed", CLIENT)
    assert words.subject.replace(NBSP, " ") == "Logo for Sol: last notice, please answer by Sat 7 Mar, 13:04"
    said = lines(words)
    assert said[0] == "Ana claimed the delivered part of Moodboard."
    assert "The notice runs 48 hours. The time above is your time in Berlin." in said
    assert said[-1].startswith("If nobody moves: on Sat 7 Mar Moodboard goes to the resolution room.")


def test_a_mediator_reads_what_is_to_be_done() -> None:
    assert lines(the("case_decision", "CaseSentToDecision", Role.MEDIATOR)) == [
        "Moodboard went on to a decision.",
        "The time to talk passed. The decision is due by Thu 9 Apr, 10:04.",
        "Your turn, as the mediator.",
        "Decide about Moodboard, with reasons, by Thu 9 Apr 2026, 10:04 (in 13 days 23 h).",
        "If nobody moves: on Thu 9 Apr €100.00 goes to Ana.",
    ]


def test_whoever_writes_for_support_reads_to_whom_and_what_it_costs() -> None:
    assert lines(the("support_asked", "OutreachAsked", Role.MEDIATOR))[:2] == [
        "Ana asked support to write to Marc about Moodboard.",
        "Write to Marc about Moodboard. Whoever does cannot decide a case of this order later.",
    ]


def test_the_operator_is_asked_to_find_out_what_the_bank_says() -> None:
    said = lines(the("bank_silent", "BankAlarmed", Role.OPERATOR))
    assert said[:3] == [
        "The bank has not said yet what becomes of Moodboard.",
        "The operator is asked to find out. Nothing happens by itself.",
        "The bank’s turn.",
    ]
    assert not any(line.startswith("If nobody moves") for line in said)


def test_a_review_is_told_and_never_shown() -> None:
    said = lines(the("rated", "Rated", FREELANCER))
    assert said[:2] == [
        "Marc wrote a review.",
        "It stays sealed until both have written, or the time for it is over.",
    ]
    assert "You can write a review until" in said[3]
