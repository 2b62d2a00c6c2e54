"""The form of a decision: the sum and its arithmetic, facts, clauses, evidence, remedy. It keeps everything that was typed."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from parley.core.money import Money
from parley.core.order.messages import AnyEvent, MessageSent, ProposalMade
from parley.core.order.records import CountsAs
from parley.core.order.terms import clauses
from parley.core.order.valuation import shares, valuation
from parley.core.texts import Commitment
from parley.reads.order_page import Record
from parley.web.components.form import Choice, Field, Group
from parley.web.components.revision import LiveCheck
from parley.web.orders.acts.judging_read import Errors, read_sum, share_name
from parley.web.orders.acts.page import Asked
from parley.web.orders.acts.plain import words_field
from parley.web.orders.door import Visit
from parley.web.orders.parts.files import handed_in
from parley.web.orders.parts.moments import short
from parley.web.orders.telling import telling
from parley.words.clauses import clause_words
from parley.words.events import event_words
from parley.words.files import size
from parley.words.money import amount_for_input, money
from parley.words.sentence import Text as Words
from parley.words.staff import adds_up, counts_choice

QUOTED = 160
"""Characters of somebody's words beside an event."""
SAID_IN = ("text", "statement", "words", "note", "question", "answer", "reason")
"""The fields of an event that hold what somebody wrote with it."""
OUR_OWN = frozenset({"csrfmiddlewaretoken", "command_id", "seen", "again", "sure"})


def judging_fields(asked: Asked, errors: Errors) -> list[Field | Group]:
    """With what was typed; opened for the first time, with the sums of the valuation."""
    files = _files(asked)
    return [
        _sums(asked, errors),
        _counts(asked, errors),
        _words(asked, "facts", _("Facts"), _("What happened, as you found it. Both sides read it."), errors),
        _clauses(asked, errors),
        _events(asked, errors),
        *([files] if files.choices else []),
        _words(asked, "remedy", _("Remedy"), _("What follows from it for both sides, in plain words."), errors),
    ]


def typed_again(asked: Asked) -> tuple[tuple[str, str], ...]:
    """Everything that was typed, as hidden fields: what was looked over is what is saved."""
    return tuple((name, value) for name in asked.typed if name not in OUR_OWN for value in asked.typed.getlist(name))


def event_line(visit: Visit, record: Record) -> str:
    """An event of the record by its sentence, as the mediator reads it."""
    if isinstance(record.event, MessageSent):
        return _("{name} wrote").format(name=telling(visit).name(record.event.by))
    return event_words(record.event, telling(visit)).sentence.plain


def _sums(asked: Asked, errors: Errors) -> Group:
    """The amount, and what each item gives to it; under them whether they add up."""
    milestone, currency = asked.milestone, asked.visit.order.terms.currency
    first = {"amount": valuation(milestone)} | {share_name(one.item): one.amount for one in shares(milestone)}

    def box(name: str, label: str) -> Field:
        value = asked.typed.get(name, "") if asked.typed else amount_for_input(first[name])
        error = errors.get(name, "")
        return Field(name, label, kind="money", value=value, error=error, required=True, suffix=currency, narrow=True)

    # Translators: {held} is a sum.
    amount = box("amount", _("To the freelancer, of {held}").format(held=money(milestone.held)))
    wording = asked.visit.page.wording
    items = [box(share_name(one.number), f"{one.number}. {wording.words(one.what)}") for one in milestone.terms.items]
    return Group(
        _("The sum, and how it comes about"),
        (amount, *items),
        hint=_("It begins with what the published valuation gives each item. All shares together are the sum."),
        live=LiveCheck("sums", asked.address, says=_adds_up(asked, first), button=_("Add up")),
    )


def _adds_up(asked: Asked, first: dict[str, Money]) -> Words:
    unread: Errors = {}
    sums = {name: read_sum(asked, name, unread) if asked.typed else found for name, found in first.items()}
    given = [sum_ for name, sum_ in sums.items() if name != "amount" and sum_ is not None]
    return adds_up(sums["amount"], given, len(unread))


def _counts(asked: Asked, errors: Errors) -> Field:
    chosen = asked.typed.get("counts_as", "")
    choices = tuple(Choice(one.value, *counts_choice(one), checked=one.value == chosen) for one in CountsAs)
    return Field(
        "counts_as",
        _("How it counts for the freelancer’s completion rate"),
        kind="radio",
        choices=choices,
        required=True,
        error=errors.get("counts_as", ""),
    )


def _words(asked: Asked, name: str, label: str, hint: str, errors: Errors) -> Field:
    return replace(words_field(asked, name, label, hint=hint, rows=8), error=errors.get(name, ""))


def _clauses(asked: Asked, errors: Errors) -> Field:
    """Each clause of this agreement with what it says."""
    visit, ticked = asked.visit, asked.typed.getlist("clauses")
    terms = visit.order.terms
    choices = []
    for number, clause in enumerate(clauses(terms), start=1):
        words = clause_words(clause.key, terms, telling(visit), visit.page.wording.words(terms.summary))
        body = " ".join(sentence.plain for sentence in words.body)
        value = clause.key.value
        choices.append(Choice(value, f"{number}. {words.title}", body, checked=value in ticked))
    return Field(
        "clauses",
        _("Clauses that are applied"),
        kind="checkboxes",
        choices=tuple(choices),
        required=True,
        error=errors.get("clauses", ""),
    )


def _events(asked: Asked, errors: Errors) -> Field:
    """The whole record, newest first."""
    visit, ticked = asked.visit, asked.typed.getlist("events")
    choices = tuple(
        Choice(str(record.seq), event_line(visit, record), _about(visit, record), checked=str(record.seq) in ticked)
        for record in reversed(visit.page.records)
    )
    hint = _("What the decision rests on: tick at least one line of the record, or one file.")
    if visit.page.has_older:
        hint = _("What the decision rests on. The record is long: its newest part is listed here.")
    return Field(
        "events",
        _("Evidence from the record"),
        kind="checkboxes",
        choices=choices,
        hint=hint,
        required=True,
        error=errors.get("events", ""),
    )


def _about(visit: Visit, record: Record) -> str:
    """When it was, and what was written with it."""
    when = short(record.event.at, visit.zone, visit.at).text
    words = visit.page.wording.words(_said_with(record.event))
    if not words:
        return str(when)
    quoted = words if len(words) <= QUOTED else f"{words[:QUOTED].rstrip()}…"
    # Translators: {when} is an instant, {words} what somebody wrote.
    return _("{when}: “{words}”").format(when=when, words=quoted)


def _said_with(event: AnyEvent) -> Commitment | None:
    if isinstance(event, ProposalMade):
        return event.proposal.reason
    found = (getattr(event, name, None) for name in SAID_IN)
    return next((Commitment(words) for words in found if isinstance(words, str)), None)


def _files(asked: Asked) -> Field:
    """What was delivered, parts too."""
    ticked, wording = asked.typed.getlist("files"), asked.visit.page.wording
    choices = tuple(
        Choice(
            file.sha256,
            wording.words(file.name, _("erased file")),
            size(file.size_bytes),
            checked=file.sha256 in ticked,
        )
        for file in handed_in(asked.milestone)
    )
    return Field("files", _("Delivered files as evidence"), kind="checkboxes", choices=choices)
