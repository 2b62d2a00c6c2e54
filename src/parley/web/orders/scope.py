"""What was agreed, as it stands beside whatever is asked for: the scope is in view while one writes."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from parley.core.order.files import ANY_FILE
from parley.core.order.requests import ItemKind
from parley.core.order.state import Milestone
from parley.core.scope_check import ItemCheck, check_item, standing
from parley.core.scope_check import Verdict as Scope
from parley.web.components.revision import LiveCheck, ScopeCheck, Verdict, VerdictKind
from parley.web.orders.door import Visit
from parley.words.durations import effort
from parley.words.scope_check import (
    advice,
    advice_explained,
    agreed_line,
    reason_sentence,
    rounds_line,
    shares_line,
    test_line,
    verdict_name,
)

VERDICTS: dict[Scope, VerdictKind] = {Scope.IN: "in_scope", Scope.UNCLEAR: "question", Scope.OUTSIDE: "outside"}


@dataclass(frozen=True, slots=True)
class AgreedItem:
    """A scope item in people's words. `files` are endings; `is_accepted` when the client has said yes to it already."""

    number: int
    what: str
    test: str
    effort: str
    files: str
    is_accepted: bool


def agreed_items(visit: Visit, milestone: Milestone) -> tuple[AgreedItem, ...]:
    wording = visit.page.wording
    return tuple(
        AgreedItem(
            number=item.number,
            what=wording.words(item.what),
            test=wording.words(item.test),
            effort=effort(item.effort_minutes),
            files=", ".join(ending.upper() for ending in item.files if ending != ANY_FILE),
            is_accepted=item.number in milestone.accepted_items,
        )
        for item in milestone.terms.items
    )


def shown_verdict(check: ItemCheck) -> Verdict:
    return Verdict(VERDICTS[check.verdict], verdict_name(check.verdict))


def live_check(
    visit: Visit,
    milestone: Milestone,
    line: int,
    address: str,
    asked: tuple[ItemKind, int | None, int | None] | None,
    *,
    typed: str = "",
    is_last: bool = False,
) -> LiveCheck:
    """The check under one item of a form. `asked` is its kind, the scope item it names and the effort in minutes, as far as
    they are chosen; None while there is no kind. The last one of a form has the button for browsers without scripts."""
    check = None
    if asked is not None:
        kind, scope_item, minutes = asked
        check = _shown(visit, check_item(standing(visit.order, milestone), kind, scope_item, minutes))
    button = _("Hold it against what was agreed") if is_last else ""
    return LiveCheck(f"check-{line}", address, check, typed, button)


def _shown(visit: Visit, check: ItemCheck) -> ScopeCheck:
    wording, agreed = visit.page.wording, check.agreed
    lines = [rounds_line(check, visit.order.terms.rounds), shares_line(check)]
    flagged = advice(check)
    return ScopeCheck(
        verdict=shown_verdict(check),
        why=reason_sentence(check),
        agreed=agreed_line(wording.words(agreed.what), agreed.effort_minutes) if agreed is not None else "",
        test=test_line(wording.words(agreed.test)) if agreed is not None else "",
        lines=tuple(filter(None, lines)),
        advice=flagged,
        advice_note=advice_explained() if flagged else "",
    )
