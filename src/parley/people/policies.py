"""Ways of working that operators write for their installation, beside the ready-made ones.

A policy is only a start for offers: its provisions are frozen into the terms. So it may be changed and retired at any time, and
no order that exists is touched. Every change is a new version, and all versions are kept.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from parley.core.policies import POLICIES, STANDARD, Policy
from parley.core.provisions import policy_of, values
from parley.people.models import LONGEST_POLICY_NAME, Person, PolicyVersion, WrittenPolicy
from parley.people.names import clean_name

NAME = re.compile(rf"[a-z][a-z0-9-]{{1,{LONGEST_POLICY_NAME - 1}}}")
TAKEN = frozenset(POLICIES) | {"new"}
"""The ready-made ones, and a word that is an address."""


class PolicyRefused(Exception):
    """Why a policy was not written. `code` is one of:

    - `policy.name_taken`: a policy of this name exists, ready-made or written, retired ones included;
    - `policy.changed`: somebody else has written a version since.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a written policy. `written_by` is a name, or "" for somebody whose account is gone."""

    number: int
    title: str
    policy: Policy
    written_by: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """A written policy with its versions, the newest first."""

    name: str
    started_from: str
    retired_at: datetime | None
    versions: tuple[Version, ...]

    @property
    def newest(self) -> Version:
        return self.versions[0]

    @property
    def title(self) -> str:
        return self.newest.title

    @property
    def policy(self) -> Policy:
        return self.newest.policy

    def version(self, number: int) -> Version | None:
        return next((one for one in self.versions if one.number == number), None)


def written() -> tuple[Written, ...]:
    """All of them, by name, retired ones too."""
    return _read(PolicyVersion.objects.all())


def find(name: str) -> Written | None:
    found = _read(PolicyVersion.objects.filter(policy_id=name))
    return found[0] if found else None


def is_taken(name: str) -> bool:
    """Whether this name has its policy already, ready-made or written, retired ones included."""
    return name in TAKEN or WrittenPolicy.objects.filter(name=name).exists()


def titles() -> dict[str, str]:
    """The titles of the written policies that an offer may choose."""
    return {one.name: one.title for one in written() if one.retired_at is None}


def on_offer() -> dict[str, Policy]:
    """Every policy that an offer may choose, by name: the ready-made ones first."""
    return {**POLICIES, **{one.name: one.policy for one in written() if one.retired_at is None}}


def write(policy: Policy, title: str, started_from: str, by: Person, at: datetime) -> None:
    """Write a new policy. Raises PolicyRefused when its name is taken, ValueError when it is none."""
    if not NAME.fullmatch(policy.name) or started_from not in POLICIES:
        raise ValueError("not a name for a policy")
    if policy.name in TAKEN:
        raise PolicyRefused("policy.name_taken")
    try:
        with transaction.atomic():
            WrittenPolicy.objects.create(name=policy.name, started_from=started_from)
            _add_version(policy, 1, title, by, at)
    except IntegrityError:
        raise PolicyRefused("policy.name_taken") from None


def rewrite(policy: Policy, title: str, seen: int, by: Person, at: datetime) -> None:
    """Add a version after version `seen`. Raises PolicyRefused when that is not the newest any more."""
    newest = PolicyVersion.objects.filter(policy_id=policy.name).order_by("-number").first()
    if newest is None or newest.number != seen:
        raise PolicyRefused("policy.changed")
    try:
        # The key of the version is the lock: of two who write at once, one has the number and the other hears about it.
        with transaction.atomic():
            _add_version(policy, seen + 1, title, by, at)
    except IntegrityError:
        raise PolicyRefused("policy.changed") from None


def retire(name: str, at: datetime) -> None:
    """No new offer may choose it from now on."""
    WrittenPolicy.objects.filter(name=name, retired_at=None).update(retired_at=at)


def unretire(name: str) -> None:
    WrittenPolicy.objects.filter(name=name).update(retired_at=None)


def shipped_like(name: str) -> Policy:
    """The ready-made policy that the policy of this name is compared with: itself, or the one it started from."""
    if name in POLICIES:
        return POLICIES[name]
    found = find(name)
    return POLICIES.get(found.started_from, STANDARD) if found else STANDARD


def _add_version(policy: Policy, number: int, title: str, by: Person, at: datetime) -> None:
    PolicyVersion.objects.create(
        policy_id=policy.name,
        number=number,
        title=clean_name(title),
        provisions=values(policy),
        written_by=by,
        written_at=at,
    )


def _read(rows: QuerySet[PolicyVersion]) -> tuple[Written, ...]:
    found: dict[str, list[PolicyVersion]] = {}
    for row in rows.select_related("policy", "written_by").order_by("policy_id", "-number"):
        found.setdefault(row.policy_id, []).append(row)
    return tuple(
        Written(name, versions[0].policy.started_from, versions[0].policy.retired_at, tuple(map(_version, versions)))
        for name, versions in found.items()
    )


def _version(row: PolicyVersion) -> Version:
    return Version(
        number=row.number,
        title=row.title,
        policy=policy_of(row.policy_id, row.provisions),
        written_by=row.written_by.name if row.written_by else "",
        written_at=row.written_at,
    )
