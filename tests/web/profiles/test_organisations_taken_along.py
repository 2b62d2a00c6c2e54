"""What somebody belongs to, in the archive of their own data; nobody else of it."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import Any

from parley.desk.now import now
from parley.people.models import Organisation
from parley.people.organisation_invitations import invite_address
from parley.privacy.takeout import takeout
from tests.web.people import Visitor, belong_together


def told(one: Visitor) -> dict[str, Any]:
    assert one.person is not None
    archive = zipfile.ZipFile(BytesIO(b"".join(takeout(one.person, now()))))
    text = archive.read("your-data.json").decode()
    assert "Eva Lind" not in text
    organisations: dict[str, Any] = json.loads(text)["organisations"]
    return organisations


def test_memberships_and_invitations_are_taken_along(ana: Visitor, marc: Visitor, eva: Visitor) -> None:
    mill = belong_together("The Mill", ana, eva)
    Organisation.objects.filter(id=mill.id).update(about="We grind.", language="en")
    assert ana.person is not None
    invite_address(ana.person, mill.id, "marc@example.org", now())
    of_ana, of_marc = told(ana), told(marc)
    [belongs] = of_ana["belongs_to"]
    assert belongs.pop("joined_at")
    assert belongs == {"name": "The Mill", "about": "We grind.", "language": "en", "role": "owner"}
    assert [one["mail_address"] for one in of_ana["invited_others"]] == ["marc@example.org"]
    assert of_ana["invited_to"] == of_marc["belongs_to"] == of_marc["invited_others"] == []
    assert [one["organisation"] for one in of_marc["invited_to"]] == ["The Mill"]
