"""A rule said no: what happened, that nothing was lost, and the way on. The text that was typed comes back with it.

RefusalCard(what=_("The milestone has moved on: Marc accepted it at 14:02."),
            lost=_("Nothing was sent and no money moved."), way_on=_("You can still write to him."),
            kept="Here is the warmer yellow …", action=Action(_("Show the order"), href=...))
{% include "components/refusal.html" with refusal=it %}
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.action import Action
from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class RefusalCard:
    """`code` is the refusal's stable name, for whoever asks for help. `kept` is shown so that it can be copied."""

    what: Text
    lost: Text
    way_on: Text = ""
    changed: tuple[Text, ...] = ()
    kept: str = ""
    action: Action | None = None
    code: str = ""
