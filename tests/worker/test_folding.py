"""Which wishes share a letter, and when it goes. No database."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from parley.core.effects import Letter
from parley.core.parties import Role
from parley.store.rows import OutboxRow
from parley.worker.folding import BETWEEN_MESSAGES, LEASE, NOT_A_LETTER, Bundle, Drop, Hold, Wish, bundles
from tests.deals import MONDAY


def after(**length: int) -> datetime:
    return MONDAY + timedelta(**length)


def wish(seq: int, kind: str = "Released", to: Role = Role.CLIENT, made_at: datetime = MONDAY) -> Wish:
    return Wish(OutboxRow(UUID(int=7), UUID(int=seq), kind, "", made_at), Letter(kind, to, seq))


def sent(one: Wish, at: datetime, receipt: str = "<letter.1@localhost> 250 Ok") -> Wish:
    return Wish(replace(one.row, sent_at=at, receipt=receipt), one.letter)


def until(one: Wish, at: datetime) -> Wish:
    return Wish(replace(one.row, lease_until=at, lease_epoch=one.row.lease_epoch + 1), one.letter)


def seqs(found: list[Bundle]) -> list[list[int]]:
    return [[one.letter.seq for one in bundle.wishes] for bundle in found]


def instead(found: list[Bundle]) -> list[Hold | Drop | None]:
    return [bundle.instead for bundle in found]


# --- acts


def test_what_one_act_brought_to_one_reader_goes_together() -> None:
    found = bundles([wish(4), wish(5, "Unlocked"), wish(4, to=Role.FREELANCER)], MONDAY)
    assert seqs(found) == [[4, 5], [4]]
    assert instead(found) == [None, None]


def test_two_acts_are_two_letters() -> None:
    assert seqs(bundles([wish(4), wish(5, made_at=after(seconds=1))], after(minutes=1))) == [[4], [5]]


def test_what_was_sent_or_is_carried_is_left_alone() -> None:
    found = bundles(
        [sent(wish(4), MONDAY), until(wish(5), after(minutes=5)), wish(6, made_at=after(seconds=1))], after(minutes=1)
    )
    assert seqs(found) == [[6]]


def test_an_act_does_not_wait_for_messages() -> None:
    found = bundles([sent(wish(4, "MessageSent"), MONDAY), wish(5, "NoticeSent")], after(minutes=1))
    assert instead(found) == [None]


# --- messages


def test_the_first_message_goes_at_once() -> None:
    found = bundles([wish(4, "MessageSent")], MONDAY)
    assert (seqs(found), instead(found)) == ([[4]], [None])


def test_messages_that_wait_together_go_together() -> None:
    three = [wish(seq, "MessageSent", made_at=after(seconds=seq)) for seq in (4, 5, 6)]
    assert seqs(bundles(three, after(minutes=1))) == [[4, 5, 6]]


def test_what_is_written_soon_after_a_letter_waits_until_five_minutes_are_over() -> None:
    first, second = sent(wish(4, "MessageSent"), MONDAY), wish(5, "MessageSent", made_at=after(minutes=1))
    assert instead(bundles([first, second], after(minutes=1))) == [Hold(after(minutes=5))]
    held = until(second, after(minutes=5))
    assert bundles([first, held], after(minutes=4)) == []
    assert instead(bundles([first, held], after(minutes=5))) == [None]


def test_each_side_is_told_by_letters_of_its_own() -> None:
    found = bundles([sent(wish(4, "MessageSent"), MONDAY), wish(5, "MessageSent", Role.FREELANCER)], after(minutes=1))
    assert instead(found) == [None]


def test_a_message_waits_while_somebody_carries_another() -> None:
    carried = until(wish(4, "MessageSent"), after(minutes=3))
    [bundle] = bundles([carried, wish(5, "MessageSent")], MONDAY)
    assert bundle.instead == Hold(after(minutes=3, seconds=1))


def test_a_letter_that_may_have_gone_out_gets_no_new_message() -> None:
    """The courier died with 4 and 5 in hand. A mail program may know their Message-ID already and hide the second letter."""
    died = [until(wish(seq, "MessageSent"), after(minutes=5)) for seq in (4, 5)]
    found = bundles([*died, wish(6, "MessageSent", made_at=after(minutes=2))], after(minutes=6))
    assert seqs(found) == [[4, 5]]
    gone = [sent(one, after(minutes=6)) for one in died]
    held = bundles([*gone, wish(6, "MessageSent", made_at=after(minutes=2))], after(minutes=6))
    assert (seqs(held), instead(held)) == ([[6]], [Hold(after(minutes=11))])


def test_a_letter_that_failed_and_one_that_never_went_are_held_apart() -> None:
    gone = sent(wish(6, "MessageSent"), MONDAY)
    failed, fresh = until(wish(4, "MessageSent"), after(minutes=1)), wish(7, "MessageSent")
    [first] = bundles([failed, gone, fresh], after(minutes=1))
    assert (seqs([first]), first.instead) == ([[4]], Hold(after(minutes=5, microseconds=4)))
    [second] = bundles([until(failed, after(minutes=5, microseconds=4)), gone, fresh], after(minutes=1))
    assert (seqs([second]), second.instead) == ([[7]], Hold(after(minutes=5)))


def test_a_letter_given_up_holds_up_no_other() -> None:
    given_up = until(wish(4, "MessageSent"), datetime.max.replace(tzinfo=MONDAY.tzinfo))
    assert instead(bundles([given_up, wish(5, "MessageSent")], MONDAY)) == [None]


# --- nudges


def test_nudges_of_several_milestones_are_one_letter() -> None:
    found = bundles([wish(4, "Nudged"), wish(5, "Nudged", made_at=after(minutes=1))], after(minutes=2))
    assert (seqs(found), instead(found)) == ([[4, 5]], [None])


def test_a_second_nudge_within_a_day_is_not_sent() -> None:
    first, second = sent(wish(4, "Nudged"), MONDAY), wish(5, "Nudged", made_at=after(hours=23))
    [bundle] = bundles([first, second], after(hours=23, minutes=59))
    assert isinstance(bundle.instead, Drop)
    assert instead(bundles([first, second], after(hours=24))) == [None]


def test_a_nudge_that_was_dropped_does_not_count_as_sent() -> None:
    first = sent(wish(4, "Nudged"), MONDAY)
    dropped = sent(wish(5, "Nudged"), after(hours=23), f"{NOT_A_LETTER}one a day")
    assert instead(bundles([first, dropped, wish(6, "Nudged")], after(hours=25))) == [None]


# --- whatever comes


KINDS = st.sampled_from(["MessageSent", "Nudged", "Released", "Unlocked", "Delivered"])
ROLES = st.sampled_from([Role.CLIENT, Role.FREELANCER])


@given(st.lists(st.tuples(KINDS, ROLES, st.integers(0, 3)), max_size=12))
def test_every_waiting_wish_is_in_exactly_one_letter_to_its_own_reader(drawn: list[tuple[str, Role, int]]) -> None:
    waiting = [wish(seq, kind, to, after(minutes=minute)) for seq, (kind, to, minute) in enumerate(drawn, start=1)]
    found = bundles(waiting, after(hours=1))
    carried = [one for bundle in found for one in bundle.wishes]
    assert sorted(one.letter.seq for one in carried) == [one.letter.seq for one in waiting]
    assert all(len({one.letter.to for one in bundle.wishes}) == 1 for bundle in found)
    assert [bundle.lead.letter.seq for bundle in found] == sorted(bundle.lead.letter.seq for bundle in found)


@given(st.lists(st.integers(0, 3600), min_size=1, max_size=60))
def test_however_many_messages_come_letters_are_five_minutes_apart_and_nothing_is_left(seconds: list[int]) -> None:
    """A courier that looks every ten seconds, for two hours."""
    written = {seq: after(seconds=second) for seq, second in enumerate(sorted(seconds), start=1)}
    rows: dict[int, Wish] = {}
    letters: list[tuple[datetime, list[int]]] = []
    for step in range(0, 7200, 10):
        at = after(seconds=step)
        rows |= {
            seq: wish(seq, "MessageSent", made_at=made)
            for seq, made in written.items()
            if made <= at and seq not in rows
        }
        for bundle in bundles(rows.values(), at):
            told = [one.letter.seq for one in bundle.wishes]
            match bundle.instead:
                case None:
                    letters.append((at, told))
                    rows |= {one.letter.seq: sent(one, at) for one in bundle.wishes}
                case Hold(until=then):
                    assert at < then <= at + max(BETWEEN_MESSAGES, LEASE + timedelta(seconds=1))
                    rows |= {one.letter.seq: until(one, then) for one in bundle.wishes}
                case Drop():
                    raise AssertionError("messages are never dropped")
    assert sorted(seq for _, told in letters for seq in told) == sorted(written)
    assert all(second - first >= BETWEEN_MESSAGES for (first, _), (second, _) in pairwise(letters))
    assert letters[0][0] - written[1] < timedelta(seconds=10)
