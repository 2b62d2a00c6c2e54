"""The services as a Django app."""

from django.apps import AppConfig


class StorefrontApp(AppConfig):
    name = "parley.storefront"
    label = "storefront"
    verbose_name = "Services"
