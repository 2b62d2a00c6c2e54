"""An operator who leaves takes what they wrote along; that something was done stays."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta
from io import BytesIO

from parley.desk.now import now
from parley.office.acts import Did, latest, note
from parley.office.announcements import announce
from parley.office.models import Announcement
from parley.privacy.departure import leave
from parley.privacy.takeout import takeout
from tests.board.posted import posted
from tests.web.people import Visitor, operator


def test_announcements_go_acts_stay_without_a_name_and_both_are_in_the_data(olga: Visitor) -> None:
    vera = operator("Vera Vos")
    assert vera.person is not None
    announce({"en": "We move house."}, "en", now(), now() + timedelta(days=1), vera.person, now())
    note(vera.person, Did.MEDIATOR_NAMED, now(), olga.id)
    with zipfile.ZipFile(BytesIO(b"".join(takeout(vera.person, now())))) as archive:
        told = json.loads(archive.read("your-data.json"))
    assert told["announced"][0]["texts"] == {"en": "We move house."}
    assert told["done_as_operator"][0] | {"at": ""} == {"what": "mediator_named", "about": olga.id, "at": ""}
    leave(vera.person, now())
    assert not Announcement.objects.exists()
    [left] = latest(None, 10)
    assert (left.did, left.by) == (Did.MEDIATOR_NAMED, None)
    assert "Vera" not in olga.look("/console/acts").text


def test_briefs_that_were_judged_are_written_down(olga: Visitor, ana: Visitor) -> None:
    assert ana.person is not None
    brief = posted(ana.person, at=now(), wanted_by=None)
    answer = olga.post(
        f"/moderation/briefs/{brief.id}", decision="take-away", words="It asks for a fee.", seen=str(brief.version)
    )
    assert answer.status_code == 303
    assert "Took a brief away" in olga.look("/console/acts").text
