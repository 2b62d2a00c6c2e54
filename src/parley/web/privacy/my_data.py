"""/me/data: what the desk knows of the reader, to take along; and the way out."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parley.desk.now import now
from parley.people.models import Person
from parley.privacy.takeout import takeout
from parley.web.components.action import Action
from parley.web.components.form import Form
from parley.web.privacy.surely import came_in_lately, come_in_again, must_be_sure
from parley.words.leaving import waiting_words

FILE_NAME = "parley-{date}.zip"


@login_required
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    context = {
        "title": _("Your data"),
        "waiting": waiting_words(settings.LEAVING_WAIT_DAYS),
        "take": Action(
            _("Download everything"), post=Form(action=reverse("take_my_data"), id="take-my-data"), weight="primary"
        ),
    }
    return render(request, "privacy/my_data.html", context)


def take_my_data(request: HttpRequest) -> HttpResponseBase:
    """A guest comes back to the page on which the form stands."""
    return _take(request) if request.user.is_authenticated else redirect_to_login(reverse("my_data"))


@require_POST
def _take(request: HttpRequest) -> HttpResponseBase:
    """Sent while it is made, so that somebody with years of orders waits no longer for the first byte than anybody else."""
    must_be_sure(request)
    if not came_in_lately(request):
        messages.error(request, come_in_again())
        return HttpResponseRedirect(reverse("my_data"), status=303)
    at = now()
    response = StreamingHttpResponse(takeout(cast("Person", request.user), at), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME.format(date=at.date())}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
