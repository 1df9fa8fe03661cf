"""What stops when someone leaves: which organisations and products cannot go on."""

from __future__ import annotations

from dataclasses import dataclass

from kingmaker.analyses.answer import Answer, Member, column
from kingmaker.analyses.asking import WhoName, question
from kingmaker.analyses.coalitions import members
from kingmaker.engine.games.minimal import minimal_blocking
from kingmaker.model import Organisation
from kingmaker.translate.survival import survival_game


@dataclass(frozen=True, slots=True)
class Stopped:
    """One smallest set of departures that stops an organisation or product."""

    stops: str = column("what cannot go on", unit="party")
    without: tuple[Member, ...] = column("if all of these leave", unit="parties")
    size: int = column("how many departures that takes", unit="count")


@question("What stops when whom leaves?")
def without(
    organisation: Organisation, who: WhoName | None = None, *, limit: int = 100
) -> Answer[Stopped]:
    """List the smallest sets of departures that stop each organisation and product.

    Parameters
    ----------
    organisation : Organisation
        With the needs of its parties and products.
    who : str
        Only what this party or product cannot go on without; all that have needs if left out.
    limit : int
        How many sets to list at most for each.

    Returns
    -------
    Answer of Stopped
        For each in the order of the file, the smallest sets first. Whoever supports one another
        in a circle keeps going: the greatest fixed point.

    Raises
    ------
    TooLarge
        If the needs are too many to be answered exactly.

    References
    ----------
    Rauzy, A. (1993). New algorithms for fault trees analysis. Reliability Engineering and
    System Safety 40, 203-211.
    """
    if limit < 1:
        raise ValueError(f"limit is 1 or more, not {limit}")
    asked = [who] if who else list(dict.fromkeys(n.who for n in organisation.needs.values()))
    rows: list[Stopped] = []
    footing: set[str] = {"needs.*.who"}
    for name in asked:
        survival = survival_game(organisation, name)
        footing |= survival.footing
        cuts = [p for p, _ in zip(minimal_blocking(survival.game), range(limit), strict=False)]
        rows.extend(
            Stopped(name, members(cut, survival.players), sum(cut))
            for cut in sorted(cuts, key=lambda cut: (sum(cut), [-n for n in cut]))
        )
    return Answer(
        question=f"What stops {organisation.label(who)}?"
        if who
        else "What stops when whom leaves?",
        rows=tuple(rows),
        row=Stopped,
        method="Minimal cut sets of the needs, exact.",
        footing=frozenset(footing),
        notes=() if rows else _nothing(organisation, who),
    )


def _nothing(organisation: Organisation, who: str | None) -> tuple[str, ...]:
    if who is None:
        return ("No needs are written in this case.",)
    return (f"No needs are written for {organisation.label(who)}, so nothing stops it here.",)
