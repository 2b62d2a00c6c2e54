"""What can be found: one row for each thing that somebody may look for, with its words as stems."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

LONGEST_KIND = 16
"""Characters of a kind: lower-case letters a to z."""


class Entry(models.Model):
    """One thing that is found by its words. `kind` and `key` name it for its own room; `id` grows with the instant of the
    thing, so that newest first is the order of the ids, on both databases.

    `title_stems` and `body_stems` are marked stems (search.stems) with a blank between them. On SQLite an index of whole words
    lies beside the table, on PostgreSQL two columns that the database makes itself; the first migration has both.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=LONGEST_KIND)
    key = models.UUIDField()
    language = models.CharField(max_length=12)
    title_stems = models.TextField()
    body_stems = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="search_entry_of_a_thing")]
