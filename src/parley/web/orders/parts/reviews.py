"""The way from a closed order to its reviews."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from parley.core.order.messages import Rate
from parley.core.order.state import OrderStage
from parley.web.components.action import Action
from parley.web.orders.door import Visit
from parley.web.orders.review import why_not
from parley.web.orders.telling import telling
from parley.words.acts import act_words


def review_action(visit: Visit) -> Action | None:
    """Write one while one may; read what there is afterwards."""
    order = visit.order
    if not visit.is_party or order.stage is not OrderStage.CLOSED:
        return None
    href = reverse("review", args=[order.id])
    if why_not(visit) is None:
        words = act_words(Rate, order, None, telling(visit))
        return Action(words.label, icon="pen", href=href, weight="primary", note=words.description)
    if order.ratings_shown and order.ratings:
        return Action(_("Read the reviews"), href=href)
    if visit.role.value in order.ratings:
        note = _("Sealed until {name} has written too, or the time is over.").format(name=visit.other_name)
        return Action(_("Your review"), icon="lock", href=href, note=note)
    return None
