"""The cases of an order: an open one with its stage, its statements and what is proposed; a decided one with its reasons."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parley.core.money import Money
from parley.core.order.messages import AppealFiled, StatementMade
from parley.core.order.records import Case, Decision, FinalOffers
from parley.core.order.state import CASE_STAGES, Milestone, Stage
from parley.core.order.terms import ClauseKey, clauses
from parley.core.parties import Role
from parley.web.components.action import Link
from parley.web.components.case import CaseCard, Judgement, Side, Statement
from parley.web.components.envelopes import Envelope, Envelopes
from parley.web.components.money_bar import MoneyBar, MoneyPart, money_bar
from parley.web.components.proposal import Proposal
from parley.web.components.stepper import Mark, Step, Stepper, stepper
from parley.web.orders.door import Visit
from parley.web.orders.parts.files import file_chip, handed_in
from parley.web.orders.parts.moments import full, short
from parley.web.orders.resolution.address import resolution_address
from parley.web.orders.telling import telling
from parley.web.orders.worth import shares_table
from parley.words.causes import case_cause_words
from parley.words.dates import day, day_and_time
from parley.words.durations import business_days, days
from parley.words.events import event_words
from parley.words.locales import number
from parley.words.money import money
from parley.words.reasons import counts_as
from parley.words.resolution import side_name
from parley.words.sentence import strong
from parley.words.stages import clause_name
from parley.words.telling import tell, told

ORDER = (Stage.CASE_TALK, Stage.CASE_SEALED, Stage.CASE_MEDIATION, Stage.CASE_DECISION, Stage.CASE_APPEAL)


def case_cards(visit: Visit) -> tuple[CaseCard, ...]:
    """Every case that is open, and every one that a mediator decided: its reasons stay in sight."""
    return tuple(
        case_card(visit, milestone, milestone.case)
        for milestone in visit.order.milestones
        if milestone.case is not None and (not milestone.has_ended or milestone.case.decision is not None)
    )


def case_card(visit: Visit, milestone: Milestone, case: Case) -> CaseCard:
    """Everything about one case, open or over."""
    told_ = telling(visit)
    decision = case.decision
    stage = _stage(milestone)
    return CaseCard(
        id=f"case-{milestone.number}",
        title=tell(_("Case about {milestone}"), milestone=told_.milestone(milestone.number)),
        cause=case_cause_words(case.cause),
        steps=_steps(visit, milestone, stage) if stage is not None else None,
        sides=tuple(_side(visit, milestone, case, role) for role in own_first(visit)),
        earlier=_earlier(visit, case),
        envelopes=_envelopes(visit, milestone, case, stage),
        suggestion=_suggestion(visit, milestone, case) if stage is Stage.CASE_MEDIATION else None,
        judgement=_judgement(visit, milestone, decision) if decision is not None else None,
        is_over=milestone.has_ended,
        room=Link(_("Open the resolution room"), resolution_address(visit, milestone.number)),
    )


def own_first(visit: Visit) -> tuple[Role, Role]:
    """The reader's side first; for whoever is of no side the client."""
    return (Role.FREELANCER, Role.CLIENT) if visit.role is Role.FREELANCER else (Role.CLIENT, Role.FREELANCER)


def _stage(milestone: Milestone) -> Stage | None:
    """The stage of the case; with the bank it is the one that stands still. None once it is over."""
    if milestone.stage in CASE_STAGES:
        return milestone.stage
    frozen = milestone.back
    return frozen.stage if frozen is not None and frozen.stage in CASE_STAGES else None


def _steps(visit: Visit, milestone: Milestone, stage: Stage) -> Stepper:
    """Talk, sealed offers, mediation, decision, appeal; the present one with its clock."""
    # Translators: the steps of a case, in this order.
    names = {
        Stage.CASE_TALK: pgettext("step of a case", "Talk"),
        Stage.CASE_SEALED: pgettext("step of a case", "Sealed offers"),
        Stage.CASE_MEDIATION: pgettext("step of a case", "Mediation"),
        Stage.CASE_DECISION: pgettext("step of a case", "Decision"),
        Stage.CASE_APPEAL: pgettext("step of a case", "Appeal"),
    }
    here = ORDER.index(Stage.CASE_APPEAL if stage is Stage.APPEAL_FILED else stage)
    until = ""
    if milestone.ends_at is not None and milestone.stage is stage:
        until = _("until {day}").format(day=day(milestone.ends_at, visit.zone, visit.at))
    windows = visit.order.terms.windows
    lengths = {
        Stage.CASE_SEALED: _at_most(days(windows.sealed_days)),
        Stage.CASE_MEDIATION: _at_most(days(windows.mediation_days)),
        Stage.CASE_DECISION: _at_most(days(windows.decision_days)),
        Stage.CASE_APPEAL: _at_most(business_days(windows.appeal_business_days)),
    }
    steps = []
    for position, name in enumerate(names.values()):
        mark: Mark = "done" if position < here else "now" if position == here else "later"
        state = until if position == here else lengths.get(ORDER[position], "") if position > here else ""
        if position < here and _was_left_out(milestone, ORDER[position]):
            mark, state = "ended", _("left out")
        steps.append(Step(position + 1, name, state, mark))
    return stepper(_("The steps of a case"), steps)


