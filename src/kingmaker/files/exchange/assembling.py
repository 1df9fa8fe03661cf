"""What is told one thing at a time, put together as a case; and a case taken apart again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.told import Told
from kingmaker.model import Holding, Organisation, Party, ShareClass, Source

_SECTIONS = ("sources", "parties", "classes", "holdings")


def assembled(
    stream: Iterable[Told], account: Account, name: str, summary: str = ""
) -> dict[str, Any]:
    """Put what is told together as the tree of a case.

    Parameters
    ----------
    stream : iterable of Told
        In the order of the file. Of one party told more than once, each word said counts, the
        later before the earlier; a holding or class that is told again is replaced.
    account : Account
        Gets what had to be added or left out for the case to hold together.
    name, summary : str
        Of the case.

    Returns
    -------
    dict
        Ready to be written. Parties that holdings name and nobody tells are added, by name.
    """
    found: dict[str, dict[str, Any]] = {section: {} for section in _SECTIONS}
    places: dict[str, str] = {}
    for told in stream:
        section = found[told.section]
        entry = told.entry
        if told.name in section and isinstance(entry, Party):
            section[told.name] = section[told.name].model_copy(
                update={word: getattr(entry, word) for word in entry.model_fields_set}
            )
        else:
            section[told.name] = entry
        if told.section == "holdings":
            places[told.name] = told.place
    _complete(found, places, account)
    tree: dict[str, Any] = {"kingmaker": 1, "name": name}
    if summary:
        tree["summary"] = summary
    for section in _SECTIONS:
        if found[section]:
            tree[section] = {key: _written(entry) for key, entry in found[section].items()}
    return tree


def _written(entry: Source | Party | ShareClass | Holding) -> dict[str, Any]:
    return entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _complete(found: dict[str, dict[str, Any]], places: dict[str, str], account: Account) -> None:
    """Add the parties that are only named, and take out what leads nowhere."""
    parties, holdings = found["parties"], found["holdings"]
    for name, holding in holdings.items():
        place = places[name]
        for who in (holding.holder, holding.issuer, holding.behalf):
            if who is not None and who not in parties:
                parties[who] = Party(kind="organisation", note="named by others, and not told of")
                account.written(place, "", "a party that is only named is added by its name", who)
        if holding.share_class is not None and holding.share_class not in found["classes"]:
            found["classes"][holding.share_class] = ShareClass(of=holding.issuer)
            why = "a class of shares that is only named is added by its name"
            account.written(place, "class", why, holding.share_class)
    for section in ("parties", "classes", "holdings"):
        for name, entry in found[section].items():
            found[section][name] = _cited(entry, found["sources"])
    for name, holding in found["holdings"].items():
        parts = tuple(part for part in holding.parts if part in holdings)
        if parts != holding.parts:
            why = "a part that is told nowhere is left out of the holding that sums it up"
            account.written(places[name], "parts", why)
            found["holdings"][name] = holding.model_copy(update={"parts": parts})


def _cited(entry: Any, sources: dict[str, Any]) -> Any:
    """An entry without references to sources that are not told."""
    kept = tuple(ref for ref in entry.source if ref.source in sources)
    return entry if kept == entry.source else entry.model_copy(update={"source": kept})


def taken_apart(organisation: Organisation, account: Account) -> Iterator[Told]:
    """Tell what a case says of who holds what; what else it says is not carried.

    Parameters
    ----------
    organisation : Organisation
        As it is read: each dispute settled.
    account : Account
        Gets a record for each entry, and what other formats have no place for.
    """
    for section in _SECTIONS:
        for name, entry in getattr(organisation, section).items():
            place = f"{section}.{name}"
            account.record(place)
            yield Told(name, entry, place)
    for section in _LEFT:
        for name in getattr(organisation, section):
            account.record(f"{section}.{name}")
            account.refuse(f"{section} of a case have no place in this format")


_LEFT = (
    "products", "bodies", "rules", "flags", "calendar", "decisions", "needs", "agreements",
    "events", "facts", "questions",
)  # fmt: skip


def around(stream: Iterable[Told], about: Iterable[str]) -> set[str]:
    """The names of parties, and of all above and below them that a stream tells of.

    Parameters
    ----------
    stream : iterable of Told
        It is read once; what it tells of who holds what of whom is kept.
    about : iterable of str
        Where to begin.
    """
    above: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for told in stream:
        holding = told.entry
        if isinstance(holding, Holding) and holding.issuer is not None:
            for holder in filter(None, (holding.holder, holding.behalf)):
                above.setdefault(holding.issuer, []).append(holder)
                below.setdefault(holder, []).append(holding.issuer)
    found = set(about)
    for links in (above, below):
        waiting = list(about)
        seen = set(waiting)
        while waiting:
            for other in links.get(waiting.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        found |= seen
    return found


def among(stream: Iterable[Told], names: set[str]) -> Iterator[Told]:
    """What a stream tells of some parties and of holdings between them."""
    for told in stream:
        entry = told.entry
        if isinstance(entry, Holding):
            ends = (entry.holder, entry.issuer)
            kept = all(end is None or end in names for end in ends)
        elif isinstance(entry, ShareClass):
            kept = entry.of is None or entry.of in names
        else:
            kept = isinstance(entry, Source) or told.name in names
        if kept:
            yield told
