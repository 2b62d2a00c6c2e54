"""The plain JSON that values become, the ways in which a text can fail to be one of ours, and the form of its leaves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = "dict[str, Json]"


class CodecError(ValueError):
    """A value or a text that does not fit its type. `path` names the place, outermost field first."""

    def __init__(self, says: str, path: tuple[str, ...] = ()) -> None:
        super().__init__(f"{'.'.join(path)}: {says}" if path else says)
        self.says = says
        self.path = path

    def inside(self, step: str) -> CodecError:
        """The same error as seen from one level further out."""
        return type(self)(self.says, (step, *self.path))


class Unsupported(CodecError):
    """A type that cannot be kept faithfully. Found when the codec is built, not when the first order comes by."""


class Unparsable(CodecError):
    """Not JSON at all."""


class UnknownField(CodecError):
    """A key that the class does not have: written by a newer Parley, or by somebody else."""


class UnknownKind(CodecError):
    """A `kind` that is in no union here."""


class MissingField(CodecError):
    """A key that is not there and whose field has no default."""


class WrongType(CodecError):
    """A value of another type than its field says."""


def instant_text(at: datetime) -> str:
    """UTC, always with six digits and Z, so that equal instants are equal texts and texts sort by time. Refuses naive ones."""
    if at.tzinfo is not UTC:
        if at.tzinfo is None:
            raise WrongType("an instant without a zone")
        at = at.astimezone(UTC)
    return at.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def instant_of(text: Any) -> datetime:
    """The instant of an ISO text with any offset, in UTC."""
    try:
        at = datetime.fromisoformat(text)
    except (ValueError, TypeError):
        raise WrongType("not an instant") from None
    if at.tzinfo is None:
        raise WrongType("an instant without a zone")
    return at if at.tzinfo is UTC else at.astimezone(UTC)
