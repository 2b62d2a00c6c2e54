"""Holds the articles of all languages against each other, against the table of rules and against what there is to link to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from parley.help.agreement import disagreements
from parley.help.figures import BadFigure, Running
from parley.help.lexicon import lexicon
from parley.help.library import SOURCE_LANGUAGE, Library
from parley.help.models import LONGEST_SLUG
from parley.help.pages import PAGES, PICTURES, TAKEN
from parley.help.rules import Rules, exists
from parley.help.source import FIGURE, SCHEMES, Article, Target
from parley.prose import LANGUAGES


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to mend. `place` is language/slug, or rules.toml; `kind` a word to sort by."""

    place: str
    kind: str
    says: str

    def __str__(self) -> str:
        return f"{self.place}: {self.kind}: {self.says}"


def faults(library: Library, rules: Rules, languages: tuple[str, ...] = LANGUAGES) -> list[Fault]:
    """All of them: first those of the table, then article by article."""
    found = list(_of_the_table(library, rules))
    for slug in sorted(library.articles):
        found += _of_the_languages(library, slug, languages)
        for language, article in library.articles[slug].items():
            if language in languages:
                found += _of_the_article(article, library, rules)
    return found


# --- the table


def _of_the_table(library: Library, rules: Rules) -> Iterator[Fault]:
    place = "rules.toml"
    for rule in rules.rules.values():
        if not exists(rule.checked_by):
            yield Fault(place, "core", f"{rule.id} is checked by {rule.checked_by}, which does not exist")
        for name in rule.figures:
            if name not in rules.figures:
                yield Fault(place, "figure", f"{rule.id} names {name}, which is no figure")
    for figure in rules.figures.values():
        try:
            Running().value(figure)
        except BadFigure as bad:
            yield Fault(place, "figure", str(bad))
    said = {one.rule for article in library for one in article.rules}
    for unsaid in sorted(rules.rules.keys() - said):
        yield Fault(place, "rule", f"no article says {unsaid}")


# --- one article in all languages


def _of_the_languages(library: Library, slug: str, languages: tuple[str, ...]) -> Iterator[Fault]:
    articles = library.articles[slug]
    source = articles.get(SOURCE_LANGUAGE)
    if source is None:
        yield Fault(f"{SOURCE_LANGUAGE}/{slug}", "missing", "it is written in another language, and not in this one")
        return
    for language in languages:
        article = articles.get(language)
        if article is None:
            yield Fault(f"{language}/{slug}", "missing", "it is not translated")
        elif article is not source:
            yield from _differences(article, source)


def _differences(article: Article, source: Article) -> Iterator[Fault]:
    place = f"{article.language}/{article.slug}"
    for name in ("kind", "order", "related", "on", "minutes", "recording", "anchors", "steps", "figures"):
        ours, theirs = getattr(article, name), getattr(source, name)
        if ours != theirs:
            yield Fault(place, name, f"{_shown(ours)} here, {_shown(theirs)} in {source.language}")
    for name in ("rules", "links", "pictures"):
        mine, yours = _counted(article, name), _counted(source, name)
        for one in sorted(yours - mine):
            yield Fault(place, name, f"{one} is not here")
        for one in sorted(mine - yours):
            yield Fault(place, name, f"{one} is only here")


def _counted(article: Article, name: str) -> Counter[str]:
    """What stands in an article, whatever the order: a language turns sentences round."""
    if name == "rules":
        return Counter(one.rule for one in article.rules)
    targets = article.links if name == "links" else [target for target, _ in article.pictures]
    return Counter(map(_address, targets))


def _address(target: Target) -> str:
    return f"{target.scheme}:{target.name}" + (f"#{target.anchor}" if target.anchor else "")


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) or "nothing" if isinstance(value, tuple) else str(value)


# --- one article


def _of_the_article(article: Article, library: Library, rules: Rules) -> Iterator[Fault]:
    place = f"{article.language}/{article.slug}"
    if article.slug in TAKEN:
        yield Fault(place, "address", "its name is that of another page of the help")
    if len(article.slug) > LONGEST_SLUG:
        yield Fault(place, "address", "its name is too long for an address")
    for slug in article.related:
        if slug not in library.articles or slug == article.slug:
            yield Fault(place, "related", f"there is no other article {slug}")
    for name in sorted(set(article.figures) - rules.figures.keys()):
        yield Fault(place, "figure", f"{name} is not known")
    for target in article.links:
        if not _leads_somewhere(target, article, library):
            yield Fault(place, "link", f"{_address(target)} leads nowhere")
    for target, alt in article.pictures:
        if target.scheme != "image" or not (PICTURES / target.name).is_file() or Path(target.name).name != target.name:
            yield Fault(place, "picture", f"{_address(target)} is not there")
        if not alt.strip():
            yield Fault(place, "picture", f"{_address(target)} says nothing to those who do not see it")
    yield from _of_the_terms(article, place)
    yield from _of_the_rules(article, rules, place)


def _of_the_terms(article: Article, place: str) -> Iterator[Fault]:
    """What has one name on this desk has it in every article."""
    words = lexicon(article.language)
    for section in article.every_section:
        text = FIGURE.sub("7", f"{section.heading}\n{section.text}")
        for sentence in words.read(text).sentences:
            for term in words.terms:
                if next(term.topic.matches(sentence), None) and not next(term.say.matches(sentence), None):
                    yield Fault(place, "term", f"{term.name} has another name: {text[sentence.start : sentence.end]}")


def _leads_somewhere(target: Target, article: Article, library: Library) -> bool:
    if target.scheme == "":
        return target.anchor in article.anchors
    if target.scheme not in SCHEMES or target.scheme == "image":
        return False
    if target.scheme == "page":
        return target.name in PAGES
    found = library.article(target.name, article.language)
    return found is not None and (not target.anchor or target.anchor in found.anchors)


def _of_the_rules(article: Article, rules: Rules, place: str) -> Iterator[Fault]:
    for rule, times in Counter(one.rule for one in article.rules).items():
        if times > 1:
            yield Fault(place, "rule", f"{rule} is said {times} times")
    for said in article.rules:
        known = rules.rules.get(said.rule)
        if known is None:
            yield Fault(place, "rule", f"{said.rule} is not in the table")
            continue
        for one in disagreements(said, known, article.language):
            yield Fault(place, one.what, f"{said.rule} has {one.found} where the table has {one.expected}: {said.text}")
