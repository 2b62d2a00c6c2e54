"""The addresses of the policies' pages."""

from __future__ import annotations

from django.urls import path

from parley.web.policies.edit import edit
from parley.web.policies.new import new
from parley.web.policies.policies import policies
from parley.web.policies.policy import policy
from parley.web.policies.retire import retire, unretire

urlpatterns = [
    path("policies", policies, name="policies"),
    path("policies/new", new, name="new_policy"),
    path("policies/<slug:name>", policy, name="policy"),
    path("policies/<slug:name>/edit", edit, name="edit_policy"),
    path("policies/<slug:name>/retire", retire, name="retire_policy"),
    path("policies/<slug:name>/unretire", unretire, name="unretire_policy"),
]
