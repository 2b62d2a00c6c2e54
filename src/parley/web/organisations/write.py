"""/organisations/new and /<id>/edit: name, text and the language of both. What is wrong is said at its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from parley.desk.intake import new_id
from parley.desk.now import now
from parley.people.models import Membership, Person
from parley.people.names import LONGEST_ORGANISATION
from parley.people.organisation_members import (
    LONGEST_ABOUT_ORGANISATION,
    OrganisationRefused,
    Told,
    clean_about_organisation,
    clean_name_of_organisation,
    found_organisation,
    retell,
)
from parley.people.profiles import SPOKEN
from parley.web.accounts.limits import is_too_often, too_many_requests
from parley.web.components.form import Field, Form
from parley.web.organisations.door import DAY_S, FOUNDED_A_DAY, SENDS_A_MINUTE, owning_only, refusal_words
from parley.web.people.profile import language_choices
from parley.words.locales import number


@dataclass
class Filled:
    """The form as it was filled in, what is wrong at its fields, and what is in the way of all of it."""

    typed: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    refused: str = ""

    @property
    def is_wrong(self) -> bool:
        return bool(self.errors or self.refused)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    if request.method != "POST":
        return _show_new(request, Filled({"language": person.language}), new_id())
    if is_too_often("organisation", person, SENDS_A_MINUTE):
        return too_many_requests(request)
    filled = Filled(request.POST.dict())
    told, form_id = _read(filled), _form_id(request)
    if not filled.is_wrong and is_too_often("organisations", person, FOUNDED_A_DAY, DAY_S):
        filled.refused = _today()
    if not filled.is_wrong:
        try:
            found = found_organisation(person, told, now(), form_id)
        except OrganisationRefused as refused:
            filled.refused = refusal_words(refused.code)
        else:
            messages.success(request, _("It is there, and you are its owner. Invite those who work with you."))
            return HttpResponseRedirect(reverse("organisation", args=[found.id]), status=303)
    return _show_new(request, filled, form_id)


@owning_only("GET", "HEAD", "POST")
def edit(request: HttpRequest, person: Person, own: Membership) -> HttpResponse:
    if request.method != "POST":
        kept = own.organisation
        return _show_old(request, own, Filled({"name": kept.name, "about": kept.about, "language": kept.language}))
    if is_too_often("organisation", person, SENDS_A_MINUTE):
        return too_many_requests(request)
    filled = Filled(request.POST.dict())
    told = _read(filled)
    if not filled.is_wrong:
        try:
            retell(person, own.organisation_id, told)
        except OrganisationRefused as refused:
            filled.refused = refusal_words(refused.code)
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("organisation", args=[own.organisation_id]), status=303)
    return _show_old(request, own, filled)


def _read(filled: Filled) -> Told:
    """What was typed, cleaned; `filled` then says what is wrong."""
    name, about = "", ""
    try:
        name = clean_name_of_organisation(filled.typed.get("name", ""))
    except ValidationError as error:
        filled.errors["name"] = error.messages[0]
    try:
        about = clean_about_organisation(filled.typed.get("about", ""))
    except ValidationError as error:
        filled.errors["about"] = error.messages[0]
    language = filled.typed.get("language", "")
    if language not in SPOKEN:
        filled.errors["language"] = _("Choose the language that you wrote this in.")
    return Told(name, about, language)


def _form_id(request: HttpRequest) -> UUID:
    """By which a form that is sent twice is known. One that was tampered with is a new one."""
    try:
        return UUID(request.POST.get("form_id", ""))
    except ValueError:
        return new_id()


def _today() -> str:
    pattern = ngettext(
        "You have started {most} organisation today, and more is not possible in one day. Come back tomorrow.",
        "You have started {most} organisations today, and more is not possible in one day. Come back tomorrow.",
        FOUNDED_A_DAY,
    )
    return pattern.format(most=number(FOUNDED_A_DAY))


def _show_new(request: HttpRequest, filled: Filled, form_id: UUID) -> HttpResponse:
    form = Form(
        action=reverse("new_organisation"),
        id="organisation",
        hidden=(("form_id", str(form_id)),),
        fields=_fields(filled),
        errors=(filled.refused,) if filled.refused else (),
        submit=_("Start the organisation"),
        back_label=_("Back to your account"),
        back_href=reverse("me"),
    )
    return _show(request, _("A new organisation"), form, filled)


def _show_old(request: HttpRequest, own: Membership, filled: Filled) -> HttpResponse:
    form = Form(
        action=request.path,
        id="organisation",
        fields=_fields(filled),
        errors=(filled.refused,) if filled.refused else (),
        submit=_("Save"),
        back_label=_("Back to the organisation"),
        back_href=reverse("organisation", args=[own.organisation_id]),
    )
    return _show(request, _("Change name and text"), form, filled)


def _show(request: HttpRequest, title: str, form: Form, filled: Filled) -> HttpResponse:
    context = {"title": title, "form": form}
    return render(request, "organisations/write.html", context, status=422 if filled.is_wrong else 200)


def _fields(filled: Filled) -> tuple[Field, ...]:
    typed, errors = filled.typed, filled.errors
    return (
        Field(
            "name",
            _("Name"),
            hint=_("As it is known to those you work with."),
            value=typed.get("name", ""),
            error=errors.get("name", ""),
            required=True,
            said=True,
            # Generous: invisible characters are taken out before the length is judged.
            maxlength=LONGEST_ORGANISATION * 2,
            autocomplete="organization",
        ),
        Field(
            "about",
            _("What you do together"),
            kind="textarea",
            hint=_("Plain text; an empty line begins a new paragraph. Whoever is signed in can read it."),
            value=typed.get("about", ""),
            error=errors.get("about", ""),
            said=True,
            rows=6,
            maxlength=LONGEST_ABOUT_ORGANISATION,
        ),
        Field(
            "language",
            _("You wrote this in"),
            kind="select",
            hint=_("So that it is read aloud, and translated by browsers, as what it is."),
            choices=language_choices(typed.get("language", ""), _("Choose a language")),
            error=errors.get("language", ""),
            required=True,
            narrow=True,
        ),
    )
