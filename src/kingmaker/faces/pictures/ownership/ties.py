"""Who holds of whom: the parties that a chart is about, and everything that joins two of them.

All holdings count that were ever told, drawn or not, so that the day decides only what is shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kingmaker.model import Holding, Organisation


@dataclass(slots=True)
class Ties:
    """Parties in the order of the case, and the names of the holdings between them.

    Attributes
    ----------
    parties : tuple of str
        Everybody who holds or is held, as far as the chart goes.
    pairs : dict of (str, str) to list of str
        By holder and subject; whoever holds of itself or jointly with others is not here.
    joint : dict of (str, str) to list of str
        By subject and the name under which several hold one part.
    own : dict of str to list of str
        What parties hold of themselves.
    adrift : list of str
        Holdings of a class of which no company is told.
    """

    parties: tuple[str, ...] = ()
    pairs: dict[tuple[str, str], list[str]] = field(
        default_factory=dict[tuple[str, str], list[str]]
    )
    joint: dict[tuple[str, str], list[str]] = field(
        default_factory=dict[tuple[str, str], list[str]]
    )
    own: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    adrift: list[str] = field(default_factory=list[str])

    def into(self) -> dict[str, list[str]]:
        """What others hold of each party, joint holdings last."""
        found: dict[str, list[str]] = {}
        for (_, of), names in self.pairs.items():
            found.setdefault(of, []).extend(names)
        for (of, _), names in self.joint.items():
            found.setdefault(of, []).extend(names)
        return found

    @property
    def names(self) -> Iterator[str]:
        """Every holding between two of the parties, or of one in itself."""
        for group in (self.pairs, self.joint, self.own):
            for names in group.values():
                yield from names


def subject(organisation: Organisation, held: Holding) -> str | None:
    """Of whom it is held; of a class, the company whose shares they are."""
    if held.issuer is not None or held.share_class is None:
        return held.issuer
    of = organisation.classes.get(held.share_class)
    return of.of if of is not None else None


def ties(organisation: Organisation, about: str | None = None) -> Ties:
    """Everything that joins two parties.

    Parameters
    ----------
    organisation : Organisation
        With its holdings.
    about : str
        A party: only it, all above it and all below it; everything if left out.
    """
    ends = {
        name: (held.holder, of)
        for name, held in organisation.holdings.items()
        if (of := subject(organisation, held)) is not None
    }
    met = {party for pair in ends.values() for party in pair}
    if about is not None:
        down = _reached(about, ends.values())
        met = down | _reached(about, [(of, holder) for holder, of in ends.values()])
    found = Ties(tuple(name for name in organisation.parties if name in met))
    together = _together(organisation, ends)
    for name, (holder, of) in ends.items():
        if holder not in met or of not in met:
            continue
        joint = organisation.holdings[name].joint
        if holder == of:
            found.own.setdefault(holder, []).append(name)
        elif (of, joint) in together:
            found.joint.setdefault((of, joint), []).append(name)
        else:
            found.pairs.setdefault((holder, of), []).append(name)
    found.adrift = [
        name for name, held in organisation.holdings.items()
        if name not in ends and (about is None or held.holder in met)
    ]  # fmt: skip
    return found


def _together(
    organisation: Organisation, ends: Mapping[str, tuple[str, str]]
) -> frozenset[tuple[str, str]]:
    """Of whom and under what name two or more hold one part."""
    holders: dict[tuple[str, str], set[str]] = {}
    for name, (holder, of) in ends.items():
        if (joint := organisation.holdings[name].joint) and holder != of:
            holders.setdefault((of, joint), set()).add(holder)
    return frozenset(key for key, those in holders.items() if len(those) > 1)


def _reached(start: str, pairs: Iterable[tuple[str, str]]) -> set[str]:
    after: dict[str, list[str]] = {}
    for first, then in pairs:
        after.setdefault(first, []).append(then)
    return set(_walk(start, after, set()))


def _walk(start: str, after: Mapping[str, Collection[str]], seen: set[str]) -> list[str]:
    """All that is not yet seen and can be come to from here; whatever leads on stands later."""
    seen.add(start)
    done: list[str] = []
    open_ = [(start, iter(after.get(start, ())))]
    while open_:
        name, rest = open_[-1]
        new = next((other for other in rest if other not in seen), None)
        if new is None:
            done.append(name)
            open_.pop()
        else:
            seen.add(new)
            open_.append((new, iter(after.get(new, ()))))
    return done


def circles(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Parties that hold of one another all the way round, each with its circle's others.

    References
    ----------
    Sharir, M. (1981). A strong-connectivity algorithm and its applications in data flow
    analysis. Computers and Mathematics with Applications 7, 67-72.

    Examples
    --------
    >>> circles([("a", "b"), ("b", "a"), ("b", "c")])
    (('a', 'b'),)
    """
    below: dict[str, list[str]] = {}
    above: dict[str, list[str]] = {}
    for upper, lower in pairs:
        below.setdefault(upper, []).append(lower)
        above.setdefault(lower, []).append(upper)
    seen: set[str] = set()
    order = [name for start in below if start not in seen for name in _walk(start, below, seen)]
    seen = set()
    found = [_walk(name, above, seen) for name in reversed(order) if name not in seen]
    place = {name: i for i, name in enumerate(dict.fromkeys([*below, *above]))}
    many = (tuple(sorted(one, key=place.__getitem__)) for one in found if len(one) > 1)
    return tuple(sorted(many, key=lambda one: place[one[0]]))
