"""Whatever is wrong in one language or one link is found, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from parley.management import articles as command
from parley.management.cli import main
from tests.help.shelf import ANSWER, WAIT, change, cup, faults_of, read_shelf


def test_nothing_is_wrong_with_the_shelf(shelf: Path) -> None:
    assert faults_of(shelf) == []


@pytest.mark.parametrize(
    ("place", "old", "new", "kinds"),
    [
        ("fr/cup.md", "{#handle}", "{#anse}", {"anchors", "link"}),
        ("nl/kettle.md", "{#step-answer}", "{#answer}", {"anchors", "steps"}),
        ("es/kettle.md", 'kind = "guide"', 'kind = "article"', {"kind"}),
        ("es/kettle.md", "order = 1", "order = 4", {"order"}),
        ("ru/kettle.md", 'related = ["cup"]', "related = []", {"related"}),
        ("en/cup.md", 'related = ["kettle"]', 'related = ["spoon"]', {"related"}),
        ("nl/cup.md", "page:desk", "page:attic", {"link", "links"}),
        ("nl/cup.md", "page:desk", "https://example.org/", {"link", "links"}),
        ("fr/kettle.md", "help:cup#handle", "help:cup#rim", {"link", "links"}),
        ("fr/kettle.md", "{{ review_days }}", "7", {"figures"}),
        ("fr/kettle.md", "{{ review_days }}", "{{ review_weeks }}", {"figure", "figures"}),
        ("es/kettle.md", "{rule=look}", "{rule=gaze}", {"rule", "rules"}),
        ("en/cup.md", "[3]", "![](image:cup.svg) [3]", {"picture", "pictures"}),
        ("es/kettle.md", "puede mirar", "debe mirar", {"modality"}),
        ("es/kettle.md", "puede mirar", "mira", {"modality"}),
        ("fr/kettle.md", "Le freelance doit", "Le client doit", {"actor"}),
        ("nl/kettle.md", "De freelancer moet op", "De freelancer mag niet op", {"modality"}),
        ("ru/kettle.md", "Фрилансер должен", "Посредник должен", {"actor"}),
        ("en/kettle.md", "The client may look", "The client could look", set()),
        ("nl/kettle.md", "De klant mag", "De koper mag", {"term"}),
        ("fr/cup.md", "Voir [1]", "Le gestionnaire de litiges [1]", {"term"}),
        ("rules.toml", 'checked_by = "parley.core.order.revision"', 'checked_by = "parley.core.order.tea"', {"core"}),
        ("rules.toml", 'actor = "client"', 'actor = "mediator"', {"actor"}),
        ("rules.toml", 'Windows.review_days" }', 'Windows.tea_days" }', {"figure"}),
        ("rules.toml", "[rules.answer]", "[rules.reply]", {"rule"}),
    ],
)
def test_one_thing_that_is_spoilt_is_found(shelf: Path, place: str, old: str, new: str, kinds: set[str]) -> None:
    change(shelf, place, old, new)
    assert {fault.kind for fault in faults_of(shelf)} == kinds


def test_a_missing_translation_is_a_fault(shelf: Path) -> None:
    (shelf / "ru" / "cup.md").unlink()
    assert [(fault.place, fault.kind) for fault in faults_of(shelf)] == [("ru/cup", "missing")]


def test_an_article_that_was_never_written_in_the_first_language_is_a_fault(shelf: Path) -> None:
    (shelf / "es" / "spoon.md").write_text(cup("es"), "utf-8")
    assert "en/spoon" in {fault.place for fault in faults_of(shelf) if fault.kind == "missing"}


def test_an_article_cannot_take_the_address_of_another_page(shelf: Path) -> None:
    for language in WAIT:
        (shelf / language / "votes.md").write_text(cup(language), "utf-8")
    assert {fault.kind for fault in faults_of(shelf)} == {"address"}


def test_a_rule_is_said_once_in_an_article(shelf: Path) -> None:
    for language, sentence in ANSWER.items():
        text = (shelf / language / "kettle.md").read_text("utf-8")
        (shelf / language / "kettle.md").write_text(f"{text}\n[{sentence}]{{rule=answer}}\n", "utf-8")
    assert {(fault.kind, "2 times" in fault.says) for fault in faults_of(shelf)} == {("rule", True)}


def test_the_command_says_it_line_by_line(
    shelf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change(shelf, "nl/cup.md", "page:desk", "page:attic")
    books, table = read_shelf(shelf)
    monkeypatch.setattr(command, "library", lambda: books)
    monkeypatch.setattr(command, "rules", lambda: table)
    assert main(["articles", "check", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "nothing to mend\n"
    assert main(["articles", "check", "--json"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["place"] for line in lines} == {"nl/cup"}
