"""Power where small holders are an ocean: too many to count, and strong only together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, TypeAlias

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import Among, DecisionName, UnknownName, question
from kingmaker.analyses.taken import given, taken
from kingmaker.engine.approximate import Figure, total
from kingmaker.engine.power.measuring import measure
from kingmaker.engine.power.ocean import OceanicGame, oceanic_banzhaf, oceanic_shapley
from kingmaker.model import Organisation
from kingmaker.model.values import share as read_share
from kingmaker.translate.decisions import DecisionGame, decision_game
from kingmaker.translate.oceans import OceanicVote, oceanic_vote

SmallHolders: TypeAlias = Annotated[tuple[str, ...], Among(("parties",))]
"""The names of parties in the case that stand for many small holders."""

METHOD = (
    "Holders arrive at random, the small ones as a stream; a polynomial between the moments at "
    "which large ones can tip the vote, integrated exactly (Milnor and Shapley 1961)."
)


@dataclass(frozen=True, slots=True)
class Atom:
    """A large holder's power."""

    voter: str = column("who has votes enough to count as one", unit="party")
    members: int = column(
        "how many they are; the figures are for each one of them", unit="count", usual=1
    )
    share: Fraction = column("part of the votes", unit="share")
    shapley: Fraction = column(
        "Shapley-Shubik with an ocean: chance of being the one who tips the vote",
        unit="probability",
    )
    finite: Figure = column(
        "the same with those in the ocean as voters, like all others", unit="probability"
    )
    per_share: Fraction = column("power for each share of the votes", unit="index")
    banzhaf: Fraction = column(
        "Penrose-Banzhaf, half of the ocean being for it", unit="probability"
    )


@dataclass(frozen=True, slots=True)
class Ocean:
    """The power of all small holders together."""

    holders: int = column("how many voters are in it", unit="count")
    share: Fraction = column("part of the votes that they have together", unit="share")
    largest: Fraction = column("part of the votes of the largest of them", unit="share")
    shapley: Fraction = column("chance that one of them tips the vote", unit="probability")
    finite: Figure = column(
        "the same with those in the ocean as voters, like all others", unit="probability"
    )
    per_share: Fraction = column("power for each share of the votes", unit="index")


@question("Who has how much power over {decision}, the small holders taken as an ocean?")
def oceans(
    organisation: Organisation,
    decision: DecisionName,
    *,
    below: str = "1%",
    ocean: SmallHolders = (),
) -> Answer[Atom]:
    """Measure power over a vote where many small holders count only together.

    Parameters
    ----------
    organisation : Organisation
        Where the decision is taken.
    decision : str
        Which decision, by its name in the file: one that comes to a single weighted vote.
    below : str
        Who has less than this part of the votes, each for itself, is in the ocean.
    ocean : tuple of str
        Parties that are in the ocean whatever they have, since they stand for many.

    Returns
    -------
    Answer of Atom
        One row a large holder, or kind of equal ones, the most powerful first; exact. None if the
        decision is no single weighted vote. Its part ``ocean``: all small holders together.

    Raises
    ------
    TooLarge
        If the large holders have too many coalitions to be answered exactly.

    References
    ----------
    Milnor, J. W. and Shapley, L. S. (1978). Values of large games II: oceanic games.
    Mathematics of Operations Research 3, 290-307.
    """
    try:
        least = read_share(below)
    except ValueError as error:
        raise UnknownName(f"below takes a part of the votes, such as 1%: {error}") from error
    vote = oceanic_vote(organisation, decision, least, ocean)
    voting = decision_game(organisation, decision)
    atoms, together, notes = (), (), (f"It is no single weighted vote: {vote.why}.",)
    if vote.game is not None:
        divided, one_by_one = oceanic_shapley(vote.game), _one_by_one(voting)
        atoms = _atoms(
            vote, zip(divided.atoms, oceanic_banzhaf(vote.game), strict=True), one_by_one
        )
        together = _together(vote, divided.ocean, one_by_one)
        notes = _notes(vote, vote.game, least)
    return Answer(
        question=f"Who has how much power over “{organisation.label(decision)}”, "
        "the small holders taken as an ocean?",
        rows=atoms,
        row=Atom,
        exact=all(isinstance(row.finite, Fraction) for row in (*atoms, *together)),
        method=METHOD,
        footing=vote.footing | voting.footing,
        notes=(*given(organisation, taken(organisation, decision, voting.players)), *notes),
        parts=(
            Answer(
                name="ocean",
                question="How much power have the small holders together?",
                rows=together,
                row=Ocean,
                method="What the large ones leave.",
                footing=vote.footing | voting.footing,
            ),
        ),
    )


def _one_by_one(voting: DecisionGame) -> dict[tuple[str, int], Figure]:
    """The Shapley-Shubik index of each voter, by party and members."""
    values = measure(voting.game).shapley
    return {(p.party, p.size): v for p, v in zip(voting.players, values, strict=True)}


def _atoms(
    vote: OceanicVote,
    powers: Iterable[tuple[Fraction, Fraction]],
    finite: Mapping[tuple[str, int], Figure],
) -> tuple[Atom, ...]:
    """One row a kind of large holders."""
    rows = [
        Atom(
            holder.party,
            holder.members,
            part := holder.votes / vote.votes,
            power,
            finite[holder.party, holder.members],
            power / part,
            decides,
        )
        for holder, (power, decides) in zip(vote.large, powers, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: row.shapley, reverse=True))


def _together(
    vote: OceanicVote, power: Fraction, finite: Mapping[tuple[str, int], Figure]
) -> tuple[Ocean, ...]:
    """The row of the ocean, if there is one."""
    if not vote.small:
        return ()
    part = sum((h.votes * h.members for h in vote.small), Fraction(0)) / vote.votes
    return (
        Ocean(
            sum(holder.members for holder in vote.small),
            part,
            max(holder.votes for holder in vote.small) / vote.votes,
            power,
            total((finite[h.party, h.members], h.members) for h in vote.small),
            power / part,
        ),
    )


def _notes(vote: OceanicVote, game: OceanicGame, below: Fraction) -> tuple[str, ...]:
    """What a reader should know: who is in the ocean, and where it is no model."""
    notes: list[str] = []
    if not vote.small:
        notes.append(
            f"Nobody has less than {told(below)} of the votes, so there is no ocean; name those "
            "who stand for many, if there are any."
        )
    if not vote.large:
        notes.append("Everybody is in the ocean, and all power with it.")
    if not game.decides:
        notes.append(
            "Nobody has power: it passes whoever agrees, or whoever agrees does not pass."
        )
    return tuple(notes)


def told(part: Fraction) -> str:
    """A part of the votes, as a percentage where that is short."""
    percent = part * 100
    return f"{percent}%" if percent.denominator == 1 else f"{float(percent):g}%"
