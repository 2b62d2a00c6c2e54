"""Where all orders and all money stand, for the console: counted piece by piece, so that no page counts everything.

A piece is PIECE orders by their ids. When the last one is in, the whole is published, and stays for a minute, or for longer
where there were many pieces: counting must not become what the machine mostly does. A desk of fewer orders than PIECE is
counted in one step: its figures are those of the minute.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from parley.core.ledger.accounts import Account
from parley.core.order.state import Order, OrderStage, Stage
from parley.reads.operations_kept import keep, kept
from parley.store.errors import UnreadableRow
from parley.store.forms import STATES
from parley.store.latest import postings_among
from parley.store.plain import CodecError
from parley.store.queries import all_order_ids, order_row, order_rows
from parley.store.rows import OrderRow, PostingRow

NAME = "standing"
PIECE = 200
"""Orders looked at in one step."""
FRESH, FRESH_FOR_A_PIECE = timedelta(minutes=1), timedelta(seconds=6)
"""For how long a count stands: the first, or the second for each of its pieces, whichever is longer."""
WEEKS = 12
"""Instants of the history of money: the beginnings of the last eleven weeks, and the count's own."""
ENDED_WITHIN = timedelta(days=90)
MOST_NAMED = 20
"""Orders that are named where something is wrong with them; the others are only counted."""
IN_FLIGHT = (Account.HOLD, Account.PENDING, Account.AVAILABLE, Account.CHARGEBACK)
"""Where money is that came in and has not left for good."""
OPEN = frozenset({OrderStage.OFFERED, OrderStage.AGREED, OrderStage.ACTIVE})
WITHOUT_A_CLOCK = frozenset({Stage.LOCKED, Stage.AT_BANK})
"""Stages that need no clock of their own: one waits for the milestone before it, the other for a bank."""


