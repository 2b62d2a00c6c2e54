"""The form of a decision: the sum and its arithmetic, facts, clauses, evidence, remedy. It keeps everything that was typed."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from parley.core.money import Money
from parley.core.order.records import CountsAs, FinalOffers
from parley.core.order.terms import clauses
from parley.core.order.valuation import shares, valuation
from parley.core.parties import Role
from parley.web.components.form import Choice, Field, Group
from parley.web.components.revision import LiveCheck
from parley.web.orders.acts.judging_events import events_field
from parley.web.orders.acts.judging_read import Errors, read_sum, share_name
from parley.web.orders.acts.page import Asked
from parley.web.orders.acts.plain import words_field
from parley.web.orders.parts.files import handed_in
from parley.web.orders.telling import telling
from parley.web.staff.ticks import read_ticks
from parley.words.clauses import clause_words
from parley.words.files import size
from parley.words.money import amount_for_input, money
from parley.words.sentence import Text as Words
from parley.words.staff import adds_up, counts_choice

OUR_OWN = frozenset({"csrfmiddlewaretoken", "command_id", "seen", "again", "sure"})


def judging_fields(asked: Asked, errors: Errors) -> list[Field | Group]:
    """With what was typed; opened for the first time, with the sums of the valuation."""
    files = _files(asked)
    return [
        _sums(asked, errors),
        _counts(asked, errors),
        _words(asked, "facts", _("Facts"), _("What happened, as you found it. Both sides read it."), errors),
        _clauses(asked, errors),
        events_field(asked, errors.get("events", "")),
        *([files] if files.choices else []),
        _words(asked, "remedy", _("Remedy"), _("What follows from it for both sides, in plain words."), errors),
    ]


def typed_again(asked: Asked) -> tuple[tuple[str, str], ...]:
    """Everything that was typed, as hidden fields: what was looked over is what is saved."""
    return tuple((name, value) for name in asked.typed if name not in OUR_OWN for value in asked.typed.getlist(name))


def _sums(asked: Asked, errors: Errors) -> Group:
    """The amount, and what each item gives to it; under them whether they add up."""
    milestone, currency = asked.milestone, asked.visit.order.terms.currency
    first = {"amount": valuation(milestone)} | {share_name(one.item): one.amount for one in shares(milestone)}

    def box(name: str, label: str) -> Field:
        value = asked.typed.get(name, "") if asked.typed else amount_for_input(first[name])
        error = errors.get(name, "")
        return Field(name, label, kind="money", value=value, error=error, required=True, suffix=currency, narrow=True)

    offers = milestone.case.final_offers if milestone.case is not None else None
    # Translators: {held} is a sum.
    amount = box("amount", _("To the freelancer, of {held}").format(held=money(milestone.held)))
    if offers is not None:
        amount = _one_of(asked, offers, errors)
    wording = asked.visit.page.wording
    items = [box(share_name(one.number), f"{one.number}. {wording.words(one.what)}") for one in milestone.terms.items]
    return Group(
        _("The sum, and how it comes about"),
        (amount, *items),
        hint=_("It begins with what the published valuation gives each item. All shares together are the sum."),
        live=LiveCheck("sums", asked.address, says=_adds_up(asked, first), button=_("Add up")),
    )


def _one_of(asked: Asked, offers: FinalOffers, errors: Errors) -> Field:
    """Both sides chose it: the sum of the one or of the other."""
    told, chosen = telling(asked.visit), asked.typed.get("amount", "")
    sums = {Role.CLIENT: offers.client, Role.FREELANCER: offers.freelancer}
    choices = tuple(
        Choice(
            amount_for_input(amount),
            money(amount),
            _("the last offer of {name}").format(name=told.name(role)),
            checked=chosen == amount_for_input(amount),
        )
        for role, amount in sums.items()
    )
    label = _("To the freelancer: one of the two last offers")
    return Field("amount", label, kind="radio", choices=choices, error=errors.get("amount", ""), required=True)


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
    visit = asked.visit
    ticked = asked.typed.getlist("clauses") if asked.typed else read_ticks(asked.request.GET).clauses
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


def _files(asked: Asked) -> Field:
    """What was delivered, parts too."""
    typed, picked = asked.typed.getlist("files"), read_ticks(asked.request.GET)
    wording = asked.visit.page.wording
    choices = tuple(
        Choice(
            file.sha256,
            wording.words(file.name, _("erased file")),
            size(file.size_bytes),
            checked=file.sha256 in typed if asked.typed else picked.has_file(file.sha256),
        )
        for file in handed_in(asked.milestone)
    )
    return Field("files", _("Delivered files as evidence"), kind="checkboxes", choices=choices)
