"""/policies/<name>/retire and /unretire: whether new offers may choose it. Orders that exist keep what they froze."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from parley.desk.now import now
from parley.office.acts import Did, note
from parley.people import policies
from parley.people.models import Person
from parley.web.policies.door import SEND, operators_only, written_or_404


@operators_only(*SEND)
def retire(request: HttpRequest, name: str) -> HttpResponse:
    written = written_or_404(name)
    policies.retire(name, now())
    note(cast("Person", request.user), Did.POLICY_RETIRED, now(), name)
    messages.success(request, _("Retired. No new offer can choose {title} any more.").format(title=written.title))
    return HttpResponseRedirect(reverse("policy", args=[name]), status=303)


@operators_only(*SEND)
def unretire(request: HttpRequest, name: str) -> HttpResponse:
    written = written_or_404(name)
    policies.unretire(name)
    note(cast("Person", request.user), Did.POLICY_UNRETIRED, now(), name)
    messages.success(request, _("New offers can choose {title} again.").format(title=written.title))
    return HttpResponseRedirect(reverse("policy", args=[name]), status=303)
