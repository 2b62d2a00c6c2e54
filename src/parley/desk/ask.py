"""One question from one person, answered when it is on disk; questions that arrive together share a commit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from parley.core.order.messages import AnyCommand
from parley.desk.files import KeptFile
from parley.desk.gather import Line
from parley.desk.now import now
from parley.desk.submit import Answer

_LINE: Final = Line(now)
"""All threads of this process stand in one line."""


def ask(command: AnyCommand, kept: Sequence[KeptFile] = ()) -> Answer:
    """Carry out `command` now. `kept` are the files that it mentions."""
    return _LINE.ask(command, kept)
