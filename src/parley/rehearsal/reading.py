"""From the text of a story (TOML) to its values. docs/reference/stories.md tells the form."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from decimal import Decimal, InvalidOperation

from parley.core.money import Money
from parley.core.order.terms import Funding, Windows
from parley.core.policies import POLICIES
from parley.rehearsal.actors import PARTY
from parley.rehearsal.deeds import read_steps
from parley.rehearsal.story import Cast, PlannedItem, PlannedMilestone, PlannedOrder, Story
from parley.rehearsal.table import BadStory, Table, as_flag, as_text, as_whole, chosen_from, one_of, tuple_of
from parley.rehearsal.units import read_effort, read_money
from parley.rehearsal.when import read_day, read_when


def read_story(text: str, folder: str = ".") -> Story:
    """Raises BadStory, naming the place, for anything that is not as docs/reference/stories.md says."""
    try:
        whole = Table(tomllib.loads(text), "the story")
    except tomllib.TOMLDecodeError as error:
        raise BadStory("the story", f"this is not TOML: {error}") from None
    about = whole.text("about", "")
    cast = _cast(whole.table("people"))
    order = _order(whole.table("order"), whole.tables("milestone", "milestone"), cast)
    steps = read_steps(whole.tables("step", "step"), order, cast)
    whole.end()
    return Story(about, cast, order, steps, folder)


def _cast(people: Table) -> dict[str, Cast]:
    found: dict[str, Cast] = {}
    for key in people.names():
        one = people.table(key)
        email = one.text("email", f"{key}@example.org")
        found[key] = Cast(key, one.text("name"), email, one.text("language", "en"), one.text("zone", "UTC"))
        one.end()
    return found


def _order(table: Table, milestones: list[Table], cast: Mapping[str, Cast]) -> PlannedOrder:
    policy = table.maybe("policy", chosen_from(POLICIES), POLICIES["standard"])
    currency = table.text("currency", "EUR")
    windows = _windows(table.table("windows"), policy.windows) if table.has("windows") else policy.windows
    sides = {key: table.maybe(key, chosen_from({name: name for name in cast}), "") or None for key in PARTY}
    invited = table.text("invited", "")
    if (None in sides.values()) != bool(invited):
        raise BadStory(
            table.place, "client and freelancer are both of the people, or one is and `invited` has a mail address"
        )
    offered_by = table.read("offered_by", chosen_from(PARTY))
    if sides[offered_by.value] is None:
        raise BadStory(table.place, "who offers must be one of the people")
    order = PlannedOrder(
        client=sides["client"],
        freelancer=sides["freelancer"],
        invited=invited,
        offered_by=offered_by,
        start=table.read("start", read_when),
        policy=policy.name,
        title=table.text("title"),
        summary=table.text("summary"),
        currency=currency,
        zone=table.text("zone", "UTC"),
        countries=table.maybe("countries", tuple_of(as_text), ()),
        rest_days=table.maybe("rest_days", tuple_of(read_day), ()),
        rounds=table.whole("rounds", policy.rounds),
        kill_fee_percent=table.whole("kill_fee_percent", policy.kill_fee_percent),
        fee_basis_points=table.maybe("fee_percent", _basis_points, 0),
        funding=table.maybe("funding", one_of(Funding), policy.funding),
        windows=windows,
        milestones=tuple(_milestone(one, read_money(currency)) for one in milestones),
    )
    table.end()
    if order.countries and order.rest_days:
        raise BadStory(table.place, "rest days are either those of `countries` or the list in `rest_days`")
    return order


def _windows(table: Table, standard: Windows) -> Windows:
    """The policy's windows with some of them changed."""
    changes: dict[str, int | tuple[int, ...]] = {}
    for field in fields(Windows):
        if not table.has(field.name):
            continue
        is_list = isinstance(getattr(standard, field.name), tuple)
        changes[field.name] = (
            table.read(field.name, tuple_of(as_whole)) if is_list else table.read(field.name, as_whole)
        )
    table.end()
    return replace(standard, **changes)  # type: ignore[arg-type]  # each name was looked up in the class itself


def _milestone(table: Table, money: Callable[[object], Money]) -> PlannedMilestone:
    price = table.read("price", money)
    milestone = PlannedMilestone(
        name=table.text("name"),
        price=price,
        deposit=table.maybe("deposit", money, price - price),
        due_on=table.read("due_on", read_day),
        working_days=table.whole("working_days", 0),
        asks_brief=table.maybe("asks_brief", as_flag, otherwise=False),
        after=table.maybe("after", tuple_of(as_whole), ()),
        items=tuple(_item(item, money) for item in table.tables("item", "item")),
    )
    table.end()
    return milestone


def _item(table: Table, money: Callable[[object], Money]) -> PlannedItem:
    item = PlannedItem(
        what=table.text("what"),
        test=table.text("test"),
        effort_minutes=table.read("effort", read_effort),
        files=table.maybe("files", tuple_of(as_text), ("any",)),
        price=table.read("price", money) if table.has("price") else None,
    )
    table.end()
    return item


def _basis_points(found: object) -> int:
    try:
        percent = Decimal(str(found)) if isinstance(found, str | int) else None
    except InvalidOperation:
        percent = None
    if percent is None or not 0 <= percent <= 100 or percent * 100 != int(percent * 100):
        raise ValueError('a percentage with at most two decimals, such as "5" or "2.5"')
    return int(percent * 100)
