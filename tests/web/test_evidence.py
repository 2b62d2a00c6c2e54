"""/evidence: everything that a stranger needs to check this desk, and the proof for those who are in an order."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.urls import reverse

from parley.casefile.daily import end_of, make_root
from parley.casefile.proof import _leaves
from parley.casefile.signing import public_key
from parley.desk.now import now
from parley.web.evidence.evidence import PAGE
from parley.words.keys import fingerprint_of, in_groups
from tests.web.accounts.test_every_page import check_page
from tests.web.people import Deed, Visitor, guest, in_stage, mediator, operator, visitor
from tests.web.reading import read

LANGUAGES = [code for code, _ in settings.LANGUAGES]


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    _leaves.cache_clear()


def today() -> date:
    return now().date()


def signed(days: int = 1) -> list[str]:
    """So many days up to today are signed, as if today were over."""
    found = [today() - timedelta(days=ago) for ago in reversed(range(days))]
    for day in found:
        make_root(day, end_of(day))
    return [day.isoformat() for day in found]


@pytest.fixture
def deed(ana: Visitor, marc: Visitor) -> Deed:
    return in_stage("delivered", marc, ana)


# --- the page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_there_for_everybody_in_every_language(db: None, language: str) -> None:
    signed(2)
    answer = guest().client.get("/evidence", headers={"accept-language": language})
    check_page(answer)
    assert answer.headers["Content-Language"] == language
    said = answer.content.decode()
    assert in_groups(public_key()) in said
    assert in_groups(fingerprint_of(public_key())) in said
    assert f"python3 -I parley_verify.py case.zip --key {public_key()}" in read(answer).text


def test_every_page_leads_to_it(ana: Visitor, db: None) -> None:
    for somebody in (ana, guest()):
        assert "/evidence" in somebody.look("/" if somebody.person is None else "/desk").links


def test_before_the_first_root_it_says_so(db: None) -> None:
    page = guest().look("/evidence")
    assert "Nothing has been signed yet" in page.text
    assert not [link for link in page.links if link.startswith("/evidence/roots")]


def test_the_list_goes_on_by_day(db: None) -> None:
    days = list(reversed(signed(PAGE + 2)))
    somebody = guest()
    first = somebody.look("/evidence")
    assert listed(first.links) == days[:PAGE]
    [older] = [link for link in first.links if "before" in link]
    second = somebody.look("/evidence" + older.partition("#")[0])
    assert listed(second.links) == days[PAGE:]
    assert not [link for link in second.links if "before" in link]
    for nonsense in ("x", "2026-99-99", "", "'", "9999-12-31"):
        assert listed(somebody.look(f"/evidence?before={nonsense}").links) == days[:PAGE]


def listed(links: list[str]) -> list[str]:
    return [match[1] for link in links if (match := re.fullmatch(r"/evidence/roots/(.*)\.json", link))]


def test_a_root_that_was_damaged_does_not_take_the_page_along(db: None) -> None:
    signed(2)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE daily_roots SET statement = '<b>' WHERE day = %s", [today().isoformat()])
    page = guest().look("/evidence")
    assert "This one was damaged" in page.text
    assert len(listed(page.links)) == 1


# --- the files


def test_a_stranger_checks_what_the_page_hands_out(deed: Deed, ana: Visitor, tmp_path: Path) -> None:
    """With the two programs, the files and the key as they are served, and nothing of Parley."""
    days = signed(3)
    somebody = guest()
    page = somebody.get("/evidence")
    links = read(page).links
    for day in days:
        assert f"/evidence/roots/{day}.json" in links
        save(somebody.get(f"/evidence/roots/{day}.json"), tmp_path)
    program = save(somebody.get("/evidence/parley_verify_day.py"), tmp_path)
    assert hashlib.sha256(program.read_bytes()).hexdigest() in page.content.decode()
    save(ana.get(proof_address(deed.id, days[-1])), tmp_path)
    [key] = re.findall(r"parley_verify_day\.py proof\.json --key ([0-9a-f]{64})", read(page).text)
    files = sorted(tmp_path.glob("*.json"))
    assert len(files) == 4
    checked = subprocess.run(
        [sys.executable, "-I", program, "--key", key, *files], capture_output=True, text=True, check=False, timeout=60
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert f"order {deed.id} had {deed.order.seq} events" in checked.stdout


def save(answer: HttpResponse, folder: Path) -> Path:
    [name] = re.findall(r'^attachment; filename="([a-z0-9_.-]+)"$', answer.headers["Content-Disposition"])
    (folder / name).write_bytes(answer.content)
    return folder / name


def test_an_order_leads_to_its_newest_proof(deed: Deed, ana: Visitor) -> None:
    pages = (f"{deed.address}/case-file", reverse("resolution", args=[deed.id, 1]))
    for page in pages:
        assert not [link for link in ana.look(page).links if "/proof/" in link]
    newest = signed(2)[-1]
    for page in pages:
        [proof] = [link for link in ana.look(page).links if "/proof/" in link]
        assert proof == proof_address(deed.id, newest)
        assert json.loads(ana.get(proof).content)["seq"] == deed.order.seq


def test_without_a_root_over_it_an_order_leads_to_no_proof(deed: Deed, ana: Visitor) -> None:
    """One of a day on which it had not begun, and one that was damaged."""
    page = f"{deed.address}/case-file"
    before = today() - timedelta(days=30)
    make_root(before, end_of(before))
    assert not [link for link in ana.look(page).links if "/proof/" in link]
    signed()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE daily_roots SET statement = '<b>' WHERE day = %s", [today().isoformat()])
    assert not [link for link in ana.look(page).links if "/proof/" in link]


def proof_address(order_id: UUID, day: str) -> str:
    return reverse("day_proof", args=[order_id, day])


def test_what_is_for_everybody_may_be_kept_and_what_is_not_may_not(deed: Deed, ana: Visitor) -> None:
    [day] = signed()
    for address in (f"/evidence/roots/{day}.json", "/evidence/parley_verify.py", "/evidence/parley_verify_day.py"):
        answer = guest().get(address)
        assert answer.headers["Cache-Control"] == "public, max-age=3600"
        assert "Set-Cookie" not in answer.headers
        assert not answer.cookies
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert ana.get(proof_address(deed.id, day)).headers["Cache-Control"] == "private, no-store"
    assert "public" not in guest().get("/evidence").headers["Cache-Control"]


@pytest.mark.parametrize(
    "address",
    [
        "/evidence/roots/2019-01-01.json",
        "/evidence/roots/20190101.json",
        "/evidence/roots/9999-12-31.json",
        "/evidence/roots/0001-01-01.json",
        "/evidence/roots/2019-02-30.json",
        "/evidence/roots/x.json",
        "/evidence/manage.py",
        "/evidence/__init__.py",
        "/evidence/..%2Fsigning.py",
    ],
)
def test_what_is_not_there_is_not_there(db: None, address: str) -> None:
    signed()
    guest().get(address, 404)


# --- the proof of an order


def test_both_sides_and_the_desk_get_the_same_proof_and_nobody_else_any(
    deed: Deed, ana: Visitor, marc: Visitor, eva: Visitor
) -> None:
    [day] = signed()
    at = proof_address(deed.id, day)
    proof = ana.get(at).content
    assert json.loads(proof)["order_id"] == str(deed.id)
    assert json.loads(proof)["seq"] == deed.order.seq
    assert marc.get(at).content == proof
    assert operator("Olga Petrova").get(at).content == proof
    eva.get(at, 404)
    visitor("Omar Haddad").get(at, 404)
    mediator("Mia Lang").get(at, 404)
    assert guest().get(at, 302).headers["Location"].startswith(reverse("account_login"))


def test_a_mediator_gets_it_where_there_is_a_case(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("mediation", marc, ana)
    [day] = signed()
    mia = mediator("Mia Lang")
    assert json.loads(mia.get(proof_address(deed.id, day)).content)["order_id"] == str(deed.id)


def test_there_is_none_of_a_day_that_nobody_signed_or_before_the_order(deed: Deed, ana: Visitor) -> None:
    days = signed(3)
    ana.get(proof_address(deed.id, days[0]), 404)
    ana.get(proof_address(deed.id, (today() + timedelta(days=1)).isoformat()), 404)
    ana.get(proof_address(deed.id, "9999-12-31"), 404)


def test_there_is_none_of_a_journal_that_was_changed_and_the_operator_hears_of_it(
    deed: Deed, ana: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    [day] = signed()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal SET hash = 'x' WHERE seq = %s", [deed.order.seq])
    ana.get(proof_address(deed.id, day), 404)
    assert "does not lead to the signed root" in caplog.text
