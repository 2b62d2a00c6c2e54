"""Who may read what somebody wrote: pauses, calls for support, sealed offers and reviews are not for everybody in an order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from parley.core.order.messages import AnyEvent, BidSealed, OutreachAsked, OutreachSent, Paused, Rated, StatementMade
from parley.core.order.state import OrderStage, Stage
from parley.core.parties import PARTIES, Role
from parley.core.texts import Commitment
from parley.desk.sweep import sweep
from parley.reads.hidden import hidden_words
from parley.reads.order_page import OrderPage, order_page
from tests.asks import CLIENT, FREELANCER, accept, message, statement
from tests.asks_aside import pause
from tests.asks_of_cases import escalate, open_case, outreach, rate, seal, write_for_support
from tests.deals import MONDAY, deal, eur
from tests.worker.market import delivered, do, order

pytestmark = pytest.mark.django_db(transaction=True)

MEDIATOR, OPERATOR, BANK = Role.MEDIATOR, Role.OPERATOR, Role.BANK
READERS = (CLIENT, FREELANCER, MEDIATOR, OPERATOR)
PAUSED = "A broken wrist and a long night"
BID = 40_00


def paused(by: Role) -> UUID:
    [one] = delivered()
    do([one], pause(by, words=PAUSED), MONDAY)
    return one


def called_for_support(by: Role) -> UUID:
    [one] = delivered()
    do([one], outreach(by), MONDAY)
    return one


def sealed(by: Role) -> UUID:
    [one] = delivered(the=deal(escalate_hours=0))
    for ask in (open_case(), statement(FREELANCER), escalate(), seal(eur(BID), by)):
        do([one], ask, MONDAY)
    assert order(one).milestones[0].stage is Stage.CASE_SEALED
    return one


def reviewed(by: Role) -> UUID:
    [one] = delivered()
    do([one], accept(), MONDAY)
    assert order(one).stage is OrderStage.CLOSED
    do([one], rate(by, words="Slow to answer"), MONDAY)
    return one


def page(one: UUID) -> OrderPage:
    found = order_page(one)
    assert found is not None
    return found


def the(one: UUID, kind: type[AnyEvent], by: Role) -> Commitment:
    """What this side's event of this kind commits to."""
    [event] = [record.event for record in page(one).records if isinstance(record.event, kind) and record.event.by is by]
    match event:
        case BidSealed():
            return event.bid
        case StatementMade():
            return event.statement
        case Paused() | OutreachAsked() | OutreachSent() | Rated():
            return event.words
        case _:
            raise AssertionError(event)


def readers(one: UUID, words: Commitment) -> set[Role]:
    """Everybody whose page has these words."""
    return {role for role in READERS if page(one).seen_by(role).wording.said(words).words is not None}


@pytest.mark.parametrize("by", [CLIENT, FREELANCER])
@pytest.mark.parametrize(
    ("brought", "kind", "also"),
    [
        (paused, Paused, {MEDIATOR, OPERATOR}),
        (called_for_support, OutreachAsked, {MEDIATOR, OPERATOR}),
        (reviewed, Rated, set()),
    ],
)
def test_private_words_are_for_their_writer_and_for_whom_they_are_meant(
    brought: Callable[[Role], UUID], kind: type[AnyEvent], also: set[Role], by: Role
) -> None:
    one = brought(by)
    assert readers(one, the(one, kind, by)) == {by, *also}


@pytest.mark.parametrize("by", [CLIENT, FREELANCER])
def test_a_sealed_offer_is_for_nobody_and_not_for_its_writer_either(by: Role) -> None:
    one = sealed(by)
    words = the(one, BidSealed, by)
    assert page(one).wording.words(words) == str(BID)
    assert readers(one, words) == set()


def test_a_review_is_for_all_once_both_are_there() -> None:
    one = reviewed(CLIENT)
    first = the(one, Rated, CLIENT)
    assert readers(one, first) == {CLIENT}
    do([one], rate(FREELANCER), MONDAY)
    assert readers(one, first) == readers(one, the(one, Rated, FREELANCER)) == set(READERS)


def test_a_review_alone_is_for_all_when_the_time_to_write_one_is_over() -> None:
    one = reviewed(FREELANCER)
    words = the(one, Rated, FREELANCER)
    over = MONDAY + timedelta(days=14)
    sweep(over - timedelta(minutes=1))
    assert readers(one, words) == {FREELANCER}
    sweep(over)
    assert readers(one, words) == set(READERS)


def test_what_the_desk_writes_for_one_side_is_for_both() -> None:
    one = called_for_support(FREELANCER)
    do([one], write_for_support(), MONDAY + timedelta(days=1))
    assert readers(one, the(one, OutreachSent, MEDIATOR)) == set(READERS)


def test_what_is_said_in_a_case_is_for_everybody_in_it() -> None:
    one = sealed(CLIENT)
    assert readers(one, the(one, StatementMade, FREELANCER)) == set(READERS)


@pytest.mark.parametrize("brought", [sealed, reviewed])
def test_what_is_sealed_stays_so_on_a_page_that_does_not_show_how_it_came(brought: Callable[[Role], UUID]) -> None:
    """The order itself knows it: its words are left out although no event of the page speaks of them."""
    one = brought(CLIENT)
    words = the(one, BidSealed if brought is sealed else Rated, CLIENT)
    do([one], message(CLIENT), MONDAY)
    late = order_page(one, shown=1)
    assert late is not None
    assert [type(record.event).__name__ for record in late.records] == ["MessageSent"]
    for role in (FREELANCER, MEDIATOR, OPERATOR):
        assert late.seen_by(role).wording.said(words).words is None


def test_nothing_else_is_hidden_from_anybody() -> None:
    [one] = delivered()
    do([one], message(CLIENT, "Hello"), MONDAY)
    seen = page(one)
    events = [record.event for record in seen.records]
    assert all(hidden_words(seen.order, events, role) == frozenset() for role in Role)
    assert len(seen.wording.rows) > len(PARTIES)
