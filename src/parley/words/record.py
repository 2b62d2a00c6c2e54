"""What a mediator reads beside the record of a milestone: languages, lengths of time, accounts, fates of proposals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from parley.core.ledger.accounts import Account
from parley.core.order.state import ProposalKind
from parley.core.parties import PARTIES, Role
from parley.words.durations import days
from parley.words.locales import date_locale, listed, number
from parley.words.telling import Telling

MINUTE, HOUR, DAY = 60, 3_600, 86_400
"""Seconds."""

# Translators: places where money is, as a line of the books names them.
ACCOUNTS: Mapping[Account, Promise] = {
    Account.CLIENT: pgettext_lazy("account", "the client"),
    Account.HOLD: pgettext_lazy("account", "the hold"),
    Account.PENDING: pgettext_lazy("account", "the freelancer, in clearing"),
    Account.AVAILABLE: pgettext_lazy("account", "the freelancer, available"),
    Account.PAID_OUT: pgettext_lazy("account", "the freelancer’s bank"),
    Account.OWED: pgettext_lazy("account", "what the freelancer owes"),
    Account.CHARGEBACK: pgettext_lazy("account", "the client’s bank while it judges"),
    Account.BANK: pgettext_lazy("account", "taken back by the bank"),
    Account.RESERVE: pgettext_lazy("account", "the operator’s reserve"),
    Account.FEE: pgettext_lazy("account", "the operator’s fee"),
}

# Translators: what became of a proposal, in a cell of its own.
FATES: Mapping[str, Promise] = {
    "open": pgettext_lazy("proposal", "open"),
    "accepted": pgettext_lazy("proposal", "accepted"),
    "by_silence": pgettext_lazy("proposal", "accepted by silence"),
    "declined": pgettext_lazy("proposal", "declined"),
    "withdrawn": pgettext_lazy("proposal", "taken back"),
    "lapsed": pgettext_lazy("proposal", "not answered in time"),
    "offered": pgettext_lazy("proposal", "answered with an offer"),
    "overtaken": pgettext_lazy("proposal", "overtaken by what came after"),
}
"""By the codes of reads.resolution.Became."""

KINDS: Mapping[ProposalKind, Promise] = {
    ProposalKind.EXTENSION: gettext_lazy("A later date"),
    ProposalKind.REFUND: gettext_lazy("A part of the hold back"),
    ProposalKind.CANCEL: gettext_lazy("An end by consent"),
    ProposalKind.WISH: gettext_lazy("Extra work that is wished for"),
    ProposalKind.EXTRA: gettext_lazy("Extra work that is offered"),
    ProposalKind.SPLIT: gettext_lazy("A division of the hold"),
}


def language_name(code: str) -> str:
    """What a language is called in the reader's; the code itself where nobody knows, and empty for none."""
    if not code:
        return ""
    names = date_locale().languages
    return str(names.get(code.replace("-", "_")) or names.get(code.split("-", maxsplit=1)[0]) or code)


def length(time: timedelta) -> str:
    """3 days 4 h; 5 h; 20 min. Whole units, rounded down; hours are left out from two weeks on."""
    seconds = max(0, int(time.total_seconds()))
    if seconds < HOUR:
        return _("{n}\u00a0min").format(n=number(seconds // MINUTE))
    if seconds < DAY:
        return _("{n}\u00a0h").format(n=number(seconds // HOUR))
    whole, hours = seconds // DAY, seconds % DAY // HOUR
    if not hours or whole >= 14:
        return days(whole)
    # Translators: a length of time; h is the sign for hours.
    pattern = ngettext("{days} day {hours}\u00a0h", "{days} days {hours}\u00a0h", whole)
    return pattern.format(days=number(whole), hours=number(hours))


def account_name(account: str) -> str:
    """One that is new to these words is shown by its code."""
    known = {one.value: words for one, words in ACCOUNTS.items()}
    return str(known.get(account, account))


def waited_for(roles: frozenset[Role], telling: Telling) -> str:
    """The people a spell waited for, by name; "nobody" in a pause and while an appeal may come."""
    names = {
        Role.MEDIATOR: _("a mediator"),
        Role.BANK: _("the bank"),
        Role.OPERATOR: _("the operator"),
    }
    found = [telling.name(role) for role in (Role.CLIENT, Role.FREELANCER) if role in roles]
    found += [words for role, words in names.items() if role in roles]
    return listed(found) if found else _("nobody")


def in_all(time: timedelta, role: Role, telling: Telling) -> str:
    """How long one side was waited for, all times together."""
    return _("{name}: {length} in all").format(name=telling.name(role), length=length(time))


def speaks(name: str, language: str) -> str:
    """Ana Ruiz: Spanish"""
    if not language:
        return name
    # Translators: a person and the language in which they read Parley.
    return _("{name}: {language}").format(name=name, language=language_name(language))


def shared_language(mediator: str, sides: Mapping[Role, str], telling: Telling) -> str:
    """Whether a mediator who reads `mediator` reads what the two sides write. Languages by their codes."""
    same = [
        telling.name(role) for role in (Role.CLIENT, Role.FREELANCER) if role in PARTIES and sides.get(role) == mediator
    ]
    language = language_name(mediator)
    if len(same) == len(sides):
        return _("You and both sides read {language}.").format(language=language)
    if same:
        return _("You and {name} read {language}.").format(name=same[0], language=language)
    return _("You read {language}, and neither side does.").format(language=language)
