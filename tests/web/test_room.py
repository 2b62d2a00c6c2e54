"""The order room: what is written there, how an open page keeps up, what it costs, and that words never become markup."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from parley.core.order.terms import ClauseKey
from parley.core.parties import Role
from parley.rehearsal.samples import sample
from parley.store.queries import events_of
from tests.asks import accept_offer, message, note
from tests.deals import text
from tests.web.people import Deed, Visitor, in_stage, offer, present_deal, visitor
from tests.web.reading import read

MESSAGES = "/messages"
HEAVIEST_BYTES = 60_000


def says(visitor: Visitor, deed: Deed, words: str) -> HttpResponse:
    return visitor.fill_in(visitor.look(deed.address), MESSAGES, {"text": words})


# --- writing


@pytest.mark.parametrize(
    "words",
    [
        "Hello",
        "👩‍👩‍👧‍👦 🇪🇸",
        "مرحبا، كيف الحال؟",
        "שלום",
        "one\ntwo\n\nthree",
        "x" * 20_000,
        "\u202eturned\u202c",
        "a\0b",
    ],
    ids=["plain", "emoji", "arabic", "hebrew", "lines", "longest", "bidi", "nul"],
)
def test_a_message_is_there_for_both_as_it_was_written(ana: Visitor, marc: Visitor, words: str) -> None:
    deed = in_stage("working", marc, ana)
    answer = says(marc, deed, words)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{deed.address}?sent=1#composer")
    for reader in (ana, marc):
        assert "".join(words.replace("\0", "").split()) in "".join(reader.look(deed.address).text.split())


@pytest.mark.parametrize(
    "words", ["x" * 50_000, "🦊" * 50_000, "", "   ", "\0"], ids=["long", "emoji", "empty", "spaces", "nul"]
)
def test_a_message_that_cannot_be_sent_stays_in_the_box(ana: Visitor, marc: Visitor, words: str) -> None:
    deed = in_stage("working", marc, ana)
    answer = says(marc, deed, words)
    assert answer.status_code == 422
    page = read(answer)
    assert page.form(MESSAGES).fields["text"] == [words]
    assert "MessageSent" not in [event.kind for event in events_of(deed.id)]
    assert any(given.get("aria-invalid") == "true" for tag, given in page.tags if tag == "textarea")


def test_a_message_is_never_too_late(ana: Visitor, marc: Visitor) -> None:
    """Words are no act: a page that is out of date, or an order that is over, does not stop them."""
    deed = in_stage("delivered", marc, ana)
    page = ana.look(deed.address)
    marc.fill_in(marc.look(deed.act("accept")), "/accept")
    assert ana.fill_in(page, MESSAGES, {"text": "Thank you"}).status_code == 303
    assert "Thank you" in marc.look(deed.address).text


def test_the_language_of_what_was_written_is_said_to_whoever_reads_another(ana: Visitor, db: None) -> None:
    ines = visitor("Ines Prado", "es")
    deed = in_stage("working", ines, ana)
    says(ines, deed, "Muchas gracias")
    tags = ana.look(deed.address).tags
    assert any(given.get("lang") == "es" and given.get("class") == "said" for _, given in tags)


def test_a_long_story_is_read_page_by_page(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("working", marc, ana)
    deed.does(*[message(Role.CLIENT, f"line number {number} of many") for number in range(150)])
    newest = ana.look(deed.address)
    assert "line number 149 of many" in newest.text
    assert "line number 10 of many" not in newest.text
    seen = newest.text
    page = newest
    for _ in range(3):
        older = [link for link in page.links if "before=" in link]
        if not older:
            break
        page = ana.look(older[0])
        seen += page.text
    assert all(f"line number {number} of many" in seen for number in range(150))
    assert not [link for link in page.links if "before=" in link]
    for odd in ("x", "-1", "0", "9" * 50, "²"):
        ana.get(f"{deed.address}?before={odd}")


# --- keeping up


def live(visitor: Visitor, deed: Deed, etag: str = "") -> HttpResponse:
    headers = {"X-Live": "1"} | ({"If-None-Match": etag} if etag else {})
    return visitor.client.get(deed.address, headers=headers)


def test_an_open_page_hears_nothing_until_something_happens(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("working", marc, ana)
    etag = ana.get(deed.address).headers["ETag"]
    assert etag == f'"{deed.order.seq}"'
    with CaptureQueriesContext(connection) as asked:
        answer = live(ana, deed, etag)
    assert (answer.status_code, answer.content) == (304, b"")
    assert len(asked) <= 3  # the session, the person, the order's row
    says(marc, deed, "Are you there?")
    fresh = live(ana, deed, etag)
    assert fresh.status_code == 200
    assert "Are you there?" in fresh.content.decode()
    assert fresh.headers["ETag"] == f'"{deed.order.seq}"' != etag


def test_the_version_on_the_page_is_the_one_that_is_asked_with(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("working", marc, ana)
    regions = [given for _, given in ana.look(deed.address).tags if "data-live" in given]
    assert {given["data-live"] for given in regions} == {deed.address}
    assert {given["data-version"] for given in regions} == {str(deed.order.seq)}
    assert all(given.get("id") for given in regions)


@pytest.mark.parametrize("etag", ['"0"', '"999999"', "W/nonsense", '"' + "x" * 5_000 + '"'])
def test_a_version_that_is_not_the_newest_gets_the_page(ana: Visitor, marc: Visitor, etag: str) -> None:
    deed = in_stage("working", marc, ana)
    assert live(ana, deed, etag).status_code == 200


def test_a_page_that_is_asked_for_by_a_person_is_never_empty(ana: Visitor, marc: Visitor) -> None:
    """Only the page's own script asks with X-Live; a reload must show what is there."""
    deed = in_stage("working", marc, ana)
    etag = ana.get(deed.address).headers["ETag"]
    assert ana.client.get(deed.address, headers={"If-None-Match": etag}).status_code == 200


