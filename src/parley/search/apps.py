"""What is searched, as a Django app."""

from django.apps import AppConfig


class SearchApp(AppConfig):
    name = "parley.search"
    label = "search"
    verbose_name = "Search"
