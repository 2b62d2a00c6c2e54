"""/console/start: what is missing before people come, and what can be set from here: the desk's name, and a test letter."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parley.desk.now import now
from parley.notices.letter import Letter
from parley.notices.send import NotTaken, Post
from parley.office.acts import Did, note
from parley.office.desk_name import NAME, name_desk
from parley.office.kept import keep, kept
from parley.people.models import Person
from parley.people.names import LONGEST_NAME
from parley.web.accounts.limits import is_too_often, too_many_requests
from parley.web.components.form import Field, Form
from parley.web.components.frame import NavItem
from parley.web.console.nav import console_nav
from parley.web.console.setting_up import LETTER_TAKEN, Check, Need, checks, sends_letters
from parley.web.policies.door import LOOK, SEND, operators_only

LETTERS_A_MINUTE = 3


@dataclass(frozen=True, slots=True)
class StartPage:
    """The context of console/start.html: each check with the form that mends it, where one can."""

    nav: tuple[NavItem, ...]
    checks: tuple[tuple[Check, Form | None], ...]
    is_demo: bool


@operators_only(*LOOK)
def start(request: HttpRequest) -> HttpResponse:
    return _page(request)


@operators_only(*SEND)
def name(request: HttpRequest) -> HttpResponse:
    typed = request.POST.get("name", "")
    try:
        with transaction.atomic():
            shown = name_desk(typed)
            note(cast("Person", request.user), Did.DESK_NAMED, now())
    except ValidationError as error:
        return _page(request, typed, str(error.messages[0]), status=422)
    messages.success(request, _("This desk is called {name} now.").format(name=shown))
    return HttpResponseRedirect(reverse("console_start"), status=303)


@operators_only(*SEND)
def letter(request: HttpRequest) -> HttpResponse:
    """Send the test letter to whoever asks, and to nobody else."""
    person = cast("Person", request.user)
    if is_too_often("test-letter", person, LETTERS_A_MINUTE):
        return too_many_requests(request)
    try:
        with Post() as post:
            answer = post.send(_letter(person))
    except NotTaken as error:
        messages.error(
            request, _("The mail server did not take the letter. It said: {answer}").format(answer=str(error))
        )
    else:
        if sends_letters():
            keep(LETTER_TAKEN, settings.DEFAULT_FROM_EMAIL)
        note(person, Did.LETTER_TRIED, now())
        said = _("The letter is on its way to {address}. The mail server said: {answer}")
        messages.success(request, said.format(address=person.email, answer=answer))
    return HttpResponseRedirect(reverse("console_start"), status=303)


def _letter(person: Person) -> Letter:
    text = _(
        "This is the letter that you asked for, to see whether mail works. If you read it, it does.\n\n{address}"
    ).format(address=settings.BASE_URL)
    body = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n"))
    language = get_language() or settings.LANGUAGE_CODE
    return Letter(
        address=person.email,
        name=person.name,
        language=language,
        subject=_("A test letter from your desk"),
        text=text,
        html=f'<!doctype html><html lang="{html.escape(language)}"><body>{body}</body></html>',
        headers={"Content-Language": language, "Auto-Submitted": "auto-generated"},
    )


def _page(request: HttpRequest, typed: str | None = None, error: str = "", status: int = 200) -> HttpResponse:
    found = checks(now())
    forms = {Need.NAME: _name_form(kept(NAME) if typed is None else typed, error), Need.MAIL: _letter_form(request)}
    page = StartPage(
        console_nav(request), tuple((one, forms.get(one.need)) for one in found), is_demo=bool(settings.DEMO)
    )
    return render(request, "console/start.html", {"page": page}, status=status)


def _name_form(value: str, error: str) -> Form:
    hint = _("In place of “Parley” on every page. Up to {most} characters.").format(most=LONGEST_NAME)
    field = Field("name", _("Name"), value=value, error=error, hint=hint, required=True, maxlength=LONGEST_NAME)
    return Form(action=reverse("console_name"), fields=(field,), submit=_("Call it so"), id="name-desk")


def _letter_form(request: HttpRequest) -> Form:
    to = cast("Person", request.user).email
    return Form(
        action=reverse("console_letter"),
        submit=_("Send a test letter to {address}").format(address=to),
        id="test-letter",
    )
