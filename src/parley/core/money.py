"""Money as whole minor units of one ISO 4217 currency; never a float."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

EXPONENTS = {
    "AUD": 2, "BHD": 3, "BRL": 2, "CAD": 2, "CHF": 2, "CLP": 0, "CZK": 2, "DKK": 2, "EUR": 2, "GBP": 2, "HUF": 2,
    "ISK": 0, "JOD": 3, "JPY": 0, "KRW": 0, "KWD": 3, "MXN": 2, "NOK": 2, "NZD": 2, "OMR": 3, "PLN": 2, "PYG": 0,
    "RON": 2, "RUB": 2, "SEK": 2, "TND": 3, "TRY": 2, "UAH": 2, "USD": 2, "VND": 0, "ZAR": 2,
}  # fmt: skip
"""Decimals of each currency that Parley accepts (ISO 4217 minor unit exponents)."""

LARGEST_MINOR = 10**15
"""A sum beyond this is a slip of the finger, and would not fit a database's whole numbers once summed."""


class BadAmount(ValueError):
    """A text that is no amount of this currency. `reason` is one of: empty, not_a_number, negative, decimals, too_large,
    currency."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """`amount_minor` is in the smallest unit of `currency` (cents, yen, fils); it may be negative only inside the books."""

    amount_minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.amount_minor) is not int:
            raise TypeError("money is a whole number of minor units")
        if self.currency not in EXPONENTS:
            raise BadAmount("currency")

    def __add__(self, other: Money) -> Money:
        return Money(self.amount_minor + self._minor_of(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount_minor - self._minor_of(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount_minor, self.currency)

    def __bool__(self) -> bool:
        return self.amount_minor != 0

    def __lt__(self, other: Money) -> bool:
        return self.amount_minor < self._minor_of(other)

    def __le__(self, other: Money) -> bool:
        return self.amount_minor <= self._minor_of(other)

    def _minor_of(self, other: Money) -> int:
        if other.currency != self.currency:
            raise BadAmount("currency")
        return other.amount_minor

    def share(self, basis_points: int) -> Money:
        """This many ten-thousandths of the sum, rounded down."""
        return Money(self.amount_minor * basis_points // 10_000, self.currency)

    def split(self, weights: Sequence[int]) -> tuple[Money, ...]:
        """Parts in proportion to `weights` that add up exactly: largest remainder, ties to the part listed first."""
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise ValueError("weights must not be negative and must not all be zero")
        whole = [self.amount_minor * weight // total for weight in weights]
        remainders = [self.amount_minor * weight % total for weight in weights]
        left = self.amount_minor - sum(whole)
        for index in sorted(range(len(weights)), key=lambda i: (-remainders[i], i))[:left]:
            whole[index] += 1
        return tuple(Money(minor, self.currency) for minor in whole)

    def decimal(self) -> Decimal:
        """The amount in major units, exact, for showing."""
        return Decimal(self.amount_minor).scaleb(-EXPONENTS[self.currency])


def zero(currency: str) -> Money:
    return Money(0, currency)


def total(sums: Sequence[Money], currency: str) -> Money:
    """The sum of all, which must be in `currency`."""
    result = zero(currency)
    for one in sums:
        result = result + one
    return result


def parse(text: str, currency: str) -> Money:
    """Read a plain amount ("1234.50"); the pages turn a person's way of writing numbers into this form first.

    Raises BadAmount with the reason; nothing is rounded and nothing is guessed.
    """
    if currency not in EXPONENTS:
        raise BadAmount("currency")
    cleaned = text.strip()
    if not cleaned:
        raise BadAmount("empty")
    try:
        amount = Decimal(cleaned)
    except InvalidOperation:
        raise BadAmount("not_a_number") from None
    if not amount.is_finite() or "e" in cleaned.lower() or "_" in cleaned:
        raise BadAmount("not_a_number")
    if amount < 0:
        raise BadAmount("negative")
    if amount > LARGEST_MINOR:
        raise BadAmount("too_large")
    whole, _, fraction = cleaned.lstrip("+-").partition(".")
    decimals = EXPONENTS[currency]
    if fraction[decimals:].strip("0"):
        raise BadAmount("decimals")
    # Digit by digit: a Decimal would round what is longer than its context.
    minor = int(f"0{whole.lstrip('0')}{fraction[:decimals].ljust(decimals, '0')}")
    if minor > LARGEST_MINOR:
        raise BadAmount("too_large")
    return Money(minor, currency)
