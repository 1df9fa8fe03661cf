"""What is said of an ownership chart as a whole: circles, who is folded, what signs mean."""

from __future__ import annotations

from collections.abc import Collection

from kingmaker.analyses.plainly import few, some
from kingmaker.faces.pictures.ownership.labels import Context, strokes
from kingmaker.faces.pictures.ownership.legend import Key
from kingmaker.faces.pictures.ownership.plan import Plan
from kingmaker.faces.pictures.ownership.ties import Ties, circles, subject
from kingmaker.faces.pictures.ownership.words import labelled

NAMED = 12
"""Members of a circle that are named at most."""


def sentences(context: Context, found: Ties, made: Plan) -> tuple[str, ...]:
    """Circles, who is folded, and what cannot be drawn, in sentences."""
    organisation = context.organisation
    pairs: dict[tuple[str, str], None] = {}
    for name in found.names:
        held = organisation.holdings[name]
        of = subject(organisation, held)
        if name in context.drawn and of is not None and of != held.holder:
            pairs[held.holder, of] = None
    said = [
        f"In a circle, and so each above itself: "
        f"{few([labelled(organisation, name) for name in circle], NAMED)}."
        for circle in circles(pairs)
    ]
    if made.folded.gone:
        gone = made.folded.gone
        said.append(
            f"{some(gone, 'party', 'parties')} {'has' if gone == 1 else 'have'} no box of "
            f"{'its' if gone == 1 else 'their'} own, and {'is' if gone == 1 else 'are'} counted "
            "in the boxes of those folded."
        )
    if found.adrift:
        many = some(len(found.adrift), "holding is", "holdings are")
        said.append(f"{many} of shares whose company is not told, and not drawn.")
    return tuple(said)


def explained(
    context: Context, made: Plan, about: str | None, live: Collection[str],
    notes: tuple[str, ...], *, up: bool,
) -> Key:  # fmt: skip
    """What the legend of a chart has to explain: no shape and no line that is not there."""
    boxes = {**made.boxes}
    for rack in made.racks.values():
        boxes |= {c.name: c.box.box for row in rack.rows for c in row}
    seen = [strokes(context, [name]) for name in context.drawn]
    return Key(
        shapes={box.shape for box in boxes.values()},
        families={one for families in seen for one in families},
        dotted=any(dotted for families in seen for dotted in families.values()),
        up=up,
        pale=any(name not in live for name in boxes),
        about=about is not None,
        notes=notes,
    )
