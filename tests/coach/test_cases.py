"""The messages that the coach is trained and measured on are what their data card says."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from parley.coach.advice import Author, Label, Situation
from parley.prose import LANGUAGES

CASES = Path(__file__).parent / "cases"
LABELLED, CLEAN = {"plain", "oblique"}, {"clean", "clean_trigger"}


def rows(language: str) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted(CASES.rglob(f"{language}.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_is_whole(language: str) -> None:
    found = rows(language)
    assert len(found) > 1_500
    assert [key for key, count in Counter(row["id"] for row in found).items() if count > 1] == []
    assert [key for key, count in Counter(row["text"] for row in found).items() if count > 1] == []
    for row in found:
        assert row["lang"] == language
        assert Author(row["author"])
        assert Situation(row["context"]["situation"])
        assert row["split"] in ("train", "dev", "test")
        assert set(row["labels"]) <= {label.value for label in Label}
        if row["style"] in LABELLED | CLEAN:
            assert bool(row["labels"]) == (row["style"] in LABELLED), row["id"]
        else:
            assert row["style"] == "paired", row["id"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_there_in_both_styles_and_a_third_is_clean(language: str) -> None:
    found = rows(language)
    for label in Label:
        for style in LABELLED:
            assert sum(label in row["labels"] and row["style"] == style for row in found) >= 30, (label, style)
        assert sum(label in row["labels"] and row["split"] == "test" for row in found) >= 20, label
    assert sum(row["style"] in CLEAN for row in found) >= len(found) / 3 - 10
    assert sum(row["style"] == "clean_trigger" for row in found) >= 150


@pytest.mark.parametrize("language", LANGUAGES)
def test_pairs_stay_together(language: str) -> None:
    """A pair that is split between training and test would tell the answer."""
    found = {row["id"]: row for row in rows(language)}
    pairs = [
        (row, found[key])
        for row in found.values()
        if row["style"] == "paired"
        for key in re.findall(r"[a-z]{2}-[\d-]+", row["note"])
    ]
    assert len(pairs) >= 30
    assert all(one["split"] == other["split"] for one, other in pairs)
