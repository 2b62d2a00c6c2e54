"""What becomes of every column in which words of people could stand, when a person is erased.

tests/privacy/test_inventory.py walks all models and fails for a column that is not here, and for a line here that is no column.
Whoever adds a column decides, and says so in one line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Fate(Enum):
    """What becomes of the words in a column."""

    GOES = "goes"
    """Emptied, or deleted with its row, when the person is erased."""
    NAMELESS = "nameless"
    """Holds nothing of people: a code, a hash, a number, or a word that the program made."""
    STAYS = "stays"
    """Stays on purpose, with a reason that the page about privacy gives too."""


@dataclass(frozen=True, slots=True)
class Entry:
    fate: Fate
    why: str


def goes(how: str) -> Entry:
    return Entry(Fate.GOES, how)


def nameless(because: str) -> Entry:
    return Entry(Fate.NAMELESS, because)


def stays(because: str) -> Entry:
    return Entry(Fate.STAYS, because)


WITH_THE_ACCOUNT = "with the account, at once"
WITH_THE_ORDER = "when the waiting time of the order is over"
WITH_THE_NAME = "when nothing of the person waits any more"
CODE = "a word of the program's own"
HASH = "a hash or a key that nothing can be read from"
JOURNAL = "ids, codes, sums, instants and salted commitments; a person's words never reach it"

INVENTORY: Mapping[str, Entry] = {
    # --- orders
    "orders.stage": nameless(CODE),
    "orders.turn": nameless(CODE),
    "orders.state": nameless(JOURNAL),
    "orders.head": nameless(HASH),
    "parties.role": nameless(CODE),
    "parties.person_id": stays(
        "the id of an account that is gone: whose order it was, for the books and for the chain"
    ),
    "journal.kind": nameless(CODE),
    "journal.by": nameless(CODE),
    "journal.body": stays(f"{JOURNAL}. The id of an account that is gone stays in it, because it is hashed"),
    "journal.prev_hash": nameless(HASH),
    "journal.hash": nameless(HASH),
    "postings.account": nameless(CODE),
    "postings.currency": nameless("a currency's code"),
    "outbox.kind": nameless(CODE),
    "outbox.body": nameless(
        "which event a letter is about and which side it goes to; its text is made when it is sent"
    ),
    "outbox.receipt": goes(f"{WITH_THE_ORDER}: a mail server may repeat the address"),
    "receipts.salt": nameless(HASH),
    "receipts.body_hash": nameless("keyed with the installation's secret and salted: words cannot be tried against it"),
    "receipts.receipt": nameless("a number, an instant and hashes"),
    "texts.commitment": nameless("a salted hash, and the salt goes with the words"),
    "texts.salt": goes(WITH_THE_ORDER),
    "texts.body": goes(WITH_THE_ORDER),
    "texts.language": nameless("a language's code"),
    "files.sha256": stays(
        "the fingerprint of a file that is gone: the chain names it, and it shows what was handed in"
    ),
    "files.media_type": nameless("one of a few kinds of file"),
    "files.stored_as": goes(f"{WITH_THE_ORDER}, and the file with it"),
    "heartbeats.name": nameless("a worker's name"),
    "demo_clock.name": nameless(CODE),
    "daily_roots.day": nameless("the date of a day"),
    "daily_roots.statement": nameless("a date, a number and a hash, signed"),
    "daily_roots.signature": nameless(HASH),
    "daily_roots.stamp": nameless("what a time stamping authority signed about that hash"),
    # --- people
    "people_person.password": goes(WITH_THE_ACCOUNT),
    "people_person.email": goes(f"{WITH_THE_ACCOUNT}; kept beside it {WITH_THE_NAME}"),
    "people_person.name": goes(f"{WITH_THE_ACCOUNT}; kept beside it {WITH_THE_NAME}"),
    "people_person.look": goes(WITH_THE_ACCOUNT),
    "people_person.organisation": goes(WITH_THE_ACCOUNT),
    "people_person.language": goes(WITH_THE_ACCOUNT),
    "people_person.zone": goes(WITH_THE_ACCOUNT),
    "people_person.theme": goes(WITH_THE_ACCOUNT),
    "people_profile.headline": goes(WITH_THE_ACCOUNT),
    "people_profile.about": goes(WITH_THE_ACCOUNT),
    "people_profile.language": goes(WITH_THE_ACCOUNT),
    "people_profile.skills": goes(WITH_THE_ACCOUNT),
    "people_profile.languages": goes(WITH_THE_ACCOUNT),
    "people_piece.title": goes(WITH_THE_ACCOUNT),
    "people_piece.line": goes(WITH_THE_ACCOUNT),
    "people_piece.alt": goes(WITH_THE_ACCOUNT),
    "people_piece.language": goes(WITH_THE_ACCOUNT),
    "people_piece.picture": goes(f"{WITH_THE_ACCOUNT}, and the files of the picture with it"),
    "people_organisation.name": goes("with its last member"),
    "people_organisation.look": goes("with its last member"),
    "people_organisation.about": goes("with its last member"),
    "people_organisation.language": nameless("a language's code"),
    "people_membership.role": nameless(CODE),
    "people_organisationinvitation.email": goes(f"{WITH_THE_ACCOUNT}, of either, or two weeks after it was made"),
    "people_organisationinvitation.token_hash": nameless(HASH),
    "people_departure.name": goes(WITH_THE_NAME),
    "people_departure.email": goes(WITH_THE_NAME),
    "people_departure.language": goes(WITH_THE_NAME),
    "people_legalhold.reason": goes("when the hold is over and its subject or its author has left"),
    "people_invitation.role": nameless(CODE),
    "people_invitation.email": goes(WITH_THE_ACCOUNT),
    "people_invitation.language": goes(WITH_THE_ACCOUNT),
    "people_invitation.token_hash": goes(WITH_THE_ACCOUNT),
    "people_firstoperatorlink.token_hash": nameless(HASH),
    "people_writtenpolicy.name": stays("the short name of a way of working, which the terms of orders name and hash"),
    "people_writtenpolicy.started_from": nameless("the name of a ready-made way of working"),
    "people_policyversion.title": goes(f"{WITH_THE_ACCOUNT}; the short name stands in its place"),
    "people_policyversion.provisions": nameless("numbers and codes"),
    "people_cacheentry.cache_key": nameless("hashes, for minutes: counts of tries, deleted within a day"),
    "people_cacheentry.value": nameless("instants of tries, deleted within a day"),
    "people_publishedfigures.name": nameless(CODE),
    "people_publishedfigures.body": nameless("counts and lengths of time of all cases together"),
    # --- what can be found
    "search_entry.kind": nameless(CODE),
    "search_entry.language": nameless("a language's code"),
    "search_entry.title_stems": goes(WITH_THE_ACCOUNT),
    "search_entry.body_stems": goes(WITH_THE_ACCOUNT),
    # --- help
    "help_vote.article": nameless("the name of an article"),
    "help_vote.language": nameless("a language's code"),
    "help_vote.browser": nameless("the hash of a random word that a browser was given"),
    "help_tally.article": nameless("the name of an article"),
    "help_tally.language": nameless("a language's code"),
    "help_helprequest.email": goes(f"{WITH_THE_ACCOUNT}, or half a year after a guest asked"),
    "help_helprequest.language": nameless("a language's code"),
    "help_helprequest.article": nameless("the name of an article"),
    "help_helprequest.question": goes(f"{WITH_THE_ACCOUNT}, or half a year after a guest asked"),
    "help_helprequest.answer": goes("with the question, or with the account of whoever answered"),
    # --- the office
    "office_kept.name": nameless(CODE),
    "office_kept.value": stays("what the desk is called, what is switched off, what an audit found: all of the desk"),
    "office_announcement.texts": goes(WITH_THE_ACCOUNT),
    "office_act.kind": nameless(CODE),
    "office_act.about": stays(
        "the id of an account that is gone, of an order or of a policy: what was done for the desk"
    ),
    "office_coachcount.language": nameless("a language's code"),
    "office_coachcount.label": nameless(CODE),
    # --- services
    "storefront_service.stage": nameless(CODE),
    "storefront_service.typed": goes(WITH_THE_ACCOUNT),
    "storefront_service.language": nameless("a language's code"),
    "storefront_service.trade": nameless(CODE),
    "storefront_service.title": goes(WITH_THE_ACCOUNT),
    "storefront_service.summary": goes(WITH_THE_ACCOUNT),
    "storefront_service.tags": goes(WITH_THE_ACCOUNT),
    "storefront_service.currency": nameless("a currency's code"),
    "storefront_service.stage_before": nameless(CODE),
    "storefront_service.removed_because": goes(f"{WITH_THE_ACCOUNT}, of the owner or of the operator who wrote it"),
    "storefront_package.name": goes(WITH_THE_ACCOUNT),
    "storefront_package.items": goes(WITH_THE_ACCOUNT),
    "storefront_extra.title": goes(WITH_THE_ACCOUNT),
    "storefront_extra.test": goes(WITH_THE_ACCOUNT),
    # --- briefs
    "board_brief.stage": nameless(CODE),
    "board_brief.typed": goes(WITH_THE_ACCOUNT),
    "board_brief.language": nameless("a language's code"),
    "board_brief.trade": nameless(CODE),
    "board_brief.title": goes(WITH_THE_ACCOUNT),
    "board_brief.text": goes(WITH_THE_ACCOUNT),
    "board_brief.result": goes(WITH_THE_ACCOUNT),
    "board_brief.currency": nameless("a currency's code"),
    "board_brief.reasons": nameless("codes and places of what the screen found; they go with the brief"),
    "board_brief.read_with": nameless(HASH),
    "board_appeal.words": goes(WITH_THE_ACCOUNT),
    "board_ruling.kind": nameless(CODE),
    "board_ruling.words": goes(f"{WITH_THE_ACCOUNT}, of the author or of the operator who wrote it"),
    # --- signing in
    "account_emailaddress.email": goes(WITH_THE_ACCOUNT),
    "account_emailconfirmation.key": goes(WITH_THE_ACCOUNT),
    "mfa_authenticator.type": goes(WITH_THE_ACCOUNT),
    "mfa_authenticator.data": goes(WITH_THE_ACCOUNT),
    "usersessions_usersession.ip": goes(WITH_THE_ACCOUNT),
    "usersessions_usersession.session_key": goes(WITH_THE_ACCOUNT),
    "usersessions_usersession.user_agent": goes(WITH_THE_ACCOUNT),
    "usersessions_usersession.data": goes(WITH_THE_ACCOUNT),
    "django_session.session_key": goes(WITH_THE_ACCOUNT),
    "django_session.session_data": goes(f"{WITH_THE_ACCOUNT}, also of sessions that only name the address"),
    # --- Django's own
    "auth_group.name": nameless("not used"),
    "auth_permission.name": nameless(CODE),
    "auth_permission.codename": nameless(CODE),
    "django_content_type.app_label": nameless(CODE),
    "django_content_type.model": nameless(CODE),
}
"""By table and column."""

ACCOUNT_TABLES = tuple(
    sorted(
        {
            table
            for name, entry in INVENTORY.items()
            if entry.fate is Fate.GOES and (table := name.split(".")[0]) not in {"texts", "files", "outbox"}
        }
    )
)
"""Tables outside the orders from which something goes."""
