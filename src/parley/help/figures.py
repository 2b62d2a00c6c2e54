"""The figures that articles may name, taken from the policy and the constants that run. No article types a number itself.

rules.toml says of each where it comes from. A figure is a bare number, or several with commas between them, written as the
active language writes numbers; its unit stands in the sentence.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from parley.core.policies import STANDARD, Policy
from parley.core.statistics import Share
from parley.help.rules import Figure, rules
from parley.words.locales import listed, number

Value = int | Decimal | tuple[int, ...]

OF_WINDOWS = "parley.core.order.terms.Windows."
OF_THE_POLICY = "parley.core.policies.Policy."
OF_A_SHARE = "parley.core.statistics.Share."
OF_THE_INSTALLATION = "parley.config.installation.Installation."


class BadFigure(ValueError):
    """A figure that comes from nowhere; the message says which."""


@dataclass(frozen=True, slots=True)
class Running:
    """What the figures come from, beside constants: a policy, and what the operator has set for this installation."""

    policy: Policy = STANDARD
    operator_fee_percent: Decimal = Decimal(0)
    leaving_wait_days: int = 0
    keep_words_days: int = 0
    upload_files: int = 0

    def value(self, figure: Figure) -> Value:
        """Raises BadFigure."""
        found = self._found(figure)
        if not isinstance(found, int | Decimal | tuple):
            raise BadFigure(f"{figure.name}: {figure.source} is no number")
        return found

    def _found(self, figure: Figure) -> object:
        source = figure.source
        if not source:
            return figure.value
        if source.startswith(OF_A_SHARE) and figure.share is not None:
            permille = getattr(Share(*figure.share), source.removeprefix(OF_A_SHARE), None)
            return Decimal(permille) / 10 if isinstance(permille, int) else None
        for owner, place in (
            (self.policy.windows, OF_WINDOWS),
            (self.policy, OF_THE_POLICY),
            (self, OF_THE_INSTALLATION),
        ):
            if source.startswith(place):
                return getattr(owner, source.removeprefix(place), None)
        try:
            return pkgutil.resolve_name(source)
        except (AttributeError, ImportError, ValueError):
            raise BadFigure(f"{figure.name}: there is no {source}") from None


def running() -> Running:
    """What a new offer of this installation starts from."""
    return Running(
        STANDARD,
        Decimal(settings.OPERATOR_FEE_PERCENT),
        settings.LEAVING_WAIT_DAYS,
        settings.KEEP_WORDS_DAYS,
        settings.UPLOAD_FILES,
    )


def figure_words(source: Running, figures: Mapping[str, Figure] | None = None) -> dict[str, str]:
    """Every figure in words of the active language, by its name. Raises BadFigure."""
    table = rules().figures if figures is None else figures
    return {name: _words(source.value(figure)) for name, figure in table.items()}


def _words(value: Value) -> str:
    return listed([number(one) for one in value]) if isinstance(value, tuple) else number(value)
