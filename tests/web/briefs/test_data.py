"""What the briefs know of a person goes along with them, and goes when they leave."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from parley.board.models import Appeal, Brief, BriefAnswer, Ruling
from parley.desk.now import now
from parley.people.models import Person
from parley.privacy.departure import leave
from parley.privacy.takeout import takeout
from parley.search.models import Entry
from tests.board.posted import DOUBTFUL, FRAUD
from tests.web.briefs.on_the_board import of, stands
from tests.web.briefs.test_answering import answers
from tests.web.briefs.test_moderation import decides
from tests.web.people import Visitor, operator


def taken(person: Person | None) -> dict[str, Any]:
    assert person is not None
    archive = zipfile.ZipFile(io.BytesIO(b"".join(takeout(person, now()))))
    told: dict[str, Any] = json.loads(archive.read("your-data.json"))
    return told


def test_briefs_appeals_decisions_and_answers_are_taken_along(ana: Visitor, marc: Visitor, olga: Visitor) -> None:
    brief = stands(marc)
    answers(ana, brief)
    blocked = stands(marc, "A course", text=FRAUD, result="")
    marc.post(of(blocked, "appeal"), words="A sample for a course.")
    decides(olga, blocked, "allow", "So it is.")
    told = taken(marc.person)["briefs"]
    assert {one["posted"]["title"] for one in told} == {"A logo for a bakery", "A course"}
    assert [one["words"] for row in told for one in row["appeals"]] == ["A sample for a course."]
    assert [one["words"] for row in told for one in row["decisions"]] == ["So it is."]
    assert taken(ana.person)["briefs_answered"][0]["brief_id"] == str(brief.id)
    assert taken(olga.person)["briefs_decided"][0]["words"] == "So it is."


def test_nothing_of_whoever_leaves_stays_on_the_board(marc: Visitor, olga: Visitor, eva: Visitor) -> None:
    operator("Otto Klein")  # an operator may only leave when there is another
    stands(marc)
    doubtful = stands(eva, text=DOUBTFUL, result="")
    decides(olga, doubtful, "refuse", "Say what the work is.")
    assert marc.person is not None
    assert olga.person is not None
    leave(marc.person, now())
    leave(olga.person, now())
    assert [one.author_id for one in Brief.objects.all()] == [eva.person.id if eva.person else None]
    assert not Entry.objects.filter(kind="brief").exists()
    assert [(one.words, one.made_by) for one in Ruling.objects.all()] == [("", None)]
    assert "The words went with the account" in eva.look(of(doubtful)).text
    assert not Appeal.objects.exists()


def test_an_answer_goes_with_the_freelancer(ana: Visitor, marc: Visitor) -> None:
    brief = stands(marc)
    answers(ana, brief)
    [answer] = BriefAnswer.objects.all()
    ana.post(f"/orders/{answer.order_id}/offer/withdraw")
    assert ana.person is not None
    leave(ana.person, now())
    assert not BriefAnswer.objects.exists()
    assert "no offers yet" in marc.look(of(brief)).text
