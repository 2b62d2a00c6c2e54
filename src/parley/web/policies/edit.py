"""/policies/<name>/edit: the next version of a written policy."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from parley.people.models import Person
from parley.people.policies import Written
from parley.web.policies.door import FILL_IN, operators_only, written_or_404
from parley.web.policies.draft import draft_of
from parley.web.policies.writing import Writing, answer, show_form


@operators_only(*FILL_IN)
def edit(request: HttpRequest, name: str) -> HttpResponse:
    written = written_or_404(name)
    if request.method == "POST":
        return answer(_writing(request, written, _seen(request)))
    standing = written.newest
    return show_form(_writing(request, written, standing.number), draft_of(standing.policy, name, standing.title))


def _seen(request: HttpRequest) -> int:
    """The version that the form was filled in with."""
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _writing(request: HttpRequest, written: Written, seen: int) -> Writing:
    return Writing(
        request=request,
        person=cast("Person", request.user),
        action=reverse("edit_policy", args=[written.name]),
        back_href=reverse("policy", args=[written.name]),
        heading=_("Change {title}").format(title=written.title),
        started_from=written.started_from,
        name=written.name,
        seen=seen,
        standing=written.newest,
    )
