"""Uploaded files stay in memory: not one byte of a confidential document reaches a disk."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from letters.reading.document import MAX_BYTES


class InMemoryUpload(FileUploadHandler):
    """Keeps what may be read of the files of one request and one byte more, which tells that it is too much.

    Django's own handler for memory leaves larger files to one that writes to disk.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._room = MAX_BYTES + 1
        self._content = BytesIO()

    def new_file(self, *arguments: Any, **options: Any) -> None:
        """Begin a file; what other files of the request have taken is not to be had again."""
        super().new_file(*arguments, **options)
        self._content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep as much of the chunk as there is room for."""
        self._content.write(raw_data[: self._room])
        self._room -= min(self._room, len(raw_data))

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file with its true size, though it may hold less."""
        self._content.seek(0)
        return InMemoryUploadedFile(
            file=self._content,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
