"""A backstop against requests larger than any form of ours can be."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

# What the fields beside the files, and the boundaries between them, may take.
OTHER_FIELDS_BYTES = 2_500_000


class WholeUploadLimit(FileUploadHandler):
    """Refuses a request before it is read, if even the largest allowed files could not fill it.

    A form tells a person kindly that one file is too large (settings.UPLOAD_FILE_BYTES); this keeps the disk from filling.
    """

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Django gives: input, META, length in bytes, boundary, encoding. Raises RequestDataTooBig."""
        del kwargs
        content_length = int(args[2])
        allowed = settings.UPLOAD_FILE_BYTES * settings.UPLOAD_FILES + OTHER_FIELDS_BYTES
        if content_length > allowed:
            raise RequestDataTooBig(f"The request has {content_length} bytes; all files together may have {allowed}.")

    def receive_data_chunk(self, raw_data: bytes, *args: Any) -> bytes:
        del args
        return raw_data

    def file_complete(self, *args: Any) -> None:
        """Keeps nothing: the handlers after this one make the file."""
