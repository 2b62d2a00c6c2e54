"""The addresses of the help. What is no article stands before the articles."""

from __future__ import annotations

from django.urls import path

from parley.web.help.article import article
from parley.web.help.contact import help_contact
from parley.web.help.help import help_centre
from parley.web.help.request import help_request
from parley.web.help.requests import help_requests
from parley.web.help.vote import help_vote
from parley.web.help.votes import help_votes

urlpatterns = [
    path("help", help_centre, name="help"),
    path("help/contact", help_contact, name="help_contact"),
    path("help/requests", help_requests, name="help_requests"),
    path("help/requests/<uuid:request_id>", help_request, name="help_request"),
    path("help/votes", help_votes, name="help_votes"),
    path("help/<slug:slug>", article, name="help_article"),
    path("help/<slug:slug>/vote", help_vote, name="help_vote"),
]
