"""The weights of one language, and what they make of a draft. How they are made: bin/train-coach."""

from __future__ import annotations

import gzip
import json
import math
from base64 import b64decode
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from parley.coach.advice import Label
from parley.prose.columns import pack
from parley.prose.columns import unpack as unpack_row

COLUMNS = (*(label.value for label in Label), "hostile", "polite")
WITHOUT = 128  # the byte that stands for no weight; those below it speak against a label


@dataclass(frozen=True, slots=True)
class Weights:
    """`rows`: where a feature stands in `rarities` (sixteenths) and in `matrix`, a byte for each of COLUMNS, in steps of
    that column. `met` has what a feature that has been met adds to every column at once, as one number.

    `hint` and `caution` are the scores from which a label is shown as such; both were chosen on messages that were not
    trained on.
    """

    rows: dict[str, int]
    rarities: list[int]
    matrix: bytes
    steps: tuple[float, ...]
    bias: tuple[float, ...]
    hint: tuple[float, ...]
    caution: tuple[float, ...]
    met: dict[str, int] = field(default_factory=dict)

    def score(self, features: set[str]) -> tuple[float, ...]:
        """A number for each of COLUMNS; above 0 is more likely than not, as trained. Time: one look-up and one addition a
        feature, in whole numbers, so that no order of adding gives another score."""
        known = features & self.rows.keys()
        for feature in known.difference(self.met):
            self.met[feature] = self._row(feature)
        *sums, square = unpack_row(sum(map(self.met.__getitem__, known)), len(COLUMNS) + 1)
        length = math.sqrt(square) or 1.0
        return tuple(
            total * step / length + bias for total, step, bias in zip(sums, self.steps, self.bias, strict=True)
        )

    def _row(self, feature: str) -> int:
        """What a feature adds to each column, and at last the square of its rarity."""
        place = self.rows[feature]
        rarity = self.rarities[place]
        weights = self.matrix[place * len(COLUMNS) : (place + 1) * len(COLUMNS)]
        return pack([*(rarity * (weight - WITHOUT) for weight in weights), rarity * rarity])


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
    rows = {name: place for place, name in enumerate(names)}
    steps, bias, hint, caution = (
        tuple(float(data[key][name]) for name in COLUMNS) for key in ("steps", "bias", "hint", "caution")
    )
    return Weights(rows, data["rarity"], b64decode(data["weights"]), steps, bias, hint, caution)
