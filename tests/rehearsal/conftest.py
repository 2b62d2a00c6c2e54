"""Stories are played on a real database, with real commits."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

PLAYED_AT = datetime(2026, 6, 17, 15, 30, tzinfo=UTC)
"""A Wednesday."""

SHORT = """
[people.ana]
name = "Ana"
[people.ben]
name = "Ben"
[order]
client = "ana"
freelancer = "ben"
offered_by = "freelancer"
start = 2026-03-02T09:00:00
zone = "Europe/Berlin"
fee_percent = "5"
title = "A sign for the door"
summary = "One sign."
[[milestone]]
name = "The sign"
price = "100.00"
due_on = 2026-03-20
[[milestone.item]]
what = "The sign"
test = "It can be read from across the street"
effort = "4 h"
files = ["svg"]
[[step]]
at = "+1h"
by = "client"
do = "accept_offer"
[[step]]
at = "+1h"
by = "client"
do = "fund"
[[step]]
at = "+2bd"
by = "freelancer"
do = "deliver"
files = [{ item = 1, name = "sign.svg" }]
"""
"""Offered on a Monday at nine, funded at eleven, delivered on Wednesday at eleven."""


@pytest.fixture
def _real_commits(transactional_db: None) -> None:
    """What a story brought is on disk: no test transaction around it."""
