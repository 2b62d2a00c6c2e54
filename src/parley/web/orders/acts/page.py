"""What all act pages share: the frame around the form, the preview beside it, and the way through the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parley.core.foresight import Preview as Foreseen
from parley.core.order.gates import GATES
from parley.core.order.messages import (
    AcceptSuggestion,
    AnyCommand,
    AnyMilestoneCommand,
    Appeal,
    DeclineSuggestion,
    Escalate,
    MakeStatement,
    OpenCase,
    ProposeSplit,
    SealBid,
    SealFinal,
)
from parley.core.order.revision import MOST_REQUEST_ITEMS
from parley.core.order.state import Milestone
from parley.core.parties import Role
from parley.core.specimens import SHUT, foreseen
from parley.core.texts import Text
from parley.desk.files import KeptFile
from parley.desk.intake import text
from parley.web.coach.context import context_of
from parley.web.coach.fields import UNREAD, done_as_asked, reads_once_more, said_fields, with_coach
from parley.web.coach.reading import READ, mark_of_texts, once_more_words
from parley.web.components.action import Action, ActionRow
from parley.web.components.form import Field, Form, Group
from parley.web.components.notice import Notice
from parley.web.components.preview import Preview
from parley.web.components.rate_change import RateChange
from parley.web.components.refusal import RefusalCard
from parley.web.components.revision import RevisionRequest
from parley.web.components.table import Table
from parley.web.orders.acts.addresses import act_address
from parley.web.orders.consequences import consequence_slip
from parley.web.orders.door import (
    Refused,
    Visit,
    acting,
    back_to_order,
    carry_out,
    command_id,
    enter,
    hidden,
    kept_hidden,
    refused,
    seen_version,
)
from parley.web.orders.resolution.address import resolution_address
from parley.web.orders.scope import AgreedItem, agreed_items
from parley.web.orders.telling import telling
from parley.web.people.effect import rate_change_of
from parley.words.acts import act_words
from parley.words.sentence import Text as Words


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who is about to act on a milestone."""

    visit: Visit
    milestone: Milestone
    slug: str
    kind: type[AnyMilestoneCommand]

    @property
    def request(self) -> HttpRequest:
        return self.visit.request

    @property
    def typed(self) -> Any:
        """What came with the form; empty when the page is opened."""
        return self.visit.request.POST

    @property
    def address(self) -> str:
        return act_address(self.kind, self.visit.order.id, self.milestone.number)

    def words(self, name: str) -> Text:
        """A text of the form, in the language that its writer uses."""
        return text(self.typed.get(name, ""), get_language() or "")

    def envelope(self) -> dict[str, Any]:
        """What every command of a milestone carries."""
        return {
            "order_id": self.visit.order.id,
            "id": command_id(self.request),
            "by": self.visit.role,
            "milestone": self.milestone.number,
            "seen": seen_version(self.request),
        }


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an act's page holds between title and button. `wrong` says that something must be typed again."""

    fields: Sequence[Field | Group] = ()
    errors: Sequence[Words] = ()
    notice: Notice | None = None
    request: RevisionRequest | None = None
    more: str = ""
    """The label of a button that only adds a line."""
    shows_scope: bool = False
    """Whether what was agreed for the milestone stands beside the form."""
    kept: Sequence[tuple[str, str]] = ()
    """Hidden fields of what must come back with the next try: files that are safe already, how many lines there are."""
    submit: str = ""
    ways: Sequence[ActionRow] = ()
    """Milder ways, shown before the form of a heavy door."""
    last: Notice | None = None
    """What one should know right before the form of a heavy door, after the milder ways."""
    table: Table | None = None
    """How a sum comes about, item by item."""
    foot: Words = ""
    """A line under the table."""
    is_done: bool = False
    """Whether this was done before and there is nothing left to fill in: the notice says so."""
    slips: Sequence[Preview] = ()
    """Where the answer decides what changes: a slip for each, in the place of the usual one."""

    @property
    def wrong(self) -> bool:
        return bool(self.errors) or any(question.error for question in Form("", tuple(self.fields)).questions)


@dataclass(frozen=True, slots=True)
class ActPage:
    """The context of orders/act.html."""

    visit: Visit
    title: str
    milestone_name: str
    intro: Words
    form: Form | None
    slips: tuple[Preview, ...]
    refusal: RefusalCard | None
    notice: Notice | None
    request: RevisionRequest | None
    scope: tuple[AgreedItem, ...]
    rate: RateChange | None
    ways: tuple[ActionRow, ...]
    last: Notice | None
    table: Table | None
    foot: Words


def numbers_in(typed: Iterable[str], prefix: str) -> set[int]:
    """The numbers behind `prefix` in the names of a form's fields; few, whatever somebody sends."""
    found = (name.removeprefix(prefix) for name in typed if name.startswith(prefix))
    return set(sorted(int(number) for number in found if number.isdecimal() and len(number) < 4)[:MOST_REQUEST_ITEMS])


STEPS_OF_A_CASE: frozenset[type[AnyMilestoneCommand]] = frozenset(
    {OpenCase, MakeStatement, ProposeSplit, SealBid, SealFinal, Escalate, AcceptSuggestion, DeclineSuggestion, Appeal}
)
"""What the two do in a case: both views, the record and what is open next stand in the resolution room."""

