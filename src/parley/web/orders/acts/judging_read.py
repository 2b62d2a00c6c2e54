"""From what a mediator typed to a decision, or what is missing of one: all of it at once, each at its own field."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from parley.core.money import BadAmount, Money, total
from parley.core.order.judgement import MOST_EVIDENCE
from parley.core.order.messages import DecideAppeal, DecideCase
from parley.core.order.records import CountsAs, ItemShare
from parley.core.order.refusals import Code, Refusal
from parley.core.order.terms import ClauseKey, clauses
from parley.web.orders.acts.page import Asked
from parley.web.orders.parts.files import handed_in
from parley.words.money import bad_amount_words, read_amount
from parley.words.refusals import refusal_words
from parley.words.sentence import Text as Words

Errors = dict[str, Words]
"""What is wrong, by the names of the fields."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What was typed: a `command`, unless something is missing."""

    errors: Errors
    command: DecideCase | DecideAppeal | None


def read_judged(asked: Asked) -> Judged:
    errors: Errors = {}
    amount, given = _sums(asked, errors)
    counts = asked.typed.get("counts_as", "")
    if counts not in {one.value for one in CountsAs}:
        errors["counts_as"] = _("Choose what it counts as.")
    facts, remedy = asked.words("facts"), asked.words("remedy")
    if facts.is_blank:
        errors["facts"] = _missing(asked, Code.FACTS_MISSING)
    if remedy.is_blank:
        errors["remedy"] = _missing(asked, Code.REMEDY_MISSING)
    keys, events, files = chosen_clauses(asked), chosen_events(asked), chosen_files(asked)
    if not keys:
        errors["clauses"] = _missing(asked, Code.CLAUSES_MISSING)
    if not events and not files:
        errors["events"] = _missing(asked, Code.EVIDENCE_MISSING)
    elif len(events) + len(files) > MOST_EVIDENCE:
        errors["events"] = _("At most {most} pieces of evidence.").format(most=MOST_EVIDENCE)
    if errors or amount is None:
        return Judged(errors, None)
    kind = DecideAppeal if asked.kind is DecideAppeal else DecideCase
    command = kind(
        **asked.envelope(),
        person=str(asked.visit.person.id),
        amount=amount,
        counts_as=CountsAs(counts),
        facts=facts,
        clauses=keys,
        events=events,
        files=files,
        arithmetic=given,
        remedy=remedy,
    )
    return Judged(errors, command)


def read_sum(asked: Asked, name: str, errors: Errors) -> Money | None:
    """The sum in this field; None with a word about why it is none."""
    currency = asked.visit.order.terms.currency
    try:
        return read_amount(asked.typed.get(name, ""), currency)
    except BadAmount as bad:
        errors[name] = bad_amount_words(bad, currency)
        return None


def share_name(item: int) -> str:
    """The field of an item's share."""
    return f"share-{item}"


def chosen_clauses(asked: Asked) -> tuple[ClauseKey, ...]:
    ticked = set(asked.typed.getlist("clauses"))
    return tuple(clause.key for clause in clauses(asked.visit.order.terms) if clause.key.value in ticked)


def chosen_events(asked: Asked) -> tuple[int, ...]:
    ticked = {int(one) for one in asked.typed.getlist("events") if one.isdecimal() and len(one) < 10}
    return tuple(sorted(seq for seq in ticked if 1 <= seq <= asked.visit.order.seq))


def chosen_files(asked: Asked) -> tuple[str, ...]:
    ticked = set(asked.typed.getlist("files"))
    return tuple(file.sha256 for file in handed_in(asked.milestone) if file.sha256 in ticked)


def _sums(asked: Asked, errors: Errors) -> tuple[Money | None, tuple[ItemShare, ...]]:
    """The amount and its shares. Whether they add up is said where all of them can be read."""
    held = asked.milestone.held
    amount = read_sum(asked, "amount", errors)
    if amount is not None and amount.amount_minor > held.amount_minor:
        errors["amount"] = _missing(asked, Code.SUM_OUT_OF_RANGE)
    offers = asked.milestone.case.final_offers if asked.milestone.case is not None else None
    if offers is not None and amount not in (offers.client, offers.freelancer):
        errors["amount"] = _missing(asked, Code.NOT_A_FINAL_OFFER)
    items = [item.number for item in asked.milestone.terms.items]
    found = [(item, read_sum(asked, share_name(item), errors)) for item in items]
    given = tuple(ItemShare(item, share) for item, share in found if share is not None)
    come_to = total([share.amount for share in given], held.currency)
    if amount is not None and len(given) == len(items) and come_to != amount:
        errors[share_name(items[0])] = _missing(asked, Code.ARITHMETIC_WRONG)
    return amount, given


def _missing(asked: Asked, code: Code) -> str:
    words = refusal_words(Refusal(code), asked.visit.zone, asked.visit.at)
    return f"{words.says} {words.way_on}"
