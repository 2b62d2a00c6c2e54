"""Read a draft and say what to look at: rules first, scorers for what rules miss, at most three findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from parley.coach.advice import Advice, Context, Finding, Label, Scores, Severity, Situation
from parley.coach.checklist import checklist
from parley.coach.packs import MESSAGE, SENTENCE, Pack, Rule, Wording, pack_of
from parley.coach.rewriting import is_familiar, rewrite
from parley.coach.scorers import COLUMNS, weights_of
from parley.prose import LANGUAGES
from parley.prose.features import features_of_sentence, features_together
from parley.prose.index import Glance
from parley.prose.language import language_of
from parley.prose.tokens import Reading, read
from parley.prose.weights import Weights, likelihood

MOST_FINDINGS = 3
_SETTLED = (Situation.AFTER_RELEASE,)
_LEAST_WORDS_TO_TELL = 5  # a sentence in another language than the rest
_SERIOUS = (Label.THREAT, Label.OFF_PLATFORM)  # only these may ask to be read once more
_LEAST_WORDS_TO_SCORE = 3
_DOUBT = 0.9  # so far below a hint the scorer speaks against a rule
_WINDOW = 90  # words that are scored together: a long message is scored by parts


class _Hit(NamedTuple):
    sentence: int
    tokens: tuple[int, int]
    label: Label
    severity: Severity
    reason: str
    wording: Wording
    source: str


@dataclass(frozen=True, slots=True)
class _Draft:
    reading: Reading
    pack: Pack
    context: Context


def review(text: str, language: str | None = None, context: Context | None = None, reader: str | None = None) -> Advice:
    """Advice on a draft. Linear in the length of the text, and never an error, whatever the text is.

    language: one of LANGUAGES when it is known, as on an order's page; otherwise it is found out.
    reader: the language in which reasons and the checklist are given, when it is not the draft's.
    """
    spoken = language if language in LANGUAGES else language_of(read(text).sentences)
    pack = pack_of(spoken) if spoken else None
    reading = read(text, elision=bool(pack and pack.elision))
    if pack is None or not reading.words:
        return Advice(spoken, (), Scores(0.5, 0.0))
    draft = _Draft(reading, pack, context or Context())
    weights = weights_of(pack.language)
    each = [features_of_sentence(sentence) for sentence in reading.sentences]
    scored = _scores(reading, weights, each)
    by_rules = _doubted(_by_rules(draft), weights, scored)
    hits = _dearest([*by_rules, *_in_other_languages(draft, weights), *_by_scorers(draft, weights, scored, each)])
    said = pack_of(reader) if reader in LANGUAGES else pack
    familiar = bool(hits) and is_familiar(pack, reading.sentences)
    findings = tuple(_finding(draft, hit, said.reasons[hit.reason], familiar=familiar) for hit in hits)
    scores = Scores(likelihood(scored[COLUMNS.index("polite")]), likelihood(scored[COLUMNS.index("hostile")]))
    points = checklist(pack, said, draft.context, reading.sentences, {hit.label for hit in hits})
    return Advice(spoken, findings, scores, points)


def rules_that_find(text: str, language: str, context: Context | None = None) -> dict[str, Label]:
    """The ids of the rules that find something, and their labels: what the scorers' thresholds are chosen against."""
    pack = pack_of(language)
    draft = _Draft(read(text, elision=pack.elision), pack, context or Context())
    return {hit.source: hit.label for hit in _by_rules(draft)}


def _by_rules(draft: _Draft) -> Iterator[_Hit]:
    """What the rules of the draft's language find, less what an exception lifts."""
    pack = draft.pack
    sentences = [(sentence, Glance(sentence, pack.lists)) for sentence in draft.reading.sentences]
    matches = [(number, match) for number, seen in enumerate(sentences) for match in pack.index.matches(*seen)]
    if not matches:
        return
    lifts = [{match.key for match in pack.exceptions.matches(*seen)} for seen in sentences]
    anywhere = set().union(*lifts)
    seen: set[tuple[int, str]] = set()
    for number, match in matches:
        rule = pack.rules[match.key]
        if (number, rule.id) in seen or _settled(draft.context, rule):
            continue
        if _lifted(anywhere, MESSAGE, rule) or _lifted(lifts[number], SENTENCE, rule):
            continue
        seen.add((number, rule.id))
        hit = (match.start, match.end)
        yield _Hit(number, hit, rule.label, rule.severity, rule.reason, rule.rewrite, rule.id)


def _doubted(hits: Iterable[_Hit], weights: Weights, scored: tuple[float, ...]) -> Iterator[_Hit]:
    """What a rule finds where the scorer hears nothing of the kind is a hint: the phrase may belong to the work."""
    places = {label: place for place, label in enumerate(Label)}
    for hit in hits:
        doubted = scored[places[hit.label]] < weights.hint[places[hit.label]] - _DOUBT
        yield hit._replace(severity=Severity.HINT) if doubted else hit


