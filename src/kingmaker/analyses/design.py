"""Weights to order: which votes and which quota give everybody a wanted power."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeAlias

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import DecisionName, UnknownName, Written, question
from kingmaker.analyses.plainly import figure
from kingmaker.engine.design.inverse import (
    MOST_VOTERS,
    Design,
    jagiellonian_quota,
    nearest,
    power_of,
    square_roots,
)
from kingmaker.model import Organisation
from kingmaker.model.values import number
from kingmaker.model.words import did_you_mean
from kingmaker.translate.decisions import decision_game
from kingmaker.translate.thresholds import SingleVote, single_vote

WantedSaid: TypeAlias = Annotated[str | Mapping[str, Any], Written()]
"""What power is wanted: ``"germany=3, france=2"``, a mapping, or a word that says it."""

_WORDS = "equal, votes or square-root, with :COLUMN after it for a column of the voters' votes"
_BY = {"shapley": "Shapley-Shubik index", "banzhaf": "Banzhaf index"}


@dataclass(frozen=True, slots=True)
class Designed:
    """One voter, as it is and as it would be."""

    voter: str = column("who has a vote", unit="party")
    members: int = column(
        "how many they are; the figures are for each one of them", unit="count", usual=1
    )
    votes: str = column("its votes now", unit="text")
    power: Fraction = column("its part of the power now", unit="index")
    wanted: Fraction = column("the part that is wanted", unit="index")
    designed_votes: int = column("its votes as designed", unit="votes")
    designed_power: Fraction = column("its part of the power then", unit="index")
    deviation: Fraction = column("by how much that is too much or too little", unit="index")


@dataclass(frozen=True, slots=True)
class DesignedQuota:
    """What the vote takes, as it is and as it would be."""

    what: str = column("now, or as designed", unit="text")
    quota: str = column("votes that it takes", unit="text")
    all_votes: str = column("votes there are", unit="text")
    share: Fraction = column("the part of all votes that it takes", unit="share")
    jagiellonian: Fraction = column(
        "the part at which power comes to be like these votes: the Jagiellonian quota, rounded up",
        unit="share",
    )
    deviation: Fraction = column("deviations from the wanted power, added up", unit="index")
    most: Fraction = column("the largest of them", unit="index")


@question("Which weights give the wanted power over {decision}?")
def design(
    organisation: Organisation,
    decision: DecisionName,
    wanted: WantedSaid = "votes",
    *,
    index: Literal["shapley", "banzhaf"] = "banzhaf",
    distance: Literal["sum", "most", "squares"] = "sum",
) -> Answer[Designed]:
    """Find votes and a quota that give everybody as nearly as can be a wanted power.

    Parameters
    ----------
    organisation : Organisation
        Where the decision is taken: by one vote with weights, and nothing else.
    decision : str
        Which decision, by its name in the file.
    wanted : str
        The power of each, compared with the others: germany=3,france=2, of everybody. Or a
        word: equal, for everybody the same; votes, like the votes of now; square-root, like
        their square roots; votes:COLUMN and square-root:COLUMN, such as square-root:population,
        take the numbers from a column of the voters.
    index : str
        How power is measured: shapley or banzhaf (as a part of all swings).
    distance : str
        What is made small: the sum of the deviations, the most that one deviates, or the sum of
        the squares.

    Returns
    -------
    Answer of Designed
        One row a voter, in the order of the decision; all figures exact. A note tells whether it
        is proved that no vote comes nearer. Its part ``quota``: what the vote takes. No rows if
        the decision is more than one vote with weights; a note tells so.

    Raises
    ------
    UnknownName
        If it cannot be read what is wanted, or it names somebody who has no vote there.

    References
    ----------
    Penrose, L. S. (1946). The elementary statistics of majority voting. Journal of the Royal
    Statistical Society 109, 53-57.
    Leech, D. (2003). Power indices as an aid to institutional design: the generalised
    apportionment problem. In: Holler, M. J. et al. (eds.), Yearbook on New Political Economy 22.
    """
    if index not in _BY or distance not in ("sum", "most", "squares"):
        raise ValueError("index is shapley or banzhaf; distance is sum, most or squares")
    vote = single_vote(organisation, decision)
    voting = decision_game(organisation, decision)
    asked = f"Which weights give the wanted power over “{organisation.label(decision)}”?"
    refused = ""
    if vote is None:
        refused = (
            "It is not one vote with weights and nothing else, so that no weights can be designed "
            "for it: it asks for a consent, a quorum or a second count, or a ballot is given."
        )
    elif sum(vote.sizes) > MOST_VOTERS:
        refused = (
            f"Weights are looked for among up to {MOST_VOTERS} voters, and here are "
            f"{sum(vote.sizes):,}; let a group act as a bloc."
        )
    if vote is None or refused:
        return Answer(
            asked, (), Designed, "No weights to look for.", voting.footing, notes=(refused,)
        )
    shares = _wanted(organisation, vote, wanted)
    each = [s for s, size in zip(shares, vote.sizes, strict=True) for _ in range(size)]
    found = nearest(each, index, distance)
    weights = [w for w, size in zip(vote.weights, vote.sizes, strict=True) for _ in range(size)]
    now = power_of(vote.quota, weights, index)
    return Answer(
        question=asked,
        rows=tuple(_rows(vote, shares, now, found)),
        row=Designed,
        method=f"{_BY[index]}, exact. "
        + (
            "All weighted votes of so many voters gone through."
            if found.proved
            else "Weights corrected by how much power is missing, then one by one, at all quotas."
        ),
        footing=voting.footing,
        notes=tuple(_notes(found, index)),
        parts=(
            Answer(
                name="quota",
                question="What does the vote take?",
                rows=tuple(_quotas(vote, weights, now, each, found)),
                row=DesignedQuota,
                method="Jagiellonian quota: half of all votes, and half of the square root of "
                "the sum of their squares.",
                footing=voting.footing,
            ),
        ),
    )


def _rows(
    vote: SingleVote, shares: Sequence[Fraction], now: Sequence[Fraction], found: Design
) -> list[Designed]:
    rows: list[Designed] = []
    at = 0
    for player, weight, share in zip(vote.players, vote.weights, shares, strict=True):
        # of a group, members who were given unlike votes are told one by one
        spans: dict[tuple[int, Fraction], int] = {}
        for member in range(at, at + player.size):
            key = (found.weights[member], found.power[member])
            spans[key] = spans.get(key, 0) + 1
        for (votes, power), members in spans.items():
            rows.append(
                Designed(
                    player.name, members, figure(Fraction(weight, vote.weighing.unit)), now[at],
                    share, votes, power, abs(power - share),
                )
            )  # fmt: skip
        at += player.size
    return rows


def _quotas(
    vote: SingleVote,
    weights: list[int],
    now: Sequence[Fraction],
    wanted: Sequence[Fraction],
    found: Design,
) -> list[DesignedQuota]:
    unit = vote.weighing.unit
    rows: list[DesignedQuota] = []
    for what, quota, votes, power, one in (
        ("now", vote.quota, weights, now, unit),
        ("designed", found.quota, found.weights, found.power, 1),
    ):
        apart = [abs(a - b) for a, b in zip(power, wanted, strict=True)]
        total = sum(votes)
        rows.append(
            DesignedQuota(
                what, figure(Fraction(quota, one)), figure(Fraction(total, one)),
                Fraction(quota, total), Fraction(jagiellonian_quota(votes), total),
                sum(apart, Fraction(0)), max(apart),
            )
        )  # fmt: skip
    return rows


def _notes(found: Design, index: str) -> list[str]:
    if not found.most:
        return ["Exactly what was wanted."]
    if found.proved:
        told = "It is proved that no weighted vote of so few voters comes nearer."
    else:
        told = (
            "It is the nearest that was found; that none comes nearer is not proved. Voters who "
            f"are to have the same {_BY[index]} were given the same votes."
        )
    return [told]


def _wanted(organisation: Organisation, vote: SingleVote, wanted: WantedSaid) -> list[Fraction]:
    """The share of power that each one of every kind of player is to have."""
    names = [player.name for player in vote.players]
    if isinstance(wanted, str) and "=" not in wanted:
        numbers = _by_word(organisation, vote, wanted.strip())
    else:
        said = _said(wanted)
        for name in said:
            if name not in names:
                hint = did_you_mean(name, names) or f"; there vote: {', '.join(names)}"
                raise UnknownName(f"{name!r} has no vote there{hint}")
        missing = [name for name in names if name not in said]
        if missing:
            raise UnknownName(f"how much is wanted for {', '.join(missing)}? write {missing[0]}=1")
        numbers = [said[name] for name in names]
    whole = sum((n * size for n, size in zip(numbers, vote.sizes, strict=True)), Fraction(0))
    if not whole:
        raise UnknownName("somebody has to have power; all that is wanted is nought")
    return [n / whole for n in numbers]


def _said(wanted: WantedSaid) -> dict[str, Fraction]:
    """Numbers by name, as they were written."""
    found: dict[str, Fraction] = {}
    if isinstance(wanted, str):
        parts = [part.strip() for part in wanted.split(",")]
        pairs = [tuple(part.partition("=")[::2]) for part in parts if part]
    else:
        pairs = list(wanted.items())
    for name, value in pairs:
        name = name.strip()
        try:
            found[name] = number(value.strip() if isinstance(value, str) else value)
        except ValueError as error:
            raise UnknownName(f"how much for {name!r}? {error}; write {name}=3") from None
        if found[name] < 0:
            raise UnknownName(f"power is not negative; write {name}=0")
    return found


def _by_word(organisation: Organisation, vote: SingleVote, wanted: str) -> list[Fraction]:
    """Numbers that a word stands for."""
    word, _, name = wanted.partition(":")
    if word not in ("equal", "votes", "square-root") or (word == "equal" and name):
        raise UnknownName(
            f"{wanted!r} says nothing that could be wanted; write NAME=3, or {_WORDS}"
        )
    if word == "equal":
        return [Fraction(1)] * len(vote.players)
    numbers = [Fraction(weight) for weight in vote.weights]
    if name:
        body = organisation.bodies[vote.weighing.poll.rule.vote]
        numbers.clear()
        for player in vote.players:
            columns = body.voters.get(player.party)
            if not isinstance(columns, dict) or name not in columns:
                among = list(columns) if isinstance(columns, dict) else []
                told = did_you_mean(name, among) if among else ""
                raise UnknownName(f"{player.party!r} has no votes in a column {name!r}{told}")
            numbers.append(columns[name])
    if word == "votes":
        return numbers
    # over everybody, so that roots are compared to the same measure
    return square_roots(numbers)
