"""Pictures for a demo's portfolios: plain shapes, drawn by numbers that are always the same. Nobody is in them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import product
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 720
FINER = 2
"""Drawn so many times larger and then made small, which takes the stairs out of every slope."""

Draw = ImageDraw.ImageDraw
INK, PAPER, SEA, LEAF, CLAY, SUN = "#22303c", "#f6f0e2", "#2f6f7e", "#5d8a66", "#c4674a", "#eebb4d"


def draw(motif: str) -> bytes:
    """A picture as a PNG file; `motif` is a name of MOTIFS."""
    ground, make = MOTIFS[motif]
    image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), ground)
    make(ImageDraw.Draw(image), Random(motif))  # noqa: S311  a drawing, no secret
    out = BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.BOX).save(out, "PNG", compress_level=1)
    return out.getvalue()


def _at(*places: float) -> list[float]:
    return [place * FINER for place in places]


def _disc(draw: Draw, x: float, y: float, radius: float, fill: str) -> None:
    draw.ellipse(_at(x - radius, y - radius, x + radius, y + radius), fill=fill)


def _ring(draw: Draw, x: float, y: float, radius: float, colour: str, width: int) -> None:
    draw.ellipse(_at(x - radius, y - radius, x + radius, y + radius), outline=colour, width=width * FINER)


def _leaf(draw: Draw, x: float, y: float, size: float, turn: float, fill: str) -> None:
    """Two arcs that meet in points."""
    edge = []
    for side in (1, -1):
        for step in range(13) if side == 1 else range(12, -1, -1):
            along, across = (step / 12 - 0.5) * size, side * sin(pi * step / 12) * size / 5
            edge += _at(x + along * cos(turn) - across * sin(turn), y + along * sin(turn) + across * cos(turn))
    draw.polygon(edge, fill=fill)


def _wallpaper(draw: Draw, chance: Random) -> None:
    for row, column in product(range(7), range(9)):
        x, y = column * 120 + (row % 2) * 60, row * 120
        _leaf(draw, x, y, 96, pi / 4 + (row % 2) * pi / 2, chance.choice((LEAF, "#7fa37f", "#3f6d55")))
        _leaf(draw, x + 20, y - 18, 60, pi / 2.4, "#9db99a")
        _disc(draw, x + 58, y + 54, 13, chance.choice((CLAY, SUN)))


def _labels(draw: Draw, _chance: Random) -> None:
    for number, colour in enumerate((CLAY, LEAF, SEA, SUN)):
        left = 60 + number * 216
        draw.rounded_rectangle(
            _at(left, 110, left + 190, 610), 14 * FINER, fill="#fffdf6", outline=INK, width=2 * FINER
        )
        _disc(draw, left + 95, 250, 68, colour)
        for turn in range(6):
            angle = turn * pi / 3 + number / 2
            _leaf(draw, left + 95 + 38 * cos(angle), 250 + 38 * sin(angle), 58, angle, "#fffdf6")
        for line, length in enumerate((130, 90, 110)):
            top = 400 + line * 46
            draw.rectangle(
                _at(left + 95 - length / 2, top, left + 95 + length / 2, top + (14 if line else 22)), fill=INK
            )


def _box(draw: Draw, _chance: Random) -> None:
    draw.polygon(_at(480, 130, 780, 260, 480, 400, 180, 260), fill="#e8c98c")
    draw.polygon(_at(180, 260, 480, 400, 480, 650, 180, 500), fill="#c99a55")
    draw.polygon(_at(780, 260, 480, 400, 480, 650, 780, 500), fill="#b2833f")
    draw.polygon(_at(300, 208, 340, 190, 640, 322, 600, 342), fill=CLAY)
    draw.polygon(_at(600, 342, 640, 322, 640, 572, 600, 592), fill="#9c4c34")
    _leaf(draw, 320, 430, 130, pi / 2.6, PAPER)
    _leaf(draw, 350, 400, 90, pi / 6, PAPER)


def _map(draw: Draw, chance: Random) -> None:
    draw.polygon(_at(0, 620, 240, 560, 520, 620, 760, 550, 960, 600, 960, 720, 0, 720), fill="#9cc7cf")
    for row, column in product(range(5), range(8)):
        left, top = 30 + column * 116, 26 + row * 94 + (60 if row > 2 else 0)
        kind = chance.random()
        size_x, size_y = chance.randint(70, 92), chance.randint(52, 70)
        if kind < 0.18:
            draw.rounded_rectangle(_at(left, top, left + size_x, top + size_y), 12 * FINER, fill="#bcd3a4")
            for tree in range(4):
                _disc(draw, left + 16 + tree * 18, top + 22 + 14 * (tree % 2), 10, LEAF)
        else:
            draw.rectangle(
                _at(left, top, left + size_x, top + size_y), fill=chance.choice((CLAY, SUN, "#e3a27c", "#d9d2bf"))
            )
            draw.polygon(_at(left - 4, top, left + size_x / 2, top - 20, left + size_x + 4, top), fill=INK)
    draw.line(_at(0, 324, 300, 318, 480, 324, 960, 316), fill="#d9d2bf", width=16 * FINER)
    _disc(draw, 520, 321, 26, CLAY)
    _disc(draw, 520, 321, 11, PAPER)


def _wheel(draw: Draw, _chance: Random) -> None:
    for number, x in enumerate((190, 480, 770)):
        for spoke in range(12):
            angle = spoke * pi / 6 + number * pi / 18
            draw.line(_at(x, 360, x + 108 * cos(angle), 360 + 108 * sin(angle)), fill="#8fa3ad", width=3 * FINER)
        _ring(draw, x, 360, 122, INK, 14)
        _disc(draw, x, 360, 20, CLAY)
        angle = number * pi / 1.5 - pi / 2
        _disc(draw, x + 115 * cos(angle), 360 + 115 * sin(angle), 17, SUN)


def _poster(draw: Draw, chance: Random) -> None:
    _disc(draw, 690, 210, 92, SUN)
    for wave in range(7):
        top = 340 + wave * 58
        colour = ("#3d8291", SEA, "#27596a")[wave % 3]
        edge = [point for x in range(0, 981, 20) for point in _at(x, top + 14 * sin(x / 60 + wave))]
        draw.polygon([*edge, *_at(980, 720, 0, 720)], fill=colour)
    for boat in range(3):
        x, y = 190 + boat * 250, 390 + boat * 70 + chance.randint(-10, 10)
        draw.polygon(_at(x - 70, y, x + 70, y, x + 44, y + 34, x - 44, y + 34), fill=PAPER)
        draw.polygon(_at(x, y - 104, x, y - 8, x + 60, y - 8), fill=SUN)


def _pages(draw: Draw, chance: Random) -> None:
    """A text and its translation beside it: lines of one length on the left have others on the right."""
    for page, colour in ((0, INK), (1, SEA)):
        left = 70 + page * 430
        draw.rectangle(_at(left, 70, left + 390, 650), fill="#fffdf6", outline="#cfc7b3", width=2 * FINER)
        draw.rectangle(_at(left + 36, 112, left + 220 + 30 * page, 134), fill=colour)
        for line in range(14):
            if line in (5, 10):
                continue
            length = chance.randint(240, 318) if line not in (4, 9, 13) else chance.randint(90, 180)
            draw.rectangle(_at(left + 36, 174 + line * 32, left + 36 + length, 184 + line * 32), fill="#b9b3a4")


def _voices(draw: Draw, chance: Random) -> None:
    for voice, (middle, colour) in enumerate(((210, CLAY), (480, SEA))):
        for bar in range(74):
            speaks = (bar // 12) % 2 == voice
            height = chance.randint(20, 96) if speaks else chance.randint(2, 8)
            left = 60 + bar * 11.4
            draw.rectangle(_at(left, middle - height, left + 6, middle + height), fill=colour)
    draw.line(_at(60, 345, 900, 345), fill="#cfc7b3", width=2 * FINER)


def _cards(draw: Draw, _chance: Random) -> None:
    """Cards with a few lines each, for the shelves of a shop."""
    colours = (SEA, CLAY, LEAF, SUN, INK, "#7d5a7a")
    for number, (row, column) in enumerate(product(range(2), range(3))):
        left, top = 70 + column * 285, 80 + row * 295
        draw.rounded_rectangle(_at(left, top, left + 250, top + 250), 10 * FINER, fill="#fffdf6")
        draw.rectangle(_at(left, top, left + 250, top + 74), fill=colours[number])
        for line, length in enumerate((200, 180, 205, 120)):
            draw.rectangle(
                _at(left + 22, top + 104 + line * 34, left + 22 + length, top + 114 + line * 34), fill="#b9b3a4"
            )


MOTIFS: dict[str, tuple[str, Callable[[Draw, Random], None]]] = {
    "wallpaper": ("#e9efe2", _wallpaper),
    "labels": ("#e6ddc8", _labels),
    "box": (PAPER, _box),
    "map": (PAPER, _map),
    "wheel": ("#dfe7ea", _wheel),
    "poster": ("#f2d7b0", _poster),
    "pages": ("#e4e9ec", _pages),
    "voices": (PAPER, _voices),
    "cards": ("#dde4e1", _cards),
}
"""The ground of each picture, and what is drawn on it."""
