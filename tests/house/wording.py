"""Words that a reader would see in English whatever language they chose: one function for each place they hide in.

Each yields (line, what is wrong). What is no language, such as the product's name, is listed in NAMES.
"""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

from tests.house.rules import Breach

NAMES = re.compile(r"\b(?:Parley|UTC)\b")
SLOT = re.compile(r"\{[^{}]*\}")
MARKUP = re.compile(r"<[^>]*>?")
LETTER = re.compile(r"[^\W\d_]")
# Two words with a blank between them: what programs write for programs has none, or it is listed in FOR_PROGRAMS.
PROSE = re.compile(r"[^\W\d_]{2,}[’'”\"),.:;!?…]*\s+[(“\"]?[^\W\d_]{2,}")

# --- Templates ---------------------------------------------------------------------------------------------------------------
READ_OUT = {"title", "alt", "placeholder", "label", "hx-confirm", "hx-prompt"}
READ_OUT |= {"aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "aria-placeholder"}
BUTTONS = {"submit", "button", "reset"}
ENCLOSED = {"blocktranslate", "blocktrans", "comment", "verbatim"}
LITERAL = re.compile(r"""(_\()?("[^"]*"|'[^']*')""")
FALLS_BACK_ON_WORDS = re.compile(r"""\|(?:default|default_if_none|yesno|pluralize):["'][^"']*[A-Z][a-z]""")


def words_in_template(text: str) -> Iterator[Breach]:
    """Text and attributes of a page, or the text of a letter, outside of the tags that translate."""
    tokens = list(_outside_of_enclosed(Lexer(text).tokenize()))
    reader = _Reader()
    reader.feed("".join(token.contents if _is_text(token) else " " + "\n" * _breaks(token) for token in tokens))
    reader.close()
    yield from reader.found
    for token in tokens:
        if not _is_text(token) and not token.contents.startswith(("translate ", "trans ", "Translators")):
            yield from _words_in_tag(token)


def _outside_of_enclosed(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens without what stands between {% blocktranslate %} and its end; line breaks in there are kept."""
    until = ""
    for token in tokens:
        tag = token.contents.split()[0] if token.token_type is TokenType.BLOCK and token.contents else ""
        if until:
            if tag == until:
                until = ""
            yield Token(TokenType.COMMENT, "\n" * _breaks(token), lineno=token.lineno)
        elif tag in ENCLOSED:
            until = f"end{tag}"
        else:
            yield token


def _words_in_tag(token: Token) -> Iterator[Breach]:
    if token.token_type is TokenType.COMMENT:
        return
    for translated, literal in LITERAL.findall(token.contents):
        if not translated and PROSE.search(literal):
            yield token.lineno or 0, f"words in a tag: {literal}"
    if FALLS_BACK_ON_WORDS.search(token.contents):
        yield token.lineno or 0, f"falls back on English: {token.contents}"


def _is_text(token: Token) -> bool:
    return token.token_type is TokenType.TEXT


def _breaks(token: Token) -> int:
    return token.contents.count("\n")


class _Reader(HTMLParser):
    """Collects what a person would read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Breach] = []

    def handle_data(self, data: str) -> None:
        if has_words(data):
            before = data[: len(data) - len(data.lstrip())].count("\n")
            self.found.append((self.getpos()[0] + before, f"text: {' '.join(data.split())}"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        for name, value in given.items():
            is_words = (
                has_words(value) if _is_read(tag, name, given) else name.startswith("data-") and PROSE.search(value)
            )
            if is_words:
                self.found.append((self.getpos()[0], f"{name}: {value}"))


def _is_read(tag: str, name: str, given: Mapping[str, str]) -> bool:
    if tag == "input" and name == "value":
        return given.get("type") in BUTTONS
    if tag == "meta" and name == "content":
        return given.get("name") == "description"
    return name in READ_OUT


def has_words(text: str) -> bool:
    """Whether there is anything in it but signs, digits and names."""
    return LETTER.search(NAMES.sub("", text)) is not None


# --- Python ------------------------------------------------------------------------------------------------------------------
AT_ONCE = {"gettext", "ngettext", "pgettext", "npgettext"}
TRANSLATES = {"_", "gettext_noop", *AT_ONCE, *(f"{name}_lazy" for name in AT_ONCE)}
TEXTS = {"ngettext": 2, "ngettext_lazy": 2, "pgettext": 2, "pgettext_lazy": 2, "npgettext": 3, "npgettext_lazy": 3}
"""How many arguments are texts of the source; elsewhere one."""

SAYS = {
    "back_label", "caption", "description", "empty_label", "headline", "help_text", "hint", "intro", "label", "money_label",
    "newest_label", "note", "older_label", "party", "placeholder", "question", "reads_as", "relative", "says", "short",
    "small", "subject", "submit", "text", "title", "verbose_name", "verbose_name_plural", "way_on", "why", "wording",
}  # fmt: skip
"""Arguments whose words a person reads, in whatever call they stand."""

TELLS = {"tell": (0,), "say": (0,), "told": (2, 3), "strong": (0,), "link": (0,), "Part": (0,), "ValidationError": (0,)}
TELLS |= {"messages.success": (1,), "messages.info": (1,), "messages.warning": (1,), "messages.error": (1,)}
"""Calls by the places of their arguments that a person reads."""

FOR_PROGRAMS = ("re.", "logger.", "log.", "logging.", "warnings.")
HEADER = re.compile(r"[A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)+")


def texts_of(parts: Iterable[type]) -> dict[str, tuple[int, ...]]:
    """For each dataclass the places of the fields that a person reads: by name, or because they take a Sentence."""
    found = {}
    for part in parts:
        fields = [field for field in dataclasses.fields(part) if not field.kw_only]
        read = [number for number, field in enumerate(fields) if field.name in SAYS or _takes_sentence(str(field.type))]
        found[part.__name__] = tuple(read)
    return found


def _takes_sentence(annotation: str) -> bool:
    return re.search(r"\b(Text|Sentence)\b", annotation) is not None


def words_in_python(tree: ast.Module, texts: Mapping[str, tuple[int, ...]]) -> Iterator[Breach]:
    """Literals that reach a reader untranslated: prose anywhere, and single words where a person will read them."""
    seen: set[ast.AST] = set()
    for shown in _shown(tree, TELLS | dict(texts)):
        for literal, text in _literals(shown):
            if has_words(SLOT.sub("", text)):
                seen.add(literal)
                yield literal.lineno, f"not translated: {text!r}"
    seen |= set(_not_for_readers(tree))
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if node not in seen and PROSE.search(SLOT.sub("", MARKUP.sub("", text))):
                yield node.lineno, f"not translated: {text!r}"


def lost_to_translators(tree: ast.Module) -> Iterator[Breach]:
    """Strings that no catalog will ever hold: built while the program runs, or asked for under another name."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=func, args=args) if (name := _name(func).rpartition(".")[2]) in TRANSLATES:
                for text in args[: TEXTS.get(name, 1)]:
                    if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
                        yield text.lineno, f"not a plain string, so no catalog has it: {ast.unparse(text)}"
            case ast.ImportFrom(module="django.utils.translation", names=names):
                for one in names:
                    short = "_" if one.name in {"gettext", "gettext_lazy"} else one.name
                    if one.name in TRANSLATES and one.asname not in {None, one.name, short}:
                        yield node.lineno, f"bin/catalogs does not know {one.name} as {one.asname}"


def frozen_words(tree: ast.Module) -> Iterator[Breach]:
    """Words translated while a module loads: they stay in the language of that moment for everybody."""
    at_once = {
        one.asname or one.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for one in node.names
        if one.name in AT_ONCE
    }
    for node in _while_loading(tree):
        if isinstance(node, ast.Call) and _name(node.func) in at_once:
            yield node.lineno, f"translated while the module loads: {ast.unparse(node)}"


def _while_loading(node: ast.AST) -> Iterator[ast.AST]:
    """What runs on import: everything but the bodies of functions."""
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.Lambda):
            continue
        yield inner
        if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
            for early in (*inner.decorator_list, inner.args):
                yield from (early, *_while_loading(early))
        else:
            yield from _while_loading(inner)


def _shown(tree: ast.Module, places: Mapping[str, tuple[int, ...]]) -> Iterator[ast.expr]:
    """The arguments that a person will read."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = _name(node.func)
            wanted = places.get(name, places.get(name.rpartition(".")[2], ()) if "." in name else ())
            yield from (node.args[place] for place in wanted if place < len(node.args))
            yield from (keyword.value for keyword in node.keywords if keyword.arg in SAYS)


def _literals(shown: ast.expr) -> Iterator[tuple[ast.Constant, str]]:
    """The literal texts an expression can come to. What stands in a call is that call's affair."""
    match shown:
        case ast.Constant(value=str(text)):
            yield shown, text
        case ast.JoinedStr(values=parts) | ast.BoolOp(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _literals(part)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from _literals(one)
            yield from _literals(other)


def _not_for_readers(tree: ast.Module) -> Iterator[ast.expr]:
    """Translated words, docstrings, errors for programmers, logs, patterns and headers of HTTP."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant() as docstring):
                yield docstring
            case ast.Call(func=func, args=args) if _name(func) in TRANSLATES:
                yield from args
            case ast.Call(func=func) if _name(func).startswith(FOR_PROGRAMS):
                yield from _expressions(node)
            case ast.Raise() | ast.Assert():
                yield from _expressions(node)
            case ast.Assign(targets=[ast.Subscript(slice=ast.Constant(value=str(key)))]) if HEADER.fullmatch(key):
                yield from _expressions(node)
            case ast.Dict(keys=names, values=values):
                for name, value in zip(names, values, strict=True):
                    if isinstance(name, ast.Constant) and HEADER.fullmatch(str(name.value)):
                        yield value


def _expressions(node: ast.AST) -> Iterator[ast.expr]:
    return (inner for inner in ast.walk(node) if isinstance(inner, ast.expr))


def _name(node: ast.expr) -> str:
    """gettext, messages.success: the dotted name of what is called; empty for anything more involved."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        owner = _name(node.value)
        return f"{owner}.{node.attr}" if owner else node.attr
    return ""
