"""The store as a Django app: Django makes the tables, and hand-written statements fill and read them."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "parley.store"
    label = "store"
    verbose_name = "Orders"
