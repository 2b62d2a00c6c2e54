"""What readers leave in the help centre: whether an article was useful, and what they still ask."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from uuid_utils.compat import uuid7

LONGEST_SLUG = 60
LONGEST_QUESTION = 4_000
LONGEST_ANSWER = 4_000
"""Characters."""


class Vote(models.Model):
    """Whether somebody found an article useful, in the language they read it in. Either `person` or `browser` is there: a
    browser is the hash of a random word that it was given."""

    article = models.CharField(max_length=LONGEST_SLUG)
    language = models.CharField(max_length=12)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    browser = models.CharField(max_length=64, blank=True, default="")
    is_useful = models.BooleanField()
    voted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["article", "language", "person"],
                condition=models.Q(person__isnull=False),
                name="help_vote_one_per_person",
            ),
            models.UniqueConstraint(
                fields=["article", "language", "browser"],
                condition=~models.Q(browser=""),
                name="help_vote_one_per_browser",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) ^ ~models.Q(browser=""), name="help_vote_of_one_of_the_two"
            ),
        ]


class Tally(models.Model):
    """How many found an article useful in a language, and how many did not. Kept beside the votes, so that a page needs no
    count; it names nobody, and stays when a person and their vote are gone."""

    pk = models.CompositePrimaryKey("article", "language")
    article = models.CharField(max_length=LONGEST_SLUG)
    language = models.CharField(max_length=12)
    useful = models.PositiveIntegerField(default=0)
    not_useful = models.PositiveIntegerField(default=0)


class HelpRequest(models.Model):
    """A question to the operators, with the article and the order that it came from. `email` is of somebody without an
    account. An answer is kept until whoever wrote it, or whoever asked, is gone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(blank=True, default="")
    language = models.CharField(max_length=12)
    article = models.CharField(max_length=LONGEST_SLUG, blank=True, default="")
    order_id = models.UUIDField(null=True)
    question = models.TextField(max_length=LONGEST_QUESTION)
    asked_at = models.DateTimeField()
    answer = models.TextField(max_length=LONGEST_ANSWER, blank=True, default="")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            # The operators' list: what waits first, the newest in front.
            models.Index(fields=["answered_at", "-id"], name="help_request_waiting"),
            models.Index(fields=["person", "-id"], name="help_request_of_person"),
            models.Index(fields=["email"], name="help_request_email"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) ^ ~models.Q(email=""), name="help_request_of_one_of_the_two"
            )
        ]
