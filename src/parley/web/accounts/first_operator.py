"""/welcome/<token>: the one-time link by which an installation gets its first operator.

The link is answered by a redirect, and its token's hash waits in the session. So the page with the form has an address that
may be seen, logged and referred to, and the form can be posted: a page without any referrer could not prove its origin.
"""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from parley.desk.now import now
from parley.people.first_operator import LinkGone, become_first_operator, is_link_open
from parley.people.tokens import token_hash
from parley.web.accounts.forms import FirstOperator
from parley.web.accounts.reader import zone_of

KEY = "first_operator_link"


@never_cache
@require_safe
def link(request: HttpRequest, token: str) -> HttpResponse:
    hashed = token_hash(token)
    if not is_link_open(hashed, now()):
        return gone(request)
    request.session[KEY] = hashed
    response = redirect("first_operator")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first_operator(request: HttpRequest) -> HttpResponse:
    hashed = request.session.get(KEY, "")
    if not is_link_open(hashed, now()):
        return gone(request)
    shown_in = translation.get_language() or settings.LANGUAGE_CODE
    if request.method != "POST":
        return page(request, FirstOperator(initial={"language": shown_in, "zone": zone_of(request)}, shown_in=shown_in))
    form = FirstOperator(request.POST, shown_in=shown_in)
    if not form.is_valid():
        return page(request, form, status=422)
    try:
        person = become_first_operator(hashed, now(), **form.cleaned_data)
    except LinkGone:
        return gone(request)
    except ValidationError as error:
        form.add_error("email", error)
        return page(request, form, status=422)
    del request.session[KEY]
    get_adapter().login(request, person)
    return redirect("console_start")


def page(request: HttpRequest, form: FirstOperator, status: int = 200) -> HttpResponse:
    return render(request, "account/first_operator.html", {"form": form}, status=status)


def gone(request: HttpRequest) -> HttpResponse:
    response = render(request, "account/first_operator_gone.html", status=410)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
