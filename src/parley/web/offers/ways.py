"""The ways of working that an offer may choose: the ready-made policies, and those that the operators wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from parley.core.order.terms import Terms
from parley.core.policies import POLICIES, Policy
from parley.core.provisions import policy_in
from parley.people.policies import find, written
from parley.web.components.form import Choice
from parley.words.policies import explained, policy_title


@dataclass(frozen=True, slots=True)
class Ways:
    """Policies by name, and the titles of those that were written here."""

    policies: Mapping[str, Policy] = field(default_factory=lambda: dict(POLICIES))
    titles: Mapping[str, str] = field(default_factory=dict)

    def choices(self, chosen: str) -> tuple[Choice, ...]:
        return tuple(
            Choice(name, policy_title(name, self.titles.get(name, "")), hint=explained(policy), checked=name == chosen)
            for name, policy in self.policies.items()
        )


def ways() -> Ways:
    """What a new offer may choose."""
    own = [one for one in written() if one.retired_at is None]
    return Ways(POLICIES | {one.name: one.policy for one in own}, {one.name: one.title for one in own})


def ways_from(terms: Terms) -> Ways:
    """What an answer to an offer may choose: the same, and always the policy on the table, as that offer froze it: also when it
    was retired or changed since."""
    now = ways()
    title = now.titles.get(terms.policy, "")
    if terms.policy not in now.policies and (retired := find(terms.policy)) is not None:
        title = retired.title
    standing = policy_in(terms, like=now.policies.get(terms.policy))
    return replace(now, policies={**now.policies, terms.policy: standing}, titles={**now.titles, terms.policy: title})
