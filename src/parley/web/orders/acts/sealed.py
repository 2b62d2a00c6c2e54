"""An offer in a sealed round: at the most so much, at the least so much."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.order.messages import SealBid
from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.web.components.notice import Notice
from parley.web.components.preview import Preview, PreviewRow
from parley.web.orders.acts.bid import bid_sheet, bid_view
from parley.web.orders.acts.page import Asked, Sheet
from parley.web.orders.telling import telling
from parley.words.resolution import sealed_rows
from parley.words.sentence import Text as Words


def seal(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    return bid_view(request, order_id, milestone, "seal", SealBid, Stage.CASE_SEALED, _sheet)


def _sheet(asked: Asked, error: Words) -> Sheet:
    case, name = asked.milestone.case, asked.visit.other_name
    if case is not None and asked.visit.role.value in case.bids:
        text_ = _("It stays sealed until {name} has sealed one too. Nobody can read or change it.")
        done = Notice("good", "lock", _("Your offer is sealed"), text_.format(name=name))
        return Sheet(notice=done, is_done=True)
    if asked.visit.role is Role.CLIENT:
        label = _("The most that {name} may get of the hold").format(name=name)
        how = _(
            "Write the most you would agree to. If {name} would settle for that or less, the middle settles the case."
        )
    else:
        label = _("The least that you would settle for")
        how = _("Write the least you would agree to. If {name} would give that or more, the middle settles the case.")
    secret = Notice(
        "news",
        "lock",
        how.format(name=name),
        _(
            "Nobody reads the sum, and no page shows it again, not even to you. If the two do not meet, both are destroyed."
        ),
    )
    return bid_sheet(asked, label, secret, error, slips=(_what_follows(asked),))


def _what_follows(asked: Asked) -> Preview:
    """What becomes of the two offers once both are in. Nothing here is worked out from a sum: there is none to be read."""
    told, milestone = telling(asked.visit), asked.milestone
    rows = sealed_rows(asked.visit.order, milestone, told)
    return Preview(_("What happens when both are sealed"), tuple(PreviewRow(row.label, row.you) for row in rows))
