"""The form of a vote as tables: as a whole, its weights, what shows there are none, its leeway."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import mul
from typing import Any, TypeVar

from kingmaker.analyses.answer import Answer, Member, column
from kingmaker.analyses.coalitions import members
from kingmaker.analyses.leeways import ALIKE, COUNTED, Leeway, called, leeway
from kingmaker.engine.games.diagrams import LOST, WON, TooLarge
from kingmaker.engine.games.minimal import minimal_winning
from kingmaker.engine.structure.conjunctions import one_vote
from kingmaker.engine.structure.dimension import Dimension, dimension
from kingmaker.engine.structure.extremes import maximal_losing, shift_minimal_winning
from kingmaker.engine.structure.kinds import Kinds
from kingmaker.engine.structure.trades import short_trade
from kingmaker.engine.structure.traits import both_lose, both_win
from kingmaker.engine.structure.weights import Trade, WeightsAndQuota, outcome, weigh
from kingmaker.model import Organisation
from kingmaker.translate.decisions import DecisionGame

MOST_STATES = 20_000
"""States that may be looked at to count the coalitions from which all others follow."""

MOST_FAMILIES = 500_000
"""Families of coalitions that may be kept to count those at the edge; some seconds."""

MOST_TRADED = 200
"""Coalitions of a trade that are listed."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Form:
    """What the vote is like as a whole. What could not be worked out is left open."""

    one_order: bool = column(
        "whether of any two voters one can always take the other's place: the game is complete",
        unit="yes or no",
    )
    one_vote: bool | None = column(
        "whether one vote with weights comes to the same: the game is weighted", unit="yes or no"
    )
    votes_needed: int | None = column(
        "of votes with weights, all of which must carry, that many are needed to come to the same",
        unit="count",
    )
    votes_enough: int | None = column(
        "and that many are enough; the dimension lies between", unit="count"
    )
    always_overlap: bool | None = column(
        "whether two coalitions that carry it have a member in common: the game is proper",
        unit="yes or no",
    )
    never_deadlocked: bool | None = column(
        "whether of two sides one can always carry it: the game is strong", unit="yes or no"
    )


@dataclass(frozen=True, slots=True)
class Edge:
    """How many coalitions lie at the edge between carrying it and not."""

    just_win: int | None = column(
        "coalitions that carry it and need every member: minimal winning", unit="count"
    )
    just_lose: int | None = column(
        "coalitions that do not, and would with anyone more: maximal losing", unit="count"
    )
    patterns: int | None = column(
        "patterns of them that say it all: whoever carries it has one, or more voters, or higher "
        "ones: shift-minimal winning; none if there is no one order, or too many",
        unit="count",
    )


@dataclass(frozen=True, slots=True)
class Weight:
    """What voters weigh in a vote that comes to the same, or is one of several that do."""

    vote: int = column("which vote, if all of several must carry", unit="count", usual=1)
    voters: tuple[Member, ...] = column("who", unit="parties")
    members: int = column("how many they are", unit="count")
    weight: int = column("the weight of each one of them", unit="votes")
    quota: int = column("the weight it takes", unit="votes")
    total: int = column("the weight of all voters together", unit="votes")


@dataclass(frozen=True, slots=True)
class Traded:
    """One coalition of a trade."""

    outcome: str = column("wins, before the trade, or loses, after it", unit="text")
    coalition: tuple[Member, ...] = column("who acts together", unit="parties")
    times: int = column("how often it is counted", unit="count", usual=1)


def form_told(form: Form, voting: DecisionGame) -> Answer[Form]:
    """The form of a vote as a table."""
    return Answer(
        name="form",
        question="What is it like as a whole?",
        rows=(form,),
        row=Form,
        method="Coalitions compared two by two, without being listed; exact.",
        footing=voting.footing,
    )


