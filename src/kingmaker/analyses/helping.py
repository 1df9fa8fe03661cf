"""Opponents who help a vote to pass by coming, in a sentence."""

from __future__ import annotations

from kingmaker.analyses.plainly import few, joined, named, some_of
from kingmaker.model import Organisation
from kingmaker.translate.paradox import Paradox


def shown(organisation: Organisation, found: Paradox) -> str:
    """Say how an opponent helps by voting against, with those who show it."""
    body = named(organisation, found.poll.rule.vote)
    if found.witness is None:
        return (
            f"Whether opponents help to make the quorum in {body} by voting against is left "
            "open; there are too many ways to vote."
        )
    witness = found.witness
    favour = few([some_of(organisation, voter, n) for voter, n in witness.favour], 7)
    against = witness.against
    name = some_of(organisation, against)
    who, that = name, name
    if against.members > 1:
        among = any(voter.source == against.source for voter, _ in witness.favour)
        who, that = ("one more of them" if among else f"one of {name}"), "that one"
    said = [f"if {favour} vote{_s(witness.favour)} for it" if favour else "if nobody is for it"]
    if witness.present:
        also = few([some_of(organisation, voter, n) for voter, n in witness.present])
        said.append(f"{also} come{_s(witness.present)} without a vote")
    if witness.casting:
        said.append("the casting vote is for it")
    several = len(against.parties) > 1
    said.append(f"{who} {'vote' if several else 'votes'} against")
    stays = "stay" if several else "stays"
    return (
        f"Voting against can help it pass in {body}: {joined(said)}, there is a quorum and it "
        f"passes; if {that} {stays} away instead, there is none and it fails."
    )


def _s(voters: tuple[tuple[object, int], ...]) -> str:
    """The ending of the verb after so many."""
    return "s" if sum(number for _, number in voters) == 1 else ""
