"""/services/<id>: what is offered, package beside package, and who does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from parley.desk.now import now
from parley.people.models import Person
from parley.reads.completion import completion_of
from parley.storefront.content import Package, Seen
from parley.storefront.models import Service, Stage
from parley.storefront.publishing import LONGEST_REASON
from parley.web.accounts.reader import person_of
from parley.web.components.action import Action, ActionRow, Panel
from parley.web.components.facts import Fact
from parley.web.components.form import Field, Form
from parley.web.components.notice import Notice
from parley.web.components.table import Cell, Column, Row, Table
from parley.web.storefront.card import language_name
from parley.web.storefront.door import seen_or_404
from parley.words.completion import rate_sentence
from parley.words.dates import day_and_time
from parley.words.durations import business_days, effort
from parley.words.locales import number
from parley.words.money import money
from parley.words.trades import Trade, trade_name


@dataclass(frozen=True, slots=True)
class PackageShown:
    """One package. `parts` are (what, how one sees that it is done with its effort). Without `order` it cannot be ordered."""

    name: str
    price: str
    facts: tuple[Fact, ...]
    parts: tuple[tuple[str, str, str], ...]
    order: Action | None


@dataclass(frozen=True, slots=True)
class ServicePage:
    """The context of storefront/service.html. `record` is empty for a guest, who may not see how often somebody completes."""

    title: str
    language: str
    language_name: str
    trade: str
    summary: str
    tags: tuple[str, ...]
    packages: tuple[PackageShown, ...]
    extras: Table | None
    owner: str
    owner_href: str
    record: str
    more_href: str
    notice: Notice | None
    actions: tuple[Action, ...]
    desk: tuple[ActionRow, ...]


@require_safe
def service(request: HttpRequest, service_id: UUID) -> HttpResponse:
    reader = person_of(request)
    return show_service(request, seen_or_404(service_id, reader), reader)


def show_service(
    request: HttpRequest, one: Seen, reader: Person | None, refused: str = "", status: int = 200
) -> HttpResponse:
    """`refused` says what was wrong with an operator's reason."""
    page = _page(one, reader, now(), request.POST.get("reason", ""), refused)
    return render(request, "storefront/service.html", {"title": page.title, "page": page}, status=status)


def _page(one: Seen, reader: Person | None, at: datetime, typed: str, refused: str) -> ServicePage:
    service_, content = one.service, one.content
    is_own = service_.is_of(reader)
    can_order = service_.is_listed and not is_own
    return ServicePage(
        title=content.title,
        language=content.language,
        language_name=language_name(content.language),
        trade=trade_name(Trade(content.trade)),
        summary=content.summary,
        tags=content.tags,
        packages=tuple(
            _package(one, number, package, can_order=can_order)
            for number, package in enumerate(content.packages, start=1)
        ),
        extras=_extras(one) if content.extras else None,
        owner=service_.owner.name,
        owner_href=reverse("person", args=[service_.owner_id]) if reader is not None else "",
        record=rate_sentence(completion_of(str(service_.owner_id))) if reader is not None else "",
        more_href=f"{reverse('services')}?by={service_.owner_id}",
        notice=_notice(service_, at, is_own=is_own),
        actions=own_actions(service_) if is_own else (),
        desk=_desk(service_, typed, refused) if reader is not None and reader.is_operator and not is_own else (),
    )


def _package(one: Seen, position: int, package: Package, *, can_order: bool) -> PackageShown:
    price = money(package.price)
    order = Action(
        # Translators: a button. {package} is the name of a package, {price} such as €200.00.
        _("Order {package} for {price}").format(package=package.name, price=price),
        href=f"{reverse('order_service', args=[one.service.id])}?package={position}",
        weight="primary",
    )
    rounds = ngettext("{n} round", "{n} rounds", package.rounds).format(n=number(package.rounds))
    return PackageShown(
        name=package.name,
        price=price,
        facts=(
            Fact(_("Delivered in"), business_days(package.delivery_days)),
            Fact(_("Changes included"), rounds),
            Fact(_("Planned as"), effort(package.effort_minutes)),
        ),
        parts=tuple((item.what, item.test, effort(item.effort_minutes)) for item in package.items),
        order=order if can_order else None,
    )


def _extras(one: Seen) -> Table:
    rows = tuple(
        Row(
            (
                Cell(extra.title, small=extra.test, said=True),
                Cell(more_days(extra.delivery_days)),
                Cell(f"+{money(extra.price)}" if extra.price else _("free")),
            )
        )
        for extra in one.content.extras
    )
    columns = (Column(_("Extra")), Column(pgettext("duration", "Time")), Column(_("Price"), numeric=True))
    return Table(_("Extras"), columns, rows)


def more_days(count: int) -> str:
    """How much longer it takes with an extra."""
    if not count:
        return _("no longer")
    # Translators: an extra makes the work take longer by so many business days.
    return ngettext("{n} business day more", "{n} business days more", count).format(n=number(count))


def _notice(one: Service, at: datetime, *, is_own: bool) -> Notice | None:
    if one.stage == Stage.REMOVED:
        when = day_and_time(one.removed_at or at, get_current_timezone_name(), at)
        title = _("The desk has taken this service away")
        # Translators: {when} is "Thu 26 Nov, 18:00", {reason} what an operator wrote.
        text = _("Since {when} nobody else sees it. The reason: {reason}").format(
            when=when, reason=one.removed_because or _("none is kept any more")
        )
        return Notice("soon", "flag", title, text)
    if one.stage == Stage.PAUSED:
        return Notice("news", "pause", _("Paused"), _("Nobody else sees it. Orders made from it go on as they are."))
    if is_own and one.typed:
        return Notice(
            "news", "pencil", _("You have begun to change it"), _("This is what everybody sees until you publish.")
        )
    return None


def own_actions(one: Service) -> tuple[Action, ...]:
    """What the owner can do, where the service stands."""
    edit = Action(_("Change it"), icon="pencil", href=reverse("edit_service", args=[one.id]))
    if one.stage == Stage.LISTED:
        return edit, Action(_("Pause it"), icon="pause", post=Form(action=reverse("pause_service", args=[one.id])))
    if one.stage == Stage.PAUSED:
        return edit, Action(
            _("Show it again"), weight="primary", post=Form(action=reverse("resume_service", args=[one.id]))
        )
    return (edit,)


def _desk(one: Service, typed: str, refused: str) -> tuple[ActionRow, ...]:
    """What an operator can do."""
    if one.stage == Stage.REMOVED:
        form = Form(action=reverse("put_back_service", args=[one.id]), submit=_("Put it back"), quiet=True)
        return (ActionRow(_("Put the service back"), _("It stands where it was before."), panel=Panel(form=form)),)
    reason = Field(
        "reason",
        _("Reason"),
        kind="textarea",
        hint=_("The owner reads it. Say what would have to be different."),
        value=typed,
        error=refused,
        required=True,
        said=True,
        rows=3,
        maxlength=LONGEST_REASON,
    )
    form = Form(
        action=reverse("take_away_service", args=[one.id]), fields=(reason,), submit=_("Take it away"), quiet=True
    )
    return (
        ActionRow(
            _("Take the service away"),
            _("Nobody but its owner sees it then."),
            panel=Panel(_("Orders that were made from it go on as they are."), form=form),
            open=bool(refused),
        ),
    )