Draw = Callable[[Asked], Sheet]
"""The form with what was typed, whether the page is opened or shown again."""
Read = Callable[[Asked], tuple[AnyCommand, Sequence[KeptFile]] | Sheet]
"""From what was typed to a command, or the form again with what is wrong."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act_view(
    request: HttpRequest,
    order_id: UUID,
    milestone: int,
    slug: str,
    kind: type[AnyMilestoneCommand],
    draw: Draw,
    read: Read,
) -> HttpResponse:
    """The whole way of an act: look, fill in, ask the desk, go back to the order or hear why not."""
    visit = acting(enter(request, order_id), GATES[kind].roles)
    asked = Asked(visit, visit.milestone(milestone), slug, kind)
    if request.method != "POST":
        return _show(asked, draw(asked))
    if "again" in request.POST or "coach" in request.POST:
        # A button that only adds a line to the form, or asks the coach.
        changed = done_as_asked(request.POST, context_of(visit, asked.milestone))
        request.POST = changed  # type: ignore[assignment]  # what is drawn now is what was sent, with a sentence changed
        return _show(asked, draw(asked))
    outcome = read(asked)
    if isinstance(outcome, Sheet):
        return _show(asked, outcome, status=422)
    if kind not in UNREAD and reads_once_more(visit, (sheet := draw(asked)).fields):
        return _show(asked, sheet, once_more=True)
    command, kept = outcome
    said_no = carry_out(visit, command, kept)
    if said_no is None:
        return _on(asked)
    # The order may have moved: show the form over the order as it stands now, with everything that was typed.
    now = Asked(acting(enter(request, order_id), GATES[kind].roles), asked.milestone, slug, kind)
    return _show(now, draw(now), said_no, status=said_no.status)


def _on(asked: Asked) -> HttpResponse:
    """Where one goes on from here: from a step of a case to its room, else to the order."""
    if asked.kind not in STEPS_OF_A_CASE:
        return back_to_order(asked.visit)
    room = resolution_address(asked.visit, asked.milestone.number)
    return HttpResponseRedirect(room, status=303)


def _show(
    asked: Asked, sheet: Sheet, said_no: Refused | None = None, status: int = 200, *, once_more: bool = False
) -> HttpResponse:
    visit = asked.visit
    milestone = visit.milestone(asked.milestone.number)
    seen = foreseen(visit.order, asked.kind, milestone, visit.role, visit.at)
    shut = seen.refusal is not None and seen.refusal.code in SHUT
    words = act_words(asked.kind, visit.order, milestone, telling(visit))
    if said_no is None and seen.refusal is not None and not asked.typed and not sheet.is_done:
        said_no = refused(seen.refusal, visit.zone, visit.at)
    read_mark = ((READ, mark_of_texts(field.value for field in said_fields(sheet.fields))),) if once_more else ()
    form = Form(
        action=asked.address,
        fields=with_coach(visit, sheet.fields, milestone, is_read=once_more)
        if asked.kind not in UNREAD
        else tuple(sheet.fields),
        submit=_("Send it as it is") if once_more else sheet.submit or words.label,
        once_more=once_more_words() if once_more else "",
        more=sheet.more,
        id=asked.slug,
        hidden=(
            *(kept_hidden(asked.request) if asked.typed and not said_no else hidden(milestone)),
            *sheet.kept,
            *read_mark,
        ),
        errors=tuple(sheet.errors),
        back_label=_("Back to the order"),
        back_href=visit.address,
    )
    page = ActPage(
        visit=visit,
        title=words.label,
        milestone_name=visit.page.milestone_name(milestone.number),
        intro=words.description,
        # A door that is shut has no form, unless somebody's typed words are in it.
        form=form if (asked.typed or not shut) and not sheet.is_done else None,
        slips=(tuple(sheet.slips) or (consequence_slip(visit, seen, milestone.number),))
        if seen.refusal is None
        else (),
        refusal=refusal_card(visit, said_no, lost=bool(asked.typed)) if said_no else None,
        notice=sheet.notice,
        request=sheet.request,
        scope=agreed_items(visit, milestone) if sheet.shows_scope else (),
        rate=_rate(visit, seen) if seen.refusal is None else None,
        ways=tuple(sheet.ways) if not shut else (),
        last=sheet.last if not shut else None,
        table=sheet.table,
        foot=sheet.foot,
    )
    return render(asked.request, "orders/act.html", {"page": page}, status=status)


def _rate(visit: Visit, seen: Foreseen) -> RateChange | None:
    return rate_change_of(seen.before, seen.after, visit.role, visit.page.names[Role.FREELANCER].name)


def refusal_card(visit: Visit, said_no: Refused, *, lost: bool) -> RefusalCard:
    """What happened, that nothing was lost, and the way on."""
    return RefusalCard(
        what=said_no.words.says,
        lost=_("Nothing was sent. What you typed is still here.") if lost else "",
        way_on=said_no.words.way_on,
        action=Action(_("Show the order"), href=visit.address),
        code=said_no.code,
    )
