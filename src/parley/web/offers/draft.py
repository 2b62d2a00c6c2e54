"""An offer as it is being typed: nothing is lost, whatever is wrong, and what is right becomes terms.

The fields are numbered (`name-2` is milestone 2's name, `what-2-1` its first item) so that the form works without
JavaScript: a button asks for one more line, and everything typed comes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parley.core.calendar import Calendar
from parley.core.money import EXPONENTS, BadAmount, Money, zero
from parley.core.order.files import ANY_FILE
from parley.core.order.soundness import MOST_DAYS, MOST_ITEMS, MOST_MILESTONES, MOST_ROUNDS
from parley.core.order.terms import MilestoneTerms, ScopeItem, Terms
from parley.core.policies import STANDARD, Policy
from parley.core.provisions import in_terms
from parley.core.texts import LONGEST_LINE, LONGEST_MESSAGE, Commitment, Text
from parley.desk.intake import text
from parley.web.offers.ways import Ways
from parley.words.locales import number as counted
from parley.words.money import amount_for_input, bad_amount_words, read_amount
from parley.words.sentence import Text as Words

LONGEST_HOURS = 10_000
MOST_ENDINGS = 10


@dataclass(slots=True)
class Draft:
    """What was typed, and for each field what is wrong with it. `items` holds the number of item lines of each milestone.

    `known` are the words of the offer on the table: who leaves them as they are has not changed them. `ways` are the ways of
    working it may choose from.
    """

    typed: Mapping[str, str]
    milestones: int
    items: list[int]
    errors: dict[str, Words] = field(default_factory=dict)
    texts: list[Text] = field(default_factory=list)
    language: str = ""
    known: Mapping[str, Commitment] = field(default_factory=dict)
    ways: Ways = field(default_factory=Ways)

    def value(self, name: str, instead: str = "") -> str:
        return self.typed.get(name, instead)

    # --- reading, field by field; each returns something usable and notes what is wrong

    def words(self, name: str, longest: int = LONGEST_MESSAGE) -> Commitment:
        said = text(self.value(name), self.language)
        if said.is_blank:
            self.errors[name] = _("Write something here.")
        elif len(said.words) > longest:
            self.errors[name] = _("This is too long: at most {longest} characters.").format(longest=longest)
        elif said.words in self.known:
            return self.known[said.words]
        self.texts.append(said)
        return said.commitment

    def policy(self) -> Policy:
        chosen = self.ways.policies.get(self.value("policy"))
        if chosen is None:
            self.errors["policy"] = _("This way of working is not offered any more. Choose another.")
        return chosen or STANDARD

    def number(self, name: str, least: int, most: int) -> int:
        typed = self.value(name).strip()
        if not typed.isdecimal() or len(typed) > 9 or not least <= int(typed) <= most:
            self.errors[name] = _("Write a whole number from {least} to {most}.").format(least=least, most=most)
            return least
        return int(typed)

    def amount(self, name: str, currency: str, *, may_be_empty: bool = False) -> Money:
        typed = self.value(name)
        if may_be_empty and not typed.strip():
            return zero(currency)
        try:
            return read_amount(typed, currency)
        except BadAmount as bad:
            self.errors[name] = bad_amount_words(bad, currency)
            return zero(currency)

    def day(self, name: str, today: date) -> date:
        try:
            found = date.fromisoformat(self.value(name).strip())
        except ValueError:
            self.errors[name] = _("Choose a date.")
            return today
        if found < today:
            self.errors[name] = _("This date has passed. Choose a later one.")
        return found

    def minutes(self, name: str) -> int:
        try:
            hours = Decimal(self.value(name).strip().replace(",", "."))
        except InvalidOperation:
            hours = Decimal(0)
        if not hours.is_finite() or not 0 < hours <= LONGEST_HOURS:
            self.errors[name] = _("Write hours as a number, such as 1.5.")
            return 1
        return max(int((hours * 60).to_integral_value()), 1)


def read_draft(posted: QueryDict, language: str, ways: Ways) -> Draft:
    """The draft as it was posted, with one line more or less where a button asked for it, or with what its way of working
    starts from."""
    again = posted.get("again", "")
    milestones = _count(posted, "milestones", MOST_MILESTONES) + (again == "milestone")
    items = [
        _count(posted, f"items-{number}", MOST_ITEMS) + (again == f"item-{number}")
        for number in range(1, milestones + 1)
    ]
    typed = {name: str(value) for name, value in posted.items()}
    if again == "policy" and typed.get("policy") in ways.policies:
        typed |= _starts_from(ways.policies[typed["policy"]], typed)
    milestones, items = min(milestones, MOST_MILESTONES), [min(count, MOST_ITEMS) for count in items]
    return Draft(typed, milestones, items, language=language, ways=ways)


def empty_draft(defaults: Mapping[str, str], ways: Ways, policy: Policy = STANDARD) -> Draft:
    """One milestone with one item, to be carried out by this policy."""
    typed = {"policy": policy.name, **_starts_from(policy, {}), "days-1": "5", **defaults}
    return Draft(typed, 1, [1], ways=ways)


def _starts_from(policy: Policy, typed: Mapping[str, str]) -> dict[str, str]:
    """What an offer of this policy begins with; everything may be changed. The deposit needs a price to be a part of."""
    start = {"rounds": str(policy.rounds), "kill_fee": str(policy.kill_fee_percent)}
    try:
        price = read_amount(typed.get("price-1", ""), typed.get("currency", ""))
    except BadAmount:
        return start
    deposit = price.share(policy.deposit_percent * 100)
    return {**start, "deposit-1": amount_for_input(deposit) if deposit else ""}


def read_terms(draft: Draft, calendar: Calendar, today: date, fee_basis_points: int) -> Terms:
    """The terms the draft describes. They are only good when `draft.errors` is still empty afterwards."""
    policy = draft.policy()
    currency = draft.value("currency")
    if currency not in EXPONENTS:
        draft.errors["currency"] = _("Choose a currency.")
        currency = "EUR"
    if policy.most_milestones is not None and draft.milestones > policy.most_milestones:
        pattern = ngettext(
            "This way of working has {n} milestone. Choose another, or leave the others out.",
            "This way of working has at most {n} milestones. Choose another, or leave the others out.",
            policy.most_milestones,
        )
        draft.errors["policy"] = pattern.format(n=counted(policy.most_milestones))
    title = draft.words("title", LONGEST_LINE)
    summary = draft.words("summary")
    return Terms(
        title=title,
        summary=summary,
        currency=currency,
        milestones=tuple(_milestone(draft, number, currency, today) for number in range(1, draft.milestones + 1)),
        fee_basis_points=fee_basis_points,
        calendar=calendar,
        **in_terms(policy)
        | {
            "rounds": draft.number("rounds", 0, MOST_ROUNDS),
            "kill_fee_percent": draft.number("kill_fee", 0, 100),
        },
    )


def _milestone(draft: Draft, number: int, currency: str, today: date) -> MilestoneTerms:
    price = draft.amount(f"price-{number}", currency)
    if not price and f"price-{number}" not in draft.errors:
        draft.errors[f"price-{number}"] = _("Name a price above zero.")
    deposit = draft.amount(f"deposit-{number}", currency, may_be_empty=True)
    if deposit and not deposit < price:
        draft.errors[f"deposit-{number}"] = _("The deposit is a part of the price: make it smaller.")
    return MilestoneTerms(
        number=number,
        name=draft.words(f"name-{number}", LONGEST_LINE),
        price=price,
        items=tuple(_item(draft, number, line) for line in range(1, draft.items[number - 1] + 1)),
        due_on=draft.day(f"due-{number}", today),
        working_days=draft.number(f"days-{number}", 0, MOST_DAYS),
        deposit=deposit,
        after=(number - 1,) if number > 1 else (),
        asks_brief=bool(draft.value(f"brief-{number}")),
    )


def _item(draft: Draft, number: int, line: int) -> ScopeItem:
    return ScopeItem(
        number=line,
        what=draft.words(f"what-{number}-{line}"),
        test=draft.words(f"test-{number}-{line}"),
        effort_minutes=draft.minutes(f"hours-{number}-{line}"),
        files=_endings(draft, f"files-{number}-{line}"),
    )


def _endings(draft: Draft, name: str) -> tuple[str, ...]:
    """File endings as people list them: "SVG, .pdf"; nothing means one file of any kind."""
    typed = draft.value(name).replace(";", ",").replace(" ", ",").lower().split(",")
    endings = [ending.strip(" .") for ending in typed if ending.strip(" .")]
    if any(not ending.isalnum() or not ending.isascii() or len(ending) > 8 for ending in endings):
        draft.errors[name] = _("Write file endings such as pdf or svg, with commas between them.")
        return (ANY_FILE,)
    return tuple(endings[:MOST_ENDINGS]) or (ANY_FILE,)


def _count(posted: QueryDict, name: str, most: int) -> int:
    typed = posted.get(name, "")
    return min(max(int(typed), 1), most) if typed.isdecimal() and len(typed) < 4 else 1
