"""What bin/train-coach and bin/train-screen share: fitting linear weights and packing them (parley.prose.weights)."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from base64 import b64encode
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

if importlib.util.find_spec("sklearn") is None:
    sys.exit("this needs scikit-learn: install requirements-train.lock into the Python that runs it")

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME / "src"))

from parley.prose.weights import WITHOUT  # noqa: E402

REGULARITY = 5.0
STEPS = 127
LEAST_STEPS = 3  # what weighs less is left out: most of the time, a third of the figures, nothing of the outcome


def write(path: Path, content: dict[str, Any]) -> None:
    packed = gzip.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)
    path.write_bytes(packed)
    print(f"{len(packed) / 1000:.0f} kB", flush=True)


def vectorizer_of(own: list[set[str]], other: list[set[str]], vocabulary: list[str] | None = None) -> TfidfVectorizer:
    vectorizer = TfidfVectorizer(analyzer=sorted, binary=True, min_df=2, vocabulary=vocabulary)
    return vectorizer.fit([*own, *other])


def logistic(seen: Any, wanted: Any) -> tuple[Any, float]:
    model = LogisticRegression(C=REGULARITY, class_weight="balanced", max_iter=3_000).fit(seen, wanted)
    return model.coef_[0], float(model.intercept_[0])


def f1_of(found: Any, wanted: Any) -> float:
    return float(2 * (found & wanted).sum() / max(1, found.sum() + wanted.sum()))


def packed(
    vectorizer: TfidfVectorizer, names: Sequence[str], weights: Any, bias: Any, hint: Any, caution: Any
) -> dict[str, Any]:
    """Weights in whole steps of a byte: a model of floats would be five times as large and no better."""
    steps = np.abs(weights).max(axis=1) / STEPS
    whole = np.rint(weights / steps[:, None]).astype(int)
    whole[np.abs(whole) < LEAST_STEPS] = 0
    whole += WITHOUT

    def columns(numbers: Iterable[float]) -> dict[str, float]:
        return {name: round(float(number), 6) for name, number in zip(names, numbers, strict=True)}

    return {
        "features": "\n".join(vectorizer.get_feature_names_out()),
        "rarity": [round(float(idf) * 16) for idf in vectorizer.idf_],
        "weights": b64encode(whole.T.astype(np.uint8).tobytes()).decode(),
        "steps": columns(steps),
        "bias": columns(bias),
        "hint": columns(hint),
        "caution": columns(caution),
    }
