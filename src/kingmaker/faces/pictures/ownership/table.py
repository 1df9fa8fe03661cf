"""What an ownership chart shows, as rows of a table, with what it leaves out."""

from __future__ import annotations

from collections.abc import Collection

from kingmaker.faces.pictures.ownership.days import Drawn, ahead, in_force, over
from kingmaker.faces.pictures.ownership.rests import rest, told
from kingmaker.faces.pictures.ownership.ties import subject, ties
from kingmaker.faces.pictures.ownership.words import labelled, said
from kingmaker.model import Holding, Organisation


def ownership_table(
    organisation: Organisation,
    about: str | None = None,
    *,
    drawn: Drawn | None = None,
    disputed: Collection[str] = (),
    assumed: Collection[str] = (),
) -> tuple[tuple[str, str, str], ...]:
    """Every holding of an ownership chart in words, one by one; nothing is folded or left out.

    Parameters
    ----------
    organisation, about, drawn, disputed, assumed
        As for `ownership_chart`.

    Returns
    -------
    tuple of (str, str, str)
        Who holds, what, and of whom. What the chart does not show says why; and after each
        company's holdings stands what is stated of nobody.
    """
    found = ties(organisation, about)
    shown = drawn or in_force(organisation)
    by: dict[str | None, list[str]] = {}
    mine = {*found.names, *found.adrift}
    for name, held in organisation.holdings.items():
        if name in mine:
            by.setdefault(subject(organisation, held), []).append(name)
    rows: list[tuple[str, str, str]] = []
    for of, names in by.items():
        company = labelled(organisation, of) if of is not None else "a company not told"
        for name in names:
            held = organisation.holdings[name]
            words = str(said(organisation, name, disputed, assumed))
            if held.joint:
                words = f"{words}, held together with others"
            why = "" if shown(held) else f" [{_why(organisation, held)}]"
            rows.append((labelled(organisation, held.holder), f"{words}{why}", company))
        missing = rest(organisation, [n for n in names if shown(organisation.holdings[n])])
        if missing is not None:
            rows.append(("nobody stated", told(missing), company))
    return tuple(rows)


def _why(organisation: Organisation, held: Holding) -> str:
    """Why a holding is not drawn."""
    if held.status in ("withdrawn", "superseded"):
        return held.status
    if over(held, organisation.as_of):
        return "ended"
    return "not yet" if ahead(held, organisation.as_of) else "not shown"
