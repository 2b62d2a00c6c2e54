"""That an order was under a day's root, shown to somebody who has a letter, a key and python3."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from parley.casefile import signing
from parley.casefile.daily import SETTLED_AFTER, SIGNED_AS, end_of, make_root, read_statement
from parley.casefile.proof import NoProof, Why, _leaves, proof_of, published, wrong_with
from parley.casefile.signing import public_key, sign
from parley.casefile.standalone import parley_verify_day
from parley.store.codec import text_of
from parley.store.daily_roots import daily_root
from parley.store.rows import DailyRootRow
from tests.asks import accept_offer
from tests.deals import MONDAY
from tests.desk.given_orders import do, events_of, offered, row

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)
FIRST = MONDAY.date()
VERIFIER = Path(parley_verify_day.__file__)


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    _leaves.cache_clear()


def made(day: date) -> DailyRootRow:
    found = make_root(day, end_of(day) + SETTLED_AFTER)
    assert found is not None
    return found


@pytest.fixture
def five() -> list[UUID]:
    """Five orders on Monday; on Tuesday one of them was agreed. Both days are signed."""
    ids = offered(5)
    made(FIRST)
    do(ids[1:2], accept_offer(), MONDAY + DAY)
    made(FIRST + DAY)
    return ids


class Checked:
    """What the program of one file says: its exit code and its words."""

    def __init__(self, *words: object) -> None:
        done = subprocess.run(
            [sys.executable, "-I", str(VERIFIER), *map(str, words)],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        self.code, self.said, self.errors = done.returncode, done.stdout, done.stderr


def saved(folder: Path, text: str, name: str = "proof.json") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_every_order_of_a_day_has_its_proof(five: list[UUID], tmp_path: Path) -> None:
    for day in (FIRST, FIRST + DAY):
        for number, order_id in enumerate(five):
            text = proof_of(order_id, day)
            assert wrong_with(text, public_key()) == ""
            saved(tmp_path, text, f"{day}-{number}.json")
    checked = Checked("--key", public_key(), *sorted(tmp_path.iterdir()))
    assert (checked.code, checked.errors) == (0, ""), checked.said
    assert checked.said.endswith("All is as the desk has signed it.\n")
    assert checked.said.count(f"when {FIRST} ended in UTC, order ") == 5


def test_a_proof_is_about_the_head_that_the_letters_of_that_day_told(five: list[UUID], tmp_path: Path) -> None:
    told = events_of(five[1])[0].hash
    proof = saved(tmp_path, proof_of(five[1], FIRST))
    # As it is typed from a letter.
    in_capitals = " ".join(told.upper()[place : place + 4] for place in range(0, 64, 4))
    assert Checked("--key", public_key(), "--head", in_capitals, proof).code == 0
    later = Checked("--key", public_key(), "--head", row(five[1]).head, proof)
    assert later.code == 1
    assert "not about the one of the letter" in later.said


def test_the_key_may_be_given_by_its_fingerprint(five: list[UUID], tmp_path: Path) -> None:
    proof = saved(tmp_path, proof_of(five[0], FIRST))
    fingerprint = hashlib.sha256(bytes.fromhex(public_key())).hexdigest()[:32]
    assert Checked("--key", fingerprint, proof).code == 0
    assert Checked("--key", fingerprint[::-1], proof).code == 1
    assert Checked("--key", fingerprint[1:], proof).code == 2


def test_a_proof_tells_of_no_other_order(five: list[UUID]) -> None:
    text = proof_of(five[0], FIRST)
    assert not [other for other in five[1:] if str(other) in text or row(other).head in text]


@pytest.mark.parametrize(
    ("which", "day", "why"),
    [(0, FIRST + 2 * DAY, Why.NO_ROOT), (0, FIRST - DAY, Why.NO_ROOT), (404, FIRST, Why.NOT_BEGUN)],
)
def test_where_there_is_no_proof_it_says_why(five: list[UUID], which: int, day: date, why: Why) -> None:
    with pytest.raises(NoProof) as refused:
        proof_of(five[which] if which < len(five) else UUID(int=which), day)
    assert refused.value.why is why


def test_an_order_that_began_later_has_none(five: list[UUID]) -> None:
    [later] = offered(1, MONDAY + DAY, first=70)
    with pytest.raises(NoProof) as refused:
        proof_of(later, FIRST)
    assert refused.value.why is Why.NOT_BEGUN


@pytest.mark.parametrize("whose", [0, 1])
def test_no_proof_is_made_of_a_journal_that_was_changed(five: list[UUID], whose: int) -> None:
    """Neither of the order whose event it was nor of another one: the desk would hand out what nobody can check."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal SET hash = %s WHERE hash = %s", ["0" * 64, events_of(five[1])[0].hash])
    with pytest.raises(NoProof) as refused:
        proof_of(five[whose], FIRST)
    assert refused.value.why is Why.CHANGED


# --- the program of one file, and Parley's own judgement of the same texts


