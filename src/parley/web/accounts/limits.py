"""What somebody sees who tried too often, and when it is too often."""

from ipaddress import IPv6Address, ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from parley.people.models import Person


def too_many_requests(request: HttpRequest) -> HttpResponse:
    response = render(request, "account/too_many.html", status=429)
    response.headers["Retry-After"] = "60"
    return response


def is_too_often(what: str, person: Person, at_most: int, within_s: int = 60) -> bool:
    """Whether this person has asked for `what` more often than that within so many seconds; counts this time too. For all
    processes together, because it is counted in the database."""
    return _counts_more(f"{what}:{person.id}", at_most, within_s)


def is_too_often_from(what: str, request: HttpRequest, at_most: int, within_s: int) -> bool:
    """The same for guests, by the network address that they come from, within so many seconds. What is kept is a keyed hash of
    it; of a long address (IPv6) only the half that names the network, because a household has the other half to itself."""
    network = network_of(get_adapter(request).get_client_ip(request))
    hashed = salted_hmac("parley.web.accounts.limits", network, algorithm="sha256").hexdigest()
    return _counts_more(f"{what}:{hashed}", at_most, within_s)


def network_of(address: str) -> str:
    """The part of a network address that one household shares. A short address in a long one's dress is a short one."""
    parsed = ip_address(address.partition("%")[0])
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or ip_network(f"{parsed}/64", strict=False))
    return str(parsed)


def _counts_more(key: str, at_most: int, within_s: int) -> bool:
    if cache.add(key, 1, timeout=within_s):
        return False
    try:
        return cache.incr(key) > at_most
    except ValueError:
        return False  # the time ended between the two
