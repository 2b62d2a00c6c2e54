"""./parley erase ADDRESS: close somebody's account for them and erase what they wrote, as they could themselves.

The same may be in the way of it, and the same waits (docs/explanation/privacy.md). What need not wait goes before this ends.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import datetime

from parley.desk.now import now
from parley.management.readable import readable_database
from parley.people.departures import Departure
from parley.people.models import Person
from parley.privacy.departure import CannotLeave, Leaving, leave, leaving_of
from parley.privacy.emptying import rows_of
from parley.privacy.standing import orders_of, titles_of
from parley.worker.keeper import Keeper

DAY = "%Y-%m-%d"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", metavar="ADDRESS", help="the mail address of the person's account")
    parser.add_argument("--dry-run", action="store_true", help="say what would go and when, and change nothing")
    parser.add_argument("--yes", action="store_true", help="do not ask for the address once more")
    parser.epilog = (
        "Exit code 1: nobody has an account with this address, or something is in the way, and what is said."
    )


def run(args: argparse.Namespace) -> int:
    with readable_database():
        person = Person.objects.with_email(args.address)
        if person is None:
            print(_no_account(args.address))
            return 1
        at = now()
        leaving = leaving_of(person, at)
        print("\n".join(_told(person, leaving)))
        if args.dry_run or not leaving.is_free:
            return 0 if leaving.is_free else 1
        if not args.yes and not _is_meant(person.email):
            print("Nothing was changed.")
            return 1
        return _erase(person, at)


def _erase(person: Person, at: datetime) -> int:
    try:
        leave(person, at)
    except CannotLeave:
        print("Something has come in the way since. Nothing was changed; ask again with --dry-run.")
        return 1
    keeper = Keeper()
    while keeper.round() == 0:
        pass
    print("The account is closed. What need not wait is erased; the rest goes by itself while a worker runs.")
    return 0


def _no_account(address: str) -> str:
    departure = Departure.objects.filter(email=address.strip().lower(), finished_at=None).first()
    if departure is None:
        return f"Nobody has an account with the address {address}."
    return (
        f"Whoever had the address {address} left on {departure.asked_at:{DAY}}. What still waits goes by itself while a "
        "worker runs."
    )


def _is_meant(email: str) -> bool:
    if not sys.stdin.isatty():
        print("Nobody can be asked here: say --yes.")
        return False
    return input(f"Type {email} to erase this person for good: ").strip().lower() == email


def _told(person: Person, leaving: Leaving) -> Iterator[str]:
    """What is in the way, then what would go: counts, and dates."""
    titles = titles_of([*(one.order for one in leaving.obstacles), *(order for order, _at in leaving.waits)])
    if leaving.held_until is not None:
        yield f"In the way: a legal hold stands until {leaving.held_until:{DAY}}."
    if leaving.is_last_operator:
        yield "In the way: nobody else runs this installation. First: ./parley operators --add ADDRESS"
    for one in leaving.obstacles:
        until = f" until {one.until:{DAY}}" if one.until is not None else ""
        yield f"In the way: order {one.order.id} ({titles.get(one.order.id, 'erased')}): {one.why.value}{until}"
    texts = files = 0
    for row, _order in orders_of(str(person.id)):
        found = rows_of(row.order_id, str(person.id))
        texts, files = texts + len(found.texts), files + len(found.files)
    yield "At once: the account, its ways in, its sessions, its invitations."
    yield f"In orders: {texts} texts and {files} files."
    for order, goes_at in sorted(leaving.waits, key=lambda pair: pair[1]):
        yield f"  on {goes_at:{DAY}}: order {order.id} ({titles.get(order.id, 'erased')})"
    if leaving.last_at is not None:
        yield f"Last of all, on {leaving.last_at:{DAY}}: the name and the mail address."
