"""Whether each sentence that states a rule says what the table says: who acts, how binding it is, which figures it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parley.help.lexicon import lexicon, stance
from parley.help.rules import Rule
from parley.help.source import FIGURE, RuleSentence


@dataclass(frozen=True, slots=True)
class Disagreement:
    """`what` is "actor", "modality" or "figures"; both sides of it as words."""

    what: str
    expected: str
    found: str


def disagreements(said: RuleSentence, rule: Rule, language: str) -> Iterator[Disagreement]:
    """What this sentence says otherwise than the table."""
    words = lexicon(language)
    # A figure is a number to whoever reads it, and a name with underscores would be no word.
    reading = words.read(FIGURE.sub("7", said.text))
    found = [stance(sentence, words) for sentence in reading.sentences]
    if not found:
        yield Disagreement("modality", rule.modality.value, "no sentence")
        return
    first = found[0]
    if first.actor is not rule.actor:
        yield Disagreement("actor", rule.actor.value, first.actor.value if first.actor else "nobody")
    if not first.is_as_binding_as(rule.modality):
        yield Disagreement("modality", rule.modality.value, first.modality.value)
    named = sorted(set(FIGURE.findall(said.text)))
    if named != sorted(rule.figures):
        yield Disagreement("figures", ", ".join(sorted(rule.figures)) or "none", ", ".join(named) or "none")
