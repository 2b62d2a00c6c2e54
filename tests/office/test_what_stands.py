"""What stands for the whole desk: its name, its switches, the last audit, and the coach's counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from parley.office.coach_counts import count_findings, counts_since, monday
from parley.office.desk_name import desk_name, name_desk
from parley.office.kept import all_kept
from parley.office.last_audit import LastAudit, last_audit, note_audit
from parley.office.switches import Switch, is_on, switched_off, turn
from parley.words.console import SWITCHES

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

FRIDAY = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_everything_is_on_until_somebody_switches_it_off() -> None:
    assert all(is_on(switch) for switch in Switch)
    turn(Switch.COACH, on=False)
    turn(Switch.COACH, on=False)
    assert switched_off(all_kept()) == {Switch.COACH}
    turn(Switch.COACH, on=True)
    assert is_on(Switch.COACH)


def test_every_switch_has_its_words() -> None:
    assert set(SWITCHES) == {switch.value for switch in Switch}


def test_a_desk_is_called_as_its_operators_say() -> None:
    assert desk_name(all_kept()) == "Parley"
    assert name_desk("  The   Harbour\u202e Desk ") == "The Harbour Desk"
    assert desk_name(all_kept()) == "The Harbour Desk"


@pytest.mark.parametrize("typed", ["", "12 34", "x" * 81, "harbour.example/ www.harbour.example"])
def test_what_is_no_name_changes_nothing(typed: str) -> None:
    with pytest.raises(ValidationError):
        name_desk(typed)
    assert desk_name(all_kept()) == "Parley"


def test_the_last_audit_is_the_one_that_is_told() -> None:
    assert last_audit() is None
    note_audit(LastAudit(FRIDAY, 3, 40, 12, 1))
    note_audit(LastAudit(FRIDAY + timedelta(days=1), 4, 50, 14, 0))
    assert last_audit() == LastAudit(FRIDAY + timedelta(days=1), 4, 50, 14, 0)


def test_findings_add_up_by_week_language_and_label() -> None:
    count_findings([("threat", "es"), ("threat", "es"), ("hostility", "nl")], FRIDAY)
    count_findings([("threat", "es")], FRIDAY + timedelta(days=2))
    count_findings([("threat", "es")], FRIDAY + timedelta(days=3))
    this, following = date(2026, 11, 16), date(2026, 11, 23)
    assert counts_since(this) == {
        (this, "es", "threat"): 3,
        (this, "nl", "hostility"): 1,
        (following, "es", "threat"): 1,
    }
    assert counts_since(following) == {(following, "es", "threat"): 1}


def test_a_week_begins_on_its_monday_in_utc() -> None:
    assert monday(datetime(2026, 11, 22, 23, 59, tzinfo=UTC)) == date(2026, 11, 16)
    assert monday(datetime(2026, 11, 23, 0, 0, tzinfo=UTC)) == date(2026, 11, 23)
