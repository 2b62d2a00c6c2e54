"""A delivery that the two do not agree about: settled by sealed offers, or decided and appealed against. Each reads a language
of their own, and in the end everybody holds the same file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from parley.management.cli import main
from tests.journeys.demo import HOME, Demo, running_demo
from tests.journeys.offers import logo, made_up, tick_and_accept, write_offer
from tests.journeys.people import DESK, PHONE, Person, Visit

CLIENT, FREELANCER = "ines@example.org", "camille@example.org"
MEDIATOR, ANOTHER = "mediator@example.org", "second-mediator@example.org"
LOGO, PALETTE = "The logo in black and in colour", "The palette"
VERIFIER = HOME / "src/parley/casefile/standalone/parley_verify.py"

SEALED = [
    "CaseOpened", "StatementMade", "StatementMade", "CaseEscalated", "SealedRoundBegan", "BidSealed", "BidSealed",
    "SealedRoundEnded", "SealedRoundBegan", "BidSealed", "BidSealed", "SealedRoundEnded", "Split",
]  # fmt: skip
DECIDED = [
    "CaseOpened", "StatementMade", "StatementMade", "CaseEscalated", "SealedRoundBegan", "CaseEscalated", "CaseEscalated",
    "MediationBegan", "CaseTaken", "SplitSuggested", "SuggestionDeclined", "CaseSentToDecision", "CaseDecided",
    "AppealFiled", "CaseTaken", "AppealDecided", "Split",
]  # fmt: skip


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    """One of its own: the clock that is moved here is nobody else's."""
    with running_demo() as demo:
        yield demo


def test_two_sealed_offers_meet_and_both_hold_the_same_file(visit: Visit, demo: Demo, tmp_path: Path) -> None:
    camille, ines = visit(FREELANCER, window=PHONE), visit(CLIENT, window=DESK)
    order = deliver_something(camille, ines, "Logo settled in secret", tmp_path)
    ines.reads("es")
    camille.reads("fr")
    disagree(ines, camille, order)
    camille.moves_the_clock("48h")
    camille.moves_the_clock("48h")
    ines.goes_to(order)
    ines.does(order, "escalate")
    ines.does(order, "seal", bid="150")
    camille.goes_to(order)
    camille.does(order, "seal", bid="380")
    ines.goes_to(order)
    for person in (ines, camille):
        person.goes_to(order)
        person.does_not_see("150", "380", within="#timeline")
    ines.does(order, "seal", bid="300")
    camille.does(order, "seal", bid="240")  # the middle is 270, less a fee of 5 %
    assert demo.events(order)[-len(SEALED) :] == SEALED
    for person, amount in ((ines, "150,00"), (camille, "256,50")):
        person.goes_to(order)
        person.sees(amount)
    same_file(demo, order, tmp_path, ines, camille)
    assert demo.audit()["problems"] == 0


def test_a_mediator_decides_and_another_one_hears_the_appeal(visit: Visit, demo: Demo, tmp_path: Path) -> None:
    camille, ines = visit(FREELANCER, window=DESK), visit(CLIENT, window=PHONE)
    order = deliver_something(camille, ines, "Logo that had to be decided", tmp_path)
    ines.reads("es")
    camille.reads("fr")
    disagree(ines, camille, order)
    ines.moves_the_clock("48h")
    ines.moves_the_clock("48h")
    ines.goes_to(order)
    ines.does(order, "escalate")
    ines.does(order, "escalate")
    camille.goes_to(order)
    camille.does(order, "escalate")

    mediator = visit(MEDIATOR, language="nl", window=DESK)
    mediator.goes_to("/cases")
    mediator.sees("Logo that had to be decided")
    take(mediator, order)
    mediator.does(order, "suggest", amount="210", reasons="Het logo is er, het palet niet.")
    ines.goes_to(order)
    ines.does(order, "decline-suggestion")
    mediator.goes_to(order)
    decide(mediator, order, "decide", "210")
    camille.goes_to(order)
    appeal(camille, order)

    another = visit(ANOTHER, language="ru", window=DESK)
    another.goes_to("/cases")
    another.sees("Logo that had to be decided")
    take(another, order)
    decide(another, order, "decide-appeal", "315")
    assert demo.events(order)[-len(DECIDED) :] == DECIDED
    for person in (ines, camille):
        person.goes_to(order)
        person.sees("315,00")
    same_file(demo, order, tmp_path, ines, camille, mediator)
    assert demo.audit()["problems"] == 0


