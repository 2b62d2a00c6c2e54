"""The few things that stand for the whole desk, read with one question."""

from __future__ import annotations

from collections.abc import Mapping

from parley.office.models import Kept


def all_kept() -> Mapping[str, str]:
    """By name."""
    return dict(Kept.objects.values_list("name", "value"))


def kept(name: str) -> str:
    """ "" for what nobody has said yet."""
    return Kept.objects.filter(name=name).values_list("value", flat=True).first() or ""


def keep(name: str, value: str) -> None:
    """From now on this stands; "" takes it back."""
    if value:
        Kept.objects.update_or_create(name=name, defaults={"value": value})
    else:
        Kept.objects.filter(name=name).delete()
