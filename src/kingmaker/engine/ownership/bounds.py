"""Integrated ownership where shares are within bounds: the least and the most it can be.

Follow a share of a company up to a holder, drawn by how much each holds, and so on: the part
that a party has, over chains that do not come back to it, is the chance to arrive at it. The
shares of each company can be chosen for themselves, so that the most and the least are those of
a Markov decision process, found by policy iteration.

References
----------
Howard, R. A. (1960). Dynamic Programming and Markov Processes. MIT Press.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kingmaker.engine.ownership.allotting import ANYONE, Deal
from kingmaker.engine.ownership.circles import components
from kingmaker.engine.ownership.shares import Share
from kingmaker.engine.ownership.solving import settles, solve
from kingmaker.engine.ownership.tightening import Tightened


@dataclass(frozen=True)
class Bounds:
    """What a party has of others, at least and at most.

    Attributes
    ----------
    of : mapping of int to Share
        For every company of which it may have anything. Both ends occur, or are come as near to
        as one likes, unless stakes contradict each other, or a circle could own all of itself:
        then the least may be less than what occurs. An end is left out only if it is never met.
    unbounded : frozenset of int
        Companies for which there is no upper bound, as more than the whole is stated in circles
        above them; of these no `of` is told.
    """

    of: Mapping[int, Share]
    unbounded: frozenset[int] = frozenset()

    def __getitem__(self, company: int) -> Share:
        """What the party has of a company; ValueError if there is no upper bound."""
        if company in self.unbounded:
            raise ValueError(f"there is no upper bound on the part of {company}")
        return self.of.get(company, Share.exactly(0))


def integrated_bounds(stakes: Tightened, party: int) -> Bounds:
    """What a party has of everything below it, over all chains that do not come back to it.

    Parameters
    ----------
    stakes : Tightened
        Who holds what, within bounds. What is anyone's may be the party's, or not.
    party : int
        Whose part.

    Returns
    -------
    Bounds
        For a party outside circles this bounds integrated ownership as it is.

    Raises
    ------
    TooLarge
        If a circle has too many members.
    """
    most = _End(stakes, party, most=True)
    least = _End(stakes, party, most=False)
    found: dict[int, Share] = {}
    for company, high in most.values.items():
        low = least.values.get(company, Fraction(0))
        if company in most.endless:
            continue
        exact = low == high
        found[company] = Share(
            low,
            high,
            not exact and company not in least.met,
            not exact and company not in most.met,
        )
    return Bounds(found, frozenset(most.endless))


class _End:
    """The values at one end, the companies where it is met, and those where there is none."""

    def __init__(self, stakes: Tightened, party: int, *, most: bool) -> None:
        self.columns, self.party, self.most = stakes.columns, party, most
        self.values: dict[int, Fraction] = {}
        self.met: set[int] = set()
        self.endless: set[int] = set()
        self.known: dict[int, Fraction] = {party: Fraction(1)}
        self.deal = Deal(self.known, Fraction(most), most)
        among = self._below(stakes)
        links = {
            c: [h for h, s in self.columns[c].holders.items() if s.high and h != party]
            for c in among
        }
        self.outside = {party, *(h for c in links for h in links[c] if h not in among)}
        for part in components(links, [c for c in links if c != party]):
            self._solve(part, links)
            self._meet(part)
        self.values = {c: value for c, value in self.known.items() if c != party}
        if party in among:
            self._itself()

    def _below(self, stakes: Tightened) -> set[int]:
        """The companies of which the party may have anything."""
        holds = stakes.holds
        waiting = [c for c, column in self.columns.items() if column.anyone.high]
        waiting += [c for c, share in holds.get(self.party, {}).items() if share.high]
        found = set(waiting)
        while waiting:
            for company, share in holds.get(waiting.pop(), {}).items():
                if share.high and company not in found:
                    found.add(company)
                    waiting.append(company)
        return found

    def _solve(self, part: list[int], links: Mapping[int, list[int]]) -> None:
        if any(h in self.endless for c in part for h in links[c]):
            self._never(part)
        elif len(part) == 1 and part[0] not in links[part[0]]:
            column = self.columns[part[0]]
            self.known[part[0]] = self.deal.worth(self.deal.allotted(column))
        elif all(self.columns[c].consistent for c in part):
            self._improve(part if self.most else self._forced(part))
        else:
            self._whole(part)

    def _whole(self, part: list[int]) -> None:
        """Take every share at its end, where some cannot all be true."""
        policy = {
            c: {
                **{h: s.high if self.most else s.low for h, s in self.columns[c].holders.items()},
                ANYONE: self.columns[c].anyone.high,
            }
            for c in part
        }
        if not all(settles(_rows(group, policy)) for group in components(policy, part)):
            self._never(part)
        else:
            self.known.update(self._evaluated(part, policy))

    def _never(self, part: Iterable[int]) -> None:
        self.endless.update(part)
        self.known.update(dict.fromkeys(part, Fraction(0)))

    def _forced(self, part: list[int]) -> list[int]:
        """Those of a circle of which the party must have something; the others have nothing."""
        marks = {h: Fraction(value > 0) for h, value in self.known.items()}
        deal = Deal(marks, Fraction(0), most=False)
        waiting = list(part)
        while True:
            more = [c for c in waiting if deal.worth(deal.allotted(self.columns[c]))]
            if not more:
                break
            marks.update(dict.fromkeys(more, Fraction(1)))
            waiting = [c for c in waiting if c not in more]
        self.known.update(dict.fromkeys(waiting, Fraction(0)))
        return [c for c in part if marks.get(c)]

    def _improve(self, part: list[int]) -> None:
        """Deal out, see what it is worth, and deal otherwise where that is better, to the end."""
        self.known.update(dict.fromkeys(part, Fraction(0)))
        policy = {c: self.deal.allotted(self.columns[c]) for c in part}
        while True:
            self.known.update(self._evaluated(part, policy))
            better = False
            for company in part:
                other = self.deal.allotted(self.columns[company])
                gain = self.deal.worth(other) - self.known[company]
                if (gain > 0) if self.most else (gain < 0):
                    policy[company] = other
                    better = True
            if not better:
                return

    def _evaluated(
        self, part: list[int], policy: Mapping[int, Mapping[int, Fraction]]
    ) -> dict[int, Fraction]:
        """What companies of a circle are worth if they are dealt out so."""
        inside = set(part)
        sides = {
            c: sum(
                (w * self.deal.of(h) for h, w in policy[c].items() if h not in inside), Fraction(0)
            )
            for c in part
        }
        # a group from which nothing leads out is worth nothing
        heard: dict[int, list[int]] = {}
        for company in part:
            for holder, weight in policy[company].items():
                if holder in inside and weight:
                    heard.setdefault(holder, []).append(company)
        live = {c for c in part if sides[c]}
        waiting = list(live)
        while waiting:
            for company in heard.get(waiting.pop(), ()):
                if company not in live:
                    live.add(company)
                    waiting.append(company)
        order = [c for c in part if c in live]
        found = dict.fromkeys(part, Fraction(0))
        solved = solve(_rows(order, policy), [[sides[c] for c in order]])
        if solved is not None:  # it never is: from each of these something leads out
            found.update(zip(order, solved[0], strict=True))
        return found

    def _meet(self, part: list[int]) -> None:
        """Find where the end is met: all, less those that lean on one where it is not."""
        met = {c for c in part if c not in self.endless}
        while True:
            sure = self.met | self.outside | met
            lost = {
                c
                for c in met
                if not (self.most and not self.known[c])
                and not self.deal.reaches(self.columns[c], sure)
            }
            if not lost:
                break
            met -= lost
        self.met |= met

    def _itself(self) -> None:
        """What the party has of itself, through others."""
        column = self.columns[self.party]
        if any(s.high and h in self.endless for h, s in column.holders.items()):
            self._never([self.party])
            self.values[self.party] = Fraction(0)
            return
        self.values[self.party] = self.deal.worth(self.deal.allotted(column))
        if self.deal.reaches(column, self.met | self.outside):
            self.met.add(self.party)


def _rows(
    part: list[int], policy: Mapping[int, Mapping[int, Fraction]]
) -> list[dict[int, Fraction]]:
    numbers = {company: number for number, company in enumerate(part)}
    return [
        {numbers[h]: weight for h, weight in policy[c].items() if h in numbers and weight}
        for c in part
    ]
