"""Audit: one changed byte anywhere in an order's rows or files is found, and named by its order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parley.core.order.messages import Accept, OpenFiles, SendMessage
from parley.core.order.refusals import Refusal
from parley.core.parties import Role
from parley.desk.intake import new_id, text
from parley.desk.receipts import Receipt
from parley.desk.submit import submit
from parley.reads import operations
from parley.reads.audit import audit
from parley.reads.audit_of_order import look_at
from parley.rehearsal.demo_people import STORIES
from parley.rehearsal.play import Played, play
from parley.rehearsal.reading import read_story
from parley.store.blobs import blobs
from parley.store.erasure import erase_file, erase_texts
from parley.store.pulse import beat
from parley.store.queries import files_of, order_row
from parley.store.rows import HeartbeatRow
from parley.store.tables import FILES, JOURNAL, ORDERS, PARTIES, POSTINGS, RECEIPTS, TEXTS, Table
from parley.worker.clock import Clock
from tests.reads.tampering import changed, execute, keys, remove

pytestmark = pytest.mark.django_db(transaction=True)

PLAYED_AT = datetime(2026, 6, 17, 15, 30, tzinfo=UTC)
"""A Wednesday."""

BLIND = {
    ("texts", "language"): "a label that nothing else repeats",
    ("receipts", "salt"): "made by chance, and what was hashed with it is not kept",
    ("receipts", "body_hash"): "what was hashed is not kept",
}
"""Columns in which one hexadecimal digit or letter may stand for another and nobody could tell."""

FOUND_BY: dict[Table[Any], set[str]] = {
    ORDERS: {"state", "chain"},
    PARTIES: {"parties"},
    JOURNAL: {"chain"},
    POSTINGS: {"books"},
    TEXTS: {"texts"},
    FILES: {"files"},
    RECEIPTS: {"receipts"},
}
"""The proof that finds it. A value that cannot be read any more is found by `row`, whatever its table."""


@pytest.fixture
def played() -> Played:
    """Two milestones, one paid and one in work: texts, files, postings, and deadlines that are still armed."""
    return _played("demo-working.toml")


def _played(name: str) -> Played:
    outcome = play(read_story((STORIES / name).read_text("utf-8")), PLAYED_AT, until=PLAYED_AT)
    assert outcome.failure is None
    return outcome


def test_what_was_written_by_the_desk_is_sound(played: Played) -> None:
    other = _played("demo-case-talk.toml")
    result = audit()
    assert result.found == []
    assert (result.orders, result.events) == (2, played.order.seq + other.order.seq)
    assert result.entries > 0


def test_answers_without_events_and_refusals_after_a_clock_are_sound(played: Played) -> None:
    """Files opened twice say nothing new and are answered; an act that comes too late finds what the clock has done."""
    twice = _played("demo-in-review.toml").order.id
    opening = OpenFiles(order_id=twice, id=new_id(), by=Role.CLIENT, milestone=1)
    assert isinstance(submit([opening], PLAYED_AT + timedelta(minutes=1))[0], Receipt)
    assert isinstance(submit([opening], PLAYED_AT + timedelta(minutes=2))[0], Receipt)
    late = _played("demo-marked-complete.toml").order.id
    accepting = Accept(order_id=late, id=new_id(), by=Role.CLIENT, milestone=1)
    assert isinstance(submit([accepting], PLAYED_AT + timedelta(days=20))[0], Refusal)
    assert audit().found == []


@pytest.mark.parametrize("table", FOUND_BY, ids=lambda table: table.name)
def test_one_changed_byte_is_found(played: Played, table: Table[Any]) -> None:
    order_id = played.order.id
    missed = []
    for key in keys(table, order_id):
        for column in table.names:
            if (table.name, column) in BLIND:
                continue
            with changed(table, key, column) as what:
                checks = {
                    problem.check for problem in audit().found if order_id in (problem.order_id, *_named(problem.says))
                }
                if not checks & (FOUND_BY[table] | {"row"}):
                    missed.append(f"{table.name}.{column}: {what} found by {checks or 'nothing'}")
    assert missed == []
    assert audit().found == []


@pytest.mark.parametrize(("table", "column"), BLIND)
def test_what_audit_cannot_see_is_known(played: Played, table: str, column: str) -> None:
    """When one of these becomes visible, its line in BLIND goes."""
    shape = {one.name: one for one in FOUND_BY}[table]
    with changed(shape, keys(shape, played.order.id)[0], column):
        assert audit().found == []


def test_a_salt_that_is_none_is_seen(played: Played) -> None:
    key = keys(RECEIPTS, played.order.id)[0]
    with changed(RECEIPTS, key, "salt", lambda salt: salt[:-1] + "x"):
        assert {problem.check for problem in audit().found} == {"receipts"}


@pytest.mark.parametrize("table", [JOURNAL, POSTINGS, PARTIES, TEXTS, FILES, RECEIPTS], ids=lambda table: table.name)
def test_a_row_that_is_gone_is_missed(played: Played, table: Table[Any]) -> None:
    key = keys(table, played.order.id)[-1]
    remove(table, key)
    assert {problem.order_id for problem in audit().found} == {played.order.id}


def test_money_that_appears_from_nowhere_is_seen(played: Played) -> None:
    execute(
        "INSERT INTO postings (order_id, seq, line, account, milestone, currency, amount_minor, at)"
        " SELECT order_id, seq, line + 10, account, milestone, currency, amount_minor, at FROM postings"
        " WHERE order_id = %s",
        [played.order.id],
    )
    assert "books" in {problem.check for problem in audit().found}


@pytest.mark.parametrize("change", [lambda content: content[:-1] + bytes([content[-1] ^ 1]), lambda _: None])
def test_a_file_that_changed_or_vanished_on_disk_is_seen(
    played: Played, change: Callable[[bytes], bytes | None]
) -> None:
    path = _path(played)
    content = change(path.read_bytes())
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    assert {(problem.order_id, problem.check) for problem in audit().found} == {(played.order.id, "files")}


def test_what_was_erased_on_purpose_is_fine(played: Played) -> None:
    file = files_of(played.order.id)[0]
    stored_as = erase_file(played.order.id, file.sha256, PLAYED_AT)
    assert stored_as is not None
    blobs().erase(stored_as)
    assert erase_texts(played.order.id, list(played.words), PLAYED_AT) == len(played.words)
    assert audit().found == []


def test_a_file_erased_on_disk_before_a_backup_came_back_is_fine(played: Played) -> None:
    file = files_of(played.order.id)[0]
    assert file.stored_as is not None
    blobs().erase(file.stored_as)
    assert audit().found == []


def test_events_that_make_no_sense_are_named_and_the_others_are_looked_at(played: Played) -> None:
    """A new chain over senseless bodies is as whole as any other; the replay is not."""
    other = _played("demo-in-review.toml")
    execute("UPDATE journal SET body = %s WHERE order_id = %s AND seq = 3", ['{"data":7}', played.order.id])
    result = audit()
    assert {problem.order_id for problem in result.found} == {played.order.id}
    assert {"chain", "replay"} <= {problem.check for problem in result.found}
    assert result.orders == 2
    assert look_at(other.order.id).findings == ()


def test_a_deadline_that_waited_for_a_living_clock_is_a_fault(played: Played) -> None:
    row = order_row(played.order.id)
    assert row is not None
    assert row.due_at is not None
    beat(HeartbeatRow(operations.CLOCK, row.due_at - timedelta(seconds=1), 0))
    assert audit().lag_s == 0
    beat(HeartbeatRow(operations.CLOCK, row.due_at + timedelta(seconds=90), 90))
    result = audit()
    assert (result.lag_s, [problem.check for problem in result.found]) == (90, ["overdue"])


def test_the_clock_of_the_worker_is_the_one_that_is_watched() -> None:
    assert Clock.name == operations.CLOCK


def test_an_order_that_moves_while_it_is_read_is_no_fault(played: Played, monkeypatch: pytest.MonkeyPatch) -> None:
    """The chain is read, then a message comes in, then the rest is read."""
    moved = iter([True])
    read = files_of

    def files_and_a_message(order_id: UUID) -> Any:
        if next(moved, False):
            message = SendMessage(order_id=order_id, id=new_id(), by=Role.CLIENT, text=text("One more thing.", "en"))
            submit([message], PLAYED_AT + timedelta(minutes=1))
        return read(order_id)

    monkeypatch.setattr("parley.reads.audit_of_order.files_of", files_and_a_message)
    assert look_at(played.order.id).findings == ()
    assert next(moved, None) is None


def test_audit_only_reads(played: Played) -> None:
    with CaptureQueriesContext(connection) as asked:
        audit()
    said = {query["sql"].split()[0] for query in asked.captured_queries}
    assert said == {"SELECT"}


def _named(says: str) -> list[UUID]:
    """Ids that a sentence names, for an order that lost its own."""
    return [UUID(word) for word in says.replace(",", " ").split() if word.count("-") == 4 and len(word) == 36]


def _path(played: Played) -> Path:
    stored_as = files_of(played.order.id)[0].stored_as
    assert stored_as is not None
    return Path(settings.INSTALLATION.data) / "order-files" / stored_as
