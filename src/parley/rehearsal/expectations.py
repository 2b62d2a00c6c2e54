"""What must be true after a step, read from its `expect`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar, get_args

from parley.core.ledger.accounts import Account
from parley.core.money import Money
from parley.core.order.messages import AnyEvent
from parley.core.order.refusals import Code
from parley.core.order.state import OrderStage, Stage
from parley.core.scope_check import Verdict as Scope
from parley.core.statistics import Verdict
from parley.rehearsal.actors import DESK, PARTY
from parley.rehearsal.story import Expect, PlannedOrder
from parley.rehearsal.table import BadStory, Table, as_flag, as_text, as_whole, chosen_from, one_of, tuple_of
from parley.rehearsal.units import read_money
from parley.rehearsal.when import read_when

T = TypeVar("T")

EVENTS = tuple(kind.__name__ for kind in get_args(AnyEvent))


def read_expect(table: Table, order: PlannedOrder) -> Expect:
    is_settled = table.has("due") and table.value("due") == "none"
    money = read_money(order.currency)
    expect = Expect(
        order=table.read("order", one_of(OrderStage)) if table.has("order") else None,
        stages=_by_milestone(table, "stage", one_of(Stage)),
        turn=frozenset(table.read("turn", tuple_of(chosen_from({**PARTY, **DESK})))) if table.has("turn") else None,
        due=table.read("due", read_when) if table.has("due") and not is_settled else None,
        is_settled=is_settled,
        balances=_balances(table.table("balances"), money) if table.has("balances") else {},
        happened=_happened(table.table("happened")) if table.has("happened") else {},
        refusal=table.read("refusal", one_of(Code)) if table.has("refusal") else None,
        work_due=_by_milestone(table, "work_due", read_when),
        on_time=_by_milestone(table, "on_time", as_flag),
        scope=_by_milestone(table, "scope", tuple_of(one_of(Scope))),
        effort=_by_milestone(table, "effort", tuple_of(as_whole)),
        flagged=_by_milestone(table, "flagged", tuple_of(as_whole)),
        worth=_by_milestone(table, "worth", money),
        cause=_by_milestone(table, "cause", as_text),
        counts=table.read("counts", one_of(Verdict)) if table.has("counts") else None,
    )
    table.end()
    return expect


def by_number(table: Table, how: Callable[[object], T]) -> dict[int, T]:
    """A table whose keys are the numbers of milestones or items."""
    for key in table.names():
        if not key.isdecimal():
            raise BadStory(table.place, f"{key!r} is no number")
    return {int(key): table.read(key, how) for key in table.names()}


def _by_milestone(table: Table, key: str, how: Callable[[object], T]) -> Mapping[int, T]:
    return by_number(table.table(key), how) if table.has(key) else {}


def _balances(table: Table, money: Callable[[object], Money]) -> dict[tuple[Account, int], Money]:
    found: dict[tuple[Account, int], Money] = {}
    for key in table.names():
        account, _, number = key.partition(".")
        if account not in {one.value for one in Account} or not number.isdecimal():
            raise BadStory(table.place, f'{key!r} is no account of a milestone, such as "hold.1"')
        found[Account(account), int(number)] = table.read(key, _signed(money))
    return found


def _signed(money: Callable[[object], Money]) -> Callable[[object], Money]:
    """What came from outside stands below zero on its account."""

    def read(found: object) -> Money:
        if isinstance(found, str) and found.startswith("-"):
            return -money(found[1:])
        return money(found)

    return read


def _happened(table: Table) -> dict[str, int]:
    unknown = sorted(set(table.names()) - set(EVENTS))
    if unknown:
        raise BadStory(table.place, f"no event is called {', '.join(unknown)}")
    return {key: table.whole(key) for key in table.names()}
