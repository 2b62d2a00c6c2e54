"""Where one writes to the other side."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.core.texts import LONGEST_MESSAGE
from parley.desk.intake import new_id
from parley.web.components.composer import Composer
from parley.web.orders.door import Refused, Visit


def composer(visit: Visit, said_no: Refused | None = None, typed: str = "") -> Composer:
    return Composer(
        label=_("Your message"),
        action=reverse("messages", args=[visit.order.id]),
        submit=_("Send the message"),
        value=typed,
        error=" ".join((said_no.words.says, said_no.words.way_on)) if said_no else "",
        hint=_hint(visit),
        hidden=(("command_id", str(new_id())),),
        draft=draft_key(visit),
        # A little more than the rule allows, so that a text that is too long is explained and not cut off.
        maxlength=LONGEST_MESSAGE * 3,
    )


def _hint(visit: Visit) -> str:
    """The client's first word answers a notice or a claim that runs; otherwise words alone change nothing."""
    running = (one for one in visit.order.milestones if one.stage in (Stage.NOTICED, Stage.CLAIMED) and not one.replied)
    if visit.role is Role.CLIENT and next(running, None) is not None:
        return _("A message answers the last notice. It moves no money.")
    return _("A message stops no clock and moves no money.")


def draft_key(visit: Visit) -> str:
    """Of this side alone: two people may share a browser, and unsent words are nobody else's."""
    return f"order-{visit.order.id}-{visit.role.value}"
