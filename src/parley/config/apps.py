"""Makes Django load the checks of the settings."""

from django.apps import AppConfig

from parley.config import checks  # noqa: F401  (registers itself)


class ConfigApp(AppConfig):
    name = "parley.config"
    label = "config"
    verbose_name = "Parley's settings"
