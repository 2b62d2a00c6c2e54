"""Pictures that people show: taken apart and made anew, so that what is served was written here, byte by byte.

Nothing of the file that came in is kept: neither where and when a photograph was taken, nor a comment, nor whatever else was
hidden in it. The size is read before anything is unpacked.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

MOST_BYTES = 8_000_000
MOST_PIXELS = 12_200_000
"""What a telephone takes (4032 by 3024), and what one processor unpacks and makes small within a second, whatever of the three
kinds it is."""
SHORTEST_SIDE = 200
"""Pixels of the shorter side: less is too little to see what was made."""
LONGEST_SHAPE = 4
"""How many times longer than the other a side may be."""
LARGEST = 1280
SMALLER_WIDTHS = (320, 640)
"""Pixels."""
TAKEN = ("JPEG", "PNG", "WEBP")
QUALITY = 82
DRAWN = b"<svg"
HEAD_BYTES = 4_096


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made anew, as WebP in several widths (pixels), the largest of `width` by `height`."""

    width: int
    height: int
    files: dict[int, bytes]


def widths_of(width: int) -> tuple[int, ...]:
    """The widths that a picture of this width is kept in, the smallest first. Nothing is ever made larger than it was."""
    return (*(smaller for smaller in SMALLER_WIDTHS if smaller < width), width)


def height_at(at_width: int, width: int, height: int) -> int:
    """How high a picture of `width` by `height` is when it is `at_width` wide."""
    return max(1, (height * at_width + width // 2) // width)


def read_picture(source: BinaryIO) -> Picture:
    """Make a picture anew from a JPEG, PNG or WebP file; of one that moves, its first frame. Transparent parts become white.

    Raises ValidationError, in the words of the reader's language, for everything else: another kind of file, one that is
    broken, and one that is too large, too small, or too long and thin.
    """
    content = source.read(MOST_BYTES + 1)
    if not content:
        raise ValidationError(_("This file is empty."), code="picture.empty")
    if len(content) > MOST_BYTES:
        raise ValidationError(
            _("This file is too large: at most %(most)d MB fit."),
            code="picture.too_many_bytes",
            params={"most": MOST_BYTES // 1_000_000},
        )
    try:
        # Only the head is read here: a picture says its size before it is unpacked.
        with Image.open(BytesIO(content), formats=TAKEN) as image:
            _make_sure_it_fits(*image.size)
            return _made_anew(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except UnidentifiedImageError:
        raise _another_kind(content) from None
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError, OverflowError):
        # What Pillow says of files that only begin like a picture, or end too early.
        raise ValidationError(
            _("This picture is damaged and cannot be read. Save it once more and choose it again."),
            code="picture.damaged",
        ) from None


def _another_kind(content: bytes) -> ValidationError:
    if DRAWN in content[:HEAD_BYTES].lower():
        return ValidationError(
            _("An SVG drawing cannot be shown here, because it can carry programs. Save it as PNG and choose that."),
            code="picture.svg",
        )
    return ValidationError(_("Choose a picture: a JPEG, PNG or WebP file."), code="picture.kind")


def _make_sure_it_fits(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()
    if min(width, height) < SHORTEST_SIDE:
        raise ValidationError(
            _("This picture is too small: each side needs at least %(least)d pixels."),
            code="picture.too_small",
            params={"least": SHORTEST_SIDE},
        )
    if max(width, height) > LONGEST_SHAPE * min(width, height):
        raise ValidationError(
            _("This picture is too long and thin: cut a part out of it and choose that."), code="picture.shape"
        )


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("This picture is too large: at most %(most)d million pixels fit. Save a smaller copy and choose that."),
        code="picture.too_many_pixels",
        params={"most": MOST_PIXELS // 1_000_000},
    )


def _made_anew(image: Image.Image) -> Picture:
    # A JPEG can be unpacked at a half or a quarter of its size, which is all that is wanted of a large one.
    image.draft(None, (LARGEST, LARGEST))
    profile = image.info.get("icc_profile")
    small = _in_steps(image)
    small.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS, reducing_gap=2.0)
    turned = ImageOps.exif_transpose(small)
    plain = _on_white(_in_plain_colours(turned, profile if isinstance(profile, bytes) else b""))
    width, height = plain.size
    files = {}
    for one in widths_of(width):
        size = (one, height_at(one, width, height))
        files[one] = _written(plain if one == width else plain.resize(size, Image.Resampling.LANCZOS))
    return Picture(width, height, files)


def _in_steps(image: Image.Image) -> Image.Image:
    """In colours between which there is something: neither numbers of a palette nor black and white can be made small."""
    if image.mode in ("P", "PA"):
        return image.convert("RGBA" if image.mode == "PA" or "transparency" in image.info else "RGB")
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith("I") or image.mode == "F":
        # 16 bits of grey: the upper 8 of them.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image


def _in_plain_colours(image: Image.Image, profile: bytes) -> Image.Image:
    """The colours as every screen shows them. A file may say that its numbers mean other colours (a printer's, a camera's);
    that is worked into them here, because it is not kept."""
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
            made = ImageCms.profileToProfile(image, theirs, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            made = None  # what cannot be understood is left out, as browsers do
        if made is not None:
            return made
    has_holes = image.mode in ("RGBA", "LA", "La", "RGBa") or "transparency" in image.info
    return image.convert("RGBA" if has_holes else "RGB")


def _on_white(image: Image.Image) -> Image.Image:
    """On a sheet of its own, so that nothing that hangs on the old one comes along."""
    sheet = Image.new("RGB", image.size, "white")
    sheet.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return sheet


def _written(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()
