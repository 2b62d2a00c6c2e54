"""Questions to those who run the desk: with the article and the order, answered by mail and on a page."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from parley.help.models import LONGEST_QUESTION, HelpRequest
from parley.help.requests import MOST_WAITING
from parley.web.help import contact
from tests.web.people import Visitor, guest, in_stage, operator

CONTACT, LIST = "/help/contact", "/help/requests"
WORDS = "Where does my money wait?\n\nAnd <b>how long</b>?"


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def olga(db: None) -> Visitor:
    return operator("Olga Petrova")


def asks(reader: Visitor, words: str = WORDS, query: str = "", **typed: str) -> HelpRequest:
    page = reader.look(CONTACT + query)
    answer = reader.send(page, CONTACT, question=words, **typed)
    assert answer.status_code == 303, answer.content.decode()
    return HelpRequest.objects.latest("id")


def test_a_question_carries_its_article_and_its_order(marc: Visitor, ana: Visitor, olga: Visitor) -> None:
    deed = in_stage("revising", marc, ana)
    query = f"?article=not-accepted&order={deed.id}"
    assert deed.address in ana.look(CONTACT + query).links
    asked = asks(ana, query=query)
    assert (asked.article, asked.order_id, asked.person_id) == (
        "not-accepted",
        deed.id,
        ana.person.id if ana.person else None,
    )
    page = olga.look(reverse("help_request", args=[asked.id]))
    assert deed.address in page.links
    assert "And <b>how long</b>?" in page.text
    assert "/help/not-accepted" in page.links


def test_an_order_of_others_does_not_travel_with_a_question(marc: Visitor, ana: Visitor, eva: Visitor) -> None:
    deed = in_stage("revising", marc, ana)
    eva.post(CONTACT, question=WORDS, article="no-such", order=str(deed.id))
    asked = HelpRequest.objects.get()
    assert (asked.order_id, asked.article) == (None, "")


def test_a_guest_leaves_an_address_and_gets_the_answer_by_mail(nobody: Visitor, olga: Visitor) -> None:
    asked = asks(nobody, email="guest@example.org")
    mail.outbox.clear()
    page = olga.look(reverse("help_request", args=[asked.id]))
    answer = olga.send(page, f"{LIST}/{asked.id}", answer="In its hold.")
    assert answer.headers["Location"] == LIST
    [letter] = mail.outbox
    assert letter.to == ["guest@example.org"]
    assert "In its hold." in letter.body
    assert LIST not in letter.body
    assert "No question waits" in olga.look(LIST).text
    assert "Where does my money wait?" in olga.look(f"{LIST}?show=answered").text


def test_a_person_reads_the_answer_on_their_page_in_their_language(ana: Visitor, eva: Visitor, olga: Visitor) -> None:
    asked = asks(ana)
    address = reverse("help_request", args=[asked.id])
    assert "Nobody has answered yet" in ana.look(address).text
    eva.get(address, 404)
    olga.send(olga.look(address), address, answer="In its hold.")
    assert mail.outbox[-1].to == ["ana@example.org"]
    assert address in mail.outbox[-1].body
    page = ana.look(address)
    assert "In its hold." in page.text
    assert not page.has_form(address)
    assert ana.post(address, answer="My own").status_code == 404


def test_the_second_answer_is_refused_and_not_lost(ana: Visitor, olga: Visitor) -> None:
    asked = asks(ana)
    address = reverse("help_request", args=[asked.id])
    page = olga.look(address)
    olga.send(page, address, answer="First.")
    answer = olga.send(page, address, answer="Second.")
    assert answer.status_code == 409
    assert "Second." in answer.content.decode()
    asked.refresh_from_db()
    assert asked.answer == "First."


def test_a_mail_server_that_takes_nothing_is_told(ana: Visitor, olga: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = asks(ana)
    address = reverse("help_request", args=[asked.id])

    def refuse(*_args: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    olga.send(olga.look(address), address, answer="In its hold.")
    assert "could not be sent" in olga.look(LIST).text
    assert "In its hold." in ana.look(address).text


@pytest.mark.parametrize(
    ("question", "email", "said"),
    [
        ("", "guest@example.org", "Write what you would like to know"),
        (" \r\n ", "guest@example.org", "Write what you would like to know"),
        ("x" * (LONGEST_QUESTION + 1), "guest@example.org", "This is too long"),
        ("Hello", "", "Write the mail address"),
        ("Hello", "no address", "Write the mail address"),
        ("Hello", "a@b.org\nBcc: all@example.org", "Write the mail address"),
        ("Hello", f"{'a' * 260}@example.org", "Write the mail address"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    nobody: Visitor, question: str, email: str, said: str
) -> None:
    answer = nobody.post(CONTACT, question=question, email=email)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert question.strip() in page
    assert not HelpRequest.objects.exists()


def test_nobody_asks_without_end(ana: Visitor) -> None:
    for number in range(MOST_WAITING):
        asks(ana, f"Question {number}")
    cache.clear()
    answer = ana.post(CONTACT, question="One more")
    assert answer.status_code == 422
    assert "wait for an answer already" in answer.content.decode()
    assert HelpRequest.objects.count() == MOST_WAITING
    cache.clear()
    codes = [ana.post(CONTACT, question="Question 0").status_code for _ in range(contact.MOST_A_MINUTE + 1)]
    assert codes[-1] == 429


def test_guests_of_one_network_ask_a_few_times_an_hour(db: None) -> None:
    codes = [
        guest().post(CONTACT, question="Hello", email=f"guest-{number}@example.org").status_code
        for number in range(contact.MOST_OF_GUESTS_AN_HOUR + 1)
    ]
    assert codes == [303] * contact.MOST_OF_GUESTS_AN_HOUR + [429]


def test_words_in_any_script_and_with_any_sign_are_kept(ana: Visitor, olga: Visitor) -> None:
    words = "Где деньги? \u202eabc\u2066 😀 " + "\u0301" * 5
    asked = asks(ana, words)
    assert asked.question == words.strip()
    olga.get(LIST)
    assert "".join(words.split()) in "".join(olga.look(reverse("help_request", args=[asked.id])).text.split())


def test_a_question_that_is_none_is_not_found(olga: Visitor, nobody: Visitor) -> None:
    olga.get(reverse("help_request", args=[uuid4()]), 404)
    assert nobody.get(LIST, 404)
    assert olga.get(f"{LIST}?after=nonsense").status_code == 200
