"""Somebody's mark is planted in every field and file that they alone fill, then they leave. When the time is over the mark is
nowhere any more: not in a dump of the database, not in its bytes, not in files, letters, sessions or the log."""

from __future__ import annotations

import email
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.policy import default
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from parley.core.order.state import Order, OrderStage
from parley.core.policies import STANDARD
from parley.desk.actor import load
from parley.desk.receipts import Receipt
from parley.desk.submit import submit
from parley.desk.sweep import sweep
from parley.help.requests import answer_request, ask_operators
from parley.help.votes import Voter, vote
from parley.people.departures import Departure, LegalHold, Parting
from parley.people.holds import place
from parley.people.invitations import invite
from parley.people.models import Invitation, Person, new_id
from parley.people.organisation_members import Told as SaidOf
from parley.people.organisation_members import found_organisation
from parley.people.picture_files import put
from parley.people.pictures import Picture
from parley.people.policies import write
from parley.people.portfolio import Label, add
from parley.people.profiles import Told, keep
from parley.people.register import register
from parley.privacy.departure import CannotLeave, leave, leaving_of
from parley.privacy.standing import orders_of
from parley.reads.audit import audit
from parley.rehearsal import play as playing
from parley.rehearsal.demo_people import STORIES
from parley.rehearsal.play import play
from parley.rehearsal.reading import read_story
from parley.store.blobs import blobs
from parley.store.queries import all_order_ids
from parley.worker.courier import Courier
from parley.worker.keeper import Keeper
from tests.asks_of_cases import pay_out
from tests.privacy.planting import drop_orphans, hits, hits_in_files, keep_marked, mark_of, marks, submit_marked
from tests.rehearsal.conftest import PLAYED_AT
from tests.worker.market import Time

pytestmark = [pytest.mark.both_engines, pytest.mark.django_db(transaction=True)]

FILES = sorted((STORIES / "inventory").glob("*.toml"))
LATER = PLAYED_AT + timedelta(days=600)
"""By then silence has ended whatever the stories left open, but for what a bank or a mediator has to say."""
BROWSER = "Firefox of {mark}"


