"""Organisations that people work for together: the tables. organisation_members.py and organisation_invitations.py use them.

A membership goes with the account of its person, an invitation with the membership of whoever made it, an organisation with its
last member.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy
from uuid_utils.compat import uuid7

from parley.people.lookalikes import LONGEST_LOOK, look_of
from parley.people.names import LONGEST_ORGANISATION


class MemberRole(models.TextChoices):
    """What somebody may do in an organisation. An owner does everything; a manager invites and removes members."""

    OWNER = "owner", pgettext_lazy("role in an organisation", "Owner")
    MANAGER = "manager", pgettext_lazy("role in an organisation", "Manager")
    MEMBER = "member", pgettext_lazy("role in an organisation", "Member")


class Organisation(models.Model):
    """`name` is cleaned by people.organisations, and `language` is the one that name and text are written in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=LONGEST_ORGANISATION)
    # What the name looks like (people.lookalikes), to find others that are easily taken for it. Kept by `save`.
    look = models.CharField(max_length=LONGEST_LOOK, blank=True, default="", editable=False)
    about = models.TextField(blank=True, default="")
    language = models.CharField(max_length=12, blank=True, default="")
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["look"], name="people_organisation_look")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.look = look_of(self.name)
        fields = kwargs.get("update_fields")
        if fields is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "look"}
        super().save(*args, **kwargs)


class Membership(models.Model):
    """One person in one organisation, since `joined_at`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=8, choices=MemberRole.choices)
    joined_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "person"], name="people_membership_once")
        ]


class OrganisationInvitation(models.Model):
    """Asks somebody to become a member: whoever has `email` as their own address, or whoever opens a link with a token of which
    `token_hash` is kept. One of the two is empty. Deleted when it is used."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    by = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(blank=True, default="", db_index=True)
    token_hash = models.CharField(max_length=64, blank=True, default="", db_index=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "email"], condition=~Q(email=""), name="people_one_invitation_per_address"
            )
        ]
