"""What may not stand in a file, one function a rule. Each yields (line, what is wrong) for a parsed file or its text."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

Breach = tuple[int, str]

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
CLOCKS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "timezone": {"now", "localtime", "localdate"},
    "time": {"time", "time_ns"},
}
CLOCK_MODULES = {"django.utils.timezone", "time"}
CLOCK_FIELDS = {"auto_now", "auto_now_add"}
CHANCE = {"uuid1", "uuid4", "uuid6", "uuid7", "uuid8"}
SKIPS = {"skip", "skipif", "importorskip", "skipTest"}
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals", "django.contrib.auth.signals")


def late_imports(tree: ast.Module) -> Iterator[Breach]:
    """An import inside a function hides a dependency from the reader, and most often a circle."""
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Import | ast.ImportFrom):
                    yield inner.lineno, f"import inside {getattr(node, 'name', 'a lambda')}"
        if isinstance(node, ast.Call) and _name(node.func) in {
            "importlib.import_module",
            "import_module",
            "__import__",
        }:
            yield node.lineno, f"{_name(node.func)} hides an import"


def clocks(tree: ast.Module) -> Iterator[Breach]:
    """Who reads the clock cannot be replayed: the instant is passed in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = _name(node.value).rpartition(".")[2]
            if node.attr in CLOCKS.get(owner, ()):
                yield node.lineno, f"{owner}.{node.attr} reads the clock"
        elif isinstance(node, ast.ImportFrom) and node.module in CLOCK_MODULES:
            for name in node.names:
                if name.name in CLOCKS[node.module.rpartition(".")[2]]:
                    yield node.lineno, f"{node.module}.{name.name} reads the clock"
        elif isinstance(node, ast.ImportFrom) and node.module == "django.db.models.functions":
            if any(name.name == "Now" for name in node.names):
                yield node.lineno, "Now() reads the database's clock"
        elif isinstance(node, ast.keyword) and node.arg in CLOCK_FIELDS:
            yield node.value.lineno, f"{node.arg} reads the clock"
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_sql_clock(node.value):
            yield node.lineno, "SQL that reads the database's clock"


def _is_sql_clock(text: str) -> bool:
    is_sql = re.search(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE)\b", text) is not None
    return is_sql and re.search(r"\bCURRENT_TIMESTAMP\b|\b(now|clock_timestamp)\(\)|datetime\('now'", text) is not None


def floats(tree: ast.Module) -> Iterator[Breach]:
    """Money and shares are exact."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "float":
            yield node.lineno, "float is not exact"
        elif isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node.lineno, f"{node.value} is not exact"


def chance(tree: ast.Module) -> Iterator[Breach]:
    """Ids are made at the edge: the same question must always get the same answer."""
    for node in ast.walk(tree):
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        if name in CHANCE and isinstance(node, ast.expr):
            yield node.lineno, f"{name} is left to chance"


def skips(tree: ast.Module) -> Iterator[Breach]:
    """A test that does not run says nothing, and looks like one that passed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in SKIPS:
            yield node.lineno, f"{_name(node)} leaves a test out"


def signals(tree: ast.Module) -> Iterator[Breach]:
    """What follows from what is written where it happens."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules = [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
        else:
            continue
        if any(module == signal or module.startswith(f"{signal}.") for module in modules for signal in SIGNALS):
            yield node.lineno, "a signal"


def leftovers(text: str) -> Iterator[Breach]:
    """What is to be done belongs into an issue, where it is seen."""
    # The brackets keep the rule from finding itself.
    return _matches(text, r"\b(TO[D]O|FIX[M]E)\b", "left to be done")


def inline_styles(text: str) -> Iterator[Breach]:
    """The content security policy forbids them, so a browser would ignore them."""
    yield from _matches(text, r"<style\b|\sstyle\s*=", "a style in the page")
    yield from _matches(text, r"\son[a-z]+\s*=\s*[\"']", "a script in an attribute")
    yield from _matches(text, r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*application/json)", "a script in the page")


def addresses_of_indexes(text: str) -> Iterator[Breach]:
    """Everybody's own package index is honoured only as long as no file names one."""
    yield from _matches(text, r"https?://\S*/(simple|packages)(/|\b)", "the address of a package index")
    yield from _matches(text, r"(?m)^\s*(--(extra-)?index-url|--find-links|-i)\s", "a choice of package index")
    yield from _matches(text, r"\"resolved\"\s*:", "the address a package came from")


def addresses_in_a_lock(text: str) -> Iterator[Breach]:
    return _matches(text, r"://|@ file|--index|--find-links", "an address in a lock")


def _matches(text: str, pattern: str, wrong: str) -> Iterator[Breach]:
    for found in re.finditer(pattern, text):
        yield text.count("\n", 0, found.start()) + 1, f"{wrong}: {found.group().strip()}"


def _name(node: ast.AST) -> str:
    """The dotted name of an expression, or an empty text for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        owner = _name(node.value)
        return f"{owner}.{node.attr}" if owner else node.attr
    return ""
