"""Nothing here yet, and what to do about it. Also good news, when nothing is what one hopes for.

EmptyState(_("Nothing waits for you"), _("You can rest. Marc has until Thursday."),
           action=Action(_("Write an offer"), href="/offers/new"))
{% include "components/empty_state.html" with empty=it %}
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.action import Action
from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class EmptyState:
    """A title, one or two sentences, and at most one thing to do."""

    title: str
    text: Text = ""
    action: Action | None = None
