"""The trades by which services and briefs are sorted: few, so that everybody finds theirs."""

from __future__ import annotations

from enum import Enum

from django.utils.translation import gettext_lazy as _


class Trade(Enum):
    """A field of work. The value is kept and stands in addresses."""

    DESIGN = "design"
    WRITING = "writing"
    TRANSLATION = "translation"
    WEB = "web"
    VIDEO = "video"
    SOUND = "sound"
    PHOTO = "photo"
    MARKETING = "marketing"
    OFFICE = "office"
    CRAFT = "craft"
    OTHER = "other"


# Translators: trades, as the names of a filter.
NAMES = {
    Trade.DESIGN: _("Design and illustration"),
    Trade.WRITING: _("Writing and editing"),
    Trade.TRANSLATION: _("Translation"),
    Trade.WEB: _("Websites and apps"),
    Trade.VIDEO: _("Video and animation"),
    Trade.SOUND: _("Music, voice and sound"),
    Trade.PHOTO: _("Photography"),
    Trade.MARKETING: _("Marketing"),
    Trade.OFFICE: _("Data and office work"),
    Trade.CRAFT: _("Crafts and repairs"),
    Trade.OTHER: _("Something else"),
}


def trade_name(trade: Trade) -> str:
    return str(NAMES[trade])


def trade_of(code: str) -> Trade | None:
    """The trade of this code; None for a code that nobody uses."""
    return Trade(code) if code in {one.value for one in Trade} else None
