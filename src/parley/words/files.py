"""Files: how large they are, and why one was not taken in."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from parley.words.locales import number

STEP = 1024


def size(size_bytes: int) -> str:
    """48 KB, 2.5 MB: at most one decimal, never less than 1 KB."""
    kilobytes = Decimal(size_bytes) / STEP
    if kilobytes < STEP:
        return _("{number} KB").format(number=number(int(max(kilobytes.to_integral_value(ROUND_HALF_UP), Decimal(1)))))
    megabytes = (kilobytes / STEP).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return _("{number} MB").format(number=number(megabytes.normalize() if megabytes % 1 else int(megabytes)))


def turned_away_words(reason: str, name: str, limit_bytes: int) -> str:
    """What is wrong with the file `name`, and what to do. `reason` is that of desk.files.FileTurnedAway."""
    match reason:
        case "empty":
            return _("{file} is empty. Choose the file again, or another one.").format(file=name)
        case "too_large":
            most = size(limit_bytes)
            return _("{file} is larger than {most}. Make it smaller, or send it in parts.").format(file=name, most=most)
        case "runnable":
            return _("{file} is a program, and programs are not handed over here. Send what it makes instead.").format(
                file=name
            )
        case "mislabelled":
            return _(
                "What is inside {file} is not what its name says. Save it again in the format you mean, and send that."
            ).format(file=name)
        case _:
            raise KeyError(reason)
