"""What goes by itself: files that nobody named, sessions that are over, and words whose time is over."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from parley.config.installation import BadSettings, read_installation
from parley.desk.files import is_still_kept, keep_file
from parley.desk.sweep import sweep
from parley.people.holds import forget_reasons, place
from parley.people.leaving import sweep_rests
from parley.people.models import CacheEntry
from parley.people.register import register
from parley.privacy.retention import empty_old_orders, sweep_orphans
from parley.reads.audit import audit
from parley.store.blobs import blobs
from parley.store.queries import files_of, texts_of
from parley.worker.keeper import Keeper
from tests.asks import accept
from tests.deals import MONDAY, deal
from tests.web.people import in_stage, visitor
from tests.worker.market import Time, ana, delivered, do, marc, offered

pytestmark = [pytest.mark.both_engines, pytest.mark.django_db(transaction=True)]

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _empty_disk() -> None:
    for key in list(blobs().keys()):
        blobs().drop(key)
    blobs().note_looked(0)


def uploaded(content: bytes, age: timedelta = 2 * DAY) -> str:
    """A file that came with a form, so long ago; its key."""
    row = keep_file(UUID(int=99), io.BytesIO(content), "notes.txt", 1).row
    assert row.stored_as is not None
    at = (datetime.now(UTC) - age).timestamp()
    os.utime(blobs()._path(row.stored_as), (at, at))
    return row.stored_as


def words(order_id: UUID) -> int:
    return sum(row.body is not None for row in texts_of(order_id).values())


# --- files that were never handed in


def test_a_file_that_no_order_names_goes_after_a_day() -> None:
    old, young = uploaded(b"old"), uploaded(b"young", age=timedelta(hours=23))
    assert sweep_orphans(datetime.now(UTC)) == 1
    assert list(blobs().keys()) == [young]
    assert not is_still_kept(old)


def test_a_file_that_was_handed_in_stays() -> None:
    [file] = files_of(in_stage("delivered", visitor("Marc Vidal"), visitor("Ana Ruiz")).id)
    assert file.stored_as is not None
    at = (datetime.now(UTC) - 3 * DAY).timestamp()
    os.utime(blobs()._path(file.stored_as), (at, at))
    assert sweep_orphans(datetime.now(UTC)) == 0
    assert list(blobs().keys()) == [file.stored_as]
    assert audit().found == []


def test_a_form_that_brings_its_file_back_keeps_it_for_another_day() -> None:
    key = uploaded(b"still meant")
    assert is_still_kept(key)
    assert sweep_orphans(datetime.now(UTC)) == 0
    assert sweep_orphans(datetime.now(UTC) + 2 * DAY) == 1


def test_what_was_looked_at_is_not_looked_at_again_and_what_came_since_is() -> None:
    named = uploaded(b"looked at")
    start = datetime.now(UTC)
    assert sweep_orphans(start - 3 * DAY) == 0, "it is younger than a day then"
    assert sweep_orphans(start) == 1
    uploaded(b"later", age=timedelta())
    assert sweep_orphans(start + 2 * DAY) == 1
    assert not is_still_kept(named)


def test_half_a_file_that_a_crash_left_goes_too() -> None:
    key = uploaded(b"whole", age=timedelta())
    half = blobs()._path(key).with_name(".incoming-half")
    half.write_bytes(b"ha")
    assert sweep_orphans(datetime.now(UTC) + 2 * DAY) == 1
    assert not half.exists()


# --- words whose time is over


def test_words_stay_for_ever_unless_the_operator_says_otherwise() -> None:
    [one] = closed()
    assert empty_old_orders(MONDAY + timedelta(days=36_500)).emptied == 0
    assert words(one)


def test_words_of_orders_that_ended_long_ago_go(settings: Any) -> None:
    settings.KEEP_WORDS_DAYS = 365
    [one] = closed()
    [open_one] = delivered(first=2)
    [refused] = offered(first=3)
    settled = MONDAY + timedelta(days=60)
    for days in range(0, 61, 4):
        sweep(MONDAY + timedelta(days=days))
    before = words(one)
    assert before
    assert empty_old_orders(MONDAY + timedelta(days=364)).emptied == 0
    assert empty_old_orders(settled + timedelta(days=366)).emptied == 3
    assert words(one) == words(open_one) == words(refused) == 0
    assert empty_old_orders(settled + timedelta(days=900)).emptied == 0
    # The files of these orders were never on a disk.
    assert [problem for problem in audit().found if problem.check != "files"] == []


def test_a_hold_on_either_side_keeps_the_words(settings: Any) -> None:
    settings.KEEP_WORDS_DAYS = 365
    [one] = closed()
    at = MONDAY + timedelta(days=800)
    for side in (ana(), marc()):
        hold = place(side.id, "a claim", at + DAY, register_operator(), at - DAY)
        assert empty_old_orders(at).emptied == 0
        hold.delete()
    assert words(one)
    assert empty_old_orders(at).emptied == 1


def test_an_order_that_goes_on_keeps_its_words(settings: Any) -> None:
    settings.KEEP_WORDS_DAYS = 1
    settings.LEAVING_WAIT_DAYS = 0
    [one] = delivered()
    assert empty_old_orders(MONDAY + 3 * DAY).emptied == 0
    assert words(one)


def test_those_who_stay_do_not_lose_their_words_before_those_who_leave() -> None:
    with pytest.raises(BadSettings, match="PARLEY_KEEP_WORDS_DAYS"):
        read_installation({"PARLEY_KEEP_WORDS_DAYS": "30", "PARLEY_LEAVING_WAIT_DAYS": "180"})
    assert read_installation({"PARLEY_KEEP_WORDS_DAYS": "3650"}).keep_words_days == 3650


def closed() -> list[UUID]:
    ids = delivered(the=deal(clearance_days=0))
    do(ids, accept(), MONDAY)
    return ids


def register_operator() -> Any:
    email = f"olga{datetime.now(UTC).timestamp()}@example.org"
    return register("Olga Petrova", email, "en", "UTC", is_operator=True)


# --- the rest


def test_what_is_over_is_swept_and_what_is_not_stays() -> None:
    now = datetime.now(UTC)
    for days in (-1, 1):
        session = SessionStore()
        session["held"] = days
        session.set_expiry(timedelta(days=days))
        session.save()
        CacheEntry.objects.create(cache_key=f"tries {days}", value="x", expires=now + timedelta(days=days))
    assert sweep_rests(now) == 2
    assert [session.get_decoded()["held"] for session in Session.objects.all()] == [1]
    assert [entry.cache_key for entry in CacheEntry.objects.all()] == ["tries 1"]


def test_the_reason_of_a_hold_goes_when_it_is_over_and_somebody_left() -> None:
    operator, person = register_operator(), ana()
    hold = place(person.id, "a claim", MONDAY + DAY, operator, MONDAY)
    assert forget_reasons(MONDAY + 2 * DAY) == 0, "both are here"
    person.delete()
    assert forget_reasons(MONDAY) == 0, "it stands"
    assert forget_reasons(MONDAY + 2 * DAY) == 1
    hold.refresh_from_db()
    assert hold.reason == ""


def test_the_keeper_sweeps_once_a_day_by_windows(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.KEEP_WORDS_DAYS = 200
    monkeypatch.setattr("parley.privacy.retention.WINDOW", 2)
    ids = delivered(count=5, the=deal(clearance_days=0))
    do(ids, accept(), MONDAY)
    time = Time(MONDAY + timedelta(days=100))
    keeper = Keeper(time)
    assert keeper.round() == 0
    while keeper.round() == 0:
        pass
    assert all(words(one) for one in ids)
    time.passes(days=200)
    rounds = 0
    while keeper.round() == 0:
        rounds += 1
    assert rounds == 2
    assert not any(words(one) for one in ids)
    time.passes(hours=1)
    assert keeper.round() > 0
