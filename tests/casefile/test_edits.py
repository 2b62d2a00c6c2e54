"""A thousand ways to change a case file, by chance: every one is found, and named by the check that the docs promise.

The verifier of one file looks at the same bytes with nothing but python3, and must say the same.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from itertools import cycle
from pathlib import Path
from random import Random

import pytest
from django.conf import settings

from parley.casefile.findings import NEEDS_THE_CORE, Check, Findings
from parley.casefile.verify import verify_file
from tests.casefile.bases import Base, desk_key
from tests.casefile.edits import WITHOUT_THE_KEY, Edit
from tests.casefile.edits_by_the_desk import FOUND_BY_NOTHING, WITH_THE_KEY, writes_nonsense
from tests.casefile.table import rows

# One process makes the case files once for all tests of this file.
pytestmark = [pytest.mark.xdist_group("edited case files")]

VERIFIER = Path(__file__).resolve().parents[2] / "src/parley/casefile/standalone/parley_verify.py"
HOW_MANY = 1_000
TABLE = {**rows("What finds what, without the key"), **rows("What finds what, with the key")}
SHARED = [check.value for check in Check if check not in NEEDS_THE_CORE]


@dataclass(frozen=True)
class Edited:
    edit: str
    base: Base
    data: bytes

    def __str__(self) -> str:
        return f"{self.edit} ({self.base.name})"


def edited(bases: list[Base], edits: dict[str, Edit], how_many: int, seed: int) -> list[Edited]:
    """So many edits, every kind in its turn."""
    chance = Random(seed)  # noqa: S311  (to be repeated, not to be kept secret)
    key = desk_key(Path(settings.INSTALLATION.data))
    found: list[Edited] = []
    kinds = cycle(edits.items())
    while len(found) < how_many:
        name, edit = next(kinds)
        for base in chance.sample(bases, len(bases)):
            data = edit(chance, base, key)
            if data is not None and data != base.data:
                found.append(Edited(name, base, data))
                break
    return found


def look(one: Edited) -> Findings:
    return verify_file(BytesIO(one.data), one.base.key, one.base.head)


def without_parley(folder: Path, base: Base, files: list[bytes], *options: str) -> list[dict[str, object]]:
    """What the verifier of one file says of each, all in one run."""
    paths = []
    for number, data in enumerate(files):
        paths.append(folder / f"{base.head[:8]}-{number}.zip")
        paths[-1].write_bytes(data)
    command = [sys.executable, "-I", str(VERIFIER), "--json", *options, *map(str, paths)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode in (0, 1), ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_a_thousand_edits_are_found_and_named(bases: list[Base], tmp_path: Path) -> None:
    assert TABLE.keys() == {**WITHOUT_THE_KEY, **WITH_THE_KEY}.keys()
    all_edits = edited(bases, {**WITHOUT_THE_KEY, **WITH_THE_KEY}, HOW_MANY, seed=1)
    missed, used = [], Counter[tuple[str, str]]()
    verdicts: dict[int, Findings] = {}
    for number, one in enumerate(all_edits):
        findings = verdicts[number] = look(one)
        found = {finding.check.value for finding in findings.found}
        promised = TABLE[one.edit].checks
        used.update((one.edit, check) for check in found & promised)
        if not found & promised or any(not finding.says for finding in findings.found):
            missed.append(f"{one}: found by {found or 'nothing'}, and the docs say {promised}")
    assert missed == []
    promised_in_vain = {(edit, check) for edit, row in TABLE.items() for check in row.checks} - used.keys()
    assert promised_in_vain == set(), "the docs promise a check that never found this edit"
    assert _disagreements(all_edits, verdicts, tmp_path) == []


def _disagreements(all_edits: list[Edited], verdicts: dict[int, Findings], folder: Path) -> list[str]:
    """Where the verifier of one file sees something else. What needs the rules of the core it cannot see."""
    wrong = []
    for base in {one.base.name: one.base for one in all_edits}.values():
        numbers = [number for number, one in enumerate(all_edits) if one.base == base]
        files = [all_edits[number].data for number in numbers]
        said = without_parley(folder, base, files, "--key", base.key, "--head", base.head)
        for number, verdict in zip(numbers, said, strict=True):
            ours = [_where(finding.check.value, finding.entry) for finding in verdicts[number].found]
            ours = [one for one in ours if one.split(":")[0] in SHARED]
            theirs = [_where(str(one["check"]), str(one["entry"])) for one in verdict["found"]]  # type: ignore[attr-defined]
            if ours[:1] != theirs[:1] or set(ours) != set(theirs):
                wrong.append(f"{all_edits[number]}: {ours[:3]} here, {theirs[:3]} there")
            row = TABLE.get(all_edits[number].edit)
            if row is not None and row.without_parley and verdict["sound"]:
                wrong.append(f"{all_edits[number]}: not found without Parley, and the docs say it is")
    return wrong


def _where(check: str, entry: str) -> str:
    return f"{check}: {entry}"


def test_what_nothing_finds_is_known(bases: list[Base]) -> None:
    """When one of these is found one day, its row in the docs goes."""
    assert rows("What only the signature stands for").keys() == FOUND_BY_NOTHING.keys()
    for one in edited(bases, FOUND_BY_NOTHING, 20, seed=2):
        assert look(one).found == (), one


def test_nobody_without_the_key_can_sign_for_the_desk(bases: list[Base]) -> None:
    """Without a key from outside the forger's own signature fits: so the key must come from outside."""
    for one in edited(bases, {"signs": WITHOUT_THE_KEY["signs it with another key"]}, len(bases), seed=3):
        findings = verify_file(BytesIO(one.data))
        assert findings.found == ()
        assert not findings.has_known_key
        assert look(one).first is Check.KEY


def test_of_nonsense_in_a_table_both_verifiers_say_the_same(bases: list[Base], tmp_path: Path) -> None:
    """Signed with the desk's own key, so that every check comes to it. Not all of it is wrong: a name is what it is."""
    nonsense = edited(bases, {"writes nonsense": writes_nonsense}, 200, seed=4)
    verdicts = {number: look(one) for number, one in enumerate(nonsense)}
    assert _disagreements(nonsense, verdicts, tmp_path) == []
    assert sum(not findings.is_sound for findings in verdicts.values()) > 150
