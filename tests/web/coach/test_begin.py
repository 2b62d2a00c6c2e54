"""Begin with…: the messages that fit, from the order's own facts, in the language and zone of whoever reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from parley.coach.advice import Author, Situation
from parley.coach.composer import Kind
from parley.core.order.messages import NoticeSent
from parley.core.order.state import Milestone, Order, Stage
from parley.core.parties import Role
from parley.web.coach.begin import kinds_for
from parley.web.coach.context import context_of, situation
from parley.web.coach.facts import facts_for
from parley.web.orders.door import Visit, enter
from parley.words.dates import day_and_time
from tests.asks import answer, change, contact, message, new, notice, priced, propose_cancel, request, will_do
from tests.deals import eur
from tests.web.people import AT_ONCE, Deed, Visitor, in_stage, offer, present_deal, visitor
from tests.web.reading import read


def visit(who: Visitor, deed: Deed) -> Visit:
    asked = HttpRequest()
    asked.user = who.person  # type: ignore[assignment]
    with timezone.override(who.person.zone if who.person else "UTC"):
        return enter(asked, deed.id)


def names(who: Visitor, deed: Deed) -> list[str]:
    """What the menu of this page offers."""
    page = who.look(deed.address)
    return [value for name, value in page.form("/messages").buttons if name == "begin" and ":" not in value]


def begins(who: Visitor, deed: Deed, kind: str, **more: str) -> str:
    page = read(who.client.post(reverse("coach", args=[deed.id]), {"begin": kind, "text": "", **more}))
    [words] = page.form("/messages").fields["text"]
    return words


# --- what the coach is told


def test_the_coach_is_told_who_writes_and_where_things_stand(ana: Visitor, marc: Visitor) -> None:
    expected = {
        "offered": Situation.OFFER,
        "working": Situation.WORKING,
        "delivered": Situation.DELIVERED,
        "revising": Situation.REVISING,
        "case": Situation.CASE,
        "released": Situation.AFTER_RELEASE,
    }
    for stage, told in expected.items():
        deed = in_stage(stage, marc, ana)
        context = context_of(visit(ana, deed))
        assert (context.author, context.situation) == (Author.FREELANCER, told)
        assert context.case_open is (stage == "case")
        assert context.days_since_reply == (None if stage == "offered" else 0)
        assert context_of(visit(marc, deed)).author is Author.CLIENT


def working(ana: Visitor, marc: Visitor) -> tuple[Order, Milestone]:
    order = in_stage("working", marc, ana).order
    return order, order.milestone(1)


def test_work_that_should_be_there_is_late(ana: Visitor, marc: Visitor) -> None:
    order, milestone = working(ana, marc)
    assert milestone.due_at is not None
    assert situation(order, milestone, Role.CLIENT, milestone.due_at, 0) is Situation.WORKING
    late = milestone.due_at + timedelta(seconds=1)
    assert situation(order, milestone, Role.CLIENT, late, 0) is Situation.LATE


@pytest.mark.parametrize(
    ("writer", "days", "told"),
    [
        (Role.FREELANCER, 2, Situation.DELIVERED),
        (Role.FREELANCER, 3, Situation.SILENT),
        (Role.FREELANCER, None, Situation.DELIVERED),
        (Role.CLIENT, 9, Situation.DELIVERED),
    ],
)
def test_a_client_who_says_nothing_for_three_days_is_silent(
    ana: Visitor, marc: Visitor, writer: Role, days: int | None, told: Situation
) -> None:
    order = in_stage("delivered", marc, ana).order
    milestone = order.milestone(1)
    assert milestone.since is not None
    assert situation(order, milestone, writer, milestone.since, days) is told


# --- which messages fit


def test_each_stage_has_its_own_messages(ana: Visitor, marc: Visitor) -> None:
    assert names(ana, in_stage("working", marc, ana)) == ["extension", "new_date", "cancellation"]
    delivered = in_stage("delivered", marc, ana)
    assert names(ana, delivered) == ["follow_up", "second_follow_up"]
    assert names(marc, delivered) == []
    revising = in_stage("revising", marc, ana)
    assert names(ana, revising)[0] == "possible_revisions"
    assert names(marc, revising) == ["cancellation"]
    assert names(ana, in_stage("released", marc, ana)) == []


def test_the_author_of_an_offer_may_remind_of_it(ana: Visitor, marc: Visitor) -> None:
    deed = offer(marc, ana)
    assert names(ana, deed) == ["follow_up", "second_follow_up"]
    assert names(marc, deed) == []


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("role", [Role.CLIENT, Role.FREELANCER])
def test_in_no_stage_is_there_anything_that_cannot_be_asked(
    ana: Visitor, marc: Visitor, stage: Stage, role: Role
) -> None:
    order, milestone = working(ana, marc)
    kinds = kinds_for(order, replace(milestone, stage=stage), role, is_behind=True)
    assert len(set(kinds)) == len(kinds)
    if replace(milestone, stage=stage).has_ended:
        assert kinds == ()


# --- from the order's facts


def test_a_reminder_is_in_the_language_of_whoever_reads_it(ana: Visitor) -> None:
    vera = visitor("Vera Orlova", language="en", zone="Asia/Yerevan")
    deed = in_stage("delivered", vera, ana)
    words = begins(ana, deed, "follow_up")
    assert words.startswith("Hello Vera Orlova,")
    assert words.rstrip().endswith("Ana Ruiz")
    page = visit(ana, deed).page
    assert page.milestone_name(1) in words


def test_the_last_notice_names_its_end_in_the_readers_zone(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana, present_deal(**AT_ONCE)).does(contact(), notice())
    words = begins(ana, deed, "last_notice")
    ends_at = deed.order.milestone(1).ends_at
    assert ends_at is not None
    here = visit(ana, deed)
    assert NoticeSent in [type(record.event) for record in here.page.records]
    assert day_and_time(ends_at, "America/New_York", here.at) in words
    assert "(time in New York)" in words


def asked(ana: Visitor, marc: Visitor) -> Deed:
    return in_stage("delivered", marc, ana).does(request(change("Warmer yellow"), new("Add a menu")))


def test_what_goes_beyond_the_agreement_comes_with_its_hours_and_price(ana: Visitor, marc: Visitor) -> None:
    deed = asked(ana, marc)
    assert "out_of_scope" not in names(ana, deed)
    assert "answer the request first" in ana.look(deed.address).text
    deed.does(answer(will_do(1, 60), priced(2, eur(140_00), 240)))
    assert "out_of_scope" in names(ana, deed)
    words = begins(ana, deed, "out_of_scope")
    assert "“Add a menu”" in words
    assert "4\u00a0h" in words
    assert "€140.00" in words
    assert "Warmer yellow" not in words


def test_possible_changes_are_those_within_the_agreement(ana: Visitor, marc: Visitor) -> None:
    words = begins(ana, asked(ana, marc), "possible_revisions")
    assert "– Warmer yellow" in words
    assert "Add a menu" not in words


def test_the_date_is_the_one_the_writer_names(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("working", marc, ana)
    assert "Fri\u00a01\u00a0Mar 2030" in begins(ana, deed, "extension", on="2030-03-01")
    for nonsense in ("", "tomorrow", "2030-13-01"):
        assert "I can deliver on" in begins(ana, deed, "extension", on=nonsense)


def test_an_end_by_agreement_says_what_was_proposed(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("working", marc, ana).does(propose_cancel(eur(0), Role.FREELANCER))
    facts = facts_for(visit(ana, deed), Kind.CANCELLATION)
    held = deed.order.milestone(1).held
    assert facts.sum == f"€{held.decimal():,.2f}"
    assert facts.reason
    assert facts_for(visit(marc, deed), Kind.CANCELLATION).sum == ""


def test_a_date_that_is_still_to_come_is_no_reproach(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    assert facts_for(visit(ana, deed), Kind.FOLLOW_UP).due == ""


# --- into the box


def test_what_was_typed_stays_and_what_is_chosen_comes_below(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    assert begins(ana, deed, "ask:0", text="Good morning.  ").startswith("Good morning.\n\n")
    for nothing in ("nonsense", "ask:99", "ask:x", "ask", "", "extension\0"):
        assert begins(ana, deed, nothing, text="Good morning.") == "Good morning."


def test_a_page_may_be_opened_with_a_message_begun(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    page = ana.look(f"{deed.address}?begin=follow_up")
    assert page.form("/messages").fields["text"][0].startswith("Hello Marc Vidal,")
    [area] = [given for tag, given in page.tags if tag == "textarea"]
    assert "data-begun" in area
    plain = ana.look(f"{deed.address}?begin=extension%00")
    assert plain.form("/messages").fields["text"] == [""]


def test_a_page_with_scripts_takes_the_words_alone(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    address = reverse("coach", args=[deed.id])
    answered = ana.client.post(address, {"begin": "follow_up", "text": "Hi"}, headers={"X-Begin": "1"})
    assert answered.headers["Content-Type"].startswith("text/plain")
    assert answered.content.decode().startswith("Hello Marc Vidal,")


def test_sentences_in_two_forms_of_address_are_both_there(
    ana: Visitor, marc: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """English has one form; a language with two shows both, and the page lets one choose."""
    from_a_language = SimpleNamespace(formal="Wie bedoelt u?", familiar="Wie bedoel je?")
    page = ana.look(in_stage("delivered", marc, ana).address)
    assert "address" not in page.form("/messages").names
    monkeypatch.setattr("parley.web.coach.begin._wordings", lambda _language: [from_a_language])
    page = ana.look(in_stage("delivered", marc, ana).address)
    assert page.form("/messages").fields["address"] == ["formal"]


def test_words_sent_meanwhile_do_not_hide_the_request(ana: Visitor, marc: Visitor) -> None:
    deed = asked(ana, marc).does(*[message(Role.CLIENT, f"Note {count}") for count in range(3)])
    assert "– Warmer yellow" in begins(ana, deed, "possible_revisions")
