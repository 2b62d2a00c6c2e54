"""What this desk is called on its pages."""

from __future__ import annotations

from collections.abc import Mapping

from parley.office.kept import keep
from parley.people.names import clean_name

NAME = "name"
UNNAMED = "Parley"
"""The program's own name stands where the desk has none."""


def desk_name(kept: Mapping[str, str]) -> str:
    """Among what is kept (kept.all_kept)."""
    return kept.get(NAME, UNNAMED)


def name_desk(typed: str) -> str:
    """Call the desk so; the name as it is kept. Raises ValidationError for what is no name, in the reader's language."""
    name = clean_name(typed)
    keep(NAME, name)
    return name
