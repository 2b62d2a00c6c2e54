"""bin/catalogs: bring the catalogs in step with the sources, say what they lack, hand out and take in batches.

Exit codes: 0 done, 1 something is missing or was refused, 2 the call itself cannot work.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError

from parley.management.catalogs.batches import fill, untranslated
from parley.management.catalogs.catalog import TRANSLATED, alone_with, by_key, write
from parley.management.catalogs.gaps import gaps, gaps_of_sources, in_step
from parley.management.catalogs.sources import Contradiction, Wanted, wanted


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="bin/catalogs", description="Bring the translations in step with the sources, or say what they lack."
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--check", action="store_true", help="say what is missing or wrong; change nothing")
    ways.add_argument(
        "--untranslated", metavar="LANGUAGE", choices=TRANSLATED, help="print what lacks words, as JSON lines"
    )
    ways.add_argument(
        "--fill", nargs=2, metavar=("LANGUAGE", "FILE"), help="take in translations; - reads standard input"
    )
    args = parser.parse_args(argv)
    if args.fill and args.fill[0] not in TRANSLATED:
        parser.error(f"Parley is not translated into {args.fill[0]!r}; see src/parley/config/languages.py")
    try:
        strings = wanted()
        if args.check:
            return check(strings)
        if args.untranslated:
            for line in untranslated(args.untranslated, in_step(args.untranslated, strings)):
                print(line)
            return 0
        if args.fill:
            language, file = args.fill
            text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
            return take_in(language, text, strings)
        return bring_in_step(strings)
    except BrokenPipeError:  # `... | head` has seen enough
        sys.stdout = None
        return 0
    except (Contradiction, PoFileError, OSError, UnicodeDecodeError) as error:
        print(f"bin/catalogs: {error}", file=sys.stderr)
        return 2


def bring_in_step(strings: Sequence[Wanted]) -> int:
    with alone_with():
        for language in TRANSLATED:
            catalog = in_step(language, strings)
            is_new = write(language, catalog)
            print(f"{language}: {summary(language, catalog)}{'' if is_new else ', nothing new'}")
    return 0


def take_in(language: str, text: str, strings: Sequence[Wanted]) -> int:
    with alone_with():
        catalog = in_step(language, strings)
        filled, refused = fill(language, catalog, text.splitlines())
        write(language, catalog)
    for reason in refused:
        print(reason, file=sys.stderr)
    print(f"{language}: {filled} taken in, {len(refused)} refused; {summary(language, catalog)}")
    return 1 if refused else 0


def check(strings: Sequence[Wanted]) -> int:
    found = [*gaps_of_sources(strings), *(gap for language in TRANSLATED for gap in gaps(language, strings))]
    for line in found:
        print(line)
    return 1 if found else 0


def summary(language: str, catalog: Catalog) -> str:
    """How far the language has come."""
    strings, missing = len(by_key(catalog)), len(list(untranslated(language, catalog)))
    return f"{strings} strings, {missing} untranslated"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
