"""What the docs say is so: the tables are those of the code, links lead somewhere, names exist, and calls can be made."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from django.utils import translation

from parley.config.installation import Installation, variable
from parley.core.order.clock import DeadlineKind
from parley.core.order.messages import AnyCommand, AnyEvent
from parley.core.order.refusals import Code
from parley.core.order.state import OrderStage, Stage
from parley.core.order.terms import Windows
from parley.management.cli import COMMANDS, _parser
from parley.management.reference.blocks import BLOCKS, names_in, stale
from parley.management.reference.installation import MODULES
from parley.management.reference.rules import REMINDED
from parley.management.reference.walks import walked
from tests.house.pages import Page, pages
from tests.house.tree import ROOT, SOURCE

PAGES = pages()
IDS = [page.name for page in PAGES]
LARGEST_PICTURE = 200_000
ROOMS = tuple(f"{room.name}/" for room in SOURCE.iterdir() if room.is_dir())
OUR_FOLDERS = ("src/", "tests/", "docs/", "bin/", ".ci/")


def reference(name: str) -> str:
    return (ROOT / "docs" / "reference" / f"{name}.md").read_text(encoding="utf-8")


def test_the_tables_and_pictures_are_those_of_the_code() -> None:
    with translation.override("en"):
        found = [path.relative_to(ROOT).as_posix() for path in stale()]
    assert not found, f"bin/docs brings them in step: {', '.join(found)}"


def test_every_table_stands_on_some_page() -> None:
    assert {name for page in PAGES for name in names_in(page.text)} == set(BLOCKS)


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("commands", [kind.__name__ for kind in get_args(AnyCommand)]),
        ("events", [kind.__name__ for kind in get_args(AnyEvent)]),
        ("stages", [stage.value for kind in (Stage, OrderStage) for stage in kind]),
        ("deadlines", [kind.value for kind in DeadlineKind]),
        ("deadlines", [window.name for window in fields(Windows)]),
        ("refusals", [code.value for code in Code]),
        ("settings", [variable(each) for each in fields(Installation)]),
        ("cli", [f"./parley {entry.name}" for entry in COMMANDS]),
    ],
    ids=["commands", "events", "stages", "deadlines", "windows", "refusals", "settings", "command line"],
)
def test_the_reference_leaves_nothing_out(page: str, names: list[str]) -> None:
    assert [name for name in names if f"`{name}`" not in reference(page)] == []


def test_the_walk_meets_every_command_every_event_and_every_deadline() -> None:
    met = walked().brought
    commands = {kind.__name__ for kind in get_args(AnyCommand)} - {"RunOut"}
    assert set(met) == commands | {kind.value for kind in DeadlineKind}
    assert set().union(*met.values()) == {kind.__name__ for kind in get_args(AnyEvent)}


def test_the_walk_meets_every_stage() -> None:
    assert {way.origin for way in walked().ways} | {way.target for way in walked().ways} == set(Stage)


def test_reminders_go_out_in_the_stages_that_are_named() -> None:
    assert {way.origin for way in walked().ways if way.what == DeadlineKind.NUDGE.value} == set(REMINDED)


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_links_lead_somewhere(page: Page) -> None:
    assert list(_dead_links(page)) == []


def _dead_links(page: Page) -> Iterator[str]:
    for _, to in page.links:
        if to.startswith("https://"):
            continue
        place, _, anchor = to.partition("#")
        target = (page.path.parent / place).resolve() if place else page.path
        if not target.exists() or (anchor and anchor not in Page(target).anchors):
            yield to


@pytest.mark.parametrize("page", [page for page in PAGES if page.pictures], ids=lambda page: page.name)
def test_pictures_are_there_and_described_and_small(page: Page) -> None:
    for words, to in page.pictures:
        picture = page.path.parent / to
        assert picture.is_file(), to
        assert len(words) > 40, f"{to}: say what can be seen"
        assert picture.stat().st_size < LARGEST_PICTURE, to


def test_every_page_can_be_found_from_the_readme() -> None:
    by_path = {page.path: page for page in PAGES}
    found, ahead = set(), [ROOT / "README.md"]
    while ahead:
        path = ahead.pop()
        if path in by_path and path not in found:
            found.add(path)
            links = (to.partition("#")[0] for _, to in by_path[path].links if not to.startswith("https://"))
            ahead += [(path.parent / to).resolve() for to in links if to]
    assert {page.name for page in PAGES} - {path.relative_to(ROOT).as_posix() for path in found} <= {"SECURITY.md"}


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_code_that_is_named_exists(page: Page) -> None:
    named = [re.sub(r"\(.*\)$", "", name) for name in page.names_of_code]
    assert [name for name in named if not _exists(name)] == []


def _exists(name: str) -> bool:
    """Whether a name that looks like a place in the checkout or a thing in the code is one. Other words are let through."""
    if set("<>*{} ") & set(name):
        return True
    if name.startswith("parley."):
        return _is_dotted(name)
    if name.startswith(OUR_FOLDERS):
        return (ROOT / name).exists()
    if name.startswith(ROOMS) and "." in name:
        return (SOURCE / name).exists()
    return True


def _is_dotted(name: str) -> bool:
    """A module, or something in one."""
    try:
        pkgutil.resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_what_a_reader_is_asked_to_type_can_be_typed(page: Page) -> None:
    for words in page.calls:
        if words[0] == "./parley":
            _parse(words[1:])
        elif "=" not in words[0]:
            assert (ROOT / words[0]).stat().st_mode & 0o100, words[0]


def _parse(words: list[str]) -> None:
    """As ./parley would. Raises SystemExit when it would not."""
    entry = next(entry for entry in COMMANDS if entry.name == words[0])
    args, rest = _parser(entry, MODULES[entry.name]).parse_known_args(words)
    assert not rest or hasattr(args, "passed_on"), f"./parley {' '.join(words)}: {rest}"
    story = getattr(args, "story", None)
    assert story is None or story.parts[0] != "src" or (ROOT / story).is_file(), story


def test_the_readme_shows_both_commands() -> None:
    calls = list(Page(ROOT / "README.md").calls)
    assert ["./parley", "demo"] in calls
    assert ["./parley", "test"] in calls


def test_a_dead_link_and_an_invented_name_are_seen(tmp_path: Path) -> None:
    page = Page(tmp_path / "page.md")
    page.path.write_text("# Money\n\n[gone](nowhere.md) [no heading](page.md#nobody) [fine](#money)", encoding="utf-8")
    assert list(_dead_links(page)) == ["nowhere.md", "page.md#nobody"]
    assert not _exists("src/parley/core/order/gossip.py")
    assert not _exists("core/order/gossip.py")
    assert not _exists("parley.core.deadlines.deadlines_of")
    assert _exists("parley.core.deadlines.deadlines_for")
    with pytest.raises(SystemExit):
        _parse(["demo", "--port", "many"])
