"""Files for a story: made up by their ending, valid to whoever opens them, and the same for the same name and number."""

from __future__ import annotations

import hashlib
import io
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 640, 400


class NoSample(ValueError):
    """No content is made up for this ending."""


def sample(name: str, version: int) -> bytes:
    """Content for a file called `name`; each version of it differs. Raises NoSample."""
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    make = MAKERS.get(ending)
    if make is None:
        raise NoSample(f"no content is made up for {name!r}: its ending is none of {', '.join(MAKERS)}; say `from`")
    return make(name, version)


def _colours(name: str, version: int) -> tuple[str, str]:
    """A ground and an ink that belong to this name and version."""
    digest = hashlib.sha256(f"{name} {version}".encode()).digest()
    ground = "#" + "".join(f"{200 + byte % 48:02x}" for byte in digest[:3])
    ink = "#" + "".join(f"{byte % 120:02x}" for byte in digest[3:6])
    return ground, ink


def _svg(name: str, version: int) -> bytes:
    ground, ink = _colours(name, version)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">\n'
        f'  <rect width="{WIDTH}" height="{HEIGHT}" fill="{ground}"/>\n'
        f'  <path d="M120 300C120 140 300 90 320 200S520 260 520 110" fill="none" stroke="{ink}" stroke-width="28"'
        f' stroke-linecap="round"/>\n'
        f'  <circle cx="{150 + 40 * (version % 9)}" cy="120" r="36" fill="{ink}"/>\n'
        "</svg>\n"
    ).encode()


def _picture(name: str, version: int) -> Image.Image:
    ground, ink = _colours(name, version)
    picture = Image.new("RGB", (WIDTH, HEIGHT), ground)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((90, 60, 90 + 200, 60 + 200), outline=ink, width=18)
    draw.line((60, 340, 580, 340 - 24 * (version % 9)), fill=ink, width=12)
    draw.text((70, 352), _ascii(f"{name}  {version}"), fill=ink)
    return picture


def _image(form: str) -> Callable[[str, int], bytes]:
    def make(name: str, version: int) -> bytes:
        out = io.BytesIO()
        _picture(name, version).save(out, form)
        return out.getvalue()

    return make


def _pdf(name: str, version: int) -> bytes:
    """One page with the name on it, written by hand so that nothing in it depends on the day."""
    title = _ascii(f"{name}, version {version}").replace("\\", "").replace("(", "").replace(")", "")
    drawing = f"BT /F1 22 Tf 72 760 Td ({title}) Tj ET\n72 740 m 523 740 l S".encode("ascii")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
    ]
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places: list[int] = []
    for number, part in enumerate(parts, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, part))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, table))
    return out.getvalue()


def _zip(name: str, version: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        # A fixed date: the default one of a ZipInfo.
        archive.writestr(zipfile.ZipInfo("preview.png"), _image("PNG")(name, version))
        archive.writestr(zipfile.ZipInfo("read me.txt"), _txt(name, version))
    return out.getvalue()


def _txt(name: str, version: int) -> bytes:
    return f"{name}\n{version}\n".encode()


def _ascii(text: str) -> str:
    """For fonts that know nothing else; other letters lose their marks, other alphabets become dots."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c if c.isascii() else "." for c in plain if not unicodedata.combining(c))


MAKERS: Mapping[str, Callable[[str, int], bytes]] = {
    "svg": _svg,
    "pdf": _pdf,
    "png": _image("PNG"),
    "jpg": _image("JPEG"),
    "zip": _zip,
    "txt": _txt,
}
