"""The addresses of the coach."""

from __future__ import annotations

from django.urls import path

from parley.web.coach.coach import coach
from parley.web.coach.translation import translation

urlpatterns = [
    path("orders/<uuid:order_id>/coach", coach, name="coach"),
    path("coach/translation", translation, name="coach_translation"),
]
