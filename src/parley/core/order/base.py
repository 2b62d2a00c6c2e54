"""What every command and every event carries, and the checks that all chapters share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parley.core.order.refusals import Code, Refusal
from parley.core.parties import Role
from parley.core.texts import LONGEST_MESSAGE, Commitment, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Somebody asks for something. `id` is made by whoever asks, so that asking twice is harmless."""

    order_id: UUID
    id: UUID
    by: Role

    def texts(self) -> tuple[Text, ...]:
        """The words this command brings, to be kept apart from the events."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneCommand(Command):
    """`seen` is the version of the milestone's stage that the page showed, or None where nobody looked at a page."""

    milestone: int
    seen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something happened. `at` is the instant (UTC) it was recorded."""

    at: datetime
    by: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneEvent(Event):
    milestone: int


def some(*texts: Text | None) -> tuple[Text, ...]:
    """The texts that are there and say something."""
    return tuple(text for text in texts if text is not None and not text.is_blank)


def require_words(text: Text | None, longest: int = LONGEST_MESSAGE) -> Text:
    if text is None or text.is_blank:
        raise Refusal(Code.TEXT_MISSING)
    return within(text, longest)


def within(text: Text, longest: int = LONGEST_MESSAGE) -> Text:
    if len(text.words) > longest:
        raise Refusal(Code.TEXT_TOO_LONG, longest=longest, length=len(text.words))
    return text


def optional_words(text: Text | None) -> Text | None:
    """The note if it says anything, checked for length."""
    return None if text is None or text.is_blank else within(text)


def said(text: Text | None) -> Commitment | None:
    """What an event keeps of a text."""
    return None if text is None else text.commitment
