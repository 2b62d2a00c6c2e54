"""A brief as it is kept: what its author typed last, what was posted, what the screen read in it, what people said of it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from parley.people.models import Person, new_id

LONGEST_TITLE = 100
LONGEST_TEXT = 4_000
LONGEST_RESULT = 500
LONGEST_WORDS = 1_000
"""Characters; the last is for appeals and for what an operator says."""


class Stage(models.TextChoices):
    """Where a brief stands. An expired one is published still: that its time is over is a question of the instant."""

    DRAFT = "draft"
    WAITING = "waiting"
    PUBLISHED = "published"
    BLOCKED = "blocked"
    CLOSED = "closed"
    ANSWERED = "answered"


class Brief(models.Model):
    """What a client wants done. The columns hold what was posted last; `version` counts how often that was done, from 1 on.

    `typed` is what the author is still writing, field by field; empty when nothing was typed since the last posting. `reasons`
    are what was read in this version: lists of code, where, start, end. `read_with` names the screen that read it. `allowed`
    is the version that an operator allowed, 0 for none; `was_refused` says that one was refused, so that the next is
    looked at by a person too. Sums are minor units of `currency`. Instants are UTC; `waiting_since` is when it came into the
    queue.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.DRAFT)
    typed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=12, default="")
    trade = models.CharField(max_length=16, default="")
    title = models.CharField(max_length=LONGEST_TITLE, default="")
    text = models.TextField(default="")
    result = models.TextField(default="")
    wanted_by = models.DateField(null=True)
    currency = models.CharField(max_length=3, default="")
    least_minor = models.BigIntegerField(null=True)
    most_minor = models.BigIntegerField(null=True)
    reasons = models.JSONField(default=list)
    read_with = models.CharField(max_length=32, default="")
    allowed = models.PositiveIntegerField(default=0)
    was_refused = models.BooleanField(default=False)
    first_posted_at = models.DateTimeField(null=True)
    waiting_since = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["stage", "-published_at", "-id"], name="board_newest"),
            models.Index(fields=["stage", "waiting_since", "id"], name="board_queue"),
            models.Index(fields=["author", "-changed_at"], name="board_of_author"),
        ]

    def is_of(self, person: Person | None) -> bool:
        return person is not None and self.author_id == person.id

    def is_expired(self, at: datetime) -> bool:
        return self.stage == Stage.PUBLISHED and self.expires_at is not None and self.expires_at <= at

    def is_open(self, at: datetime) -> bool:
        """Whether everybody may read and answer it."""
        return self.stage == Stage.PUBLISHED and not self.is_expired(at)


class Likeness(models.Model):
    """A number that briefs of nearly the same words have in common (likeness.py)."""

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="likenesses")
    place = models.PositiveSmallIntegerField()
    value = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["place", "value"], name="board_likeness_value")]


class Appeal(models.Model):
    """What the author says against a block: once for each version."""

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="appeals")
    version = models.PositiveIntegerField()
    words = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["brief", "version"], name="board_appeal_once")]


class Ruling(models.Model):
    """What an operator decided of a version, and why."""

    class Kind(models.TextChoices):
        ALLOWED = "allowed"
        REFUSED = "refused"
        TAKEN_AWAY = "taken_away"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="rulings")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()


class BriefAnswer(models.Model):
    """An offer that answers a brief; the order of this id holds it. `is_open` while that offer may still be accepted."""

    order_id = models.UUIDField(primary_key=True)
    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="answers")
    freelancer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_open = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["brief", "freelancer"], condition=models.Q(is_open=True), name="board_one_open_answer"
            )
        ]


class BriefOfTheDay(models.Model):
    """The brief that was chosen for a day. The row stays when the brief is gone, so that no second is chosen."""

    day = models.DateField(primary_key=True)
    brief = models.ForeignKey(Brief, null=True, on_delete=models.SET_NULL, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["brief"], name="board_day_of_brief")]
