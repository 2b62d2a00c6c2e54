"""A service as it is kept: what its owner typed last, and what is shown."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from parley.people.models import Person, new_id

LONGEST_TITLE = 100
LONGEST_NAME = 40
LONGEST_TAG = 30
"""Characters."""


class Stage(models.TextChoices):
    """Where a service stands: written, shown to everybody, taken back for a while by its owner, or taken away by the desk."""

    DRAFT = "draft"
    LISTED = "listed"
    PAUSED = "paused"
    REMOVED = "removed"


class Service(models.Model):
    """What a freelancer offers to anybody. What is shown lies in the columns and in packages and extras; `version` counts how
    often that was published, from 1 on.

    `typed` is what the owner is still writing, field by field as it was typed; empty when nothing has been typed since the last
    publishing. `stage_before` is where a removed service goes when it is put back. `listed_at` is when it was first published
    (UTC) and never moves, so that editing is no way to the top.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.DRAFT)
    typed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=12, default="")
    trade = models.CharField(max_length=16, default="")
    title = models.CharField(max_length=LONGEST_TITLE, default="")
    summary = models.TextField(default="")
    tags = models.JSONField(default=list)
    currency = models.CharField(max_length=3, default="")
    listed_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    stage_before = models.CharField(max_length=8, default="")
    removed_at = models.DateTimeField(null=True)
    removed_because = models.TextField(default="")
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["stage", "-listed_at", "-id"], name="storefront_newest"),
            models.Index(fields=["owner", "-changed_at"], name="storefront_of_owner"),
        ]

    @property
    def is_listed(self) -> bool:
        return self.stage == Stage.LISTED

    @property
    def was_published(self) -> bool:
        return self.version > 0

    def is_of(self, person: Person | None) -> bool:
        return person is not None and self.owner_id == person.id


class Package(models.Model):
    """One way to buy a service. `items` are the parts of the work: what, how one sees that it is done, minutes of effort."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="packages")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    amount_minor = models.BigIntegerField()
    delivery_days = models.PositiveSmallIntegerField()
    rounds = models.PositiveSmallIntegerField()
    items = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["service", "number"], name="storefront_package_number")
        ]


class Extra(models.Model):
    """Something that can be had with any package. `delivery_days` come on top of the package's."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="extras")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    test = models.TextField()
    amount_minor = models.BigIntegerField()
    delivery_days = models.PositiveSmallIntegerField()
    effort_minutes = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["service", "number"], name="storefront_extra_number")]
