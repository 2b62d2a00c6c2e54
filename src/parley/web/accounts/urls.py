"""The addresses of accounts that are ours; django-allauth's are under /accounts/ (config/urls.py)."""

from django.urls import path

from parley.web.accounts.first_operator import first_operator, link
from parley.web.accounts.front import front
from parley.web.accounts.me import me
from parley.web.accounts.switch import language, theme
from parley.web.health import healthz, readyz

urlpatterns = [
    path("", front, name="home"),
    path("me", me, name="me"),
    path("language", language, name="language"),
    path("theme", theme, name="theme"),
    path("welcome/", first_operator, name="first_operator"),
    path("welcome/<str:token>", link, name="first_operator_link"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
