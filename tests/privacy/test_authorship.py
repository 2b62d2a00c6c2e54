"""Whose words are whose: every story is played with each person's mark in whatever they write and hand in, then the words of
one person after the other are taken out. All of theirs go, nobody else's do, and what is left is sound."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from parley.core.parties import PARTIES
from parley.people.models import Person
from parley.privacy.authorship import NOBODY, authors
from parley.privacy.emptying import all_rows_of, empty, rows_of
from parley.reads.audit_of_order import look_at
from parley.rehearsal import play as playing
from parley.rehearsal.demo_people import STORIES
from parley.rehearsal.play import Played, play
from parley.rehearsal.reading import read_story
from parley.store.blobs import blobs
from parley.store.queries import events_of, files_of, texts_of
from tests.privacy.planting import drop_orphans, hits, hits_in_files, keep_marked, mark_of, submit_marked
from tests.rehearsal.conftest import PLAYED_AT

pytestmark = [pytest.mark.both_engines, pytest.mark.django_db]

FILES = sorted(STORIES.rglob("*.toml"))


@pytest.fixture(autouse=True)
def _planted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playing, "submit", submit_marked)
    monkeypatch.setattr(playing._Player, "_keep", keep_marked)
    for key in list(blobs().keys()):  # of tests before: a rolled back transaction leaves files
        blobs().drop(key)


def played(path: object) -> Played:
    story = read_story(path.read_text("utf-8"), str(path.parent))  # type: ignore[attr-defined]
    found = play(story, PLAYED_AT)
    assert found.failure is None
    drop_orphans()
    return found


def counts(people: list[str]) -> dict[str, int]:
    return {person: len(hits(mark_of(person))) + hits_in_files(mark_of(person)) for person in people}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_a_person_wrote_goes_and_what_others_wrote_stays(path: object) -> None:
    found = played(path)
    order, at = found.order, found.at + timedelta(days=1)
    everybody = [str(person.id) for person in Person.objects.all()]
    before = counts(everybody)
    # Whoever did not write a word in this story has nothing to lose; in each story both sides have.
    writers = sorted(person for person in everybody if before[person])
    assert writers
    for person in writers:
        empty(order.id, rows_of(order.id, person), at)
        now = counts(everybody)
        assert now[person] == 0, f"{person}: {Counter(hits(mark_of(person)))}"
        others = [one for one in writers if one > person]
        assert {one: now[one] for one in others} == {one: before[one] for one in others}
        assert look_at(order.id).findings == ()


@pytest.mark.parametrize("path", FILES[::4], ids=lambda path: path.stem)
def test_every_word_that_an_event_mentions_has_its_author(path: object) -> None:
    order = played(path).order
    found = authors(order, events_of(order.id))
    assert found.texts
    assert NOBODY not in {brought.person for brought in found.texts.values()}
    assert found.texts.keys() <= texts_of(order.id).keys()
    assert found.files.keys() == {row.sha256 for row in files_of(order.id)}
    assert {person for person, _, _ in found.handed_in} <= {order.person(role) for role in PARTIES}


@pytest.mark.parametrize("path", FILES[::6], ids=lambda path: path.stem)
def test_all_words_of_an_order_can_go_at_once(path: object) -> None:
    found = played(path)
    empty(found.order.id, all_rows_of(found.order.id), found.at)
    assert not all_rows_of(found.order.id)
    assert sum(counts([str(person.id) for person in Person.objects.all()]).values()) == 0
    assert look_at(found.order.id).findings == ()
