"""Who left, what of theirs still waits, and who may not be erased yet. The tables; leaving.py and holds.py use them.

A person is known here by their id alone: the account itself is deleted when somebody leaves, and these rows outlive it.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from uuid_utils.compat import uuid7


class Departure(models.Model):
    """Somebody who left. Their account is gone; name and address are kept only until nothing of theirs waits any more, and
    then emptied. What stays is that somebody of this id left, and when.

    `searched_to` is how far the orders were searched for what they did for the desk; `searched_at` is when that was through.
    """

    person_id = models.UUIDField(primary_key=True)
    name = models.TextField()
    email = models.TextField()
    language = models.CharField(max_length=12)
    asked_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    searched_to = models.UUIDField(null=True)
    searched_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)


class Parting(models.Model):
    """One order of somebody who left, in which they wrote something. `is_party` is false for what they did for the desk.

    `told_at` is when the other side heard of it; `emptied_at` when their words and files went.
    """

    pk = models.CompositePrimaryKey("order_id", "person_id")
    order_id = models.UUIDField()
    person_id = models.UUIDField()
    is_party = models.BooleanField()
    told_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person_id", "order_id"], name="people_parting_person"),
        ]


class LegalHold(models.Model):
    """Until when nothing of somebody, and nothing of their orders, may be erased. `reason` is for operators alone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person_id = models.UUIDField(db_index=True)
    reason = models.TextField()
    placed_at = models.DateTimeField()
    until = models.DateTimeField()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    lifted_at = models.DateTimeField(null=True)
