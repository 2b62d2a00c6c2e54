"""./parley operators: who runs this installation; naming somebody, and taking it back. For whoever has the machine."""

from __future__ import annotations

import argparse

from parley.management.readable import readable_database
from parley.people.leaving import is_last_operator
from parley.people.models import Person


def add_arguments(parser: argparse.ArgumentParser) -> None:
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--add", metavar="ADDRESS", help="make the person with this mail address an operator")
    change.add_argument("--remove", metavar="ADDRESS", help="this person is an operator no more; never the last one")
    parser.epilog = "Exit code 1: nobody has an account with this address, or nobody would be left."


def run(args: argparse.Namespace) -> int:
    with readable_database():
        address = args.add or args.remove
        if address:
            person = Person.objects.with_email(address)
            if person is None or not person.is_active:
                print(f"Nobody has an account with the address {address}. Ask them to sign up first.")
                return 1
            if args.remove and is_last_operator(person):
                print("Nobody else runs this installation. Name somebody else first, with --add.")
                return 1
            Person.objects.filter(id=person.id).update(is_operator=bool(args.add))
        for one in Person.objects.operators().order_by("name", "id"):
            print(f"{one.name}  {one.email}")
    return 0
