"""A decision measured: what is worked out of its game, each thing once and only if asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from kingmaker.engine.counting.swings import Swings, swings, winning
from kingmaker.engine.games.compiling import compile_game
from kingmaker.engine.games.diagrams import Diagram
from kingmaker.engine.games.gates import Profile
from kingmaker.engine.games.minimal import Minimal, minimal_blocking, minimal_winning
from kingmaker.engine.power.indices import shapley, vetoers
from kingmaker.model import Organisation, exact
from kingmaker.translate.decisions import DecisionGame, decision_game
from kingmaker.translate.players import Player

N = TypeVar("N", int, Fraction)


@dataclass(frozen=True)
class Measured:
    """A decision, and all that can be counted of it.

    Attributes
    ----------
    organisation : Organisation
        Where it is taken.
    voting : DecisionGame
        Its game.
    """

    organisation: Organisation
    voting: DecisionGame

    def profile(self, members: Mapping[str, int | None]) -> Profile:
        """How many of each class of players a coalition has; see `profile`."""
        return profile(self.organisation, self.voting.players, members)

    def wins(self, members: Mapping[str, int | None]) -> bool:
        """Whether a coalition can decide."""
        return self.voting.game.wins(self.profile(members))

    def blocks(self, members: Mapping[str, int | None]) -> bool:
        """Whether a coalition can block."""
        return self.voting.game.blocks(self.profile(members))

    @cached_property
    def minimal(self) -> Minimal:
        """The minimal winning coalitions."""
        return minimal_winning(self.voting.game)

    @cached_property
    def blocking(self) -> Minimal:
        """The minimal blocking coalitions."""
        return minimal_blocking(self.voting.game)

    @cached_property
    def counts(self) -> Swings:
        """Every player's swings."""
        return swings(self.voting.game)

    @cached_property
    def diagram(self) -> Diagram:
        """The game, compiled."""
        return compile_game(self.voting.game)

    @cached_property
    def winning(self) -> int:
        """Winning coalitions, the members of a group told apart."""
        return self.counts.winning if "counts" in self.__dict__ else winning(self.diagram)

    @property
    def share_winning(self) -> Fraction:
        """The part of all coalitions that wins."""
        return Fraction(self.winning, 1 << self.voting.game.players)

    @cached_property
    def shapley(self) -> dict[str, Fraction]:
        """Shapley-Shubik index of each player, of one member of a group."""
        return self._by_player(shapley(self.counts))

    @cached_property
    def swings(self) -> dict[str, int]:
        """Swings of each player, of one member of a group."""
        return self._by_player(self.counts.totals)

    @cached_property
    def vetoers(self) -> tuple[str, ...]:
        """Those without any one of whom nobody can decide."""
        found = {self.voting.players[number].name for number in vetoers(self.voting.game)}
        return self._in_order(found)

    @cached_property
    def dummies(self) -> tuple[str, ...]:
        """Players who never tip the outcome."""
        asked = set(self.diagram.layer)  # a reduced diagram asks nobody who does not matter
        names = {p.name: False for p in self.voting.players}
        for number, player in enumerate(self.voting.players):
            names[player.name] |= number in asked
        return self._in_order({name for name, matters in names.items() if not matters})

    def _in_order(self, names: set[str]) -> tuple[str, ...]:
        return tuple(name for name in self.organisation.parties if name in names)

    def _by_player(self, figures: Sequence[N]) -> dict[str, N]:
        players = self.voting.players
        return {p.name: figure for p, figure in zip(players, figures, strict=True)}


def measured(organisation: Organisation, decision: str, *, unopposed: bool = False) -> Measured:
    """A decision, ready to be measured.

    Parameters
    ----------
    organisation : Organisation
        Where it is taken; its ``ballots`` are taken as given.
    decision : str
        Its identifier.
    unopposed : bool
        Whether those who do not vote for it stay away.
    """
    return Measured(organisation, decision_game(organisation, decision, unopposed=unopposed))


def profile(
    organisation: Organisation, players: tuple[Player, ...], members: Mapping[str, int | None]
) -> Profile:
    """How many of each class of players a coalition has.

    Parameters
    ----------
    organisation : Organisation
        Says who is a part of which group.
    players : tuple of Player
        In the order of the game.
    members : mapping of str to (int or None)
        The coalition; of people who act one by one, how many, or None for all. Who is no
        player, having no voice or following another's, counts for nothing.
    """
    taken: dict[str, dict[str, int]] = {}
    found: list[int] = []
    for player in players:
        above: str | None = player.party
        while above is not None and above not in members:
            above = organisation.parties[above].part_of
        number = 0
        if above is not None:
            most = members[above]
            # the parts of a group, one after the other, come to no more than was said of it
            others = taken.setdefault(above, {})
            used = sum(n for party, n in others.items() if party != player.party)
            number = player.size if most is None else max(0, min(most - used, player.size))
            others[player.party] = number
        found.append(number)
    return tuple(found)


def known(organisation: Organisation, footing: Iterable[str]) -> frozenset[str]:
    """The facts of a footing that an organisation has too: not those of another world alone."""
    found: set[str] = set()
    for fact in footing:
        section, _, rest = fact.partition(".")
        name = rest.partition(".")[0]
        if name in ("", "*") or name in getattr(organisation, section):
            found.add(fact)
    return frozenset(found)


def told(value: Fraction, places: int = 12, most: int = 40) -> str:
    """An exact fraction as text; of one too long to read, the first decimal places and ``…``.

    Examples
    --------
    >>> told(Fraction(1, 6)), told(Fraction(10**50, 3 * 10**50 + 1), 4)
    ('1/6', '0.3333…')
    """
    text = exact(value)
    if len(text) <= most:
        return text
    whole, rest = divmod(value.numerator * 10**places // value.denominator, 10**places)
    return f"{whole}.{rest:0{places}d}…"
