"""Those who work for the desk are written to as well: in their own words, about what waits for them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.core.mail import EmailMultiAlternatives

from parley.core.parties import Role
from parley.people.models import Person
from parley.people.register import register
from parley.store.forms import LETTERS
from parley.store.outbox import effects_of
from parley.worker.courier import Courier
from tests.asks import Ask, statement
from tests.asks_of_cases import appeal, chargeback, decide, escalate, open_case, outreach, seal, write_for_support
from tests.deals import MONDAY, deal, eur
from tests.worker.market import Time, ana, delivered, do, marc

Mails = list[EmailMultiAlternatives]
DECIDE = "Decide about Milestone 1"


def of_the_desk(name: str, *, operator: bool = False, language: str = "en") -> Person:
    email = f"{name.split(maxsplit=1)[0].lower()}@example.org"
    return register(name, email, language, "Europe/Madrid", is_operator=operator, is_mediator=not operator)


def asks(one: UUID, *what: Ask) -> None:
    for ask in what:
        do([one], ask, MONDAY)


def to_decision(one: UUID) -> None:
    asks(one, open_case(), statement(Role.FREELANCER), escalate(), seal(eur(90_00), Role.FREELANCER))
    asks(one, escalate(Role.FREELANCER), escalate())


def hurried(first: int = 1) -> UUID:
    [one] = delivered(the=deal(escalate_hours=0), first=first)
    return one


def letters_to(person: Person, mails: Mails) -> list[EmailMultiAlternatives]:
    return [mail for mail in mails if person.email in mail.to[0]]


def sent(mails: Mails) -> None:
    time = Time()
    Courier(time).round()
    time.at += timedelta(days=1)
    Courier(time).round()


def test_a_mediator_reads_what_waits_for_a_decision_and_until_when(mailoutbox: Mails) -> None:
    mia = of_the_desk("Mia Lang")
    one = hurried()
    to_decision(one)
    sent(mailoutbox)
    letters = letters_to(mia, mailoutbox)
    assert letters
    body = str(letters[-1].body)
    assert f"/orders/{one}" in body
    assert DECIDE in body


def test_in_their_own_language(mailoutbox: Mails) -> None:
    mia = of_the_desk("Mia Lang", language="es")
    to_decision(hurried())
    sent(mailoutbox)
    assert "Guarda este mensaje" in str(letters_to(mia, mailoutbox)[-1].body)


def test_where_nobody_is_named_the_operator_reads_it(mailoutbox: Mails) -> None:
    olga = of_the_desk("Olga Petrova", operator=True)
    to_decision(hurried())
    sent(mailoutbox)
    assert letters_to(olga, mailoutbox)


def test_whoever_is_a_party_is_not_written_to_as_a_mediator(mailoutbox: Mails) -> None:
    worker = ana()
    worker.is_mediator = worker.is_operator = True
    worker.save()
    mia = of_the_desk("Mia Lang")
    to_decision(hurried())
    sent(mailoutbox)
    assert any(DECIDE in str(mail.body) for mail in letters_to(mia, mailoutbox))
    assert not any(DECIDE in str(mail.body) for mail in letters_to(worker, mailoutbox))


def test_where_every_mediator_is_a_party_nobody_is_written_to_as_one(mailoutbox: Mails) -> None:
    for party in (ana(), marc()):
        party.is_mediator = party.is_operator = True
        party.save()
    asks(hurried(), outreach(), chargeback())
    one = hurried(first=2)
    to_decision(one)
    sent(mailoutbox)
    assert mailoutbox
    assert not any(DECIDE in str(mail.body) for mail in mailoutbox)
    assert {
        row.receipt
        for number in (1, 2)
        for row in effects_of(UUID(int=number))
        if LETTERS.from_text(row.body).to in (Role.MEDIATOR, Role.OPERATOR)
    } == {"not sent: there is nobody to write to"}


def test_a_call_for_support_is_read_by_a_mediator_alone(mailoutbox: Mails) -> None:
    mia = of_the_desk("Mia Lang")
    asks(hurried(), outreach())
    sent(mailoutbox)
    assert "I get no answer since Monday" in str(letters_to(mia, mailoutbox)[-1].body)
    others = [mail for mail in mailoutbox if mail not in letters_to(mia, mailoutbox)]
    assert all("I get no answer since Monday" not in str(mail.body) for mail in others)


def test_an_appeal_is_told_to_somebody_who_did_not_decide_before(mailoutbox: Mails) -> None:
    mia, noor = of_the_desk("Mia Lang"), of_the_desk("Noor Aziz")
    one = hurried()
    to_decision(one)
    asks(one, decide(eur(70_00), person=str(mia.id)))
    sent(mailoutbox)
    mailoutbox.clear()
    asks(one, appeal())
    sent(mailoutbox)
    assert letters_to(noor, mailoutbox)
    assert not letters_to(mia, mailoutbox)


def test_a_decision_is_not_asked_of_who_wrote_for_one_side(mailoutbox: Mails) -> None:
    mia, noor = of_the_desk("Mia Lang"), of_the_desk("Noor Aziz")
    one = hurried()
    asks(one, outreach(), write_for_support(person=str(mia.id)))
    sent(mailoutbox)
    mailoutbox.clear()
    to_decision(one)
    sent(mailoutbox)
    assert letters_to(noor, mailoutbox)
    assert not letters_to(mia, mailoutbox)


def test_where_all_mediators_are_barred_an_operator_reads_it(mailoutbox: Mails) -> None:
    mia, olga = of_the_desk("Mia Lang"), of_the_desk("Olga Petrova", operator=True)
    one = hurried()
    to_decision(one)
    asks(one, decide(eur(70_00), person=str(mia.id)), appeal())
    sent(mailoutbox)
    assert any("/orders/" in str(mail.body) for mail in letters_to(olga, mailoutbox))


def test_an_operator_hears_of_the_bank(mailoutbox: Mails) -> None:
    olga = of_the_desk("Olga Petrova", operator=True)
    asks(hurried(), chargeback())
    sent(mailoutbox)
    assert "The bank disputes the payment" in str(letters_to(olga, mailoutbox)[-1].subject)
