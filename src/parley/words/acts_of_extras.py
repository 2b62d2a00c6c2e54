"""The acts beside the usual way: parts, more time to look, extra work, a pause, support that writes for somebody."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from parley.core.order.messages import (
    AskExtra,
    AskOutreach,
    ClaimPart,
    DeliverPart,
    ExtendReview,
    LiftPause,
    OfferExtra,
    PauseWork,
    SendOutreach,
)
from parley.words.acts_of_change import AnyAct

# Translators: buttons and links. Name the effect; keep them short.
LABELS: Mapping[AnyAct, Promise] = {
    DeliverPart: gettext_lazy("Deliver a part"),
    ClaimPart: gettext_lazy("Claim the delivered part"),
    ExtendReview: gettext_lazy("Take more time to look"),
    AskExtra: gettext_lazy("Ask for extra work"),
    OfferExtra: gettext_lazy("Offer extra work"),
    PauseWork: gettext_lazy("Pause"),
    LiftPause: gettext_lazy("End the pause"),
    AskOutreach: gettext_lazy("Ask support to write"),
    SendOutreach: gettext_lazy("Write for support"),
}

DESCRIPTIONS: Mapping[AnyAct, Promise] = {
    DeliverPart: gettext_lazy("{name} gets some items of {milestone} before the rest. No clock starts by it."),
    ClaimPart: gettext_lazy(
        "{name} is asked one last time. Without an answer {milestone} becomes a case that starts from what the part is worth."
    ),
    ExtendReview: gettext_lazy("You get some more days to look at {milestone}. {name} sees the new date."),
    AskExtra: gettext_lazy("{name} reads what you wish for and can name a price. What was agreed stays as it is."),
    OfferExtra: gettext_lazy(
        "{name} gets an offer for work beside {milestone}. It becomes a milestone of its own and is paid for before it begins."
    ),
    PauseWork: gettext_lazy(
        "All clocks of {milestone} stand still. {name} sees the kind of reason and how long, and never your words."
    ),
    LiftPause: gettext_lazy("The clocks of {milestone} go on with the time that was left."),
    AskOutreach: gettext_lazy(
        "Somebody from this desk writes to {name} for you. It is help with being heard, not a ruling."
    ),
    SendOutreach: gettext_lazy(
        "You write to the side that does not answer. Both sides can read it, and you cannot decide a case of this order later."
    ),
}
