"""Pieces of work through their forms, and the pictures as they are served."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.urls import reverse
from PIL import Image

from parley.people import portfolio
from parley.people.picture_files import Kept, is_there
from parley.people.portfolio import pieces_of
from tests.web.people import Visitor
from tests.web.pictures import drawn, png_head, shown_by, upload
from tests.web.reading import read

AT, NEW = "/me/profile/portfolio", "/me/profile/portfolio/new"
WORDS: dict[str, object] = {
    "title": "A map of the harbour",
    "alt": "Three yellow boats",
    "line": "In ink",
    "year": "2024",
}


def send(one: Visitor, **typed: object) -> HttpResponse:
    return one.fill_in(one.look(NEW), NEW, WORDS | {"picture": upload()} | typed)


def titles(one: Visitor) -> list[str]:
    return [piece.title for piece in pieces_of(UUID(one.id))]


def test_a_piece_is_shown_with_its_picture_in_its_place(ana: Visitor, eva: Visitor) -> None:
    assert NEW in ana.look(AT).links
    answer = send(ana, picture=upload(drawn(1600, 1200, "JPEG")))
    assert (answer.status_code, answer.headers["Location"]) == (303, AT)
    page = eva.get(reverse("person", args=[ana.id])).content.decode()
    [piece] = pieces_of(UUID(ana.id))
    at = f"/people/{ana.id}/portfolio/{piece.id}"
    assert f'src="{at}/640.webp"' in page
    assert f"{at}/320.webp 320w, {at}/640.webp 640w, {at}/1280.webp 1280w" in page
    assert 'width="640" height="480" alt="Three yellow boats"' in page
    for words in ("A map of the harbour", "In ink", "2024"):
        assert words in page


def test_a_picture_is_served_as_what_it_is_and_nothing_else(ana: Visitor, eva: Visitor) -> None:
    piece = shown_by(ana)
    at = reverse("picture", args=[ana.id, piece.id, 320])
    answer = eva.get(at)
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "private, max-age=86400, immutable"
    assert Image.open(BytesIO(answer.content)).size == (320, 240)
    for width in (0, 321, 1280, 10**30):
        eva.get(at.replace("320.webp", f"{width}.webp"), 404)
    eva.get(at.replace(str(piece.id), str(uuid4())), 404)
    eva.get(at.replace(str(ana.id), str(eva.id)), 404)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "An SVG drawing cannot be shown here"),
        (b"GIF89a and so on", "Choose a picture: a JPEG, PNG or WebP file."),
        (png_head(50_000, 50_000), "This picture is too large: at most 12 million pixels fit."),
    ],
)
def test_what_is_no_picture_is_refused_and_the_words_stay(ana: Visitor, content: bytes, says: str) -> None:
    answer = send(ana, picture=upload(content))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert "Three yellow boats" in page
    assert titles(ana) == []


def test_without_a_picture_one_is_asked_for(ana: Visitor) -> None:
    answer = ana.post(NEW, **WORDS)
    assert answer.status_code == 422
    assert "Choose a picture." in answer.content.decode()


def test_a_picture_that_has_arrived_need_not_be_chosen_again(ana: Visitor, eva: Visitor) -> None:
    answer = send(ana, alt="", year="next")
    assert answer.status_code == 422
    page = read(answer)
    assert "Your picture has arrived." in page.text
    assert "Say what can be seen." in page.text
    assert "Write a year from 1950" in page.text
    filled = page.form(NEW).filled({"alt": "Three boats", "year": ""})
    filled.pop("picture", None)
    assert eva.client.post(NEW, filled).status_code == 422, "it is nobody else's"
    assert ana.client.post(NEW, filled).status_code == 303
    assert ana.client.post(NEW, filled).status_code == 303, "the same form again is the same piece"
    assert titles(ana) == ["A map of the harbour"]
    assert ana.client.post(NEW, filled | {"piece_id": str(uuid4())}).status_code == 422, "and not another one"
    assert ana.client.post(NEW, filled | {"kept": "made-up"}).status_code == 422
    assert titles(ana) == ["A map of the harbour"]


def test_the_words_change_and_move_and_go(ana: Visitor, eva: Visitor) -> None:
    first, second = shown_by(ana, "First"), shown_by(ana, "Second")
    of_second = f"{AT}/{second.id}"
    page = ana.look(AT)
    assert ana.send(page, f"{of_second}/move", press=("way", "up")).status_code == 303
    assert titles(ana) == ["Second", "First"]
    for who, status in ((eva, 404), (ana, 200)):
        who.get(of_second, status)
        who.get(f"{of_second}/delete", status)
    assert eva.post(f"{of_second}/move", way="down").status_code == 404
    assert eva.post(f"{of_second}/delete").status_code == 404
    assert ana.fill_in(ana.look(of_second), of_second, {"title": ""}).status_code == 422
    assert ana.fill_in(ana.look(of_second), of_second, {"title": "Renamed"}).status_code == 303
    assert titles(ana) == ["Renamed", "First"]
    asked = ana.look(f"{of_second}/delete")
    assert "its picture is erased here" in asked.text
    assert titles(ana) == ["Renamed", "First"]
    assert ana.send(asked, f"{of_second}/delete").status_code == 303
    assert titles(ana) == ["First"]
    assert not is_there(Kept(second.picture, second.width, second.height))
    assert is_there(Kept(first.picture, first.width, first.height))


def test_a_full_portfolio_says_so(ana: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio, "MOST_PIECES", 1)
    shown_by(ana)
    answer = ana.get(NEW, 302)
    assert answer.headers["Location"] == AT
    assert "You show 1 pieces already" in ana.look(AT).text or "as many as fit" in ana.look(AT).text
    assert ana.client.post(NEW, WORDS | {"picture": upload()}).status_code == 422


def test_too_many_pictures_are_too_many_and_the_words_stay(ana: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parley.web.people.piece.PICTURES_A_MINUTE", 1)
    assert send(ana).status_code == 303
    answer = send(ana)
    assert answer.status_code == 422
    assert "many pictures at once" in answer.content.decode()
    assert "Three yellow boats" in answer.content.decode()
