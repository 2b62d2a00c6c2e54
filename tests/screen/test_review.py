"""What blocks, what a person looks at and what passes: by context and not by keyword."""

from __future__ import annotations

import pytest

from parley.prose import LANGUAGES
from parley.screen.review import _Found as Found
from parley.screen.review import score, screen, version
from parley.screen.screening import TEXT, TITLE, Code, Verdict

BLOCK, REVIEW, PASS = Verdict.BLOCK, Verdict.REVIEW, Verdict.PASS

ARBITRAGE = {
    "en": ("Crypto arbitrage from home", "Free training. You need a card and an active wallet. Details via Telegram."),
    "es": ("Arbitraje de cripto desde casa", "Sin experiencia. Necesitas tarjeta y una wallet. Detalles por privado."),
    "fr": ("Arbitrage de cryptos à domicile", "Sans expérience. Il faut juste une carte et un wallet."),
    "nl": ("Crypto arbitrage vanaf je bank", "Geen ervaring nodig, alleen een pasje en een wallet."),
    "ru": ("Арбитраж крипты из дома", "Обучение бесплатное, нужны карта и кошелёк. Подробности в личке."),
}
CLERKS = {
    "en": (
        "Clerk for a court of arbitration",
        "Twelve hearings a year: keep the register, minutes of 4 pages each, in Word.",
    ),
    "es": (
        "Secretaría de una junta arbitral",
        "Transcribir doce audiencias de arbitraje, 40 páginas cada una, en Word.",
    ),
    "fr": (
        "Greffe d'une chambre d'arbitrage",
        "Tenir le registre des litiges, comptes rendus de 4 pages, fichier Word.",
    ),
    "nl": (
        "Griffier bij een hof van arbitrage",
        "Notulen van twaalf zittingen, 4 pagina's elk, in Word, voor een scheidsgerecht.",
    ),
    "ru": (
        "Секретарь третейского суда",
        "Протоколы двенадцати заседаний по 4 страницы, арбитраж при торговой палате, Word.",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_arbitrage_with_a_wallet_is_blocked_and_an_arbitration_clerk_passes(language: str) -> None:
    assert screen(*ARBITRAGE[language], language).verdict is BLOCK
    assert screen(*ARBITRAGE[language]).lang == language
    assert screen(*CLERKS[language], language).verdict is PASS


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Payments engineer", "Integrate a wallet checkout into our shop with React, 3 milestones, tests in CI."),
        ("Translator of crypto news", "Two articles a day of 350 words on bitcoin and exchanges, 8 cents a word."),
        ("Bookkeeper for a broker", "Monthly reconciliation of 12 accounts in Excel, invoice at the end of the month."),
        ("Designer for a licensed casino", "Six banners for the welcome bonus terms, in Figma."),
        ("Article", "Write an article warning of easy money offers: no experience, deposit first, card and wallet."),
        ("For a school paper", 'An article about scams, 900 words. What is wrong with "You forward transfers from your card"?'),
    ],
)  # fmt: skip
def test_work_on_what_fraud_speaks_of_passes(title: str, text: str) -> None:
    assert screen(title, text, "en").verdict is PASS


def test_one_weak_sign_asks_for_a_look_and_several_together_block() -> None:
    assert screen("Logo for a baker", "A logo in PDF. Write me on Telegram.", "en").verdict is REVIEW
    assert screen("Job", "No experience needed. Earn 300 dollars per day. Write me on Telegram.", "en").verdict is BLOCK


def test_grave_signs_are_not_outweighed_by_work() -> None:
    text = (
        "Transcribe 40 pages in Word for a museum, 2 euros a page. Every typist leaves a security deposit of 60 euros."
    )
    assert screen("Transcription", text, "en").verdict is BLOCK


def test_the_arithmetic() -> None:
    def one(code: Code, weight: int, *, stands: bool = False) -> Found:
        return Found(code, "x", weight, stands, 0, 1)

    easy = one(Code.EASY_MONEY, 4)
    assert score([], set()) == 0
    assert score([easy, one(Code.EASY_MONEY, 2)], set()) == 5  # a second sign of a code adds one
    assert score([easy, one(Code.GIVEAWAY, 2)], set()) == 6
    assert score([easy], {"tools"}) == 3
    assert score([easy], {"about", "tools"}) == 1
    assert score([easy], {"tools", "measure", "pay", "setting"}) == 1  # three is the most that work takes away
    assert score([one(Code.IDENTITY, 3, stands=True), one(Code.EASY_MONEY, 2)], {"tools", "pay"}) == 3


def test_places_are_counted_in_the_field_that_is_named() -> None:
    title, text = "Crypto arbitrage", "Hello.\nYou need a card and a wallet 🙂."
    found = {one.sign: one for one in screen(title, text, "en").reasons}
    assert found["crypto-arbitrage"].where == TITLE
    wallet = found["wallet-needed"]
    assert wallet.where == TEXT
    assert text[wallet.start : wallet.end].endswith("wallet")


def test_a_disguise_is_undone() -> None:
    assert screen("Нужны деньги?", "Пpoгoни через cвoй счёт: сдай kapтy, забери 15 000.", "ru").verdict is BLOCK
    assert screen("Job", "Let us run one p a y m e n t through your bank account.", "en").verdict is BLOCK


def test_whoever_says_english_may_still_be_read_in_russian() -> None:
    assert screen("Work", "Сдай карту, забери 15 000 рублей сразу в руки.", "en").verdict is BLOCK


def test_a_pitch_in_quotes_is_still_a_pitch() -> None:
    pitch = "You receive transfers on your card, withdraw at the ATM and hand the envelope to our driver."
    assert screen("Job", f"“{pitch}”", "en").verdict is BLOCK
    assert screen("Job", f"> {pitch}", "en").verdict is BLOCK
    assert screen(
        "Helper for many small errands around the town and the village", f"As told: “{pitch}”", "en"
    ).verdict in (
        BLOCK,
        REVIEW,
    )


def test_what_cannot_be_read_goes_to_a_person() -> None:
    empty = screen("", "")
    assert (empty.verdict, [one.code for one in empty.reasons]) == (REVIEW, [Code.NO_DELIVERABLE])
    german = screen("Übersetzer gesucht", "Wir suchen jemanden, der unsere Broschüre übersetzt und gestaltet.")
    assert (german.verdict, german.lang, [one.code for one in german.reasons]) == (REVIEW, None, [Code.UNREAD])


def test_an_answer_names_the_packs_that_gave_it() -> None:
    assert screen("Logo", "A logo.", "en").version == version()
    assert len(version()) == 12
