"""Each file of an archive but its documents, made from the record."""

from __future__ import annotations

from collections import defaultdict
from typing import cast

from django.utils import translation
from django.utils.translation import gettext as _

from parley.casefile.contents import (
    ATTACHMENTS_FILES,
    BOOKS_FILES,
    DECISIONS_FILES,
    EVENT_LINES,
    ORDER_HEADS,
    STATE,
    TEXTS_FILES,
    AttachmentLine,
    AttachmentsFile,
    BalanceLine,
    BooksFile,
    ClauseLine,
    ClauseWords,
    DecisionsFile,
    EventLine,
    OrderHead,
    PostingLine,
    TextsFile,
    by_account,
)
from parley.casefile.decisions import decisions
from parley.casefile.layout import ATTACHMENTS, BOOKS, DECISIONS, EVENTS, ORDER, README, TEXTS
from parley.casefile.record import Record
from parley.core.order.state import Order
from parley.core.order.terms import Clause
from parley.core.parties import Role
from parley.store.codec import text_of
from parley.store.forms import STATES
from parley.store.plain import JsonObject
from parley.words.clauses import clause_words
from parley.words.telling import Telling

SOURCE_LANGUAGE = "en"


def tables(record: Record, key: str) -> dict[str, bytes]:
    """The files by name. `key` is the public key that the archive will be signed with."""
    found = {
        ORDER: _order(record),
        EVENTS: "".join(f"{EVENT_LINES.to_text(line)}\n" for line in _events(record)),
        TEXTS: TEXTS_FILES.to_text(TextsFile(tuple(record.texts[one] for one in sorted(record.texts)))),
        ATTACHMENTS: ATTACHMENTS_FILES.to_text(_attachments(record)),
        BOOKS: BOOKS_FILES.to_text(_books(record)),
        DECISIONS: DECISIONS_FILES.to_text(_decisions(record)),
        README: _readme(record, key),
    }
    return {name: text.encode() for name, text in found.items()}


def _order(record: Record) -> str:
    head = OrderHead(
        order_id=record.order_id,
        desk=record.desk,
        seq=record.seq,
        head=record.head,
        stage=record.order.stage.value,
        zone=record.zone,
        languages=record.languages,
        parties=record.parties,
        staff=record.staff,
    )
    said = cast("JsonObject", ORDER_HEADS.to_json(head))
    return text_of({**said, STATE: STATES.to_json(record.order)})


def _events(record: Record) -> list[EventLine]:
    return [EventLine(row.seq, row.body, row.prev_hash, row.hash, row.hash_version) for row in record.rows]


def _attachments(record: Record) -> AttachmentsFile:
    return AttachmentsFile(
        tuple(
            AttachmentLine(file.sha256, file.name, file.size_bytes, file.media_type, file.kept, file.erased_at)
            for file in (record.files[one] for one in sorted(record.files))
        )
    )


def _books(record: Record) -> BooksFile:
    sums: dict[tuple[str, int | None, str], int] = defaultdict(int)
    for row in record.postings:
        sums[row.account, row.milestone, row.currency] += row.amount_minor
    return BooksFile(
        tuple(
            PostingLine(row.seq, row.line, row.account, row.milestone, row.currency, row.amount_minor, row.at)
            for row in record.postings
        ),
        tuple(BalanceLine(*account, sums[account]) for account in sorted(sums, key=by_account) if sums[account]),
    )


def _decisions(record: Record) -> DecisionsFile:
    hashes = [row.hash for row in record.rows]

    def line(clause: Clause, order: Order) -> ClauseLine:
        return ClauseLine(clause.key, clause.hash, _clause(record, clause, order))

    return DecisionsFile(tuple(decisions(record.order_id, record.events, hashes, line)))


def _clause(record: Record, clause: Clause, order: Order) -> dict[str, ClauseWords]:
    """What the clause says, in the languages of both sides, told to neither of them. The people's own description of the
    work is among the texts."""
    names = {party.role: party.name for party in record.parties}
    said: dict[str, ClauseWords] = {}
    for language in record.languages:
        with translation.override(language):
            telling = Telling(
                viewer_role=None,
                client_name=names.get(Role.CLIENT, ""),
                freelancer_name=names.get(Role.FREELANCER, ""),
                milestone_names={terms.number: record.words(terms.name) for terms in order.all_terms},
                zone=record.zone,
                now=record.rows[-1].at,
            )
            words = clause_words(clause.key, order.terms, telling)
            said[language] = ClauseWords(words.title, tuple(line.plain for line in words.body))
    return said


def _readme(record: Record, key: str) -> str:
    """English first, because whoever checks a case file may be neither of the two."""
    languages = [SOURCE_LANGUAGE, *(language for language in record.languages if language != SOURCE_LANGUAGE)]
    return "\n\n".join(_readme_in(record, key, language) for language in languages)


def _readme_in(record: Record, key: str, language: str) -> str:
    with translation.override(language):
        paragraphs = [
            _("This is the case file of order {order} at {desk}, as it stood after {events} events."),
            _(
                "Read case.*.html or case.*.pdf. The files that end in .json hold the same for machines, and attachments "
                "are what was handed in."
            ),
            _(
                "To check that nothing was changed, you need parley_verify.py from the page {page} of the desk, and a letter "
                "that it sent about this order. Take neither from whoever gave you this file:"
            ),
            '    python3 -I parley_verify.py FILE --key "KEY" --head HEAD',
            _(
                "KEY is the fingerprint of the desk’s key, HEAD that of the order. Both stand at the foot of the letter. HEAD "
                "shows that nothing that happened before the letter is missing."
            ),
            _("This archive says of itself that it was signed with {key}, and that its head is {head}."),
            _(
                "Words that are only for one side are left out for everybody; their fingerprints are here. Words and files "
                "that were erased are named as erased."
            ),
        ]
        keys = {"key": key, "head": record.head}
        words = {
            "order": record.order_id,
            "desk": record.desk,
            "events": record.seq,
            "page": f"{record.desk}/evidence",
            **keys,
        }
        return "\n\n".join(paragraph.format(**words) for paragraph in paragraphs) + "\n"
