"""What the desk knows of somebody, handed over: theirs whole, nothing that is somebody else's, and to nobody else."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from parley.people.models import Person
from tests.asks import CLIENT, FREELANCER, message, statement
from tests.asks_aside import pause
from tests.asks_of_cases import escalate, rate, seal
from tests.deals import eur
from tests.web.people import Visitor, in_stage
from tests.web.reading import read

AT, TAKE = "/me/data", "/me/data/take"
PASSWORD = "a long enough password"


def surely(visitor: Visitor) -> Visitor:
    """The same person with a password, who has just shown that it is them."""
    person = Person.objects.get(id=visitor.id)
    person.set_password(PASSWORD)
    person.save()
    visitor.client.force_login(person)
    answer = visitor.client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert answer.status_code == 302
    return visitor


def taken(visitor: Visitor) -> zipfile.ZipFile:
    answer = visitor.post(TAKE)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="parley-2')
    assert "no-store" in answer.headers["Cache-Control"]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert archive.testzip() is None
    return archive


def told(archive: zipfile.ZipFile) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(archive.read("your-data.json"))
    return found


def test_everything_of_ones_own_is_in_it(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    deed.does(message(FREELANCER, "Here you are, Marc"), message(CLIENT, "Thank you, Ana"))
    archive = taken(surely(ana))
    data = told(archive)
    assert data["account"]["name"] == "Ana Ruiz"
    assert data["account"]["mail_address"] == "ana@example.org"
    assert data["account"]["time_zone"] == "Europe/Madrid"
    assert data["account"]["has_password"] is True
    [order] = data["orders"]
    assert (order["order_id"], order["your_part"]) == (str(deed.id), "freelancer")
    assert [event["number"] for event in order["events"]] == list(range(1, deed.order.seq + 1))
    words = [one["words"] for one in order["your_words"]]
    assert "Here you are, Marc" in words
    assert "A title" in words
    [file] = order["your_files"]
    assert file["name"] == "item-1.pdf"
    assert len(archive.read(file["entry"])) == file["size_bytes"]


def test_nothing_of_the_other_side_is_in_it(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("case", marc, ana)
    deed.does(
        message(CLIENT, "You will not read this"),
        statement(FREELANCER),
        escalate(),
        seal(eur(12_34), CLIENT),
    )
    paused = in_stage("working", marc, ana).does(pause(CLIENT, words="A private reason"))
    archive = taken(surely(ana))
    everything = archive.read("your-data.json").decode()
    for words in ("You will not read this", "A private reason", "The colours are not those", "1234", "Marc Vidal"):
        assert words not in everything, words
    assert "marc@example.org" not in everything
    assert {order["order_id"] for order in json.loads(everything)["orders"]} == {str(deed.id), str(paused.id)}


def test_what_one_sealed_and_rated_oneself_is_in_it(ana: Visitor, marc: Visitor) -> None:
    in_stage("released", marc, ana).does(rate(CLIENT, words="Clear and quick"))
    [order] = told(taken(surely(marc)))["orders"]
    assert any("Clear and quick" in (one["words"] or "") for one in order["your_words"])
    [order] = told(taken(surely(ana)))["orders"]
    assert not any("Clear and quick" in (one["words"] or "") for one in order["your_words"])


def test_it_is_not_given_to_a_browser_that_was_left_open(ana: Visitor) -> None:
    """With a password it is asked for once more; without one somebody has to have come in lately."""
    answer = ana.post(TAKE)
    assert (answer.status_code, answer.headers["Location"]) == (303, AT)
    assert "sign in with a new code" in ana.look(AT).text
    person = Person.objects.get(id=ana.id)
    person.set_password(PASSWORD)
    person.save()
    ana.client.force_login(person)
    answer = ana.post(TAKE)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_it_is_given_at_once_after_the_password_was_asked_for(ana: Visitor) -> None:
    person = Person.objects.get(id=ana.id)
    person.set_password(PASSWORD)
    person.save()
    ana.client.force_login(person)
    to = ana.post(TAKE).headers["Location"]
    answer: HttpResponse = ana.client.post(to, {"password": PASSWORD})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/zip"
    assert list(answer.streaming_content)  # type: ignore[attr-defined]


def test_the_page_says_what_it_is_and_leads_on(ana: Visitor) -> None:
    page = read(ana.get("/me"))
    assert AT in page.links
    page = ana.look(AT)
    assert page.has_form(TAKE)
    assert "/me/leave" in page.links
    assert f"{settings.LEAVING_WAIT_DAYS} days" in page.text
    assert "/holds" not in page.links


@pytest.mark.parametrize("at", [AT, TAKE, "/me/leave"])
def test_a_guest_signs_in_first(nobody: Visitor, at: str) -> None:
    answer = nobody.post(at)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))
