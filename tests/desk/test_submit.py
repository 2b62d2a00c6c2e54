"""The only way an order changes: what is answered, what is written, and that it is all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from parley.core.effects import Letter, effects_for
from parley.core.machine import Outcome, decide_at
from parley.core.order import messages as m
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Order, Stage
from parley.core.parties import Role
from parley.desk.files import KeptFile, keep_file
from parley.desk.receipts import Receipt, Reused
from parley.desk.submit import submit
from parley.desk.writing import turn_text, writing
from parley.store.errors import BrokenInvariant
from parley.store.forms import LETTERS
from parley.store.outbox import effects_of
from parley.store.postgres import Postgres
from parley.store.queries import files_of, order_row, parties_of, postings_of, receipts_of, texts_of
from parley.store.rows import OrderRow
from parley.store.sqlite import Sqlite
from parley.store.unit import Writing
from tests.asks import (
    CLIENT,
    CLIENT_PERSON,
    FREELANCER,
    FREELANCER_PERSON,
    accept,
    accept_offer,
    change,
    counter,
    decline,
    deliver,
    fund,
    join,
    make_offer,
    message,
    open_files,
    request,
)
from tests.deals import MONDAY, deal, text
from tests.desk.given_orders import (
    DAY,
    MINUTE,
    SECOND,
    agreed,
    answer,
    assert_sound,
    command,
    delivered,
    do,
    done,
    events,
    everything,
    kinds,
    offered,
    order,
    row,
    working,
)

# What is on disk after submit() must be on disk: real commits, and no test transaction around them.
pytestmark = pytest.mark.django_db(transaction=True)

LATER = MONDAY + MINUTE
Files = Sequence[KeptFile]

# --- many at once


def test_a_batch_of_different_orders_is_answered_in_its_own_order() -> None:
    first, second, third = agreed(3)
    answers = submit([command(third, fund()), command(first, message(CLIENT)), command(second, accept())], LATER)
    funded, said, refused = answers
    assert isinstance(funded, Receipt)
    assert (funded.order_id, funded.seq, funded.head, funded.at) == (third, row(third).seq, row(third).head, LATER)
    assert isinstance(said, Receipt)
    assert (said.order_id, said.head) == (first, row(first).head)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.NOT_NOW
    assert kinds(second)[-1] != "Accepted"
    assert_sound([first, second, third])


def test_sixty_four_orders_are_written_as_soundly_as_one() -> None:
    ids = delivered(64)
    do(ids, accept(), LATER)
    assert {order(order_id).milestones[0].stage for order_id in ids} == {Stage.RELEASED}
    assert_sound(ids)


def test_two_commands_of_one_order_are_no_batch() -> None:
    [order_id] = agreed()
    with pytest.raises(ValueError, match="at most one command of an order"):
        submit([command(order_id, fund()), command(order_id, message(CLIENT))], LATER)
    assert kinds(order_id)[-1] == "Unlocked"


def test_no_commands_are_answered_with_nothing() -> None:
    assert submit([], LATER) == []


def test_an_engine_that_takes_one_order_at_a_time_gets_them_so(settings: Any) -> None:
    settings.ONE_ORDER_AT_A_TIME = True
    ids = working(3)
    assert [kinds(order_id)[-1] for order_id in ids] == ["WorkStarted"] * 3
    assert_sound(ids)


# --- the same command again


def test_the_same_command_again_gets_the_first_answer() -> None:
    [order_id] = agreed()
    asked = command(order_id, fund())
    [first] = submit([asked], LATER)
    do([order_id], deliver(), LATER + MINUTE)
    before = everything()
    [again] = submit([asked], LATER + DAY)
    assert again == first
    assert everything() == before


def test_the_same_words_with_another_salt_are_the_same_question() -> None:
    """A form that is sent twice is read twice, and each reading makes its own salts."""
    [order_id] = agreed()
    asked = m.SendMessage(order_id=order_id, id=UUID(int=99), by=CLIENT, text=text("Hello"))
    salted_anew = replace(asked, text=replace(text("Hello"), salt="0" * 32))
    assert submit([asked], LATER) == submit([salted_anew], LATER + MINUTE)
    assert kinds(order_id).count("MessageSent") == 1


def test_other_words_under_the_same_id_are_refused_as_reused() -> None:
    [order_id] = agreed()
    asked = m.SendMessage(order_id=order_id, id=UUID(int=99), by=CLIENT, text=text("Hello"))
    submit([asked], LATER)
    before = everything()
    assert submit([replace(asked, text=text("Good bye"))], LATER) == [Reused(order_id, asked.id)]
    assert submit([replace(asked, by=FREELANCER)], LATER) == [Reused(order_id, asked.id)]
    assert everything() == before


def test_words_that_change_places_are_another_question() -> None:
    [order_id] = delivered()
    asked = command(order_id, request(change("Warmer"), change("Larger")))
    assert isinstance(asked, m.RequestRevision)
    submit([asked], LATER)
    assert submit([replace(asked, items=asked.items[::-1])], LATER) == [Reused(order_id, asked.id)]


def test_other_files_under_the_same_id_are_another_question() -> None:
    [order_id] = working()
    asked = command(order_id, deliver())
    other = command(order_id, deliver(version="other"))
    submit([asked], LATER)
    assert submit([replace(other, id=asked.id)], LATER) == [Reused(order_id, asked.id)]


def test_what_was_asked_is_kept_as_a_hash_and_not_as_words() -> None:
    [order_id] = agreed()
    do([order_id], message(CLIENT, "A very particular sentence"), LATER)
    kept = everything()
    assert "A very particular sentence" in repr(kept["texts"])
    assert all("A very particular sentence" not in repr(kept[table]) for table in kept if table != "texts")


def test_a_refused_command_may_be_asked_again_under_the_same_id() -> None:
    """Nothing was done, so there is nothing to answer a second time."""
    [order_id] = agreed()
    [refused] = submit([early := command(order_id, deliver())], LATER)
    assert isinstance(refused, Refusal)
    do([order_id], fund(), LATER)
    [receipt] = submit([early], LATER)
    assert isinstance(receipt, Receipt)


def test_an_act_that_brings_no_event_is_answered_and_remembered_too() -> None:
    [order_id] = delivered()
    do([order_id], open_files(), LATER)
    seq = row(order_id).seq
    [again] = do([order_id], open_files(), LATER + MINUTE)
    assert again.seq == row(order_id).seq == seq
    assert kinds(order_id).count("FilesOpened") == 1


# --- a refusal


def test_a_refusal_writes_nothing() -> None:
    [order_id] = agreed()
    before = everything()
    refused = answer(order_id, message(CLIENT, "x" * 20_001), LATER)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.TEXT_TOO_LONG
    assert everything() == before


def test_a_refused_offer_leaves_no_order() -> None:
    offer = make_offer(client="the same", freelancer="the same")(None)
    [refused] = submit([offer], MONDAY)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.SAME_PERSON
    assert order_row(offer.order_id) is None


def test_a_command_about_no_order_is_refused() -> None:
    [asked] = [command(order_id, fund()) for order_id in agreed()]
    [refused] = submit([replace(asked, order_id=UUID(int=404))], LATER)
    assert isinstance(refused, Refusal)
    assert order_row(UUID(int=404)) is None


def test_clocks_that_were_overdue_stand_even_when_the_command_is_refused() -> None:
    [order_id] = agreed()
    late = MONDAY + 10 * DAY
    refused = answer(order_id, accept(), late)
    assert isinstance(refused, Refusal)
    assert refused.code is Code.NOT_NOW
    assert kinds(order_id)[-1] == "FundingLapsed"
    assert order(order_id).milestones[0].stage is Stage.LAPSED
    assert row(order_id).updated_at == late
    assert [letter.kind for letter in effects_of(order_id)].count("FundingLapsed") == 2
    assert_sound([order_id])


def test_words_of_a_refused_command_are_not_kept_even_when_clocks_moved() -> None:
    [order_id] = agreed()
    refused = answer(order_id, message(CLIENT, "x" * 20_001), MONDAY + 10 * DAY)
    assert isinstance(refused, Refusal)
    assert kinds(order_id)[-1] == "FundingLapsed"
    assert all(len(one.body or "") < 100 for one in texts_of(order_id).values())
    assert len(receipts_of(order_id)) == 2


def test_a_refusal_harms_nobody_else_in_the_batch() -> None:
    ids = agreed(3)
    asked = [command(ids[0], fund()), command(ids[1], accept()), command(ids[2], fund())]
    answers = submit(asked, LATER)
    assert [type(one) for one in answers] == [Receipt, Refusal, Receipt]
    assert [order(order_id).milestones[0].stage for order_id in ids] == [Stage.WORKING, Stage.UNFUNDED, Stage.WORKING]


# --- a crash

WRITTEN_BY_A_DELIVERY = ("update_orders", "update_lists", "journal", "outbox", "receipts", "texts", "files")
WRITTEN_BY_A_PAYMENT = ("postings",)
WRITTEN_BY_AN_OFFER = ("orders", "parties", "update_lists", "journal", "outbox", "receipts", "texts")


class Crash(RuntimeError):
    """The power fails here."""


def crash_at(monkeypatch: pytest.MonkeyPatch, statement: str, *, after: bool) -> None:
    """The next statement of this name, or into this table, is the last thing that happens; `after`: it still went in."""
    engine = Postgres if connection.vendor == "postgresql" else Sqlite
    name = statement if statement.startswith("update_") else "insert"
    real = getattr(engine, name)

    def crash(self: Any, *args: Any) -> Any:
        if name == "insert" and args[0].name != statement:
            return real(self, *args)
        if after:
            real(self, *args)
        raise Crash(statement)

    monkeypatch.setattr(engine, name, crash)


def assert_nothing_is_left(asked: Sequence[m.AnyCommand], statement: str, *, after: bool, kept: Files = ()) -> None:
    """All of it is lost in the crash, and all of it is there when it is asked again."""
    before = everything()
    with pytest.MonkeyPatch.context() as broken:
        crash_at(broken, statement, after=after)
        with pytest.raises(Crash):
            submit(asked, LATER, kept)
    assert everything() == before
    done(submit(asked, LATER, kept))
    assert everything() != before
    assert_sound({one.order_id for one in asked})


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("statement", WRITTEN_BY_A_DELIVERY)
def test_a_crash_while_deliveries_are_written_leaves_nothing(statement: str, after: bool) -> None:
    kept = [keep_file(order_id, BytesIO(b"%PDF-1.4 a page"), "item-1.pdf", 1) for order_id in working(2)]
    asked = [delivery_of(one) for one in kept]
    assert_nothing_is_left(asked, statement, after=after, kept=kept)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("statement", WRITTEN_BY_A_PAYMENT)
def test_a_crash_while_money_is_booked_leaves_nothing(statement: str, after: bool) -> None:
    asked = [command(order_id, accept()) for order_id in delivered(2)]
    assert_nothing_is_left(asked, statement, after=after)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("statement", WRITTEN_BY_AN_OFFER)
def test_a_crash_while_an_offer_is_written_leaves_no_order(statement: str, after: bool) -> None:
    assert_nothing_is_left([make_offer()(None)], statement, after=after)


# --- a poisoned command

Poison = Callable[[pytest.MonkeyPatch, UUID], None]


def poison_decide(monkeypatch: pytest.MonkeyPatch, poisoned: UUID) -> None:
    """A rule of ours is broken: it raises instead of refusing."""

    def break_down(before: Order | None, asked: m.AnyCommand, at: datetime) -> Outcome:
        if asked.order_id == poisoned:
            raise ZeroDivisionError
        return decide_at(before, asked, at)

    monkeypatch.setattr("parley.desk.submit.decide_at", break_down)


def poison_books(monkeypatch: pytest.MonkeyPatch, poisoned: UUID) -> None:
    """What would be written breaks a rule of the books: found only when the whole unit is about to be written."""

    def unbalanced(stood: OrderRow | None, *args: Any, **kwargs: Any) -> Writing:
        made = writing(stood, *args, **kwargs)
        if stood is None or stood.order_id != poisoned:
            return made
        return replace(made, postings=[replace(one, amount_minor=one.amount_minor + 1) for one in made.postings])

    monkeypatch.setattr("parley.desk.submit.writing", unbalanced)


@pytest.mark.parametrize(
    ("poison", "error"), [(poison_decide, ZeroDivisionError), (poison_books, BrokenInvariant)], ids=["rules", "books"]
)
def test_a_poisoned_command_harms_only_itself(
    monkeypatch: pytest.MonkeyPatch, poison: Poison, error: type[Exception]
) -> None:
    ids = agreed(5)
    asked = [command(order_id, fund()) for order_id in ids]
    with monkeypatch.context() as broken:
        poison(broken, ids[2])
        with pytest.raises(error):
            submit(asked, LATER)
    stages = [order(order_id).milestones[0].stage for order_id in ids]
    assert stages == [Stage.WORKING, Stage.WORKING, Stage.UNFUNDED, Stage.WORKING, Stage.WORKING]
    answers = submit(asked, LATER + MINUTE)
    assert all(isinstance(one, Receipt) for one in answers)
    assert [kinds(order_id).count("Funded") for order_id in ids] == [1] * 5
    assert_sound(ids)


# --- what is written


def test_an_offer_brings_its_people_its_words_and_a_letter() -> None:
    [order_id] = offered()
    assert {party.role: party.person_id for party in parties_of(order_id)} == {
        "client": CLIENT_PERSON,
        "freelancer": FREELANCER_PERSON,
    }
    the = deal()
    assert {one.body for one in texts_of(order_id).values()} == {one.words for one in the.wording}
    assert all((one.language, bool(one.salt)) == ("en", True) for one in texts_of(order_id).values())
    assert [(letter.kind, LETTERS.from_text(letter.body).to) for letter in effects_of(order_id)] == [
        ("Offered", CLIENT)
    ]


def test_a_side_that_was_invited_becomes_a_party_when_it_joins() -> None:
    [order_id] = offered(client=None)
    assert [party.role for party in parties_of(order_id)] == ["freelancer"]
    do([order_id], join("somebody new"), LATER)
    assert {party.role: party.person_id for party in parties_of(order_id)}["client"] == "somebody new"
    assert order(order_id).role_of("somebody new") is Role.CLIENT
    assert_sound([order_id])


def test_a_new_version_of_an_offer_brings_only_the_words_that_are_new() -> None:
    [order_id] = offered()
    known = set(texts_of(order_id))
    cheaper = deal(price=90_00).but(text("Another title"), title=text("Another title").commitment)
    do([order_id], counter(cheaper, by=CLIENT), LATER)
    assert {texts_of(order_id)[new].body for new in set(texts_of(order_id)) - known} == {"Another title"}


def test_money_that_moves_is_in_the_books_to_the_cent() -> None:
    [order_id] = delivered(the=deal(price=333_33))
    do([order_id], accept(), LATER)
    booked: dict[str, int] = {}
    for posting in postings_of(order_id):
        booked[posting.account] = booked.get(posting.account, 0) + posting.amount_minor
    # Five percent of 333.33 is 16.6665: the operator's part is rounded down.
    assert booked == {"client": -333_33, "hold": 0, "fee": 16_66, "pending": 316_67}


def test_every_letter_that_follows_from_the_events_waits_in_the_outbox() -> None:
    [order_id] = delivered()
    do([order_id], request(change("Warmer")), LATER)
    before = row(order_id).seq
    do([order_id], message(FREELANCER, "I see"), LATER + MINUTE)
    letters = [LETTERS.from_text(one.body) for one in effects_of(order_id)]
    assert Letter("RevisionRequested", FREELANCER, before, 1) in letters
    assert Letter("MessageSent", CLIENT, before + 1) in letters
    assert sorted(letters, key=repr) == sorted(effects_for(events(order_id), 1), key=repr)
    assert all(one.sent_at is None for one in effects_of(order_id))


def delivery_of(kept: KeptFile) -> m.Deliver:
    """Hand in this one file."""
    return m.Deliver(
        order_id=kept.row.order_id,
        id=UUID(int=kept.row.order_id.int + 900),
        by=FREELANCER,
        milestone=1,
        files=(kept.delivered,),
        names=(kept.name,),
        note=text("Here it is"),
    )


def test_files_are_rows_with_their_names_apart() -> None:
    [order_id] = working()
    kept = keep_file(order_id, BytesIO(b"%PDF-1.4 a page"), "Größe ✓.pdf", 1, "de")
    done(submit([delivery_of(kept)], LATER, [kept]))
    [file] = files_of(order_id)
    assert (file.sha256, file.size_bytes, file.media_type) == (kept.delivered.sha256, 15, "application/pdf")
    name = texts_of(order_id)[kept.delivered.name]
    assert (name.body, name.language) == ("Größe ✓.pdf", "de")
    assert "Größe" not in repr(everything()["journal"])


def test_files_of_a_refused_delivery_are_in_no_row() -> None:
    [order_id] = agreed()
    kept = keep_file(order_id, BytesIO(b"%PDF-1.4 a page"), "item.pdf", 1)
    [refused] = submit([delivery_of(kept)], LATER, [kept])
    assert isinstance(refused, Refusal)
    assert files_of(order_id) == []


def test_the_row_says_whose_turn_it_is_and_when_something_is_due() -> None:
    [order_id] = delivered()
    stands = order(order_id)
    assert row(order_id).turn == turn_text(stands) == " client "
    # The first reminder comes before the review window ends.
    assert row(order_id).due_at == MONDAY + 2 * DAY
    assert row(order_id).stage == "active"
    [closed] = offered(first=2)
    do([closed], decline(by=CLIENT), LATER)
    assert (row(closed).turn, row(closed).due_at, row(closed).stage) == ("", None, "declined")


def test_what_overdue_clocks_bring_is_written_with_the_command_that_found_them() -> None:
    [order_id] = delivered()
    do([order_id], message(CLIENT, "Sorry, I was away"), MONDAY + 8 * DAY)
    assert kinds(order_id)[-3:] == ["NoticeSent", "MessageSent", "NoticeAnswered"]
    assert {"NoticeSent", "MessageSent"} <= {letter.kind for letter in effects_of(order_id)}
    assert [receipt.at for receipt in receipts_of(order_id)][-1] == MONDAY + 8 * DAY
    assert_sound([order_id])


# --- time


def test_an_orders_own_time_never_runs_backwards() -> None:
    """Two processes' clocks may differ by a breath."""
    [order_id] = agreed()
    do([order_id], fund(), LATER)
    [receipt] = do([order_id], deliver(), LATER - 5 * SECOND)
    assert receipt.at == LATER
    assert row(order_id).updated_at == LATER
    assert order(order_id).milestones[0].since == LATER
    assert_sound([order_id])


def test_one_late_clock_in_a_batch_does_not_move_the_others() -> None:
    ahead, on_time = agreed(2)
    do([ahead], message(CLIENT), LATER + MINUTE)
    receipts = do([ahead, on_time], fund(), LATER)
    assert [receipt.at for receipt in receipts] == [LATER + MINUTE, LATER]


def test_the_offer_is_made_at_the_instant_it_was_asked() -> None:
    half_a_second = timedelta(microseconds=500_001)
    [order_id] = offered(at=MONDAY + half_a_second)
    assert row(order_id).created_at == row(order_id).updated_at == MONDAY + half_a_second
    do([order_id], accept_offer(), LATER)
    assert (row(order_id).created_at, row(order_id).updated_at) == (MONDAY + half_a_second, LATER)


def test_the_same_text_twice_in_one_command_is_kept_once() -> None:
    [order_id] = working()
    asked = command(order_id, deliver())
    assert isinstance(asked, m.Deliver)
    done(submit([replace(asked, names=(*asked.names, *asked.names))], LATER))
    assert [one.body for one in texts_of(order_id).values()].count("item-1.pdf") == 1
