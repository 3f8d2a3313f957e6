"""Text files: UTF-8, else Windows-1252."""

import codecs

from letters.errors import UnreadableFile

# The marks of UTF-32 first: in one byte order UTF-16's is their beginning.
_OTHER_ENCODINGS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


def read_plain(data: bytes) -> str:
    """The text, with ``\\n`` line ends; a file that is no text is refused."""
    for mark, name in _OTHER_ENCODINGS.items():
        if data.startswith(mark):
            raise UnreadableFile(f"The text is stored as {name}. Save it as UTF-8.")
    if b"\0" in data:
        raise UnreadableFile("The file is no text. Letters are read from text files and from PDFs.")
    text = _decoded(data)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("windows-1252")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "The file is no text in UTF-8 or Windows-1252. Save it as UTF-8 text, or give the PDF."
        ) from error
