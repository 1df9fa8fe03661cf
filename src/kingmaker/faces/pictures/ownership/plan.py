"""What goes into an ownership chart: its boxes, racks and lines, before anything has a place.

Nothing here depends on the day but the notes inside boxes, and for those there is always room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from kingmaker.analyses.plainly import some
from kingmaker.faces.pictures.lettering import lines
from kingmaker.faces.pictures.ownership import look
from kingmaker.faces.pictures.ownership.boxes import ROOM, Box, notes_height
from kingmaker.faces.pictures.ownership.days import GONE, moments
from kingmaker.faces.pictures.ownership.folding import Folded, Side, folded
from kingmaker.faces.pictures.ownership.labels import Context, phrases
from kingmaker.faces.pictures.ownership.racks import FEW, Rack, cell, rack
from kingmaker.faces.pictures.ownership.rests import rest, told
from kingmaker.faces.pictures.ownership.ties import Ties
from kingmaker.faces.pictures.ownership.words import kind, labelled, summed_up
from kingmaker.faces.wording import part
from kingmaker.model import Portion

NAMED = 2000
"""Names listed at most of a box of those folded."""


@dataclass(frozen=True, slots=True)
class Join:
    """A line from one thing of the chart down to another, or up.

    Attributes
    ----------
    upper, lower : str
        From the holder to what is held.
    holdings : tuple of str
        What it stands for.
    worded : bool
        Whether their words are written on it.
    folded : bool
        Whether it is of several parties that are folded into one box.
    """

    upper: str
    lower: str
    holdings: tuple[str, ...]
    worded: bool = True
    folded: bool = False


@dataclass(slots=True)
class Plan:
    """Boxes and racks by name, and the lines between them."""

    boxes: dict[str, Box] = field(default_factory=dict[str, Box])
    racks: dict[str, Rack] = field(default_factory=dict[str, Rack])
    joins: list[Join] = field(default_factory=list[Join])
    folded: Folded = field(default_factory=lambda: Folded(frozenset(), {}, 0))


def plan(
    context: Context, found: Ties, most: int, about: str | None = None, few: int = FEW
) -> Plan:
    """Decide what is drawn as what.

    Parameters
    ----------
    context : Context
        What it is drawn of.
    found : Ties
        Who holds of whom.
    most : int
        Boxes of parties at most.
    about : str
        The party asked about.
    few : int
        So many who are joined to one party alone stand without a rack.
    """
    pairs = {**found.pairs}
    for (subject, _), names in found.joint.items():
        for name in names:
            holder = context.organisation.holdings[name].holder
            pairs[holder, subject] = [*pairs.get((holder, subject), []), name]
    weights: dict[str, Fraction] = {}
    for (holder, _), names in pairs.items():
        weights[holder] = max(weights.get(holder, Fraction(0)), weight(context, names))
    made = Plan(folded=folded(found.parties, pairs, weights, most, about))
    kept = made.folded.kept
    into = found.into()
    for name in found.parties:
        if name in kept:
            made.boxes[name] = _party(context, name, into.get(name, ()), found.own.get(name, ()))
    for pair, names in found.pairs.items():
        if kept.issuperset(pair):
            made.joins.append(Join(*pair, tuple(names)))
    for number, ((subject, _), names) in enumerate(found.joint.items()):
        _together(context, made, f"\0together\0{number}", subject, names)
    for (anchor, side), others in made.folded.folds.items():
        _fold(context, made, anchor, side, others, pairs)
    _racked(context, made, about, few)
    return made


def weight(context: Context, names: Iterable[str]) -> Fraction:
    """How much some holdings come to at least, so that the weightier make the levels."""
    held = [context.organisation.holdings[name] for name in names]
    return max((
        one.share.low if one.share is not None else Fraction(one.right == "control")
        for one in held
    ), default=Fraction(0))  # fmt: skip


def _party(context: Context, name: str, above: Sequence[str], own: Sequence[str]) -> Box:
    organisation = context.organisation
    shown = [n for n in own if n in context.drawn]
    notes = [f"of itself: {text}" for text in phrases(context, shown)]
    missing = told(rest(organisation, [n for n in (*above, *own) if n in context.drawn]))
    room = max(
        (
            notes_height(
                [f"of itself: {t}" for t in phrases(context, [n for n in own if n in one])]
            )
            for one in moments(context.only(own), context.drawn)
        ),
        default=0,
    )
    capital = [
        h for h in context.only(above).values()
        if h.right == "economic" and h.link != "indirect" and not summed_up(organisation, h)
    ]  # fmt: skip
    now = len(lines(missing, look.SMALL, ROOM)) if missing else 0
    if any(held.start or held.until or held.status in GONE for held in capital):
        bounded = any(h.share is not None and h.share.exact is None for h in capital)
        now = max(now, 3 if bounded else 2)
    notes += [missing] if missing else []
    party = organisation.parties[name]
    title, what = labelled(organisation, name), kind(party)
    full = "\n".join([f"{title}, {what}", *notes])
    return Box(title, what, party.kind, tuple(notes), room + now, full)


def _together(context: Context, made: Plan, node: str, subject: str, names: Sequence[str]) -> None:
    """Joint holders meet in a node, and one line goes on from there."""
    by: dict[str, list[str]] = {}
    for name in names:
        by.setdefault(context.organisation.holdings[name].holder, []).append(name)
    members = {holder: those for holder, those in by.items() if holder in made.folded.kept}
    if not members or subject not in made.folded.kept:
        return
    alike = len({tuple(phrases(context, those)) for those in members.values()}) == 1
    full = f"held together: {context.organisation.holdings[names[0]].joint}"
    made.boxes[node] = Box("held together", "", "together", full=full)
    for holder, those in members.items():
        made.joins.append(Join(holder, node, tuple(those), worded=not alike))
    every = tuple(name for those in members.values() for name in those)
    made.joins.append(Join(node, subject, every, worded=alike))


def _fold(
    context: Context, made: Plan, anchor: str, side: Side, others: Sequence[str],
    pairs: Mapping[tuple[str, str], Sequence[str]],
) -> None:  # fmt: skip
    node = f"\0{side}\0{anchor}"
    up = side == "holders"
    title = f"and {len(others):,} more {'holder' if up else 'held'}"
    title += "s" if up and len(others) != 1 else ""
    those = {other: pairs[(other, anchor) if up else (anchor, other)] for other in others}
    told_ = [title]
    for other in others[:NAMED]:
        shown = [name for name in those[other] if name in context.drawn]
        said = "; ".join(phrases(context, shown)) or "no holding shown"
        told_.append(f"{labelled(context.organisation, other)}: {said}")
    if len(others) > NAMED:
        told_.append(f"and {len(others) - NAMED:,} others")
    names = [name for held in those.values() for name in held]
    made.boxes[node] = Box(title, "folded into one", "more", full="\n".join(told_))
    ends = (node, anchor) if up else (anchor, node)
    made.joins.append(Join(*ends, tuple(names), folded=True))


def total(context: Context, names: Iterable[str]) -> str:
    """What several parties that are folded hold: their sum if it is exact, or how many it is."""
    held = [context.organisation.holdings[name] for name in names if name in context.drawn]
    shares = [one.share for one in held]
    exact = [share.exact for share in shares if share is not None and share.exact is not None]
    plain = all(
        one.right == "economic" and one.link == "direct" and not one.joint and not one.parts
        and not one.share_class for one in held
    ) and len({one.issuer for one in held}) == 1  # fmt: skip
    added = sum(exact, Fraction(0))
    if plain and len(exact) == len(held) and added <= 1:
        return f"together {part(Portion(added, added))} capital"
    return some(len(held), "holding")


def _racked(context: Context, made: Plan, about: str | None, few: int) -> None:
    """Set leaves of one party in a rack, where there are too many of them for one row."""
    met = Counter(name for join in made.joins for name in (join.upper, join.lower))
    leaves: dict[tuple[str, Side], list[Join]] = {}
    for join in made.joins:
        if "together" in (made.boxes[join.upper].shape, made.boxes[join.lower].shape):
            continue
        if met[join.upper] == 1 and join.upper != about:
            leaves.setdefault((join.lower, "holders"), []).append(join)
        if met[join.lower] == 1 and join.lower != about:
            leaves.setdefault((join.upper, "held"), []).append(join)
    for (anchor, side), joins in leaves.items():
        up = side == "holders"
        members = {(j.upper if up else j.lower): j for j in joins}
        if len(members) <= few:
            continue
        order = sorted(
            members,
            key=lambda name, of=members: (of[name].folded, -weight(context, of[name].holdings)),
        )
        node = f"\0rack\0{side}\0{anchor}"
        gone = [
            cell(context, name, made.boxes.pop(name), members[name].holdings,
                 folded=int(members[name].folded))
            for name in order
        ]  # fmt: skip
        many = sum(1 for c in gone if not c.folded)
        of = made.boxes[anchor].title
        what = f"{many} holders of {of}" if up else f"{many} held by {of}"
        title = f"{what}, each as is written {'under' if up else 'over'} it"
        made.racks[node] = rack(side, title, gone)
        every = tuple(name for join in joins for name in join.holdings)
        racked = set(joins)
        made.joins = [join for join in made.joins if join not in racked]
        ends = (node, anchor) if up else (anchor, node)
        made.joins.append(Join(*ends, every, worded=False))
