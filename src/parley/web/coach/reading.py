"""A draft as the coach reads it, made ready for the page: what is found, what is kept, and what was read once more."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parley.coach.advice import Advice, Context, Finding, Severity
from parley.coach.packs import BadPack, pack_of
from parley.coach.review import review
from parley.core.order.state import Milestone
from parley.core.texts import LONGEST_MESSAGE
from parley.office.coach_counts import count_findings
from parley.prose import LANGUAGES
from parley.web.coach.context import context_of
from parley.web.components.coaching import Coaching, Point
from parley.web.components.coaching import Finding as Shown
from parley.web.orders.door import Visit
from parley.words.coach import noticed, reads_as

log = logging.getLogger(__name__)

FEW_WORDS = 5
"""Fewer are not enough to tell a language by."""
MOST_KEPT = 20
KEPT, READ = "coach_kept", "coach_read"
"""The hidden fields that carry what the writer wants to keep, and which text was shown once more."""


def same_lines(words: str) -> str:
    """Line ends as a text area counts them: a form sends two characters for each."""
    return words.replace("\r\n", "\n").replace("\r", "\n")


def advice_on(words: str, context: Context) -> Advice | None:
    """What the coach says; None where it has nothing to go by. A text that is too long to be sent is not read. A language
    whose data cannot be read is without advice: no message waits for that."""
    if not words.strip() or len(words) > LONGEST_MESSAGE:
        return None
    own = get_language()
    try:
        found = review(words, None, context, own)
        if found.language is None and own in LANGUAGES and len(words.split()) < FEW_WORDS:
            found = review(words, own, context, own)
    except (BadPack, OSError) as broken:
        log.error("the coach cannot read: %s", broken)  # noqa: TRY400  (the draft must not stand in a log)
        return None
    return found


def coaching(
    visit: Visit,
    words: str = "",
    *,
    field: str = "text",
    box: str = "composer-text",
    action: str | None = None,
    kept: Sequence[str] = (),
    is_read: bool = False,
    milestone: Milestone | None = None,
) -> Coaching | None:
    """For a box of this page, with what there is to say of what stands in it; None for whoever has switched the coach off.
    `is_read` where the page shows the text once more before it goes.

    `action` is where the buttons go without scripts; "" for the address of the form itself. `milestone` is the one that the
    page is about, where it is about one.
    """
    if not visit.wants_coach:
        return None
    address = reverse("coach", args=[visit.order.id])
    shown = Coaching(
        box=box,
        field=field,
        address=address,
        action=f"{address}#composer" if action is None else action,
        milestone=str(milestone.number) if milestone is not None else "",
    )
    text = same_lines(words)
    advice = advice_on(text, context_of(visit, milestone))
    if advice is None:
        return shown
    left = [one for one in advice.findings if mark_of(one, text) not in kept]
    return replace(
        shown,
        findings=tuple(_shown(one, text) for one in left),
        points=_points(advice),
        kept=tuple(mark for mark in dict.fromkeys(kept[:MOST_KEPT]) if _is_mark(mark)),
        read=mark_of_texts([text]) if is_read else "",
        told=noticed([one.label for one in left]),
        lang=advice.language or "",
    )


def once_more(visit: Visit, words: Iterable[str], kept: Sequence[str], read: str) -> bool:
    """Whether these texts should be read once more before they go: one of them holds a threat or leads away from the order,
    its writer has not said to keep it, and the very same was not shown before (`read`). What is found in them is counted."""
    texts = [same_lines(one) for one in words]
    if not visit.wants_coach or read == mark_of_texts(texts):
        return False
    context = context_of(visit)
    read_now = [(text, advice) for text in texts if (advice := advice_on(text, context)) is not None]
    # Here every text comes by once, when it is sent the first time: while it was typed it was read many times.
    count_findings(
        ((one.label.value, advice.language or "") for _text, advice in read_now for one in advice.findings), visit.at
    )
    return any(
        finding.severity is Severity.SERIOUS and mark_of(finding, text) not in kept
        for text, advice in read_now
        for finding in advice.findings
    )


def once_more_words() -> str:
    return _("Read it once more before it goes. Nothing was sent yet; as it is, it goes when you send it again.")


def mark_of(finding: Finding, text: str) -> str:
    """By what a finding is known again while its sentence stays the same."""
    sentence = text[finding.start : finding.end]
    return f"{finding.label}:{_digest(sentence)}"


def mark_of_texts(texts: Iterable[str]) -> str:
    return _digest("\0".join(same_lines(one).strip() for one in texts))


def with_wording(words: str, label: str, context: Context) -> str:
    """The text with the better wording in place of the sentence; the same text where nothing of this label is found now."""
    text = same_lines(words)
    advice = advice_on(text, context)
    for finding in advice.findings if advice is not None else ():
        if finding.label.value == label and finding.rewrite:
            return text[: finding.start] + finding.rewrite + text[finding.end :]
    return text


def mark_to_keep(words: str, label: str, context: Context) -> list[str]:
    """The mark of the finding that its writer wants to keep."""
    text = same_lines(words)
    advice = advice_on(text, context)
    found = advice.findings if advice is not None else ()
    return [mark_of(finding, text) for finding in found if finding.label.value == label]


def nothing_found(shown: Coaching) -> Coaching:
    """After a reading that was asked for: somebody waits for an answer, and an empty place would be none."""
    if shown.findings or shown.note:
        return shown
    words = _("The coach has no remark.")
    return replace(shown, note=words, told=words)


def _shown(finding: Finding, text: str) -> Shown:
    start, end = finding.mark
    return Shown(
        label=finding.label.value,
        known_by=mark_of(finding, text),
        quote=text[start:end],
        reads_as=reads_as(finding.label),
        why=finding.reason,
        wording=finding.rewrite,
        place=(_units(text, finding.start), _units(text, finding.end)),
        mark=(_units(text, start), _units(text, end)),
    )


def _points(advice: Advice) -> tuple[Point, ...]:
    """In the language of the writer's pages, whatever the language of the draft."""
    own = get_language()
    said = pack_of(own).points if advice.checklist and own in LANGUAGES else {}
    return tuple(Point(said.get(point.id, point.say), point.done) for point in advice.checklist)


def _units(text: str, place: int) -> int:
    """The same place as a browser counts it: characters beyond the first plane count twice."""
    return place + sum(ord(character) > 0xFFFF for character in text[:place])


def _is_mark(mark: str) -> bool:
    return len(mark) < 60 and mark.replace(":", "").replace("_", "").isalnum()


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
