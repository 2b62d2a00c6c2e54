"""What is asked for beside what was agreed: verdicts, why, shares and advice, for both sides in the same words.

Nothing here says that somebody may not ask: what may be outside is said as what may be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from parley.core.order.requests import Answer
from parley.core.scope_check import ItemCheck, Reason, RequestCheck, Share, Verdict
from parley.words.durations import effort
from parley.words.locales import listed, number
from parley.words.locales import percent as as_percent
from parley.words.money import money
from parley.words.stages import answer_kind, item_kind

LONGEST_QUOTE = 90
"""Characters of a wish in the draft of a message; the table has all of it."""

# Translators: how one wish of a revision request stands against what was agreed.
VERDICTS: Mapping[Verdict, Promise] = {
    Verdict.IN: pgettext_lazy("how a wish stands", "In scope"),
    Verdict.UNCLEAR: pgettext_lazy("how a wish stands", "Unclear"),
    Verdict.OUTSIDE: pgettext_lazy("how a wish stands", "Outside scope"),
}

# Translators: why a wish stands as it does. Read by both sides; "you" are both of them together.
REASONS: Mapping[Reason, Promise] = {
    Reason.NEW: gettext_lazy("Not part of what you agreed on. It can become an extra with its own price."),
    Reason.NOT_LINKED: gettext_lazy("No agreed item is named, so there is nothing to hold it against."),
    Reason.ACCEPTED: gettext_lazy("This item was accepted already."),
    Reason.NOT_DELIVERED: gettext_lazy("This item was not delivered yet."),
    Reason.DEFECT: gettext_lazy("Asked as a defect of an agreed item. Takes no round."),
    Reason.NO_ROUND: gettext_lazy("All agreed rounds are used."),
    Reason.AS_LARGE: gettext_lazy(
        "A change that takes at least the effort of the whole item: worth a word before it begins."
    ),
    Reason.CHANGE: gettext_lazy("A change to an agreed item, within the agreed rounds."),
}


def verdict_name(verdict: Verdict) -> str:
    return str(VERDICTS[verdict])


def reason_sentence(check: ItemCheck) -> str:
    """Why the verdict is what it is."""
    return str(REASONS[check.reason])


def agreed_line(what: str, minutes: int) -> str:
    """Agreed: “Warm palette” (2 h)"""
    # Translators: {what} is a part of the agreement, {effort} the hours it was agreed with.
    return _("Agreed: “{what}” ({effort})").format(what=what, effort=effort(minutes))


def test_line(test: str) -> str:
    """How one sees that the agreed item is done."""
    return _("Done when: {test}").format(test=test)


def rounds_line(check: ItemCheck, rounds: int) -> str:
    """What is left once this request is done; "" for one that is over, and for what takes no round."""
    if check.rounds_after is None:
        return ""
    # Translators: rounds of changes, as in "1 of 2".
    return _("Rounds left after this request: {left} of {rounds}").format(
        left=number(check.rounds_after), rounds=number(rounds)
    )


def percent(share: Share) -> str:
    """Whole percent, half up."""
    return as_percent(Decimal(share.percent) / 100)


def shares_line(check: ItemCheck) -> str:
    """The effort beside that of the item and of the delivery; "" while nobody has named one."""
    if check.effort_minutes is None or check.of_delivery is None:
        return ""
    asked, of_delivery = effort(check.effort_minutes), percent(check.of_delivery)
    if check.of_item is None:
        # Translators: {asked} is an effort such as "2 h"; the delivery is all that was agreed for this milestone.
        return _("{asked}: {of_delivery} of the effort of the whole delivery").format(
            asked=asked, of_delivery=of_delivery
        )
    # Translators: {asked} is an effort such as "2 h"; its item is the part of the agreement that it belongs to.
    return _("{asked}: {of_item} of the effort of its item, {of_delivery} of the whole delivery").format(
        asked=asked, of_item=percent(check.of_item), of_delivery=of_delivery
    )


def advice(check: ItemCheck) -> str:
    """What is said from 100 % on; "" below, and while nobody has named an effort. Advice, never a refusal."""
    if not check.may_be_outside:
        return ""
    if check.of_item is None:
        return _("May be outside what was agreed: it takes at least the effort of the whole delivery.")
    return _("May be outside what was agreed: it takes at least the effort of the whole item.")


def advice_explained() -> str:
    return _("“May be outside” is advice: it refuses nothing, and what happens next is up to the two of you.")


def together_line(check: RequestCheck) -> str:
    """All named efforts beside what the delivery was agreed with; "" while there are none."""
    if check.of_delivery is None:
        return ""
    return _("Together {asked}, {share} of the {agreed} agreed for the whole delivery.").format(
        asked=effort(check.of_delivery.minutes),
        share=percent(check.of_delivery),
        agreed=effort(check.of_delivery.of_minutes),
    )


def missing_line(items: Sequence[int]) -> str:
    """Which items have no effort yet; "" when all have one."""
    if not items:
        return ""
    return _("No effort is named yet for: {items}.").format(items=listed([number(item) for item in items]))


def answer_line(answer: Answer) -> str:
    """Has a price: €110.00"""
    if answer.price is None:
        return answer_kind(answer.kind)
    # Translators: {answer} is what the freelancer says to a wish ("Has a price"), {sum} the price.
    return _("{answer}: {sum}").format(answer=answer_kind(answer.kind), sum=money(answer.price))


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of the effort table."""

    item: str
    kind: str
    agreed: str
    effort: str
    of_item: str
    of_delivery: str
    scope: str
    answer: str
    price: str


def heads() -> Heads:
    return Heads(
        item=_("What is asked"),
        kind=_("Asked as"),
        agreed=_("What was agreed"),
        effort=_("Effort"),
        # Translators: the head of a column with percentages: the effort beside that of the agreed item.
        of_item=_("Share of the item"),
        of_delivery=_("Share of the delivery"),
        scope=_("Scope"),
        answer=_("Answer"),
        price=_("Price"),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """One wish for the draft of a message."""

    number: int
    words: str
    check: ItemCheck
    answer: Answer | None


def message_draft(milestone: str, asked: Sequence[Asked], check: RequestCheck, address: str) -> str:
    """The table as a message that its sender can change before it goes; ends with where the table stands."""
    intro = _("This is the effort of each item beside what we agreed on for “{milestone}”:").format(milestone=milestone)
    where = _("The whole table: {address}").format(address=address)
    closing = "\n".join(filter(None, [together_line(check), where]))
    return "\n\n".join([intro, *(_draft_line(one) for one in asked), closing])


def _draft_line(one: Asked) -> str:
    quoted = _("{number}. “{words}”").format(number=number(one.number), words=shortened(one.words))
    facts = [
        item_kind(one.check.kind),
        verdict_name(one.check.verdict),
        shares_line(one.check),
        answer_line(one.answer) if one.answer is not None else "",
    ]
    return "\n".join([quoted, " · ".join(filter(None, facts)), *filter(None, [advice(one.check)])])


def shortened(words: str) -> str:
    """A wish on one line of a message; cut where it is long."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE].rstrip()}…"
