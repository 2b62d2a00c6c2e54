"""A profile in the archive of one's own data: every word, and the pictures beside them."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

from PIL import Image

from parley.desk.now import now
from parley.people.profiles import Known, Level, Told, keep
from parley.privacy.takeout import takeout
from tests.web.people import Visitor
from tests.web.pictures import shown_by


def test_profile_and_pictures_are_taken_along(ana: Visitor, eva: Visitor) -> None:
    assert ana.person is not None
    keep(ana.person, Told("Maps", "I draw.", "en", ("Ink",), (Known("nl", Level.WORKS),), is_public=True))
    piece = shown_by(ana)
    shown_by(eva, "Another's map")
    archive = zipfile.ZipFile(BytesIO(b"".join(takeout(ana.person, now()))))
    told = json.loads(archive.read("your-data.json"))["profile"]
    [shown] = told.pop("portfolio")
    assert told == {
        "headline": "Maps",
        "about": "I draw.",
        "language": "en",
        "skills": ["Ink"],
        "languages": [{"language": "nl", "level": "works"}],
        "anybody_may_see_it": True,
    }
    assert (shown["title"], shown["seen_in_it"], shown["year"]) == (piece.title, piece.alt, 2024)
    assert [name for name in archive.namelist() if name.startswith("portfolio/")] == [shown["entry"]]
    assert Image.open(BytesIO(archive.read(shown["entry"]))).size == (400, 300)
