"""A brief as it is being typed: nothing is lost, whatever is wrong, and what is right becomes content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from parley.board.content import Budget, Content
from parley.board.models import LONGEST_RESULT, LONGEST_TEXT, LONGEST_TITLE
from parley.core.money import EXPONENTS, BadAmount, Money
from parley.storefront.screening import clean_line, clean_text
from parley.words.locales import number as counted
from parley.words.money import amount_for_input, bad_amount_words, read_amount
from parley.words.trades import trade_of

NAMES = ("title", "language", "trade", "text", "result", "wanted_by", "currency", "least", "most")
LONGEST_TYPED = 8_000
"""Characters of one field that are kept in a draft: more than any field takes."""


@dataclass(slots=True)
class BriefDraft:
    """What was typed, and for each field what is wrong with it."""

    typed: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str:
        return self.typed.get(name, "")


def read_draft(posted: Mapping[str, str]) -> BriefDraft:
    """The draft as it was posted or kept: the fields of the form, and nothing else."""
    return BriefDraft({name: str(posted.get(name, ""))[:LONGEST_TYPED] for name in NAMES})


def empty_draft(language: str) -> BriefDraft:
    return BriefDraft({"language": language, "currency": "EUR"})


def draft_of(content: Content) -> BriefDraft:
    """What was posted, as if it had just been typed."""
    budget = content.budget
    return BriefDraft(
        {
            "title": content.title,
            "language": content.language,
            "trade": content.trade,
            "text": content.text,
            "result": content.result,
            "wanted_by": content.wanted_by.isoformat() if content.wanted_by else "",
            "currency": budget.currency if budget else "EUR",
            "least": amount_for_input(budget.least) if budget and budget.least else "",
            "most": amount_for_input(budget.most) if budget and budget.most else "",
        }
    )


def read_content(draft: BriefDraft, today: date) -> Content:
    """The content that the draft describes; `today` is the writer's. It is only good when `draft.errors` is still empty
    afterwards."""
    language, trade = draft.value("language"), trade_of(draft.value("trade"))
    if language not in dict(settings.LANGUAGES):
        draft.errors["language"] = _("Choose the language that you wrote it in.")
    if trade is None:
        draft.errors["trade"] = _("Choose what comes nearest.")
    return Content(
        language=language,
        trade=trade.value if trade else "",
        title=_title(draft),
        text=_longer(draft, "text", LONGEST_TEXT),
        result=_longer(draft, "result", LONGEST_RESULT, may_be_empty=True),
        wanted_by=_day(draft, today),
        budget=_budget(draft),
    )


def _title(draft: BriefDraft) -> str:
    try:
        return clean_line(draft.value("title"), LONGEST_TITLE)
    except ValidationError as bad:
        draft.errors["title"] = str(bad.messages[0])
        return ""


def _longer(draft: BriefDraft, name: str, longest: int, *, may_be_empty: bool = False) -> str:
    words = clean_text(draft.value(name))
    if not words and not may_be_empty:
        draft.errors[name] = _("Write something here.")
    elif len(words) > longest:
        draft.errors[name] = _("This is too long: at most {longest} characters.").format(longest=counted(longest))
    return words


def _day(draft: BriefDraft, today: date) -> date | None:
    typed = draft.value("wanted_by").strip()
    if not typed:
        return None
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        draft.errors["wanted_by"] = _("Choose a date, or leave it empty.")
        return None
    if found < today:
        draft.errors["wanted_by"] = _("This date has passed. Choose a later one.")
    return found


def _budget(draft: BriefDraft) -> Budget | None:
    currency = draft.value("currency")
    if currency not in EXPONENTS:
        draft.errors["currency"] = _("Choose a currency.")
        return None
    least, most = _amount(draft, "least", currency), _amount(draft, "most", currency)
    if least is not None and most is not None and least > most:
        draft.errors["most"] = _("This is less than where it begins. Write the larger sum here.")
    return Budget(least, most) if least is not None or most is not None else None


def _amount(draft: BriefDraft, name: str, currency: str) -> Money | None:
    if not draft.value(name).strip():
        return None
    try:
        found = read_amount(draft.value(name), currency)
    except BadAmount as bad:
        draft.errors[name] = bad_amount_words(bad, currency)
        return None
    if not found:
        draft.errors[name] = _("Name a sum above zero, or leave it empty.")
        return None
    return found