def deliver_something(camille: Person, ines: Person, title: str, folder: Path) -> str:
    order = write_offer(camille, logo(CLIENT, camille.present().date(), title))
    ines.opens(title)
    tick_and_accept(ines)
    ines.opens_door("fund")
    ines.presses("Fund €420.00")
    camille.goes_to(order)
    camille.opens_door("deliver")
    camille.attaches(LOGO, made_up(folder, "logo.svg", "logo.png"))
    camille.attaches(PALETTE, made_up(folder, "palette.pdf"))
    camille.presses("Deliver")
    camille.has_not_been_refused()
    return order


def disagree(ines: Person, camille: Person, order: str) -> None:
    """From the resolution room, where both views stand side by side, to a case that both have spoken in."""
    ines.goes_to(f"{order}/milestones/1/resolution")
    ines.goes_to(f"{order}/milestones/1/open-case")
    ines.ticks("reason", "not_as_agreed")
    ines.types("statement", "La paleta no es la que acordamos: faltan dos colores.")
    ines.sends()
    ines.has_not_been_refused()
    camille.goes_to(order)
    camille.does(order, "statement", statement="Les cinq couleurs sont dans le fichier, à la deuxième page.")
    camille.goes_to(f"{order}/milestones/1/resolution")
    camille.sees("La paleta no es la que acordamos", "Les cinq couleurs")


def take(mediator: Person, order: str) -> None:
    mediator.goes_to(order)
    mediator.does(order, "take-case")
    mediator.goes_to(f"{order}/milestones/1/record")


def decide(mediator: Person, order: str, act: str, sum_: str) -> None:
    """Nothing of the reasons may be missing, and nothing that was typed is lost."""
    mediator.goes_to(f"{order}/milestones/1/{act}")
    mediator.types("amount", sum_)
    mediator.types("share-1", sum_)
    mediator.types("share-2", "0")
    mediator.ticks("counts_as", "exempt")
    mediator.types("facts", "Het logo voldoet; in het palet ontbreken twee kleuren.")
    mediator.ticks("clauses", "work")
    assert mediator.sends().status == 422  # no evidence, no remedy
    mediator.ticks("events", "1")
    mediator.types("remedy", "Het logo wordt betaald, het palet niet.")
    mediator.sends()
    mediator.has_not_been_refused()
    mediator.sends()  # looked over, and saved
    mediator.has_not_been_refused()
    assert not mediator.path.endswith(act)


def appeal(camille: Person, order: str) -> None:
    camille.goes_to(f"{order}/milestones/1/appeal")
    camille.ticks("ground", "error")
    camille.types("words", "La deuxième page n’a pas été regardée.")
    camille.sends()
    camille.has_not_been_refused()


def same_file(demo: Demo, order: str, folder: Path, *people: Person) -> None:
    """Everybody saves the case file: the same bytes, and both verifiers find nothing wrong with it."""
    found: set[bytes] = set()
    for person in people:
        person.goes_to(f"{order}/case-file")
        found.add(person.saves(person.page.locator('main button[name="file"][value="archive"]').first))
    [archive] = found
    file = folder / "case.zip"
    file.write_bytes(archive)
    key = (demo.folder / "evidence_key.pub").read_text("ascii").strip()
    assert main(["case", "verify", str(file), "--key", key]) == 0
    checked = subprocess.run(
        [sys.executable, "-I", str(VERIFIER), str(file), "--key", key], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
