"""The form of a service, drawn from a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parley.storefront.content import LONGEST_PART, LONGEST_SUMMARY, MOST_EXTRAS, MOST_ITEMS, MOST_PACKAGES
from parley.storefront.models import LONGEST_NAME, LONGEST_TITLE
from parley.web.components.form import Field
from parley.web.components.typed import currency_field, field_of, language_field, trade_field
from parley.web.storefront.draft import ServiceDraft
from parley.words.sentence import Text as Words


@dataclass(frozen=True, slots=True)
class Block:
    """A package with its parts, or an extra without. `can_grow`: a part more fits."""

    number: int
    fields: tuple[Field, ...]
    parts: tuple[tuple[Field, ...], ...] = ()
    can_grow: bool = False


@dataclass(frozen=True, slots=True)
class ServiceForm:
    """The context of storefront/form.html. `wrong` are all fields with an error, for the summary on top."""

    action: str
    hidden: tuple[tuple[str, str], ...]
    work: tuple[Field, ...]
    packages: tuple[Block, ...]
    extras: tuple[Block, ...]
    more_packages: bool
    more_extras: bool
    publish: str
    keep: str
    back_href: str
    errors: tuple[Words, ...] = ()

    @property
    def wrong(self) -> tuple[Field, ...]:
        blocks = (*self.packages, *self.extras)
        fields = [
            field for block in blocks for field in (*block.fields, *(one for part in block.parts for one in part))
        ]
        return tuple(field for field in (*self.work, *fields) if field.error)


def service_form(
    draft: ServiceDraft,
    *,
    action: str,
    hidden: Sequence[tuple[str, str]],
    back_href: str,
    is_shown: bool,
    errors: Sequence[Words] = (),
) -> ServiceForm:
    """`is_shown`: an earlier version of it is shown to everybody while this one is written."""
    counts = [("packages", str(draft.milestones)), ("extras", str(draft.extras))]
    counts += [(f"items-{number}", str(count)) for number, count in enumerate(draft.items, start=1)]
    return ServiceForm(
        action=action,
        hidden=(*hidden, *counts),
        work=_work(draft),
        packages=tuple(_package(draft, number) for number in range(1, draft.milestones + 1)),
        extras=tuple(_extra(draft, number) for number in range(1, draft.extras + 1)),
        more_packages=draft.milestones < MOST_PACKAGES,
        more_extras=draft.extras < MOST_EXTRAS,
        publish=_("Publish the changes") if is_shown else _("Publish the service"),
        keep=_("Keep as a draft"),
        back_href=back_href,
        errors=tuple(errors),
    )


def _work(draft: ServiceDraft) -> tuple[Field, ...]:
    return (
        field_of(
            draft,
            "title",
            _("Title"),
            hint=_("What it is, in the words that people look for."),
            required=True,
            said=True,
            maxlength=LONGEST_TITLE,
        ),
        language_field(draft),
        trade_field(draft),
        field_of(
            draft,
            "summary",
            _("What the client gets"),
            "textarea",
            hint=_("In plain words. The packages below say the rest."),
            required=True,
            said=True,
            rows=6,
            maxlength=LONGEST_SUMMARY,
        ),
        field_of(
            draft, "tags", _("Tags"), hint=_("Other words that people look for, with commas between them."), said=True
        ),
        currency_field(draft),
    )


def _package(draft: ServiceDraft, number: int) -> Block:
    is_first = number == 1
    currency = draft.value("currency", "EUR")
    fields = (
        field_of(
            draft,
            f"name-{number}",
            pgettext("package", "Name"),
            hint=_("Such as Basic, Large, or what sets it apart."),
            required=is_first,
            said=True,
            maxlength=LONGEST_NAME,
        ),
        field_of(draft, f"price-{number}", _("Price"), "money", required=is_first, suffix=currency, narrow=True),
        field_of(
            draft,
            f"days-{number}",
            _("Business days until delivery"),
            "number",
            hint=_("From the start of work."),
            required=is_first,
            narrow=True,
        ),
        field_of(draft, f"rounds-{number}", _("Rounds of changes"), "number", required=is_first, narrow=True),
    )
    lines = tuple(_item(draft, number, line) for line in range(1, draft.items[number - 1] + 1))
    return Block(number, fields, lines, can_grow=len(lines) < MOST_ITEMS)


def _item(draft: ServiceDraft, number: int, line: int) -> tuple[Field, ...]:
    is_first = number == line == 1
    more = {"required": is_first, "said": True, "rows": 2, "maxlength": LONGEST_PART}
    return (
        field_of(draft, f"what-{number}-{line}", _("What"), "textarea", **more),
        field_of(draft, f"test-{number}-{line}", _("It is done when"), "textarea", **more),
        field_of(draft, f"hours-{number}-{line}", _("Hours of work"), "number", required=is_first, narrow=True),
    )


def _extra(draft: ServiceDraft, number: int) -> Block:
    currency = draft.value("currency", "EUR")
    return Block(
        number,
        (
            field_of(
                draft,
                f"extra-title-{number}",
                _("What it is"),
                said=True,
                maxlength=LONGEST_TITLE,
            ),
            field_of(
                draft,
                f"extra-test-{number}",
                _("It is done when"),
                "textarea",
                said=True,
                rows=2,
                maxlength=LONGEST_PART,
            ),
            field_of(draft, f"extra-price-{number}", _("Price"), "money", suffix=currency, narrow=True),
            field_of(draft, f"extra-days-{number}", _("Business days on top"), "number", narrow=True),
            field_of(draft, f"extra-hours-{number}", _("Hours of work"), "number", narrow=True),
        ),
    )
