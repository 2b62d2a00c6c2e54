"""The doors that switches shut: while a switch is off, its addresses answer as if they were not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from parley.office.switches import Switch
from parley.web.console.standing import is_on

DOORS: Mapping[Switch, tuple[str, ...]] = {
    Switch.SERVICES: ("services",),
    Switch.BRIEFS: ("briefs",),
    Switch.HELP_VOTES: ("help/<slug:slug>/vote",),
    Switch.COACH: ("coach", "orders/<uuid:order_id>/coach"),
}
"""How the addresses behind a switch begin. A switch whose addresses are not there yet is not shown to anybody."""


class SwitchMiddleware:
    """Asks only where an address lies behind a switch."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., HttpResponse], _args: list[Any], _kwargs: dict[str, Any]
    ) -> None:
        match = request.resolver_match
        switch = switch_of(match.route) if match is not None else None
        if switch is not None and not is_on(request, switch):
            raise Http404


def switch_of(route: str) -> Switch | None:
    """The switch that an address lies behind: DOORS names it, or what comes before one of its slashes."""
    return next((switch for switch, begins in DOORS.items() if any(_lies_behind(route, one) for one in begins)), None)


def switches_there() -> tuple[Switch, ...]:
    """Those that have an address behind them."""
    found = {switch_of(route) for route in _routes(get_resolver().url_patterns)}
    return tuple(switch for switch in Switch if switch in found)


def _lies_behind(route: str, begins: str) -> bool:
    return route == begins or route.startswith(f"{begins}/")


def _routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route
