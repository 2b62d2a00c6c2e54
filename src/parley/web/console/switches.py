"""/console/switches: which features this desk shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from parley.desk.now import now
from parley.office.acts import Did, note
from parley.office.switches import Switch, is_on, turn
from parley.people.models import Person
from parley.web.components.form import Choice, Field, Form
from parley.web.components.frame import NavItem
from parley.web.console.nav import console_nav
from parley.web.console.standing import of_desk
from parley.web.console.switched import switches_there
from parley.web.policies.door import FILL_IN, operators_only
from parley.words.console import switch_explained, switch_name


@dataclass(frozen=True, slots=True)
class SwitchesPage:
    """The context of console/switches.html."""

    nav: tuple[NavItem, ...]
    form: Form


@operators_only(*FILL_IN)
def switches(request: HttpRequest) -> HttpResponse:
    # A form without this field was rendered by nobody, and would switch everything off.
    if request.method == "POST" and "switches" in request.POST:
        wanted = request.POST.getlist("on")
        changed = [one for one in switches_there() if (one.value in wanted) is not is_on(one)]
        with transaction.atomic():
            for one in changed:
                turn(one, on=one.value in wanted)
                did = Did.SWITCHED_ON if one.value in wanted else Did.SWITCHED_OFF
                note(cast("Person", request.user), did, now(), one.value)
        messages.success(request, _("Saved.") if changed else _("Nothing has changed."))
        return HttpResponseRedirect(reverse("console_switches"), status=303)
    page = SwitchesPage(console_nav(request), _form(of_desk(request).off))
    return render(request, "console/switches.html", {"page": page})


def _form(off: frozenset[Switch]) -> Form:
    choices = tuple(
        Choice(one.value, switch_name(one.value), switch_explained(one.value), checked=one not in off)
        for one in switches_there()
    )
    field = Field("on", _("Switched on"), kind="checkboxes", choices=choices, optional_word=False)
    return Form(
        action=reverse("console_switches"),
        fields=(field,),
        submit=_("Save"),
        hidden=(("switches", "1"),),
        id="switches",
    )
