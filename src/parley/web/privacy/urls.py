"""The addresses of the pages about a person's own data."""

from __future__ import annotations

from django.urls import path

from parley.web.privacy.holds import holds, lift_hold
from parley.web.privacy.leave import leave, left
from parley.web.privacy.my_data import my_data, take_my_data

urlpatterns = [
    path("me/data", my_data, name="my_data"),
    path("me/data/take", take_my_data, name="take_my_data"),
    path("me/leave", leave, name="leave"),
    path("left", left, name="left"),
    path("holds", holds, name="holds"),
    path("holds/lift", lift_hold, name="lift_hold"),
]
