"""Made-up files are real files: the desk takes them in, and whoever opens one can."""

from __future__ import annotations

import zipfile
from io import BytesIO
from uuid import UUID

import pytest
from PIL import Image

from parley.desk.files import keep_file
from parley.rehearsal.samples import MAKERS, NoSample, sample

NAMES = [f"{stem}.{ending}" for ending in MAKERS for stem in ("sign", "façade (fin)", "памятка")]


@pytest.mark.parametrize("name", NAMES)
def test_the_desk_takes_it_in(name: str) -> None:
    kept = keep_file(UUID(int=1), BytesIO(sample(name, 1)), name, 1)
    assert kept.delivered.media_type != "application/octet-stream" or name.endswith(".svg")
    assert kept.name.words == name


@pytest.mark.parametrize("name", NAMES)
def test_each_version_differs_and_stays_the_same(name: str) -> None:
    assert sample(name, 1) == sample(name, 1)
    assert sample(name, 1) != sample(name, 2)


@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
def test_a_picture_can_be_opened(name: str) -> None:
    with Image.open(BytesIO(sample(name, 3))) as picture:
        picture.load()
        assert picture.size == (640, 400)


def test_an_archive_can_be_opened() -> None:
    with zipfile.ZipFile(BytesIO(sample("a.zip", 1))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["preview.png", "read me.txt"]


def test_a_page_is_where_its_table_says() -> None:
    content = sample("a.pdf", 1)
    table = int(content.split(b"startxref\n")[1].split()[0])
    assert content[table:].startswith(b"xref\n0 5\n")
    places = [int(line[:10]) for line in content[table:].splitlines()[3:7]]
    assert [content[place : place + 7] for place in places] == [b"%d 0 obj" % number for number in (1, 2, 3, 4)]


def test_an_ending_that_nobody_makes_up() -> None:
    with pytest.raises(NoSample, match=r"psd.*from"):
        sample("a.psd", 1)
