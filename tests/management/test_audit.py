"""./parley audit leaves word of what it found, and nothing else."""

from __future__ import annotations

import argparse

import pytest
from django.db import DatabaseError

from parley.management import audit
from parley.office.last_audit import last_audit

pytestmark = pytest.mark.django_db


def test_what_an_audit_found_is_kept_for_the_console(capsys: pytest.CaptureFixture[str]) -> None:
    assert audit.run(argparse.Namespace(json=False)) == 0
    kept = last_audit()
    assert kept is not None
    assert (kept.orders, kept.problems) == (0, 0)
    assert "0 orders" in capsys.readouterr().out


def test_a_copy_that_cannot_be_written_is_audited_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def cannot_write(_audit: object) -> None:
        raise DatabaseError("attempt to write a readonly database")

    monkeypatch.setattr(audit, "note_audit", cannot_write)
    assert audit.run(argparse.Namespace(json=False)) == 0
    assert "everything is as it was written" in capsys.readouterr().out
