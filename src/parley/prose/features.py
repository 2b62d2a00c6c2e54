"""What linear scorers see of a text: words, pairs of words, parts of words and a few plain facts about it.

Beginnings of words stand in for their stems: a real stemmer of five languages would take longer than all the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parley.prose.tokens import Reading, Sentence

SHORTEST, LONGEST = 3, 5  # parts of words, with a mark at either end of the word
BEGINNING = 5  # letters that words which belong together share
APART = 7  # words that a pair may be apart
_STEPS = (4, 10, 20, 40)  # words


def features_of(reading: Reading) -> set[str]:
    """The features of a whole draft."""
    return features_together([features_of_sentence(sentence) for sentence in reading.sentences], reading.words)


def features_together(each: Iterable[set[str]], words: int) -> set[str]:
    """The features of sentences that stand together and have so many words."""
    return set().union(*each, (f"<{sum(words > step for step in _STEPS)}>",))


def features_of_sentence(sentence: Sentence) -> set[str]:
    """The features of one sentence, to find the one that speaks loudest."""
    return set(_of_sentence(sentence))


def _of_sentence(sentence: Sentence) -> Iterator[str]:
    if sentence.asks:
        yield "<?>"
    if sentence.exclaims:
        yield "<!>"
    before = "^"
    for token in sentence.tokens:
        word = token.text if token.kind == "word" else f"<{token.kind}>"
        yield word
        yield f"{before} {word}"
        before = word
        if token.kind == "word":
            marked = f"_{word[:30]}_"
            for size in range(SHORTEST, LONGEST + 1):
                for start in range(len(marked) - size + 1):
                    yield marked[start : start + size]
    yield f"{before} $"
    beginnings = [token.text[:BEGINNING] if token.kind == "word" else f"<{token.kind}>" for token in sentence.tokens]
    for place, one in enumerate(beginnings):
        yield f"{one}."
        for other in beginnings[place + 1 : place + 2]:
            yield f"{one}.{other}"
        for other in beginnings[place + 2 : place + 1 + APART]:
            yield f"{one}~{other}"
        if sentence.asks:
            yield f"{one}?"
