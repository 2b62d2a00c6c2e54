"""/: what Parley is, for a guest; the desk, for somebody who is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(first_page())
    return render(request, "welcome.html")


def first_page() -> str:
    """Where somebody goes who has just come in."""
    try:
        return reverse("desk")
    except NoReverseMatch:
        return reverse("me")