def judged(text: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[bool, str]:
    """Whether the program takes it, in this process, because a thousand programs take minutes to start."""
    code = parley_verify_day.main(["--key", public_key(), str(saved(folder, text))])
    assert code in (0, 1)
    return code == 0, capsys.readouterr().out


def test_a_thousand_changed_proofs_are_found_by_both(
    five: list[UUID], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(6962)  # noqa: S311
    texts = [proof_of(order_id, day) for order_id in five for day in (FIRST, FIRST + DAY)]
    survived = []
    for _ in range(1_000):
        text = chance.choice(texts)
        changed = chance.choice(CHANGES)(chance, text, chance.choice(texts))
        if changed == text:
            continue
        ours, (theirs, said) = wrong_with(changed, public_key()) == "", judged(changed, tmp_path, capsys)
        assert ours is theirs, (changed, said)
        if ours:
            survived.append(changed)
    # What may differ: how the outer object is written, and the stamp, which others have signed.
    signed = [what_is_signed(text) for text in texts]
    assert [text for text in survived if what_is_signed(text) not in signed] == []


def what_is_signed(text: str) -> dict[str, Any]:
    said = json.loads(text)
    return {
        name: said[name] for name in ("format", "head", "index", "order_id", "path", "seq", "signature", "statement")
    }


def one_character(chance: random.Random, text: str, _: str) -> str:
    place = chance.randrange(len(text))
    return text[:place] + chance.choice('0123456789abcdefABCDEF "{}[],:é') + text[place + 1 :]


def one_less(chance: random.Random, text: str, _: str) -> str:
    place = chance.randrange(len(text))
    return text[:place] + text[place + 1 :]


def cut_off(chance: random.Random, text: str, _: str) -> str:
    return text[: chance.randrange(len(text))]


def a_field_of_another(chance: random.Random, text: str, other: str) -> str:
    said, from_other = json.loads(text), json.loads(other)
    name = chance.choice(sorted(said))
    return text_of({**said, name: from_other[name]})


def without_a_field(chance: random.Random, text: str, _: str) -> str:
    said = json.loads(text)
    del said[chance.choice(sorted(said))]
    return text_of(said)


def another_kind(chance: random.Random, text: str, _: str) -> str:
    said = json.loads(text)
    said[chance.choice(sorted(said))] = chance.choice(
        [None, True, 0, 1, -1, 2**70, "", "\u00e9", [], {}, [1], ["a"], {"a": 1}]
    )
    return text_of(said)


def another_path(chance: random.Random, text: str, _: str) -> str:
    said = json.loads(text)
    path = said["path"]
    match chance.randrange(5):
        case 0:
            path.append(path[0])
        case 1:
            path.pop()
        case 2:
            path.reverse()
        case 3:
            said["path"] = path * 30
        case _:
            path[0] = path[0].upper()
    return text_of(said)


def another_place(chance: random.Random, text: str, _: str) -> str:
    said = json.loads(text)
    return text_of({**said, chance.choice(["index", "seq"]): chance.choice([0, 1, 2, 3, 4, 5, 99, -1])})


def another_statement(chance: random.Random, text: str, _: str) -> str:
    said = json.loads(text)
    statement = json.loads(said["statement"])
    name = chance.choice(sorted(statement))
    statement[name] = chance.choice(["", "x", 0, 6, "0" * 64, "2026-03-09", None])
    return text_of({**said, "statement": text_of(statement)})


CHANGES: tuple[Callable[[random.Random, str, str], str], ...] = (
    one_character, one_character, one_less, cut_off, a_field_of_another, without_a_field, another_kind, another_path,
    another_place, another_statement,
)  # fmt: skip


def test_a_desk_that_signs_for_another_key_is_found(
    five: list[UUID], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The statement and its signature fit each other, and neither is of the desk that the reader knows."""
    said = json.loads(proof_of(five[0], FIRST))
    theirs = signing.made_key(tmp_path / "elsewhere")
    statement = said["statement"].replace(public_key(), theirs)
    forged = {**said, "statement": statement}
    forged["signature"] = signing._private(tmp_path / "elsewhere").sign(SIGNED_AS + statement.encode()).hex()
    assert wrong_with(text_of(forged), theirs) == "", "it is a good one of another desk"
    assert "another desk's key" in wrong_with(text_of(forged), public_key())
    good, told = judged(text_of(forged), tmp_path, capsys)
    assert not good
    assert "of another key" in told


# --- several files together


@pytest.fixture
def roots(five: list[UUID], tmp_path: Path) -> list[Path]:
    made(FIRST + 2 * DAY)
    days = [(FIRST + number * DAY).isoformat() for number in range(3)]
    rows = [daily_root(day) for day in days]
    return [saved(tmp_path, published(one), f"{one.day}.json") for one in rows if one is not None]


def test_days_that_follow_each_other_are_fine(roots: list[Path]) -> None:
    checked = Checked("--key", public_key(), *reversed(roots))
    assert checked.code == 0, checked.said
    assert checked.said.count("orders with the root") == 3


def test_a_day_that_was_signed_anew_does_not_fit_the_next(roots: list[Path]) -> None:
    sign_anew(roots[1], orders=6)
    checked = Checked("--key", public_key(), *roots)
    assert checked.code == 1
    assert f"{roots[2]}: it does not name the statement of {roots[1]}" in checked.said


def test_two_different_words_about_one_day_are_found(roots: list[Path], tmp_path: Path) -> None:
    """A desk that tells one side this and the other that has signed both."""
    kept = saved(tmp_path, roots[1].read_text(), "kept by the other side.json")
    sign_anew(roots[1], orders=6)
    checked = Checked("--key", public_key(), roots[1], kept)
    assert checked.code == 1
    assert "two different things about 2026-03-03" in checked.said


def sign_anew(path: Path, **other: object) -> None:
    said = json.loads(path.read_text())
    statement = text_of({**json.loads(said["statement"]), **other})
    assert read_statement(statement)
    path.write_text(text_of({**said, "statement": statement, "signature": sign(SIGNED_AS + statement.encode())}))


def case_file(folder: Path, order_id: UUID, change: Callable[[list[dict[str, Any]]], object] = lambda _: None) -> Path:
    """As much of a case file as a proof is held against."""
    lines = [{"seq": event.seq, "body": event.body, "hash": event.hash} for event in events_of(order_id)]
    change(lines)
    with zipfile.ZipFile(folder / "case.zip", "w") as archive:
        archive.writestr("events.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    return folder / "case.zip"


def test_a_case_file_is_held_against_the_proof(five: list[UUID], tmp_path: Path) -> None:
    proof = saved(tmp_path, proof_of(five[1], FIRST + DAY))
    own = Checked("--key", public_key(), "--case", case_file(tmp_path, five[1]), proof)
    assert own.code == 0, own.said
    other = Checked("--key", public_key(), "--case", case_file(tmp_path, five[0]), proof)
    assert (other.code, "about another order" in other.said) == (1, True)
    shorter = Checked("--key", public_key(), "--case", case_file(tmp_path, five[1], list.pop), proof)
    assert (shorter.code, "events when the day ended, and the case file has" in shorter.said) == (1, True)
    bent = Checked("--key", public_key(), "--case", case_file(tmp_path, five[1], bend), proof)
    assert (bent.code, "is not the one that was signed" in bent.said) == (1, True)
    no_zip = Checked("--key", public_key(), "--case", proof, proof)
    assert (no_zip.code, "cannot be read as a case file" in no_zip.said) == (1, True)


def bend(lines: list[dict[str, Any]]) -> None:
    lines[-1]["hash"] = "0" * 64


def test_a_letter_or_a_case_without_a_proof_is_not_passed_over(roots: list[Path]) -> None:
    checked = Checked("--key", public_key(), "--head", "0" * 64, roots[0])
    assert checked.code == 1
    assert "nothing could be held against" in checked.said


def test_a_call_that_cannot_work_is_no_finding(tmp_path: Path) -> None:
    assert Checked("--key", public_key(), tmp_path / "nothing.json").code == 2
    assert Checked("--key", "what", tmp_path).code == 2


# --- the program's own arithmetic


def test_its_signatures_are_those_of_the_rfc() -> None:
    """RFC 8032, section 7.1, tests 1 to 3."""
    known = [
        (
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    ]
    for key, message, signature in known:
        asked = [bytes.fromhex(part) for part in (message, signature, key)]
        assert parley_verify_day.is_signed(*asked)
        assert signing.is_signed(asked[0], signature, key)
        assert not parley_verify_day.is_signed(asked[0] + b"!", *asked[1:])


def test_its_signatures_are_judged_as_the_library_judges_them() -> None:
    chance = random.Random(8032)  # noqa: S311
    key = bytes.fromhex(public_key())
    for _ in range(150):
        message = chance.randbytes(chance.randrange(60))
        signature = bytearray.fromhex(sign(message))
        if chance.random() < 0.8:
            signature[chance.randrange(64)] ^= 1 << chance.randrange(8)
        if chance.random() < 0.1:
            # The same number once more around the group: a second text of one signature, which both must refuse.
            s = int.from_bytes(signature[32:], "little") + parley_verify_day.L
            signature[32:] = (s % 2**256).to_bytes(32, "little")
        theirs = parley_verify_day.is_signed(message, bytes(signature), key)
        assert theirs is signing.is_signed(message, signature.hex(), key.hex())


def test_it_needs_nothing_but_python() -> None:
    """It loads no part of Parley and nothing that was installed beside it."""
    listing = "import sys, runpy; runpy.run_path(sys.argv[1]); print(*[m for m in sys.modules if m.split('.')[0] in "
    listing += "('parley', 'django', 'cryptography')])"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", listing, str(VERIFIER)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == ""
