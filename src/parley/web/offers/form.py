"""The form of an offer, drawn from a draft; the same for a new offer and for a counter-offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from parley.core.texts import LONGEST_LINE, LONGEST_MESSAGE
from parley.desk.calendars import known_countries
from parley.web.components.form import Choice, Field
from parley.web.components.typed import currency_field, field_of
from parley.web.offers.draft import Draft
from parley.words.sentence import Text as Words


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One scope item's fields."""

    number: int
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class MilestoneBlock:
    """One milestone's fields, then its items."""

    number: int
    fields: tuple[Field, ...]
    items: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True)
class OfferForm:
    """The context of offers/form.html. `wrong` are all fields with an error, for the summary on top."""

    action: str
    submit: str
    hidden: tuple[tuple[str, str], ...]
    who: tuple[Field, ...]
    work: tuple[Field, ...]
    milestones: tuple[MilestoneBlock, ...]
    way: Field
    rules: tuple[Field, ...]
    back_href: str
    errors: tuple[Words, ...] = ()

    @property
    def wrong(self) -> tuple[Field, ...]:
        blocks = [
            field
            for block in self.milestones
            for field in (*block.fields, *(one for line in block.items for one in line.fields))
        ]
        return tuple(field for field in (*self.who, *self.work, *blocks, self.way, *self.rules) if field.error)


def offer_form(
    draft: Draft,
    *,
    action: str,
    submit: str,
    hidden: Sequence[tuple[str, str]],
    back_href: str,
    who: Sequence[Field] = (),
    errors: Sequence[Words] = (),
) -> OfferForm:
    counts = [("milestones", str(draft.milestones))]
    counts += [(f"items-{number}", str(count)) for number, count in enumerate(draft.items, start=1)]
    return OfferForm(
        action=action,
        submit=submit,
        hidden=(*hidden, *counts),
        who=tuple(who),
        work=_work(draft),
        milestones=tuple(_milestone(draft, number) for number in range(1, draft.milestones + 1)),
        way=_way(draft),
        rules=_rules(draft),
        back_href=back_href,
        errors=tuple(errors),
    )


def _work(draft: Draft) -> tuple[Field, ...]:
    return (
        field_of(draft, "title", _("Title"), required=True, said=True, maxlength=LONGEST_LINE),
        field_of(
            draft,
            "summary",
            _("What the client gets"),
            "textarea",
            hint=_("In plain words, as you would say it. The milestones below say the rest."),
            required=True,
            said=True,
            rows=4,
            maxlength=LONGEST_MESSAGE,
        ),
        currency_field(draft),
    )


def _milestone(draft: Draft, number: int) -> MilestoneBlock:
    currency = draft.value("currency", "EUR")
    fields = (
        field_of(
            draft, f"name-{number}", pgettext("milestone", "Name"), required=True, said=True, maxlength=LONGEST_LINE
        ),
        field_of(draft, f"price-{number}", _("Price"), "money", required=True, suffix=currency, narrow=True),
        field_of(
            draft,
            f"deposit-{number}",
            _("Deposit"),
            "money",
            hint=_("Part of the price. The freelancer keeps it once work starts."),
            suffix=currency,
            narrow=True,
        ),
        field_of(draft, f"due-{number}", _("Due on"), "date", required=True, narrow=True),
        field_of(
            draft,
            f"days-{number}",
            _("Working days"),
            "number",
            hint=_("From the start of work. The later of the two dates counts."),
            required=True,
            narrow=True,
        ),
        Field(
            f"brief-{number}",
            _("Work starts when the client has sent a brief"),
            kind="checkbox",
            checked=bool(draft.value(f"brief-{number}")),
            optional_word=False,
        ),
    )
    lines = tuple(_item(draft, number, line) for line in range(1, draft.items[number - 1] + 1))
    return MilestoneBlock(number, fields, lines)


def _item(draft: Draft, number: int, line: int) -> ItemLine:
    return ItemLine(
        line,
        (
            field_of(
                draft,
                f"what-{number}-{line}",
                _("What"),
                "textarea",
                required=True,
                said=True,
                rows=2,
                maxlength=LONGEST_MESSAGE,
            ),
            field_of(
                draft,
                f"test-{number}-{line}",
                _("It is done when"),
                "textarea",
                required=True,
                said=True,
                rows=2,
                maxlength=LONGEST_MESSAGE,
            ),
            field_of(draft, f"hours-{number}-{line}", _("Hours of work"), "number", required=True, narrow=True),
            field_of(
                draft,
                f"files-{number}-{line}",
                _("Files"),
                hint=_("Endings, such as pdf, svg. Empty: any file."),
                narrow=True,
            ),
        ),
    )


def _way(draft: Draft) -> Field:
    return Field(
        "policy",
        _("Way of working"),
        kind="radio",
        required=True,
        choices=draft.ways.choices(draft.value("policy")),
        error=draft.errors.get("policy", ""),
    )


def _rules(draft: Draft) -> tuple[Field, ...]:
    return (
        field_of(draft, "rounds", _("Rounds of changes in each milestone"), "number", required=True, narrow=True),
        field_of(
            draft,
            "kill_fee",
            _("Kill fee in percent"),
            "number",
            hint=_("What the freelancer keeps when the client stops before the first delivery."),
            required=True,
            suffix="%",
            narrow=True,
        ),
        *(
            _region(draft, name, label)
            for name, label in (
                ("region", _("Days of rest where you are")),
                ("region_other", _("Days of rest where the other side is")),
            )
        ),
    )


def _region(draft: Draft, name: str, label: str) -> Field:
    locale = Locale.parse(get_language() or "en")
    listed = sorted((str(locale.territories[code]), code) for code in known_countries())
    chosen = draft.value(name)
    if chosen and chosen not in known_countries():
        listed.append((chosen, chosen))  # a part of a country, as an offer on the table may have it
    return Field(
        name,
        label,
        kind="select",
        hint=_("Public holidays of this country are no business days in this agreement."),
        choices=(
            Choice("", _("Weekends only"), checked=not chosen),
            *(Choice(code, territory, checked=code == chosen) for territory, code in listed),
        ),
        error=draft.errors.get(name, ""),
        optional_word=False,
    )
