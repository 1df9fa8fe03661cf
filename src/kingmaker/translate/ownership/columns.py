"""Holdings of one right, as stakes in each subject: parts of its capital, votes or board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from kingmaker.engine.ownership.shares import UNKNOWN, Share
from kingmaker.model import Organisation
from kingmaker.model.holdings import CONTROL, DIVIDED, Divided
from kingmaker.translate.ownership.classes import Classes, share_of
from kingmaker.translate.ownership.counted import Counted

NOBODY = "nobody"
MOST = Share(Fraction(1, 2), Fraction(1), low_open=True)
"""What a right to appoint the board is of it, where it is not said how much."""


@dataclass(slots=True)
class Columns:
    """The stakes in one right.

    Attributes
    ----------
    held : dict of str to dict of str to list of (Share, str)
        By subject and holder, each stake and the entry that states it.
    told : dict of (str, str) to list of (Share, str)
        By holder and subject, what is told in sum.
    whole : set of (str, str)
        Where that is all that the holder has, and not only what it has through others.
    floors : dict of (str, str) to list of (Share, str)
        By holder and subject, what it has at least, through others or not.
    """

    held: dict[str, dict[str, list[tuple[Share, str]]]] = field(
        default_factory=dict[str, dict[str, list[tuple[Share, str]]]]
    )
    told: dict[tuple[str, str], list[tuple[Share, str]]] = field(
        default_factory=dict[tuple[str, str], list[tuple[Share, str]]]
    )

    whole: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    floors: dict[tuple[str, str], list[tuple[Share, str]]] = field(
        default_factory=dict[tuple[str, str], list[tuple[Share, str]]]
    )

    def add(self, each: Counted, share: Share) -> None:
        """One more stake; one that may not be there is anything up to what it says."""
        pair = each.holder, each.subject
        if not each.sure:
            share = Share(Fraction(0), share.high, high_open=share.high_open)
        if each.told:
            self.told.setdefault(pair, []).append((share, each.name))
            if each.holding.link != "indirect":
                self.whole.add(pair)
        else:
            if each.loose:
                if not each.together:
                    self.floors.setdefault(pair, []).append((share, each.name))
                share = Share(Fraction(0), share.high, high_open=share.high_open)
            holders = self.held.setdefault(each.subject, {})
            holders.setdefault(each.together or each.holder, []).append((share, each.name))


def columns(
    organisation: Organisation, holdings: Sequence[Counted]
) -> tuple[dict[Divided, Columns], frozenset[str], frozenset[str]]:
    """Stakes in all that is held in parts: capital, votes, the board, profits, what is left over.

    Returns
    -------
    by right : dict of str to Columns
        Shares of a class count in the capital and in the votes, as the class says.
    follows : frozenset of str
        Subjects of whose votes nothing is stated, nor who controls them otherwise; their votes
        are taken to follow the capital. Where votes are stated of some holders, those of the
        others are not known.
    steered : frozenset of str
        Subjects of whose votes nothing is stated, and somebody is stated to control; their votes
        follow the capital, or are with whoever controls.
    """
    found: dict[Divided, Columns] = {right: Columns() for right in DIVIDED}
    capital, votes = found["economic"], found["votes"]
    weights = Classes(organisation, holdings)
    following = Columns()
    entrusted: set[str] = set()
    for each in holdings:
        held = each.holding
        if is_nobody(organisation, each.holder):
            continue
        if held.shares is not None or (held.share_class is not None and held.right == "economic"):
            capital.add(each, weights.share(each, "capital"))
            votes.add(_voting(each), weights.share(each, "votes"))
        elif held.right == "economic":
            capital.add(each, share_of(held.share))
            following.add(_voting(each), share_of(held.share))
            if _voting(each) is not each and not each.told:
                entrusted.add(each.subject)
        elif held.right == "votes" and held.share_class is not None:
            votes.add(each, weights.share(each, "votes"))
        elif held.right == "votes":
            votes.add(each, share_of(held.share))
        elif held.right == "appointment":
            found["appointment"].add(each, MOST if held.share is None else share_of(held.share))
        elif held.right in ("profit", "surplus"):
            found[held.right].add(each, share_of(held.share))
    told = {subject for _, subject in votes.told}
    steered = {each.subject for each in holdings if each.holding.right in CONTROL}
    for subject in sorted(told & following.held.keys()):
        votes.held.setdefault(subject, {})
    for subject, holders in votes.held.items():  # whose votes are stated only of some
        for holder, stated in following.held.get(subject, {}).items():
            if holder not in holders:
                holders[holder] = [(UNKNOWN, stated[0][1])]
    for subject, holders in _meetings(organisation).items():
        if subject not in votes.held:
            votes.held[subject] = holders
    unstated = capital.held.keys() - votes.held.keys() - told
    follows = frozenset(unstated - steered)
    votes.held.update({s: following.held[s] for s in follows & entrusted})
    return found, follows, frozenset(unstated & steered)


def is_nobody(organisation: Organisation, holder: str) -> bool:
    """Whether it is told that there is no such holder."""
    party = organisation.parties.get(holder)
    return party is not None and party.reason == NOBODY


def _voting(each: Counted) -> Counted:
    """A holding of capital, in the hands of whoever votes: a trustee does so itself."""
    held = each.holding
    entrusted = held.capacity == "trustee" and held.behalf is not None and not each.together
    return replace(each, holder=held.holder) if entrusted else each


def _meetings(
    organisation: Organisation,
) -> Mapping[str, dict[str, list[tuple[Share, str]]]]:
    """The votes of a company's members, where a body of theirs lists them."""
    found: dict[str, dict[str, list[tuple[Share, str]]]] = {}
    for name, body in organisation.bodies.items():
        if body.of is None or body.kind not in ("meeting", "electorate") or not body.voters:
            continue
        each: dict[str, Fraction] = {}
        for voter, weight in body.voters.items():
            if isinstance(weight, dict):
                break
            party = organisation.parties[voter]
            heads = party.count or 1 if party.kind == "group" and party.acts != "bloc" else 1
            each[voter] = weight * heads
        total = sum(each.values(), Fraction(0))
        if len(each) == len(body.voters) and total:
            found.setdefault(
                body.of,
                {
                    voter: [(Share.exactly(weight / total), f"bodies.{name}")]
                    for voter, weight in each.items()
                },
            )
    return found
