"""What somebody shows of themselves, as their page tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from parley.people.models import Person
from parley.people.organisation_members import memberships_of
from parley.people.portfolio import pieces_of
from parley.people.profiles import Level, Told, look_alike_of, told_by
from parley.people.zones import zone_or_utc
from parley.web.accounts.frame import address
from parley.web.components.action import Action, Link
from parley.web.components.facts import Fact
from parley.web.components.notice import Notice
from parley.web.people.pieces import PieceShown, piece_shown
from parley.web.people.profile import level_name
from parley.words.dates import time_of_day
from parley.words.languages import language_name

MINUTES = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """`language` is the one that headline, text and skills are written in; empty where nobody said so."""

    headline: str
    about: tuple[str, ...]
    language: str
    skills: tuple[str, ...]
    languages: tuple[Fact, ...]
    local_time: str
    pieces: tuple[PieceShown, ...]
    organisations: tuple[Link, ...]
    links: tuple[Link, ...]
    edit: Action | None
    notice: Notice | None

    @property
    def has_story(self) -> bool:
        """Whether there is something to show beside the figures."""
        return bool(self.about or self.pieces)


def shown(found: Person, reader: Person | None, reader_zone: str, at: datetime, *, has_services: bool) -> Shown:
    """What `found` shows to `reader`, who may be a guest."""
    told = told_by(found)
    is_own = reader is not None and reader.id == found.id
    return Shown(
        headline=told.headline,
        about=tuple(part for part in told.about.split("\n\n") if part),
        language=told.language,
        skills=told.skills,
        languages=_languages(told),
        local_time="" if is_own else local_time(zone_or_utc(found.zone), reader_zone, at),
        pieces=tuple(piece_shown(piece, told.language) for piece in pieces_of(found.id)),
        organisations=_organisations(found) if reader is not None else (),
        links=_links(found) if has_services else (),
        edit=_edit(told) if is_own else None,
        notice=_notice(found, is_own=is_own),
    )


def local_time(zone: str, reader_zone: str, at: datetime) -> str:
    """What the clock of somebody in `zone` shows now, and how far that is from the reader's; not where that is."""
    there, here = (at.astimezone(ZoneInfo(name)).utcoffset() for name in (zone, reader_zone))
    if there is None or here is None:
        raise ValueError("an instant has a zone")
    time = time_of_day(at, zone)
    minutes = int((there - here).total_seconds()) // MINUTES
    if minutes == 0:
        return _("It is {time} for them, as for you.").format(time=time)
    hours, left = divmod(abs(minutes), MINUTES)
    # Translators: how far two clocks are apart, as in "3 h" or "5 h 30 min"; keep the no-break spaces.
    far = _("{hours}\u00a0h {minutes}\u00a0min") if left else _("{hours}\u00a0h")
    apart = far.format(hours=hours, minutes=left)
    if minutes > 0:
        return _("It is {time} for them: {apart} ahead of you.").format(time=time, apart=apart)
    return _("It is {time} for them: {apart} behind you.").format(time=time, apart=apart)


def _languages(told: Told) -> tuple[Fact, ...]:
    return tuple(Fact(language_name(known.code), level_name(Level(known.level))) for known in told.languages)


def _organisations(found: Person) -> tuple[Link, ...]:
    """Guests do not see them: the page behind does not exist for them."""
    return tuple(
        Link(one.organisation.name, reverse("organisation", args=[one.organisation_id]))
        for one in memberships_of(found)
    )


def _links(found: Person) -> tuple[Link, ...]:
    """To what this person offers, where this desk has a room for it."""
    services = address("services")
    return (Link(_("Services of this person"), f"{services}?by={found.id}"),) if services else ()


def _edit(told: Told) -> Action:
    label = _("Fill your profile") if told.is_empty else _("Change your profile")
    return Action(label, icon="pencil", href=reverse("profile"), weight="primary" if told.is_empty else "plain")


def _notice(found: Person, *, is_own: bool) -> Notice | None:
    """A word where somebody is easily taken for somebody else. It is news, and no reproach: both may be who they say."""
    alike = look_alike_of(found)
    if alike is None:
        return None
    if is_own:
        return Notice(
            "news",
            "person",
            _("Somebody else here has a name that looks like yours"),
            _("Whoever reads this page is told, so that nobody takes one of you for the other."),
        )
    if alike.is_operator:
        return Notice(
            "soon",
            "person",
            _("This is not somebody who runs this desk"),
            _("Their name looks like that of an operator here. Operators never ask for a password or for a payment."),
        )
    return Notice(
        "news",
        "person",
        _("Another person here has a name that looks the same"),
        _("Make sure that this is whom you mean: by the link that you were given, or by an order that you share."),
    )
