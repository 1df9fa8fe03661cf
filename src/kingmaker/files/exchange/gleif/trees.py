"""Records of an XML file, one after another.

No document type and so no entity is let in, and what one record may hold is bounded: a file
cannot make the reader do more than read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn, cast
from xml.parsers import expat

from kingmaker.files.exchange.gleif.values import Fields, Record
from kingmaker.files.exchange.opening import Opened, unusable
from kingmaker.model.values import quoted

ROOTS = {
    "LEIData": "LEIRecord",
    "RelationshipData": "RelationshipRecord",
    "ReportingExceptionData": "Exception",
}
"""By root element, the element of a record."""

LONGEST = 1 << 22
"""Bytes that one record may have."""
_PIECE = 1 << 16
_DEEPEST = 16
_RECORD, _ROOT = 3, 1  # how deep they stand
_ATTRIBUTES = ("type", "event_status")


def from_xml(stream: Opened, name: str) -> Iterator[Record]:
    """Give the records of an XML file.

    Raises
    ------
    CaseError
        If it is no XML, no XML of GLEIF's, or more than XML.
    """
    tree = _Tree(name)
    stream.allow(LONGEST)
    try:
        while piece := stream.read(_PIECE):
            tree.parser.Parse(piece, False)
            if tree.found:
                yield from tree.found
                tree.found.clear()
                stream.allow(LONGEST)
        tree.parser.Parse(b"", True)
    except expat.ExpatError as error:
        told = expat.ErrorString(error.code) or "it is no XML"
        message = f"the XML is damaged or cut short ({told}); fetch the file again"
        raise unusable(name, message, error.lineno, error.offset + 1) from None
    yield from tree.found


class _Tree:
    """Builds records out of what the parser meets; keeps none that is handed on.

    Attributes
    ----------
    parser
        To be fed.
    found : list of Record
        Records that are complete.
    """

    def __init__(self, name: str) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._texts_of
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.found: list[Record] = []
        self._name = name
        self._record = ""
        self._line = 0
        self._content_date = ""
        self._open: list[tuple[str, Fields]] = []
        self._texts: list[str] = []

    def _wrong(self, message: str) -> NoReturn:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        raise unusable(self._name, message, line, column)

    def _doctype(self, *_: object) -> None:
        self._wrong("it declares a document type, which no GLEIF file does; take it out")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        word = tag[tag.find(":") + 1 :]
        depth = len(self._open) + 1
        if depth == _ROOT:
            self._record = ROOTS.get(word, "")
            if not self._record:
                self._wrong(f"the root is {quoted(word)}, which is none of GLEIF's")
        elif depth == _RECORD:
            self._line = self.parser.CurrentLineNumber
        elif depth > _DEEPEST:
            self._wrong(f"elements are nested more than {_DEEPEST} deep")
        fields: Fields = {}
        if attributes and depth > _RECORD:
            fields = {f"@{key}": attributes[key] for key in _ATTRIBUTES if key in attributes}
        self._texts.clear()
        self._open.append((word, fields))

    def _texts_of(self, piece: str) -> None:
        self._texts.append(piece)

    def _end(self, _: str) -> None:
        word, fields = self._open.pop()
        depth = len(self._open) + 1
        value: Any = fields
        if not fields or all(key[0] == "@" for key in fields):
            told = "".join(self._texts).strip()
            value = {**fields, "$": told} if fields else told
        self._texts.clear()
        if depth > _RECORD:
            self._put(word, value)
        elif depth == _RECORD:
            self._close(word, value)

    def _put(self, word: str, value: Any) -> None:
        """Put an element into the one it stands in; several with one word make a list."""
        into = self._open[-1][1]
        if word not in into:
            into[word] = value
        elif isinstance(into[word], list):
            into[word].append(value)
        else:
            into[word] = [into[word], value]

    def _close(self, word: str, value: Any) -> None:
        """Keep a record, or what the header says of its day."""
        if word != self._record:
            if word == "ContentDate" and isinstance(value, str):
                self._content_date = value
            return
        place = f"line {self._line}"
        if not isinstance(value, dict):
            self.found.append(Record(place, {}, "it is empty"))
            return
        fields = cast("Fields", value)
        if self._content_date:
            fields["ContentDate"] = self._content_date
        self.found.append(Record(place, fields))
