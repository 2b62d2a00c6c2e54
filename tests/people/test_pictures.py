"""Pictures that people show: made anew, in three widths, with nothing left of the file that came in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

from parley.people import pictures
from parley.people.picture_files import ORPHAN_AFTER, Kept, is_there, open_picture, put, remove, sweep_pictures
from parley.people.pictures import height_at, read_picture, widths_of
from tests.web.pictures import png_head

SECRET = b"kanarie4711"


def drawn(width: int = 900, height: int = 600, mode: str = "RGB") -> Image.Image:
    """Red above, blue below."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    ImageDraw.Draw(image).rectangle((0, height // 2, width, height), fill=(30, 30, 200))
    return image.convert(mode)


def saved(image: Image.Image, kind: str = "PNG", **how: Any) -> BytesIO:
    out = BytesIO()
    image.save(out, kind, **how)
    return BytesIO(out.getvalue())


def seen(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    assert image.format == "WEBP"
    image.load()
    return image


def is_near(found: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(found, wanted, strict=True))


def code_of(content: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        read_picture(BytesIO(content))
    assert refused.value.messages[0].endswith((".", "that."))
    return str(refused.value.code)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_comes_in_three_widths_and_is_never_made_larger(kind: str) -> None:
    large = read_picture(saved(drawn(3000, 2000), kind))
    assert (large.width, large.height) == (1280, 853)
    assert sorted(large.files) == [320, 640, 1280]
    for width, content in large.files.items():
        assert seen(content).size == (width, height_at(width, 1280, 853))
    small = read_picture(saved(drawn(500, 400), kind))
    assert {width: seen(content).size for width, content in small.files.items()} == {320: (320, 256), 500: (500, 400)}
    assert widths_of(320) == (320,)


def test_nothing_that_hung_on_the_file_comes_along() -> None:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825)[2] = (52.0, 22.0, 12.0)
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    photograph = saved(drawn(), "JPEG", exif=exif, icc_profile=icc, comment=SECRET)
    assert SECRET in photograph.getvalue()
    told = PngInfo()
    told.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    drawing = saved(drawn(), "PNG", pnginfo=told, exif=exif)
    for source in (photograph, drawing, BytesIO(saved(drawn(), "PNG").getvalue() + SECRET)):
        for content in read_picture(source).files.values():
            assert SECRET not in content
            assert not {b"EXIF", b"XMP ", b"ICCP"} & {content[at : at + 4] for at in range(12, 200)}
            assert seen(content).info.keys() <= {"loop", "background", "timestamp", "duration"}


def test_a_picture_stands_as_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it a quarter to the right
    picture = read_picture(saved(drawn(900, 600), "JPEG", exif=exif))
    assert (picture.width, picture.height) == (600, 900)
    upright = seen(picture.files[600])
    assert is_near(upright.getpixel((560, 450)), (200, 30, 30))
    assert is_near(upright.getpixel((40, 450)), (30, 30, 200))


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("CMYK", "JPEG"), ("L", "JPEG"), ("P", "PNG"), ("1", "PNG"), ("LA", "PNG"), ("RGBA", "PNG"), ("RGBA", "WEBP")],
)
def test_every_kind_of_colours_is_shown(mode: str, kind: str) -> None:
    picture = read_picture(saved(drawn(mode=mode), kind))
    shown = seen(picture.files[640])
    assert shown.mode == "RGB"
    if mode not in ("L", "1", "LA"):
        assert is_near(shown.getpixel((300, 60)), (200, 30, 30))


def test_sixteen_bits_of_grey_are_as_grey_as_eight() -> None:
    grey = Image.new("I;16", (400, 400), 0x8000)
    assert is_near(seen(read_picture(saved(grey)).files[320]).getpixel((100, 100)), (128, 128, 128))


def test_what_is_transparent_lies_on_white() -> None:
    see_through = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    assert is_near(seen(read_picture(saved(see_through)).files[320]).getpixel((5, 5)), (255, 255, 255))
    palette = Image.new("P", (400, 400), 0)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    assert is_near(seen(read_picture(saved(palette, transparency=0)).files[320]).getpixel((5, 5)), (255, 255, 255))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_picture_that_moves_the_first_frame_is_shown(kind: str) -> None:
    first, second = Image.new("RGB", (400, 400), "green"), Image.new("RGB", (400, 400), "black")
    moving = saved(first, kind, save_all=True, append_images=[second], duration=100)
    picture = seen(read_picture(moving).files[320])
    assert getattr(picture, "n_frames", 1) == 1
    assert is_near(picture.getpixel((9, 9)), (0, 128, 0))


def test_the_colours_of_a_file_that_says_what_they_mean_are_worked_in() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert is_near(
        seen(read_picture(saved(drawn(), "JPEG", icc_profile=lab, quality=95)).files[640]).getpixel((9, 9)),
        (200, 30, 30),
    )
    broken = saved(drawn(), "PNG", icc_profile=b"not a profile at all")
    assert is_near(seen(read_picture(broken).files[640]).getpixel((9, 9)), (200, 30, 30))


@pytest.mark.parametrize(("width", "height"), [(50_000, 50_000), (12_000, 12_000), (2**31 - 1, 1), (5_000, 5_000)])
def test_a_picture_that_would_unpack_into_everything_is_refused_by_its_head(width: int, height: int) -> None:
    assert code_of(png_head(width, height)) == "picture.too_many_pixels"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "picture.empty"),
        (b"\0" * (pictures.MOST_BYTES + 1), "picture.too_many_bytes"),
        (
            b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            "picture.svg",
        ),
        (b"<SVG/>", "picture.svg"),
        (b"%PDF-1.7 and more", "picture.kind"),
        (b"GIF89a" + b"\0" * 200, "picture.kind"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "picture.kind"),
        (png_head(900, 900), "picture.damaged"),
        (saved(drawn(), "JPEG").getvalue()[:2000], "picture.damaged"),
        (saved(drawn(150, 300)).getvalue(), "picture.too_small"),
        (saved(drawn(2000, 300)).getvalue(), "picture.shape"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_words(content: bytes, code: str) -> None:
    assert code_of(content) == code


def test_a_picture_is_kept_under_a_name_that_tells_nothing_and_goes_whole() -> None:
    kept = put(read_picture(saved(drawn())))
    assert is_there(kept)
    assert (kept.width, kept.height) == (900, 600)
    for width in (320, 640, 900):
        source = open_picture(kept.key, width)
        assert source is not None
        with source:
            assert seen(source.read()).width == width
    assert open_picture(kept.key, 1280) is None
    remove([kept.key])
    assert not is_there(kept)
    assert open_picture(kept.key, 320) is None


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "ab/../../x", "AB/" + "c" * 30, "ab/" + "*" * 30])
def test_nothing_but_a_key_becomes_a_path(key: str) -> None:
    assert open_picture(key, 320) is None
    assert not is_there(Kept(key, 320, 320))
    remove([key])


@pytest.mark.django_db
def test_a_picture_that_no_piece_names_goes_after_two_days() -> None:
    now = datetime.now(UTC)
    sweep_pictures(now + 2 * ORPHAN_AFTER)  # what other tests left
    kept = put(read_picture(saved(drawn())))
    sweep_pictures(now + ORPHAN_AFTER - timedelta(minutes=1))
    assert is_there(kept)
    assert sweep_pictures(now + ORPHAN_AFTER + timedelta(minutes=1)) == 3
    assert not is_there(kept)
