"""Who can carry a vote or a rule and who can block it, in one or two sentences with numbers."""

from __future__ import annotations

from math import comb

from kingmaker.analyses.plainly import few, named, upper, word
from kingmaker.engine import TooLarge
from kingmaker.engine.games.gates import Game, Profile
from kingmaker.engine.games.minimal import Minimal, minimal_blocking, minimal_winning
from kingmaker.model import Organisation
from kingmaker.translate.players import Player

MOST_STATES = 200_000
"""States of a game that are looked at before its numbers are left out."""


def powers(organisation: Organisation, game: Game, players: tuple[Player, ...]) -> str:
    """Say who can carry it whatever the others do, and who can block it.

    Parameters
    ----------
    organisation : Organisation
        For the names.
    game : Game
        Of the vote or rule.
    players : tuple of Player
        Who each class of players is.

    Returns
    -------
    str
        Sentences; empty if the game is too large to be counted.
    """
    if not game.wins(game.sizes):
        return "Nobody can carry it, even if all agree."
    if game.wins((0,) * len(game.sizes)):
        return "It needs nobody's vote."
    try:
        winning = minimal_winning(game, MOST_STATES)
        blocking = minimal_blocking(game, MOST_STATES)
    except TooLarge:
        return ""
    counts, against = winning.count(), blocking.count()
    fewest, stopping = min(counts), min(against)
    telling = _telling(game)
    number = sum(game.sizes[i] for i in telling)
    only = [i for i in telling if game.sizes[i] == 1]
    first, stops = (members(organisation, smallest(m), players) for m in (winning, blocking))
    if number == 1 or (fewest == stopping == 1 and len(counts) == 1 and counts[1] == 1):
        return f"{upper(first)} alone can carry it, and alone can block it."
    if counts == {fewest: comb(number, fewest)}:
        return _alike(number, fewest)
    carried = f"The fewest who can carry it are {word(fewest)} of the {word(number)}"
    carried = f"{carried}, such as {first}." if counts[fewest] > 1 else f"{carried}: {first}."
    if fewest == 1:
        carried = f"{upper(first)} can carry it alone."
    vetoers = [named(organisation, players[i].name) for i in only if _vetoes(game, i)]
    if vetoers:
        each = "each block it alone" if len(vetoers) > 1 else "block it alone"
        return f"{carried} {upper(few(vetoers))} can {each}."
    such = ", such as" if against[stopping] > 1 else ":"
    return f"{carried} The fewest who can block it are {word(stopping)}{such} {stops}."


def _alike(number: int, fewest: int) -> str:
    """What can be said where all count the same."""
    if fewest == number:
        everyone = "Both" if number == 2 else f"All {word(number)}"
        return f"{everyone} have to be for it; each can block it alone."
    needed = number - fewest + 1
    stops = f"all {word(number)} together" if needed == number else f"any {word(needed)}"
    can = f"Any {word(fewest)} of the {word(number)} can carry it whatever the others do"
    return f"{can}; {stops} can block it."


def _telling(game: Game) -> list[int]:
    """The classes of players who ever make a difference, as far as one gate tells."""
    heard = {
        source
        for gate in game.gate.inner_first()
        for source, weight in gate.inputs
        if isinstance(source, int) and weight
    }
    return sorted(heard)


def _vetoes(game: Game, number: int) -> bool:
    return not game.wins([size - (i == number) for i, size in enumerate(game.sizes)])


def smallest(minimal: Minimal) -> Profile:
    """A coalition of the smallest size; of several, one with those who are asked first."""
    sizes = [0, 0]  # of the smallest from each node on; the first is never led to
    for branches in minimal.branches[2:]:
        sizes.append(min(n + sizes[to] for n, to in branches))
    node, profile = minimal.root, [0] * len(minimal.sizes)
    while node > 1:
        asked = minimal.layer[node]
        profile[asked], node = min(
            minimal.branches[node], key=lambda branch: (branch[0] + sizes[branch[1]], -branch[0])
        )
    return tuple(profile)


def members(organisation: Organisation, profile: Profile, players: tuple[Player, ...]) -> str:
    """Who is in a coalition, in words."""
    said = [
        named(organisation, player.name)
        if player.size == 1
        else f"{n:,} of the {player.size:,} {named(organisation, player.name)}"
        for n, player in zip(profile, players, strict=True)
        if n
    ]
    return few(said, 7)
