"""Agreements of every kind that the rules must carry: chains, sums of one unit, odd fees, windows of nothing."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from parley.core.calendar import Calendar
from parley.core.money import Money
from parley.core.order.messages import MakeOffer
from parley.core.order.terms import MilestoneTerms, ScopeItem, Terms, Windows
from parley.core.parties import Role
from parley.core.policies import POLICIES, Policy
from parley.core.texts import Commitment, Text
from parley.rehearsal.simulate.variants import Setting

PRICES = (1, 2, 19, 99_99, 100_00, 100_00, 10_001, 1_234_567)
CURRENCIES = ("EUR", "EUR", "JPY", "KWD")
FEES_BASIS_POINTS = (0, 500, 500, 333, 9_999, 10_000)
DAYS_OF_REST = (date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1), date(2026, 12, 25), date(2027, 1, 1))
CALENDARS = (
    Calendar("Europe/Berlin", (5, 6), DAYS_OF_REST),
    Calendar("Europe/Berlin", (5, 6), DAYS_OF_REST),
    Calendar("Africa/Cairo", (4, 5), DAYS_OF_REST),
    Calendar("America/New_York", ()),
    Calendar("Pacific/Apia", (6,)),
    Calendar("Asia/Kolkata"),
)
HOLD_CAP_DAYS = (None, None, 400, 120, 90, 75)
WINDOW_LENGTHS = (0, 0, 1, 2, 9, 30, 366)


@dataclass(slots=True)
class Draft:
    """An agreement on its way to paper: what it commits to is collected."""

    setting: Setting
    wording: list[Text]

    def says(self, words: str) -> Commitment:
        text = Text(words, self.setting.salt(), "en")
        self.wording.append(text)
        return text.commitment


def new_offer(setting: Setting, client: str, freelancer: str) -> MakeOffer:
    """An offer that the rules accept, from either side; sometimes the other side was invited and has no account yet."""
    chance = setting.chance
    terms, wording = agreement(setting)
    by = chance.choice((Role.CLIENT, Role.FREELANCER))
    is_invited = chance.randrange(5) == 0
    return MakeOffer(
        order_id=setting.uuid(),
        id=setting.uuid(),
        by=by,
        client=None if is_invited and by is Role.FREELANCER else client,
        freelancer=None if is_invited and by is Role.CLIENT else freelancer,
        terms=terms,
        wording=wording,
    )


def agreement(setting: Setting) -> tuple[Terms, tuple[Text, ...]]:
    """Terms and the texts they mention."""
    chance = setting.chance
    policy = POLICIES[chance.choice(sorted(POLICIES))]
    most = min(policy.most_milestones or 3, 3)
    calendar = chance.choice(CALENDARS)
    draft = Draft(setting, [])
    currency = chance.choice(CURRENCIES)
    is_chain = bool(chance.randrange(2))
    terms = Terms(
        title=draft.says("A title"),
        summary=draft.says("A summary"),
        currency=currency,
        milestones=tuple(
            _milestone(draft, number, currency, policy, calendar, is_chain)
            for number in range(1, chance.randint(1, most) + 1)
        ),
        rounds=chance.randrange(policy.rounds + 1),
        kill_fee_percent=chance.choice((policy.kill_fee_percent, 0, 25, 100)),
        funding=policy.funding,
        fee_basis_points=chance.choice(FEES_BASIS_POINTS),
        policy=policy.name,
        windows=odd_windows(policy.windows, chance) if chance.randrange(4) == 0 else policy.windows,
        calendar=calendar,
        hold_cap_days=chance.choice(HOLD_CAP_DAYS),
    )
    return terms, tuple(draft.wording)


def odd_windows(windows: Windows, chance: Random) -> Windows:
    """One to three windows have another length than usual. Which there are is read from the class."""
    lengths = [each.name for each in fields(Windows) if isinstance(getattr(windows, each.name), int)]
    for name in chance.sample(lengths, chance.randint(1, 3)):
        try:
            length: Any = chance.choice(WINDOW_LENGTHS)
            windows = replace(windows, **{name: length})
        except ValueError:
            continue  # this one cannot be so short or so long
    return windows


def _milestone(
    draft: Draft, number: int, currency: str, policy: Policy, calendar: Calendar, is_chain: bool
) -> MilestoneTerms:
    chance = draft.setting.chance
    price = Money(chance.choice(PRICES), currency)
    items = chance.randint(1, 3)
    has_prices = bool(chance.randrange(2))
    prices = price.split([chance.randint(0, 3) for _ in range(items - 1)] + [1]) if has_prices else [None] * items
    deposits = (0, price.amount_minor * policy.deposit_percent // 100, price.amount_minor // 3, price.amount_minor - 1)
    return MilestoneTerms(
        number=number,
        name=draft.says(f"Milestone {number}"),
        price=price,
        items=tuple(
            ScopeItem(
                item,
                draft.says(f"What {item}"),
                draft.says(f"Test {item}"),
                60 * chance.randint(1, 9),
                chance.choice((("pdf",), ("any",), ("pdf", "svg"), ())),
                prices[item - 1],
            )
            for item in range(1, items + 1)
        ),
        due_on=calendar.local_date(draft.setting.at) + timedelta(days=chance.choice((0, 3, 10, 40))),
        working_days=chance.choice((0, 2, 5)),
        deposit=Money(chance.choice(deposits), currency),
        after=(number - 1,) if is_chain and number > 1 else (),
        asks_brief=bool(chance.randrange(2)),
    )


def start_of(chance: Random) -> datetime:
    """Some morning in the two years around a change of the clocks, so that walks meet them."""
    return datetime.fromisoformat("2026-03-02T09:00:00+00:00") + timedelta(minutes=chance.randrange(600 * 24 * 60))
