"""The pages of the console, for a line above each of them."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from parley.web.components.frame import NavItem

PAGES = (
    ("console", pgettext_lazy("page", "Overview")),
    # Translators: the books of money, as in bookkeeping.
    ("console_books", gettext_lazy("Books")),
    ("console_journal", gettext_lazy("Journal")),
    ("console_coach", gettext_lazy("What the coach finds")),
    ("console_announcements", gettext_lazy("Announcements")),
    ("console_switches", gettext_lazy("Switches")),
    ("console_acts", gettext_lazy("What operators did")),
    ("console_start", gettext_lazy("Set up")),
)


def console_nav(request: HttpRequest) -> tuple[NavItem, ...]:
    here = request.resolver_match.url_name if request.resolver_match else ""
    return tuple(NavItem(str(label), reverse(name), current=name == here) for name, label in PAGES)
