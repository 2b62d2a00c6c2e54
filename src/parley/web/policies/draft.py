"""A policy as it is being typed: nothing is lost, whatever is wrong, and what is right becomes a policy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from parley.core.policies import Policy
from parley.core.provisions import BY_NAME, PROVISIONS, BadPolicy, Kind, Plain, Provision, policy_of, values
from parley.people.models import LONGEST_POLICY_NAME, LONGEST_POLICY_TITLE
from parley.people.names import clean_name
from parley.people.policies import NAME
from parley.words.locales import number
from parley.words.policies import fault_words

WHOLE = re.compile(r"[-\u2212\u2013]?[0-9]+")
GROUPED = re.compile(r"[-\u2212\u2013]?[0-9]{1,3}(?:[.,'\u2019 \u00a0\u202f\u2009][0-9]{3})+")
"""Ten thousand as languages write it: 10,000 or 10.000 or 10 000."""
MOST_DIGITS = 9


@dataclass(slots=True)
class Draft:
    """What was typed, and what is wrong with it. `policy` is there when nothing is."""

    typed: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    policy: Policy | None = None
    name: str = ""
    title: str = ""

    def value(self, name: str) -> str:
        return self.typed.get(name, "")


def draft_of(policy: Policy, name: str, title: str) -> Draft:
    """The policy as if it had just been typed."""
    provisions = {key: _shown(value) for key, value in values(policy).items()}
    return Draft({**provisions, "name": name, "title": title})


def read_draft(posted: Mapping[str, str], name: str = "") -> Draft:
    """The draft as it was posted. With `name` it is a new version of that policy; without, its name was typed too."""
    draft = Draft({key: str(posted.get(key, "")) for key in ("name", "title", *BY_NAME)})
    draft.name = name or _name(draft)
    draft.title = _title(draft)
    given = {provision.name: _read(provision, draft.value(provision.name)) for provision in PROVISIONS}
    try:
        policy = policy_of(draft.name, given)
    except BadPolicy as bad:
        draft.errors |= {key: fault_words(BY_NAME[key], fault) for key, fault in bad.faults.items()}
        return draft
    draft.policy = policy if not draft.errors else None
    return draft


def _name(draft: Draft) -> str:
    name = draft.value("name").strip()
    if not NAME.fullmatch(name):
        draft.errors["name"] = _(
            "Write small letters from a to z, digits and dashes, a letter first: 2 to {most} characters."
        ).format(most=number(LONGEST_POLICY_NAME))
    return name


def _title(draft: Draft) -> str:
    try:
        title = clean_name(draft.value("title"))
    except ValidationError:
        title = ""
    if not title or len(title) > LONGEST_POLICY_TITLE:
        draft.errors["title"] = _(
            "Write what people see when they choose it: at least one letter, at most {most} characters, no addresses."
        ).format(most=number(LONGEST_POLICY_TITLE))
    return title


def _shown(value: Plain) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)


def _read(provision: Provision, typed: str) -> object:
    """The plain value. What is no number stays as it was typed, for the rules to say no to."""
    match provision.kind:
        case Kind.NUMBER:
            return _number(typed)
        case Kind.NUMBER_OR_NONE:
            return _number(typed) if typed.strip() else None
        case Kind.IN_A_ROW:
            return [_number(one) for one in re.split(r"[,;\s]+", typed.strip()) if one]
        case Kind.CHOICE:
            return typed


def _number(typed: str) -> int | str:
    bare = typed.strip()
    if GROUPED.fullmatch(bare):
        bare = re.sub(r"[^0-9\-\u2212\u2013]", "", bare)
    if not WHOLE.fullmatch(bare):
        return typed
    digits = bare.lstrip("-\u2212\u2013").lstrip("0") or "0"
    # Longer ones are all the same to the rules, which turn them down; Python would take long to read them.
    size = int(digits) if len(digits) <= MOST_DIGITS else 10**MOST_DIGITS
    return size if bare[0].isdigit() else -size
