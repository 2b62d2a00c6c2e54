"""From nobody to a paid order, on a phone, in each language: read the help, vote, join, post a brief, get an offer, agree,
pay, accept, review."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import expect

from parley.config.languages import LANGUAGE_CODES
from parley.web.offers.clauses import FORM
from tests.journeys.demo import Demo
from tests.journeys.offers import READY_IN_DAYS, made_up
from tests.journeys.people import PHONE, Person, Visit

FREELANCERS = {
    "en": "nadia@example.org", "es": "ines@example.org", "fr": "camille@example.org", "nl": "joris@example.org",
    "ru": "vera@example.org",
}  # fmt: skip
BRIEFS = {
    "en": ("Sign for a flower shop", "A sign for the window of a flower shop, legible from the other side of the street."),
    "es": ("Rótulo para una floristería", "Un rótulo para el escaparate de una floristería, legible desde la otra acera."),
    "fr": ("Enseigne pour une fleuriste", "Une enseigne pour la vitrine d'une fleuriste, lisible d'en face."),
    "nl": ("Uithangbord voor een bloemenwinkel", "Een bord voor de etalage van een bloemenwinkel, leesbaar vanaf de overkant."),
    "ru": ("Вывеска для цветочной лавки", "Вывеска для витрины цветочной лавки, которую видно с другой стороны улицы."),
}  # fmt: skip
RESULTS = {
    "en": "The sign as a PDF for the printer",
    "es": "El rótulo en PDF para la imprenta",
    "fr": "L'enseigne en PDF pour l'imprimeur",
    "nl": "Het bord als pdf voor de drukker",
    "ru": "Вывеска в PDF для типографии",
}
MAIL_S = 30
CODE = re.compile(r"^\s*([A-Z0-9]{4}-?[A-Z0-9]{4})\s*$", re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGE_CODES)
def test_a_newcomer_arrives_and_leaves_with_what_was_needed(
    visit: Visit, demo: Demo, tmp_path: Path, language: str
) -> None:
    newcomer = visit(window=PHONE)
    reads_the_help_and_votes(newcomer, language)
    joins(newcomer, demo, language)
    brief = posts_a_brief(newcomer, language)
    freelancer = visit(FREELANCERS[language], language, window=PHONE, looks_closely=False)
    order = answers_with_an_offer(freelancer, brief, language)
    agrees_and_pays(newcomer, brief, order)
    freelancer.goes_to(f"{order}/milestones/1/deliver")
    freelancer.hand.attach(freelancer.page.locator('main input[type="file"]').first, made_up(tmp_path, "sign.pdf"))
    freelancer.sends()
    freelancer.has_not_been_refused()
    newcomer.does(order, "accept")
    for person, stars in ((newcomer, "5"), (freelancer, "4")):
        person.goes_to(f"{order}/review")
        person.ticks("stars", stars)
        person.sends()
        person.has_not_been_refused()
    assert {"Released", "Rated"} <= set(demo.events(order))


def reads_the_help_and_votes(newcomer: Person, language: str) -> None:
    newcomer.goes_to("/")
    newcomer.reads(language)
    newcomer.goes_to("/help")
    newcomer.follows(newcomer.page.locator('main a[href^="/help/not-accepted"]').first)
    assert newcomer.page.evaluate("document.documentElement.lang") == language
    expect(newcomer.page.locator("main h2")).not_to_have_count(0)
    newcomer.follows(newcomer.page.locator('.help-vote button[value="yes"]'))
    expect(newcomer.page.locator('.help-vote button[value="yes"]')).to_have_attribute("aria-pressed", "true")


def joins(newcomer: Person, demo: Demo, language: str) -> None:
    """Whoever wants to post a brief is asked to come in first, and comes back to where they were."""
    address = f"newcomer-{language}@example.org"
    newcomer.goes_to("/briefs")
    newcomer.follows(newcomer.page.locator('main a[href="/briefs/new"]').first)
    newcomer.follows(newcomer.page.locator('main a[href^="/accounts/signup/"]').first)
    newcomer.types("name", f"Newcomer {language}")
    newcomer.types("email", address)
    newcomer.sends()
    newcomer.types("code", code_for(address, demo))
    newcomer.follows(newcomer.page.locator("main form button.primary").first)
    newcomer.name = f"Newcomer {language}"


def code_for(address: str, demo: Demo) -> str:
    """What the letter says that the desk's courier has brought."""
    latest = time.monotonic() + MAIL_S
    while time.monotonic() < latest:
        for path in (demo.folder / "mail").glob("*"):
            letter = message_from_bytes(path.read_bytes(), policy=policy.default)
            if address in str(letter["To"]):
                body = letter.get_body(("plain",))
                found = CODE.search(body.get_content()) if body is not None else None
                if found:
                    return found[1]
        time.sleep(0.1)
    raise AssertionError(f"no code came for {address}")


def posts_a_brief(newcomer: Person, language: str) -> str:
    title, text = BRIEFS[language]
    newcomer.goes_to("/briefs/new")
    newcomer.types("title", title)
    newcomer.types("text", text)
    newcomer.types("result", RESULTS[language])
    newcomer.hand.select(newcomer.page.locator('main [name="trade"]'), "design")
    newcomer.types("least", "100")
    newcomer.types("most", "200")
    newcomer.sends()
    newcomer.has_not_been_refused()
    newcomer.sees(title)
    return newcomer.path


def answers_with_an_offer(freelancer: Person, brief: str, language: str) -> str:
    freelancer.goes_to("/briefs")
    freelancer.sees(BRIEFS[language][0])
    freelancer.goes_to(brief)
    freelancer.follows(freelancer.page.locator('main a[href^="/orders/new?brief="]').first)
    freelancer.types("title", BRIEFS[language][0])
    freelancer.types("summary", BRIEFS[language][1])
    freelancer.types("name-1", RESULTS[language])
    freelancer.types("price-1", "150")
    freelancer.types("due-1", (freelancer.present().date() + timedelta(days=READY_IN_DAYS)).isoformat())
    freelancer.types("what-1-1", RESULTS[language])
    freelancer.types("test-1-1", RESULTS[language])
    freelancer.types("hours-1-1", "6")
    freelancer.types("files-1-1", "pdf")
    freelancer.sends()
    freelancer.has_not_been_refused()
    assert freelancer.path.startswith("/orders/")
    return freelancer.path


def agrees_and_pays(newcomer: Person, brief: str, order: str) -> None:
    newcomer.goes_to(brief)
    newcomer.follows(newcomer.page.locator(f'main a[href="{order}"]').first)
    for tick in newcomer.page.locator('#clauses .clause input[type="checkbox"]').all():
        newcomer.hand.pick(tick)
    newcomer.follows(newcomer.page.locator(f'button.primary[form="{FORM}"]').first)
    newcomer.has_not_been_refused()
    newcomer.does(order, "fund")
