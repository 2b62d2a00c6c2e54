"""The blocks of the pages: where each stands is said by two comments in the page, what it holds by a function here.

<!-- made by bin/docs: stages -->
...
<!-- end -->
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from parley.management.cli import HOME
from parley.management.reference import books, drawing, explored, installation, messages, refusals, rooms, rules

DOCS = HOME / "docs"
BLOCK = re.compile(r"(<!-- made by bin/docs: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)

BLOCKS: Mapping[str, Callable[[], str]] = {
    "commands": messages.commands,
    "events": messages.events,
    "stages": rules.stages,
    "order-stages": rules.order_stages,
    "deadlines": rules.deadlines,
    "windows": rules.windows,
    "policies": rules.policies,
    "transitions": rules.transitions,
    "explored-runs": explored.runs,
    "explored-delays": explored.delays,
    "explored-transitions": explored.transitions,
    "refusals": refusals.refusals,
    "settings": installation.settings,
    "command-line": installation.command_line,
    "books-accepted": books.accepted,
    "books-silent": books.silent,
    "books-refunded": books.refunded,
    "books-valued": books.valued,
    "books-stopped": books.stopped,
    "books-fraud": books.fraud,
    "books-service": books.service,
}


DRAWINGS: Mapping[str, Callable[[], str]] = {
    "images/order-machine.svg": drawing.drawing,
    "images/rooms.svg": rooms.drawing,
}
"""Pictures, by their place below docs/."""


class UnknownBlock(ValueError):
    """A page asks for a block that nobody makes."""


def stale() -> dict[Path, str]:
    """Every page and picture that is not as it would be made now, with what it should be. Raises UnknownBlock."""
    wanted = {page: renewed(page.read_text(encoding="utf-8")) for page in sorted(DOCS.rglob("*.md"))}
    wanted |= {DOCS / place: draw() for place, draw in DRAWINGS.items()}
    return {path: text for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text}


def names_in(text: str) -> list[str]:
    """The blocks that a page asks for."""
    return [found.group(2) for found in BLOCK.finditer(text)]


def renewed(text: str) -> str:
    """The page with its blocks as they would be made now. Raises UnknownBlock."""
    return BLOCK.sub(_made, text)


def _made(found: re.Match[str]) -> str:
    name = found.group(2)
    if name not in BLOCKS:
        raise UnknownBlock(f"nobody makes the block {name!r}")
    return f"{found.group(1)}\n{BLOCKS[name]()}\n\n{found.group(3)}"
