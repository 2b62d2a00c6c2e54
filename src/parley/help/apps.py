"""The help centre as a Django app: votes and questions."""

from django.apps import AppConfig


class HelpApp(AppConfig):
    name = "parley.help"
    label = "help"
    verbose_name = "Help"
