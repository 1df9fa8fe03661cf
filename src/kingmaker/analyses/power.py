"""Formal power: how often each voter's vote decides."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import DecisionName, question
from kingmaker.analyses.taken import given, taken
from kingmaker.engine.power.counting import swings
from kingmaker.engine.power.indices import (
    banzhaf,
    banzhaf_normalised,
    power_to_act,
    power_to_initiate,
    power_to_prevent,
    shapley,
)
from kingmaker.model import Organisation
from kingmaker.translate.decisions import decision_game


@dataclass(frozen=True, slots=True)
class VoterPower:
    """One voter's power over one decision."""

    voter: str = column("who has a vote or a consent to give", unit="party")
    members: int = column(
        "how many they are; the figures are for each one of them", unit="count", usual=1
    )
    shapley: Fraction = column(
        "Shapley-Shubik: chance of being the one who tips the vote", unit="probability"
    )
    banzhaf: Fraction = column(
        "Penrose-Banzhaf: chance that this vote decides, the others at random", unit="probability"
    )
    banzhaf_normalised: Fraction | None = column("Banzhaf index: part of all swings", unit="index")
    prevent: Fraction | None = column(
        "Coleman: chance of stopping what would pass", unit="probability"
    )
    initiate: Fraction | None = column(
        "Coleman: chance of carrying what would fail", unit="probability"
    )
    swings: int = column("coalitions that this vote turns", unit="count")


@dataclass(frozen=True, slots=True)
class Collective:
    """How easily the voters decide as a whole."""

    winning: int = column("coalitions that win", unit="count")
    coalitions: int = column("coalitions there are", unit="count")
    act: Fraction = column(
        "Coleman's power of the collectivity to act: the part that wins", unit="probability"
    )


@question("Who has how much power over {decision}?")
def power(organisation: Organisation, decision: DecisionName) -> Answer[VoterPower]:
    """Measure how often each voter's vote decides the outcome.

    Parameters
    ----------
    organisation : Organisation
        Where the decision is taken.
    decision : str
        Which decision, by its name in the file.

    Returns
    -------
    Answer of VoterPower
        One row a voter, or kind of equal voters, the most powerful first. Exact fractions. Its
        part ``collective``: how many coalitions win, and Coleman's power to act.

    Raises
    ------
    TooLarge
        If the game is too large to be answered exactly.

    References
    ----------
    Felsenthal, D. S. and Machover, M. (1998). The Measurement of Voting Power. Edward Elgar.
    """
    voting = decision_game(organisation, decision)
    counts = swings(voting.game)
    nothing = [None] * len(voting.players)
    columns = zip(
        voting.players,
        shapley(counts),
        banzhaf(counts),
        banzhaf_normalised(counts) or nothing,
        power_to_prevent(counts) or nothing,
        power_to_initiate(counts) or nothing,
        counts.totals,
        strict=True,
    )
    rows = [VoterPower(player.name, player.size, *figures) for player, *figures in columns]
    return Answer(
        question=f"Who has how much power over “{organisation.label(decision)}”?",
        rows=tuple(sorted(rows, key=lambda row: row.shapley, reverse=True)),
        row=VoterPower,
        method="All coalitions counted on a decision diagram; exact.",
        footing=voting.footing,
        notes=given(organisation, taken(organisation, decision, voting.players)),
        parts=(
            Answer(
                name="collective",
                question="How easily do they decide as a whole?",
                rows=(Collective(counts.winning, 1 << counts.players, power_to_act(counts)),),
                row=Collective,
                method="Winning coalitions, of all that there are.",
                footing=voting.footing,
            ),
        ),
    )