def _at_most(length: str) -> str:
    # Translators: under a step of a case that has not come yet, as in "at most 7 days".
    return _("at most {length}").format(length=length)


def _was_left_out(milestone: Milestone, stage: Stage) -> bool:
    """Where one side never took part there is nobody to settle with, and the talk leads straight to a decision."""
    return (
        stage in (Stage.CASE_SEALED, Stage.CASE_MEDIATION) and milestone.case is not None and not milestone.case.round
    )


def _side(visit: Visit, milestone: Milestone, case: Case, role: Role) -> Side:
    """What one side said since the case opened, its reasons for an appeal too; oldest first."""
    found = []
    for record in visit.page.records:
        event = record.event
        if not isinstance(event, StatementMade | AppealFiled) or event.milestone != milestone.number:
            continue
        if event.by is not role or event.at < case.at:
            continue
        is_appeal = isinstance(event, AppealFiled)
        words = visit.page.wording.said(event.words if is_appeal else event.statement).words  # type: ignore[union-attr]
        note = "" if words else _("These words were erased.")
        if is_appeal and words:
            note = _("with the appeal")
        found.append(Statement(short(event.at, visit.zone, visit.at), words or "", note))
    name = side_name(role, telling(visit))
    return Side(name, tuple(found), _("Nothing was said yet."))


def _earlier(visit: Visit, case: Case) -> Link | None:
    """Where the page begins after the case did, what was said first is on the page before."""
    records = visit.page.records
    if not visit.page.has_older or not records or records[0].event.at <= case.at:
        return None
    return Link(_("What was said before that"), f"{visit.address}?before={records[0].seq}")


def _envelopes(visit: Visit, milestone: Milestone, case: Case, stage: Stage | None) -> Envelopes | None:
    """Who has sealed an offer, and last offers that both wanted opened. Until then how much is on no page."""
    if case.final_offers is not None:
        return _opened(visit, case.final_offers)
    if stage is Stage.CASE_SEALED:
        most = visit.order.terms.windows.sealed_rounds
        title = tell(_("Round {n} of {most} of sealed offers"), n=strong(number(case.round)), most=number(most))
    elif stage is Stage.CASE_MEDIATION and case.bids:
        title = tell(_("Last offers: once both are sealed they are shown, and the decision is one of the two"))
    else:
        return None
    told_ = telling(visit)
    first, second = (_envelope(visit, case, role) for role in own_first(visit))
    return Envelopes(
        title=title,
        pair=(first, second),
        until=full(milestone.ends_at, visit.zone, visit.at) if milestone.ends_at else None,
        lines=tuple(
            told(told_, role, _("You want to go on to a mediator"), _("{name} wants to go on to a mediator"))
            for role in sorted(case.asked_on, key=lambda one: one.value)
            if stage is Stage.CASE_SEALED
        ),
    )


def _opened(visit: Visit, offers: FinalOffers) -> Envelopes:
    """Both wanted the choice between two last sums, so both are told."""
    sums = {Role.CLIENT: offers.client, Role.FREELANCER: offers.freelancer}
    name = telling(visit).name(Role.FREELANCER)
    # Translators: {amount} of what is held would go to {name}.
    pattern = _("{amount} for {name}")
    first, second = (
        Envelope(side_name(role, telling(visit)), pattern.format(amount=money(sums[role]), name=name))
        for role in own_first(visit)
    )
    return Envelopes(title=_("The two last offers: the decision is one of them"), pair=(first, second))


def _envelope(visit: Visit, case: Case, role: Role) -> Envelope:
    told_, is_in = telling(visit), role.value in case.bids
    if is_in:
        you, they = _("Your offer is *sealed*"), _("{name} has *sealed* an offer")
    else:
        you, they = _("You have not sealed an offer yet"), _("{name} has not sealed an offer yet")
    return Envelope(side_name(role, told_), told(told_, role, you, they), is_in)


