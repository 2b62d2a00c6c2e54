"""An easy way out: remedies that take one click, each with what it would change before it is taken.

In a case both sides have the same list, and where somebody owns a mistake it is the list of them both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from parley.core.foresight import preview
from parley.core.money import Money
from parley.core.order.dispute import CaseReason
from parley.core.order.messages import (
    Accept,
    AnswerRequest,
    AnyMilestoneCommand,
    DeliverAgain,
    ExtendReview,
    ProposeExtension,
    ProposeRefund,
    ProposeSplit,
    Redeliver,
    Reply,
    RequestRevision,
    WithdrawCase,
)
from parley.core.order.proposals import SHORT_EXTENSION_DAYS
from parley.core.order.requests import AnswerKind
from parley.core.order.state import CASE_STAGES, Milestone
from parley.core.order.valuation import valuation
from parley.core.parties import Role
from parley.core.specimens import ID, WORDS, Possible
from parley.core.statistics import Record
from parley.web.components.action import ActionRow, Link, Panel
from parley.web.components.form import Field, Form
from parley.web.orders.acts.addresses import act_address
from parley.web.orders.consequences import consequence_slip, slip_if_yes
from parley.web.orders.door import Visit, hidden
from parley.web.orders.telling import telling
from parley.words.acts import act_words
from parley.words.dates import date_only
from parley.words.money import amount_for_input, money

SMALL_PERCENT = 10
"""A small refund: so much of the price. The form takes any other sum."""
REVIEW_DAYS = 3


def remedies(
    visit: Visit, milestone: Milestone, acts: Sequence[Possible], record: Record | None
) -> tuple[ActionRow, ...]:
    """What this side can offer or take now, mildest first; none for readers of no side and where all has ended. `record` are
    the freelancer's counts, for what an end would do to them."""
    if not visit.is_party or milestone.has_ended:
        return ()
    found = (
        _in_case(visit, milestone, record)
        if milestone.stage in CASE_STAGES
        else _before(visit, milestone, acts, record)
    )
    return tuple(found)


def owns_a_mistake(milestone: Milestone) -> bool:
    """Whether whoever opened the case names a mistake of their own."""
    return milestone.case is not None and milestone.case.cause == CaseReason.OUR_MISTAKE.value


def _before(visit: Visit, milestone: Milestone, acts: Sequence[Possible], record: Record | None) -> Iterator[ActionRow]:
    open_now = {act.kind: act for act in acts if act.milestone == milestone.number and act.closed is None}
    if AnswerRequest in open_now:
        yield from _all_of_it(visit, milestone)
    for kind, title in _by_page(visit.role):
        if kind in open_now:
            yield _page(visit, milestone, open_now[kind], title)
    if ExtendReview in open_now:
        yield from _longer_look(visit, milestone)
    if ProposeExtension in open_now and milestone.due_at is not None:
        yield from _other_date(visit, milestone, record)
    if ProposeRefund in open_now:
        yield from _small_refund(visit, milestone, record)


def _by_page(role: Role) -> tuple[tuple[type[AnyMilestoneCommand], str], ...]:
    """Remedies that need files or a list, so that the click leads to their page."""
    if role is Role.FREELANCER:
        return (Redeliver, _("Do it again")), (DeliverAgain, _("Do it again"))
    return (RequestRevision, _("Have it done again")), (Accept, _("Take it as it is"))


def _in_case(visit: Visit, milestone: Milestone, record: Record | None) -> Iterator[ActionRow]:
    """The same divisions for both; whoever opened the case can also take it back and go on with the work."""
    taking_back = WithdrawCase(**_envelope(visit, milestone))
    seen = preview(visit.order, taking_back, visit.at)
    if seen.refusal is None:
        words = act_words(WithdrawCase, visit.order, milestone, telling(visit))
        panel = Panel(
            words.description,
            consequence_slip(visit, seen, milestone.number),
            _form(visit, milestone, WithdrawCase, words.label),
        )
        yield ActionRow(_("Take the case back and do it again"), words.small, panel=panel)
    held, nothing = milestone.held, milestone.held - milestone.held
    small = held - milestone.terms.price.share(SMALL_PERCENT * 100)
    shown: set[Money] = set()
    for gross, title in (
        (small, _("A small part goes back")),
        (valuation(milestone), _("What was delivered is paid")),
        (held.share(5_000), _("Each bears half")),
        (nothing, _("Everything goes back")),
    ):
        if 0 <= gross.amount_minor <= held.amount_minor and gross not in shown:
            shown.add(gross)
            yield from _division(visit, milestone, gross, title, record)


def _division(
    visit: Visit, milestone: Milestone, gross: Money, title: str, record: Record | None
) -> Iterator[ActionRow]:
    command = ProposeSplit(**_envelope(visit, milestone), amount=gross, reason=WORDS)
    slip = slip_if_yes(visit, command, record)
    if slip is None:
        return
    reason = _("So that the two of us can close this, I offer this division.")
    # Translators: sums of the hold, as in "€378.00 to Camille, €42.00 back to Inés".
    small = _("{gross} to {freelancer}, {back} back to {client}").format(
        gross=money(gross),
        back=money(milestone.held - gross),
        freelancer=visit.page.names[Role.FREELANCER].name,
        client=visit.page.names[Role.CLIENT].name,
    )
    form = _form(
        visit,
        milestone,
        ProposeSplit,
        _("Propose it"),
        more=(("amount", amount_for_input(gross)),),
        reason=reason,
        of=str(gross.amount_minor),
    )
    yield ActionRow(title, small, panel=Panel("", slip, form))


