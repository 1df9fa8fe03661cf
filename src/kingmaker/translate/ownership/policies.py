"""How holdings are read: what counts as control, and how those who hold together count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kingmaker.engine.games.gates import every
from kingmaker.engine.ownership.shares import MAJORITY, Threshold, Verdict
from kingmaker.engine.ownership.tightening import Tightened
from kingmaker.engine.ownership.verdicts import Means, Rule
from kingmaker.model import Right
from kingmaker.model.holdings import CONTROL, MAY_CONTROL
from kingmaker.model.packs import Controlling, Pack
from kingmaker.translate.ownership.network import Ownership


@dataclass(frozen=True, slots=True)
class Policy:
    """How holdings are read.

    Attributes
    ----------
    votes : Threshold or None
        Of the votes, what controls a company; None if votes do not.
    capital : Threshold or None
        Of the capital or of the profits, what controls a company; None if they do not.
    board : bool
        Whether most of the board does.
    certain, possible : tuple of str
        Rights that are control, and that may be.
    joint_each : bool
        Whether each joint holder holds all of it.
    roles : str
        Who holds what a trust holds: as in `Pack`.
    concert : bool
        Whether parties bound by a voting agreement count as one.
    options : bool
        Whether an option may be used, however far it goes.
    """

    votes: Threshold | None = MAJORITY
    capital: Threshold | None = None
    board: bool = True
    certain: tuple[Right, ...] = CONTROL
    possible: tuple[Right, ...] = MAY_CONTROL
    joint_each: bool = False
    roles: Literal["each", "trustees", "together"] = "together"
    concert: bool = False
    options: bool = False


PLAIN = Policy()
"""Company control: most of the votes or of the board, or control as it is stated."""


def policy_of(pack: Pack) -> Policy:
    """How a pack reads holdings."""
    return Policy(
        _votes(pack.control),
        None
        if pack.control.capital_more_than is None
        else Threshold(pack.control.capital_more_than),
        pack.control.board,
        pack.control.certain,
        pack.control.possible,
        pack.joint == "each",
        pack.roles,
        pack.concert,
        pack.options,
    )


def _votes(control: Controlling) -> Threshold | None:
    if control.votes_more_than is not None:
        return Threshold(control.votes_more_than)
    if control.votes_at_least is not None:
        return Threshold(control.votes_at_least, strict=False)
    return None


def means(owned: Ownership, policy: Policy) -> Means:
    """All that gives control of companies, as a policy reads it."""
    networks: list[tuple[Tightened, Threshold]] = []
    if policy.votes is not None:
        networks.append((owned.tight("votes"), policy.votes))
    if policy.capital is not None:
        networks += [(owned.tight(right), policy.capital) for right in ("economic", "profit")]
    if policy.board:
        networks.append((owned.tight("appointment"), MAJORITY))
    links: dict[int, dict[int, Verdict]] = {}
    for other in owned.others:
        if other.right in policy.certain:
            verdict = Verdict.CERTAIN if other.sure else Verdict.POSSIBLE
        elif other.right in policy.possible:
            verdict = Verdict.POSSIBLE
        else:
            continue
        known = links.setdefault(other.holder, {})
        if known.get(other.subject) is not Verdict.CERTAIN:
            known[other.subject] = verdict
    _told(owned, policy, links)
    rules = {c: list(r) for c, r in owned.rules.items()} if policy.board else {}
    for whole, members in (*owned.blocks.items(), *owned.trusts.items()):
        trust = whole in owned.trusts
        if policy.roles != "together" if trust else policy.joint_each:
            for member in members:
                known = links.setdefault(member, {})
                if counts_whole(owned, policy, member, whole):
                    known[whole] = Verdict.CERTAIN
                else:
                    known.setdefault(whole, Verdict.POSSIBLE)
            continue
        acting = owned.trustees(whole) if trust else members
        sure = _sure(owned, whole, acting, trust=trust)
        if sure:
            rules.setdefault(whole, []).append(Rule(every(*acting)))
        if len(sure) < len(acting):  # fewer may do, if some are none of them
            for member in sure or acting:
                links.setdefault(member, {}).setdefault(whole, Verdict.POSSIBLE)
    found = {company: tuple(each) for company, each in rules.items()}
    return Means(len(owned.names), tuple(networks), links, found, owned.unnamed)


def _told(owned: Ownership, policy: Policy, links: dict[int, dict[int, Verdict]]) -> None:
    """Control by what is told in sum: by votes as they say, by capital perhaps.

    A part of the capital over several links may be a product, and no part of any votes.
    """
    if policy.votes is None:
        return
    for right in ("votes", "economic"):
        for (holder, subject), (share, _) in owned.told[right].items():
            if right == "economic" and subject not in owned.follows:
                continue
            column = owned.tight(right).columns.get(subject)
            if column is not None and (right, holder, subject) not in owned.whole:
                share += column.held_by({holder}, with_anyone=False)
            verdict = policy.votes.judged(share)
            if verdict is Verdict.EXCLUDED:
                continue
            if right == "economic":
                verdict = Verdict.POSSIBLE
            known = links.setdefault(holder, {})
            if known.get(subject) is not Verdict.CERTAIN:
                known[subject] = verdict


def counts_whole(owned: Ownership, policy: Policy, member: int, whole: int) -> bool:
    """Whether one surely counts as holding all of what a trust holds, or is held together."""
    if whole not in owned.trusts:
        return policy.joint_each and owned.belongs(member, whole)
    if policy.roles == "trustees":
        return owned.those_with(whole, "trustee").get(member, False)
    return policy.roles == "each" and owned.belongs(member, whole)


def _sure(owned: Ownership, whole: int, acting: Iterable[int], *, trust: bool) -> list[int]:
    """Those of whom it is sure that they act, of those who act for a trust or hold together."""
    if trust:
        stated = owned.those_with(whole, "trustee")
        return [member for member in acting if stated[member]]
    return [member for member in acting if owned.belongs(member, whole)]
