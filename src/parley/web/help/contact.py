"""/help/contact: a question to whoever runs this desk, with the article and the order it came from."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parley.desk.now import now
from parley.help.finding import LONGEST_QUERY
from parley.help.library import library
from parley.help.models import LONGEST_QUESTION
from parley.help.rendering import with_figures
from parley.help.requests import ask_operators, too_many_wait
from parley.people.models import Person
from parley.web.accounts.limits import is_too_often, is_too_often_from, too_many_requests
from parley.web.accounts.reader import person_of
from parley.web.components.action import Link
from parley.web.components.form import Field, Form
from parley.web.help.address import ORDER, article_address, reader_language
from parley.web.help.order import OwnOrder, own_order
from parley.web.help.reading import figures_in

LONGEST_ADDRESS = 254
MOST_A_MINUTE = 5
HOUR_S = 3600
MOST_OF_GUESTS_AN_HOUR = 5
"""Questions of guests at one network address."""


@dataclass(frozen=True, slots=True)
class ContactPage:
    """The context of help/contact.html. `article` and `order` travel with the question."""

    form: Form
    article: Link | None
    order: OwnOrder | None
    is_guest: bool


@require_http_methods(["GET", "HEAD", "POST"])
def help_contact(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        about = request.GET.get("about", "")[:LONGEST_QUERY]
        return _show(
            request, {"article": request.GET.get("article", ""), ORDER: request.GET.get(ORDER, ""), "question": about}
        )
    return _ask(request)


def _ask(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    typed = {name: request.POST.get(name, "") for name in ("article", ORDER, "question", "email")}
    errors = _errors(typed, person)
    if errors:
        return _show(request, typed, errors, status=422)
    if _is_too_often(request, person):
        return too_many_requests(request)
    if too_many_wait(person, typed["email"]):
        said = _(
            "Several questions of yours wait for an answer already. Nothing was lost: send this one when they have it."
        )
        return _show(request, typed, {"": said}, status=422)
    order = own_order(request, typed=typed[ORDER])
    asked = ask_operators(
        _clean(typed["question"]),
        person=person,
        email=typed["email"],
        language=reader_language(),
        article=typed["article"] if typed["article"] in library().articles else "",
        order_id=order.id if order is not None else None,
        at=now(),
    )
    if person is None:
        messages.success(request, _("Your question is on its way. The answer will come by mail."))
        return HttpResponseRedirect(reverse("help"), status=303)
    messages.success(request, _("Your question is on its way. The answer will stand here, and come by mail."))
    return HttpResponseRedirect(reverse("help_request", args=[asked.id]), status=303)


def _clean(question: str) -> str:
    """Line ends of one kind, and no characters that a database cannot keep."""
    return question.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()


def _errors(typed: dict[str, str], person: Person | None) -> dict[str, str]:
    errors: dict[str, str] = {}
    question = _clean(typed["question"])
    if not question:
        errors["question"] = _("Write what you would like to know.")
    elif len(question) > LONGEST_QUESTION:
        errors["question"] = _("This is too long: {length} characters, and {most} fit.").format(
            length=len(question), most=LONGEST_QUESTION
        )
    if person is None:
        try:
            validate_email(typed["email"].strip())
        except ValidationError:
            errors["email"] = _("Write the mail address that the answer should go to.")
        if len(typed["email"]) > LONGEST_ADDRESS:
            errors["email"] = _("Write the mail address that the answer should go to.")
    return errors


def _is_too_often(request: HttpRequest, person: Person | None) -> bool:
    if person is not None:
        return is_too_often("help-contact", person, MOST_A_MINUTE)
    return is_too_often_from("help-contact", request, MOST_OF_GUESTS_AN_HOUR, HOUR_S)


def _show(
    request: HttpRequest, typed: dict[str, str], errors: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    wrong = errors or {}
    person = person_of(request)
    order = own_order(request, typed=typed.get(ORDER, ""))
    article = library().article(typed.get("article", ""), reader_language())
    hidden = (("article", article.slug if article else ""), (ORDER, str(order.id) if order else ""))
    question = Field(
        "question",
        _("Your question"),
        kind="textarea",
        value=typed.get("question", ""),
        error=wrong.get("question", ""),
        required=True,
        said=True,
        rows=7,
        maxlength=LONGEST_QUESTION,
        draft="help-question",
    )
    email = Field(
        "email",
        _("Your mail address"),
        kind="email",
        hint=_("Only for the answer."),
        value=typed.get("email", ""),
        error=wrong.get("email", ""),
        required=True,
        maxlength=LONGEST_ADDRESS,
        autocomplete="email",
    )
    back = article_address(article.slug, str(order.id) if order else "") if article else reverse("help")
    page = ContactPage(
        form=Form(
            action=reverse("help_contact"),
            fields=(question,) if person is not None else (question, email),
            submit=_("Send the question"),
            hidden=hidden,
            errors=(wrong[""],) if "" in wrong else (),
            back_label=_("Back to the article") if article else _("Back to the help"),
            back_href=back,
        ),
        article=Link(with_figures(article.title, figures_in(article.language)), back) if article else None,
        order=order,
        is_guest=person is None,
    )
    return render(request, "help/contact.html", {"page": page}, status=status)
