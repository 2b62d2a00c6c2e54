"""The people as a Django app."""

from django.apps import AppConfig


class PeopleApp(AppConfig):
    name = "parley.people"
    label = "people"
    verbose_name = "People"
