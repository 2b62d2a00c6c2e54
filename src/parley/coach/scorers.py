"""Small scorers of a language: how likely each label is, how polite and how hostile a draft sounds.

Linear models over words and parts of words, trained by bin/train-coach; their weights are data (weights/).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from parley.coach.advice import Label
from parley.prose.weights import Weights, unpack

COLUMNS = (*(label.value for label in Label), "hostile", "polite")


@cache
def weights_of(language: str) -> Weights:
    """The weights of a language, with COLUMNS, read once."""
    return unpack(files("parley.coach").joinpath("weights", f"{language}.json.gz").read_bytes())
