"""What somebody shows of themselves: their profile, and pieces of their work. The tables; profiles.py and portfolio.py use
them. Everything here goes with the account."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from uuid_utils.compat import uuid7

LONGEST_HEADLINE = 100
LONGEST_PIECE_TITLE = 80
LONGEST_PIECE_LINE = 160
LONGEST_ALT = 250
"""Characters."""


class Profile(models.Model):
    """What somebody says of themselves. Whoever never wrote one has no row.

    `skills` is a list of words; `languages` a list of [code, level], with the levels of profiles.Level. `language` is the one
    that headline and text are written in. `is_public`: guests may see it too.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="profile"
    )
    headline = models.CharField(max_length=LONGEST_HEADLINE, blank=True, default="")
    about = models.TextField(blank=True, default="")
    language = models.CharField(max_length=12, blank=True, default="")
    skills = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    is_public = models.BooleanField(default=False)


class Piece(models.Model):
    """One piece of work in a portfolio. `place` orders the pieces of a person, `language` is that of its words, empty where the
    profile's holds. `picture` is the key of its files, `width` and `height` the pixels of the largest of them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pieces")
    place = models.PositiveIntegerField()
    title = models.CharField(max_length=LONGEST_PIECE_TITLE)
    line = models.CharField(max_length=LONGEST_PIECE_LINE, blank=True, default="")
    alt = models.CharField(max_length=LONGEST_ALT)
    year = models.PositiveSmallIntegerField(null=True)
    language = models.CharField(max_length=12, blank=True, default="")
    picture = models.CharField(max_length=33, unique=True)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "place", "id"], name="people_piece_of_person")]
