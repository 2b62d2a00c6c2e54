"""Who acts in a sentence and how binding it is, in each language."""

from __future__ import annotations

import pytest

from parley.help.lexicon import lexicon, modalities, stance
from parley.help.rules import Actor, Modality

MAY, MUST, MUST_NOT, WILL, CAN_BE, SHOULD = (
    Modality.MAY, Modality.MUST, Modality.MUST_NOT, Modality.WILL, Modality.CAN_BE, Modality.SHOULD,
)  # fmt: skip
CLIENT, FREELANCER, EITHER, SYSTEM = Actor.CLIENT, Actor.FREELANCER, Actor.EITHER, Actor.SYSTEM
MEDIATOR, OPERATOR = Actor.MEDIATOR, Actor.OPERATOR

SENTENCES = {
    "en": [
        ("The client may pause the order.", CLIENT, MAY),
        ("After a request to the client the freelancer should wait.", FREELANCER, SHOULD),
        ("The mediator must give reasons to both sides.", MEDIATOR, MUST),
        ("The client cannot open a second case.", CLIENT, MUST_NOT),
        ("Parley will remind the client, who may answer.", SYSTEM, WILL),
        ("This could be too much for the freelancer.", None, CAN_BE),
        ("The tea is made by the operator.", OPERATOR, WILL),
        ("Either side may ask for a rest.", EITHER, MAY),
    ],
    "es": [
        ("La clienta puede pausar el pedido.", CLIENT, MAY),
        ("Tras la petición al cliente, el freelancer debería esperar.", FREELANCER, SHOULD),
        ("La mediadora debe dar razones a las dos partes.", MEDIATOR, MUST),
        ("El cliente no puede abrir otro caso.", CLIENT, MUST_NOT),
        ("Parley recuerda la fecha al cliente.", SYSTEM, WILL),
        ("Esto podría ser demasiado para el freelancer.", None, CAN_BE),
        ("Cualquiera de las dos partes puede pedir un descanso.", EITHER, MAY),
    ],
    "fr": [
        ("Le client peut mettre la commande en pause.", CLIENT, MAY),
        ("Après la demande au client, le freelance devrait attendre.", FREELANCER, SHOULD),
        ("La médiatrice doit donner ses raisons.", MEDIATOR, MUST),
        ("Le client ne peut pas ouvrir un autre dossier.", CLIENT, MUST_NOT),
        ("Parley rappelle la date au client.", SYSTEM, WILL),
        ("Cela pourrait être trop pour le freelance.", None, CAN_BE),
        ("Chaque partie peut demander un repos.", EITHER, MAY),
    ],
    "nl": [
        ("De klant mag de opdracht pauzeren.", CLIENT, MAY),
        ("De freelancer hoort na een verzoek op tijd te leveren.", FREELANCER, SHOULD),
        ("De bemiddelaar moet redenen geven.", MEDIATOR, MUST),
        ("De klant kan geen tweede zaak openen.", CLIENT, MUST_NOT),
        ("Parley herinnert de klant aan de datum.", SYSTEM, WILL),
        ("Dit zou te veel kunnen zijn voor de freelancer.", None, CAN_BE),
        ("Elke kant kan om rust vragen.", EITHER, MAY),
    ],
    "ru": [
        ("Клиент может приостановить заказ.", CLIENT, MAY),
        ("После запроса клиента фрилансеру следует подождать, и фрилансер подождёт.", FREELANCER, WILL),
        ("Посредник должен назвать причины.", MEDIATOR, MUST),
        ("Клиент не может открыть второе дело.", CLIENT, MUST_NOT),
        ("Parley напомнит клиенту о дате.", SYSTEM, WILL),
        ("Любая из сторон может попросить об отдыхе.", EITHER, MAY),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "actor", "modality"),
    [(language, *row) for language, rows in SENTENCES.items() for row in rows],
)
def test_a_sentence_is_read_as_its_speakers_read_it(
    language: str, text: str, actor: Actor | None, modality: Modality
) -> None:
    words = lexicon(language)
    [sentence] = words.read(text).sentences
    found = stance(sentence, words)
    assert (found.actor, found.modality) == (actor, modality)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "If you can do it, do it as soon as possible."),
        ("es", "Si puedes hacerlo, hazlo de la forma más sencilla posible."),
        ("fr", "Si vous pouvez le faire, faites-le de la façon la plus simple possible."),
        ("nl", "Als je het kunt, doe het zo snel mogelijk."),
        ("ru", "Если можете, сделайте это как можно скорее."),
    ],
)
def test_conditions_and_idioms_bind_nobody(language: str, text: str) -> None:
    words = lexicon(language)
    [sentence] = words.read(text).sentences
    assert modalities(sentence, words) == frozenset()
