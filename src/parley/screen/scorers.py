"""A small scorer for each language: how much a brief as a whole reads like those that took people in.

It hears what no sign names, and cannot say why; so alone it only asks a person to look. Its weights are data (weights/),
made by bin/train-screen.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from parley.prose.features import features_of_sentence, features_together
from parley.prose.tokens import Reading
from parley.prose.weights import Weights, unpack

COLUMNS = ("fraud",)
_WINDOW = 200  # words that are heard together: honest talk around it does not drown a fraud


@cache
def weights_of(language: str) -> Weights:
    """The weights of a language, read once."""
    return unpack(files("parley.screen").joinpath("weights", f"{language}.json.gz").read_bytes())


def heard(reading: Reading, language: str) -> tuple[float, int]:
    """The highest score of any stretch of a brief, and the number of the sentence in it that speaks loudest."""
    weights = weights_of(language)
    each = [features_of_sentence(sentence) for sentence in reading.sentences]
    best, loudest = float("-inf"), 0
    for first, last, words in _stretches(reading):
        score = weights.score(features_together(each[first:last], words))[0]
        if score > best:
            best = score
            loudest = max(range(first, last), key=lambda one: weights.score(each[one])[0])
    return best, loudest


def _stretches(reading: Reading) -> list[tuple[int, int, int]]:
    """First sentence, the one after the last, and words, of each stretch."""
    found: list[tuple[int, int, int]] = []
    first = words = 0
    for number, sentence in enumerate(reading.sentences):
        words += len(sentence.tokens)
        if words >= _WINDOW or number + 1 == len(reading.sentences):
            found.append((first, number + 1, words))
            first, words = number + 1, 0
    return found
