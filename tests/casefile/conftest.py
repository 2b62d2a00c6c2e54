"""Case files are made once for all tests of a module: stories are played, and their archives kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from tests.casefile.bases import TOLD, Base, base


@pytest.fixture(scope="module")
def bases(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Base]]:
    """The case files of all stories. The orders themselves are gone after the first test that commits."""
    with django_db_blocker.unblock():
        made = [base(name) for name in TOLD]
        yield made
        call_command("flush", interactive=False, verbosity=0)
