"""The offer, clause by clause: ticked, talked over, accepted; or, for its author, waited for."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.foresight import if_nobody_moves
from parley.core.money import total
from parley.core.order.messages import AcceptOffer, CounterOffer, DeclineOffer, NoteOnClause, WithdrawOffer
from parley.core.order.refusals import Code
from parley.core.order.terms import Funding, clauses, terms_hash
from parley.core.parties import Role
from parley.core.texts import LONGEST_MESSAGE
from parley.desk.intake import new_id
from parley.web.components.action import Action, ActionRow, Link, Panel
from parley.web.components.clause import Clause
from parley.web.components.composer import Composer
from parley.web.components.facts import Fact
from parley.web.components.form import Choice, Field, Form
from parley.web.components.next_card import ClauseTicks, NextCard
from parley.web.components.refusal import RefusalCard
from parley.web.components.table import Table
from parley.web.components.timeline import Timeline
from parley.web.offers.clauses import FORM, offer_clauses, what_if_table
from parley.web.orders.door import Refused, Visit
from parley.web.orders.parts.composer import EMPTY, Draft, composer
from parley.web.orders.parts.moments import full
from parley.web.orders.parts.next import reference
from parley.web.orders.parts.timeline import order_timeline
from parley.web.orders.telling import telling
from parley.words.acts import act_words
from parley.words.deadlines import default_sentence
from parley.words.locales import number
from parley.words.money import money
from parley.words.stages import clause_name
from parley.words.turns import turn_words


@dataclass(frozen=True, slots=True)
class OfferPage:
    """The context of offers/read.html. `can_answer` says that the reader is the side that may accept."""

    visit: Visit
    title: str
    from_whom: str
    reference: str
    card: NextCard
    clauses: tuple[Clause, ...]
    what_if: Table
    timeline: Timeline
    composer: Composer | None
    can_answer: bool
    accept_href: str
    note_href: str
    hidden: tuple[tuple[str, str], ...]
    refusal: RefusalCard | None = None


def show_offer(request: HttpRequest, page: OfferPage, status: int = 200) -> HttpResponse:
    return render(request, "offers/read.html", {"page": page}, status=status)


def offer_page(visit: Visit, *, said_no: Refused | None = None, draft: Draft = EMPTY) -> OfferPage:
    order = visit.order
    told = telling(visit)
    typed = visit.request.POST
    is_author = order.offer.by is visit.role
    is_message = "text" in typed
    from_whom = _("Your offer, version {version}") if is_author else _("An offer from {name}, version {version}")
    return OfferPage(
        visit=visit,
        title=visit.page.title,
        from_whom=from_whom.format(name=told.name(order.offer.by), version=number(order.offer.version)),
        reference=_("Order {reference}").format(reference=reference(visit)),
        card=_card(visit),
        clauses=offer_clauses(visit, can_answer=can_answer(visit), ticked=_ticked(visit, said_no)),
        what_if=what_if_table(visit),
        timeline=order_timeline(visit),
        composer=composer(visit, draft, said_no if is_message else None)
        if visit.page.names[visit.role.other].person
        else None,
        can_answer=can_answer(visit),
        accept_href=reverse("accept_offer", args=[order.id]),
        note_href=reverse("note_on_clause", args=[order.id]),
        hidden=(
            ("command_id", str(new_id())),
            ("terms", terms_hash(order.terms)),
            ("seen", str(order.offer.version)),
        ),
        refusal=_refusal(said_no) if not is_message else None,
    )


def _ticked(visit: Visit, said_no: Refused | None) -> frozenset[str]:
    """Ticks that came with a refused form, which they survive: unless the offer has changed under them."""
    if said_no is None or said_no.code == Code.OFFER_CHANGED.value:
        return frozenset()
    return frozenset(visit.request.POST.getlist("clauses"))


def can_answer(visit: Visit) -> bool:
    """The side that did not write this version, while it is on the table."""
    return visit.order.offer.end is None and visit.order.offer.by is not visit.role


def _card(visit: Visit) -> NextCard:
    order = visit.order
    told = telling(visit)
    words = turn_words(order, told)
    road = if_nobody_moves(order, visit.at)
    states = [clause.state for clause in offer_clauses(visit, can_answer=can_answer(visit))]
    agreed, talk = states.count("agreed"), states.count("talk")
    # Translators: of clauses. The form is that of {agreed}.
    text = ngettext("{agreed} of {all} agreed, {talk} in talk", "{agreed} of {all} agreed, {talk} in talk", agreed)
    ticks = ClauseTicks(
        text.format(agreed=number(agreed), all=number(len(states)), talk=number(talk)),
        tuple(states),
    )
    answering = can_answer(visit)
    return NextCard(
        turn=words.turn,
        headline=words.headline,
        instruction=words.instruction,
        deadline=full(words.until, visit.zone, visit.at) if words.until else None,
        default=default_sentence(order, road, told) if road else "",
        jump=Link(_("Read it first"), "#clauses") if answering else None,
        ticks=ticks,
        primary=_accept(visit) if answering else _answer_notes(visit),
        rows=_rows(visit, answering=answering),
        facts=_pays(visit),
    )


def _accept(visit: Visit) -> Action:
    words = act_words(AcceptOffer, visit.order, None, telling(visit))
    in_talk = len(visit.order.offer.notes)
    if in_talk:
        note = _("Opens when {name} has answered what is in talk.").format(name=visit.other_name)
        return Action(words.label, icon="check", weight="primary", disabled=True, note=note)
    return Action(words.label, icon="check", weight="primary", form_id=FORM, note=words.small)


def _answer_notes(visit: Visit) -> Action | None:
    """The author answers notes with a new version; without notes there is nothing to do but wait."""
    if not visit.order.offer.notes:
        return None
    words = act_words(CounterOffer, visit.order, None, telling(visit))
    href = reverse("counter_offer", args=[visit.order.id])
    return Action(words.label, icon="pencil", weight="primary", href=href, note=words.small)


def _rows(visit: Visit, *, answering: bool) -> tuple[ActionRow, ...]:
    told = telling(visit)
    order = visit.order
    typed = visit.request.POST
    counter = act_words(CounterOffer, order, None, told)
    rows = [ActionRow(counter.label, counter.small, href=reverse("counter_offer", args=[order.id]))]
    if not answering and order.offer.notes:
        rows = []
    if answering:
        note = act_words(NoteOnClause, order, None, told)
        decline = act_words(DeclineOffer, order, None, told)
        rows.insert(
            0,
            ActionRow(
                _("Talk about a clause"),
                note.small,
                panel=Panel(intro=note.description, form=_note_form(visit)),
                open="note" in typed,
            ),
        )
        reason = Field(
            "reason",
            _("Why, if you like"),
            kind="textarea",
            value=typed.get("reason", ""),
            said=True,
            rows=3,
            maxlength=LONGEST_MESSAGE,
        )
        rows.append(
            ActionRow(
                decline.label,
                decline.small,
                panel=Panel(intro=decline.description, form=_form(visit, "decline_offer", decline.label, (reason,))),
                open="reason" in typed,
            )
        )
    else:
        withdraw = act_words(WithdrawOffer, order, None, told)
        rows.append(
            ActionRow(
                withdraw.label,
                withdraw.small,
                panel=Panel(intro=withdraw.description, form=_form(visit, "withdraw_offer", withdraw.label, ())),
            )
        )
    return tuple(rows)


def _form(visit: Visit, name: str, submit: str, fields: tuple[Field, ...]) -> Form:
    return Form(
        action=reverse(name, args=[visit.order.id]),
        fields=fields,
        submit=submit,
        id=name.replace("_", "-"),
        hidden=(("command_id", str(new_id())), ("seen", str(visit.order.offer.version))),
        quiet=True,
    )


def _note_form(visit: Visit) -> Form:
    typed = visit.request.POST
    choices = tuple(
        Choice(clause.key.value, clause_name(clause.key), checked=clause.key.value == typed.get("clause"))
        for clause in clauses(visit.order.terms)
    )
    fields = (
        Field("clause", _("Which clause"), kind="select", choices=choices, required=True),
        Field(
            "note",
            _("What should be different"),
            kind="textarea",
            value=typed.get("note", ""),
            said=True,
            required=True,
            rows=3,
            maxlength=LONGEST_MESSAGE,
            draft=f"note-{visit.order.id}",
        ),
    )
    ticks = tuple(("clauses", key) for key in visit.order.offer.ticks)
    form = _form(visit, "note_on_clause", act_words(NoteOnClause, visit.order, None, telling(visit)).label, fields)
    return Form(form.action, form.fields, form.submit, id=form.id, hidden=(*form.hidden, *ticks), quiet=True)


def _pays(visit: Visit) -> tuple[Fact, ...]:
    """What accepting means in money, for the client now and later, for the freelancer after the fee."""
    terms = visit.order.terms
    fee = terms.price.share(terms.fee_basis_points)
    if visit.role is Role.FREELANCER:
        return (Fact(_("Price in all"), money(terms.price)), Fact(_("Fee for you"), money(fee)))
    first = [m.price for m in terms.milestones if not m.after or terms.funding is Funding.ALL_UP_FRONT]
    now = total(first, terms.currency)
    return (
        Fact(_("You pay to begin"), money(now)),
        Fact(_("Later, when each step starts"), money(terms.price - now)),
        Fact(_("Fee for you"), money(terms.price - terms.price)),
    )


def _refusal(said_no: Refused | None) -> RefusalCard | None:
    if said_no is None:
        return None
    return RefusalCard(
        what=said_no.words.says,
        lost=_("Nothing was sent, and nothing binds you."),
        way_on=said_no.words.way_on,
        code=said_no.code,
    )
