"""The addresses of what can be checked. The files are named as they are saved."""

from __future__ import annotations

from django.urls import path

from parley.web.evidence.evidence import evidence
from parley.web.evidence.files import daily_root, day_proof, verifier

urlpatterns = [
    path("evidence", evidence, name="evidence"),
    path("evidence/roots/<str:day>.json", daily_root, name="daily_root"),
    path("evidence/<str:name>.py", verifier, name="verifier"),
    path("orders/<uuid:order_id>/proof/<str:day>.json", day_proof, name="day_proof"),
]
