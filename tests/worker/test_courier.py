"""The courier: every letter goes out at least once, in the reader's words, and what fails harms only itself."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connections

from parley.core.order.state import Stage
from parley.desk.submit import submit
from parley.people.invitations import InvitationRefused, find, invite, use
from parley.people.register import register
from parley.store.erasure import erase_texts
from parley.store.outbox import effects_of, lease_effect, mark_sent
from parley.store.rows import OutboxRow
from parley.worker.clock import Clock
from parley.worker.courier import Courier
from parley.worker.folding import LEASE
from tests.asks import (
    FREELANCER,
    accept,
    accept_offer,
    decline_proposal,
    deliver,
    fund,
    join,
    make_offer,
    message,
    propose_refund,
)
from tests.deals import MONDAY, deal, eur, said, text
from tests.worker import market
from tests.worker.door import Door
from tests.worker.market import Time, ana, delivered, do, marc, offered, order, working

Mails = list[EmailMultiAlternatives]


def told(mails: Mails) -> list[tuple[str, str]]:
    """To whom and about what."""
    return [(mail.to[0], str(mail.subject)) for mail in mails]


def ids(mails: Mails) -> list[str]:
    return [str(mail.extra_headers["Message-ID"]) for mail in mails]


def last_of(order_id: UUID) -> OutboxRow:
    return effects_of(order_id)[-1]


def settled(order_id: UUID) -> None:
    """Everything that was to be told so far has been told long ago."""
    for row in effects_of(order_id):
        if row.sent_at is None:
            held = lease_effect(row, MONDAY, MONDAY + LEASE)
            assert held is not None
            assert mark_sent(held, MONDAY - timedelta(days=30), "<letter.earlier@localhost> taken")


# --- what goes out


def test_an_offer_is_told_to_the_other_side(mailoutbox: Mails) -> None:
    [one] = offered()
    courier = Courier(Time())
    assert courier.round() == 1
    assert told(mailoutbox) == [("Marc Vidal <marc@example.org>", "A title: Ana Ruiz made this offer of €100.00")]
    row = last_of(one)
    assert (row.sent_at, row.receipt) == (MONDAY, f"{ids(mailoutbox)[0]} taken")
    assert ids(mailoutbox) == [f"<letter.{row.effect_id}@localhost>"]
    assert market.row(one).head in mailoutbox[0].body


def test_twice_is_once(mailoutbox: Mails) -> None:
    offered()
    time = Time()
    Courier(time).round()
    Courier(time).round()
    time.passes(days=1)
    Courier(time).round()
    assert len(mailoutbox) == 1


def test_each_reads_in_their_own_language_and_time(mailoutbox: Mails) -> None:
    marc(language="es", zone="America/New_York")
    ana(language="en", zone="Asia/Tokyo")
    [one] = delivered()
    settled(one)
    time = Time()
    time.passes(days=7)
    Clock(time).round()
    Courier(time).round()
    letters = {mail.to[0].partition(" ")[0]: mail for mail in mailoutbox}
    assert letters["Marc"].extra_headers["Content-Language"] == "es"
    ends = order(one).milestone(1).ends_at
    assert ends is not None
    assert " 5:00" in letters["Marc"].body  # ten in Berlin, where the agreement is at home
    assert "18:00" in letters["Ana"].body


def test_two_couriers_at_once_send_each_letter_once(door: Door) -> None:
    many = offered(40)
    begin = threading.Barrier(2)
    couriers = [Courier(Time()), Courier(Time())]
    failed: list[Exception] = []

    def run(courier: Courier) -> None:
        begin.wait()
        try:
            courier.round()
        except Exception as error:  # noqa: BLE001  (told to the test below)
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(courier,)) for courier in couriers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len({letter.message_id for letter in door.taken}) == len(door.taken) == len(many)
    assert sum(courier.sent for courier in couriers) == len(many)


def test_people_who_are_gone_are_not_written_to_and_words_that_are_gone_are_not_told(mailoutbox: Mails) -> None:
    [one] = delivered()
    settled(one)
    person = marc()
    person.is_active = False
    person.save()
    erase_texts(one, [said("A title"), said("Milestone 1")], MONDAY)
    time = Time()
    time.passes(days=7)
    Clock(time).round()
    Courier(time).round()
    [mail] = mailoutbox
    assert mail.to == ["Ana Ruiz <ana@example.org>"]
    written = f"{mail.subject} {mail.body}"
    assert "A title" not in written
    assert "Marc" not in written
    receipts = [row.receipt for row in effects_of(one) if row.kind == "NoticeSent"]
    assert sorted(receipts)[1] == "not sent: there is nobody to write to"


def test_what_one_click_brought_is_one_letter(mailoutbox: Mails) -> None:
    ids_ = delivered(the=deal(2))
    settled(ids_[0])
    do(ids_, accept(), MONDAY + timedelta(hours=1))
    time = Time()
    time.passes(hours=1)
    Courier(time).round()
    assert sorted(mail.to[0].partition(" ")[0] for mail in mailoutbox) == ["Ana", "Marc"]
    [to_client] = [mail for mail in mailoutbox if mail.to[0].startswith("Marc")]
    assert "Milestone 1" in to_client.body
    assert "Milestone 2" in to_client.body


def test_an_answer_to_a_proposal_names_the_proposal(mailoutbox: Mails) -> None:
    [one] = working()
    do([one], propose_refund(eur(40_00)), MONDAY)
    settled(one)
    do([one], decline_proposal(), MONDAY + timedelta(days=1))
    time = Time()
    time.passes(days=1, hours=1)
    Courier(time).round()
    [mail] = mailoutbox
    assert mail.to == ["Ana Ruiz <ana@example.org>"]
    assert "Marc Vidal declined a proposal for Milestone 1: €40.00 back to Marc Vidal." in mail.body
    assert mail.subject.endswith("declined a proposal for Milestone 1: €40.00 back to Marc Vidal")


def test_a_hostile_title_and_name_go_out_as_one_line(mailoutbox: Mails) -> None:
    title = "Logo\r\nBcc: all@example.org\u202e"
    offered(the=deal().but(text(title), title=said(title)))
    person = ana()
    person.name = "Ana\r\nTo: all@example.org"
    person.save()
    Courier(Time()).round()
    [mail] = mailoutbox
    assert str(mail.subject).startswith("Logo Bcc: all@example.org: Ana To: all@example.org")
    assert mail.message()["Bcc"] is None
    assert mail.recipients() == ["Marc Vidal <marc@example.org>"]


# --- bursts


def test_messages_of_a_burst_are_one_letter_and_the_first_goes_at_once(mailoutbox: Mails) -> None:
    ids_ = delivered()
    settled(ids_[0])
    time = Time()
    courier = Courier(time)
    for minute, words in enumerate(["First", "Second", "Third"]):
        do(ids_, message(FREELANCER, words), MONDAY + timedelta(minutes=minute))
        time.at = MONDAY + timedelta(minutes=minute)
        courier.round()
    assert [mail.body.count("> ") for mail in mailoutbox] == [1]
    time.at = MONDAY + timedelta(minutes=5)
    courier.round()
    assert [mail.body.count("> ") for mail in mailoutbox] == [1, 2]
    assert "> Second" in mailoutbox[1].body
    assert "> Third" in mailoutbox[1].body
    assert all(row.sent_at is not None for row in effects_of(ids_[0]))


def test_at_most_one_nudge_a_day_for_an_order(mailoutbox: Mails) -> None:
    """Two milestones that do not wait for each other are delivered three hours apart: four nudges, two letters."""
    [one] = delivered(the=deal(2, is_chain=False))
    later = MONDAY + timedelta(hours=3)
    do([one], fund(2), later)
    do([one], deliver(2), later)
    settled(one)
    time = Time()
    for _ in range(24 * 6):
        time.passes(hours=1)
        Clock(time).round()
        Courier(time).round()
    nudges = [row for row in effects_of(one) if row.kind == "Nudged"]
    assert len(nudges) == 4
    assert all(row.sent_at is not None for row in nudges)
    assert sum("reminder" in str(mail.subject) for mail in mailoutbox) == 2


# --- the invited


def invited(at_address: str = "guest@example.org") -> UUID:
    one = offered_to_nobody()
    invite(one, "client", at_address, "fr", MONDAY)
    return one


def offered_to_nobody() -> UUID:
    offer = make_offer(deal(), FREELANCER, None, str(ana().id), UUID(int=1))(None)
    submit([offer], MONDAY)
    return offer.order_id


def link_in(mail: EmailMultiAlternatives) -> str:
    [line] = [line for line in mail.body.splitlines() if "/invitations/" in line]
    return line.rpartition("/")[2]


def test_somebody_invited_gets_a_link_that_works(mailoutbox: Mails) -> None:
    one = invited()
    Courier(Time()).round()
    [mail] = mailoutbox
    assert mail.to == ["guest@example.org"]
    assert mail.extra_headers["Content-Language"] == "fr"
    found = find(link_in(mail), MONDAY)
    assert found is not None
    assert found.order_id == one


def test_a_letter_that_is_carried_before_the_invitation_is_made_waits_for_it(mailoutbox: Mails) -> None:
    """The page writes down the offer, then the invitation; a courier may look in between."""
    one = offered_to_nobody()
    time = Time()
    Courier(time).round()
    assert mailoutbox == []
    assert last_of(one).sent_at is None
    invite(one, "client", "guest@example.org", "fr", MONDAY)
    time.passes(minutes=1)
    Courier(time).round()
    assert find(link_in(mailoutbox[0]), MONDAY) is not None


def test_a_letter_that_is_carried_while_somebody_joins_waits_for_them(mailoutbox: Mails) -> None:
    one = offered_to_nobody()
    guest = register("Guest", "guest@example.org", "fr", "Europe/Paris")
    use(invite(one, "client", "guest@example.org", "fr", MONDAY), guest, MONDAY)
    time = Time()
    Courier(time).round()
    assert mailoutbox == []
    do([one], join(str(guest.id)), MONDAY)
    time.passes(minutes=1)
    Courier(time).round()
    assert mailoutbox[0].to == ["Guest <guest@example.org>"]


def test_a_second_letter_to_the_invited_has_the_same_link(mailoutbox: Mails) -> None:
    one = invited()
    time = Time()
    Courier(time).round()
    do([one], message(FREELANCER, "Have you seen it?"), MONDAY)
    Courier(time).round()
    first, second = mailoutbox
    assert link_in(first) == link_in(second)


def test_a_link_of_an_earlier_invitation_stops_working(mailoutbox: Mails) -> None:
    one = invited("wrong@example.org")
    Courier(Time()).round()
    invite(one, "client", "right@example.org", "fr", MONDAY + timedelta(hours=1))
    do([one], message(FREELANCER), MONDAY + timedelta(hours=1))
    time = Time()
    time.passes(hours=1)
    Courier(time).round()
    first, second = (link_in(mail) for mail in mailoutbox)
    assert mailoutbox[1].to == ["right@example.org"]
    assert find(first, time()) is None
    assert find(second, time()) is not None


def test_the_link_of_somebody_who_joined_is_never_opened_again(mailoutbox: Mails) -> None:
    one = invited()
    Courier(Time()).round()
    token = link_in(mailoutbox[0])
    guest = register("Guest", "guest@example.org", "fr", "Europe/Paris")
    use(token, guest, MONDAY)
    do([one], join(str(guest.id)), MONDAY)
    do([one], message(FREELANCER), MONDAY)
    Courier(Time()).round()
    assert mailoutbox[1].to == ["Guest <guest@example.org>"]
    assert "/invitations/" not in mailoutbox[1].body
    with pytest.raises(InvitationRefused):
        use(token, ana(), MONDAY)


def test_an_invitation_that_ran_out_is_not_written_to(mailoutbox: Mails) -> None:
    one = invited()
    time = Time()
    time.passes(days=31)
    Courier(time).round()
    assert mailoutbox == []
    assert last_of(one).receipt == "not sent: there is nobody to write to"


def test_the_whole_story_of_silence_is_told_to_both(mailoutbox: Mails) -> None:
    """Nobody moves after the delivery: a month of both, hour by hour."""
    [one] = offered()
    do([one], accept_offer(), MONDAY)
    do([one], fund(), MONDAY)
    do([one], deliver(), MONDAY)
    time = Time()
    for _ in range(24 * 30):
        time.passes(hours=1)
        Clock(time).round()
        Courier(time).round()
    assert order(one).milestone(1).stage is Stage.RELEASED
    assert all(row.sent_at is not None for row in effects_of(one))
    assert len(ids(mailoutbox)) == len(set(ids(mailoutbox)))
    to_client = [str(mail.subject) for mail in mailoutbox if mail.to[0].startswith("Marc")]
    assert sum("reminder" in subject for subject in to_client) == 2
    assert sum("last notice" in subject for subject in to_client) == 1
