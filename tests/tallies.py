"""One vote, counted on the ballots that were cast; the plain twin of a charter's arithmetic.

One who acts is a *unit*: ``("ann", 0)`` is a person, an organisation or a bloc, and
``("staff", 2)`` the third of those members of a group who act one by one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TypeAlias

from kingmaker.model import Body, Condition, Organisation, Threshold, Vote

Unit: TypeAlias = tuple[str, int]
Coalition: TypeAlias = frozenset[Unit]
BALLOTS = ("against", "absent", "abstain", "for")  # the likely worst first


def coalitions(units: Iterable[Unit]) -> Iterator[Coalition]:
    """Every coalition of some units."""
    listed = list(units)
    for size in range(len(listed) + 1):
        yield from map(frozenset, combinations(listed, size))


def heads(organisation: Organisation, party: str) -> int:
    """How many people a party is: a part without a count is what the others leave of the group."""
    entry = organisation.parties[party]
    if entry.kind != "group":
        return 1
    if entry.count is not None:
        return entry.count
    parts = parts_of(organisation, party)
    if parts or entry.part_of is None:
        return sum(heads(organisation, part) for part in parts) or 1
    others = [part for part in parts_of(organisation, entry.part_of) if part != party]
    return heads(organisation, entry.part_of) - sum(heads(organisation, o) for o in others)


def parts_of(organisation: Organisation, group: str) -> list[str]:
    return [name for name, party in organisation.parties.items() if party.part_of == group]


def units(organisation: Organisation, party: str) -> dict[Unit, int]:
    """Who acts for a party, and how many people each of them is."""
    entry = organisation.parties[party]
    people = heads(organisation, party)
    if entry.kind != "group" or entry.acts == "bloc":
        return {(party, 0): people}
    found: dict[Unit, int] = {}
    for part in parts_of(organisation, party):
        found |= units(organisation, part)
    rest = people - sum(found.values())
    return found | {(party, number): 1 for number in range(rest)}


def holders(organisation: Organisation, body: Body, weigh: str = "") -> dict[Unit, Fraction]:
    """The votes of everyone who is on a body, before anything is multiplied or left out."""
    found: dict[Unit, Fraction] = {}
    for party, votes in listed(organisation, body).items():
        for unit, people in units(organisation, party).items():
            each = Fraction(1) if weigh == "heads" else votes[weigh]
            found[unit] = found.get(unit, Fraction()) + each * people
    if body.cap is not None:
        most = body.cap * sum(found.values())
        found = {unit: min(votes, most) for unit, votes in found.items()}
    for name, seat in body.seats.items():
        if seat.holder is None or not (seat.counts is None or so(organisation, seat.counts, name)):
            continue
        each = Fraction(1) if weigh == "heads" else seat.votes
        found[seat.holder, 0] = found.get((seat.holder, 0), Fraction()) + each
    return found


def listed(organisation: Organisation, body: Body) -> dict[str, Mapping[str, Fraction]]:
    """Voters who hold no seat, with the votes of each of their people, by column."""
    found: dict[str, Mapping[str, Fraction]] = {}
    for party, votes in body.voters.items():
        found[party] = votes if isinstance(votes, dict) else {"": votes}
    held: dict[str, Fraction] = {}
    for entry in organisation.holdings.values():
        if entry.share_class in body.classes and entry.shares:
            votes = entry.shares * organisation.classes[entry.share_class].votes
            held[entry.holder] = held.get(entry.holder, Fraction()) + votes
    for party, votes in held.items():
        if votes:
            found[party] = {"": votes / heads(organisation, party)}
    return found


def so(organisation: Organisation, condition: Condition, seat: str | None) -> bool:
    """Whether a condition on flags or seats is met."""
    flags = organisation.flags
    if condition.flag is not None:
        return flags[condition.flag].raised
    if condition.not_flag is not None:
        return not flags[condition.not_flag].raised
    named = condition.vacant or condition.held or ""
    body, _, place = (seat or "" if named == "$seat" else named).partition(".")
    there = organisation.bodies[body].seats[place].holder is not None
    return there == (condition.held is not None)


@dataclass(frozen=True)
class Matter:
    """What is decided: where, about which seat, and by whom it is opposed."""

    organisation: Organisation
    unopposed: bool = False
    seat: str | None = None  # that $seat stands for
    subject: str | None = None

    def named(self, name: str) -> set[str]:
        """A party; or whoever holds the seats that the decision is about."""
        if name != "subject":
            return {name}
        body, _, seat = (self.subject or "").partition(".")
        seats = self.organisation.bodies[body].seats if body else {}
        return {seats[s].holder or "" for s in ([seat] if seat else seats)}

    def barred(self, vote: Vote) -> set[str]:
        """Who may not vote: those named, whoever holds the seat it is about, all their parts."""
        found: set[str] = set().union(*map(self.named, vote.exclude))
        parties = self.organisation.parties
        return {name for name in parties if found & set(groups(self.organisation, name))}

    def votes(self, vote: Vote) -> dict[Unit, Fraction]:
        """The votes of everyone who is there, those who may not vote too."""
        found = holders(self.organisation, self.organisation.bodies[vote.vote], vote.weigh)
        times = vote.multiply.by if vote.multiply else Fraction(1)
        who = self.named(vote.multiply.of) if vote.multiply else set[str]()
        return {unit: n * (times if unit[0] in who else 1) for unit, n in found.items()}

    def sits(self, name: str) -> tuple[Unit | None, str]:
        """Who agrees for a party or a seat, and the body that the seat is on."""
        name = self.seat or "" if name == "$seat" else name
        body, dot, seat = name.partition(".")
        holder = self.organisation.bodies[body].seats[seat].holder if dot else name
        return (None if holder is None else (holder, 0)), body if dot else ""


def groups(organisation: Organisation, party: str | None) -> Iterator[str]:
    """A party, the group it is a part of, and so on."""
    while party is not None:
        yield party
        party = organisation.parties[party].part_of


def authorised(body: Body, weigh: str, all_votes: Fraction) -> Fraction:
    """Votes of all seats there may be: a seat not listed has one."""
    if not body.seats:
        return Fraction(body.size) if body.size else all_votes
    each = (Fraction(1) if weigh == "heads" else seat.votes for seat in body.seats.values())
    return sum(each, Fraction(max(0, (body.size or 0) - len(body.seats))))


def carried(matter: Matter, vote: Vote, ballots: Mapping[Unit, str]) -> bool:
    """Whether a motion passes on these ballots."""
    everyone = matter.votes(vote)
    out = matter.barred(vote)
    cast = dict.fromkeys(BALLOTS, Fraction())
    for unit, votes in everyone.items():
        if unit[0] not in out:
            cast[ballots[unit]] += votes
    both, all_votes = cast["for"] + cast["against"], sum(everyone.values(), Fraction())
    office = sum(cast.values(), Fraction())
    bases = {
        "cast": both, "present": both + cast["abstain"], "in_office": office,
        "outstanding": office, "entitled": all_votes, None: Fraction(1),
        "size": authorised(matter.organisation.bodies[vote.vote], vote.weigh, all_votes),
    }  # fmt: skip
    passes = cast["for"] > 0 and cast["for"] * 2 > both
    if vote.method == "cumulative":
        whole = all(votes.denominator == 1 for votes in everyone.values())
        passes = elected(cast["for"], cast["against"], vote.seats or 0, vote.win or 0, whole)
    elif vote.method is None:
        passes = reaches(vote, cast["for"], bases)
    if vote.casting_vote is not None and 0 < cast["for"] == cast["against"]:
        chair = matter.sits(vote.casting_vote)[0]
        passes = chair is not None and ballots[chair] == "for"
    if vote.quorum is None or not passes:
        return passes
    here = sum((cast[ballot] for ballot in vote.quorum.counting), Fraction())
    if vote.quorum.excluded_count:
        kept = (u for u in everyone if u[0] in out and ballots[u] != "absent")
        here += sum((everyone[unit] for unit in kept), Fraction())
    return reaches(vote.quorum, here, bases)


def reaches(threshold: Threshold, votes: Fraction, bases: Mapping[str | None, Fraction]) -> bool:
    """Whether so many votes are enough; nothing passes without any."""
    share = threshold.at_least if threshold.more_than is None else threshold.more_than
    needed = (share or Fraction()) * bases[threshold.of]
    return votes > 0 and (votes >= needed if threshold.more_than is None else votes > needed)


def elected(ours: Fraction, theirs: Fraction, seats: int, win: int, whole: bool = True) -> bool:
    """Whether votes elect so many of some seats for certain, each vote counting once a seat.

    Both sides spread theirs as evenly as can be: we over as many candidates as are to win, and
    the others over as many as would leave one of ours without a seat. A tie is not certain.
    """
    return min(spread(ours * seats, win, whole)) > min(
        spread(theirs * seats, seats - win + 1, whole)
    )


def spread(votes: Fraction, candidates: int, whole: bool) -> list[Fraction]:
    """What each candidate gets; votes that are whole are not divided."""
    if not whole:
        return [votes / candidates] * candidates
    each, left = divmod(votes, candidates)
    return [Fraction(each + (number < left)) for number in range(candidates)]
