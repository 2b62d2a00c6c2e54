"""What the office keeps."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from parley.people.models import new_id

LONGEST_ABOUT = 80
"""Characters."""


class Kept(models.Model):
    """One thing that stands for the whole desk, by its name: what the desk is called, which doors are shut, what the last
    audit found. A handful of rows, read together."""

    name = models.CharField(max_length=40, primary_key=True)
    value = models.TextField()


class Announcement(models.Model):
    """What the desk tells everybody on every page, from one instant to another (UTC). `texts` are plain words by language."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    texts = models.JSONField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["ends_at"], name="office_announced", condition=models.Q(withdrawn_at__isnull=True))
        ]


class Act(models.Model):
    """Something that an operator did for the desk. Never changed; ids sort by the instant at which they were made.

    `kind` is a code of acts.Did, `about` an id, a code or a short name, as that kind says. `by` is empty once the account is
    gone: that something was done stays, by whom does not.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=32)
    about = models.CharField(max_length=LONGEST_ABOUT)


class CoachCount(models.Model):
    """How often the coach found something of a kind in a week, in drafts of a language. Of whom and in which words is kept
    nowhere. `week` is its Monday, in UTC."""

    pk = models.CompositePrimaryKey("week", "language", "label")
    week = models.DateField()
    language = models.CharField(max_length=12)
    label = models.CharField(max_length=32)
    count = models.PositiveIntegerField()
