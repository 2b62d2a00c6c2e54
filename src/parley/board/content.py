"""What a brief says, as one value: read from a form, screened, posted and shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parley.board.models import Brief
from parley.core.money import Money


@dataclass(frozen=True, slots=True)
class Budget:
    """What the client means to pay: from, up to, between, or exactly. At least one of the two, both in one currency."""

    least: Money | None
    most: Money | None

    @property
    def currency(self) -> str:
        one = self.most or self.least
        if one is None:
            raise ValueError("a budget without a sum is none")
        return one.currency


@dataclass(frozen=True, slots=True)
class Content:
    """All that is shown. `language` is the one it is written in; `trade` is a code of words.trades; `result` says what is to be
    handed in and how one sees that it is done, and may be empty."""

    language: str
    trade: str
    title: str
    text: str
    result: str = ""
    wanted_by: date | None = None
    budget: Budget | None = None


def content_of(brief: Brief) -> Content:
    """What was posted last."""
    least = Money(brief.least_minor, brief.currency) if brief.least_minor is not None else None
    most = Money(brief.most_minor, brief.currency) if brief.most_minor is not None else None
    return Content(
        language=brief.language,
        trade=brief.trade,
        title=brief.title,
        text=brief.text,
        result=brief.result,
        wanted_by=brief.wanted_by,
        budget=Budget(least, most) if least is not None or most is not None else None,
    )


def write(brief: Brief, content: Content) -> None:
    """Put this content into the columns; the row is not saved."""
    budget = content.budget
    brief.language, brief.trade = content.language, content.trade
    brief.title, brief.text, brief.result = content.title, content.text, content.result
    brief.wanted_by = content.wanted_by
    brief.currency = budget.currency if budget is not None else ""
    brief.least_minor = budget.least.amount_minor if budget is not None and budget.least is not None else None
    brief.most_minor = budget.most.amount_minor if budget is not None and budget.most is not None else None
