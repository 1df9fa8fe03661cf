"""The fewest moves, by clingo: it proposes sets of moves, and they are replayed.

Clingo knows what supports what, and neither days nor numbers beyond 31 bits. Calendars are left
out, and large weights are rounded so that nothing that opens a gate is lost; so every plan is
among its proposals. One that does not hold when it is replayed is answered by a landmark: a set
of moves of which every plan makes at least one, and the proposal none.

References
----------
Gebser, M., Kaminski, R., Kaufmann, B. and Schaub, T. (2019). Multi-shot ASP solving with clingo.
Theory and Practice of Logic Programming 19, 27-82.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from kingmaker.engine.games.gates import Gate
from kingmaker.engine.paths.chains import chains
from kingmaker.engine.paths.landmarks import Few, Landmarks
from kingmaker.engine.paths.quests import Net

if TYPE_CHECKING:
    from clingo import Control, Model, PropagateControl, PropagateInit, Propagator

LARGEST = 1 << 30
"""What the weights of a gate may add up to for clingo to count them."""


def propose(net: Net, known: Few, seconds: float) -> Few:
    """Look for fewer moves, and for a proof that there are none, with clingo.

    Parameters
    ----------
    net : Net
        The quest, wired.
    known : Few
        What is known already.
    seconds : float
        For how long.
    """
    from clingo import Control  # slow to load, and seldom needed

    found = _Proposals(net, known)
    # the one strategy proves well, the other is quick to find what is good
    for strategy, part in (("usc", 0.75), ("bb", 0.25)):
        control = Control([f"--opt-strategy={strategy}", "--warn=none"])
        found.tell(control)
        # it need not be a propagator by descent
        control.register_propagator(cast("Propagator", found))
        with control.solve(
            on_model=found.on_model, on_unsat=found.on_unsat, async_=True
        ) as solving:
            if not solving.wait(seconds * part):
                solving.cancel()
            elif solving.get().exhausted:
                found.bound = len(found.best)
                break
    return Few(found.best, found.bound)


class _Proposals:
    """What clingo is told of a quest, and what it says."""

    def __init__(self, net: Net, known: Few) -> None:
        self.net, self.best, self.bound = net, known.moves, known.bound
        self.chains = chains(net)
        self.landmarks = Landmarks(net, self.chains)
        self.atoms: list[int] = []  # for each move, clingo's atom that says that it is made
        self.literals: list[int] = []  # and what clingo calls it while solving

    def tell(self, control: Control) -> None:
        """Tell clingo the rules."""
        net, moves = self.net, self.net.quest.moves
        with control.backend() as backend:
            nodes = [backend.add_atom() for _ in net.heard]
            made = [backend.add_atom() for _ in moves]
            for atom in net.quest.given:
                backend.add_rule([nodes[atom]])
            for number, gate in enumerate(net.gates, net.quest.atoms):
                quota, weights = rounded(gate)
                body = [
                    (nodes[net.node(source)], weight)
                    for (source, _), weight in zip(gate.inputs, weights, strict=True)
                ]
                backend.add_weight_rule([nodes[number]], quota, body)
            for atom, move in zip(made, moves, strict=True):
                body = [nodes[net.node(move.gate)], *(nodes[need] for need in move.needs)]
                backend.add_rule([atom], body, choice=True)
                for gain in move.gives:
                    backend.add_rule([nodes[gain]], [atom])
            backend.add_rule([], [-nodes[net.goal]])
            for chain in self.chains:
                for first, then in pairwise(chain):
                    backend.add_rule([], [made[then], -made[first]])
            backend.add_minimize(0, [(atom, 1) for atom in made])
        self.atoms = made

    def init(self, init: PropagateInit) -> None:
        """Learn by which literals clingo calls the moves."""
        self.literals = [init.solver_literal(atom) for atom in self.atoms]

    def check(self, control: PropagateControl) -> None:
        """Replay a proposal, and answer it with a landmark if it does not hold."""
        made = {
            number
            for number, literal in enumerate(self.literals)
            if control.assignment.is_true(literal)
        }
        if not self.landmarks.reached(self.landmarks.all - made):
            beyond = self.landmarks.beyond(made, frozenset())
            control.add_clause([self.literals[number] for number in sorted(beyond)])

    def on_model(self, model: Model) -> None:
        """Keep a plan with fewer moves."""
        made = frozenset(n for n, atom in enumerate(self.atoms) if model.is_true(atom))
        if len(made) < len(self.best):
            self.best = made

    def on_unsat(self, lower: Sequence[int]) -> None:
        """Keep a better bound."""
        self.bound = max([self.bound, *lower])


def rounded(gate: Gate) -> tuple[int, list[int]]:
    """A gate in numbers that clingo can count, open whenever the gate itself is.

    If weights w add up to a quota q or more, those divided by s and rounded up add up to q / s
    or more, and being whole to that rounded up.
    """
    parts = 1
    while True:
        quota = -(-gate.quota // parts)
        weights = [-(-weight // parts) for _, weight in gate.inputs]
        if quota + sum(weights) <= LARGEST:
            return quota, weights
        parts *= 2
