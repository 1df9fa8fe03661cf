"""Formal power beside effective power: the decision, and the organisation still works.

The same indices are taken twice: of the decision alone, and of the decision together with the
needs of those it is taken for. Whoever can withhold what cannot be done without has power in
the second game, with or without a vote in the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import DecisionName, WhoName, question
from kingmaker.analyses.coalitions import Coalition, coalitions, counted
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.minimal import minimal_blocking, minimal_winning
from kingmaker.engine.power.indices import banzhaf, shapley, vetoers
from kingmaker.model import Organisation
from kingmaker.translate.decisions import DecisionGame
from kingmaker.translate.players import Player
from kingmaker.translate.survival import Crowd, EffectiveGame, effective_game

BY = ("party", "provision")
BY_WHAT = ("their vote", "what they provide", "their vote and what they provide")


@dataclass(frozen=True, slots=True)
class EffectivePower:
    """One party's formal power over a decision, and its effective power."""

    party: str = column("who, or with --by provision who with what they provide", unit="party")
    members: int = column(
        "how many they are; the figures are for each one of them", unit="count", usual=1
    )
    formal_shapley: Fraction = column(
        "chance of tipping the vote (Shapley-Shubik)", unit="probability"
    )
    effective_shapley: Fraction = column(
        "chance of tipping whether it is decided and the organisation still works",
        unit="probability",
    )
    formal_banzhaf: Fraction = column(
        "chance that this vote decides, the others at random", unit="probability"
    )
    effective_banzhaf: Fraction = column(
        "chance that this one decides whether it is decided and lasts", unit="probability"
    )
    alone: bool = column(
        "whether this one alone can keep it from being decided and lasting", unit="yes or no"
    )


@dataclass(frozen=True, slots=True)
class SingleFailure:
    """Someone without whom it cannot be decided and last."""

    party: str = column("who", unit="party")
    by: str = column(f"by what: one of {', '.join(BY_WHAT)}", unit="text")
    votes: bool = column("whether they have a vote or a consent to give", unit="yes or no")


@dataclass(frozen=True, slots=True)
class Tipping:
    """From which share of a group on a part of it cannot be done without."""

    need: str = column("what is needed", unit="path")
    group: str = column("of which people", unit="party")
    part: str = column("which part of them", unit="party")
    heads: int = column("how many they are", unit="count")
    above: Fraction = column(
        "without them there are too few once more than this share is needed", unit="share"
    )
    needed: Fraction = column("the share that is needed", unit="share")
    strict: bool = column(
        "whether more than that share is needed, and not just it", unit="yes or no", usual=False
    )
    people: int = column("how many people that is", unit="count")
    indispensable: bool = column("whether nobody can make up for them, today", unit="yes or no")


@question("Who can decide {decision}, and make it last?")
def effective(
    organisation: Organisation,
    decision: DecisionName,
    *,
    works: WhoName | None = None,
    by: str = "party",
    limit: int = 1000,
) -> Answer[EffectivePower]:
    """Set the power to decide beside the power to decide and still have an organisation.

    Parameters
    ----------
    organisation : Organisation
        Where the decision is taken, with what it needs.
    decision : str
        Which decision, by its name in the file.
    works : str
        Who has to keep working. By default the organisations whose bodies decide, and those they
        control, as far as they have needs.
    by : str
        "party": whoever withholds, withholds all they provide. "provision": each provision is
        withheld on its own.
    limit : int
        How many coalitions to list at most.

    Returns
    -------
    Answer of EffectivePower
        One row a player, the most effective first. Its parts: ``coalitions`` that can decide and
        make it last, ``blockers`` of that, ``failures`` (single points of failure), ``tipping``
        (from which share of staff on a part of them is indispensable).

    Raises
    ------
    ValueError
        If `by` is neither "party" nor "provision".
    TooLarge
        If the game is too large to be answered exactly.

    References
    ----------
    Barlow, R. E. and Proschan, F. (1975). Importance of system components and fault tree
    events. Stochastic Processes and their Applications 3, 153-173.
    """
    if by not in BY:
        raise ValueError(f"by is party or provision, not {by!r}")
    both = effective_game(organisation, decision, works, by_need=by == "provision")
    lasting, label = both.effective, f"“{organisation.label(decision)}”"
    minimal, blocking = minimal_winning(lasting.game), minimal_blocking(lasting.game)
    return Answer(
        question=f"Who can decide {label}, and make it last?",
        rows=_rows(both),
        row=EffectivePower,
        method=(
            "Indices of the decision beside those of the decision with every need met: needs and "
            "votes are threshold gates of one game, counted exactly."
        ),
        footing=lasting.footing,
        notes=_notes(organisation, both),
        parts=(
            Answer(
                name="coalitions",
                question=f"Who together can decide {label} and make it last?",
                rows=coalitions(minimal, lasting.players, limit),
                row=Coalition,
                method="Minimal winning coalitions of the game with all needs met.",
                footing=lasting.footing,
                notes=counted(minimal, limit, "minimal coalitions"),
            ),
            Answer(
                name="blockers",
                question=f"Who can keep {label} from being decided, or from lasting?",
                rows=coalitions(blocking, lasting.players, limit),
                row=Coalition,
                method="Minimal blocking coalitions of the game with all needs met.",
                footing=lasting.footing,
                notes=counted(blocking, limit, "minimal blocking coalitions"),
            ),
            _failures(both, label),
            _tipping(both),
        ),
    )


