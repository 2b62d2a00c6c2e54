"""Names that look the same though they are not: in other letters, with other accents, with a nought for an O.

What is compared is what a name looks like, not how it is spelled. That two people have one name is no offence, so nothing is
ever blocked by this: whoever reads the page is told, and can look twice.
"""

from __future__ import annotations

from parley.prose.folding import fold_word

LONGEST_LOOK = 160
"""Characters. A ligature can be several letters, and what lies behind so many tells no two names apart."""

# Letters that look like a Latin one in at least one of their two cases, and Latin ones and digits that look like each other.
# An i stands for all upright strokes: I, l, 1 and | cannot be told apart in many fonts.
_SAME = str.maketrans(
    {
        **dict(zip("авекмнорстухіјѕԁԛԝһьгпц", "abekmhopctyxijsdqwhbrnu", strict=True)),
        **dict(zip("αβεζηικμνορτυχγ", "abeznikmnoptuxy", strict=True)),
        "l": "i", "1": "i", "|": "i", "ı": "i", "ӏ": "i", "!": "i",
        "0": "o", "3": "з", "4": "ч", "5": "s", "6": "б", "8": "b",
        "ł": "i", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t",
    }
)  # fmt: skip
_TOGETHER = (("rn", "m"), ("vv", "w"), ("ci", "d"), ("ж", "x"))
"""Letters beside each other that look like one."""


def look_of(name: str) -> str:
    """What a name looks like: two names that are easily taken for one another have the same. Empty when it has neither letters
    nor digits."""
    # Twice, because a look-alike may only show once the accents are gone, as in "í" for "l".
    plain = "".join(letter for letter in fold_word(name) if letter.isalnum() or letter in "|!").translate(_SAME)
    plain = plain.translate(_SAME)
    for together, one in _TOGETHER:
        plain = plain.replace(together, one)
    return plain[:LONGEST_LOOK]
