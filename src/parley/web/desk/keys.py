"""Where a list goes on, as it stands in an address."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

Key = tuple[datetime | None, UUID]


def write_key(key: Key) -> str:
    at, order_id = key
    return f"{at.isoformat() if at else ''}~{order_id}".replace("+", "%2B")


def read_key(typed: str) -> Key | None:
    """None for no key and for one that nobody has written."""
    at, _, order_id = typed.partition("~")
    try:
        return (datetime.fromisoformat(at) if at else None), UUID(order_id)
    except ValueError:
        return None
