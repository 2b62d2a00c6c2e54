"""Forms as people fill them: a label, a hint, the box, and when something is wrong, what and how to go on.

    Form(action="/orders/7F3K/extra", id="extra", hidden=(("command_id", "…"), ("stage_version", "4")),
         fields=(Field("title", _("What is it"), said=True, required=True),
                 Field("price", _("Price"), kind="money", suffix="EUR", value="140.00")),
         submit=_("Write the offer"))
    {% include "components/form.html" with form=it %}
    {% include "components/field.html" with field=it %}     a single field inside a form of one's own

A page that validates with django.forms turns each bound field with `field_from(bound, kind=...)`: value and error come
along, so what was typed is never lost. Errors stand in a summary on top that links to each box, and again at the box.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.forms import BoundField

from parley.web.components.coaching import Coaching
from parley.web.components.revision import LiveCheck
from parley.web.components.sentence import Text

Kind = Literal[
    "text", "textarea", "number", "money", "date", "datetime-local", "time", "email", "password", "search", "tel", "url",
    "file", "checkbox", "radio", "checkboxes", "select",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a radio, checkboxes or select field."""

    value: str
    label: Text
    hint: Text = ""
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `value` is shown as it was typed, also when it is wrong; `error` says what to change.

    `said` is for words the other person will read (serif). `suffix` is a unit or currency. `accept` and `multiple` are
    for files. `draft` is a key under which the browser keeps unsent text; `coach` reads along in a textarea. `prefix`
    keeps ids apart when a page has the same form twice. For "checkbox" `label` stands beside the box and `checked` is its
    state.
    """

    name: str
    label: Text
    kind: Kind = "text"
    hint: Text = ""
    value: str = ""
    error: Text = ""
    required: bool = False
    optional_word: bool = True
    choices: tuple[Choice, ...] = ()
    checked: bool = False
    said: bool = False
    suffix: str = ""
    rows: int = 4
    maxlength: int | None = None
    minimum: str = ""
    maximum: str = ""
    step: str = ""
    accept: str = ""
    multiple: bool = False
    autocomplete: str = ""
    inputmode: str = ""
    placeholder: str = ""
    draft: str = ""
    narrow: bool = False
    disabled: bool = False
    prefix: str = "f"
    coach: Coaching | None = None

    @property
    def id(self) -> str:
        return f"{self.prefix}-{self.name}"

    @property
    def input_type(self) -> str:
        """Numbers are text with a numeric keyboard: spinners change sums by accident, and "1 000,50" must survive."""
        return "text" if self.kind in ("number", "money") else self.kind

    @property
    def keyboard(self) -> str:
        return self.inputmode or {"money": "decimal", "number": "decimal"}.get(self.kind, "")

    @property
    def described_by(self) -> str:
        """Ids of hint and error, in the order in which they should be read."""
        ids = [f"{self.id}-error" if self.error else "", f"{self.id}-hint" if self.hint else ""]
        ids += [f"{self.coach.id}-said"] if self.coach else []
        return " ".join(filter(None, ids))

    @property
    def is_group(self) -> bool:
        return self.kind in ("radio", "checkboxes")


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that answer one question together, such as a milestone's name, price and date. `live` is a check under them
    that keeps up with what is chosen."""

    legend: Text
    fields: tuple[Field, ...]
    hint: Text = ""
    across: bool = False
    live: LiveCheck | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form. `hidden` carries command id and stage version; `errors` are those that belong to no single field.

    `more` labels a button that only adds a line to the form (it submits `again`). `back` is the way out without doing it.
    `quiet` draws the plain button (for forms inside a row of Next).
    """

    action: str
    fields: tuple[Field | Group, ...] = ()
    submit: str = ""
    more: str = ""
    id: str = ""
    method: Literal["post", "get"] = "post"
    hidden: tuple[tuple[str, str], ...] = ()
    errors: tuple[Text, ...] = ()
    back_label: str = ""
    back_href: str = ""
    quiet: bool = False
    once_more: Text = ""
    """Asks to read the words again before they go: the page opens there."""

    @property
    def questions(self) -> tuple[Field, ...]:
        flat: list[Field] = []
        for entry in self.fields:
            flat.extend(entry.fields if isinstance(entry, Group) else (entry,))
        return tuple(flat)

    @property
    def wrong(self) -> tuple[Field, ...]:
        return tuple(field for field in self.questions if field.error)

    @property
    def is_coached(self) -> bool:
        return any(field.coach is not None for field in self.questions)

    @property
    def sends_files(self) -> bool:
        return any(field.kind == "file" for field in self.questions)

    @property
    def is_bare(self) -> bool:
        """Nothing to fill in: only a button."""
        return not self.fields


def field_from(bound: BoundField, kind: Kind = "text", said: bool = False, suffix: str = "", draft: str = "") -> Field:
    """The Field of a bound django.forms field, with the value as typed and its first error."""
    typed = bound.value()
    chosen = [str(one) for one in typed] if isinstance(typed, list | tuple) else [str(typed)]
    pairs = getattr(bound.field, "choices", ())
    choices = tuple(Choice(str(value), str(label), checked=str(value) in chosen) for value, label in pairs)
    return Field(
        name=bound.html_name,
        label=str(bound.label or ""),
        kind=kind,
        hint=str(bound.help_text or ""),
        value="" if typed is None or kind in ("file", "password") or choices else str(typed),
        error=str(bound.errors[0]) if bound.errors else "",
        required=bound.field.required,
        choices=choices,
        checked=kind == "checkbox" and bool(typed),
        said=said,
        suffix=suffix,
        maxlength=getattr(bound.field, "max_length", None),
        draft=draft,
        prefix=bound.form.prefix or "f",
        disabled=bound.field.disabled,
    )
