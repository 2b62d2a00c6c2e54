"""The rows that a command leaves: people, words, books, letters, files, and the order as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pytest

from parley.core.effects import Letter, effects_for
from parley.core.order.refusals import Refusal
from parley.core.parties import Role
from parley.desk.files import KeptFile, keep_file
from parley.desk.submit import submit
from parley.desk.writing import turn_text
from parley.store.forms import LETTERS
from parley.store.outbox import effects_of
from parley.store.queries import files_of, parties_of, postings_of, receipts_of, texts_of
from tests.asks import (
    CLIENT,
    CLIENT_PERSON,
    FREELANCER,
    FREELANCER_PERSON,
    accept,
    change,
    counter,
    decline,
    join,
    message,
    request,
)
from tests.deals import MONDAY, deal, text
from tests.desk.given_orders import (
    DAY,
    MINUTE,
    agreed,
    assert_sound,
    delivered,
    delivery_of,
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
