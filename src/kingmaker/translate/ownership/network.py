"""The whole of who holds what of whom on one day, numbered for the engine.

Parties come first, then those who hold one part together, as one holder each. What an
unspecified party holds may be anybody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

from kingmaker.engine.ownership.shares import NOTHING, UNKNOWN, Share
from kingmaker.engine.ownership.stakes import Rest, Stake, Stakes, reached
from kingmaker.engine.ownership.tightening import Tightened, tightened
from kingmaker.engine.ownership.verdicts import Rule
from kingmaker.model import Organisation, Right
from kingmaker.model.holdings import DIVIDED, ROLES, Divided
from kingmaker.translate.ownership.counted import BEHIND

Stated: TypeAlias = "list[tuple[Share, str]]"


@dataclass(frozen=True, slots=True)
class Other:
    """A right that is held or not: control, a veto, a part in a trust.

    Attributes
    ----------
    holder, subject : int
        Whose, of whom.
    right : str
        Which.
    entry : str
        Where it is stated.
    sure : bool
        Whether it is there; else it may be.
    """

    holder: int
    subject: int
    right: Right
    entry: str
    sure: bool


@dataclass(frozen=True)
class Ownership:
    """Who holds what of whom.

    Attributes
    ----------
    names : tuple of str
        By number: the parties, and after them those who hold together, as ``joint:NAME``.
    blocks : mapping of int to tuple of int
        By number of those who hold together, who they are.
    unnamed : frozenset of int
        Unspecified parties.
    held : mapping of str to mapping of int to mapping of int to list of (Share, str)
        By right, subject and holder: stakes, and the entries that state them.
    told : mapping of str to mapping of (int, int) to Share
        By right, holder and subject: what it comes to, as it is told in sum.
    follows : frozenset of int
        Companies whose votes are taken to follow the capital; where a trustee holds some of
        it for another, the votes are told too, as its own.
    steered : frozenset of int
        Companies whose votes follow the capital, or are with whoever is stated to control them.
    others : tuple of Other
        All other rights.
    rules : mapping of int to tuple of Rule
        Rules that decide over the boards.
    footing : frozenset of str
        What was looked at to find who is joined to whom.
    notes : tuple of str
        What a reader should know.
    whole : frozenset of (str, int, int)
        Where what is told in sum is all that one has, and not only what it has through others.
    floors : mapping of str to mapping of (int, int) to Share
        What one has at least, through others or not, where that is not said.
    doubted : frozenset of (int, int)
        Members of those who hold together, of whom it is not sure that they are; and together
        with whom.
    bound : mapping of int to frozenset of int, or None
        By trust its trustees, where only some of all that is stated is taken.
    """

    organisation: Organisation
    names: tuple[str, ...]
    blocks: Mapping[int, tuple[int, ...]]
    unnamed: frozenset[int]
    held: Mapping[Divided, Mapping[int, Mapping[int, Stated]]]
    told: Mapping[Divided, Mapping[tuple[int, int], tuple[Share, tuple[str, ...]]]]
    follows: frozenset[int]
    others: tuple[Other, ...]
    rules: Mapping[int, tuple[Rule, ...]]
    ruled_on: Mapping[int, frozenset[str]]
    footing: frozenset[str]
    notes: tuple[str, ...] = ()
    doubted: frozenset[tuple[int, int]] = frozenset()
    whole: frozenset[tuple[Divided, int, int]] = frozenset()
    steered: frozenset[int] = frozenset()
    floors: Mapping[Divided, Mapping[tuple[int, int], tuple[Share, tuple[str, ...]]]] = field(
        default_factory=dict[Divided, dict[tuple[int, int], tuple[Share, tuple[str, ...]]]]
    )
    bound: Mapping[int, frozenset[int]] | None = None
    _known: dict[tuple[Divided, bool], Tightened] = field(
        default_factory=dict[tuple[Divided, bool], Tightened], repr=False
    )

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The number of each name."""
        return {name: number for number, name in enumerate(self.names)}

    def kind(self, party: int) -> str:
        """What kind of party it is; empty for those who hold together."""
        entry = self.organisation.parties.get(self.names[party])
        return entry.kind if entry is not None else ""

    def label(self, party: int) -> str:
        """How to print a party, or those who hold together."""
        if party in self.blocks:
            labels = [self.organisation.label(self.names[m]) for m in self.blocks[party]]
            return (
                f"{', '.join(labels[:-1])} and {labels[-1]} together" if labels[1:] else labels[0]
            )
        name = self.names[party]
        if name not in self.organisation.parties and name.endswith(BEHIND):
            return f"whoever {self.organisation.label(name.removesuffix(BEHIND))} holds for"
        return self.organisation.label(name)

    def reason(self, party: int) -> str:
        """Why a holder is not named, in words."""
        entry = self.organisation.parties.get(self.names[party])
        if entry is None:
            return "behind a nominee"
        return entry.reason or "no reason is told"

    def blocks_of(self, party: int) -> tuple[int, ...]:
        """Those with whom a party holds together."""
        return tuple(block for block, members in self.blocks.items() if party in members)

    @cached_property
    def above(self) -> Mapping[int, frozenset[int]]:
        """By subject, all that hold any right in it."""
        found: dict[int, set[int]] = {}
        for subjects in self.held.values():
            for subject, holders in subjects.items():
                found.setdefault(subject, set()).update(holders)
        for told in self.told.values():
            for holder, subject in told:
                found.setdefault(subject, set()).add(holder)
        for other in self.others:
            found.setdefault(other.subject, set()).add(other.holder)
        for company, rules in self.rules.items():
            found.setdefault(company, set()).update(*(rule.voters for rule in rules))
        for block, members in self.blocks.items():
            found[block] = set(members)
        return {subject: frozenset(holders) for subject, holders in found.items()}

    @cached_property
    def below(self) -> Mapping[int, frozenset[int]]:
        """By holder, all that it holds any right in."""
        found: dict[int, set[int]] = {}
        for subject, holders in self.above.items():
            for holder in holders:
                found.setdefault(holder, set()).add(subject)
        return {holder: frozenset(subjects) for holder, subjects in found.items()}

    def votes_unstated(self, company: int) -> bool:
        """Whether nothing is known of the votes in a company, not even that they follow."""
        follow = company in self.follows | self.steered
        return not follow and not self.held["votes"].get(company)

    def all_above(self, subject: int) -> set[int]:
        """A party, and all who hold something of it at any distance."""
        return reached(self.above, subject)

    def all_below(self, holder: int) -> set[int]:
        """A party, and all of which it holds something at any distance."""
        return reached(self.below, holder)

    def entries(self, holder: int, subject: int, right: Divided | None = None) -> list[str]:
        """The entries that state what a party holds of another."""
        found: list[str] = []
        for which in DIVIDED if right is None else (right,):
            stated = self._column(which, subject)
            found += [entry for _, entry in stated.get(holder, ())]
            found += self.told[which].get((holder, subject), (NOTHING, ()))[1]
        if right is None:
            found += [o.entry for o in self.others if (o.holder, o.subject) == (holder, subject)]
        return list(dict.fromkeys(map(path_of, found)))

    def facts(self, parties: Iterable[int]) -> frozenset[str]:
        """What is stated of some parties and of what is held of them: a footing."""
        among = set(parties)
        found = set(self.footing)
        for party in among:
            found |= self.ruled_on.get(party, frozenset())
            if self.names[party] in self.organisation.parties:
                found.add(f"parties.{self.names[party]}")
        for subjects in self.held.values():
            for subject in among & subjects.keys():
                for stated in subjects[subject].values():
                    found.update(path_of(entry) for _, entry in stated)
        for told in self.told.values():
            for (_, subject), (_, entries) in told.items():
                if subject in among:
                    found.update(path_of(entry) for entry in entries)
        found.update(path_of(other.entry) for other in self.others if other.subject in among)
        return frozenset(found)

    @cached_property
    def trusts(self) -> Mapping[int, tuple[int, ...]]:
        """By trust or the like, all who have a part in it."""
        found: dict[int, dict[int, None]] = {}
        for other in self.others:
            if other.right in ROLES:
                found.setdefault(other.subject, {})[other.holder] = None
        return {trust: tuple(holders) for trust, holders in found.items()}

    def belongs(self, member: int, whole: int) -> bool:
        """Whether one surely is of those who hold together, or has a part in a trust."""
        if whole in self.blocks:
            return member in self.blocks[whole] and (member, whole) not in self.doubted
        return self.those_with(whole, *ROLES).get(member, False)

    def trustees(self, trust: int) -> tuple[int, ...]:
        """Who together acts for a trust; nobody where it is not stated who all of them are."""
        found = self.those_with(trust, "trustee")
        all_ = found.keys() if self.bound is None else self.bound.get(trust, frozenset())
        return tuple(found) if set(all_) <= found.keys() else ()

    def those_with(self, subject: int, *rights: Right) -> dict[int, bool]:
        """Who holds one of some other rights in a party, and whether that is sure."""
        found: dict[int, bool] = {}
        for other in self.others:
            if other.subject == subject and other.right in rights:
                found[other.holder] = found.get(other.holder, False) or other.sure
        return found

    @cached_property
    def concerts(self) -> tuple[frozenset[int], ...]:
        """Parties bound by one voting agreement that is in force."""
        return tuple(
            frozenset(self.number[party] for party in agreement.binds)
            for agreement in self.organisation.agreements.values()
            if agreement.kind == "voting" and agreement.status == "in force"
        )

    def in_concert(self, party: int) -> frozenset[int]:
        """A party, and those with whom it has agreed how to vote."""
        return frozenset({party}).union(*(c for c in self.concerts if party in c))

    def stated(self, right: Divided, subject: int) -> dict[int, Share]:
        """What each holds of one right in a subject, also of that which is silent."""
        holders = self._column(right, subject)
        return {holder: self._share(holder, stated) for holder, stated in holders.items()}

    def stakes(self, right: Divided, *, named: bool = False) -> Stakes:
        """The stakes in one right, in parties.

        Parameters
        ----------
        right : str
            Which. Where votes follow the capital, these are its stakes; and votes of shares
            that a company holds of itself are silent.
        named : bool
            Whether unspecified parties hold what they hold themselves; else it is anyone's.
        """
        held: list[Stake] = []
        rests: dict[int, Rest] = {}
        follows = sorted(self.follows | self.steered) if right == "votes" else []
        for subject in dict.fromkeys((*self.held[right], *follows)):
            shares = self.stated(right, subject)
            if right == "votes" and subject in self.steered:
                capital = self.tight("economic", named=True).columns[subject].holders
                shares = {h: _at_most(capital.get(h, share)) for h, share in shares.items()}
            own = shares.pop(subject, None) if right in _SILENT else None
            if own is not None:
                shares = {h: _without(share, own) for h, share in shares.items()}
            anyone = NOTHING
            for holder, share in shares.items():
                if holder in self.unnamed and not named:
                    anyone += share
                else:
                    held.append(Stake(holder, subject, share))
            rests[subject] = Rest(UNKNOWN, anyone)
        return Stakes(len(self.names), tuple(held), rests)

    def tight(self, right: Divided, *, named: bool = False) -> Tightened:
        """The stakes in one right as narrow as they can be; see `stakes`."""
        key = (right, named)
        if key not in self._known:
            self._known[key] = tightened(self.stakes(right, named=named))
        return self._known[key]

    def _column(self, right: Divided, subject: int) -> Mapping[int, Stated]:
        """The holders of one right in a subject; trustees vote what they hold for others."""
        votes = right == "votes" and subject not in self.held["votes"]
        which = "economic" if votes and subject in self.follows | self.steered else right
        return self.held[which].get(subject, {})

    def _share(self, holder: int, stated: Stated) -> Share:
        """What all stakes of a holder come to; of those who hold together each states the same."""
        if holder not in self.blocks:
            return sum((share for share, _ in stated[1:]), stated[0][0])
        members: dict[str, Share] = {}
        for share, entry in stated:
            holding = self.organisation.holdings.get(entry)
            member = "" if holding is None else holding.behalf or holding.holder
            members[member] = members[member] + share if member in members else share
        total, *rest = members.values()
        for share in rest:
            total = total.within(share) or total.spanning(share)
        return total


_SILENT = ("votes", "appointment")
"""Rights that a company cannot use in itself."""


def _at_most(share: Share) -> Share:
    """A share, or less, or nothing."""
    return Share(Fraction(0), share.high, high_open=share.high_open)


def _without(share: Share, own: Share) -> Share:
    """A share of the votes, once those of the company's own shares are silent."""
    if own.high >= 1:
        return Share(share.low, Fraction(1)) if share.high else share
    return Share(
        share.low / (1 - own.low),
        share.high / (1 - own.high),
        share.low_open or (own.low_open and bool(share.low)),
        share.high_open or (own.high_open and bool(share.high)),
    )


def path_of(entry: str) -> str:
    """Where an entry stands; a holding is named by its name alone."""
    return entry if "." in entry else f"holdings.{entry}"
