"""Holdings of one right, as stakes in each subject: parts of its capital, votes or board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from kingmaker.engine.ownership.shares import Share
from kingmaker.model import Organisation
from kingmaker.translate.ownership.classes import Classes, share_of
from kingmaker.translate.ownership.counted import Counted

Divided: TypeAlias = Literal["economic", "votes", "appointment", "profit", "surplus"]
"""The rights that are held in parts and come to one whole."""

DIVIDED: tuple[Divided, ...] = ("economic", "votes", "appointment", "profit", "surplus")

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
    """

    held: dict[str, dict[str, list[tuple[Share, str]]]] = field(
        default_factory=dict[str, dict[str, list[tuple[Share, str]]]]
    )
    told: dict[tuple[str, str], list[tuple[Share, str]]] = field(
        default_factory=dict[tuple[str, str], list[tuple[Share, str]]]
    )

    def add(self, each: Counted, share: Share) -> None:
        """One more stake; one that may not be there is anything up to what it says."""
        if not each.sure:
            share = Share(Fraction(0), share.high, high_open=share.high_open)
        if each.told:
            self.told.setdefault((each.holder, each.subject), []).append((share, each.name))
        else:
            holders = self.held.setdefault(each.subject, {})
            holders.setdefault(each.together or each.holder, []).append((share, each.name))


def columns(
    organisation: Organisation, holdings: Sequence[Counted]
) -> tuple[dict[Divided, Columns], frozenset[str]]:
    """Stakes in all that is held in parts: capital, votes, the board, profits, what is left over.

    Returns
    -------
    by right : dict of str to Columns
        Shares of a class count in the capital and in the votes, as the class says.
    follows : frozenset of str
        Subjects of whose votes nothing is stated; they are taken to follow the capital.
    """
    found: dict[Divided, Columns] = {right: Columns() for right in DIVIDED}
    capital, votes = found["economic"], found["votes"]
    weights = Classes(organisation, holdings)
    for each in holdings:
        held = each.holding
        if organisation.parties[each.holder].reason == NOBODY:
            continue
        if held.shares is not None or (held.share_class is not None and held.right == "economic"):
            capital.add(each, weights.share(each, "capital"))
            votes.add(each, weights.share(each, "votes"))
        elif held.right == "economic":
            capital.add(each, share_of(held.share))
        elif held.right == "votes" and held.share_class is not None:
            votes.add(each, weights.share(each, "votes"))
        elif held.right == "votes":
            votes.add(each, share_of(held.share))
        elif held.right == "appointment":
            found["appointment"].add(each, MOST if held.share is None else share_of(held.share))
        elif held.right in ("profit", "surplus"):
            found[held.right].add(each, share_of(held.share))
    for subject, holders in _meetings(organisation).items():
        if subject not in votes.held:
            votes.held[subject] = holders
    told = {subject for _, subject in votes.told}
    follows = frozenset(s for s in capital.held if s not in votes.held and s not in told)
    return found, follows


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