def test_strangers_learn_nothing_by_asking_for_news(ana: Visitor, marc: Visitor, eva: Visitor, nobody: Visitor) -> None:
    deed = in_stage("working", marc, ana)
    etag = f'"{deed.order.seq}"'
    assert live(eva, deed, etag).status_code == 404
    assert live(nobody, deed, etag).status_code == 302


def test_no_copy_of_a_room_is_kept_where_others_could_find_it(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("working", marc, ana)
    headers = ana.get(deed.address).headers
    assert "private" in headers["Cache-Control"]
    assert "Cookie" in headers["Vary"]


# --- what it costs


def queries(visitor: Visitor, address: str) -> int:
    visitor.get(address)
    with CaptureQueriesContext(connection) as asked:
        visitor.get(address)
    return len(asked)


def test_a_long_order_costs_as_many_questions_as_a_short_one(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    short = queries(marc, deed.address)
    deed.does(*[message(Role.CLIENT, f"line {number}") for number in range(40)])
    assert queries(marc, deed.address) == short <= 8


def test_an_offer_that_was_talked_over_costs_no_more(ana: Visitor, marc: Visitor) -> None:
    deed = offer(marc, ana, present_deal(3))
    short = queries(marc, deed.address)
    deed.does(*[note(key, "Not like this") for key in (ClauseKey.MONEY, ClauseKey.CHANGES, ClauseKey.WORK)])
    assert queries(marc, deed.address) == short <= 8


@pytest.mark.parametrize("address", ["/desk", "/orders"])
def test_a_full_list_costs_as_many_questions_as_a_short_one(ana: Visitor, marc: Visitor, address: str) -> None:
    for stage in ("offered", "working", "delivered"):
        in_stage(stage, marc, ana)
    short = queries(marc, address)
    for _ in range(6):
        omar = visitor("Omar Haddad")
        for stage in ("offered", "unfunded", "delivered", "revising"):
            in_stage(stage, marc, omar)
    assert queries(marc, address) == short <= 14


def test_an_act_costs_a_bounded_number_of_questions(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    assert (
        queries(marc, deed.act("request-revision")) <= 9
    )  # one of them: what the desk has switched off, and announces


def test_the_heaviest_room_is_light_on_the_wire(ana: Visitor, marc: Visitor) -> None:
    """Sixty entries of many different words, files, three milestones: under 60 KB as a browser gets it."""
    deed = in_stage("delivered", marc, ana, present_deal(3))
    for number in range(60):
        deed.does(message((Role.CLIENT, Role.FREELANCER)[number % 2], different_words(number)))
    answer = marc.get(deed.address)
    assert different_words(59) in answer.content.decode()
    assert len(gzip.compress(answer.content, 6)) < HEAVIEST_BYTES


def different_words(number: int) -> str:
    """Some sixty words that no other message has, so that they cannot be squeezed into nothing."""
    digits = "".join(sha256(f"{number} {part}".encode()).hexdigest() for part in range(4))
    return " ".join(digits[place : place + 4 + place % 3] for place in range(0, len(digits) - 6, 4))


# --- words never become markup

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>&amp;{{ 7|add:7 }}"
HOSTILE_FILE = "<img src=x onerror=alert(1)>.pdf"


def hostile_deal() -> Any:
    the = present_deal()
    [milestone] = the.terms.milestones
    line, name = text(f"T {HOSTILE}"), text(f"N {HOSTILE}")
    what, test = text(f"W {HOSTILE}"), text(f"D {HOSTILE}")
    summary = text(f"S {HOSTILE}")
    [item] = milestone.items
    items = (replace(item, what=what.commitment, test=test.commitment),)
    return the.but(
        line, name, what, test, summary,
        title=line.commitment, summary=summary.commitment,
        milestones=(replace(milestone, name=name.commitment, items=items),),
    )  # fmt: skip


def assert_harmless(page: str) -> None:
    found = read(page)
    assert not [given for tag, given in found.tags if tag == "img"]
    assert not [given for _, given in found.tags if any(name.startswith("on") for name in given)]
    for script in re.findall(r"<script\b[^>]*>", page):
        assert "src=" in script
    assert "alert(1)</script>" not in page
    assert "14" not in re.findall(r"&lt;b&gt;&amp;amp;(.{0,4})", page)


def test_hostile_words_are_words_on_every_page(db: None, ana: Visitor, marc: Visitor) -> None:
    offered = offer(marc, ana, hostile_deal())
    pages = [marc.get(offered.address), ana.get(offered.address), marc.get(offered.offer_act("counter_offer"))]
    offered.does(note(ClauseKey.MONEY, f"C {HOSTILE}"))
    pages += [ana.get(offered.address), marc.get(offered.address)]
    deed = offer(marc, ana, hostile_deal()).does(accept_offer())
    marc.fill_in(marc.look(deed.act("fund")), "/fund")
    deed.delivers((HOSTILE_FILE, sample("a.pdf", 1)), words=f"R {HOSTILE}")
    says(marc, deed, f"M {HOSTILE}")
    typed = {"words-1": f"Q {HOSTILE}", "kind-1": "change", "item-1": "1"}
    assert marc.fill_in(marc.look(deed.act("request-revision")), "/request-revision", typed).status_code == 303
    for one in (ana, marc):
        pages += [one.get(deed.address), one.get("/desk"), one.get("/orders")]
    pages += [ana.get(deed.act("answer")), ana.get(deed.act("redeliver")), marc.get(deed.act("accept-items"))]
    for page in pages:
        assert_harmless(page.content.decode())
    room = pages[5].content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in room
    assert all(f"{mark} &lt;script&gt;" in room for mark in "TNRMQ")
    assert "&lt;img src=x onerror=alert(1)&gt;.pdf" in room


def test_a_refusal_gives_hostile_words_back_as_words(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("working", marc, ana)
    answer = says(marc, deed, HOSTILE + "x" * 20_000)
    assert answer.status_code == 422
    assert_harmless(answer.content.decode())
    assert read(answer).form(MESSAGES).fields["text"] == [HOSTILE + "x" * 20_000]
    form = marc.fill_in(
        marc.look("/orders/new"), "/orders/new", {"title": HOSTILE, "email": HOSTILE, "price-1": HOSTILE}
    )
    assert form.status_code == 422
    assert_harmless(form.content.decode())


def test_an_address_cannot_be_typed_into_the_page(ana: Visitor) -> None:
    for typed in (
        "?mine=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "?before=%3Cscript%3E",
        "?%3Cimg+src=x+onerror=1%3E",
    ):
        assert_harmless(ana.get(f"/desk{typed}").content.decode())
        assert_harmless(ana.get(f"/orders{typed}").content.decode())


def test_a_persons_hostile_name_is_a_name(db: None, ana: Visitor) -> None:
    tags = visitor("Bob <script>alert(1)</script>")
    deed = in_stage("working", tags, ana)
    assert_harmless(ana.get(deed.address).content.decode())
    assert_harmless(ana.get(reverse("desk")).content.decode())
