"""People and how they come in. What belongs to an order is not here, except who was invited to it."""

from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from parley.people.departures import Departure, LegalHold, Parting
from parley.people.lookalikes import LONGEST_LOOK, look_of
from parley.people.names import LONGEST_NAME, LONGEST_ORGANISATION
from parley.people.organisation_tables import MemberRole, Membership, Organisation, OrganisationInvitation
from parley.people.shown import Piece, Profile

__all__ = [
    "CacheEntry", "Departure", "FirstOperatorLink", "Invitation", "LegalHold", "MemberRole", "Membership", "Organisation",
    "OrganisationInvitation", "Parting", "Person", "Piece", "PolicyVersion", "Profile", "Theme", "WrittenPolicy", "new_id",
]  # fmt: skip

LONGEST_POLICY_NAME = 40
LONGEST_POLICY_TITLE = 60
"""Characters."""


def new_id() -> UUID:
    """A UUIDv7: ids made later sort later, so that indexes grow at one end."""
    return uuid7()


class Theme(models.TextChoices):
    SYSTEM = "system", _("As my device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class People(BaseUserManager["Person"]):
    """All people. A mail address finds its person however it is capitalised."""

    def get_by_natural_key(self, email: str | None) -> "Person":
        return self.get(email=(email or "").lower())

    def with_email(self, email: str) -> "Person | None":
        return self.filter(email=email.strip().lower()).first()

    def operators(self) -> "models.QuerySet[Person]":
        return self.filter(is_operator=True, is_active=True)

    def mediators(self) -> "models.QuerySet[Person]":
        """Those who mediate on this desk; where nobody was named, its operators."""
        named = self.filter(is_mediator=True, is_active=True)
        return named if named.exists() else self.operators()


class Person(AbstractBaseUser):
    """Somebody with an account. One person may be a client in one order and a freelancer in the next."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(_("mail address"), unique=True)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    # What the name looks like (people.lookalikes), to find others that are easily taken for it. Kept by `save`.
    look = models.CharField(max_length=LONGEST_LOOK, blank=True, default="", editable=False)
    # As the person writes it; people.organisations says which names are one. Empty for none.
    organisation = models.CharField(_("organisation"), max_length=LONGEST_ORGANISATION, blank=True, default="")
    language = models.CharField(_("language"), max_length=12, default="en")
    zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    theme = models.CharField(_("colours"), max_length=8, choices=Theme.choices, default=Theme.SYSTEM)
    # Whether drafts are read by the coach: off means no requests, no findings, nothing to read once more.
    wants_coach = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    is_mediator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[People] = People()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="people_person_one_per_address")]
        indexes: ClassVar = [models.Index(fields=["look"], name="people_person_look")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        self.look = look_of(self.name)
        fields = kwargs.get("update_fields")
        if fields is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "look"}
        super().save(*args, **kwargs)

    @property
    def joined_at(self) -> datetime:
        """When the account was made, to the millisecond, in UTC: a UUIDv7 begins with its instant."""
        return datetime.fromtimestamp((self.id.int >> 80) / 1000, UTC)

    @property
    def may_mediate(self) -> bool:
        return self.is_active and (self.is_mediator or self.is_operator)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class Invitation(models.Model):
    """A link by which somebody without an account can read an offer and take their role in it.

    At most one for a role of an order: inviting again replaces the earlier link. Only a hash of the link's token is kept.
    """

    pk = models.CompositePrimaryKey("order_id", "role")
    order_id = models.UUIDField()
    role = models.CharField(max_length=16)
    email = models.EmailField()
    language = models.CharField(max_length=12)
    # Indexed, not unique: a unique key without the order would tie all orders to one machine, and 256 random bits do not meet.
    token_hash = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["email"], name="people_invitation_email")]

    def is_open(self, at: datetime) -> bool:
        return self.used_at is None and at < self.expires_at


class FirstOperatorLink(models.Model):
    """The one-time link that makes the first operator of an installation. Only a hash of its token is kept."""

    token_hash = models.CharField(max_length=64, primary_key=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class WrittenPolicy(models.Model):
    """A way of working that an operator of this installation wrote. Offers freeze what they are made with, so neither a new
    version nor retiring it changes any order.

    `started_from` is the ready-made policy it is compared with.
    """

    name = models.SlugField(max_length=LONGEST_POLICY_NAME, primary_key=True)
    started_from = models.SlugField(max_length=LONGEST_POLICY_NAME)
    retired_at = models.DateTimeField(null=True)


class PolicyVersion(models.Model):
    """What a written policy set from `written_at` on: its title, and every provision as a plain value. Never changed."""

    pk = models.CompositePrimaryKey("policy_id", "number")
    policy = models.ForeignKey(WrittenPolicy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=LONGEST_POLICY_TITLE)
    provisions = models.JSONField()
    written_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()


class CacheEntry(models.Model):
    """A row of Django's database cache, which counts how often somebody tried. Here so that migrations make the table."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)


class PublishedFigures(models.Model):
    """Figures about all orders that are counted a piece at a time: what is published, and where the next count stands. They
    name nobody. `turn` grows with every step, so that two who count at once do not undo each other."""

    name = models.CharField(max_length=40, primary_key=True)
    body = models.TextField()
    turn = models.BigIntegerField()
