"""What goes with somebody who leaves: their briefs, the words that they wrote as operators, and everything found by them."""

from __future__ import annotations

from django.db import transaction

from parley.board.models import Brief, Ruling
from parley.board.posting import KIND
from parley.people.models import Person
from parley.search.entries import forget


def erase_briefs_of(person: Person) -> int:
    """Erase the briefs of this person with all that was said of them. How many. Their answers go with the account."""
    with transaction.atomic():
        ids = list(Brief.objects.filter(author=person).values_list("id", flat=True))
        forget(KIND, ids)
        Brief.objects.filter(id__in=ids).delete()
        Ruling.objects.filter(made_by=person).update(words="", made_by=None)
    return len(ids)
