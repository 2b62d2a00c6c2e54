"""Where one writes to the other side."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.core.texts import LONGEST_MESSAGE
from parley.desk.intake import new_id
from parley.web.coach.begin import FAMILIAR, begin, begun, day_named
from parley.web.coach.reading import coaching, once_more_words
from parley.web.components.coaching import Coaching
from parley.web.components.composer import Composer
from parley.web.orders.door import Refused, Visit


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the box when the page opens, and what the coach said of it, where it was asked. `is_begun` where it was
    just chosen, `once_more` where it should be read again before it goes, `carried` what its form had brought along."""

    words: str = ""
    coached: Coaching | None = None
    is_begun: bool = False
    once_more: bool = False
    carried: tuple[tuple[str, str], ...] = ()


EMPTY = Draft()


def composer(visit: Visit, draft: Draft = EMPTY, said_no: Refused | None = None) -> Composer:
    address = f"{reverse('coach', args=[visit.order.id])}#composer"
    asked = visit.request.POST or visit.request.GET
    return Composer(
        label=_("Your message"),
        action=reverse("messages", args=[visit.order.id]),
        submit=_("Send it as it is") if draft.once_more else _("Send the message"),
        value=draft.words,
        error=" ".join((said_no.words.says, said_no.words.way_on)) if said_no else "",
        hint=_hint(visit),
        hidden=(("command_id", str(new_id())), *draft.carried),
        draft=draft_key(visit),
        # A little more than the rule allows, so that a text that is too long is explained and not cut off.
        maxlength=LONGEST_MESSAGE * 3,
        coach=draft.coached or coaching(visit),
        begin=begin(visit, action=address, familiar=asked.get("address") == FAMILIAR, on=asked.get("on", "")),
        is_begun=draft.is_begun,
        once_more=once_more_words() if draft.once_more else "",
    )


def chosen(visit: Visit) -> Draft:
    """What the address of the page asks to begin with: `?begin=follow_up`."""
    asked = visit.request.GET
    words = begun(visit, asked["begin"], familiar=asked.get("address") == FAMILIAR, on=day_named(asked.get("on", "")))
    return Draft(words, coaching(visit, words), is_begun=bool(words))


def _hint(visit: Visit) -> str:
    """The client's first word answers a notice or a claim that runs; otherwise words alone change nothing."""
    running = (one for one in visit.order.milestones if one.stage in (Stage.NOTICED, Stage.CLAIMED) and not one.replied)
    if visit.role is Role.CLIENT and next(running, None) is not None:
        return _("A message answers the last notice. It moves no money.")
    return _("A message stops no clock and moves no money.")


def draft_key(visit: Visit) -> str:
    """Of this side alone: two people may share a browser, and unsent words are nobody else's."""
    return f"order-{visit.order.id}-{visit.role.value}"
