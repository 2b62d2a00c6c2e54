"""Linear weights over the features of a text, as small data, and what they make of it.

How they are made: bin/train-coach and bin/train-screen.
"""

from __future__ import annotations

import gzip
import json
import math
from base64 import b64decode
from dataclasses import dataclass, field

from parley.prose.columns import pack
from parley.prose.columns import unpack as unpack_row

WITHOUT = 128  # the byte that stands for no weight; those below it speak against a label


@dataclass(frozen=True, slots=True)
class Weights:
    """`rows`: where a feature stands in `rarities` (sixteenths) and in `matrix`, a byte for each of `columns`, in steps of
    that column. `met` has what a feature that has been met adds to every column at once, as one number.

    `hint` and `caution` are the scores from which a column is shown as such; both were chosen on texts that were not trained
    on.
    """

    columns: tuple[str, ...]
    rows: dict[str, int]
    rarities: list[int]
    matrix: bytes
    steps: tuple[float, ...]
    bias: tuple[float, ...]
    hint: tuple[float, ...]
    caution: tuple[float, ...]
    met: dict[str, int] = field(default_factory=dict)

    def score(self, features: set[str]) -> tuple[float, ...]:
        """A number for each of `columns`; above 0 is more likely than not, as trained. Time: one look-up and one addition a
        feature, in whole numbers, so that no order of adding gives another score."""
        known = features & self.rows.keys()
        for feature in known.difference(self.met):
            self.met[feature] = self._row(feature)
        *sums, square = unpack_row(sum(map(self.met.__getitem__, known)), len(self.columns) + 1)
        length = math.sqrt(square) or 1.0
        return tuple(
            total * step / length + bias for total, step, bias in zip(sums, self.steps, self.bias, strict=True)
        )

    def _row(self, feature: str) -> int:
        """What a feature adds to each column, and at last the square of its rarity."""
        place = self.rows[feature]
        rarity = self.rarities[place]
        weights = self.matrix[place * len(self.columns) : (place + 1) * len(self.columns)]
        return pack([*(rarity * (weight - WITHOUT) for weight in weights), rarity * rarity])


def likelihood(score: float) -> float:
    """A score as a share between 0 and 1."""
    if score < 0:
        grown = math.exp(max(score, -60.0))
        return grown / (1.0 + grown)
    return 1.0 / (1.0 + math.exp(-min(score, 60.0)))


def unpack(packed: bytes) -> Weights:
    """What bin/training.py packed."""
    data = json.loads(gzip.decompress(packed))
    rows = {name: place for place, name in enumerate(data["features"].split("\n"))}
    columns = tuple(data["steps"])
    steps, bias, hint, caution = (
        tuple(float(data[key][name]) for name in columns) for key in ("steps", "bias", "hint", "caution")
    )
    return Weights(columns, rows, data["rarity"], b64decode(data["weights"]), steps, bias, hint, caution)
