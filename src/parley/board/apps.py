"""The board as a Django app."""

from django.apps import AppConfig


class BoardApp(AppConfig):
    name = "parley.board"
    label = "board"
    verbose_name = "Briefs"
