"""/me: how a person is seen, and how they see Parley."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parley.desk.now import now
from parley.people.models import Person
from parley.web.accounts.forms import Me
from parley.web.accounts.switch import remembering
from parley.web.organisations.own import own_organisations

FIELDS = ("name", "organisation", "language", "zone", "theme", "wants_coach")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    shown_in = translation.get_language() or settings.LANGUAGE_CODE
    if request.method != "POST":
        return page(request, Me(initial={field: getattr(person, field) for field in FIELDS}, shown_in=shown_in))
    form = Me(request.POST, shown_in=shown_in)
    if not form.is_valid():
        return page(request, form, status=422)
    for field in FIELDS:
        setattr(person, field, form.cleaned_data[field])
    person.save(update_fields=FIELDS)
    with translation.override(person.language):
        messages.success(request, _("Saved."))
    return remembering(HttpResponseRedirect(reverse("me"), status=303), settings.LANGUAGE_COOKIE_NAME, person.language)


def page(request: HttpRequest, form: Me, status: int = 200) -> HttpResponse:
    own = own_organisations(cast("Person", request.user), now())
    return render(request, "account/me.html", {"form": form, "own": own}, status=status)
