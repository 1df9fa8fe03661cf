"""Formal power: how often each voter's vote decides."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import DecisionName, question
from kingmaker.analyses.indexed import UNIONS_UNUSED, asked_for, indexed
from kingmaker.analyses.taken import given, taken
from kingmaker.engine.approximate import Approximate, Figure
from kingmaker.engine.power.measuring import Power, measure
from kingmaker.model import Organisation
from kingmaker.translate.decisions import decision_game
from kingmaker.translate.players import Player


@dataclass(frozen=True, slots=True)
class VoterPower:
    """One voter's power over one decision."""

    voter: str = column("who has a vote or a consent to give", unit="party")
    members: int = column(
        "how many they are; the figures are for each one of them", unit="count", usual=1
    )
    shapley: Figure = column(
        "Shapley-Shubik: chance of being the one who tips the vote", unit="probability"
    )
    banzhaf: Figure = column(
        "Penrose-Banzhaf: chance that this vote decides, the others at random", unit="probability"
    )
    banzhaf_normalised: Fraction | None = column("Banzhaf index: part of all swings", unit="index")
    prevent: Fraction | None = column(
        "Coleman: chance of stopping what would pass", unit="probability"
    )
    initiate: Fraction | None = column(
        "Coleman: chance of carrying what would fail", unit="probability"
    )
    swings: int | None = column("coalitions that this vote turns", unit="count")


@dataclass(frozen=True, slots=True)
class Collective:
    """How easily the voters decide as a whole."""

    winning: int | None = column("coalitions that win", unit="count")
    coalitions: int = column("coalitions there are", unit="count")
    act: Figure | None = column(
        "Coleman's power of the collectivity to act: the part that wins", unit="probability"
    )


@question("Who has how much power over {decision}?")
def power(
    organisation: Organisation,
    decision: DecisionName,
    index: str | None = None,
    unions: str | None = None,
    *,
    exact: bool = False,
) -> Answer[VoterPower]:
    """Measure how often each voter's vote decides the outcome.

    Parameters
    ----------
    organisation : Organisation
        Where the decision is taken.
    decision : str
        Which decision, by its name in the file.
    index : str or None
        Which power indices, parted by commas: ``johnston, public-good``; ``all`` for every one
        that takes nothing but the decision. None for Shapley-Shubik, Banzhaf and Coleman.
    unions : str or None
        Who acts together, for ``owen``, ``banzhaf-owen`` and ``symmetric-coalitional-banzhaf``:
        ``ann+bob, cid+dan``; everybody else acts alone.
    exact : bool
        Whether to take the time for fractions, or refuse, where a figure with a proven error
        bound could be had soon.

    Returns
    -------
    Answer of VoterPower
        One row a voter, or kind of equal voters, the most powerful first; where indices are
        asked for, with one column for each of them. Its part ``collective``: how many
        coalitions win, and Coleman's power to act.

    Raises
    ------
    TooLarge
        If ``exact`` and the game is too large for it, or for one of the indices.
    ValueError
        If there is no such index, or no such voter to be in a union.

    References
    ----------
    Felsenthal, D. S. and Machover, M. (1998). The Measurement of Voting Power. Edward Elgar.
    """
    indices = asked_for(index) if index is not None else ()
    if unions is not None and not indices:
        raise ValueError(UNIONS_UNUSED)
    row: Any = VoterPower
    rows: tuple[Any, ...]
    voting = decision_game(organisation, decision)
    found = measure(voting.game, exact=exact or None)
    notes = list(given(organisation, taken(organisation, decision, voting.players)))
    footing = voting.footing
    if indices:
        by_index = indexed(organisation, decision, voting, found, indices, unions)
        rows, row, footing = by_index.rows, by_index.row, footing | by_index.footing
        notes += by_index.notes
    else:
        rows = _usual(found, voting.players)
    notes += _errors(found)
    return Answer(
        question=f"Who has how much power over “{organisation.label(decision)}”?",
        rows=rows,
        row=row,
        method=f"{found.method[0].upper()}{found.method[1:]}{'; exact' if found.exact else ''}.",
        exact=found.exact,
        footing=footing,
        notes=tuple(notes),
        parts=(
            Answer(
                name="collective",
                question="How easily do they decide as a whole?",
                rows=(Collective(found.winning, 1 << found.players, found.act),),
                row=Collective,
                method="Winning coalitions, of all that there are.",
                exact=found.winning is not None,
                footing=voting.footing,
            ),
        ),
    )


def _usual(found: Power, players: tuple[Player, ...]) -> tuple[VoterPower, ...]:
    """The indices that are always told, the most powerful first."""
    nothing = [None] * len(players)
    columns = zip(
        players,
        found.shapley,
        found.banzhaf,
        found.normalised or nothing,
        found.prevent or nothing,
        found.initiate or nothing,
        found.swings or nothing,
        strict=True,
    )
    rows = [VoterPower(player.name, player.size, *figures) for player, *figures in columns]
    return tuple(sorted(rows, key=lambda row: float(row.shapley), reverse=True))


def _errors(found: Power) -> list[str]:
    """What to know of figures that are not exact."""
    bounds = [f for f in (*found.shapley, *found.banzhaf) if isinstance(f, Approximate)]
    if not bounds:
        return []
    worst = max(figure.error for figure in bounds)
    if bounds[0].proven:
        told = f"The Shapley-Shubik index is off by at most {worst:.1e}, which is proven;"
        return [f"{told} `--exact` takes the time for fractions."]
    sure = f"with a confidence of {bounds[0].confidence:.0%}"
    notes = [f"Estimated: all figures lie within {worst:.1e} of what is shown, {sure}."]
    if sum(figure.value < figure.error for figure in bounds) * 2 > len(bounds):
        notes.append(
            "Most figures are smaller than that; count votes in thousands, or let those with few "
            "votes act as one, to have more."
        )
    return notes