def _suggestion(visit: Visit, milestone: Milestone, case: Case) -> Proposal | None:
    """What the mediator proposes; the buttons that answer it stand in Next."""
    suggestion = case.suggestion
    if suggestion is None:
        return None
    told_ = telling(visit)
    title = tell(
        _("The mediator proposes {amount} of the hold for {name}"),
        amount=strong(money(suggestion.amount)),
        name=told_.name(Role.FREELANCER),
    )
    answered = [
        told(told_, role, _("You said yes."), _("{name} said yes."))
        for role in sorted(suggestion.accepted, key=lambda one: one is not visit.role)
    ]
    small = answered[0].plain if answered else _("Nobody has answered yet.")
    return Proposal(
        title=title,
        small=small,
        words=visit.page.wording.words(suggestion.reasons, _("These words were erased.")),
        until=full(milestone.ends_at, visit.zone, visit.at) if milestone.ends_at else None,
        default=_("The case goes on to a decision."),
        split=division(visit, milestone, suggestion.amount),
        id=f"suggestion-{milestone.number}",
    )


def division(visit: Visit, milestone: Milestone, gross: Money) -> MoneyBar:
    """The hold as it would be divided; the freelancer reads what arrives, after the fee."""
    fee = gross.share(visit.order.terms.fee_basis_points)
    back = milestone.held - gross
    told_ = telling(visit)
    if told_.is_viewer(Role.FREELANCER):
        label = _("To you, after the fee of {fee}").format(fee=money(fee)) if fee else _("To you")
        given, rest = money(gross - fee), _("Back to {name}").format(name=told_.name(Role.CLIENT))
    else:
        label, given = _("To {name}").format(name=told_.name(Role.FREELANCER)), money(gross)
        client = told_.name(Role.CLIENT)
        rest = _("Back to you") if told_.is_viewer(Role.CLIENT) else _("Back to {name}").format(name=client)
    parts = (
        MoneyPart("released", label, given, gross.amount_minor),
        MoneyPart("refunded", rest, money(back), back.amount_minor),
    )
    return money_bar(parts, _("How the hold would be divided"), slim=True)


def _judgement(visit: Visit, milestone: Milestone, decision: Decision) -> Judgement:
    wording, told_, reasons = visit.page.wording, telling(visit), decision.reasons
    numbers = {clause.key: place for place, clause in enumerate(clauses(visit.order.terms), start=1)}
    until = ""
    if milestone.stage is Stage.CASE_APPEAL and milestone.ends_at is not None:
        instant = day_and_time(milestone.ends_at, visit.zone, visit.at)
        until = _("Both can appeal until {instant}. Then it is carried out.").format(instant=instant)
    elif milestone.stage is Stage.APPEAL_FILED:
        until = _("An appeal is open: another mediator looks at it.")
    result = told(
        told_,
        Role.FREELANCER,
        _("*{amount}* of what was held for you, the rest back to {client}"),
        _("*{amount}* of what was held for {name}, the rest back to {client}"),
        amount=money(decision.amount),
        client=told_.name(Role.CLIENT),
    )
    erased = _("These words were erased.")
    return Judgement(
        title=_("The decision"),
        result=result,
        facts=wording.words(reasons.facts, erased),
        clauses=tuple(_clause(visit, key, numbers) for key in reasons.clauses),
        evidence=tuple(_event(visit, seq) for seq in reasons.events),
        files=tuple(
            file_chip(visit, milestone.number, file) for file in handed_in(milestone) if file.sha256 in reasons.files
        ),
        arithmetic=shares_table(visit, milestone, reasons.arithmetic, _("Arithmetic, item by item")),
        remedy=wording.words(reasons.remedy, erased),
        counts=counts_as(decision.counts_as),
        until=until,
    )


def _clause(visit: Visit, key: ClauseKey, numbers: dict[ClauseKey, int]) -> Link:
    return Link(f"{numbers.get(key, '')}. {clause_name(key)}", f"{visit.address}#clause-{numbers.get(key, '')}")


def _event(visit: Visit, seq: int) -> Link:
    """An event of this order, by its sentence where it is on the page."""
    record = next((one for one in visit.page.records if one.seq == seq), None)
    if record is None:
        return Link(_("Event {number} of the record").format(number=number(seq)), f"{visit.address}?before={seq + 1}")
    return Link(event_words(record.event, telling(visit)).sentence.plain, f"{visit.address}#event-{seq}")
