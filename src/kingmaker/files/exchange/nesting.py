"""How deep JSON is nested, found out before it is parsed.

A parser that names the place of each value takes time with the square of the depth; no record
of a register is nested more than a few deep.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Protocol

from kingmaker.files.exchange.opening import unusable

_DEEPEST = 64
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_OTHERS = bytes(code for code in range(256) if code not in _STEPS)


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class Shallow:
    """A stream of JSON that is nested no more than a parser can bear.

    Parameters
    ----------
    stream
        Of bytes.
    name : str
        Of the file, for messages.
    """

    def __init__(self, stream: _Readable, name: str) -> None:
        self._stream, self._name = stream, name
        self._depth = 0
        self._open = b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes.

        Raises
        ------
        CaseError
            If they are nested too deep.
        """
        piece = self._stream.read(size)
        bare = _STRING.sub(b"", self._open + piece)
        quote = bare.find(b'"')
        self._open = b"" if quote < 0 else _unfinished(bare[quote:])
        bare = bare if quote < 0 else bare[:quote]
        steps = map(_STEPS.__getitem__, bare.translate(None, _OTHERS))
        for depth in accumulate(steps, initial=self._depth):
            self._depth = depth
            if depth > _DEEPEST:
                raise unusable(self._name, f"values are nested more than {_DEEPEST} deep")
        return piece


def _unfinished(text: bytes) -> bytes:
    """What matters of the beginning of a text: that it is one, and whether a sign is escaped."""
    backslashes = len(text) - len(text.rstrip(b"\\"))
    return b'"\\' if backslashes % 2 else b'"'
