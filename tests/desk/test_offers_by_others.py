"""A sealed offer by somebody who is no side of the order is refused in words, like anything else that is not theirs to do."""

from __future__ import annotations

import pytest

from parley.core.machine import decide_at
from parley.core.order.refusals import Code
from parley.core.order.state import Stage
from parley.core.parties import PARTIES, Role
from parley.desk.sealed import with_opposite
from tests.asks import CLIENT, asked_by
from tests.asks_of_cases import seal
from tests.given import in_stage


@pytest.mark.parametrize("role", [role for role in Role if role not in PARTIES], ids=lambda role: role.value)
def test_who_is_no_side_makes_no_sealed_offer(role: Role) -> None:
    story = in_stage(Stage.CASE_SEALED).when(seal("100", CLIENT))
    asked = asked_by(role, seal("50"))(story.order)
    outcome = decide_at(story.order, with_opposite(story.order, asked), story.at)
    assert outcome.refusal is not None
    assert outcome.refusal.code is Code.NOT_YOUR_ACT
