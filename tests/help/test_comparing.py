"""Old articles of one origin: what one of them says otherwise is named, however damaged the lists and paragraphs are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from parley.help.comparing import Compared, compare
from parley.help.lexicon import lexicon
from parley.help.passages import align, passages
from parley.management.cli import main

SPANISH = """Cuando alguien pide cambios, respira con calma.
Lee todos los comentarios con atención y busca el motivo.
- Si los cambios piden más horas que el trabajo original, podrían quedar fuera del alcance.
- Desglosa la cantidad de esfuerzo antes de contestar
Después envía una oferta personalizada con su precio.
Como último recurso está el Centro de resoluciones.
"""
FRENCH = """1. Respirez
Quand quelqu'un demande des changements, respirez avec calme.
Quand quelqu'un demande des changements, respirez avec calme.
Lisez tous les commentaires avec attention et cherchez le motif.
Si les changements demandent plus d'heures que le travail original, ils ne sont pas réalisables.
Détaillez la quantité d'efforts avant de répondre
Ensuite, envoyez une offre personnalisée avec son prix.
En dernier recours il y a le Centre de résolution.
"""
DUTCH = """Als iemand om wijzigingen vraagt, blijf kalm.
Lees alle opmerkingen met aandacht en zoek de reden.

1. Als de wijzigingen meer uren vragen dan het oorspronkelijke werk, vallen ze mogelijk buiten het bereik.
2. Verdeel de hoeveelheid inspanning voordat je antwoordt

Vraag daarna om een aangepaste aanbieding met een prijs.
Als laatste redmiddel is er het Oplossingscentrum.
Was dit artikel nuttig?
"""
TEXTS = {"es": SPANISH, "fr": FRENCH, "nl": DUTCH}


def values(found: Compared, kind: str, about: str = "") -> dict[str, str]:
    """What each language says, of the one difference of this kind."""
    [one] = [one for one in found.differences if (one.kind, one.about) == (kind, about)]
    return {said.language: said.value for said in one.said}


def test_advice_that_became_a_refusal_is_named() -> None:
    assert values(compare(TEXTS), "modality") == {"es": "may", "fr": "must-not", "nl": "may"}


def test_advice_that_became_a_fact_is_named() -> None:
    said = FRENCH.replace("ils ne sont pas réalisables", "ils sont hors du champ")
    assert values(compare(TEXTS | {"fr": said}), "modality") == {"es": "may", "fr": "plain", "nl": "may"}


def test_who_acts_is_named_where_it_changed() -> None:
    found = values(compare(TEXTS), "actor", "custom-offer")
    assert found["nl"] == "ask"
    assert {found.get("es", "give"), found.get("fr", "give")} == {"give"}


def test_a_word_that_means_something_else_is_named() -> None:
    found = values(compare(TEXTS), "term", "effort-breakdown")
    assert found["nl"] == "other words"


def test_nothing_else_is_named() -> None:
    found = [(one.kind, one.about) for one in compare(TEXTS).differences]
    assert sorted(found) == [("actor", "custom-offer"), ("modality", ""), ("term", "effort-breakdown")]


def test_texts_that_say_the_same_have_no_difference() -> None:
    dutch = DUTCH.replace("Verdeel de", "Splits de").replace("Vraag daarna om een", "Stuur daarna een")
    french = FRENCH.replace("ils ne sont pas réalisables", "ils pourraient être hors du champ")
    assert compare({"es": SPANISH, "fr": french, "nl": dutch}).differences == ()


def test_passages_find_each_other_past_headings_and_doubled_paragraphs() -> None:
    spanish, french = (passages(TEXTS[code], lexicon(code)) for code in ("es", "fr"))
    assert len(french) == 7
    pairs = [(pair.left[-1].line, pair.right[-1].line) for pair in align(spanish, french)]
    assert pairs == [(1, 2), (2, 4), (3, 5), (4, 6), (5, 7), (6, 8)]


def test_the_command_prints_one_object_a_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    named = []
    for code, text in TEXTS.items():
        (tmp_path / f"{code}.txt").write_text(text, "utf-8")
        named.append(f"{code}={tmp_path / code}.txt")
    assert main(["articles", "compare", *named, "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["kind"] for line in lines} == {"actor", "modality", "term"}
    assert main(["articles", "compare", *named]) == 0
    assert "3 differences" in capsys.readouterr().out


@pytest.mark.parametrize("named", [["es=no-such-file", "fr=none"], ["xx=a", "es=b"], ["es"]])
def test_the_command_says_what_it_cannot_read(named: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["articles", "compare", *named]) == 2
    assert "parley articles:" in capsys.readouterr().err
