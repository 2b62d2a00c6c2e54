"""Answering a proposal with one's own: theirs is declined and mine is made, or neither.

One of a kind is open at a time, so the two go together. The form begins with what they proposed, and before anything is done
the whole way is played on a copy: a sum that no rule would take leaves their proposal as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parley.core.foresight import preview
from parley.core.money import BadAmount, Money
from parley.core.order.messages import DeclineProposal, ProposeCancel, ProposeRefund, ProposeSplit
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone, Proposal, ProposalKind
from parley.core.parties import PARTIES
from parley.core.specimens import ID, WORDS
from parley.core.texts import LONGEST_MESSAGE
from parley.desk.intake import text
from parley.web.components.form import Field, Form
from parley.web.components.notice import Notice
from parley.web.components.preview import Preview
from parley.web.orders.acts.page import ActPage, refusal_card
from parley.web.orders.consequences import counts_of, slip_if_yes
from parley.web.orders.door import (
    Refused,
    Visit,
    acting,
    carry_out,
    command_id,
    enter,
    hidden,
    kept_hidden,
    refused,
    seen_version,
)
from parley.web.orders.resolution.address import resolution_address
from parley.web.orders.telling import telling
from parley.words.money import amount_for_input, bad_amount_words, read_amount
from parley.words.proposals import proposal_words
from parley.words.sentence import Text as Words

WithSum = type[ProposeRefund] | type[ProposeCancel] | type[ProposeSplit]
KINDS: Mapping[ProposalKind, WithSum] = {
    ProposalKind.REFUND: ProposeRefund,
    ProposalKind.CANCEL: ProposeCancel,
    ProposalKind.SPLIT: ProposeSplit,
}


@dataclass(frozen=True, slots=True)
class Countering:
    """Somebody who answers the other side's proposal `theirs` (None: it is not open, or not theirs)."""

    visit: Visit
    milestone: Milestone
    number: int
    theirs: Proposal | None

    @property
    def kind(self) -> ProposalKind | None:
        """Of their proposal; where it is gone already, as the form that was sent remembers it."""
        if self.theirs is not None:
            return self.theirs.kind
        typed = self.visit.request.POST.get("kind", "")
        return next((kind for kind in KINDS if kind.value == typed), None)

    def without_theirs(self) -> Visit:
        """The same visit to the order as it would be after a no to their proposal."""
        no = DeclineProposal(
            order_id=self.visit.order.id,
            id=ID,
            by=self.visit.role,
            milestone=self.milestone.number,
            proposal=self.number,
        )
        seen = preview(self.visit.order, no, self.visit.at)
        return replace(self.visit, page=replace(self.visit.page, order=seen.after))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def counter_proposal(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    """The form with their sum in it; sent, their proposal is declined and this one is made."""
    visit = acting(enter(request, order_id), PARTIES)
    about = _countering(visit, visit.milestone(milestone))
    if request.method != "POST" or about.kind is None:
        return _show(about)
    currency = visit.order.terms.currency
    try:
        amount = read_amount(request.POST.get("amount", ""), currency)
    except BadAmount as bad:
        return _show(about, error=bad_amount_words(bad, currency), status=422)
    if "again" in request.POST:
        return _show(about)
    said_no = _counter(about, about.kind, amount)
    if said_no is None:
        return HttpResponseRedirect(resolution_address(visit, milestone), status=303)
    now = acting(enter(request, order_id), PARTIES)
    return _show(_countering(now, now.milestone(milestone)), said_no=said_no, status=said_no.status)


def _countering(visit: Visit, milestone: Milestone) -> Countering:
    typed = visit.request.POST.get("proposal", "") or visit.request.GET.get("proposal", "")
    number = int(typed) if typed.isdecimal() and len(typed) < 6 else 0
    theirs = (
        one for one in milestone.proposals if one.number == number and one.by is not visit.role and one.kind in KINDS
    )
    return Countering(visit, milestone, number, next(theirs, None))


def _counter(about: Countering, kind: ProposalKind, amount: Money) -> Refused | None:
    """Play it on a copy first, so that their proposal is not lost to a sum that cannot be. A form that comes twice finds theirs
    gone and both its commands known: it is told the same again."""
    visit, request = about.visit, about.visit.request
    words = text(request.POST.get("reason", ""), get_language() or "")
    made_by = command_id(request)
    envelope = {
        "order_id": visit.order.id,
        "by": visit.role,
        "milestone": about.milestone.number,
        "seen": seen_version(request),
    }
    mine = KINDS[kind](id=made_by, amount=amount, reason=words, **envelope)  # type: ignore[arg-type]
    if about.theirs is not None:
        seen = preview(about.without_theirs().order, mine, visit.at)
        if seen.refusal is not None:
            return refused(seen.refusal, visit.zone, visit.at)
    no = DeclineProposal(id=uuid5(made_by, "declined"), proposal=about.number, **envelope)  # type: ignore[arg-type]
    return carry_out(visit, no) or carry_out(visit, mine)


def _show(about: Countering, *, error: Words = "", said_no: Refused | None = None, status: int = 200) -> HttpResponse:
    visit, milestone = about.visit, about.milestone
    is_gone = about.theirs is None
    if is_gone and said_no is None:
        said_no = refused(Refusal(Code.NO_PROPOSAL), visit.zone, visit.at)
    page = ActPage(
        visit=visit,
        title=_("Answer with another sum"),
        milestone_name=visit.page.milestone_name(milestone.number),
        intro=_(
            "Their proposal is declined, and yours takes its place. Nothing is agreed before {name} says yes."
        ).format(name=visit.other_name),
        form=None if is_gone and not visit.request.POST.get("reason") else _form(about, error),
        slips=_slips(about),
        refusal=refusal_card(visit, said_no, lost=bool(visit.request.POST)) if said_no is not None else None,
        notice=_theirs(about),
        request=None,
        scope=(),
        rate=None,
        ways=(),
        last=None,
        table=None,
        foot="",
    )
    return render(visit.request, "orders/act.html", {"page": page}, status=status)


def _theirs(about: Countering) -> Notice | None:
    """What they proposed, in words, above the form."""
    if about.theirs is None:
        return None
    words = proposal_words(about.theirs, about.visit.order, about.milestone, telling(about.visit))
    return Notice("news", "talk", words.title, about.visit.page.wording.words(about.theirs.reason))


def _typed(about: Countering) -> str:
    """What was typed, or at first what they proposed."""
    posted = about.visit.request.POST
    if "amount" in posted:
        return str(posted["amount"])
    amount = about.theirs.amount if about.theirs is not None else None
    return amount_for_input(amount) if amount is not None else ""


def _form(about: Countering, error: Words) -> Form:
    visit, posted = about.visit, about.visit.request.POST
    kind = about.kind
    amount = Field(
        "amount",
        _label(kind),
        kind="money",
        value=_typed(about),
        error=error,
        required=True,
        suffix=visit.order.terms.currency,
        narrow=True,
    )
    reason = Field(
        "reason",
        _("Why"),
        kind="textarea",
        value=posted.get("reason", ""),
        required=True,
        said=True,
        maxlength=LONGEST_MESSAGE,
        draft=f"{visit.order.id}-{visit.role.value}-{about.milestone.number}-counter-{about.number}",
    )
    carried = kept_hidden(visit.request) if posted else hidden(about.milestone)
    return Form(
        action=visit.request.path,
        fields=(amount, reason),
        submit=_("Decline theirs and propose this"),
        more=_("Show what it would change"),
        id="counter",
        hidden=(*carried, ("proposal", str(about.number)), ("kind", kind.value if kind is not None else "")),
        back_label=_("Back to the resolution room"),
        back_href=resolution_address(visit, about.milestone.number),
    )


def _label(kind: ProposalKind | None) -> str:
    match kind:
        case ProposalKind.REFUND:
            return _("What goes back to the client")
        case ProposalKind.CANCEL:
            return _("What the freelancer keeps of the price")
        case _:
            return _("What the freelancer gets of the hold")


def _slips(about: Countering) -> tuple[Preview, ...]:
    """What a yes to the sum in the form would change."""
    visit, kind = about.visit, about.kind
    if about.theirs is None or kind is None:
        return ()
    try:
        amount = read_amount(_typed(about), visit.order.terms.currency)
    except BadAmount:
        return ()
    mine = KINDS[kind](
        order_id=visit.order.id, id=ID, by=visit.role, milestone=about.milestone.number, amount=amount, reason=WORDS
    )
    slip = slip_if_yes(about.without_theirs(), mine, counts_of(visit))
    return (slip,) if slip is not None else ()
