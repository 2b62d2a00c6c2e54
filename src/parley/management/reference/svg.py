"""What both pictures begin and end with."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import dedent

INK, LINE, PAPER, GROUND, MARKED = "#1c1a17", "#4a463f", "#ffffff", "#faf8f3", "#1f4d3a"

FRAME = dedent("""\
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"
      role="img" aria-labelledby="title" font-family="system-ui, sans-serif" font-size="13">
    <title id="title">{title}</title>
    <defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
      <path d="M0 0 8 4 0 8z" fill="{line}"/></marker></defs>
    <rect width="{width}" height="{height}" fill="{ground}"/>
    {parts}
    </svg>
    """)


def picture(title: str, width: int, height: int, parts: Iterable[str]) -> str:
    """The picture as SVG. It brings its own ground, so that it can be read on a dark page too."""
    shapes = "\n".join(parts)
    return FRAME.format(title=title, width=width, height=height, line=LINE, ground=GROUND, parts=shapes)


def box(x: int, y: int, width: int, height: int, words: str, *, is_marked: bool) -> str:
    """A box with a name in it; `x` and `y` are its upper left corner."""
    ground, ink = (MARKED, PAPER) if is_marked else (PAPER, INK)
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="8" fill="{ground}" stroke="{LINE}"/>'
        f'<text x="{x + width // 2}" y="{y + height // 2 + 5}" text-anchor="middle" fill="{ink}">{words}</text>'
    )


def arrow(path: str, *, is_dashed: bool = False) -> str:
    dashes = ' stroke-dasharray="6 4"' if is_dashed else ""
    return f'<path d="{path}" fill="none" stroke="{LINE}" stroke-width="1.5" marker-end="url(#head)"{dashes}/>'


def label(x: int, y: int, words: str) -> str:
    return f'<text x="{x}" y="{y}" fill="{INK}">{words}</text>'
