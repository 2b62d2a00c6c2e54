"""On both databases: a process that writes is killed at any moment, and nothing that it was answered is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from parley.core.order.messages import MakeOffer
from parley.rehearsal.simulate import killing
from parley.rehearsal.simulate.handing_in import Shelf
from parley.rehearsal.simulate.killing import Heard, Killed
from parley.rehearsal.simulate.lodging import lodging
from tests.asks import make_offer
from tests.deals import MONDAY
from tests.worker.processes import ROOT, environment

KILLS = 8


@pytest.mark.both_engines
def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(transactional_db: None, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tests.rehearsal.doomed_writers", str(KILLS), "5"]
    done = subprocess.run(
        words, env=environment(tmp_path), cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    assert told["found"] == []
    assert told["kills"] == KILLS
    assert told["acknowledged"] >= KILLS  # each was answered at least once before it died
    assert told["audited_orders"] > 0


def test_an_acknowledged_answer_that_is_not_there_is_called_lost(django_db_blocker: Any) -> None:
    """The test of the test: a writer that says yes before anything is on disk."""
    command = make_offer()(None)
    assert isinstance(command, MakeOffer)
    receipt = killing.Receipt(command.order_id, command.id, 1, "head", MONDAY)
    heard = Heard(asked=[(MONDAY, command)], answered={command: receipt})
    with django_db_blocker.unblock(), lodging():
        found = list(killing._look(Killed(), heard, Shelf()))
    assert found == ["lost: MakeOffer was acknowledged with event 1, and the order stands at 0"]
