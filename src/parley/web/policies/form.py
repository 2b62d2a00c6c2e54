"""The form of a policy: every provision with its unit, its meaning and what the ready-made policy has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from parley.core.policies import Policy
from parley.core.provisions import PROVISIONS, Kind, Plain, Provision, values
from parley.people.models import LONGEST_POLICY_NAME, LONGEST_POLICY_TITLE
from parley.web.components.form import Choice, Field, Form, Group
from parley.web.policies.draft import Draft
from parley.words.policies import choice_name, groups, provision_meaning, provision_name, unit_name, value_words
from parley.words.sentence import Text

LONGEST_NUMBER = 60
"""Characters of a box, of which a row of reminders is the longest."""


def policy_form(
    draft: Draft,
    shipped: Policy,
    *,
    action: str,
    back_href: str,
    hidden: Sequence[tuple[str, str]],
    has_name: bool,
    errors: Sequence[Text] = (),
) -> Form:
    """`has_name`: the name is given already and cannot be changed. `shipped` is the ready-made policy to compare with."""
    defaults = values(shipped)
    return Form(
        action=action,
        fields=(_called(draft, has_name=has_name), *_groups(draft, defaults)),
        submit=_("See what silence would lead to"),
        hidden=tuple(hidden),
        errors=tuple(errors),
        back_href=back_href,
    )


def _called(draft: Draft, *, has_name: bool) -> Group:
    title = Field(
        "title",
        _("Title"),
        hint=_("What people see when they choose a way of working."),
        value=draft.value("title"),
        error=draft.errors.get("title", ""),
        required=True,
        said=True,
        maxlength=LONGEST_POLICY_TITLE,
    )
    name = Field(
        "name",
        _("Short name"),
        hint=_("For addresses and for the terms, such as calm-review. It cannot be changed later."),
        value=draft.value("name"),
        error=draft.errors.get("name", ""),
        required=True,
        maxlength=LONGEST_POLICY_NAME,
        autocomplete="off",
        narrow=True,
    )
    return Group(_("What it is called"), (title,) if has_name else (title, name))


def _groups(draft: Draft, defaults: Mapping[str, Plain]) -> list[Group]:
    return [
        Group(heading, tuple(_field(draft, provision, defaults[provision.name]) for provision in group))
        for heading, group in groups(PROVISIONS)
    ]


def _field(draft: Draft, provision: Provision, default: Plain) -> Field:
    ready_made = _("Ready-made: {value}.").format(value=value_words(provision, default))
    hint = " ".join(filter(None, (provision_meaning(provision), ready_made)))
    typed = draft.value(provision.name)
    if provision.kind is Kind.CHOICE:
        return Field(
            provision.name,
            provision_name(provision),
            kind="radio",
            hint=hint,
            required=True,
            choices=tuple(Choice(one, choice_name(provision, one), checked=one == typed) for one in provision.choices),
            error=draft.errors.get(provision.name, ""),
        )
    return Field(
        provision.name,
        provision_name(provision),
        kind="number",
        hint=hint,
        value=typed,
        error=draft.errors.get(provision.name, ""),
        required=provision.kind is Kind.NUMBER,
        optional_word=False,
        suffix=unit_name(provision),
        maxlength=LONGEST_NUMBER,
        inputmode="text" if provision.kind is Kind.IN_A_ROW else "numeric",
    )
