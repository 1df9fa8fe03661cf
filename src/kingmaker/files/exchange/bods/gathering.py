"""All that is to be written: parties and holdings of a case, put together by relationship."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from kingmaker.files.bods import Unspecified
from kingmaker.files.exchange.bods.describing import inline
from kingmaker.files.exchange.bods.sources import cited_days
from kingmaker.files.exchange.bods.stating import interest, subject_of
from kingmaker.files.exchange.bods.versions import Piece
from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.told import Told
from kingmaker.model import Holding, Party, ShareClass, Source

_RIGHT_LAST = re.compile(r"-[0-9]+$")


@dataclass(slots=True)
class Gathered:
    """What was told, by name."""

    sources: dict[str, Source] = field(default_factory=dict[str, Source])
    parties: dict[str, Party] = field(default_factory=dict[str, Party])
    classes: dict[str, ShareClass] = field(default_factory=dict[str, ShareClass])
    holdings: dict[str, Holding] = field(default_factory=dict[str, Holding])

    def end(self, name: str) -> str | Unspecified:
        """A party as a relationship names it: by its record, or by the reason why it has none."""
        party = self.parties.get(name)
        return (inline(party) if party else None) or name

    def is_person(self, name: str) -> bool:
        """Whether a party can be a beneficial owner."""
        party = self.parties.get(name)
        if party is None:
            return False
        if party.kind == "unspecified":
            return inline(party) is not None or party.form.endswith(" person")
        return party.kind == "person"


@dataclass(slots=True)
class Group:
    """Holdings that one record tells of.

    Attributes
    ----------
    holder, subject : str
        Names of the parties.
    first : Holding
        The first of them, whose source counts.
    name : str
        What the record is to be called.
    pieces : list of Piece
        What is held, with its days.
    parts : tuple of str
        The holdings that they sum up.
    """

    holder: str
    subject: str
    first: Holding
    name: str
    pieces: list[Piece] = field(default_factory=list[Piece])
    parts: dict[str, None] = field(default_factory=dict[str, None])


def gathered(told: Iterable[Told]) -> Gathered:
    """Take in all that is told; what is said later of a name counts."""
    found = Gathered()
    for each in told:
        entry = each.entry
        if isinstance(entry, Source):
            found.sources[each.name] = entry
        elif isinstance(entry, Party):
            found.parties[each.name] = entry
        elif isinstance(entry, ShareClass):
            found.classes[each.name] = entry
        else:
            found.holdings[each.name] = entry
    return found


def groups(case: Gathered, dated: date, account: Account) -> list[list[Group]]:
    """Put holdings together that one record can tell of.

    Returns
    -------
    list of list of Group
        In each list those that may be versions of one record.
    """
    found: dict[tuple[str, str, str], dict[tuple[object, int], Group]] = {}
    for name, holding in case.holdings.items():
        subject = subject_of(holding, case.classes)
        if subject is None:
            account.written(name, "class", "it is not told whose shares these are")
            continue
        if holding.status == "withdrawn":
            account.written(name, "status", "what is withdrawn is not written", holding.status)
            continue
        if holding.status == "disputed":
            account.written(name, "status", "that it is disputed is not written", holding.status)
        piece = _piece(name, holding, case, dated, account)
        if piece is None:
            continue
        base = _base(name, holding)
        kept = found.setdefault((holding.holder, subject, base), {})
        which = (holding.declared, holding.retrieved, holding.source)
        nth = 0
        while (which, nth) in kept and _at_odds(piece, kept[which, nth].pieces):
            nth += 1
        new = Group(holding.holder, subject, holding, base or name)
        group = kept.setdefault((which, nth), new)
        group.pieces.append(piece)
        group.parts.update(dict.fromkeys(holding.parts))
    return [list(kept.values()) for kept in found.values()]


def _at_odds(piece: Piece, others: list[Piece]) -> bool:
    """Whether one of them ends another day: of one type and start, a record has one end."""
    first = piece.interest
    return any(
        first and other and (first.type, first.start) == (other.type, other.start)
        and first.end != other.end
        for other in (each.interest for each in others)
    )  # fmt: skip


def _base(name: str, holding: Holding) -> str:
    """The name of the record behind the name of a holding; empty if there is none to be seen."""
    slug = f"-{holding.right.replace(' ', '-')}"
    for plain in (name, _RIGHT_LAST.sub("", name)):
        if plain.endswith(slug):
            return plain.removesuffix(slug)
    return ""


def _piece(
    name: str, holding: Holding, case: Gathered, dated: date, account: Account
) -> Piece | None:
    if holding.note or holding.label:
        account.written(name, "note", "BODS has no place for it", holding.note or holding.label)
    if len({cited.source for cited in holding.source}) > 1:
        account.written(name, "source", "a statement has one source: the first is written")
    said = tuple(days[0] for cited in holding.source if (days := cited_days(cited.at)))
    known = holding.declared or holding.retrieved
    if known is None and not said:
        account.written(name, "declared", "a statement has a date: that of writing is taken")
    words = interest(name, holding, case.classes, account, person=case.is_person(holding.holder))
    days = _days(name, holding, account)
    if days[0] and days[1] and days[0] >= days[1]:
        account.written(name, "until", "it begins and ends on one day of BODS")
        return None
    if words is not None:
        words = replace(words, start=days[0], end=days[1])
    day = known.first if known else said[0] if said else dated
    replaced = holding.status_from.first if holding.status_from else None
    if holding.status == "superseded" and (replaced is None or replaced <= day):
        why = "what is not believed any more is written only if it is told since when"
        account.written(name, "status", why, holding.status)
        return None
    return Piece(name, words, day, replaced if holding.status == "superseded" else None, said)


def _days(name: str, holding: Holding, account: Account) -> tuple[date | None, date | None]:
    """First day, and first day no more; of a year or month, what leaves most room."""
    for what, when in (("from", holding.start), ("until", holding.until)):
        if when is not None and when.first != when.last:
            why = "BODS has days here: the first that it can be, or the last for an end"
            account.written(name, what, why, when)
    return (
        holding.start.first if holding.start else None,
        holding.until.last if holding.until else None,
    )
