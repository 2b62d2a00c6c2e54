"""What an installation needs before people come: each thing, whether it is there, and how to set it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.conf import settings
from django.utils.translation import gettext as _

from parley.office.desk_name import NAME
from parley.office.kept import all_kept
from parley.people.models import Person
from parley.reads.operations import CLOCK, pulses
from parley.web.console.health import LONG_SILENCE_S

LETTER_TAKEN = "letter_taken"
"""Kept once a mail server took a test letter: from which sender, so that another sender is tried again."""
TO_NOWHERE = ("console", "locmem", "dummy", "filebased")
"""Ways of Django to put letters where no reader is."""


class Need(Enum):
    OPERATOR = "operator"
    NAME = "name"
    ADDRESS = "address"
    MAIL = "mail"
    CLOCK = "clock"
    PAYMENTS = "payments"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing. `is_choice` is for what cannot be set here and is to be known: it never counts as missing."""

    need: Need
    title: str
    state: str
    is_there: bool
    is_choice: bool = False


def checks(at: datetime) -> tuple[Check, ...]:
    """All of them, in the order in which one would see to them."""
    kept = all_kept()
    return (
        _operator(),
        _name(kept.get(NAME, "")),
        _address(),
        _mail(kept.get(LETTER_TAKEN, "")),
        _clock(at),
        _payments(),
    )


def left_to_set_up(at: datetime) -> int:
    """How many things are missing. A demo misses nothing: it is for nobody but those who try it."""
    return 0 if settings.DEMO else sum(not one.is_there and not one.is_choice for one in checks(at))


def sends_letters() -> bool:
    """Whether letters leave this machine at all."""
    return not any(way in settings.EMAIL_BACKEND for way in TO_NOWHERE)


def _operator() -> Check:
    count = Person.objects.operators()[:2].count()
    if count > 1:
        return Check(Need.OPERATOR, _("Operators"), _("More than one person can run this desk."), is_there=True)
    said = _(
        "You are the only operator. If you lose your way in, nobody can act for the desk: ./parley operators names another one."
    )
    return Check(Need.OPERATOR, _("Operators"), said, is_there=True)


def _name(name: str) -> Check:
    title = _("The desk’s name")
    if name:
        return Check(Need.NAME, title, _("Pages say {name}.").format(name=name), is_there=True)
    said = _("The desk has no name of its own yet: its pages say Parley, which is the name of the program.")
    return Check(Need.NAME, title, said, is_there=False)


def _address() -> Check:
    title = _("The address")
    if settings.INSTALLATION.is_https and not settings.INSTALLATION.is_loopback:
        return Check(
            Need.ADDRESS, title, _("People reach it at {address}.").format(address=settings.BASE_URL), is_there=True
        )
    said = _(
        "Links in letters lead to {address}, which only this machine reaches. Set PARLEY_BASE_URL to an address with https."
    ).format(address=settings.BASE_URL)
    return Check(Need.ADDRESS, title, said, is_there=False)


def _mail(taken_from: str) -> Check:
    title, sender = _("Mail"), settings.DEFAULT_FROM_EMAIL
    if not sends_letters():
        said = _("Letters do not leave this machine. Set PARLEY_EMAIL_URL to your mail server, and PARLEY_EMAIL_FROM.")
        return Check(Need.MAIL, title, said, is_there=False)
    if taken_from != sender:
        said = _("Letters go out as {sender}. No test letter has gone out yet: send one to yourself.").format(
            sender=sender
        )
        return Check(Need.MAIL, title, said, is_there=False)
    said = _("The mail server took a test letter from {sender}.").format(sender=sender)
    return Check(Need.MAIL, title, said, is_there=True)


def _clock(at: datetime) -> Check:
    title = _("The worker")
    if any(pulse.name == CLOCK and pulse.age_s <= LONG_SILENCE_S for pulse in pulses(at)):
        return Check(Need.CLOCK, title, _("It runs: deadlines and letters are looked after."), is_there=True)
    said = _(
        "It does not run. Start ./parley work beside ./parley serve, or no deadline falls due and no letter goes out."
    )
    return Check(Need.CLOCK, title, said, is_there=False)


def _payments() -> Check:
    said = _(
        "No payment provider is connected: Parley keeps the books, and money that comes in and goes out is written down, not "
        "moved. The operator’s fee is {percent} % of what a freelancer receives (PARLEY_OPERATOR_FEE_PERCENT)."
    ).format(percent=settings.OPERATOR_FEE_PERCENT)
    return Check(Need.PAYMENTS, _("Payments"), said, is_there=False, is_choice=True)
