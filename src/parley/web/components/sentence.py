"""Sentences live in the words room; components print them."""

from parley.words.sentence import Part, Sentence, Text, link, said, say, strong

__all__ = ["Part", "Sentence", "Text", "link", "said", "say", "strong"]
