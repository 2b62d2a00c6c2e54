"""Files in the room: what was handed in, as something that its readers may fetch."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from parley.core.order.state import DeliveredFile, Milestone
from parley.web.components.file_chip import FileChip
from parley.web.orders.door import Visit
from parley.words.files import size


def handed_in(milestone: Milestone) -> tuple[DeliveredFile, ...]:
    """Every file of its parts and deliveries, oldest first; one that was handed in twice stands there once."""
    found = [file for part in milestone.parts for file in part.files]
    found += [file for delivery in milestone.deliveries for file in delivery.files]
    return tuple({file.sha256: file for file in found}.values())


def file_chip(visit: Visit, milestone: int, file: DeliveredFile, note: str = "") -> FileChip:
    """A file that its parties may fetch; an erased one keeps its place without a name."""
    said = visit.page.wording.said(file.name)
    if said.words is None:
        return FileChip(_("erased file"), "", size(file.size_bytes))
    href = reverse("file", args=[visit.order.id, milestone, file.sha256])
    return FileChip(said.words, href, size(file.size_bytes), note)
