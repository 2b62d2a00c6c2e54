"""The addresses of organisations."""

from __future__ import annotations

from django.urls import path

from parley.web.organisations.invite import invite
from parley.web.organisations.joining import join, link
from parley.web.organisations.leaving import leave
from parley.web.organisations.member import member
from parley.web.organisations.organisation import organisation
from parley.web.organisations.write import edit, new

OF_ONE = "organisations/<uuid:organisation_id>"

urlpatterns = [
    path("organisations/new", new, name="new_organisation"),
    path("organisations/invitations/<str:token>", link, name="organisation_link"),
    path("organisations/members/<uuid:membership_id>", member, name="organisation_member"),
    path(OF_ONE, organisation, name="organisation"),
    path(OF_ONE + "/edit", edit, name="edit_organisation"),
    path(OF_ONE + "/invite", invite, name="invite_to_organisation"),
    path(OF_ONE + "/join", join, name="join_organisation"),
    path(OF_ONE + "/leave", leave, name="leave_organisation"),
]