def _lifted(lifted: set[str], scope: str, rule: Rule) -> bool:
    return f"{scope}:{rule.id}" in lifted or f"{scope}:{rule.label}" in lifted


def _settled(context: Context, rule: Rule) -> bool:
    return rule.unless_settled and context.situation in _SETTLED and not context.case_open


def _in_other_languages(draft: _Draft, weights: Weights) -> Iterator[_Hit]:
    """Sentences in another of our languages are held against that language's rules. One half of whose words are known in
    the draft's language is in that language."""
    for number, sentence in enumerate(draft.reading.sentences):
        known = sum(token.text in weights.rows for token in sentence.tokens)
        if len(sentence.tokens) < _LEAST_WORDS_TO_TELL or 2 * known >= len(sentence.tokens):
            continue
        spoken = language_of((sentence,))
        if spoken is None or spoken == draft.pack.language:
            continue
        alone = replace(draft, reading=replace(draft.reading, sentences=(sentence,)), pack=pack_of(spoken))
        for hit in _by_rules(alone):
            yield hit._replace(sentence=number, wording=draft.pack.rewrites[hit.label], reason=hit.label.value)


def _scores(reading: Reading, weights: Weights, each: list[set[str]]) -> tuple[float, ...]:
    """The highest score of any stretch of the draft, for each column; the lowest for politeness."""
    scored = [weights.score(features) for features in _stretches(reading, each)]
    polite = COLUMNS.index("polite")
    return tuple((min if place == polite else max)(score[place] for score in scored) for place in range(len(COLUMNS)))


def _stretches(reading: Reading, each: list[set[str]]) -> Iterator[set[str]]:
    """The features of the whole draft, or of its parts where it is long."""
    if reading.words <= 2 * _WINDOW:
        yield features_together(each, reading.words)
        return
    batch: list[set[str]] = []
    words = 0
    for sentence, features in zip(reading.sentences, each, strict=True):
        batch.append(features)
        words += len(sentence.tokens)
        if words >= _WINDOW:
            yield features_together(batch, words)
            batch, words = [], 0
    if batch:
        yield features_together(batch, words)


def _by_scorers(draft: _Draft, weights: Weights, scored: tuple[float, ...], features: list[set[str]]) -> Iterator[_Hit]:
    """Labels that the whole draft speaks of, shown at the sentence that speaks loudest."""
    sentences = draft.reading.sentences
    found = [place for place, _ in enumerate(Label) if scored[place] >= weights.hint[place]]
    if not found or draft.reading.words < _LEAST_WORDS_TO_SCORE:
        return
    each = [weights.score(of_sentence) for of_sentence in features]
    for place, label in enumerate(Label):
        if place not in found:
            continue
        number = max(range(len(sentences)), key=lambda one: each[one][place])
        severity = Severity.CAUTION if scored[place] >= weights.caution[place] else Severity.HINT
        whole = (0, len(sentences[number].tokens))
        yield _Hit(number, whole, label, severity, label.value, draft.pack.rewrites[label], "scorer")


def _dearest(hits: Iterable[_Hit]) -> list[_Hit]:
    """One finding a label, the gravest and the rules' before the scorers'; at most three, in the order of the text."""
    best: dict[Label, _Hit] = {}
    for hit in sorted(hits, key=lambda hit: (-hit.severity.rank, hit.source == "scorer", hit.sentence, hit.tokens)):
        known = best.get(hit.label)
        if known is None:
            best[hit.label] = hit
        elif known.source != "scorer" and hit.source == "scorer" and hit.severity.rank > known.severity.rank:
            best[hit.label] = known._replace(severity=hit.severity)
    chosen = sorted(best.values(), key=lambda hit: -hit.severity.rank)[:MOST_FINDINGS]
    return sorted(chosen, key=lambda hit: (hit.sentence, hit.tokens))


def _finding(draft: _Draft, hit: _Hit, reason: str, *, familiar: bool) -> Finding:
    sentence = draft.reading.sentences[hit.sentence]
    text = draft.reading.text
    said = rewrite(text, draft.pack, sentence, hit.tokens, hit.wording, familiar=familiar)
    severity = Severity.CAUTION if hit.severity is Severity.SERIOUS and hit.label not in _SERIOUS else hit.severity
    first, last = sentence.tokens[hit.tokens[0]], sentence.tokens[max(hit.tokens[0], hit.tokens[1] - 1)]
    mark = (first.start, last.end)
    return Finding(hit.label, sentence.start, sentence.end, severity, reason, said, hit.source, mark)
