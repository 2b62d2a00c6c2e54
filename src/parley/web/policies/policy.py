"""/policies/<name>: everything a policy sets, where silence leads with it, and its versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _

from parley.core.policies import POLICIES, Policy
from parley.desk.now import now
from parley.people.policies import Version, Written, find, shipped_like
from parley.web.components.action import Action
from parley.web.components.form import Form
from parley.web.components.notice import Notice
from parley.web.components.table import Table
from parley.web.offers.new import fee_basis_points
from parley.web.policies.door import LOOK, operators_only
from parley.web.policies.silence import SilenceShown, silence
from parley.web.policies.tables import everything, versions
from parley.words.dates import day_and_time
from parley.words.locales import number
from parley.words.policies import explained, policy_title
from parley.words.refusals import RefusalWords
from parley.words.sentence import Text


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """The context of policies/policy.html."""

    title: str
    name: str
    about: str
    explained: str
    notice: Notice | None
    actions: tuple[Action, ...]
    tables: tuple[Table, ...]
    versions: Table | None
    silence: SilenceShown | None
    no_offer: Text


@operators_only(*LOOK)
def policy(request: HttpRequest, name: str) -> HttpResponse:
    if name in POLICIES:
        return render(request, "policies/policy.html", {"page": _ready_made(POLICIES[name])})
    written = find(name)
    version = _version(request, written) if written is not None else None
    if written is None or version is None:
        raise Http404
    return render(request, "policies/policy.html", {"page": _own(written, version)})


def _version(request: HttpRequest, written: Written) -> Version | None:
    typed = request.GET.get("version", "")
    if not typed:
        return written.newest
    return written.version(int(typed)) if typed.isdecimal() and len(typed) < 10 else None


def _ready_made(found: Policy) -> PolicyPage:
    title = policy_title(found.name)
    return PolicyPage(
        title=title,
        name=found.name,
        about=_("Ready-made: it cannot be changed, but copied."),
        explained=explained(found),
        notice=None,
        actions=(_copy(found.name), _offer(found.name)),
        tables=everything(found, None, ""),
        versions=None,
        **_silence(found, title, found, now()),
    )


def _own(written: Written, version: Version) -> PolicyPage:
    at, zone = now(), get_current_timezone_name()
    shipped = shipped_like(written.name)
    compared = policy_title(shipped.name)
    # Translators: {name} is who wrote it, {when} "Thu 26 Nov, 18:00", {ready_made} the policy with which it is compared.
    about = _("Version {number}, by {name}, {when}. Compared with {ready_made}.").format(
        number=number(version.number),
        name=version.written_by or _("somebody who is gone"),
        when=day_and_time(version.written_at, zone, at),
        ready_made=compared,
    )
    is_newest = version.number == written.newest.number
    return PolicyPage(
        title=version.title,
        name=written.name,
        about=about,
        explained=explained(version.policy),
        notice=_retired(written) if is_newest else _old(written),
        actions=_actions(written) if is_newest else (),
        tables=everything(version.policy, shipped, compared),
        versions=versions(written, at, reverse("policy", args=[written.name])),
        **_silence(version.policy, version.title, shipped, at),
    )


def _silence(found: Policy, title: str, shipped: Policy, at: datetime) -> dict[str, Any]:
    leads_to = silence(found, title, shipped, at, fee_basis_points())
    if isinstance(leads_to, RefusalWords):
        return {"silence": None, "no_offer": leads_to.says}
    return {"silence": leads_to, "no_offer": ""}


def _actions(written: Written) -> tuple[Action, ...]:
    edit = Action(_("Change it"), icon="pencil", href=reverse("edit_policy", args=[written.name]))
    if written.retired_at is not None:
        back = Form(action=reverse("unretire_policy", args=[written.name]))
        return (Action(_("Let offers choose it again"), post=back), edit, _copy(written.name))
    away = Form(action=reverse("retire_policy", args=[written.name]))
    return (edit, _copy(written.name), _offer(written.name), Action(_("Retire it"), post=away, weight="quiet"))


def _copy(name: str) -> Action:
    return Action(_("Write one from a copy of it"), icon="plus", href=f"{reverse('new_policy')}?from={name}")


def _offer(name: str) -> Action:
    return Action(_("Write an offer with it"), href=f"{reverse('new_offer')}?policy={name}", weight="quiet")


def _retired(written: Written) -> Notice | None:
    if written.retired_at is None:
        return None
    when = day_and_time(written.retired_at, get_current_timezone_name(), now())
    return Notice(
        "news", "pause", _("Retired on {when}").format(when=when), _("New offers cannot choose it. Orders keep it.")
    )


def _old(written: Written) -> Notice:
    newest = Action(_("Show the newest version"), href=reverse("policy", args=[written.name]))
    return Notice(
        "news", "clock", _("This is an earlier version"), _("Offers are made with the newest one."), actions=(newest,)
    )
