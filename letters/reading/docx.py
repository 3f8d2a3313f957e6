"""Word files (``.docx``): the running text of the document, without headers, footers and notes.

A ``.docx`` is a ZIP archive of XML. It is read with the standard library, a piece at a time and never
past its bounds, because anybody may send one: what unpacks to a gigabyte, declares entities or nests
without end is refused before it costs anything.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.parsers import expat

from letters.errors import UnreadableFile

ZIP_SIGNATURE = b"PK\x03\x04"
MAX_UNPACKED = 30_000_000
"""Bytes of XML that are read: a document of 1,000 pages has some 10 MB."""

_ODDLY_PACKED = "The Word file is encrypted, or packed in an odd way. Save it as PDF."
_PIECE = 65_536
_DEEPEST = 200
_DOCUMENT = re.compile(r"word/document\d{0,2}\.xml")
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_WORD_XML = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
"""What older programs show in place of a text box that was already read."""
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}


def read_docx(data: bytes, most_characters: int) -> str:
    """The text of a Word document, ``\\n`` behind each paragraph; after ``most_characters`` it may end.

    The cells of a table's row stand on one line.
    """
    text = _Text()
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for piece in _pieces(archive, _document_in(archive)):
                text.feed(piece)
                if text.length > most_characters:
                    break
            else:
                text.feed(b"", is_last=True)
    except (NotImplementedError, RuntimeError) as error:
        raise UnreadableFile(_ODDLY_PACKED) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, expat.ExpatError) as error:
        raise UnreadableFile("The Word file is damaged and cannot be opened. Save it again.") from error
    return text.read


def _document_in(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    for member in archive.infolist():
        if _DOCUMENT.fullmatch(member.filename):
            if member.flag_bits & _ENCRYPTED or member.compress_type not in _PACKINGS:
                raise UnreadableFile(_ODDLY_PACKED)
            return member
    raise UnreadableFile("The file is an archive and no Word document. Give a PDF, .docx or text file.")


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member's bytes; how many there are is counted, and not taken from what the archive says."""
    unpacked = 0
    with archive.open(member) as file:
        while piece := file.read(_PIECE):
            unpacked += len(piece)
            if unpacked > MAX_UNPACKED:
                raise UnreadableFile("The Word file unpacks to far more than a letter: it is not read.")
            yield piece


class _Text:
    """What a Word document's XML says, as it is fed in."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0
        self._depth = self._cells = self._fallbacks = 0
        self._in_text = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._refuse_declarations

    @property
    def read(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def feed(self, piece: bytes, *, is_last: bool = False) -> None:
        """Read on."""
        self._parser.Parse(piece, is_last)

    def _refuse_declarations(self, *_declared: object) -> None:
        """Word writes none; entities that name files or each other can only come from there."""
        raise UnreadableFile("The Word file declares XML entities, which Word never does: it is not read.")

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnreadableFile("The Word file is nested too deeply to be read. Save it as PDF.")
        element = _element(name)
        self._in_text = element == "t"
        self._cells += element == "tc"
        self._fallbacks += name == _FALLBACK
        self._write(_BREAKS.get(element, ""))

    def _end(self, name: str) -> None:
        self._depth -= 1
        element = _element(name)
        self._in_text = False
        self._fallbacks -= name == _FALLBACK
        if element == "tc":
            self._cells -= 1
            self._write("\t")
        elif element == "tr":
            self._write("\n")
        elif element == "p":
            self._write(" " if self._cells else "\n")

    def _characters(self, characters: str) -> None:
        if self._in_text:
            self._write(characters)

    def _write(self, text: str) -> None:
        if text and not self._fallbacks:
            self._parts.append(text)
            self.length += len(text)


def _element(name: str) -> str:
    """The local name of an element of Word's own; empty for others."""
    return name.rpartition(" ")[2] if name.startswith(_WORD_XML) else ""
