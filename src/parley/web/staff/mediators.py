"""/mediators: who mediates on this desk; naming somebody, and taking it back."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from parley.desk.now import now
from parley.office.acts import Did, note
from parley.people.mediators import name_mediator, named_mediators, take_back
from parley.people.models import Person
from parley.web.components.action import Action
from parley.web.components.empty_state import EmptyState
from parley.web.components.form import Field, Form
from parley.web.policies.door import FILL_IN, SEND, operators_only


@operators_only(*FILL_IN)
def mediators(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    typed = request.POST.get("email", "").strip()
    if not typed:
        return _page(request, error=_("Write the mail address of the person’s account."), status=422)
    person = name_mediator(typed)
    if person is None:
        error = _("Nobody here has an account with this address. Ask them to sign up first.")
        return _page(request, typed, error, status=422)
    note(cast("Person", request.user), Did.MEDIATOR_NAMED, now(), person.id)
    messages.success(request, _("{name} mediates here now.").format(name=person.name))
    return HttpResponseRedirect(reverse("mediators"), status=303)


@operators_only(*SEND)
def unname_mediator(request: HttpRequest) -> HttpResponse:
    person = take_back(_id(request.POST.get("person", "")))
    if person is not None:
        note(cast("Person", request.user), Did.MEDIATOR_TAKEN_BACK, now(), person.id)
        messages.success(request, _("{name} mediates here no more.").format(name=person.name))
    return HttpResponseRedirect(reverse("mediators"), status=303)


def _id(typed: str) -> UUID:
    """A form that nobody has rendered names nobody."""
    try:
        return UUID(typed)
    except ValueError:
        return UUID(int=0)


def _page(request: HttpRequest, typed: str = "", error: str = "", status: int = 200) -> HttpResponse:
    hint = _("They sign in with it, and have an account already.")
    field = Field("email", _("Mail address"), kind="email", value=typed, error=error, hint=hint, required=True)
    context = {
        "title": _("Mediators"),
        "people": [(person, _take_back(person)) for person in named_mediators()],
        "form": Form(action=reverse("mediators"), fields=(field,), submit=_("Name as mediator"), id="name-mediator"),
        "empty": EmptyState(
            _("Nobody is named yet"),
            _("Until somebody is, the operators mediate. An appeal needs somebody who did not decide before."),
        ),
    }
    return render(request, "staff/mediators.html", context, status=status)


def _take_back(person: Person) -> Action:
    hidden = (("person", str(person.id)),)
    form = Form(action=reverse("unname_mediator"), hidden=hidden, id=f"unname-{person.id}")
    return Action(_("Take the role back"), post=form, weight="quiet")
