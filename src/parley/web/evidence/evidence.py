"""/evidence: the desk's key, how to check what it hands out, and what it has signed about each day. For everybody."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parley.casefile.programs import OF_CASES, OF_DAYS, program
from parley.casefile.proof import SignedDay, signed_days
from parley.casefile.signing import public_key
from parley.web.components.empty_state import EmptyState
from parley.web.components.pager import Pager
from parley.web.components.table import Cell, Column, Row, Table
from parley.words.dates import date_only
from parley.words.keys import fingerprint_of, in_groups
from parley.words.locales import number

PAGE = 14
"""Two weeks."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program of one file: where it is, the words of the call that runs it, and the SHA-256 by which a copy is known."""

    name: str
    href: str
    call: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """The context of evidence/evidence.html. `key` and `fingerprint` are in groups. `call_with_letter` is the call that
    holds a case file against a letter too; `proof_address` is where the proof of an order is found."""

    desk: str
    key: str
    fingerprint: str
    of_cases: Program
    call_with_letter: tuple[str, ...]
    of_days: Program
    proof_address: str
    roots: Table | None
    empty: EmptyState | None
    pager: Pager | None


@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    key = public_key()
    before = request.GET.get("before", "")
    days = signed_days(PAGE + 1, before if _is_day(before) else None)
    # Translators: stands in an address for the id of an order; one word, in capitals.
    order = _("ORDER")
    # Translators: stands in an address for a date, year first; in capitals.
    day = _("YYYY-MM-DD")
    of_cases, of_days = _program(OF_CASES, "case.zip", key), _program(OF_DAYS, "proof.json", key)
    page = EvidencePage(
        desk=settings.INSTALLATION.host,
        key=in_groups(key),
        fingerprint=in_groups(fingerprint_of(key)),
        of_cases=of_cases,
        # Translators: stands in a command line for what a letter calls "the fingerprint of this order"; one word, in capitals.
        call_with_letter=(*of_cases.call, "--head", _("FINGERPRINT")),
        of_days=of_days,
        proof_address=f"{settings.BASE_URL}/orders/{order}/proof/{day}.json",
        roots=_table(days[:PAGE]) if days else None,
        empty=None if days else _nothing_yet(),
        pager=_pager(days, before),
    )
    return render(request, "evidence/evidence.html", {"page": page})


def _program(name: str, about: str, key: str) -> Program:
    return Program(
        name,
        reverse("verifier", args=[name.removesuffix(".py")]),
        ("python3", "-I", name, about, "--key", key),
        hashlib.sha256(program(name)).hexdigest(),
    )


def _table(days: list[SignedDay]) -> Table:
    columns = [Column(_("Day, in UTC")), Column(_("Root")), Column(_("Orders"), numeric=True)]
    return Table(_("What was signed about each day"), tuple(columns), tuple(map(_row, days)))


def _row(day: SignedDay) -> Row:
    said = day.statement
    if said is None:
        return Row((Cell(day.day), Cell(_("This one was damaged and cannot be read.")), Cell("")))
    return Row(
        (
            Cell(date_only(said.day), href=reverse("daily_root", args=[day.day])),
            Cell(said.root, small=_("With a time stamp of an authority.") if day.is_stamped else ""),
            Cell(number(said.orders)),
        )
    )


def _nothing_yet() -> EmptyState:
    return EmptyState(
        _("Nothing has been signed yet"), _("The first root appears here soon after the present day has ended in UTC.")
    )


def _pager(days: list[SignedDay], before: str) -> Pager | None:
    older = f"?before={days[PAGE - 1].day}#roots" if len(days) > PAGE else ""
    newest = f"{reverse('evidence')}#roots" if before else ""
    return Pager(older_href=older, newest_href=newest) if older or newest else None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
