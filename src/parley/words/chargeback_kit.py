"""What an answer to a chargeback says: which piece of evidence shows what, which ones are missing, and how one reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from parley.words.locales import number

# Translators: pieces of evidence, as titles.
PIECES: Mapping[str, Promise] = {
    "account": gettext_lazy("Who agreed to the order"),
    "terms": gettext_lazy("The terms, agreed clause by clause"),
    "payment": gettext_lazy("The payment"),
    "brief": gettext_lazy("What the client handed over for the work"),
    "delivery": gettext_lazy("What was delivered, and when"),
    "opened": gettext_lazy("The client opened the files"),
    "acceptance": gettext_lazy("Acceptance, or release after silence"),
    "changes": gettext_lazy("What was asked for again, and the answer"),
    "messages": gettext_lazy("Messages between the two"),
    "refunds": gettext_lazy("Refunds that were offered or made"),
    "disagreement": gettext_lazy("The disagreement and its decision"),
    "network": gettext_lazy("Address and device of the payment"),
}

SHOWS: Mapping[str, Promise] = {
    "account": gettext_lazy("Shows that the client agreed here, with an account of their own."),
    "terms": gettext_lazy(
        "Shows what was sold, for how much, and that each clause was ticked before anything was paid."
    ),
    "payment": gettext_lazy("Shows when the client paid, and how much."),
    "brief": gettext_lazy("Shows that the client worked on the order after the payment."),
    "delivery": gettext_lazy("Shows that the work was handed over: each file with its time and its SHA-256."),
    "opened": gettext_lazy("Shows that the client received the work."),
    "acceptance": gettext_lazy("Shows that the client took the work, or let the agreed time pass after being told."),
    "changes": gettext_lazy(
        "Shows what was asked for again, what was answered, and how it stood against what was agreed."
    ),
    "messages": gettext_lazy("Shows what the two said to each other about the order."),
    "refunds": gettext_lazy("Shows what was offered or given back already."),
    "disagreement": gettext_lazy("Shows that there was an agreed way to settle it, and what came of it."),
    "network": gettext_lazy("Would show from where the payment was made."),
}

MISSING: Mapping[str, Promise] = {
    "account": gettext_lazy("The client has no account here."),
    "terms": gettext_lazy("Nothing was agreed."),
    "payment": gettext_lazy("No payment is on record."),
    "brief": gettext_lazy("The client handed nothing over for the work."),
    "delivery": gettext_lazy("Nothing was delivered."),
    "opened": gettext_lazy("No file was opened here by the client."),
    "acceptance": gettext_lazy("It was neither accepted nor released."),
    "changes": gettext_lazy("Nothing was asked for again."),
    "messages": gettext_lazy("The two did not write to each other here."),
    "refunds": gettext_lazy("No refund was offered or made."),
    "disagreement": gettext_lazy("No case was opened."),
    "network": gettext_lazy("Parley does not keep addresses or devices. The payment provider may have them."),
}


def piece_name(piece: str) -> str:
    return str(PIECES[piece])


def piece_shows(piece: str) -> str:
    return str(SHOWS[piece])


def piece_missing(piece: str) -> str:
    return str(MISSING[piece])


def piece_title(place: int, piece: str) -> str:
    # Translators: {number} is the number of a piece of evidence, {name} what it is.
    return _("Piece {number}: {name}").format(number=number(place), name=piece_name(piece))


def found_line(events: int, files: int) -> str:
    """2 events, 3 files"""
    told = ngettext("{n} event", "{n} events", events).format(n=number(events))
    if not files:
        return told
    handed = ngettext("{n} file", "{n} files", files).format(n=number(files))
    # Translators: {events} is "2 events", {files} is "3 files".
    return _("{events}, {files}").format(events=told, files=handed)


@dataclass(frozen=True, slots=True)
class KitWords:
    """Heads of the answer."""

    title: str
    says: str
    milestone: str
    paid: str
    disputed: str
    answer_by: str
    evidence: str
    piece: str
    shows: str
    found: str
    missing: str
    not_there: str
    clauses: str
    clause: str
    hash: str
    case_file: str


def kit_words() -> KitWords:
    return KitWords(
        title=_("Answer to a chargeback"),
        says=_("What the bank says"),
        milestone=_("Milestone"),
        paid=_("Paid"),
        disputed=_("Disputed"),
        answer_by=_("Answer by"),
        evidence=_("The evidence at a glance"),
        piece=_("Piece"),
        shows=_("What it shows"),
        found=_("On record"),
        missing=_("What is missing"),
        # Translators: of a piece of evidence, as short as possible.
        not_there=_("missing"),
        clauses=_("Clauses that the other side ticked"),
        clause=_("Clause"),
        hash=_("Fingerprint"),
        case_file=_("The whole record"),
    )


def kit_reference(order_id: str) -> str:
    return _("Evidence about order {order}").format(order=order_id)


def kit_intro(found: int, missing: int) -> str:
    """How many pieces there are, and that nothing is left out."""
    told = ngettext("{n} piece of evidence answers this.", "{n} pieces of evidence answer this.", found)
    lacks = ngettext("{n} is missing and named.", "{n} are missing and named.", missing)
    return " ".join(filter(None, (told.format(n=number(found)), lacks.format(n=number(missing)) if missing else "")))


def kit_about_record(desk: str) -> str:
    return _(
        "Each event stands here with its number and the beginning of its hash. The whole record, from which nothing was left "
        "out, lies beside this paper in case-file.zip, signed by {desk}; the files themselves are in it under their SHA-256."
    ).format(desk=desk)


def nothing_missing() -> str:
    return _("Nothing is missing.")
