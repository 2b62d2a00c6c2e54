"""The files that a brief or a delivery must hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import DeliveredFile, Milestone
from parley.core.order.terms import ScopeItem

ANY_FILE = "any"
"""In the terms: one file of whatever kind."""


def require_files(files: Sequence[DeliveredFile]) -> None:
    """Each file has content, and none is handed in twice for the same item."""
    if any(file.size_bytes <= 0 for file in files):
        raise Refusal(Code.FILE_EMPTY)
    if len({(file.sha256, file.item) for file in files}) != len(files):
        raise Refusal(Code.FILE_REPEATED)


def require_all_files(
    milestone: Milestone, files: Sequence[DeliveredFile], standing: Sequence[DeliveredFile] = ()
) -> None:
    """Every item has each file that was agreed for it; `standing` are files of earlier deliveries that still count."""
    require_files(files)
    if any(milestone.terms.item(file.item) is None for file in files):
        raise Refusal(Code.ITEM_UNKNOWN)
    renewed = {file.item for file in files}
    counted = [*files, *(file for file in standing if file.item not in renewed)]
    for item in milestone.terms.items:
        missing = missing_files(item, counted)
        if missing:
            raise Refusal(Code.FILES_MISSING, item=item.number, missing=", ".join(missing))


def missing_files(item: ScopeItem, files: Sequence[DeliveredFile]) -> tuple[str, ...]:
    """The endings still missing for `item`; a file stands in for "any" when no named ending needs it."""
    here = Counter(file.ending for file in files if file.item == item.number)
    missing: list[str] = []
    for ending in sorted(item.files, key=lambda wanted: wanted == ANY_FILE):
        found = ending if ending != ANY_FILE else next(iter(here), "")
        if here[found] > 0:
            here[found] -= 1
            here += Counter()
        else:
            missing.append(ending)
    return tuple(missing)
