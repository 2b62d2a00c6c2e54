"""Old articles become drafts of ours: what is mended, what is taken out, and how the command keeps it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from parley.help.comparing import compare
from parley.help.importing.article import import_article
from parley.help.importing.draft import What
from parley.help.library import ARTICLES
from parley.help.source import read_article
from parley.management.cli import main
from tests.help.old_articles import (
    OLD,
    SENTENCE,
    article_of,
    headings,
    imported,
    texts,
)


def test_steps_without_numbers_and_headings_are_found_again() -> None:
    found = imported("flat.es.txt")
    assert headings(found) == [f"Paso {number}" for number in range(1, 7)]
    assert article_of(found).steps == tuple(f"step-{number}" for number in range(1, 7))
    assert len(texts(found, What.HEADING_LOST)) == 6
    assert found.kind == "guide"


def test_what_stands_under_an_item_whose_mark_stood_alone_belongs_to_it() -> None:
    assert (
        "- Calcula las horas que llevaría el repaso completo\n\n  > Nota: Pocos dueños saben cuánto tarda una octava.\n\n"
        "  Si el repaso lleva" in imported("flat.es.txt").markdown
    )


def test_a_list_after_a_colon_stays_a_list() -> None:
    assert "\n- Abre la página del pedido.\n- Marca cada cuerda revisada y guarda la lista.\n\n## Paso 5" in (
        imported("flat.es.txt").markdown
    )


def test_an_item_that_stands_twice_goes_and_a_near_double_is_named_and_stays() -> None:
    found = imported("flat.es.txt")
    assert texts(found, What.DOUBLED) == ["Calcula las horas que llevaría el repaso completo"]
    assert texts(found, What.NEAR_DOUBLE) == ["Lee las preguntas frecuentes sobre encargos que se dejan a medias."]
    assert "sobre encargos" in found.markdown


def test_doubled_paragraphs_go_wherever_they_stand() -> None:
    found = imported("doubled.fr.txt")
    assert len(texts(found, What.DOUBLED)) == 3
    assert found.markdown.count("Réparer une horloge") == found.markdown.count("une minute suffit") == 1


def test_sentences_that_stick_together_are_parted() -> None:
    found = imported("doubled.fr.txt")
    assert "courant. Même" in found.markdown
    assert "allez-y. Ensuite" in found.markdown
    assert texts(found, What.GLUED) == ["courant.Même", "allez-y.Ensuite,"]


@pytest.mark.parametrize(
    "kept", ["on Booking.Com now", "at www.Example.Org/Path", "in v2.Beta and a.B", "for Mr.Smith"]
)
def test_names_and_addresses_are_not_parted(kept: str) -> None:
    assert kept in import_article(f"{SENTENCE}\n{SENTENCE[:40]} {kept}.".encode(), "old.txt", "en").markdown.replace(
        "\\", ""
    )


def test_short_numbered_lines_become_steps_and_lists_between_them_stay_lists() -> None:
    found = imported("numbered.nl.txt")
    assert headings(found) == ["Rustig blijven", "Zoek het geluid", "Lever de fiets af"]
    assert article_of(found).steps == ("step-1", "step-2", "step-3")
    assert "1. Draai de trappers" in found.markdown
    assert "\n2. Til het achterwiel" in found.markdown


def test_lost_numbers_of_a_list_are_rebuilt() -> None:
    found = imported("numbered.nl.txt")
    assert "1. Klik op de knop BEURT AFSLUITEN.\n2. Geef de sleutel terug" in found.markdown
    assert texts(found, What.NUMBER) == ["Geef de sleutel terug aan de eigenaar."]


def test_a_label_alone_on_its_line_makes_a_note_of_what_is_below() -> None:
    assert "\n> Opmerking: In de winter mag een beurt een dag langer duren.\n" in imported("numbered.nl.txt").markdown


def test_advertising_goes_with_its_reasons_and_with_what_introduces_it() -> None:
    found = imported("advertised.ru.txt")
    gone = [change for change in found.changes if change.what is What.ADVERTISING]
    assert [change.line for change in gone] == [1, 20, 22]
    assert all(change.why for change in gone)
    assert headings(found) == ["Скажите первым", "Покажите готовое", "Договор"]
    assert not re.search("[Вв]акансия|[Аа]рбитраж|токен|Binance", found.markdown)


_RULE = re.compile(r"\[([^\]]*)\]\{rule=[^}]*\}")
FEE = "Pay a registration fee of $50 before you start. Send the fee first, and the work is yours."


def test_a_paragraph_that_explains_who_gets_which_money_is_kept_and_named_if_the_screen_doubts_it() -> None:
    articles = sorted((ARTICLES).glob("*/silent-freelancer.md"))
    assert len(articles) == 5
    for path in articles:
        body = _RULE.sub(r"\1", path.read_text("utf-8").rpartition("+++")[2])
        found = import_article(body.encode(), "a.txt", path.parent.name)
        assert not texts(found, What.ADVERTISING)


def test_a_fee_before_the_work_is_advertising() -> None:
    found = import_article(f"{SENTENCE}\n{FEE}\n".encode(), "a.txt", "en")
    assert texts(found, What.ADVERTISING) == [FEE]


def test_a_title_that_is_cut_off_is_named() -> None:
    found = imported("advertised.ru.txt")
    assert found.title == "Как вернуть доверие заказчика после опоздания"
    assert texts(found, What.TITLE_CUT) == ["Опозд"]


def test_a_missing_title_is_named_and_left_to_the_editor() -> None:
    found = imported("doubled.fr.txt")
    assert found.title == ""
    assert [change.what for change in found.changes if change.what is What.TITLE_LOST] == [What.TITLE_LOST]


def test_the_command_keeps_the_original_byte_for_byte(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = OLD / "page.en.html", tmp_path / "drafts"
    assert main(["articles", "import", str(source), "--out", str(out)]) == 0
    assert (out / "page-en.original.html").read_bytes() == source.read_bytes()
    assert read_article((out / "page-en.md").read_text("utf-8"), "page-en", "en").title
    assert "furniture" in (out / "page-en.report.txt").read_text("utf-8")
    assert "guide in en" in capsys.readouterr().out


def test_the_command_does_not_write_over_what_an_editor_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["articles", "import", str(OLD / "flat.es.txt"), "--out", str(tmp_path)]
    assert main(call) == main(call) == 0
    draft = tmp_path / "flat-es.md"
    draft.write_text("mine", "utf-8")
    assert main(call) == 1
    assert draft.read_text("utf-8") == "mine"
    assert "holds something else" in capsys.readouterr().err


def test_the_command_prints_one_object_a_file_and_goes_on_after_a_refusal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [str(tmp_path / "none.txt"), str(OLD / "numbered.nl.txt")]
    assert main(["articles", "import", "--json", *names]) == 1
    refused, found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert refused["file"] == names[0]
    assert "cannot be read" in refused["error"]
    assert (found["slug"], found["language"]) == ("numbered-nl", "nl")
    assert {"what", "line", "text", "why"} == found["changes"][0].keys()


def test_what_was_imported_can_be_compared() -> None:
    one = (
        "Lee todos los comentarios con atención y busca el motivo.\n"
        "Si los cambios piden más horas que el trabajo original, podrían quedar fuera del alcance.\n"
    )
    other = (
        "Lisez tous les commentaires avec attention et cherchez le motif.\n"
        "Si les changements demandent plus d'heures que le travail original, ils ne sont pas réalisables.\n"
    )
    found = [import_article(text.encode(), "a.txt", lang).markdown for text, lang in ((one, "es"), (other, "fr"))]
    kinds = [difference.kind for difference in compare(dict(zip(("es", "fr"), found, strict=True))).differences]
    assert "modality" in kinds
