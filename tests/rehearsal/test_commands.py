"""./parley play, audit and orders as somebody calls them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from parley.rehearsal.demo_people import STORIES
from tests.house.tree import ROOT
from tests.rehearsal.conftest import SHORT


def parley(*words: str | Path, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARLEY_", "DJANGO_"))}
    return subprocess.run(
        [ROOT / "parley", *words, "--data", data],
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("name", ["sent-back", "gone-silent"])
def test_a_story_is_played_apart_from_the_installation(name: str, tmp_path: Path) -> None:
    told = parley("play", STORIES / f"{name}.toml", data=tmp_path)
    assert told.returncode == 0, told.stderr
    assert "If nobody moves" in told.stdout or "Nothing is armed any more." in told.stdout
    assert not (tmp_path / "parley.sqlite3").exists()
    assert not (tmp_path / "order-files").exists()


def test_a_wrong_expectation_ends_with_1_and_names_the_step(tmp_path: Path) -> None:
    story = tmp_path / "wrong.toml"
    story.write_text(SHORT + 'expect = { order = "closed" }')
    told = parley("play", story, "--json", data=tmp_path / "data")
    assert told.returncode == 1
    assert json.loads(told.stdout)["failed"] == {"step": 3, "says": "the order is active, expected closed"}


def test_a_story_that_cannot_be_read_ends_with_2_and_names_the_place(tmp_path: Path) -> None:
    story = tmp_path / "odd.toml"
    story.write_text(SHORT + "colour = 3")
    told = parley("play", story, data=tmp_path / "data")
    assert (told.returncode, told.stdout) == (2, "")
    assert "step 3: nothing here is called colour" in told.stderr


def test_audit_and_orders_of_a_demo(tmp_path: Path) -> None:
    unmade = parley("audit", data=tmp_path)
    assert unmade.returncode == 2
    assert "./parley migrate" in unmade.stderr
    assert parley("fill", data=tmp_path, PARLEY_DEMO="true").returncode == 0
    sound = parley("audit", "--json", data=tmp_path)
    assert sound.returncode == 0, sound.stdout
    counts = json.loads(sound.stdout)
    assert counts["problems"] == 0
    listed = parley("orders", "--json", data=tmp_path).stdout.splitlines()
    assert len(listed) == counts["orders"]
    assert "Сайт чайной лавки: тексты и вёрстка" in {json.loads(line)["title"] for line in listed}
