"""What somebody else said, and code, is not the writer's; offsets stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.prose.masking import mask


@pytest.mark.parametrize(
    ("draft", "kept", "gone"),
    [
        ('You wrote "you are a lazy fool" and I was sad.', "and I was sad", "lazy"),
        ("Vous écriviez « tu es vraiment nul » hier.", "hier", "nul"),
        ("Ты написал „ты просто бездарь тут“ вчера.", "вчера", "бездарь"),
        ("> you never answer\nI do now.", "I do now", "never"),
        ("```\nnever_answer()\n```\nDone.", "Done", "never"),
        ("Look at `never answer me` here.", "here", "never"),
        ("<b title='you idiot'>Fine</b>", "Fine", "idiot"),
        ("```\nnever closed", "", "never"),
        ("She wrote 'you're a lazy fool' and I laughed.", "and I laughed", "lazy"),
        ("Hij schreef ‘je bent een luie dwaas’ gisteren.", "gisteren", "luie"),
    ],
)
def test_what_is_not_the_writers_is_blanked(draft: str, kept: str, gone: str) -> None:
    masked = mask(draft)
    assert kept in masked
    assert gone not in masked


@pytest.mark.parametrize(
    "draft",
    [
        'Your "design" is late.',  # one word in quotation marks is irony, and the writer's own
        'A 24" screen and a 27" one, you never asked.',
        'He said: "you never answer\nand then the line ended',
        "a < b and c > d, you never looked",
        "It's late and the clients' files aren't what you promised, you never answer.",
        "'t Is laat en jij hebt 's avonds nooit de foto's gestuurd, zoals Hans' zus zei.",
        "'cause you never told us it's the designers' fault",
        "J'ai l'avis qu'il n'est pas d'accord, c'est l'idée d'hier.",
    ],
)
def test_what_is_the_writers_stays(draft: str) -> None:
    assert mask(draft) == draft


@given(st.text(alphabet="ab \"«»“”„‘’'`<>\n", max_size=200))
def test_nothing_moves(draft: str) -> None:
    masked = mask(draft)
    assert len(masked) == len(draft)
    assert all(after in (before, " ") for before, after in zip(draft, masked, strict=True))
    assert [at for at, one in enumerate(draft) if one == "\n"] == [at for at, one in enumerate(masked) if one == "\n"]
