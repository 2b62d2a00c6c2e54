"""A desk that drops the newest event together with its row, and signs what is left, is found by one thing only: a head that it
sent out before."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest

from parley.casefile.archive import packed
from parley.casefile.findings import Check
from parley.casefile.record import record_of
from parley.casefile.signing import public_key
from parley.casefile.verify import verify_file
from parley.core.order.messages import SendMessage
from parley.core.parties import Role
from parley.desk.intake import new_id, text
from parley.desk.receipts import Receipt
from parley.desk.submit import submit
from parley.reads.audit import audit
from parley.store.tables import ORDERS, PARTIES
from tests.casefile.bases import Base, played
from tests.casefile.test_edits import without_parley
from tests.reads.tampering import _write, execute, keys, value

pytestmark = pytest.mark.django_db(transaction=True)


def as_stored(order_id: UUID) -> dict[tuple[str, str], str | None]:
    """The order's row and those of its lists, by column."""
    tables = (ORDERS, PARTIES)
    rows = [(table, key, column) for table in tables for key in keys(table, order_id) for column in table.names]
    return {(f"{table.name} {key}", column): value(table, key, column) for table, key, column in rows}


def put_back(order_id: UUID, before: dict[tuple[str, str], str | None]) -> None:
    for table in (ORDERS, PARTIES):
        for key in keys(table, order_id):
            for column in set(table.names) - set(table.key):
                _write(table, key, column, before[f"{table.name} {key}", column])


def drop_the_newest_event(order_id: UUID, seq: int, command_id: UUID, commitment: str) -> None:
    execute("DELETE FROM journal WHERE order_id = %s AND seq = %s", [order_id, seq])
    execute("DELETE FROM receipts WHERE order_id = %s AND command_id = %s", [order_id, command_id])
    execute("DELETE FROM texts WHERE order_id = %s AND commitment = %s", [order_id, commitment])


def test_a_dropped_newest_event_shows_only_against_a_head_that_was_sent_out(tmp_path: Path) -> None:
    outcome = played("demo-working.toml")
    order_id, shorter = outcome.order.id, as_stored(outcome.order.id)
    words = text("I never agreed to that.", "en")
    message = SendMessage(order_id=order_id, id=new_id(), by=Role.CLIENT, text=words)
    (receipt,) = submit([message], outcome.at + timedelta(minutes=1))
    assert isinstance(receipt, Receipt)

    drop_the_newest_event(order_id, receipt.seq, message.id, words.commitment)
    put_back(order_id, shorter)

    record = record_of(order_id)
    assert record is not None
    assert audit().found == [], "nothing that is stored contradicts anything"
    data, key = packed(record, {}), public_key()
    assert verify_file(BytesIO(data), key).found == (), "and the archive is signed, whole and sound"
    (alone,) = without_parley(tmp_path, Base("", data, record, key), [data], "--key", key)
    assert alone["sound"]

    findings = verify_file(BytesIO(data), key, receipt.head)
    assert [finding.check for finding in findings.found] == [Check.HEAD]
    assert receipt.head in findings.found[0].says
    (alone,) = without_parley(tmp_path, Base("", data, record, key), [data], "--key", key, "--head", receipt.head)
    assert [finding["check"] for finding in alone["found"]] == ["head"]  # type: ignore[attr-defined]


def test_a_head_of_an_earlier_letter_is_found_where_it_stands(bases: list[Base]) -> None:
    """Whoever kept any letter can show that everything up to it is still there."""
    base = bases[0]
    for row in base.record.rows:
        findings = verify_file(BytesIO(base.data), base.key, row.hash.upper())
        assert (findings.found, findings.head_seq) == ((), row.seq)
