"""The weights of one language, and what they make of a draft. How they are made: bin/train-coach."""

from __future__ import annotations

import gzip
import json
import math
from base64 import b64decode
from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parley.coach.advice import Label

COLUMNS = (*(label.value for label in Label), "hostile", "polite")
WITHOUT = 128  # the byte that stands for no weight; those below it speak against a label


@dataclass(frozen=True, slots=True)
class Weights:
    """`rows`: a feature's rarity and its weight for each of COLUMNS, in steps of that column.

    `hint` and `caution` are the scores from which a label is shown as such; both were chosen on messages that were not
    trained on.
    """

    rows: dict[str, tuple[float, bytes]]
    steps: tuple[float, ...]
    bias: tuple[float, ...]
    hint: tuple[float, ...]
    caution: tuple[float, ...]

    def score(self, features: Set[str]) -> tuple[float, ...]:
        """A number for each of COLUMNS; above 0 is more likely than not, as trained. Time: one look-up a feature."""
        sums = [0.0] * len(COLUMNS)
        square = 0.0
        rows = self.rows
        for feature in features:
            row = rows.get(feature)
            if row is not None:
                rarity, weights = row
                square += rarity * rarity
                for column, weight in enumerate(weights):
                    if weight != WITHOUT:
                        sums[column] += rarity * (weight - WITHOUT)
        length = math.sqrt(square) or 1.0
        return tuple(
            total / length * step + bias for total, step, bias in zip(sums, self.steps, self.bias, strict=True)
        )


def likelihood(score: float) -> float:
    """A score as a share between 0 and 1."""
    if score < 0:
        grown = math.exp(max(score, -60.0))
        return grown / (1.0 + grown)
    return 1.0 / (1.0 + math.exp(-min(score, 60.0)))


@cache
def weights_of(language: str) -> Weights:
    """The weights of a language, read once."""
    packed = files("parley.coach").joinpath("weights", f"{language}.json.gz").read_bytes()
    return unpack(packed)


def unpack(packed: bytes) -> Weights:
    data = json.loads(gzip.decompress(packed))
    names = data["features"].split("\n")
    matrix = b64decode(data["weights"])
    width = len(COLUMNS)
    rarities = data["rarity"]
    rows = {
        name: (rarities[place] / 16, matrix[place * width : (place + 1) * width]) for place, name in enumerate(names)
    }
    steps, bias, hint, caution = (
        tuple(float(data[key][name]) for name in COLUMNS) for key in ("steps", "bias", "hint", "caution")
    )
    return Weights(rows, steps, bias, hint, caution)
