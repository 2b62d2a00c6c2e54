"""Begin with…: which standard messages fit where the order stands, and their text in the language of whoever reads it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from parley.coach.composer import Kind, MissingFact, Phrase, compose, messages_of
from parley.coach.packs import Wording
from parley.core.order.messages import AnswerRequest
from parley.core.order.state import CASE_STAGES, Milestone, OfferEnd, Order, Stage
from parley.core.parties import Role
from parley.prose import LANGUAGES
from parley.web.coach.context import at_hand, is_late
from parley.web.coach.facts import facts_for
from parley.web.components.action import Link
from parley.web.components.begin import Begin, Opening, Saying, Sayings
from parley.web.orders.acts.addresses import act_address
from parley.web.orders.door import Visit
from parley.words.coach import message_name, phrases_name
from parley.words.record import language_name

log = logging.getLogger(__name__)

FAMILIAR = "familiar"
NAMES_A_DATE = frozenset({Kind.EXTENSION, Kind.NEW_DATE, Kind.APOLOGY, Kind.POSSIBLE_REVISIONS})

OF_FREELANCER: Mapping[Stage, tuple[Kind, ...]] = {
    Stage.UNFUNDED: (Kind.FOLLOW_UP, Kind.SECOND_FOLLOW_UP),
    Stage.LAPSED: (Kind.SECOND_FOLLOW_UP,),
    Stage.FUNDED: (Kind.FOLLOW_UP, Kind.SECOND_FOLLOW_UP),
    Stage.WORKING: (Kind.EXTENSION, Kind.NEW_DATE, Kind.CANCELLATION),
    Stage.DELIVERED: (Kind.FOLLOW_UP, Kind.SECOND_FOLLOW_UP),
    Stage.REVISING: (
        *(Kind.POSSIBLE_REVISIONS, Kind.OUT_OF_SCOPE, Kind.EXTENSION),
        *(Kind.NEW_DATE, Kind.APOLOGY, Kind.CANCELLATION),
    ),
    Stage.CLARIFY: (Kind.FOLLOW_UP, Kind.SECOND_FOLLOW_UP, Kind.POSSIBLE_REVISIONS),
    Stage.NOTICED: (Kind.LAST_NOTICE,),
    Stage.MARKED: (Kind.SECOND_FOLLOW_UP,),
    Stage.CLAIMED: (Kind.SECOND_FOLLOW_UP,),
    Stage.PAUSED: (Kind.NEW_DATE, Kind.CANCELLATION),
}


def kinds_for(order: Order, about: Milestone | None, role: Role, is_behind: bool) -> tuple[Kind, ...]:
    """The messages that somebody in this role may want to send now. `is_behind`: work should have been handed in."""
    if about is None:
        return (Kind.FOLLOW_UP, Kind.SECOND_FOLLOW_UP) if order.offer.end is None and order.offer.by is role else ()
    if order.offer.end is not OfferEnd.ACCEPTED or about.has_ended:
        return ()
    if about.stage in CASE_STAGES:
        return (Kind.APOLOGY, Kind.CANCELLATION) if role is Role.FREELANCER else (Kind.CANCELLATION,)
    if role is Role.CLIENT:
        behind = (Kind.FOLLOW_UP, Kind.SECOND_FOLLOW_UP) if is_behind else ()
        return (*behind, *((Kind.CANCELLATION,) if about.stage in (Stage.WORKING, Stage.REVISING) else ()))
    kinds = OF_FREELANCER.get(about.stage, ())
    again = about.stage is Stage.DELIVERED and len(about.deliveries) > 1
    return (Kind.REDELIVERY, *kinds) if again else kinds


def begin(visit: Visit, *, action: str, familiar: bool = False, on: str = "") -> Begin | None:
    """The menu beside the box; None for whoever has switched the coach off, and where the reader's language has no texts."""
    reader = visit.page.names[visit.other]
    if not visit.wants_coach or not _has_texts(reader.language):
        return None
    about = at_hand(visit.order, visit.role)
    kinds = kinds_for(visit.order, about, visit.role, about is not None and is_late(about, visit.at))
    fitting = [kind for kind in kinds if _missing(visit, kind) is None]
    has_two_forms = any(one.formal != one.familiar for one in _wordings(reader.language))
    note = ""
    if reader.language != get_language():
        note = _("In the language that {name} reads here: {language}.").format(
            name=reader.name, language=language_name(reader.language)
        )
    return Begin(
        action=action,
        openings=tuple(Opening(kind.value, message_name(kind)) for kind in fitting),
        groups=tuple(_sayings(phrase, reader.language) for phrase in Phrase),
        lang=reader.language,
        language_note=note,
        asks_address=has_two_forms,
        is_familiar=familiar,
        asks_date=bool(NAMES_A_DATE & set(fitting)),
        on=on if day_named(on) else "",
        lacking=tuple(_lacking(visit, about, set(kinds) - set(fitting))),
        more=Link(_("Check a translation"), reverse("coach_translation")),
    )


def begun(visit: Visit, wanted: str, *, familiar: bool, on: date | None) -> str:
    """The text of a standard message ("follow_up") or of a sentence ("ask:0"); "" for anything else, and where a fact is
    missing now."""
    language = visit.page.names[visit.other].language
    if not _has_texts(language):
        return ""
    name, _colon, place = wanted.partition(":")
    if name in {one.value for one in Phrase} and place.isdecimal() and len(place) < 3:
        sayings = messages_of(language).phrases[Phrase(name)]
        return sayings[int(place)].to(familiar=familiar) if int(place) < len(sayings) else ""
    if wanted not in {one.value for one in Kind}:
        return ""
    kind = Kind(wanted)
    try:
        return compose(kind, language, facts_for(visit, kind, on=on), familiar=familiar)
    except MissingFact:
        return ""


def below(words: str, more: str) -> str:
    """What was typed stays, and what was chosen comes below it."""
    return f"{words.rstrip()}\n\n{more}".lstrip() if more else words


def day_named(typed: str) -> date | None:
    """A date as a form sends it; None for none."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _missing(visit: Visit, kind: Kind) -> str | None:
    """The name of the fact without which the message would say nothing."""
    try:
        compose(kind, visit.page.names[visit.other].language, facts_for(visit, kind))
    except MissingFact as missing:
        return missing.fact
    return None


def _lacking(visit: Visit, about: Milestone | None, kinds: set[Kind]) -> Iterator[Link]:
    """Hours are named in the answer to a request; until then nothing can be said of what goes beyond the agreement."""
    if Kind.OUT_OF_SCOPE in kinds and about is not None and about.request is not None:
        address = act_address(AnswerRequest, visit.order.id, about.number)
        yield Link(_("{message}: answer the request first").format(message=message_name(Kind.OUT_OF_SCOPE)), address)


def _sayings(phrase: Phrase, language: str) -> Sayings:
    found = messages_of(language).phrases[phrase]
    return Sayings(
        phrases_name(phrase),
        tuple(Saying(f"{phrase.value}:{place}", one.formal, one.familiar) for place, one in enumerate(found)),
    )


def _wordings(language: str) -> Iterator[Wording]:
    messages = messages_of(language)
    for wordings in (*messages.paragraphs.values(), *messages.phrases.values()):
        yield from wordings


def _has_texts(language: str) -> bool:
    if language not in LANGUAGES:
        return False
    try:
        messages_of(language)
    except (OSError, ValueError) as broken:
        log.error("the coach has no messages in %s: %s", language, broken)  # noqa: TRY400  (one line says it all)
        return False
    return True