@pytest.fixture
def letters(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    return tmp_path / "mail"


@pytest.fixture(autouse=True)
def _planted(monkeypatch: pytest.MonkeyPatch, letters: Path, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(playing, "submit", submit_marked)
    monkeypatch.setattr(playing._Player, "_keep", keep_marked)
    caplog.set_level(logging.INFO)
    for key in list(blobs().keys()):
        blobs().drop(key)


def town(every: int = 1) -> None:
    """All stories in one place, and everything ended that ends by itself; every letter is sent."""
    for path in FILES[::every]:
        assert play(read_story(path.read_text("utf-8"), str(path.parent)), PLAYED_AT).failure is None
    at = PLAYED_AT
    while at < LATER:
        at += timedelta(days=20)
        while sweep(at):
            pass
    pay_out_all()
    drop_orphans()
    Courier(lambda: LATER).round()


def pay_out_all() -> None:
    """Everybody takes what is theirs."""
    for order_id in all_order_ids(None, 1_000):
        for milestone in load(order_id).milestones:
            if milestone.available:
                [answer] = submit([pay_out(milestone.number)(load(order_id))], LATER)
                assert isinstance(answer, Receipt), answer


def free(at: datetime = LATER) -> list[Person]:
    """Those who may leave, whoever wrote most in front."""
    people = [person for person in Person.objects.order_by("id") if leaving_of(person, at).is_free]
    return sorted(people, key=lambda person: -len(hits(mark_of(str(person.id)))))


def plant(person: Person) -> str:
    """The person's mark in every field of theirs outside the orders."""
    mark = mark_of(str(person.id))
    person.name, person.email, person.organisation = f"Kanarie {mark}", f"{mark}@example.org", f"{mark} Ltd"
    person.set_password(mark)
    person.save()
    EmailAddress.objects.filter(user=person).update(email=person.email)
    further = EmailAddress.objects.create(user=person, email=f"old-{mark}@example.org", verified=False)
    EmailConfirmation.objects.create(email_address=further, key=mark[:40])
    Authenticator.objects.create(user=person, type="totp", data={"secret": mark})
    Authenticator.objects.create(user=person, type="webauthn", data={"name": f"Key of {mark}", "credential": {}})
    invite(uuid4(), "client", person.email, "en", LATER)
    # Late enough not to be swept with what guests asked long ago: this is about who leaves.
    asked: dict[str, Any] = {"language": "en", "article": "", "order_id": None, "at": LATER + timedelta(days=400)}
    ask_operators(f"What of {mark}?", person=person, email="", **asked)
    ask_operators(f"And of {mark}?", person=None, email=person.email, **asked)
    of_somebody = ask_operators("Who answers?", person=None, email="somebody@example.org", **asked)
    answer_request(of_somebody, f"Signed, {mark}", person, LATER)
    vote(Voter(person), "completion", "en", is_useful=True, at=LATER)
    write(_policy(f"calm-{str(person.id)[-6:]}"), f"Calm {mark}", "standard", person, LATER)
    found_organisation(person, SaidOf(f"{mark} Works", f"By {mark}", "en"), LATER)
    keep(person, Told(f"Maps by {mark}", f"I am {mark}.", "en", (mark,)))
    picture = put(Picture(320, 200, {320: mark.encode()}))
    add(person, new_id(), Label(f"Map of {mark}", f"A map by {mark}", f"For {mark}"), picture, LATER)
    client = Client(headers={"user-agent": BROWSER.format(mark=mark)})
    assert client.post(reverse("account_login"), {"login": person.email, "password": mark}).status_code == 302
    UserSession.objects.create(
        user=person, ip="198.51.100.7", user_agent=BROWSER.format(mark=mark), session_key=mark, data={"on": mark}
    )
    # Somebody who asks for a code, and does not come back: the address stands in a session of nobody.
    stranger = Client()
    assert stranger.post(reverse("account_request_login_code"), {"email": person.email}).status_code == 302
    reset = Client()
    assert reset.post(reverse("account_reset_password"), {"email": person.email}).status_code == 302
    return mark


def _policy(name: str) -> Any:
    return replace(STANDARD, name=name)


def everywhere(mark: str, letters: Path, log: str) -> dict[str, int]:
    """How often the mark stands where."""
    found = {
        "dump": len(hits(mark)),
        "files": hits_in_files(mark),
        "data folder": sum(mark.encode() in path.read_bytes() for path in folder() if not is_database(path)),
        "sessions": sum(mark in str(session.get_decoded()) for session in Session.objects.all()),
        "letters": sum(mark in words.lower() for words in told(letters)),
        "log": log.lower().count(mark),
    }
    if connection.vendor == "sqlite":
        found["bytes"] = sum(path.read_bytes().lower().count(mark.encode()) for path in database_files())
    return found


def folder() -> Iterator[Path]:
    return (path for path in Path(settings.DATA).rglob("*") if path.is_file())


def is_database(path: Path) -> bool:
    return ".sqlite3" in path.name


def database_files() -> list[Path]:
    name = Path(str(connection.settings_dict["NAME"]))
    return [path for path in name.parent.glob(f"{name.name}*") if path.is_file()]


def told(letters: Path) -> Iterator[str]:
    """Every letter in the folder, headers and bodies, as somebody would read it."""
    for path in letters.glob("*") if letters.is_dir() else ():
        for one in path.read_bytes().split(b"-" * 79 + b"\n"):
            letter = email.message_from_bytes(one, policy=default)
            parts = [part.get_content() for part in letter.walk() if part.get_content_maintype() == "text"]
            yield "\n".join([*(str(value) for value in letter.values()), *parts])


def settle(keeper: Keeper) -> None:
    while keeper.round() == 0:
        pass


def test_a_person_in_every_field_is_nowhere_afterwards(letters: Path, caplog: pytest.LogCaptureFixture) -> None:
    town(every=3)
    person = next(one for one in free() if shared(one) and hits_in_files(mark_of(str(one.id))))
    other = Person.objects.get(id=shared(person)[0][1])
    mark, of_the_other = plant(person), plant(other)
    orders = shared(person)
    planted = everywhere(mark, letters, caplog.text)
    assert all(planted[place] for place in ("dump", "files", "data folder", "sessions", "letters")), planted
    assert planted["log"] == 0
    assert connection.vendor != "sqlite" or planted["bytes"]
    kept = marks(of_the_other)

    time = Time(LATER)
    keeper = Keeper(time)
    settle(keeper)
    leave(person, time())
    settle(keeper)
    # The ways in are gone, and with the address only what has to wait: words in orders that ended lately.
    assert not Person.objects.filter(id=person.id).exists()
    assert not UserSession.objects.filter(user_id=person.id).exists()
    time.passes(days=settings.LEAVING_WAIT_DAYS + 1)
    settle(keeper)

    assert everywhere(mark, letters, caplog.text) == dict.fromkeys(planted, 0), hits(mark)
    assert Departure.objects.get(person_id=person.id).finished_at is not None
    assert not Parting.objects.filter(emptied_at=None).exists()
    assert marks(of_the_other) == kept
    assert audit().found == []
    pages = {(order_id, side): as_seen_by(side, order_id) for order_id, side in orders}
    assert all("a person who left" in page for page in pages.values())
    assert any(mark_of(side) in page for (_, side), page in pages.items()), "the other side reads their own words"


def shared(person: Person) -> list[tuple[UUID, str]]:
    """The agreed orders of this person, with whoever is on the other side."""
    leaving = leaving_of(person, LATER)
    found = [*leaving.at_once, *(order for order, _ in leaving.waits)]
    agreed = [order for order in found if order.stage is OrderStage.CLOSED]
    return [
        (order.id, other)
        for order in agreed
        if (other := order.client if order.freelancer == str(person.id) else order.freelancer) is not None
    ]


def as_seen_by(person_id: str, order_id: UUID) -> str:
    reader = Person.objects.get(id=person_id)
    reader.language = "en"
    reader.save(update_fields=["language"])
    client = Client()
    client.force_login(reader)
    answer = client.get(reverse("order", args=[order_id]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_one_after_the_other_all_who_may_leave_do(letters: Path, caplog: pytest.LogCaptureFixture) -> None:
    town(every=9)
    time = Time(LATER)
    keeper = Keeper(time)
    gone: list[str] = []
    for person in free():
        gone.append(plant(person))
        leave(person, time())
        settle(keeper)
        time.passes(days=settings.LEAVING_WAIT_DAYS + 1)
        settle(keeper)
    found = [everywhere(mark, letters, caplog.text) for mark in gone]
    assert [sum(places.values()) for places in found] == [0] * len(gone), found
    assert len(gone) >= 4
    assert audit().found == []


def test_what_a_mediator_wrote_goes_when_the_order_is_over(letters: Path) -> None:
    """Nobody in the order needs the name of whoever decided it, so that goes at once; the reasons go with the order's words."""
    [one] = [path for path in FILES if path.name.startswith("17-")]
    assert play(read_story(one.read_text("utf-8"), str(one.parent)), PLAYED_AT).failure is None
    judge = next(one for one in Person.objects.all() if hits(mark_of(str(one.id))) and not list(orders_of(str(one.id))))
    judge_id, address = judge.id, judge.email
    time = Time(PLAYED_AT)
    keeper = Keeper(time)
    leave(judge, time())
    settle(keeper)
    assert hits(mark_of(str(judge_id)))
    assert not Person.objects.filter(email=address).exists()
    assert Departure.objects.get(person_id=judge_id).email == ""
    while time() < LATER:
        while sweep(time()):
            pass
        time.passes(days=30)
    time.passes(days=settings.LEAVING_WAIT_DAYS)
    settle(keeper)
    assert not hits(mark_of(str(judge_id)))
    assert Departure.objects.get(person_id=judge_id).finished_at is not None
    assert audit().found == []


def test_nothing_goes_while_a_hold_stands_on_either_side(letters: Path) -> None:
    town(every=6)
    person = next(one for one in free() if shared(one))
    operator = Person.objects.exclude(id=person.id).order_by("-id")[0]
    mark = mark_of(str(person.id))
    written = marks(mark)
    assert written
    time = Time(LATER)
    keeper = Keeper(time)
    place(person.id, "a claim before the court of " + mark, LATER + timedelta(days=400), operator, LATER)
    with pytest.raises(CannotLeave) as refused:
        leave(person, time())
    assert refused.value.leaving.held_until == LATER + timedelta(days=400)
    LegalHold.objects.update(lifted_at=time())
    agreed = shared(person)
    leave(person, time())
    # Whoever has left keeps what a hold on the other side needs; without one there, a hold on themselves does the same.
    for one in {UUID(other) for _, other in agreed} or {person.id}:
        place(one, "a claim", time() + timedelta(days=300), operator, time())
    time.passes(days=settings.LEAVING_WAIT_DAYS + 10)
    settle(keeper)
    assert {place for place in marks(mark) if place.startswith("texts.")} == {
        place for place in written if place.startswith("texts.")
    }
    assert hits(person.email)
    time.passes(days=200)
    settle(keeper)
    assert not hits(mark)
    assert not hits(person.email)


def test_both_sides_are_told_once_and_until_when(letters: Path) -> None:
    town(every=8)
    person = next(one for one in free() if shared(one))
    closed = [order.closed_at for order in leaving_orders(person) if order.closed_at is not None]
    time = Time(max(closed))
    keeper = Keeper(time)
    for path in letters.glob("*"):
        path.unlink()
    told_of = shared(person)
    leave(person, time())
    for _ in range(3):
        settle(keeper)
        time.passes(hours=2)
    sent = headers(letters)
    others = [Person.objects.get(id=other).email for _, other in told_of]
    assert sorted(to for to, _ in sent) == sorted([*others, person.email])
    assert all(subject.startswith(person.name) for to, subject in sent if to != person.email), sent
    until = max(closed) + timedelta(days=settings.LEAVING_WAIT_DAYS)
    assert any(str(until.year) in words for words in told(letters))


def headers(letters: Path) -> list[tuple[str, str]]:
    """To whom each letter in the folder went, and its subject."""
    found: list[tuple[str, str]] = []
    for path in letters.glob("*"):
        for one in path.read_bytes().split(b"-" * 79 + b"\n"):
            letter = email.message_from_bytes(one, policy=default)
            if letter["To"]:
                found.append((str(letter["To"]), str(letter["Subject"]).strip()))
    return found


def leaving_orders(person: Person) -> list[Order]:
    leaving = leaving_of(person, LATER)
    return [*leaving.at_once, *(order for order, _ in leaving.waits)]


def test_the_installation_keeps_an_operator(letters: Path) -> None:
    last = register("Olga Petrova", "olga@example.org", "en", "UTC", is_operator=True)
    with pytest.raises(CannotLeave) as refused:
        leave(last, datetime.now(UTC))
    assert refused.value.leaving.is_last_operator
    register("Omar Haddad", "omar@example.org", "en", "UTC", is_operator=True)
    leave(last, datetime.now(UTC))
    assert not Invitation.objects.exists()
