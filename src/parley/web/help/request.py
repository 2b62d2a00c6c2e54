"""/help/requests/<id>: a question with its answer, for whoever asked and for those who run this desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parley.desk.now import now
from parley.help.library import library
from parley.help.models import LONGEST_ANSWER, HelpRequest
from parley.help.rendering import with_figures
from parley.help.requests import answer_request
from parley.people.letters import Letter, send_letter
from parley.people.models import Person
from parley.web.components.action import Link
from parley.web.components.form import Field, Form
from parley.web.help.address import article_address, reader_language
from parley.web.help.reading import figures_in
from parley.words.dates import day_and_time


@dataclass(frozen=True, slots=True)
class RequestPage:
    """The context of help/request.html. `answer` is "" while the question waits."""

    asked_by: str
    asked_at: str
    question: str
    language: str
    article: Link | None
    order_href: str
    answer: str
    answered_at: str
    is_waiting: bool
    is_operator: bool
    form: Form | None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def help_request(request: HttpRequest, request_id: UUID) -> HttpResponse:
    person = cast("Person", request.user)
    asked = HelpRequest.objects.select_related("person", "answered_by").filter(id=request_id).first()
    if asked is None or not (person.is_operator or asked.person_id == person.id):
        raise Http404
    if request.method != "POST":
        return _show(request, asked, person)
    if not person.is_operator:
        raise Http404
    return _answer(request, asked, person)


def _answer(request: HttpRequest, asked: HelpRequest, person: Person) -> HttpResponse:
    words = request.POST.get("answer", "").replace("\r\n", "\n").replace("\0", "").strip()
    if not words or len(words) > LONGEST_ANSWER:
        error = _("Write an answer of at most {most} characters.").format(most=LONGEST_ANSWER)
        return _show(request, asked, person, typed=words, error=error, status=422)
    if not answer_request(asked, words, person, now()):
        error = _("Somebody has answered since. Their answer stands above; yours is still here.")
        return _show(request, asked, person, typed=words, error=error, status=409)
    if _is_sent(asked):
        messages.success(request, _("Answered. The answer went out by mail."))
    elif asked.person is not None:
        messages.warning(
            request, _("Answered. The mail could not be sent, but the answer stands on this page for them.")
        )
    else:
        messages.warning(
            request, _("Answered, but the mail could not be sent. Write to {email} yourself.").format(email=asked.email)
        )
    return HttpResponseRedirect(reverse("help_requests"), status=303)


def _is_sent(asked: HelpRequest) -> bool:
    """Whether a mail server took the answer; in the language of whoever asked."""
    to = asked.person.email if asked.person is not None else asked.email
    language = asked.person.language if asked.person is not None else asked.language
    with translation.override(language):
        parts = [
            _("You asked:"),
            asked.question,
            _("The answer of those who run this desk:"),
            asked.answer,
        ]
        if asked.person is not None:
            parts.append(settings.BASE_URL + reverse("help_request", args=[asked.id]))
        letter = Letter(to, language, _("An answer to your question"), "\n\n".join(parts) + "\n")
    try:
        send_letter(letter)
    except OSError:  # all that smtplib raises is an OSError too
        return False
    return True


def _show(
    request: HttpRequest, asked: HelpRequest, person: Person, *, typed: str = "", error: str = "", status: int = 200
) -> HttpResponse:
    zone, at = get_current_timezone_name(), now()
    article = library().article(asked.article, reader_language()) if asked.article else None
    is_waiting = asked.answered_at is None
    page = RequestPage(
        asked_by=asked.person.name if asked.person is not None else asked.email,
        asked_at=day_and_time(asked.asked_at, zone, at),
        question=asked.question,
        language=asked.language,
        article=Link(with_figures(article.title, figures_in(article.language)), article_address(article.slug))
        if article
        else None,
        order_href=reverse("order", args=[asked.order_id]) if asked.order_id else "",
        answer=asked.answer or ("" if is_waiting else _("The answer was erased, because whoever wrote it left.")),
        answered_at=day_and_time(asked.answered_at, zone, at) if asked.answered_at else "",
        is_waiting=is_waiting,
        is_operator=person.is_operator,
        form=_form(asked, typed, error) if person.is_operator and (is_waiting or error) else None,
    )
    return render(request, "help/request.html", {"page": page}, status=status)


def _form(asked: HelpRequest, typed: str, error: str) -> Form:
    return Form(
        action=reverse("help_request", args=[asked.id]),
        fields=(
            Field(
                "answer",
                _("Your answer"),
                kind="textarea",
                hint=_("It goes out by mail, and stands on this page for whoever asked."),
                value=typed,
                error=error,
                required=True,
                said=True,
                rows=7,
                maxlength=LONGEST_ANSWER,
                draft=f"help-answer-{asked.id}",
            ),
        ),
        submit=_("Send the answer"),
        back_label=_("Back to the questions"),
        back_href=reverse("help_requests"),
    )
