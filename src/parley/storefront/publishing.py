"""A service from its draft to everybody's eyes, and back. Each change stands in one transaction with what is found of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parley.people.models import Person
from parley.search.entries import forget, put, remove
from parley.storefront.content import Content, body_of, content_of, rows_of
from parley.storefront.models import Extra, Package, Service, Stage
from parley.storefront.screening import clean_text, is_twice

KIND = "service"
"""What services are called in the search."""
MOST_LISTED = 50
"""Services of one person that are shown at a time."""
MOST_NEW_A_DAY = 10
"""Services of one person that are published for the first time within 24 hours."""
MOST_KEPT = 100
"""Services of one person of any stage, drafts among them."""
LONGEST_REASON = 1_000


def keep_draft(owner: Person, service_id: UUID, typed: Mapping[str, str], at: datetime) -> Service:
    """Keep everything that was typed, right or wrong; nobody else sees it. `service_id` is made by the form, so that the same
    form sent twice is one draft. Raises ValidationError for one service too many."""
    with transaction.atomic():
        service = _own(owner, service_id, at)
        service.typed = dict(typed)
        service.changed_at = at
        service.save()
    return service


def publish(owner: Person, service_id: UUID, content: Content, at: datetime) -> Service:
    """Show this content to everybody from now on, in place of what was shown before. Raises ValidationError where a limit, the
    desk or another service of the same person is in the way; then nothing has changed.

    A service that its owner paused is shown again by this.
    """
    with transaction.atomic():
        service = _own(owner, service_id, at)
        if service.stage == Stage.REMOVED:
            raise ValidationError(
                _("The desk has taken this service away. It can be published again once it is put back."),
                code="service.removed",
            )
        _make_sure_there_is_room(owner, service, at)
        _make_sure_it_is_new(owner, service, content)
        _write(service, content, at)
        service.stage = Stage.LISTED
        service.save()
        _let_be_found(service, content)
    return service


def pause(service: Service, at: datetime) -> None:
    """Show it to nobody until it is resumed. Orders that were made from it go on as they are."""
    with transaction.atomic():
        changed = Service.objects.filter(id=service.id, stage=Stage.LISTED).update(stage=Stage.PAUSED, changed_at=at)
        if changed:
            remove(KIND, [service.id])


def resume(owner: Person, service: Service, at: datetime) -> None:
    """Show it again. Raises ValidationError when there is no room for it."""
    with transaction.atomic():
        locked = _own(owner, service.id, at)
        if locked.stage != Stage.PAUSED:
            return
        _make_sure_there_is_room(owner, locked, at)
        _list(locked, at)


def delete_draft(service: Service) -> None:
    """Throw a draft away that was never published."""
    Service.objects.filter(id=service.id, stage=Stage.DRAFT).delete()


def take_away(service: Service, operator: Person, reason: str, at: datetime) -> None:
    """Show it to nobody, for a reason that its owner reads. Raises ValidationError without a reason."""
    because = clean_text(reason)
    if not because:
        raise ValidationError(_("Write the reason. The owner reads it."), code="reason.empty")
    with transaction.atomic():
        locked = Service.objects.select_for_update().get(id=service.id)
        if locked.stage not in (Stage.LISTED, Stage.PAUSED):
            return
        locked.stage_before, locked.stage = locked.stage, Stage.REMOVED
        locked.removed_at, locked.removed_by, locked.removed_because = at, operator, because[:LONGEST_REASON]
        locked.save()
        remove(KIND, [locked.id])


def put_back(service: Service, at: datetime) -> None:
    """Where it was before the desk took it away; what was said of it goes."""
    with transaction.atomic():
        locked = Service.objects.select_for_update().get(id=service.id)
        if locked.stage != Stage.REMOVED:
            return
        stage, locked.stage_before = locked.stage_before, ""
        locked.removed_at, locked.removed_by, locked.removed_because = None, None, ""
        locked.stage = Stage.PAUSED
        locked.save()
        if stage == Stage.LISTED:
            _list(locked, at)


def erase_services_of(person: Person) -> int:
    """Erase the services of somebody who leaves, and everything by which they were found. How many."""
    with transaction.atomic():
        ids = list(Service.objects.filter(owner=person).values_list("id", flat=True))
        forget(KIND, ids)
        Service.objects.filter(removed_by=person).update(removed_because="", removed_by=None)
        Service.objects.filter(id__in=ids).delete()
    return len(ids)


def _own(owner: Person, service_id: UUID, at: datetime) -> Service:
    """The service of this id, locked; a new one when there is none. Limits are counted while the owner's row is locked too."""
    Person.objects.select_for_update().get(id=owner.id)
    service = Service.objects.select_for_update().filter(id=service_id).first()
    if service is None:
        if Service.objects.filter(owner=owner).count() >= MOST_KEPT:
            raise ValidationError(
                _("You have %(most)d services, and no more are kept. Delete a draft first."),
                code="service.too_many",
                params={"most": MOST_KEPT},
            )
        return Service(id=service_id, owner=owner, changed_at=at)
    if not service.is_of(owner):
        raise ValidationError(_("This form has expired. Open it again."), code="service.not_yours")
    return service


def _make_sure_there_is_room(owner: Person, service: Service, at: datetime) -> None:
    others = Service.objects.filter(owner=owner).exclude(id=service.id)
    if others.filter(stage=Stage.LISTED).count() >= MOST_LISTED:
        raise ValidationError(
            _("%(most)d of your services are shown already, which is the most for one person. Pause one first."),
            code="service.listed_too_many",
            params={"most": MOST_LISTED},
        )
    if service.was_published:
        return
    if others.filter(listed_at__gt=at - timedelta(days=1)).count() >= MOST_NEW_A_DAY:
        raise ValidationError(
            _("You have published %(most)d new services within a day, which is the most. Keep this one as a draft, and "
              "publish it tomorrow."),
            code="service.new_too_many",
            params={"most": MOST_NEW_A_DAY},
        )  # fmt: skip


def _make_sure_it_is_new(owner: Person, service: Service, content: Content) -> None:
    others = Service.objects.filter(owner=owner, version__gt=0).exclude(id=service.id)
    if is_twice(content, others.values_list("title", "summary")):
        raise ValidationError(
            _("You have a service with these words already. Change that one, or say what is different here."),
            code="service.twice",
        )


def _write(service: Service, content: Content, at: datetime) -> None:
    service.language, service.trade, service.currency = content.language, content.trade, content.currency
    service.title, service.summary, service.tags = content.title, content.summary, list(content.tags)
    service.typed = {}
    service.version += 1
    service.changed_at = at
    service.listed_at = service.listed_at or at
    service.save()
    packages, extras = rows_of(service, content)
    Package.objects.filter(service=service).delete()
    Extra.objects.filter(service=service).delete()
    Package.objects.bulk_create(packages)
    Extra.objects.bulk_create(extras)


def _list(service: Service, at: datetime) -> None:
    service.stage, service.changed_at = Stage.LISTED, at
    service.save()
    _let_be_found(service, content_of(service))


def _let_be_found(service: Service, content: Content) -> None:
    if service.listed_at is not None:
        put(KIND, service.id, content.language, content.title, body_of(content), service.listed_at)
