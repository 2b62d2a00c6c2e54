"""Everybody's pages in a demo that is full of stories: each is there, whole, in all five languages, and closed to strangers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoDbBlocker

from parley.core.order.state import Stage
from parley.desk.actor import load
from parley.desk.now import now
from parley.people.models import Person
from parley.rehearsal.demo import fill
from parley.rehearsal.demo_people import demo_people
from parley.store.queries import all_order_ids, events_of
from tests.web.accounts.test_every_page import check_page
from tests.web.reading import ReadPage, read

# One process fills one demo for all tests of this file.
pytestmark = [pytest.mark.xdist_group("demo pages"), pytest.mark.django_db]

LANGUAGES = [code for code, _ in site.LANGUAGES]
PEOPLE = sorted(demo_people())


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo's people and orders, for all tests of this module; each test's own changes are rolled back."""
    with django_db_blocker.unblock():
        fill(now())
    yield
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)


def become(email: str, language: str = "") -> Client:
    person = Person.objects.get(email=email)
    if language:
        person.language = language
        person.save(update_fields=["language"])
    client = Client()
    client.force_login(person)
    return client


def own_pages(page: ReadPage, at: str) -> list[str]:
    """The addresses of this site that a page links to, without what the browser does itself."""
    found = [urlsplit(urljoin(f"http://testserver{at}", link)) for link in page.links]
    return list(
        dict.fromkeys(one.path + (f"?{one.query}" if one.query else "") for one in found if one.netloc == "testserver")
    )


def content(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


UNFILLED = re.compile(r"\{[a-z_]*\}|%\([a-z_]+\)|&lt;(strong|a|em)|\bNone\b|<Money|Commitment\(")


def look(client: Client, address: str, language: str) -> ReadPage:
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    check_page(answer)
    text = answer.content.decode()
    page = read(answer)
    assert page.language == answer.headers["Content-Language"] == language, address
    assert not UNFILLED.search(text), f"{address}: {UNFILLED.search(text)}"
    twice = [name for name, count in Counter(page.ids).items() if count > 1]
    assert not twice, f"{address}: the ids {twice} stand there twice"
    assert page.headings != [""], address
    assert page.title, address
    dangling = [
        given[name] for _, given in page.tags for name in ("for", "aria-labelledby", "aria-describedby")
        if name in given and not set(given[name].split()) <= set(page.ids)
    ]  # fmt: skip
    assert not dangling, f"{address}: {dangling} name nothing on the page"
    assert "" not in page.links, f"{address}: a link that leads to where one is already"
    jumps = [link for link in page.links if link.startswith("#") and len(link) > 1 and link[1:] not in page.ids]
    assert not jumps, f"{address}: {jumps} lead nowhere"
    return page


def test_the_demo_has_people_and_orders_in_telling_situations() -> None:
    orders = [load(order_id) for order_id in all_order_ids(None, 100)]
    stages = {milestone.stage for order in orders for milestone in order.milestones}
    assert {Stage.WORKING, Stage.DELIVERED, Stage.REVISING, Stage.NOTICED, Stage.MARKED, Stage.RELEASED} <= stages
    assert len(orders) >= 12
    assert {person.language for person in Person.objects.all()} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("email", PEOPLE)
def test_every_page_that_the_desk_links_to_is_there(email: str, language: str) -> None:
    client = become(email, language)
    desk = look(client, "/desk", language)
    for address in own_pages(desk, "/desk"):
        if address != "/":
            look(client, address, language)


@pytest.mark.parametrize("email", PEOPLE)
def test_every_page_and_file_that_an_order_links_to_is_there(email: str) -> None:
    """In the person's own language: every act with its form, every file, every older page."""
    client = become(email)
    language = Person.objects.get(email=email).language
    seen = {"/"}
    waiting = own_pages(look(client, "/orders", language), "/orders")
    while waiting:
        address = waiting.pop()
        # An article is the same whatever order it was come to from.
        page = address.partition("?")[0] if address.startswith("/help/") else address
        if page in seen:
            continue
        seen.add(page)
        if "/files/" in address or address.endswith(("?as=csv", ".py", ".json", ".atom", ".webp")):
            answer = client.get(address)
            assert answer.status_code == 200
            assert content(answer)
        else:
            waiting += own_pages(look(client, address, language), address)
    orders_of = Person.objects.get(email=email)
    mine = [order_id for order_id in all_order_ids(None, 100) if load(order_id).role_of(str(orders_of.id))]
    assert {f"/orders/{order_id}" for order_id in mine} <= seen


def test_an_order_is_there_for_its_two_parties_and_for_whoever_works_on_it_for_the_desk() -> None:
    everybody = [(person, become(person.email)) for person in Person.objects.all()]
    for order_id in all_order_ids(None, 100):
        order = load(order_id)
        needs_the_desk = any(one.case is not None or one.outreach_asked_by is not None for one in order.milestones)
        for person, client in everybody:
            for_the_desk = (person.is_operator and bool(order.milestones)) or (person.is_mediator and needs_the_desk)
            expected = 200 if order.role_of(str(person.id)) or for_the_desk else 404
            assert client.get(f"/orders/{order_id}").status_code == expected, (order_id, person.email)


def test_the_timeline_has_an_entry_for_everything_but_repeated_reminders() -> None:
    for order_id in all_order_ids(None, 100):
        order = load(order_id)
        party = Person.objects.get(id=order.client or order.freelancer)
        page = read(become(party.email).get(f"/orders/{order_id}"))
        shown = {one.removeprefix("event-") for one in page.ids if one.startswith("event-")}
        happened = {str(event.seq) for event in events_of(order_id) if event.kind != "Nudged"}
        assert happened <= shown, order_id
