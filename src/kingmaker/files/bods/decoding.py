"""One statement out of its text, strictly: no key twice, no NaN, nothing without measure.

Numbers with a point are read as decimals, so that 33.3 stays 33.3. There are two ways to the same
value: the quick one, for a statement that stands by itself and has nothing odd about it, and the
thorough one, which also says what is wrong.

References
----------
RFC 8259 (2017). The JavaScript Object Notation (JSON) Data Interchange Format.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from kingmaker.model.values import quoted

LONGEST = 1 << 24
"""Bytes that one statement may have."""
_DEEPEST = 100
_LONGEST_NUMBER = 40
_LARGEST_POWER = 40
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[{}\[\]]', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ODD_ESCAPES = (b"\\u003a", b"\\u003A", b"\\ud", b"\\uD")
_HINTS = {
    "Expecting ',' delimiter": "a comma is missing before this, or a bracket is not closed",
    "Expecting property name enclosed in double quotes": (
        "a key in double quotes belongs here; is there a comma too many before it?"
    ),
    "Illegal trailing comma before end of object": "there is a comma too many before this",
    "Illegal trailing comma before end of array": "there is a comma too many before this",
    "Expecting ':' delimiter": "after a key belongs ':' and its value",
    "Expecting value": "a value belongs here; is there a comma too many before it?",
    "Extra data": "the statement ends before this; one line holds one statement",
    "Invalid control character at": "a line break or tab stands inside a text; write \\n or \\t",
    "Invalid \\escape": "after a backslash belongs one of \\\" \\\\ / b f n r t u",
    "Invalid \\uXXXX escape": "after \\u belong four digits or letters from a to f",
    "Unterminated string starting at": "the quote that is opened here is not closed",
}  # fmt: skip


class Unreadable(ValueError):
    """A text is no JSON.

    Attributes
    ----------
    position : int
        Of the sign where reading ended, from 0.
    """

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position


class Decoder:
    """Read statements one after another.

    Attributes
    ----------
    oddities : list of str
        What is wrong with the last value although it could be read, in plain words.
    """

    def __init__(self) -> None:
        self.oddities: list[str] = []
        self._plain = json.JSONDecoder(
            parse_float=self._decimal, parse_int=self._whole, parse_constant=self._constant
        )
        self._thorough = json.JSONDecoder(
            object_pairs_hook=self._object,
            parse_float=self._decimal,
            parse_int=self._whole,
            parse_constant=self._constant,
        )
        self._quick = msgspec.json.Decoder(float_hook=self._decimal)
        self._back = msgspec.json.Encoder(decimal_format="number")

    def line(self, line: bytes) -> Any:
        """Read a line that holds one value.

        Raises
        ------
        Unreadable
            If it does not.
        """
        self.oddities.clear()
        odd = b"\\" in line and any(escape in line for escape in _ODD_ESCAPES)
        if not odd and line.count(b"[") + line.count(b"{") <= _DEEPEST:
            try:
                value = self._quick.decode(line)
                # A key that stands twice is lost in reading: written again, a colon is missing.
                if line.count(b":") == self._back.encode(value).count(b":") and not self.oddities:
                    return value
            except (msgspec.DecodeError, RecursionError, ValueError, TypeError):
                pass
            self.oddities.clear()
        text = line.decode("utf-8", "surrogateescape")
        value, end = self.value(text, 0)
        rest = text[end:].strip(" \t\r\n")
        if rest:
            comma = rest == ","
            message = "the line ends with a comma; in JSON Lines nothing follows the statement"
            raise Unreadable(message if comma else _HINTS["Extra data"], end)
        return value

    def value(self, text: str, start: int) -> tuple[Any, int]:
        """Read the value that begins at a sign of a text.

        Returns
        -------
        value : object
            As JSON has it.
        end : int
            The sign after it.

        Raises
        ------
        Unreadable
            If there is none. The text may end too early: see `end_of_value`.
        """
        self.oddities.clear()
        try:
            value, end = self._plain.raw_decode(text, start)
            if self._nothing_odd(value, text, start, end):
                return value, end
            self.oddities.clear()
            value, end = self._thorough.raw_decode(text, start)
        except json.JSONDecodeError as error:
            raise Unreadable(_HINTS.get(error.msg, error.msg), error.pos) from None
        except RecursionError:
            raise Unreadable(f"brackets are nested more than {_DEEPEST} deep", start) from None
        openers = text.count("[", start, end) + text.count("{", start, end)
        if openers > _DEEPEST and _depth(text, start, end) > _DEEPEST:
            raise Unreadable(f"brackets are nested more than {_DEEPEST} deep", start)
        self._signs(text, start, end)
        return value, end

    def _nothing_odd(self, value: object, text: str, start: int, end: int) -> bool:
        """Whether a value says all that its text says: written again, no colon is missing."""
        if self.oddities or "\\" in text[start:end]:
            return False
        if text.count("[", start, end) + text.count("{", start, end) > _DEEPEST:
            return False
        try:
            return self._back.encode(value).count(b":") == text.count(":", start, end)
        except (UnicodeEncodeError, RecursionError):
            return False

    def _signs(self, text: str, start: int, end: int) -> None:
        """Look for halves of signs, which no text may hold, and bytes that are not UTF-8."""
        if "\\u" in text[start:end] and re.search(r"\\u[dD][89a-fA-F]", text[start:end]):
            plain = json.loads(text[start:end])
            if not _encodes(json.dumps(plain, ensure_ascii=False)):
                self.oddities.append("a \\u escape stands for half a sign; write both halves")
        elif not text.isascii() and not _encodes(text[start:end]):
            self.oddities.append("there are bytes that are not UTF-8; save the file as UTF-8")

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for at, key in enumerate(keys) if key in keys[:at])
            self.oddities.append(f"the key {quoted(twice)} stands twice in one object; keep one")
        return found

    def _decimal(self, text: str) -> Decimal:
        try:
            number = Decimal(text) if len(text) <= _LONGEST_NUMBER else None
        except InvalidOperation:
            number = None
        if number is None or abs(number.adjusted()) > _LARGEST_POWER:
            self.oddities.append(
                f"the number {quoted(text, 20)} is longer than any share or count"
            )
            return Decimal(0)
        return number

    def _whole(self, text: str) -> int:
        if len(text) <= _LONGEST_NUMBER:
            return int(text)
        self.oddities.append(f"the number {quoted(text, 20)} is longer than any share or count")
        return 0

    def _constant(self, text: str) -> None:
        self.oddities.append(f"{text} is no number of JSON; leave the key out if it is not known")


def end_of_value(text: str, start: int) -> int | None:
    """Find the sign after a value in brackets, whether or not its inside can be read.

    Returns
    -------
    int or None
        None if the text ends before the value does.

    Examples
    --------
    >>> end_of_value('[{"a": [1]}, {}', 1), end_of_value('{"a": "}', 0)
    (11, None)
    """
    depth = 0
    for token in _TOKEN.finditer(text, start):
        sign = token[0]
        if sign[0] == '"':
            if len(sign) == 1 or sign[-1] != '"':
                return None
        elif sign in "{[":
            depth += 1
        else:
            depth -= 1
            if depth <= 0:
                return token.end()
    return None


def _depth(text: str, start: int, end: int) -> int:
    deepest = depth = 0
    for token in _TOKEN.finditer(text, start, end):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(token[0], 0)
        deepest = max(deepest, depth)
    return deepest


def _encodes(text: str) -> bool:
    return _SURROGATE.search(text) is None
