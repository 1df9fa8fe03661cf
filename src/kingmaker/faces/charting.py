"""The command that draws who holds what of whom."""

from __future__ import annotations

import sys
from pathlib import Path as File

from kingmaker.faces.changed import changed
from kingmaker.faces.commands import Output, Sets, write
from kingmaker.faces.waiting import waiting
from kingmaker.files import load


def chart(
    case: str, about: str | None = None, *,
    output: Output = "chart.svg",
    world: str | None = None, set_: Sets = None, as_of: str | None = None,
    known_on: str | None = None,
) -> None:  # fmt: skip
    """Draw who holds what of whom: one SVG file, owners above what they own.

    On another day other holdings are shown, and no box has moved.

    Parameters
    ----------
    case : str
        A case file, or the name of a shipped example.
    about : str
        A party: it, all above it and all below it; everybody if left out.
    output : str
        Where to write it; - for stdout.
    world : str
        A world of the case to see it in.
    set_ : list of str
        path=value: set a value first; may be given again.
    as_of : str
        Ask at the start of this day: what happened before has happened.
    known_on : str
        Count only the claims made by this day.
    """
    from kingmaker.analyses import seen
    from kingmaker.faces.pictures.ownership import ownership_chart
    from kingmaker.faces.resting import entries

    with waiting("Drawing the chart"):
        view = seen(load(case), world, changed(set_), as_of, known_on)
        disputed, assumed = entries(view)
        picture = ownership_chart(
            view.organisation, about, disputed=disputed, assumed=assumed
        )  # fmt: skip
    if not picture:
        raise ValueError(f"nobody holds anything in {case}; add holdings: to draw them")
    if output == "-":
        sys.stdout.write(f"{picture}\n")
        return
    write(File(output), picture)
    sys.stdout.write(f"{output} is written: open it in a browser, or print it.\n")
