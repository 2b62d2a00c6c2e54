"""/services/new and /services/<id>/edit: a service is written, kept as a draft, and published."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parley.desk.intake import new_id
from parley.desk.now import now
from parley.people.models import Person
from parley.storefront.content import content_of
from parley.storefront.models import Service, Stage
from parley.storefront.publishing import keep_draft, publish
from parley.web.accounts.limits import is_too_often, too_many_requests
from parley.web.components.typed import said_no
from parley.web.policies.door import FILL_IN
from parley.web.storefront.door import SENDS_A_MINUTE, sellers_only
from parley.web.storefront.draft import ServiceDraft, draft_of, empty_draft, read_content, read_draft
from parley.web.storefront.form import service_form
from parley.words.sentence import Text as Words


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_service(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    if request.method != "POST":
        return _show(request, None, empty_draft(get_language() or "en"))
    return _answer(request, person, None)


@sellers_only(*FILL_IN)
def edit_service(request: HttpRequest, person: Person, service: Service) -> HttpResponse:
    if request.method == "POST":
        return _answer(request, person, service)
    kept = read_draft(service.typed) if service.typed or not service.was_published else draft_of(content_of(service))
    return _show(request, service, kept)


def _answer(request: HttpRequest, person: Person, service: Service | None) -> HttpResponse:
    if is_too_often("service", person, SENDS_A_MINUTE):
        return too_many_requests(request)
    draft = read_draft(request.POST.dict())
    if "again" in request.POST:
        return _show(request, service, draft)
    service_id = service.id if service is not None else _form_id(request)
    try:
        if "keep" in request.POST:
            keep_draft(person, service_id, draft.kept, now())
            messages.success(request, _("Kept as a draft. Only you see it."))
            return HttpResponseRedirect(reverse("edit_service", args=[service_id]), status=303)
        content = read_content(draft)
        if draft.errors:
            return _show(request, service, draft, status=422)
        publish(person, service_id, content, now())
    except ValidationError as refused:
        return _show(request, service, draft, errors=(said_no(refused),), status=422)
    messages.success(request, _("Published. Everybody can find it now."))
    return HttpResponseRedirect(reverse("service", args=[service_id]), status=303)


def _form_id(request: HttpRequest) -> UUID:
    """The id that the form was rendered with, so that a form sent twice is one service."""
    try:
        return UUID(request.POST.get("service_id", ""))
    except ValueError:
        return new_id()


def _show(
    request: HttpRequest,
    service: Service | None,
    draft: ServiceDraft,
    errors: tuple[Words, ...] = (),
    status: int = 200,
) -> HttpResponse:
    was_published = service is not None and service.was_published
    form = service_form(
        draft,
        action=reverse("edit_service", args=[service.id]) if service is not None else reverse("new_service"),
        hidden=() if service is not None else (("service_id", str(_form_id(request))),),
        back_href=reverse("service", args=[service.id])
        if service is not None and was_published
        else reverse("own_services"),
        is_shown=was_published,
        errors=errors,
    )
    context = {
        "form": form,
        "title": _("Change your service") if was_published else _("Offer a service"),
        "delete_href": reverse("delete_service", args=[service.id])
        if service is not None and service.stage == Stage.DRAFT
        else "",
    }
    return render(request, "storefront/form.html", context, status=status)
