"""What it is worth to say something else than what one would settle for: the bounds of docs/explanation/sealed-offers.md.

A side has a sum beyond which it would rather have a decision. Its gain is how far the settlement is on the good side of that
sum; where nothing settles, it is nothing.
"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from parley.core.order.state import Stage
from tests.asks import CLIENT, FREELANCER
from tests.asks_of_cases import seal
from tests.deals import deal, eur
from tests.given import Story, in_stage

HOLD = 100_00
SUMS = st.integers(0, HOLD)
BEGUN = in_stage(Stage.CASE_SEALED, deal(price=HOLD))


def one_round(most: int, least: int, begun: Story = BEGUN) -> Story:
    return begun.when(seal(eur(most), CLIENT)).when(seal(eur(least), FREELANCER))


def gets(story: Story) -> int | None:
    """What the freelancer gets of the hold, before the fee; None where it did not settle."""
    one = story.milestone()
    return (one.released + one.fees).amount_minor if one.has_ended else None


def clients_gain(worth: int, story: Story) -> int:
    got = gets(story)
    return worth - got if got is not None else 0


@given(worth=SUMS, least=SUMS, less=st.integers(0, HOLD))
@settings(derandomize=True, max_examples=120, deadline=None)
def test_offering_less_gains_half_of_the_difference_at_most_and_risks_all(worth: int, least: int, less: int) -> None:
    """The client would give `worth` and says `less` less."""
    honest = clients_gain(worth, one_round(worth, least))
    shaded = clients_gain(worth, one_round(max(worth - less, 0), least))
    assert honest >= 0
    assert shaded >= 0
    assert shaded - honest <= (min(less, worth) + 1) // 2
    if worth - less < least <= worth:
        assert shaded == 0 <= honest


@given(worth=SUMS, least=SUMS, more=st.integers(1, HOLD))
@settings(derandomize=True, max_examples=120, deadline=None)
def test_offering_more_than_one_would_give_never_gains(worth: int, least: int, more: int) -> None:
    honest = clients_gain(worth, one_round(worth, least))
    assert clients_gain(worth, one_round(min(worth + more, HOLD), least)) <= honest


@given(worth=SUMS, most=SUMS, more=st.integers(0, HOLD))
@settings(derandomize=True, max_examples=120, deadline=None)
def test_the_same_holds_for_the_freelancer(worth: int, most: int, more: int) -> None:
    """The freelancer would take `worth` and asks for `more` more. The odd cent is the client's, so nothing is rounded up."""

    def gain(story: Story) -> int:
        got = gets(story)
        return got - worth if got is not None else 0

    asked = min(worth + more, HOLD)
    honest, shaded = gain(one_round(most, worth)), gain(one_round(most, asked))
    assert honest >= 0
    assert shaded - honest <= (asked - worth + 1) // 2
    if worth <= most < asked:
        assert shaded == 0
    if worth:
        assert gain(one_round(most, worth - 1)) <= honest


@given(least=SUMS, probes=st.lists(SUMS, min_size=1, max_size=3))
@settings(derandomize=True, max_examples=120, deadline=None)
def test_whoever_probes_learns_only_that_the_other_wants_more_and_pays_for_a_probe_that_is_high_enough(
    least: int, probes: list[int]
) -> None:
    """Three rounds are three questions, and a yes is a settlement. After the last no the client knows nothing but
    that the freelancer's sums were above the client's own."""
    story = BEGUN
    for probe in probes:
        story = one_round(probe, least, story)
        if least <= probe:
            assert gets(story) == (probe + least) // 2
            return
        assert gets(story) is None
    assert least > max(probes)
    for other in {max(probes) + 1, (max(probes) + 1 + HOLD) // 2, HOLD}:
        same = BEGUN
        for probe in probes:
            same = one_round(probe, other, same)
        if other <= HOLD and other > max(probes):
            assert same.milestone() == story.milestone()
