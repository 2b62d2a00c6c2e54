"""Compiling the translations."""

import gettext
import os
from pathlib import Path

import pytest

from parley.config.catalogs import compile_catalogs

# Django's own Spanish and Russian count plurals by other formulas than Babel's; the file's header must win.
SPANISH = r"""
msgid ""
msgstr ""
"Language: es\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=3; plural=n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;\n"

msgid "Sign in"
msgstr "Entrar"

msgctxt "noun"
msgid "Order"
msgstr "Encargo"

msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] "%(n)s día"
msgstr[1] "%(n)s de días"
msgstr[2] "%(n)s días"

#, fuzzy
msgid "Sign out"
msgstr "Entrar"
"""


@pytest.fixture
def po(tmp_path: Path) -> Path:
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(SPANISH, encoding="utf-8")
    return folder / "django.po"


def test_a_catalog_is_compiled_with_its_own_plurals(po: Path, tmp_path: Path) -> None:
    (mo,) = compile_catalogs(tmp_path)
    with mo.open("rb") as file:
        spanish = gettext.GNUTranslations(file)
    assert spanish.gettext("Sign in") == "Entrar"
    assert spanish.pgettext("noun", "Order") == "Encargo"
    assert [spanish.ngettext("%(n)s day", "%(n)s days", n) for n in (1, 2, 1_000_000)] == [
        "%(n)s día",
        "%(n)s días",
        "%(n)s de días",
    ]
    assert spanish.gettext("Sign out") == "Sign out"


def test_only_what_is_stale_is_compiled_again(po: Path, tmp_path: Path) -> None:
    assert compile_catalogs(tmp_path)
    assert compile_catalogs(tmp_path) == []
    later = po.with_suffix(".mo").stat().st_mtime + 5
    os.utime(po, (later, later))
    assert compile_catalogs(tmp_path)
    assert [path.name for path in sorted(po.parent.iterdir())] == ["django.mo", "django.po"]


def test_a_broken_catalog_is_an_error_and_leaves_the_old_one(po: Path, tmp_path: Path) -> None:
    (mo,) = compile_catalogs(tmp_path)
    before = mo.read_bytes()
    po.write_text(SPANISH + "\nmsgid broken\n", encoding="utf-8")
    later = mo.stat().st_mtime + 5
    os.utime(po, (later, later))
    with pytest.raises(Exception, match="roke"):
        compile_catalogs(tmp_path)
    assert mo.read_bytes() == before
