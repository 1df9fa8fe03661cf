"""A decision's voters under any of the power indices on record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, make_dataclass
from fractions import Fraction
from typing import Any

from kingmaker.analyses.answer import Row, column
from kingmaker.engine.power import register
from kingmaker.engine.power.measuring import Power
from kingmaker.engine.power.records import Index, Need
from kingmaker.engine.power.ternary import ternary_counts
from kingmaker.engine.power.unions import union_swings
from kingmaker.model import Organisation
from kingmaker.model.words import did_you_mean
from kingmaker.translate.abstentions import ternary_game
from kingmaker.translate.decisions import DecisionGame
from kingmaker.translate.players import Player

UNIONS_UNUSED = (
    "who acts together matters to the indices owen, banzhaf-owen and "
    "symmetric-coalitional-banzhaf; ask for one of them"
)

ALL = "all"
"""Every index that takes nothing but the game."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What some indices say of a decision's voters.

    Attributes
    ----------
    row : type of Row
        One voter, with one column for each index.
    rows : tuple of Row
        Those who have most by the first index before others.
    footing : frozenset of str
        What was looked at beside the game.
    notes : tuple of str
        What a reader should know.
    """

    row: type[Row]
    rows: tuple[Row, ...]
    footing: frozenset[str]
    notes: tuple[str, ...]


def asked_for(names: str) -> tuple[Index, ...]:
    """The indices that a text names, parted by commas.

    Raises
    ------
    ValueError
        If there is no such index, or it is not one of a decision.
    """
    if names.strip() == ALL:
        return register.OF_A_GAME
    found: list[Index] = []
    for name in (part.strip() for part in names.split(",")):
        index = next((i for i in register.INDICES if i.name == name), None)
        if index is None:
            known = [i.name for i in register.INDICES if i.needs not in _ELSEWHERE]
            hint = did_you_mean(name, known) or f"; there are: {', '.join(known)}, and {ALL}"
            raise ValueError(f"there is no index {name!r}{hint}")
        if index.needs in _ELSEWHERE:
            raise ValueError(f"{index.title} is not one of a decision; {_ELSEWHERE[index.needs]}")
        found.append(index)
    return tuple(dict.fromkeys(found))


_ELSEWHERE = {
    Need.OCEAN: "ask `oceans`",
    Need.CHAINS: "it is one of companies that hold each other; see `kingmaker.voting`",
    Need.CHANCE: "it takes a chance; see `kingmaker.voting`",
}


def indexed(
    organisation: Organisation,
    decision: str,
    voting: DecisionGame,
    power: Power,
    indices: Sequence[Index],
    unions: str | None = None,
) -> Indexed:
    """Work out some indices.

    Parameters
    ----------
    organisation : Organisation
        Where the decision is taken.
    decision : str
        Its identifier.
    voting : DecisionGame
        Its game.
    power : Power
        The game, measured.
    indices : sequence of Index
        Which.
    unions : str or None
        Who acts together: ``"a+b, c+d"``; everybody else alone.

    Raises
    ------
    ValueError
        If an index takes unions and none are given, or they name somebody who is no voter.
    TooLarge
        If the game is too large for one of them.
    """
    values: dict[str, list[Any]] = {}
    footing: frozenset[str] = frozenset()
    notes: list[str] = []
    size = len(voting.players)
    plain = [index for index in indices if index.needs in register.FOUND]
    values.update(_of_the_game(voting, power, plain))
    joined = [index for index in indices if index.needs is Need.UNIONS]
    if unions and not joined:
        raise ValueError(UNIONS_UNUSED)
    if joined:
        groups = _groups(voting.players, unions)
        counts = union_swings(voting.game, groups)
        for index in joined:
            assert index.function is not None
            by_union = index.function(counts)
            mine = [next(u for u, group in zip(by_union, groups, strict=True) if group[k])
                    for k in range(size)]  # fmt: skip
            values[index.name] = [mine[k][k] for k in range(size)]
    if any(index.needs is Need.BALLOTS for index in indices):
        ternary = ternary_game(organisation, decision)
        footing |= ternary.footing
        found = ternary_counts(ternary.game)
        place = {player.name: k for k, player in enumerate(ternary.players)}
        for index in indices:
            if index.needs is Need.BALLOTS:
                assert index.function is not None
                of_all = index.function(found)
                values[index.name] = [
                    of_all[place[p.name]] if p.name in place else Fraction(0)
                    for p in voting.players
                ]
        notes.append("With abstention, everybody takes part and votes yes, no or abstains.")
    undefined = [i.title for i in indices if not values.get(i.name)]
    notes += [f"{title} is not defined for this decision." for title in undefined]
    row = _row(indices)
    nothing = [None] * size
    columns = [values.get(index.name) or nothing for index in indices]
    rows = [
        row(player.name, player.size, *figures)
        for player, *figures in zip(voting.players, *columns, strict=True)
    ]
    first = columns[0]
    order = sorted(range(size), key=lambda k: -float(first[k] or 0))
    return Indexed(row, tuple(rows[k] for k in order), footing, tuple(notes))


def _of_the_game(
    voting: DecisionGame, power: Power, indices: Iterable[Index]
) -> dict[str, list[Any]]:
    """Values of indices that take nothing but the game; what is measured already is used."""
    known: dict[str, Callable[[], Iterable[Any] | None]] = {
        "shapley": lambda: power.shapley,
        "banzhaf": lambda: power.banzhaf,
        "banzhaf-normalised": lambda: power.normalised,
        "coleman-prevent": lambda: power.prevent,
        "coleman-initiate": lambda: power.initiate,
        "coleman-act": lambda: [power.act] * len(power.sizes),
    }
    have = {Need.SWINGS: power.counts} if power.counts is not None else {}
    values: dict[str, list[Any]] = {}
    others: list[str] = []
    for index in indices:
        if power.counts is None and index.name in known:
            found = known[index.name]()
            values[index.name] = list(found) if found is not None else []
        else:
            others.append(index.name)
    values.update(
        (name, found or []) for name, found in register.measured(voting.game, others, have).items()
    )
    return values


def _groups(players: Sequence[Player], unions: str | None) -> list[tuple[int, ...]]:
    """Which players act together, as members of each class."""
    if not unions:
        raise ValueError(
            "these indices take unions: say who acts together, as in 'ann+bob, cid+dan'"
        )
    place = {player.name: k for k, player in enumerate(players)}
    left = {k: player.size for k, player in enumerate(players)}
    groups: list[tuple[int, ...]] = []
    for text in unions.split(","):
        group = [0] * len(players)
        for name in (part.strip() for part in text.split("+")):
            if name not in place:
                raise ValueError(f"{name!r} has no vote here{did_you_mean(name, list(place))}")
            k = place[name]
            if not left[k]:
                raise ValueError(f"{name!r} is in two unions")
            group[k], left[k] = left[k], 0
        groups.append(tuple(group))
    alone = [k for k, number in left.items() for _ in range(number)]
    return groups + [tuple(int(i == k) for i in range(len(players))) for k in alone]


def _row(indices: Sequence[Index]) -> type[Any]:
    """A row with one column for each index."""
    fields: list[tuple[str, Any, Any]] = [
        ("voter", str, column("who has a vote or a consent to give", unit="party")),
        ("members", int, column("how many they are; the figures are for each one of them",
                                unit="count", usual=1)),
    ]  # fmt: skip
    for index in indices:
        within = index.least == 0 and index.most == 1 and not index.adds_up
        meaning = f"{index.title}: {index.definition[0].lower()}{index.definition[1:].rstrip('.')}"
        unit = "probability" if within else "index"
        fields.append((index.name.replace("-", "_"), Any, column(meaning, unit=unit)))
    return make_dataclass("VoterByIndex", fields, frozen=True)
