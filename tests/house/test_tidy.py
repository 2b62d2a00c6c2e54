"""The habits of the house that a program can see."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.house import rules
from tests.house.rules import Breach
from tests.house.tree import SOURCE, files, parsed, place, python

LONGEST = 400
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "services", "managers", "misc", "stuff"}
THE_EDGE = SOURCE / "desk" / "now.py"
DISPATCH = SOURCE / "management" / "cli.py"


def breaches(rule: Callable[[ast.Module], Iterator[Breach]], paths: Iterable[Path]) -> list[str]:
    return [f"{place(path, line)} {wrong}" for path in paths for line, wrong in rule(parsed(path))]


def breaches_of_text(rule: Callable[[str], Iterator[Breach]], paths: Iterable[Path]) -> list[str]:
    found = []
    for path in paths:
        found += [f"{place(path, line)} {wrong}" for line, wrong in rule(path.read_text(encoding="utf-8"))]
    return found


def none_of(found: list[str]) -> None:
    assert not found, "\n".join(["", *found])


def without(paths: Iterable[Path], *exceptions: Path) -> list[Path]:
    return [path for path in paths if path not in exceptions]


def test_no_room_has_a_name_that_says_nothing() -> None:
    everything = files("src", "tests", "bin")
    none_of([place(path) for path in everything if SAYS_NOTHING & {*path.parent.parts, path.stem}])


def test_no_import_hides_in_a_function() -> None:
    none_of(breaches(rules.late_imports, without(python("src"), DISPATCH)))


def test_only_the_edge_reads_the_clock() -> None:
    none_of(breaches(rules.clocks, without(python("src"), THE_EDGE)))


def test_no_float_enters_the_core() -> None:
    none_of(breaches(rules.floats, python("src/parley/core")))


def test_nothing_in_the_core_is_left_to_chance() -> None:
    none_of(breaches(rules.chance, python("src/parley/core")))


def test_no_signals() -> None:
    none_of(breaches(rules.signals, python("src")))


def test_no_test_is_left_out() -> None:
    none_of(breaches(rules.skips, python("tests")))


def test_nothing_is_left_to_be_done() -> None:
    written_here = [path for path in files() if path.suffix != ".po"]
    none_of(breaches_of_text(rules.leftovers, written_here))


ONE_FILE = frozenset({"parley_verify.py"})
"""One file on purpose: people who do not have Parley read it from top to bottom before they believe it."""


def test_no_file_needs_scrolling_for_ever() -> None:
    code = [path for path in files("src", "tests", "bin") if path.suffix in {".py", ".html", ".css", ".js", ""}]
    lengths = [(path, len(path.read_text(encoding="utf-8").splitlines())) for path in code if path.name not in ONE_FILE]
    none_of([f"{place(path)} has {lines} lines" for path, lines in lengths if lines >= LONGEST])


def test_pages_carry_no_styles_and_no_scripts_of_their_own() -> None:
    pages = [path for path in files("src") if path.suffix == ".html"]
    none_of(breaches_of_text(rules.inline_styles, pages))


def test_no_file_names_a_package_index() -> None:
    none_of(breaches_of_text(rules.addresses_of_indexes, without(files(), Path(__file__))))
    none_of(breaches_of_text(rules.addresses_in_a_lock, [path for path in files() if path.suffix == ".lock"]))


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (rules.late_imports, "def f():\n    import os"),
        (rules.late_imports, "importlib.import_module('os')"),
        (rules.clocks, "at = datetime.now(UTC)"),
        (rules.clocks, "at = datetime.datetime.utcnow()"),
        (rules.clocks, "made_at = DateTimeField(default=timezone.now)"),
        (rules.clocks, "made_at = DateTimeField(auto_now_add=True)"),
        (rules.clocks, "from django.utils.timezone import now"),
        (rules.clocks, "t = time.time()"),
        (rules.clocks, "run('UPDATE orders SET due_at = CURRENT_TIMESTAMP')"),
        (rules.floats, "share = float(part)"),
        (rules.floats, "share = part * 0.5"),
        (rules.chance, "order_id = uuid.uuid4()"),
        (rules.signals, "from django.dispatch import receiver"),
        (rules.signals, "from django.db.models.signals import post_save"),
        (rules.skips, "@pytest.mark.skipif(True, reason='')\ndef test(): ..."),
    ],
)
def test_a_rule_sees_its_breach(rule: Callable[[ast.Module], Iterator[Breach]], code: str) -> None:
    assert list(rule(ast.parse(code))) != []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (rules.leftovers, "# todo later".upper()),
        (rules.inline_styles, '<p style="color: red">'),
        (rules.inline_styles, "<script>alert(1)</script>"),
        (rules.inline_styles, '<a onclick="go()">'),
        (rules.addresses_of_indexes, "https://example.org/simple"),
        (rules.addresses_of_indexes, "--index-url https://example.org"),
        (rules.addresses_in_a_lock, "six @ file:///opt/six.whl"),
    ],
)
def test_a_rule_of_texts_sees_its_breach(rule: Callable[[str], Iterator[Breach]], text: str) -> None:
    assert list(rule(text)) != []


def test_what_is_allowed_stays_allowed() -> None:
    assert list(rules.clocks(ast.parse("begun = time.monotonic()"))) == []
    assert list(rules.inline_styles('<script src="/static/htmx.js" defer></script>')) == []
    assert list(rules.late_imports(ast.parse("import os\nif True:\n    import sys"))) == []
