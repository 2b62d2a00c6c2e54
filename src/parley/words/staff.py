"""What those who work for the desk read on their own pages: the queue, the forms of a decision, the list of mediators."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parley.core.money import Money, total
from parley.core.order.records import ChargebackCode, CountsAs
from parley.core.order.refusals import Code
from parley.core.order.state import CASE_STAGES, Milestone, Order, Stage
from parley.core.parties import Role
from parley.words.locales import number
from parley.words.money import money
from parley.words.sentence import Sentence, strong
from parley.words.stages import milestone_state
from parley.words.telling import Telling, tell
from parley.words.turns import desk_title

# Translators: what an ended milestone is for the freelancer's completion rate, as somebody chooses it in a form.
COUNTS: Mapping[CountsAs, tuple[Promise, Promise]] = {
    CountsAs.COMPLETED: (
        gettext_lazy("As completed"),
        gettext_lazy("The freelancer did what was agreed."),
    ),
    CountsAs.FREELANCER: (
        gettext_lazy("As ended on the freelancer’s side"),
        gettext_lazy("What was agreed was not done, and that was in the freelancer’s hands."),
    ),
    CountsAs.EXEMPT: (
        gettext_lazy("Neither for nor against anybody"),
        gettext_lazy("It was in nobody’s hands, or in the client’s."),
    ),
}

# Translators: why a bank asks for a payment back, as the operator chooses it in a form.
CODES: Mapping[ChargebackCode, tuple[Promise, Promise]] = {
    ChargebackCode.FRAUD: (
        gettext_lazy("Fraud"),
        gettext_lazy("Somebody else is said to have made the payment."),
    ),
    ChargebackCode.SERVICE: (
        gettext_lazy("Dispute about the service"),
        gettext_lazy("The client says that it was not as agreed."),
    ),
}


def counts_choice(what: CountsAs) -> tuple[str, str]:
    """The answer, and one sentence about when it is the right one."""
    label, hint = COUNTS[what]
    return str(label), str(hint)


def code_choice(code: ChargebackCode) -> tuple[str, str]:
    label, hint = CODES[code]
    return str(label), str(hint)


def adds_up(amount: Money | None, shares: list[Money], missing: int) -> Sentence:
    """Where the arithmetic of a decision stands: the sum of the items, and by how much it misses the amount. `missing` is how
    many fields do not read as a sum; `amount` is None where that is the one that does not."""
    if missing or amount is None:
        return tell(_("Once every field has a sum, it says here whether they add up."))
    come_to = total(shares, amount.currency)
    if come_to == amount:
        return tell(_("The items come to {sum}, and so does the amount."), sum=strong(money(come_to)))
    if come_to.amount_minor > amount.amount_minor:
        text = _("The items come to {sum}: {gap} more than the amount of {amount}.")
        return tell(text, sum=strong(money(come_to)), gap=money(come_to - amount), amount=money(amount))
    text = _("The items come to {sum}: {gap} less than the amount of {amount}.")
    return tell(text, sum=strong(money(come_to)), gap=money(amount - come_to), amount=money(amount))


def work_title(role: Role, order: Order, milestone: Milestone, telling: Telling) -> str:
    """The title of a row in the queue: what this role has to do about this milestone. `telling` is a mediator's."""
    name = telling.milestone_name(milestone.number)
    if role is Role.BANK:
        return _("{milestone}: hear what the bank decides").format(milestone=name)
    if milestone.stage in CASE_STAGES and _of_case(milestone):
        return desk_title(order, telling, milestone.number)
    asked_by = milestone.outreach_asked_by
    silent = telling.name(asked_by.other) if asked_by is not None else telling.other_name
    return _("{milestone}: write to {name}, who does not answer").format(milestone=name, name=silent)


def work_until(role: Role, milestone: Milestone) -> datetime | None:
    """The instant by which it is waited for; None for support, which writes as soon as it can."""
    if role is Role.BANK:
        return milestone.chargeback.answer_by if milestone.chargeback is not None else None
    return milestone.ends_at if _of_case(milestone) else None


# Translators: why a case in the list of the desk is for somebody else; read by whoever may not do it.
BARRED: Mapping[Code, Promise] = {
    Code.MEDIATOR_IS_PARTY: gettext_lazy("It is your own order, so somebody else has to do this"),
    Code.MEDIATOR_SHARES: gettext_lazy("You share an organisation with a side, so somebody else has to do this"),
    Code.MEDIATOR_WROTE: gettext_lazy("You wrote to one side, so somebody else decides"),
    Code.MEDIATOR_DECIDED: gettext_lazy("You decided before, so somebody else decides the appeal"),
    Code.CASE_TAKEN: gettext_lazy("Another mediator has this case"),
}

# Translators: the same about a mediator who is left out of a list; it stands behind the name.
LEFT_OUT: Mapping[Code, Promise] = {
    Code.MEDIATOR_IS_PARTY: gettext_lazy("is a side of this order"),
    Code.MEDIATOR_SHARES: gettext_lazy("shares an organisation with a side"),
    Code.MEDIATOR_WROTE: gettext_lazy("wrote to one side for the other"),
    Code.MEDIATOR_DECIDED: gettext_lazy("decided before"),
}


def barred_words(code: Code | None) -> str:
    """Why a row of the queue is for somebody else; empty where it is not."""
    return str(BARRED[code]) if code is not None else ""


def left_out_words(name: str, code: Code) -> str:
    """Noor Aziz: wrote to one side for the other"""
    return _("{name}: {why}").format(name=name, why=LEFT_OUT[code])


def has_cases(count: int) -> str:
    """How much a mediator has on their desk."""
    return ngettext("{n} case waits for them", "{n} cases wait for them", count).format(n=number(count))


def party_line(order: Order, milestone: Milestone, telling: Telling, more: str = "") -> str:
    """The two sides and where the milestone stands, as it completes the order's title."""
    both = _("{client} and {freelancer}").format(
        client=telling.name(Role.CLIENT), freelancer=telling.name(Role.FREELANCER)
    )
    return " · ".join(filter(None, (both, milestone_state(milestone, order.terms, telling), more)))


def _of_case(milestone: Milestone) -> bool:
    """Whether its case waits for a mediator now."""
    if milestone.stage is Stage.CASE_MEDIATION:
        return milestone.case is not None and milestone.case.suggestion is None
    return milestone.stage in (Stage.CASE_DECISION, Stage.APPEAL_FILED)
