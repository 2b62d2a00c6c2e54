"""What is done to a service by one button: by its owner, and by the desk."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from parley.desk.now import now
from parley.office.acts import Did, note
from parley.people.models import Person
from parley.storefront.models import Service, Stage
from parley.storefront.publishing import delete_draft, pause, put_back, resume, take_away
from parley.web.accounts.reader import person_of
from parley.web.components.typed import said_no
from parley.web.policies.door import SEND, operators_only
from parley.web.storefront.door import seen_or_404, sellers_only
from parley.web.storefront.service import show_service


@sellers_only(*SEND, stands_on="own_services")
def pause_service(request: HttpRequest, person: Person, service: Service) -> HttpResponse:  # noqa: ARG001
    pause(service, now())
    return _back(service)


@sellers_only(*SEND, stands_on="own_services")
def resume_service(request: HttpRequest, person: Person, service: Service) -> HttpResponse:
    try:
        resume(person, service, now())
    except ValidationError as refused:
        messages.error(request, said_no(refused))
    return _back(service)


@sellers_only(*SEND, stands_on="own_services")
def delete_service(request: HttpRequest, person: Person, service: Service) -> HttpResponse:  # noqa: ARG001
    if service.stage != Stage.DRAFT:
        messages.error(request, _("What was published once stays in your list. Pause it, and nobody sees it."))
        return _back(service)
    delete_draft(service)
    messages.success(request, _("The draft is deleted."))
    return HttpResponseRedirect(reverse("own_services"), status=303)


@operators_only(*SEND)
def take_away_service(request: HttpRequest, service_id: UUID) -> HttpResponse:
    operator = person_of(request)
    one = seen_or_404(service_id, operator)
    if operator is not None:
        try:
            take_away(one.service, operator, request.POST.get("reason", ""), now())
            note(operator, Did.SERVICE_REMOVED, now(), service_id)
        except ValidationError as refused:
            return show_service(request, one, operator, said_no(refused), status=422)
    return _back(one.service)


@operators_only(*SEND)
def put_back_service(request: HttpRequest, service_id: UUID) -> HttpResponse:
    operator = person_of(request)
    one = seen_or_404(service_id, operator)
    was_away = one.service.stage == Stage.REMOVED
    put_back(one.service, now())
    if operator is not None and was_away:
        note(operator, Did.SERVICE_PUT_BACK, now(), service_id)
    return _back(one.service)


def _back(service: Service) -> HttpResponse:
    """See other: a reload of the page does not send the form again."""
    name = "service" if service.was_published else "edit_service"
    return HttpResponseRedirect(reverse(name, args=[service.id]), status=303)