@dataclass
class Tally:
    """Counts that can be added to. `sums` are minor units by currency and account; `history` is, by currency, what was held
    and what else was in flight at each of `instants`; `wrong` names orders by what is wrong with them."""

    instants: tuple[datetime, ...]
    orders: Counter[str] = field(default_factory=Counter)
    milestones: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    sums: Counter[str] = field(default_factory=Counter)
    funded: Counter[str] = field(default_factory=Counter)
    history: dict[str, list[list[int]]] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    wrongs: Counter[str] = field(default_factory=Counter)
    pieces: int = 0

    def add_order(self, row: OrderRow, order: Order) -> None:
        self.orders[order.stage.value] += 1
        if order.stage in OPEN:
            self.milestones.update(one.stage.value for one in order.milestones if not one.has_ended)
            if row.due_at is None and not _needs_no_clock(order):
                self.add_wrong("stuck", row.order_id)
        for one in order.milestones:
            if one.has_ended and one.since is not None and one.since > self.instants[-1] - ENDED_WITHIN:
                self.ends[one.cause] += 1

    def add_books(self, order_id: UUID, postings: Iterable[PostingRow]) -> None:
        flight: Counter[str] = Counter()
        whole: Counter[str] = Counter()
        for one in postings:
            account = Account(one.account)
            self.sums[f"{one.currency} {account.value}"] += one.amount_minor
            whole[one.currency] += one.amount_minor
            if account in IN_FLIGHT:
                flight[one.currency] += one.amount_minor
                self._remember(one, is_held=account is Account.HOLD)
        self.funded.update(currency for currency, left in flight.items() if left)
        if any(whole.values()):
            self.add_wrong("unbalanced", order_id)

    def add_wrong(self, what: str, order_id: UUID) -> None:
        self.wrongs[what] += 1
        named = self.wrong.setdefault(what, [])
        if len(named) < MOST_NAMED:
            named.append(str(order_id))

    def _remember(self, one: PostingRow, *, is_held: bool) -> None:
        pairs = self.history.setdefault(one.currency, [[0, 0] for _ in self.instants])
        for pair, instant in zip(pairs, self.instants, strict=True):
            if one.at <= instant:
                pair[0 if is_held else 1] += one.amount_minor


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything as it stood at `at` (UTC). Sums are in minor units by currency and account. `history` is by currency, for
    each of `instants`, what was held and what else was in flight. `stuck`, `unbalanced` and `unreadable` name some orders;
    `wrongs` counts them all."""

    at: datetime
    orders: Mapping[OrderStage, int]
    milestones: Mapping[Stage, int]
    ends: Mapping[str, int]
    sums: Mapping[tuple[str, Account], int]
    funded: Mapping[str, int]
    instants: tuple[datetime, ...]
    history: Mapping[str, tuple[tuple[int, int], ...]]
    wrong: Mapping[str, tuple[UUID, ...]]
    wrongs: Mapping[str, int]

    @property
    def currencies(self) -> tuple[str, ...]:
        """Those with the most orders in front."""
        found = {currency for currency, _account in self.sums}
        return tuple(sorted(found, key=lambda one: (-self.funded.get(one, 0), one)))

    def in_flight(self, currency: str) -> int:
        """In minor units."""
        return sum(self.sums.get((currency, account), 0) for account in IN_FLIGHT)

    def trial_sum(self, currency: str) -> int:
        """All accounts together, in minor units: 0, or the books do not balance."""
        return sum(amount for (of, _account), amount in self.sums.items() if of == currency)


def standing() -> Standing | None:
    """What is published; None before the first count is complete. One row is read."""
    published = kept(NAME)[0].get("published")
    return _standing(published) if published is not None else None


def count_standing(at: datetime) -> bool:
    """One step of the count. True when what is published is still fresh at `at` (UTC)."""
    body, turn = kept(NAME)
    published = body.get("published")
    if published is not None and "going" not in body:
        age = at - datetime.fromisoformat(published["instants"][-1])
        if timedelta(0) <= age < max(FRESH, FRESH_FOR_A_PIECE * published.get("pieces", 1)):
            return True
    going = body.get("going") or {"after": "", "tally": _plain(Tally(_instants(at)))}
    tally = _tally(going["tally"])
    ids = all_order_ids(UUID(going["after"]) if going["after"] else None, PIECE)
    _count(ids, tally)
    tally.pieces += 1
    kept_on = {"published": published} if published is not None else {}
    if len(ids) == PIECE:
        keep(NAME, {**kept_on, "going": {"after": str(ids[-1]), "tally": _plain(tally)}}, turn)
        return False
    keep(NAME, {"published": _plain(tally)}, turn)
    return at - tally.instants[-1] < max(FRESH, FRESH_FOR_A_PIECE * tally.pieces)


def _count(ids: list[UUID], tally: Tally) -> None:
    for row in _rows(ids, tally):
        try:
            order = STATES.from_text(row.state)
        except CodecError:
            tally.add_wrong("unreadable", row.order_id)
            continue
        tally.add_order(row, order)
    books: dict[UUID, list[PostingRow]] = {}
    for one in postings_among(ids[0], ids[-1]) if ids else ():
        books.setdefault(one.order_id, []).append(one)
    for order_id, postings in books.items():
        tally.add_books(order_id, postings)


def _rows(ids: list[UUID], tally: Tally) -> list[OrderRow]:
    try:
        return list(order_rows(ids).values())
    except UnreadableRow:
        return [row for order_id in ids if (row := _readable(order_id, tally)) is not None]


def _readable(order_id: UUID, tally: Tally) -> OrderRow | None:
    try:
        return order_row(order_id)
    except UnreadableRow:
        tally.add_wrong("unreadable", order_id)
        return None


def _needs_no_clock(order: Order) -> bool:
    left = [one for one in order.milestones if not one.has_ended]
    return (
        bool(left)
        and all(one.stage in WITHOUT_A_CLOCK for one in left)
        and any(one.stage is Stage.AT_BANK for one in left)
    )


def _instants(at: datetime) -> tuple[datetime, ...]:
    today = at.astimezone(UTC).date()
    monday = datetime.combine(today - timedelta(days=today.weekday()), time(), UTC)
    return (*(monday - timedelta(weeks=back) for back in range(WEEKS - 2, -1, -1)), at)


# --- how a count is kept


def _plain(tally: Tally) -> dict[str, Any]:
    return {
        "instants": [one.isoformat() for one in tally.instants],
        "pieces": tally.pieces,
        "orders": tally.orders,
        "milestones": tally.milestones,
        "ends": tally.ends,
        "sums": tally.sums,
        "funded": tally.funded,
        "history": tally.history,
        "wrong": tally.wrong,
        "wrongs": tally.wrongs,
    }


def _tally(plain: Mapping[str, Any]) -> Tally:
    return Tally(
        instants=tuple(map(datetime.fromisoformat, plain["instants"])),
        pieces=plain.get("pieces", 0),
        history=plain["history"],
        wrong=plain["wrong"],
        **{name: Counter(plain[name]) for name in ("orders", "milestones", "ends", "sums", "funded", "wrongs")},
    )


def _standing(plain: Mapping[str, Any]) -> Standing:
    instants = tuple(map(datetime.fromisoformat, plain["instants"]))
    return Standing(
        at=instants[-1],
        orders={stage: plain["orders"].get(stage.value, 0) for stage in OrderStage},
        milestones={stage: plain["milestones"].get(stage.value, 0) for stage in Stage},
        ends=plain["ends"],
        sums={(key[:3], Account(key[4:])): amount for key, amount in plain["sums"].items()},
        funded=plain["funded"],
        instants=instants,
        history={currency: tuple((a, b) for a, b in pairs) for currency, pairs in plain["history"].items()},
        wrong={what: tuple(map(UUID, named)) for what, named in plain["wrong"].items()},
        wrongs=plain["wrongs"],
    )
