"""How wide words are, and where to break them, without asking a browser.

The widths are those of a wide screen face, so that words fit in whatever face they are set.
"""

from __future__ import annotations

import re
from unicodedata import combining, east_asian_width

NARROW, SLIM, WIDE = "ijlI|.,:;'!·", 'ft()[]r-/ \N{NO-BREAK SPACE}"{}', "mwMW@%—…&"
BOLD = 1.12


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text can be at most, in pixels.

    Parameters
    ----------
    text : str
        On one line.
    size : float
        Of the letters, in pixels.
    bold : bool
        Whether they are bold.

    Examples
    --------
    >>> width("lab", 10) < width("Lab", 10) < width("Lab", 10, bold=True)
    True
    """
    return sum(map(_letter, text)) * size * (BOLD if bold else 1)


def lines(text: str, size: float, room: float, *, bold: bool = False, most: int = 8) -> list[str]:
    """Break a text into lines; a word that is too long is broken too.

    Parameters
    ----------
    text : str
        Any text.
    size : float
        Of the letters, in pixels.
    room : float
        The longest a line may be, in pixels.
    bold : bool
        Whether the letters are bold.
    most : int
        Lines at most; the last then ends in an ellipsis.

    Examples
    --------
    >>> lines("Training and operation", 10, 80)
    ['Training and', 'operation']
    """
    set_: list[str] = [""]
    for word in _words(re.sub(r"[ \t-\r]+", " ", text).strip(" "), size, room, bold):
        longer = f"{set_[-1]} {word}".strip()
        if set_[-1] and width(longer, size, bold=bold) > room:
            set_.append(word)
        else:
            set_[-1] = longer
        if len(set_) > most:
            return [*set_[: most - 1], f"{set_[most - 1][:-1]}…"]
    return set_


def _words(text: str, size: float, room: float, bold: bool) -> list[str]:
    found: list[str] = []
    for word in text.split(" "):
        part = ""
        for letter in word:
            if part and width(part + letter, size, bold=bold) > room:
                found.append(part)
                part = ""
            part += letter
        found.append(part)
    return found


def _letter(letter: str) -> float:
    """The width of a letter, in parts of its size."""
    if combining(letter):
        return 0
    if east_asian_width(letter) in "WF":
        return 1.02
    if letter in NARROW:
        return 0.32
    if letter in SLIM:
        return 0.42
    if letter in WIDE:
        return 1.0
    return 0.74 if letter.isupper() else 0.63
