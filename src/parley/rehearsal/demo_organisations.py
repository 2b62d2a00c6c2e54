"""The organisations of a demo, as demo_organisations.toml has them."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from parley.people.models import Organisation, Person
from parley.people.organisation_invitations import accept, invite_address, waiting_for
from parley.people.organisation_members import (
    Told,
    clean_about_organisation,
    clean_name_of_organisation,
    found_organisation,
)

TOLD = Path(__file__).with_name("demo_organisations.toml")
FOUNDED_BEFORE = timedelta(days=90)


def fill_organisations(at: datetime) -> int:
    """Let the demo's people start them, and join, as if it had happened before `at` (UTC). How many are new."""
    made = 0
    for entry in tomllib.loads(TOLD.read_text("utf-8"))["organisation"]:
        owner = Person.objects.with_email(f"{entry['owner']}@example.org")
        name = clean_name_of_organisation(entry["name"])
        if owner is None or Organisation.objects.filter(name=name, memberships__person=owner).exists():
            continue
        told = Told(name, clean_about_organisation(entry["about"]), entry["language"])
        found = found_organisation(owner, told, at - FOUNDED_BEFORE)
        for days, key in enumerate(entry["members"], 1):
            person = Person.objects.get(email=f"{key}@example.org")
            joined_at = at - FOUNDED_BEFORE + timedelta(days=days)
            invite_address(owner, found.id, person.email, joined_at)
            [invitation] = waiting_for(person, joined_at)
            accept(person, invitation, joined_at)
        made += 1
    return made
