"""The addresses that letters lead to. web/urls.py answers them; a test holds the two together."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings


def order_address(order_id: UUID) -> str:
    """The page of an order."""
    return f"{settings.BASE_URL}/orders/{order_id}"


def invitation_address(token: str) -> str:
    """The page where somebody without an account reads the offer."""
    return f"{settings.BASE_URL}/invitations/{token}"


def evidence_address() -> str:
    """The page with the desk's key and what it takes to check a letter."""
    return f"{settings.BASE_URL}/evidence"


def message_id(effect_id: UUID) -> str:
    """The Message-ID of the letter for this wish: the same each time it is sent, so that a second one can be told."""
    return f"<letter.{effect_id}@{_host()}>"


def thread_id(order_id: UUID) -> str:
    """What all letters of an order refer to, so that mail programs show them together."""
    return f"<order.{order_id}@{_host()}>"


def _host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"
