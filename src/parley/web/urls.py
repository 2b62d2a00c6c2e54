"""The addresses of the pages about orders and everything around them; accounts have their own (accounts/urls.py)."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
