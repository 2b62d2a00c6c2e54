"""./parley play --what-if: where silence would lead after each step of a story, and under a policy."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from parley.core.policies import POLICIES, STANDARD
from parley.core.provisions import PROVISIONS
from parley.core.situations import Situation
from parley.desk.now import now
from parley.management import play
from parley.management.cli import CannotWork
from parley.people.policies import write
from parley.people.register import register
from tests.house.tree import ROOT
from tests.rehearsal.conftest import SHORT


def called(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    play.add_arguments(parser)
    return parser.parse_args(words)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert play.run(called(*words)) == 0
    return capsys.readouterr().out


def parley(*words: str | Path, data: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARLEY_", "DJANGO_"))}
    return subprocess.run(
        [ROOT / "parley", *words, "--data", data], env=kept, capture_output=True, text=True, timeout=120, check=False
    )


# --- a policy


@pytest.mark.parametrize("name", POLICIES)
def test_a_ready_made_policy_is_told_without_any_database(capsys: pytest.CaptureFixture[str], name: str) -> None:
    said = told(capsys, "--what-if", "--policy", name)
    assert f"({name})" in said.splitlines()[0]
    assert "Delivered, and then silence." in said
    assert said.count("In the end:") + said.count("does not come to that") >= len(Situation) - 1


def test_the_stops_of_a_policy_are_dated_down_to_the_last_payment(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, "--what-if", "--policy", "order-page").splitlines()
    begins = lines.index("Delivered, and then silence. Counted from the delivery.")
    stops = [line.split() for line in lines[begins + 1 : begins + 5]]
    assert [stop[:2] for stop in stops] == [["Day", "3"], ["Day", "3"], ["Day", "3"], ["Day", "8"]]
    assert "€1,000.00 to the freelancer on day 3" in lines[begins + 5]


def test_a_policy_is_told_to_programs_too(capsys: pytest.CaptureFixture[str]) -> None:
    said = json.loads(told(capsys, "--what-if", "--policy", "one-to-one", "--json"))
    assert set(said["sets"]) == {one.name for one in PROVISIONS}
    assert set(said["what_if"]) == {one.value for one in Situation}
    never = said["what_if"]["never_delivered"]
    assert (never["to_freelancer"], never["to_client"], never["reached"]) == ("0.00", "1000.00", True)
    assert never["stops"][-1]["to_freelancer"] == "-200.00"
    assert never["stops"][-1]["deadline"] == "work_abandoned"


@pytest.mark.django_db
def test_a_written_policy_is_told_by_its_title(capsys: pytest.CaptureFixture[str]) -> None:
    olga = register("Olga Petrova", "olga@example.org", "en", "UTC", is_operator=True)
    write(replace(STANDARD, name="calm"), "Calm and careful", "standard", olga, now())
    assert told(capsys, "--what-if", "--policy", "calm").startswith("Calm and careful (calm)")
    with pytest.raises(CannotWork, match="there are standard, order-page, one-to-one, calm"):
        play.run(called("--what-if", "--policy", "nobody-knows"))


@pytest.mark.parametrize(
    "words", [["--policy", "standard"], ["a.toml", "--what-if", "--policy", "standard"], ["--what-if"], []]
)
def test_a_call_that_cannot_work_says_what_can(words: list[str]) -> None:
    with pytest.raises(CannotWork, match="--what-if --policy NAME"):
        play.run(called(*words))


# --- a story


def test_after_each_step_of_a_story_silence_is_told_to_the_last_payment(tmp_path: Path) -> None:
    story = tmp_path / "short.toml"
    story.write_text(SHORT)
    said = parley("play", story, "--what-if", data=tmp_path / "data")
    assert said.returncode == 0, said.stderr
    roads = said.stdout.split("If nobody moves:")[1:]
    assert len(roads) == 4, "the offer and three steps, and nothing twice at the end"
    assert "The offer expires" in roads[0]
    assert "Ends without payment" in roads[1]
    assert "€100.00 back to Ana" in roads[2]
    assert "€100.00 released to Ben" in roads[3]
    assert "The money is available" in roads[3]
    assert not (tmp_path / "data" / "parley.sqlite3").exists()
    plain = parley("play", story, data=tmp_path / "data").stdout
    assert plain.count("If nobody moves:") == 1


def test_a_step_that_leaves_the_road_as_it_is_says_so(tmp_path: Path) -> None:
    story = tmp_path / "short.toml"
    story.write_text(SHORT + '[[step]]\nat = "+1h"\nby = "client"\ndo = "open_files"\n')
    said = parley("play", story, "--what-if", data=tmp_path / "data")
    assert "If nobody moves: as before." in said.stdout, said.stderr


def test_a_story_tells_programs_where_each_step_leads(tmp_path: Path) -> None:
    story = tmp_path / "short.toml"
    story.write_text(SHORT)
    said = json.loads(parley("play", story, "--what-if", "--json", data=tmp_path / "data").stdout)
    assert [one["step"] for one in said["what_if"]] == [0, 1, 2, 3]
    assert said["what_if"][-1]["if_nobody_moves"] == said["if_nobody_moves"]
    assert [stop["deadline"] for stop in said["what_if"][0]["if_nobody_moves"]] == ["offer_expires"]
