"""Control through the board: rules by which most of its seats are filled, or emptied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm

from kingmaker.engine import TooLarge
from kingmaker.engine.games.gates import Gate, some
from kingmaker.engine.ownership.verdicts import Rule
from kingmaker.model import EACH, Effect, Organisation, seats_of
from kingmaker.translate.decisions import DecisionGame, decision_game
from kingmaker.translate.instances import instances


def steering(
    organisation: Organisation, numbers: Mapping[str, int]
) -> tuple[dict[int, tuple[Rule, ...]], dict[int, frozenset[str]], list[str]]:
    """Who decides over most of the votes of each company's board.

    Whoever can fill a seat or empty it, whatever the others do, decides over it.

    Parameters
    ----------
    organisation : Organisation
        On the day.
    numbers : mapping of str to int
        The number of each party.

    Returns
    -------
    rules : dict of int to tuple of Rule
        By company. A company whose board nobody can change by a decision has none.
    footing : dict of int to frozenset of str
        By company, what its rules rest on.
    notes : list of str
        Decisions that could not be looked through.
    """
    over: dict[str, list[DecisionGame]] = {}
    notes: list[str] = []
    boards = {name: body for name, body in organisation.bodies.items() if _board(body.kind)}
    for what, decision in organisation.decisions.items():
        if not any(_touches(effect, boards) for effect in decision.effects):
            continue
        for name in instances(organisation, what):
            seat = name.partition(":")[2] or None
            places = [p for e in decision.effects for p in _places(organisation, e, seat)]
            if not places:
                continue
            try:
                game = decision_game(organisation, name)
            except (TooLarge, ValueError) as trouble:
                notes.append(f"“{organisation.label(name)}” is left out: {trouble}.")
                continue
            for place in places:
                over.setdefault(place, []).append(game)
    rules: dict[int, list[Rule]] = {}
    footing: dict[int, set[str]] = {}
    for name, body in boards.items():
        seats = {f"{name}.{seat}": held.votes for seat, held in body.seats.items() if held.votes}
        if body.of is None or not any(place in over for place in seats):
            continue
        company = numbers[body.of]
        unit = lcm(*(votes.denominator for votes in seats.values()))
        weights = {place: int(votes * unit) for place, votes in seats.items()}
        gates = [
            (some(1, *(_renumbered(game, numbers) for game in over[place])), weight)
            for place, weight in weights.items()
            if place in over
        ]
        most = int(Fraction(sum(weights.values()), 2)) + 1
        rules.setdefault(company, []).append(Rule(Gate(most, tuple(gates))))
        seen = footing.setdefault(company, {f"bodies.{name}", "decisions.*.effects"})
        for place in seats:
            seen.update(*(game.footing for game in over.get(place, ())))
    return (
        {company: tuple(found) for company, found in rules.items()},
        {company: frozenset(seen) for company, seen in footing.items()},
        notes,
    )


def _board(kind: str) -> bool:
    return kind == "board"


def _touches(effect: Effect, boards: Iterable[str]) -> bool:
    named = effect.fill or effect.vacate
    return named is not None and (
        named == EACH or named.partition(".")[0].partition(":")[0] in boards
    )


def _places(organisation: Organisation, effect: Effect, seat: str | None) -> list[str]:
    named = effect.fill or effect.vacate
    return [] if named is None else seats_of(organisation, named, seat)


def _renumbered(voting: DecisionGame, numbers: Mapping[str, int]) -> Gate:
    """The gate of a decision over parties, each of whom acts with all its members."""
    players = [(numbers[player.party], player.size) for player in voting.players]
    done: dict[int, Gate] = {}
    for gate in voting.game.gate.inner_first():
        done[id(gate)] = Gate(
            gate.quota,
            tuple(
                (done[id(source)], weight)
                if isinstance(source, Gate)
                else (players[source][0], weight * players[source][1])
                for source, weight in gate.inputs
            ),
        )
    return done[id(voting.game.gate)]
