"""What in a draft are not the writer's own words to the reader: quotes, code, quoted lines.

They are blanked, character for character, so that every offset stays what it was.
"""

from __future__ import annotations

import re

# Longer quotes are somebody's words; one or two words in quotes are the writer's own irony.
_LEAST_WORDS = 3
_LONGEST_QUOTE = 2_000

_CODE_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_OPEN_CODE_BLOCK = re.compile(r"^```.*\Z", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]{1,500}+`")
_QUOTED_LINE = re.compile(r"^[ \t]{0,8}+>.*$", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,300}+>")
_QUOTES = {"«": "»", "“": "”", "„": "“”", "‹": "›", '"': '"', "「": "」"}
_WORD = re.compile(r"\w+")
# 'in single marks': they begin where a word could and end where one does. 't, 's avonds, 'cause begin no quote.
_SINGLE = re.compile(
    r"(?<!\w)['‘](?!(?:s|t|n|k|m|r|em|cause|cos|til|tis|twas|d|l|j|qu)\b)"
    r"(?=\w)((?:[^\n'‘’]|(?<=\w)['’](?=\w)){1,300}+)['’](?!\w)"
)


def mask(text: str) -> str:
    """The draft with everything blanked that is not its writer's own. Same length; line ends stay. Linear in time."""
    if "```" in text:
        text = _OPEN_CODE_BLOCK.sub(_blank, _CODE_BLOCK.sub(_blank, text))
    if "`" in text:
        text = _CODE.sub(_blank, text)
    if ">" in text:
        text = _TAG.sub(_blank, _QUOTED_LINE.sub(_blank, text))
    text = _mask_quotes(text)
    return _SINGLE.sub(_blank_words, text) if "'" in text or "‘" in text else text


def _blank(found: re.Match[str]) -> str:
    return "".join("\n" if letter == "\n" else " " for letter in found[0])


def _blank_words(found: re.Match[str]) -> str:
    return _blank(found) if len(_WORD.findall(found[1])) >= _LEAST_WORDS else found[0]


def _mask_quotes(text: str) -> str:
    """Blank what stands between a pair of quotation marks within a paragraph."""
    if not any(opening in text for opening in _QUOTES):
        return text
    pieces: list[str] = []
    kept = 0
    opened: int | None = None
    closing = ""
    for place, letter in enumerate(text):
        if opened is not None and (letter == "\n" or place - opened > _LONGEST_QUOTE):
            opened = None  # never closed: the mark meant something else, inches for example
        if opened is None:
            if letter in _QUOTES and not (letter == '"' and place and text[place - 1].isdigit()):
                opened, closing = place, _QUOTES[letter]
        elif letter in closing:
            if len(_WORD.findall(text, opened, place)) >= _LEAST_WORDS:
                pieces += [text[kept : opened + 1], " " * (place - opened - 1)]
                kept = place
            opened = None
    return "".join([*pieces, text[kept:]])
