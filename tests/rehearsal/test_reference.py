"""docs/reference/stories.md says what is there."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields

import pytest

from parley.core.order.appeal import AppealGround
from parley.core.order.dispute import CaseReason
from parley.core.order.records import ChargebackCode, CountsAs, PauseReason
from parley.core.order.state import OrderStage
from parley.core.order.terms import ClauseKey
from parley.rehearsal.actors import ACTORS
from parley.rehearsal.deeds import DEEDS, read_steps
from parley.rehearsal.play import play
from parley.rehearsal.reading import read_story
from parley.rehearsal.samples import MAKERS
from parley.rehearsal.story import Expect
from parley.rehearsal.table import Table
from tests.house.tree import ROOT
from tests.rehearsal.conftest import PLAYED_AT, SHORT

PAGE = (ROOT / "docs" / "reference" / "stories.md").read_text("utf-8")


@pytest.mark.usefixtures("_real_commits")
def test_the_whole_story_on_the_page_goes_as_it_says() -> None:
    (story,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert play(read_story(story), PLAYED_AT).failure is None


@pytest.mark.parametrize(
    "names",
    [
        DEEDS,
        tuple(ACTORS),
        tuple(stage.value for stage in OrderStage),
        tuple(key.value for key in ClauseKey),
    ],
    ids=["deeds", "actors", "stages", "clauses"],
)
def test_the_page_names_everything(names: tuple[str, ...]) -> None:
    assert [name for name in names if f"`{name}`" not in PAGE] == []


def test_the_page_names_every_ending_that_is_made_up() -> None:
    (said,) = re.findall(r"Their content is made up for ([a-z, ]+), differs", PAGE)
    assert set(said.replace(" and ", ", ").split(", ")) == set(MAKERS)


def test_the_page_names_every_expectation() -> None:
    called = {"stages": "stage", "is_settled": "due"}
    assert [
        name for field in fields(Expect) if f"| `{(name := called.get(field.name, field.name))}` |" not in PAGE
    ] == []


EXAMPLES = [
    tomllib.loads(f'step = {one[:-2]}, at = "+1h" }}')["step"] for one in re.findall(r"`(\{ by = .*? \})` \|", PAGE)
]


def test_every_deed_has_an_example_that_can_be_read() -> None:
    """The deeds of one row share one."""
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|.* \| `(\{ by = .*? \})` \|$", PAGE, re.MULTILINE)
    assert {do for names, _ in rows for do in re.findall(r"\w+", names)} == set(DEEDS)
    story = read_story(SHORT + '[people.eve]\nname = "Eve"\n')
    steps = read_steps([Table(one, one["do"]) for one in EXAMPLES], story.order, story.cast)
    assert len(steps) == len(rows)


def test_the_page_names_every_reason_ground_and_code() -> None:
    words = [one.value for kind in (PauseReason, CaseReason, AppealGround, ChargebackCode, CountsAs) for one in kind]
    assert [word for word in words if f"`{word}`" not in PAGE] == []
