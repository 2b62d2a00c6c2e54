"""The addresses of people: their page, its pictures, and the pages on which one fills one's own."""

from __future__ import annotations

from django.urls import path

from parley.web.people.person import person
from parley.web.people.picture import picture
from parley.web.people.piece import delete_piece, edit_piece, move_piece, new_piece
from parley.web.people.portfolio import portfolio
from parley.web.people.profile import profile

OF_PIECE = "me/profile/portfolio/<uuid:piece_id>"

urlpatterns = [
    path("people/<uuid:person_id>", person, name="person"),
    path("people/<uuid:person_id>/portfolio/<uuid:piece_id>/<int:width>.webp", picture, name="picture"),
    path("me/profile", profile, name="profile"),
    path("me/profile/portfolio", portfolio, name="portfolio"),
    path("me/profile/portfolio/new", new_piece, name="new_piece"),
    path(OF_PIECE, edit_piece, name="edit_piece"),
    path(OF_PIECE + "/move", move_piece, name="move_piece"),
    path(OF_PIECE + "/delete", delete_piece, name="delete_piece"),
]
