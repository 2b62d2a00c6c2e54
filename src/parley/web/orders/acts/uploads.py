"""Files in a form. What has arrived once is safe: a refused form carries it along, signed, instead of asking for it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, cast
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from parley.core.order.files import ANY_FILE
from parley.desk.files import FileTurnedAway, KeptFile, is_still_kept, keep_file
from parley.desk.intake import text
from parley.web.components.form import Field
from parley.web.orders.acts.page import Asked
from parley.words.files import turned_away_words
from parley.words.sentence import Text as Words

SALT = "parley.web.orders.acts.uploads"
KEPT = "kept"
GOOD_FOR_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class Uploads:
    """All files of a form that are safe, and for each item what is wrong with those that are not."""

    kept: tuple[KeptFile, ...]
    errors: dict[int, Words]

    def of_item(self, item: int) -> list[KeptFile]:
        return [file for file in self.kept if file.delivered.item == item]

    def hidden(self) -> list[tuple[str, str]]:
        """Hidden fields that bring the safe files back with the next try."""
        return [(KEPT, signing.dumps(_tokens(file), salt=SALT)) for file in self.kept]


def read_uploads(asked: Asked, items: Sequence[int]) -> Uploads:
    """Take in what came with the form for each of these items (0 is the brief)."""
    order_id = asked.visit.order.id
    carried = [file for token in asked.typed.getlist(KEPT) if (file := _from_token(order_id, token))]
    dropped = set(asked.typed.getlist("drop"))
    kept = [file for file in carried if file.delivered.sha256 not in dropped]
    errors: dict[int, Words] = {}
    for item in items:
        for upload in asked.request.FILES.getlist(f"files-{item}"):
            if len(kept) >= settings.UPLOAD_FILES:
                most = settings.UPLOAD_FILES
                errors[item] = ngettext("At most %d file.", "At most %d files.", most) % most
                break
            try:
                one = keep_file(order_id, cast("BinaryIO", upload), upload.name or "", item, get_language() or "")
            except FileTurnedAway as away:
                errors[item] = turned_away_words(away.reason, away.name, settings.UPLOAD_FILE_BYTES)
                continue
            if all((other.delivered.sha256, other.delivered.item) != (one.delivered.sha256, item) for other in kept):
                kept.append(one)
    return Uploads(tuple(kept), errors)


def file_field(item: int, label: Words, uploads: Uploads, *, hint: str = "", endings: Sequence[str] = ()) -> Field:
    """The field for an item's files; those that are safe are named in its hint."""
    safe = ", ".join(file.name.words for file in uploads.of_item(item))
    named = [ending for ending in endings if ending != ANY_FILE]
    return Field(
        f"files-{item}",
        label,
        kind="file",
        hint=" ".join(filter(None, (hint, _("Already here: {files}.").format(files=safe) if safe else ""))),
        error=uploads.errors.get(item, ""),
        required=bool(endings) and not safe,
        multiple=True,
        accept=",".join(f".{ending}" for ending in named) if len(named) == len(endings) else "",
    )


NO_UPLOADS = Uploads((), {})


def _tokens(file: KeptFile) -> list[str | int]:
    delivered = file.delivered
    return [
        str(file.row.order_id),
        delivered.sha256,
        delivered.size_bytes,
        delivered.media_type,
        delivered.ending,
        delivered.item,
        file.name.words,
        file.name.language,
        file.row.stored_as or "",
    ]


def _from_token(order_id: UUID, token: str) -> KeptFile | None:
    """The file again, or None when the token is forged, old, or of another order, or the file is not there any more."""
    try:
        owner, sha256, size, media_type, ending, item, name, language, stored_as = signing.loads(
            token, salt=SALT, max_age=GOOD_FOR_S
        )
    except (signing.BadSignature, ValueError):
        return None
    if owner != str(order_id) or not is_still_kept(stored_as):
        return None
    return KeptFile.again(
        order_id,
        text(name, language),
        sha256=sha256,
        size_bytes=size,
        media_type=media_type,
        ending=ending,
        item=item,
        stored_as=stored_as,
    )