def _all_of_it(visit: Visit, milestone: Milestone) -> Iterator[ActionRow]:
    """Say yes to every item of the request at once."""
    items = milestone.request.items if milestone.request is not None else ()
    replies = tuple(Reply(item=item.number, kind=AnswerKind.WILL_DO) for item in items)
    seen = preview(visit.order, AnswerRequest(**_envelope(visit, milestone), answers=replies), visit.at)
    if seen.refusal is not None:
        return
    more = tuple((f"kind-{item.number}", AnswerKind.WILL_DO.value) for item in items)
    form = _form(visit, milestone, AnswerRequest, _("Promise all of it"), more=more)
    intro = _("Every item is answered with “will be done”. Nothing else is agreed by it.")
    panel = Panel(intro, consequence_slip(visit, seen, milestone.number), form)
    yield ActionRow(_("Do all that was asked"), _("At no charge, with one click"), panel=panel)


def _longer_look(visit: Visit, milestone: Milestone) -> Iterator[ActionRow]:
    seen = preview(visit.order, ExtendReview(**_envelope(visit, milestone), days=REVIEW_DAYS), visit.at)
    if seen.refusal is not None:
        return
    words = act_words(ExtendReview, visit.order, milestone, telling(visit))
    form = _form(visit, milestone, ExtendReview, words.label, more=(("days", str(REVIEW_DAYS)),))
    panel = Panel(words.description, consequence_slip(visit, seen, milestone.number), form)
    yield ActionRow(words.label, words.small, panel=panel)


def _other_date(visit: Visit, milestone: Milestone, record: Record | None) -> Iterator[ActionRow]:
    until = _later(visit, milestone)
    command = ProposeExtension(**_envelope(visit, milestone), until=until, reason=WORDS)
    slip = slip_if_yes(visit, command, record)
    if slip is None:
        return
    words = act_words(ProposeExtension, visit.order, milestone, telling(visit))
    form = _form(
        visit,
        milestone,
        ProposeExtension,
        _("Ask for this date"),
        more=(("until", until.isoformat()),),
        reason=_("I would like a few days more, so that it comes right."),
    )
    title = _("Another date: {date}").format(date=date_only(until))
    yield ActionRow(title, words.small, panel=Panel("", slip, form))


def _later(visit: Visit, milestone: Milestone) -> date:
    """As many days as silence agrees to."""
    due_at = milestone.due_at or visit.at
    return visit.order.terms.calendar.local_date(due_at) + timedelta(days=SHORT_EXTENSION_DAYS)


def _small_refund(visit: Visit, milestone: Milestone, record: Record | None) -> Iterator[ActionRow]:
    amount = milestone.terms.price.share(SMALL_PERCENT * 100)
    slip = slip_if_yes(visit, ProposeRefund(**_envelope(visit, milestone), amount=amount, reason=WORDS), record)
    if slip is None:
        return
    is_client = visit.role is Role.CLIENT
    title = _("A small refund: {sum}").format(sum=money(amount))
    small = _("The work goes on as agreed. Silence counts as no")
    form = _form(
        visit,
        milestone,
        ProposeRefund,
        _("Ask for {sum} back").format(sum=money(amount))
        if is_client
        else _("Offer {sum} back").format(sum=money(amount)),
        more=(("amount", amount_for_input(amount)),),
        reason=_("A small part back would make it right for me.")
        if is_client
        else _("I would like to make up for it with a small part of the price."),
    )
    other = Link(_("Another sum"), act_address(ProposeRefund, visit.order.id, milestone.number))
    yield ActionRow(title, small, panel=Panel("", slip, form, other))


def _page(visit: Visit, milestone: Milestone, act: Possible, title: str) -> ActionRow:
    words = act_words(act.kind, visit.order, milestone, telling(visit))
    href = act_address(act.kind, visit.order.id, milestone.number)
    slip = consequence_slip(visit, act.preview, milestone.number)
    return ActionRow(title, words.small, panel=Panel(words.description, slip, more=Link(words.label, href)))


def _form(
    visit: Visit,
    milestone: Milestone,
    kind: type[AnyMilestoneCommand],
    submit: str,
    *,
    more: tuple[tuple[str, str], ...] = (),
    reason: str = "",
    of: str = "",
) -> Form:
    """One click: everything is filled in. The reason is a suggestion, and the sender's own to change."""
    prefix = f"remedy-{kind.__name__.lower()}{of}"
    words = Field(
        "reason", _("With these words"), kind="textarea", value=reason, required=True, said=True, rows=2, prefix=prefix
    )
    return Form(
        action=act_address(kind, visit.order.id, milestone.number),
        fields=(words,) if reason else (),
        submit=submit,
        hidden=(*hidden(milestone), *more),
    )


def _envelope(visit: Visit, milestone: Milestone) -> dict[str, Any]:
    return {"order_id": visit.order.id, "id": ID, "by": visit.role, "milestone": milestone.number}
