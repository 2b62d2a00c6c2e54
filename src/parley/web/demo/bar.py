"""Become any person with one click, and move the clock to see what silence does. Outside a demo these pages do not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parley.desk.now import now
from parley.people.models import Person
from parley.rehearsal.demo_clock import STEPS, move
from parley.web.accounts.reader import person_of
from parley.web.components.frame import DemoBar, DemoPerson, DemoStep
from parley.web.components.moment import Moment
from parley.words.dates import moment

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FOLDED = "demo_bar"

MOST_PEOPLE = 12

View = Callable[..., HttpResponse]


def only_in_a_demo(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@only_in_a_demo
@require_POST
def become(request: HttpRequest) -> HttpResponse:
    """Sign in as any of the demo's people."""
    person = Person.objects.filter(email=request.POST.get("person", ""), is_active=True).first()
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    return HttpResponseRedirect(_back(request), status=303)


@only_in_a_demo
@require_POST
def clock(request: HttpRequest) -> HttpResponse:
    """Move the demo's clock forward, deadline by deadline."""
    step = request.POST.get("step", "")
    if step not in STEPS:
        raise Http404
    move(step, now())
    return HttpResponseRedirect(_back(request), status=303)


def demo_bar(request: HttpRequest) -> DemoBar | None:
    """The bar for this request, None outside a demo."""
    if not settings.DEMO:
        return None
    reader = person_of(request)
    present = now()
    shown = moment(present, get_current_timezone_name(), present)
    people = Person.objects.filter(is_active=True).order_by("id")[:MOST_PEOPLE]
    return DemoBar(
        now=Moment(shown.text, shown.iso),
        people=tuple(
            DemoPerson(person.email, person.name, _role(person), current=reader is not None and reader.id == person.id)
            for person in people
        ),
        steps=(
            DemoStep("1h", _("+1 hour")),
            DemoStep("48h", _("+48 hours")),
            DemoStep("5bd", _("+5 business days")),
            DemoStep("next", _("To the next deadline")),
        ),
        become_href=reverse("demo_become"),
        clock_href=reverse("demo_clock"),
        back=request.get_full_path(),
        open=request.COOKIES.get(FOLDED) != "closed",
    )


def _role(person: Person) -> str:
    # Translators: beside a name: this person runs the installation.
    return _("runs it") if person.is_operator else ""


def _back(request: HttpRequest) -> str:
    """The page the bar was on; somebody else's order is a 404 there, so becoming another person leads to the desk."""
    wanted = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return reverse("desk")
    return urlsplit(wanted)._replace(scheme="", netloc="").geturl()
