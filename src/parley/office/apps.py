"""The office as a Django app."""

from django.apps import AppConfig


class OfficeApp(AppConfig):
    name = "parley.office"
    label = "office"
    verbose_name = "Office"
