"""What an act would do to the freelancer's completion rate, for the pages of acts."""

from __future__ import annotations

from parley.core.order.state import Order
from parley.core.parties import Role
from parley.core.statistics import Record, rate_effect
from parley.reads.completion import completion_of
from parley.web.components.rate_change import RateChange, rate_change
from parley.words.completion import rate_effect_words


def rate_change_of(
    before: Order, after: Order, viewer_role: Role, freelancer_name: str, record: Record | None = None
) -> RateChange | None:
    """What it does to the rate when `before` becomes `after` (the two orders of a preview), told to one side. `record` are the
    freelancer's counts, where the page has read them already.

    None where there is nothing to say: the order goes on, and what it will count as is as open as it was.
    """
    if before.freelancer is None:
        return None
    effect = rate_effect(record or completion_of(before.freelancer), before, after)
    if effect.judged is None:
        return None
    words = rate_effect_words(effect, "" if viewer_role is Role.FREELANCER else freelancer_name)
    was, will_be = effect.before.rate, effect.after.rate
    return rate_change(
        words.label,
        words.sentence,
        before=was.permille if was else None,
        after=will_be.permille if will_be else None,
    )
