"""A short list of words and sums, ruled like a ledger: "Your money" on the desk, "You pay on accepting" in Next.

{% include "components/facts.html" with facts=page.money %}
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.money_bar import MoneyKind
from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: words, then the formatted figure. `kind` puts the money's pattern before the words."""

    label: Text
    figure: Text
    kind: MoneyKind | None = None
