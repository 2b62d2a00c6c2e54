"""Commands that arrive together share a commit, and nobody hears somebody else's answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import pytest

from parley.core.order.messages import AnyCommand, SendMessage
from parley.desk.files import KeptFile
from parley.desk.gather import MOST_TOGETHER, PENS, Line
from parley.desk.receipts import Receipt
from parley.desk.submit import Answer, submit
from tests.asks import CLIENT, new_id
from tests.deals import MONDAY, text
from tests.desk.at_once import PATIENCE_S, at_once, without_errors
from tests.desk.given_orders import MINUTE, agreed, assert_sound, kinds

LATER = MONDAY + MINUTE


def says(order_id: UUID, words: str = "Hello") -> SendMessage:
    return SendMessage(order_id=order_id, id=new_id(), by=CLIENT, text=text(words))


class Scribe:
    """Stands in for the desk: notes what is written together, and what is being written at the same time."""

    def __init__(self) -> None:
        self.batches: list[list[UUID]] = []
        self.most_at_once = 0
        self.clashes: list[UUID] = []
        self.may_write = threading.Event()
        self.may_write.set()
        self.begun = threading.Semaphore(0)
        self._lock = threading.Lock()
        self._in_flight: list[UUID] = []
        self._writing = 0

    def write(self, commands: Sequence[AnyCommand], at: datetime, _kept: Sequence[KeptFile]) -> list[Answer]:
        orders = [command.order_id for command in commands]
        with self._lock:
            self.batches.append(orders)
            self.clashes += [order_id for order_id in orders if order_id in self._in_flight]
            self._in_flight += orders
            self._writing += 1
            self.most_at_once = max(self.most_at_once, self._writing)
        self.begun.release()
        assert self.may_write.wait(PATIENCE_S)
        self.refuse_poison(commands)
        with self._lock:
            self._in_flight = [order_id for order_id in self._in_flight if order_id not in orders]
            self._writing -= 1
        return [Receipt(command.order_id, command.id, 1, "head", at) for command in commands]

    def refuse_poison(self, commands: Sequence[AnyCommand]) -> None:
        """Nothing here is poisoned."""

    def line(self) -> Line:
        return Line(lambda: LATER, self.write)


def in_line(line: Line, many: int) -> None:
    """Wait until so many stand in line."""
    end = time.monotonic() + PATIENCE_S
    while len(line._waiting) != many:
        assert time.monotonic() < end, f"{len(line._waiting)} stand in line, not {many}"
        time.sleep(0.001)


def asking(line: Line, command: AnyCommand, answers: list[Answer]) -> threading.Thread:
    thread = threading.Thread(target=lambda: answers.append(line.ask(command)), daemon=True)
    thread.start()
    return thread


def orders(count: int, first: int = 1) -> list[UUID]:
    return [UUID(int=number) for number in range(first, first + count)]


def test_alone_nobody_waits() -> None:
    scribe = Scribe()
    asked = says(UUID(int=1))
    assert scribe.line().ask(asked) == Receipt(asked.order_id, asked.id, 1, "head", LATER)
    assert scribe.batches == [[asked.order_id]]


def test_two_commands_of_one_order_are_never_written_together() -> None:
    scribe = Scribe()
    line = scribe.line()
    few = orders(5)
    asks = [says(few[number % 5]) for number in range(100)]
    answers = without_errors(at_once([lambda asked=asked: line.ask(asked) for asked in asks]))  # type: ignore[misc]
    assert [(one.order_id, one.command_id) for one in answers] == [(one.order_id, one.id) for one in asks]
    assert scribe.clashes == []
    assert all(len(set(batch)) == len(batch) for batch in scribe.batches)
    assert sum(map(len, scribe.batches)) == 100


def test_whoever_comes_while_the_pens_are_busy_is_written_together() -> None:
    scribe = Scribe()
    scribe.may_write.clear()
    line = scribe.line()
    answers: list[Answer] = []
    threads = []
    for order_id in orders(PENS):
        threads.append(asking(line, says(order_id), answers))
        assert scribe.begun.acquire(timeout=PATIENCE_S)
    threads += [asking(line, says(order_id), answers) for order_id in orders(100, first=10)]
    in_line(line, 100)
    scribe.may_write.set()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert len(answers) == PENS + 100
    assert [len(batch) for batch in scribe.batches[:PENS]] == [1] * PENS
    assert sorted(len(batch) for batch in scribe.batches[PENS:]) == [100 - MOST_TOGETHER, MOST_TOGETHER]
    assert scribe.most_at_once == PENS


def test_commands_of_one_order_keep_the_order_in_which_they_came() -> None:
    scribe = Scribe()
    scribe.may_write.clear()
    line = scribe.line()
    answers: list[Answer] = []
    one = UUID(int=1)
    asks = [says(one, f"line {number}") for number in range(6)]
    threads = [asking(line, asks[0], answers)]
    assert scribe.begun.acquire(timeout=PATIENCE_S)
    for place, asked in enumerate(asks[1:], start=1):
        threads.append(asking(line, asked, answers))
        in_line(line, place)
    scribe.may_write.set()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert scribe.batches == [[one]] * 6
    assert {answer.command_id for answer in answers if isinstance(answer, Receipt)} == {asked.id for asked in asks}


def test_an_order_that_is_being_written_does_not_hold_up_the_others() -> None:
    scribe = Scribe()
    scribe.may_write.clear()
    line = scribe.line()
    answers: list[Answer] = []
    busy, other = orders(2)
    threads = [asking(line, says(busy), answers)]
    assert scribe.begun.acquire(timeout=PATIENCE_S)
    threads.append(asking(line, says(busy), answers))
    in_line(line, 1)
    threads.append(asking(line, says(other), answers))
    assert scribe.begun.acquire(timeout=PATIENCE_S)
    assert scribe.batches == [[busy], [other]]
    scribe.may_write.set()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert len(answers) == 3


class Poisoned(RuntimeError):
    """This one cannot be written."""


class PoisonedScribe(Scribe):
    def __init__(self, poison: UUID) -> None:
        super().__init__()
        self.poison = poison

    def refuse_poison(self, commands: Sequence[AnyCommand]) -> None:
        if self.poison in [command.order_id for command in commands]:
            raise Poisoned(str(self.poison))


def test_an_error_reaches_whoever_asked_for_it_and_nobody_else() -> None:
    many = orders(20)
    scribe = PoisonedScribe(many[7])
    line = scribe.line()
    outcomes = at_once([lambda order_id=order_id: line.ask(says(order_id)) for order_id in many])  # type: ignore[misc]
    assert [isinstance(one, Receipt) for one in outcomes] == [order_id != many[7] for order_id in many]
    assert isinstance(outcomes[7], Poisoned)


def test_a_pen_that_broke_is_put_back() -> None:
    scribe = PoisonedScribe(UUID(int=1))
    line = scribe.line()
    for _ in range(PENS + 1):
        with pytest.raises(Poisoned):
            line.ask(says(UUID(int=1)))
    assert isinstance(line.ask(says(UUID(int=2))), Receipt)


@pytest.mark.django_db(transaction=True)
def test_many_threads_write_on_few_orders_and_nothing_is_lost() -> None:
    """The real desk: what each was told stands in the journal, and the chains are whole."""
    few = agreed(3)
    batches: list[int] = []

    def counted(commands: Sequence[AnyCommand], at: datetime, kept: Sequence[KeptFile]) -> list[Answer]:
        batches.append(len(commands))
        return submit(commands, at, kept)

    line = Line(lambda: LATER, counted)

    def talk(number: int) -> list[Answer]:
        return [line.ask(says(few[(number + turn) % 3], f"{number} {turn}")) for turn in range(6)]

    told = without_errors(at_once([lambda number=number: talk(number) for number in range(8)]))  # type: ignore[misc]
    receipts = [one for answers in told for one in answers if isinstance(one, Receipt)]
    assert len(receipts) == len({(one.order_id, one.seq) for one in receipts}) == 48
    assert [kinds(order_id).count("MessageSent") for order_id in few] == [16] * 3
    assert sum(batches) == 48
    assert max(batches) > 1
    assert_sound(few)
