"""The account of a conversion: every record of the file, and what was not carried of it.

A record is used, refused with a reason, or used with a loss. Numbers are kept of each kind; the
losses themselves are handed on one by one, so that an account of a large register needs no more
memory than that of a small one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that could not be carried.

    Attributes
    ----------
    place : str
        Which record: ``line 12``, ``statement 7a3f``.
    kind : str
        ``refused`` if nothing of the record is carried, ``lossy`` if the rest of it is, and
        ``read as`` if it is carried in another sense than the file says.
    what : str
        The field, in the words of the format: ``interests[0].share``; the whole record if empty.
    why : str
        The reason, the same words for the same reason, and no value of the record in them.
    value : str
        What the file has there, cut short.
    """

    place: str
    kind: Literal["refused", "lossy", "read as"]
    what: str
    why: str
    value: str = ""


@dataclass
class Account:
    """Gathers what becomes of each record; see `Loss`.

    Attributes
    ----------
    report : callable or None
        Is given each loss as it happens.
    records, refused, lossy : int
        How many records there were, how many were refused, how many lost something.
    unwritten : int
        How often something that was read could not be written in the other format.
    reasons : Counter of (str, str, str)
        How often each kind, field and reason occurred.
    """

    report: Callable[[Loss], None] | None = None
    records: int = 0
    unwritten: int = 0
    refused: int = 0
    lossy: int = 0
    reasons: Counter[tuple[str, str, str]] = field(
        default_factory=Counter[tuple[str, str, str]], repr=False
    )
    _place: str = ""
    _worst: str = ""

    @property
    def used(self) -> int:
        """How many records were carried, whole or in part."""
        return self.records - self.refused

    def record(self, place: str) -> None:
        """The next record begins; what is lost from now on is lost of it."""
        self.records += 1
        self._place, self._worst = place, ""

    def refuse(self, why: str, value: object = "") -> None:
        """Nothing of this record is carried."""
        self._tell(Loss(self._place, "refused", "", why, _short(value)))

    def lose(self, what: str, why: str, value: object = "") -> None:
        """A part of this record is not carried."""
        self._tell(Loss(self._place, "lossy", what, why, _short(value)))

    def read_as(self, what: str, why: str, value: object = "") -> None:
        """A part of this record is carried in another sense than the file says."""
        self._tell(Loss(self._place, "read as", what, why, _short(value)))

    def written(self, place: str, what: str, why: str, value: object = "") -> None:
        """What was read cannot be written in the other format."""
        self.unwritten += 1
        self._hand_on(Loss(place, "lossy", what, why, _short(value)))

    def _tell(self, loss: Loss) -> None:
        if loss.kind == "refused" and self._worst != "refused":
            self.refused += 1
            self.lossy -= self._worst == "lossy"
            self._worst = "refused"
        elif loss.kind == "lossy" and not self._worst:
            self.lossy += 1
            self._worst = "lossy"
        self._hand_on(loss)

    def _hand_on(self, loss: Loss) -> None:
        self.reasons[loss.kind, loss.what, loss.why] += 1
        if self.report is not None:
            self.report(loss)


_MOST = 80  # signs of a value


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"
