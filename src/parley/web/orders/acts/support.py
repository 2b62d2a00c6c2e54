"""What a mediator does before anything is decided: writing for somebody who gets no answer, and proposing a division."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.foresight import preview
from parley.core.money import BadAmount, Money
from parley.core.order.messages import AcceptSuggestion, AnyCommand, OutreachAsked, SendOutreach, SuggestSplit
from parley.core.order.refusals import Code, Refusal
from parley.core.order.terms import clauses
from parley.core.order.valuation import valuation
from parley.core.parties import Role
from parley.core.specimens import ID, WORDS
from parley.reads.mediation_record import every_record
from parley.web.components.form import Field
from parley.web.components.notice import Notice
from parley.web.components.preview import Preview
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome, words_field
from parley.web.orders.consequences import consequence_slip
from parley.web.orders.telling import telling
from parley.web.orders.worth import worth_explained, worth_table
from parley.web.staff.barred import bar_notice, bar_to_judging, bar_to_writing
from parley.web.staff.ticks import read_ticks
from parley.words.locales import listed, number
from parley.words.money import amount_for_input, bad_amount_words, money, read_amount
from parley.words.refusals import refusal_words
from parley.words.sentence import Text as Words
from parley.words.stages import clause_name

Errors = dict[str, Words]
"""What is wrong, by the names of the fields."""


def send_outreach(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def draw(asked: Asked) -> Sheet:
        barred = bar_to_writing(asked.visit, asked.milestone)
        if barred is not None and not asked.typed:
            return Sheet(notice=bar_notice(asked.visit, barred), is_done=True)
        hint = _(
            "Both sides read it. Ask kindly for an answer; it is no ruling. You cannot decide a case here afterwards."
        )
        return Sheet(fields=(words_field(asked, "words", _("What you write"), hint=hint, rows=8),), notice=_wish(asked))

    def read(asked: Asked) -> Outcome:
        person = str(asked.visit.person.id)
        return SendOutreach(**asked.envelope(), person=person, words=asked.words("words")), ()

    return act_view(request, order_id, milestone, "send-outreach", SendOutreach, draw, read)


def suggest(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def draw(asked: Asked) -> Sheet:
        barred = bar_to_judging(asked.visit, asked.milestone)
        if barred is not None and not asked.typed:
            return Sheet(notice=bar_notice(asked.visit, barred), is_done=True)
        return _suggesting(asked, {})

    def read(asked: Asked) -> Outcome:
        errors: Errors = {}
        amount = _amount(asked, errors)
        reasons = asked.words("reasons")
        if reasons.is_blank:
            errors["reasons"] = _missing(asked, Code.TEXT_MISSING)
        if errors or amount is None:
            return _suggesting(asked, errors)
        return SuggestSplit(**asked.envelope(), person=str(asked.visit.person.id), amount=amount, reasons=reasons), ()

    return act_view(request, order_id, milestone, "suggest", SuggestSplit, draw, read)


def _wish(asked: Asked) -> Notice | None:
    """Who asked for it, and in which words, however long ago it was."""
    by = asked.milestone.outreach_asked_by
    if by is None:
        return None
    mine = [
        one.event
        for one in every_record(asked.visit.order.id)
        if isinstance(one.event, OutreachAsked) and one.event.milestone == asked.milestone.number
    ]
    words = asked.visit.page.wording.words(mine[-1].words) if mine else ""
    told = telling(asked.visit)
    title = _("{name} gets no answer from {other}").format(name=told.name(by), other=told.name(by.other))
    return Notice("news", "talk", title, words)


def _amount(asked: Asked, errors: Errors) -> Money | None:
    currency = asked.visit.order.terms.currency
    try:
        amount = read_amount(asked.typed.get("amount", ""), currency)
    except BadAmount as bad:
        errors["amount"] = bad_amount_words(bad, currency)
        return None
    if asked.milestone.held < amount:
        errors["amount"] = _missing(asked, Code.SUM_OUT_OF_RANGE)
    return amount


def _missing(asked: Asked, code: Code) -> str:
    words = refusal_words(Refusal(code), asked.visit.zone, asked.visit.at)
    return f"{words.says} {words.way_on}"


def _suggesting(asked: Asked, errors: Errors) -> Sheet:
    """It begins with what the delivered part is worth by the published rules."""
    milestone, currency = asked.milestone, asked.visit.order.terms.currency
    first = valuation(milestone)
    typed = asked.typed.get("amount", "") if asked.typed else amount_for_input(first)
    # Translators: {held} is a sum.
    label = _("To the freelancer, of {held}").format(held=money(milestone.held))
    error = errors.get("amount", "")
    amount = Field("amount", label, kind="money", value=typed, error=error, required=True, suffix=currency, narrow=True)
    hint = _("Both sides read it, and both are free to say no.")
    reasons = words_field(asked, "reasons", _("Your reasons"), hint=hint, rows=8)
    reasons = replace(reasons, error=errors.get("reasons", ""), value=reasons.value or _rests_on(asked))
    slip = _if_both_say_yes(asked, _typed_or(asked, first))
    return Sheet(
        fields=(amount, reasons),
        table=worth_table(asked.visit, milestone),
        foot=worth_explained(milestone),
        shows_scope=True,
        slips=(slip,) if slip is not None else (),
    )


def _rests_on(asked: Asked) -> str:
    """What was ticked in the record, as the beginning of the reasons."""
    ticks = read_ticks(asked.request.GET)
    if asked.typed or not ticks:
        return ""
    keys = [clause.key for clause in clauses(asked.visit.order.terms)]
    named = [f"{place}. {clause_name(key)}" for place, key in enumerate(keys, start=1) if key.value in ticks.clauses]
    lines = [_("Clauses: {clauses}").format(clauses=listed(named))] if named else []
    if ticks.events:
        events = listed([number(seq) for seq in ticks.events])
        lines.append(_("Events of the record: {events}").format(events=events))
    return "\n".join(lines)


def _typed_or(asked: Asked, first: Money) -> Money:
    unread: Errors = {}
    amount = _amount(asked, unread) if asked.typed else first
    return first if amount is None or unread else amount


def _if_both_say_yes(asked: Asked, amount: Money) -> Preview | None:
    """What the proposal would change, for both, once both have taken it: the real machine plays it. None where a rule says
    no; then the page says why."""
    visit, order = asked.visit, asked.visit.order
    common: dict[str, Any] = {"order_id": order.id, "id": ID, "milestone": asked.milestone.number}
    suggested = SuggestSplit(**common, by=visit.role, person=str(visit.person.id), amount=amount, reasons=WORDS)
    plays: list[AnyCommand] = [
        suggested,
        *(AcceptSuggestion(**common, by=side) for side in (Role.CLIENT, Role.FREELANCER)),
    ]
    seen = None
    for command in plays:
        seen = preview(order, command, visit.at)
        if seen.refusal is not None:
            return None
        order = seen.after
    if seen is None:
        return None
    slip = consequence_slip(visit, replace(seen, before=visit.order), asked.milestone.number)
    return replace(slip, caption=_("If both say yes to {amount}").format(amount=money(amount)))
