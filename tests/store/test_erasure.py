"""Words and files can go for good, and the chain of events still verifies."""

from __future__ import annotations

from dataclasses import replace

from parley.store import queries
from parley.store.audit import broken_chain
from parley.store.erasure import erase_file, erase_texts
from tests.store.given_rows import NOON, uuid, write


def test_an_erased_text_leaves_a_trace_without_words_or_salt(db: None) -> None:
    [written] = write(uuid(1))
    write(uuid(1))
    [text] = written.texts
    assert erase_texts(uuid(1), [text.commitment, "unknown"], NOON) == 1
    assert erase_texts(uuid(1), [text.commitment], NOON) == 0
    found = queries.texts_of(uuid(1))
    assert found[text.commitment] == replace(text, salt=None, body=None, erased_at=NOON)
    assert sum(row.body is not None for row in found.values()) == 1
    assert broken_chain(uuid(1)) is None


def test_an_erased_file_says_where_it_was(db: None) -> None:
    [written] = write(uuid(1))
    [file] = written.files
    assert erase_file(uuid(1), file.sha256, NOON) == file.stored_as
    assert erase_file(uuid(1), file.sha256, NOON) is None
    assert queries.files_of(uuid(1)) == [replace(file, stored_as=None, erased_at=NOON)]