@dataclass
class Telling:
    """Tells the form of one vote. What is out of reach is left open, and noted."""

    organisation: Organisation
    voting: DecisionGame
    kinds: Kinds
    refused: list[str] = field(default_factory=list[str])

    def voters(self, kinds: Iterable[int]) -> tuple[Member, ...]:
        """Who belongs to some kinds."""
        return self._names(c for k in kinds for c in self.kinds.classes[k])

    def _names(self, classes: Iterable[int]) -> tuple[Member, ...]:
        return tuple(self.voting.players[c].name for c in classes)

    def needed(self) -> set[int]:
        """The kinds every one of whose members has to agree."""
        sizes, wins = self.kinds.sizes, outcome(self.kinds.diagram)
        if not wins(sizes):
            return set()
        less = [tuple(n - (k == kind) for k, n in enumerate(sizes)) for kind in range(len(sizes))]
        return {kind for kind, others in enumerate(less) if not wins(others)}

    def notes(self) -> tuple[str, ...]:
        """What the form comes to, in words."""
        if self.kinds.diagram.root == WON:
            return ("It is taken without anybody's vote or consent.",)
        if self.kinds.diagram.root == LOST:
            return ("It cannot be taken, even if everybody agrees.",)
        _ = self.parts
        return (*self._compared(), *self._weighed(), *dict.fromkeys(self.refused))

    @cached_property
    def parts(self) -> tuple[Answer[Any], ...]:
        """The further tables."""
        tables = (self._form(), self._edge(), self._weights(), self._trade(), self._leeway())
        return tuple(table for table in tables if table.rows)

    @cached_property
    def found(self) -> WeightsAndQuota | Trade | None:
        """WeightsAndQuota, or what shows that there are none; None if neither was found."""
        return self._within(lambda: weigh(self.kinds.diagram))

    @cached_property
    def votes(self) -> Dimension | None:
        """How many votes with weights come to the same."""
        if self.found is None:
            return None
        return dimension(self.kinds, self.found)

    @cached_property
    def traded(self) -> tuple[Trade, bool] | None:
        """A trade by class of voters, and whether none has fewer coalitions."""
        return short_trade(self.kinds, self.found) if isinstance(self.found, Trade) else None

    def _within(self, find: Callable[[], T]) -> T | None:
        try:
            return find()
        except TooLarge as refusal:
            self.refused.append(f"Left open: {refusal}.")
            return None

    def _compared(self) -> tuple[str, ...]:
        swap = self.kinds.swap
        if swap is None:
            return (
                "All voters stand in one order: of any two, one can always replace the other.",
            )
        one, other = (called(self.organisation, self.voting, c) for c in swap.members)
        note = (
            f"Not all voters stand in one order: whether {one} or {other} is worth more depends "
            "on who else agrees. The table “trade” has two coalitions that carry it, and no "
            "longer do once they exchange the one for the other."
        )
        return (note,)

    def _weighed(self) -> tuple[str, ...]:
        if isinstance(self.found, WeightsAndQuota):
            total = sum(map(mul, self.found.weights, self.kinds.sizes))
            took = f"it takes {self.found.quota:,} of {total:,}."
            least = " No smaller weights do, with equal weights for equal voters."
            return ("One vote with weights comes to the same: " + took + least * self.found.least,)
        if self.traded is None or self.votes is None:
            return ()
        trade, fewest = self.traded
        number = f"{len(trade.winning):,}" + ("" if fewest else ", perhaps fewer,")
        shown = f"{number} coalitions that carry it can exchange members until none of them does."
        notes = ["No weights and quota come to the same: " + shown]
        least, most = self.votes.least, self.votes.most
        if most == least:
            notes.append(f"It takes {least:,} votes with weights, all of which must carry.")
        else:
            up = "how many are enough was not found" if most is None else f"{most:,} are enough"
            notes.append(f"It takes at least {least:,} votes with weights together; {up}.")
        return tuple(notes)

    def _form(self) -> Answer[Form]:
        diagram = self.kinds.diagram
        row = Form(
            one_order=self.kinds.complete,
            one_vote=None if self.found is None else isinstance(self.found, WeightsAndQuota),
            votes_needed=self.votes and self.votes.least,
            votes_enough=self.votes and self.votes.most,
            always_overlap=self._within(lambda: both_win(diagram) is None),
            never_deadlocked=self._within(lambda: both_lose(diagram) is None),
        )
        return form_told(row, self.voting)

    def _edge(self) -> Answer[Edge]:
        diagram = self.kinds.diagram
        win = self._within(lambda: minimal_winning(diagram, MOST_FAMILIES))
        lose = self._within(lambda: maximal_losing(diagram, MOST_FAMILIES))
        row = Edge(
            just_win=win and sum(win.count().values()),
            just_lose=lose and sum(lose.count().values()),
            patterns=self._patterns(),
        )
        asked = "How many coalitions lie at the edge?"
        return self._part("edge", asked, (row,), Edge, "Counted as graphs, without being listed.")

    def _patterns(self) -> int | None:
        if not self.kinds.complete:
            return None
        try:
            return shift_minimal_winning(self.kinds.diagram, MOST_STATES).profiles()
        except TooLarge:  # a finer count, of which nothing is said if it takes long
            return None

    def _weights(self) -> Answer[Weight]:
        votes = (self.votes and self.votes.votes) or ()
        sizes = self.voting.game.sizes
        rows: list[Weight] = []
        for number, vote in enumerate(votes, start=1):
            total = sum(map(mul, vote.weights, sizes))
            for weight in sorted(set(vote.weights), reverse=True):
                if weight or len(votes) == 1:
                    alike = [c for c, own in enumerate(vote.weights) if own == weight]
                    size = sum(sizes[c] for c in alike)
                    who = self._names(alike)
                    rows.append(Weight(number, who, size, weight, vote.quota, total))
        return self._part("weights", "Which weights come to the same?", tuple(rows), Weight,
                          "Checked in whole numbers against every coalition.")  # fmt: skip

    def _trade(self) -> Answer[Traded]:
        rows: list[Traded] = []
        if self.traded is not None:
            trade, _ = self.traded
            for outcome_, side in (("wins", trade.winning), ("loses", trade.losing)):
                for profile, times in Counter(side).items():
                    who = members(profile, self.voting.players)
                    rows.append(Traded(outcome_, who, times))
        notes = [f"The first {MOST_TRADED:,} of {len(rows):,}."] if len(rows) > MOST_TRADED else []
        return self._part(
            "trade",
            "What shows that no weights come to the same?",
            tuple(rows[:MOST_TRADED]),
            Traded,
            "Every voter is in as many of the coalitions that win as of those that lose, so that "
            "both weigh the same together, whatever the weights.",
            notes,
        )

    def _leeway(self) -> Answer[Leeway]:
        if self.kinds.diagram.root in (LOST, WON):
            return leeway(self.organisation, self.voting, None, "")
        vote, source = one_vote(self.voting.game), COUNTED
        if vote is None and self.votes and isinstance(self.found, WeightsAndQuota):
            (vote,), source = self.votes.votes or (None,), ALIKE
        return leeway(self.organisation, self.voting, vote, source)

    def _part(
        self, name: str, asked: str, rows: tuple[Any, ...], row: type[Any], method: str,
        notes: Sequence[str] = (),
    ) -> Answer[Any]:  # fmt: skip
        return Answer(name=name, question=asked, rows=rows, row=row, method=method,
                      footing=self.voting.footing, notes=tuple(notes))  # fmt: skip
