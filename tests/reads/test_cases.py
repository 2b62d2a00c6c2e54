"""The queue of the desk, read from what the desk itself has written."""

from __future__ import annotations

from uuid import UUID

from parley.core.order.refusals import Code
from parley.core.parties import Role
from parley.reads.cases import Task, queue
from tests.asks import FREELANCER, statement
from tests.asks_of_cases import chargeback, escalate, open_case, outreach, seal
from tests.deals import MONDAY, deal, eur
from tests.worker.market import delivered, do, marc, working

SOMEBODY = "somebody"


def tasks(found: tuple[Task, ...]) -> list[tuple[UUID, int, Role]]:
    return [(task.order.id, task.milestone.number, task.role) for task in found]


def test_each_milestone_that_waits_is_a_task_of_its_own(db: None) -> None:
    [one] = delivered(the=deal(escalate_hours=0))
    for ask in (open_case(), statement(FREELANCER), escalate(), seal(eur(90_00), FREELANCER), escalate(FREELANCER)):
        do([one], ask, MONDAY)
    assert tasks(queue(SOMEBODY).tasks) == [(one, 1, Role.MEDIATOR)]
    do([one], outreach(), MONDAY)
    assert tasks(queue(SOMEBODY).tasks) == [(one, 1, Role.MEDIATOR)]
    assert queue(SOMEBODY).tasks[0].title == "A title"


def test_the_bank_and_a_mediator_are_asked_for_apart(db: None) -> None:
    [support, bank, _] = working(3)
    do([support], outreach(), MONDAY)
    do([bank], chargeback(), MONDAY)
    assert tasks(queue(SOMEBODY, (Role.MEDIATOR,)).tasks) == [(support, 1, Role.MEDIATOR)]
    assert tasks(queue(SOMEBODY, (Role.BANK,)).tasks) == [(bank, 1, Role.BANK)]
    assert {order_id for order_id, _, _ in tasks(queue(SOMEBODY).tasks)} == {support, bank}


def test_a_party_finds_their_own_orders_barred(db: None) -> None:
    do(working(), outreach(), MONDAY)
    [task] = queue(str(marc().id)).tasks
    assert task.barred is Code.MEDIATOR_IS_PARTY
    assert queue(SOMEBODY).tasks[0].barred is None


def test_pages_go_on_until_there_are_no_more(db: None) -> None:
    ids = working(5)
    do(ids, outreach(), MONDAY)
    found, key = [], None
    for _ in range(3):
        page = queue(SOMEBODY, after=key, most=2)
        found += [task.order.id for task in page.tasks]
        key = page.next_key
    assert (found, key) == (ids, None)
