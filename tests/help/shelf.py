"""A small help centre of two articles in five languages, in which nothing is wrong; tests spoil one thing at a time."""

from __future__ import annotations

from pathlib import Path

from parley.help.checking import Fault, faults
from parley.help.library import Library, library
from parley.help.rules import Rules, rules

HEADS = {
    "en": ("When the kettle stays cold", "What to do about cold tea."),
    "es": ("Cuando la tetera no calienta", "Qué hacer con el té frío."),
    "fr": ("Quand la bouilloire reste froide", "Que faire du thé froid."),
    "nl": ("Als de ketel koud blijft", "Wat te doen met koude thee."),
    "ru": ("Когда чайник не греет", "Что делать с холодным чаем."),
}
WAIT = {
    "en": "The client may look at a delivery for {{ review_days }} days.",
    "es": "La clienta puede mirar una entrega durante {{ review_days }} días.",
    "fr": "Le client peut regarder une livraison pendant {{ review_days }} jours.",
    "nl": "De klant mag {{ review_days }} dagen naar een levering kijken.",
    "ru": "Клиент может смотреть сданную работу дней: {{ review_days }}.",
}
ANSWER = {
    "en": "The freelancer must answer every item.",
    "es": "El freelancer debe responder a cada punto.",
    "fr": "Le freelance doit répondre à chaque point.",
    "nl": "De freelancer moet op elk punt antwoorden.",
    "ru": "Фрилансер должен ответить на каждый пункт.",
}
SEE = {"en": "See", "es": "Mira", "fr": "Voir", "nl": "Zie", "ru": "Смотрите"}
LANGUAGES = tuple(HEADS)

TABLE = """
[figures]
review_days = { meaning = "days to look", from = "parley.core.order.terms.Windows.review_days" }

[rules.look]
actor = "client"
modality = "may"
meaning = "The client has a time to look."
checked_by = "parley.core.order.terms.Windows.review_days"
figures = ["review_days"]

[rules.answer]
actor = "freelancer"
modality = "must"
meaning = "No item of a request stays without an answer."
checked_by = "parley.core.order.revision"
"""


def kettle(language: str) -> str:
    """A guide with two steps, a note and a link."""
    title, summary = HEADS[language]
    return f"""+++
title = "{title}"
summary = "{summary}"
kind = "guide"
order = 1
related = ["cup"]
+++

{SEE[language]} [1](help:cup#handle).

## {title} {{#step-look}}

[{WAIT[language]}]{{rule=look}}

> {summary}

## {summary} {{#step-answer}}

- [{ANSWER[language]}]{{rule=answer}}
"""


def cup(language: str) -> str:
    """A short article that leads back, and to the desk."""
    title, summary = HEADS[language]
    return f"""+++
title = "{summary}"
summary = "{title}"
kind = "article"
order = 2
related = ["kettle"]
+++

## {summary} {{#handle}}

{SEE[language]} [1](page:desk), [2](help:kettle), [3](#handle).
"""


def write_shelf(folder: Path) -> Path:
    for language in LANGUAGES:
        (folder / language).mkdir(parents=True)
        (folder / language / "kettle.md").write_text(kettle(language), "utf-8")
        (folder / language / "cup.md").write_text(cup(language), "utf-8")
    (folder / "rules.toml").write_text(TABLE, "utf-8")
    return folder


def change(folder: Path, place: str, old: str, new: str) -> None:
    """Put other words into a file, of which the old ones have to be there."""
    path = folder / place
    text = path.read_text("utf-8")
    assert old in text, f"{place} does not say {old!r}"
    path.write_text(text.replace(old, new), "utf-8")


def read_shelf(folder: Path) -> tuple[Library, Rules]:
    """As it stands there now."""
    library.cache_clear()
    rules.cache_clear()
    return library(folder), rules(folder / "rules.toml")


def faults_of(folder: Path) -> list[Fault]:
    return faults(*read_shelf(folder))
