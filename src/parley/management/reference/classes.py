"""What a command or an event says of itself: its name in words, its meaning, the fields it carries."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields
from typing import Any, get_args

from parley.core.order import messages as m
from parley.core.order.base import Command, Event, MilestoneCommand, MilestoneEvent
from parley.management.reference.markdown import code

COMMANDS: tuple[type[Command], ...] = get_args(m.AnyCommand)
EVENTS: tuple[type[Event], ...] = get_args(m.AnyEvent)
SHARED = {field.name for base in (MilestoneCommand, MilestoneEvent, Command, Event) for field in fields(base)}
"""Fields that every command or event has; the pages say once what they are."""


def chapter(kind: type[Any]) -> str:
    """The module of the core in which it is told, such as `delivery`."""
    return kind.__module__.rpartition(".")[2]


def meaning(kind: type[Any]) -> str:
    """Its docstring; nothing where a dataclass has only the one that Python makes from its fields."""
    said = inspect.cleandoc(kind.__doc__ or "")
    return "" if said.startswith(f"{kind.__name__}(") else " ".join(said.split())


def in_words(kind: type[Any]) -> str:
    """`OfferWithdrawn` as "offer withdrawn"."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__).lower()


def carries(kind: type[Any]) -> str:
    """Its own fields with their types, as the code has them."""
    return ", ".join(code(f"{field.name}: {field.type}") for field in fields(kind) if field.name not in SHARED)
