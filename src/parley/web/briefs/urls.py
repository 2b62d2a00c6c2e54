"""The addresses of the briefs."""

from __future__ import annotations

from django.urls import path

from parley.web.briefs.acts import appeal_brief, close_brief, delete_brief, renew_brief
from parley.web.briefs.brief import brief_page
from parley.web.briefs.briefs import briefs
from parley.web.briefs.feeds import briefs_feed, briefs_feed_of, briefs_of_the_day_feed
from parley.web.briefs.mine import mine
from parley.web.briefs.moderate import moderate
from parley.web.briefs.moderation import moderation
from parley.web.briefs.write import edit_brief, new_brief

OF_BRIEF = "briefs/<uuid:brief_id>"

urlpatterns = [
    path("briefs", briefs, name="briefs"),
    path("briefs/new", new_brief, name="new_brief"),
    path("briefs/mine", mine, name="own_briefs"),
    path("briefs/feed.atom", briefs_feed, name="briefs_feed"),
    path("briefs/of-the-day.atom", briefs_of_the_day_feed, name="briefs_of_the_day_feed"),
    path("briefs/<str:language>/feed.atom", briefs_feed_of, name="briefs_feed_of"),
    path(OF_BRIEF, brief_page, name="brief_page"),
    path(OF_BRIEF + "/edit", edit_brief, name="edit_brief"),
    path(OF_BRIEF + "/appeal", appeal_brief, name="appeal_brief"),
    path(OF_BRIEF + "/close", close_brief, name="close_brief"),
    path(OF_BRIEF + "/renew", renew_brief, name="renew_brief"),
    path(OF_BRIEF + "/delete", delete_brief, name="delete_brief"),
    path("moderation/briefs", moderation, name="moderation"),
    path("moderation/briefs/<uuid:brief_id>", moderate, name="moderate"),
]