def _rows(both: EffectiveGame) -> tuple[EffectivePower, ...]:
    formal, lasting = _indices(both.formal), _indices(both.effective)
    alone = set(vetoers(both.effective.game))
    none = (Fraction(), Fraction())
    rows = [
        EffectivePower(
            party=player.name,
            members=player.size,
            formal_shapley=formal.get(player, none)[0],
            effective_shapley=lasting[player][0],
            formal_banzhaf=formal.get(player, none)[1],
            effective_banzhaf=lasting[player][1],
            alone=number in alone,
        )
        for number, player in enumerate(both.effective.players)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.effective_shapley, -row.formal_shapley)))


def _indices(voting: DecisionGame) -> dict[Player, tuple[Fraction, Fraction]]:
    counts = swings(voting.game)
    return dict(
        zip(voting.players, zip(shapley(counts), banzhaf(counts), strict=True), strict=True)
    )


def _failures(both: EffectiveGame, label: str) -> Answer[SingleFailure]:
    votes = set(both.formal.players)
    deciding = {both.formal.players[i] for i in vetoers(both.formal.game)}
    providing = {both.survival.players[i] for i in vetoers(both.survival.game)}
    rows: list[SingleFailure] = []
    for number in vetoers(both.effective.game):
        player = both.effective.players[number]
        by = BY_WHAT[2 if player in deciding and player in providing else player in providing]
        rows.append(SingleFailure(player.name, by, player in votes))
    return Answer(
        name="failures",
        question=f"Who alone can keep {label} from being decided, or from lasting?",
        rows=tuple(rows),
        row=SingleFailure,
        method="Players without whom no coalition wins: cut sets of one.",
        footing=both.effective.footing,
    )


def _tipping(both: EffectiveGame) -> Answer[Tipping]:
    rows: list[Tipping] = []
    needed = {both.survival.players[i].party for i in vetoers(both.survival.game)}
    for crowd in dict.fromkeys(both.crowds):
        rows.extend(_parts_of(crowd, needed))
    return Answer(
        name="tipping",
        question="From which share of a group on can a part of it not be done without?",
        rows=tuple(rows),
        row=Tipping,
        method="A part is indispensable when the others are too few, and nothing replaces them.",
        footing=both.effective.footing,
    )


def _parts_of(crowd: Crowd, needed: set[str]) -> list[Tipping]:
    return [
        Tipping(
            need=crowd.need,
            group=crowd.group,
            part=name,
            heads=heads,
            above=Fraction(crowd.heads - heads, crowd.heads),
            needed=crowd.share,
            strict=crowd.strict,
            people=crowd.needed,
            indispensable=crowd.heads - heads < crowd.needed and name in needed,
        )
        for name, heads, together in crowd.parts
        if together
    ]


def _notes(organisation: Organisation, both: EffectiveGame) -> tuple[str, ...]:
    if not both.works:
        return ("No needs are written for those who decide, so both games are the same.",)
    who = " and ".join(organisation.label(name) for name in both.works)
    needs = "if each of its needs is met" if len(both.works) == 1 else "if all their needs are met"
    return (f"It lasts if {who} can keep working: {needs}.",)
