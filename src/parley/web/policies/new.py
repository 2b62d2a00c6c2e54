"""/policies/new: a new policy, begun from a copy of any other."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from parley.core.policies import POLICIES, STANDARD, Policy
from parley.people.models import Person
from parley.people.policies import find, shipped_like
from parley.web.policies.door import FILL_IN, operators_only
from parley.web.policies.draft import draft_of
from parley.web.policies.writing import Writing, answer, show_form


@operators_only(*FILL_IN)
def new(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return answer(_writing(request, request.POST.get("started_from", "")))
    source = request.GET.get("from", STANDARD.name)
    copied = _copied(source)
    return show_form(_writing(request, shipped_like(source).name), draft_of(copied, "", ""))


def _copied(name: str) -> Policy:
    if name in POLICIES:
        return POLICIES[name]
    found = find(name)
    return found.policy if found is not None else STANDARD


def _writing(request: HttpRequest, started_from: str) -> Writing:
    return Writing(
        request=request,
        person=cast("Person", request.user),
        action=reverse("new_policy"),
        back_href=reverse("policies"),
        heading=_("Write a policy"),
        started_from=started_from,
    )
