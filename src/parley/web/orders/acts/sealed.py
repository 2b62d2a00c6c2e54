"""A sealed offer. What is typed here goes into one sealed text and onto no page: not into a form that is shown again, not
into a preview, not into an address."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parley.core.money import BadAmount
from parley.core.order.messages import SealBid
from parley.core.order.state import Stage
from parley.core.parties import Role
from parley.desk.intake import text
from parley.web.components.form import Field
from parley.web.components.notice import Notice
from parley.web.components.preview import Preview, PreviewRow
from parley.web.orders.acts.page import Asked, Sheet, act_view
from parley.web.orders.acts.plain import Outcome
from parley.web.orders.telling import telling
from parley.web.orders.worth import worth_explained, worth_table
from parley.words.money import bad_amount_words, money, read_amount
from parley.words.resolution import sealed_rows
from parley.words.sentence import Text as Words


def seal(request: HttpRequest, order_id: UUID, milestone: int) -> HttpResponse:
    def read(asked: Asked) -> Outcome:
        currency = asked.visit.order.terms.currency
        try:
            bid = read_amount(asked.typed.get("bid", ""), currency)
        except BadAmount as bad:
            return _sheet(asked, bad_amount_words(bad, currency))
        if asked.milestone.stage is Stage.CASE_SEALED and asked.milestone.held < bid:
            return _sheet(asked, _("This is more than the hold of {held}.").format(held=money(asked.milestone.held)))
        return SealBid(**asked.envelope(), bid=text(str(bid.amount_minor))), ()

    return act_view(request, order_id, milestone, "seal", SealBid, _sheet, read)


def _sheet(asked: Asked, error: Words = "") -> Sheet:
    case = asked.milestone.case
    if case is not None and asked.visit.role.value in case.bids:
        text_ = _("It stays sealed until {name} has sealed one too. Nobody can read or change it.")
        done = Notice("good", "lock", _("Your offer is sealed"), text_.format(name=asked.visit.other_name))
        return Sheet(notice=done, is_done=True)
    held, name = money(asked.milestone.held), asked.visit.other_name
    if asked.visit.role is Role.CLIENT:
        label = _("The most that {name} may get of the hold").format(name=name)
        how = _(
            "Write the most you would agree to. If {name} would settle for that or less, the middle settles the case."
        )
    else:
        label = _("The least that you would settle for")
        how = _("Write the least you would agree to. If {name} would give that or more, the middle settles the case.")
    field = Field(
        "bid",
        label,
        kind="money",
        hint=_("Of the {held} that are held.").format(held=held),
        error=error,
        required=True,
        suffix=asked.visit.order.terms.currency,
        autocomplete="off",
        narrow=True,
    )
    secret = Notice(
        "news",
        "lock",
        how.format(name=name),
        _(
            "Nobody reads the sum, and no page shows it again, not even to you. If the two do not meet, both are destroyed."
        ),
    )
    return Sheet(
        fields=(field,),
        notice=secret,
        slips=(_what_follows(asked),),
        table=worth_table(asked.visit, asked.milestone),
        foot=worth_explained(asked.milestone),
    )


def _what_follows(asked: Asked) -> Preview:
    """What becomes of the two offers once both are in. Nothing here is worked out from a sum: there is none to be read."""
    told, milestone = telling(asked.visit), asked.milestone
    rows = sealed_rows(asked.visit.order, milestone, told)
    return Preview(_("What happens when both are sealed"), tuple(PreviewRow(row.label, row.you) for row in rows))
