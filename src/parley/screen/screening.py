"""What the screen says of a brief."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """PASS: it may be published. REVIEW: a person looks first. BLOCK: it is not published unless an appeal holds."""

    PASS = "pass"  # noqa: S105 (no password)
    REVIEW = "review"
    BLOCK = "block"


class Code(StrEnum):
    """What a sign speaks of."""

    UP_FRONT_FEE = "up_front_fee"
    WALLET_OR_CARD = "wallet_or_card"
    NO_DELIVERABLE = "no_deliverable"
    EASY_MONEY = "easy_money"
    OFF_SITE_CONTACT = "off_site_contact"
    MONEY_MULE = "money_mule"
    GIVEAWAY = "giveaway"
    IDENTITY = "identity"
    RESHIPPING = "reshipping"
    GIFT_CARDS = "gift_cards"
    ACCOUNT_RENTAL = "account_rental"
    OVERPAYMENT = "overpayment"
    PYRAMID = "pyramid"
    OTHER = "other"
    RESEMBLES = "resembles"  # no sign names it, and it reads like briefs that took people in
    UNREAD = "unread"  # in a language that the screen has no pack for


TITLE, TEXT = "title", "text"


@dataclass(frozen=True, slots=True)
class Reason:
    """`start` and `end` are offsets, in characters, in the title or in the text, as `where` says.

    `why` is in the language of the brief; review.why() says the same in another. `sign` is the id of the sign in the pack.
    """

    code: Code
    where: str
    start: int
    end: int
    why: str
    sign: str
    weight: int


@dataclass(frozen=True, slots=True)
class Screening:
    """`lang` is the language that the brief was read in, None if it is none of ours. `version` names the packs and the
    arithmetic: an answer of another version may differ. Reasons are the weightiest first; there are none on a pass."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    lang: str | None
    version: str
