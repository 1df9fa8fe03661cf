"""What is not told of a company's capital: the rest, once all that is stated is added up."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from kingmaker.faces.pictures.ownership.words import summed_up
from kingmaker.faces.wording import part
from kingmaker.model import Holding, Organisation, Portion

_ALL = Fraction(1)


def rest(organisation: Organisation, names: Iterable[str]) -> Portion | None:
    """How much of the capital of a company is stated of nobody.

    What is held indirectly, or is the sum of other holdings, does not count beside them, and what
    several hold together counts once.

    Parameters
    ----------
    organisation : Organisation
        With the company's classes of shares.
    names : iterable of str
        The holdings in the company that count.

    Returns
    -------
    Portion or None
        None if nothing of the capital is stated, if all of it is, or if it cannot be said, as
        where a part of one class is told and not how much of the capital that class is.
    """
    counted: dict[str, Holding] = {}
    for name in names:
        held = organisation.holdings[name]
        if held.right != "economic" or held.link == "indirect" or summed_up(organisation, held):
            continue
        counted.setdefault(f"\0{held.joint}" if held.joint else name, held)
    if not counted:
        return None
    parts = [_of_capital(organisation, held, counted.values()) for held in counted.values()]
    low = high = Fraction(0)
    low_open = high_open = False
    for one in parts:
        if one is None:
            return None
        low, high = low + one.low, high + one.high
        low_open, high_open = low_open or one.low_open, high_open or one.high_open
    if low >= _ALL:
        return None
    least = max(_ALL - high, Fraction(0))
    # all of it less more than the low is less than what is left above the low
    over = high_open and high <= _ALL
    return Portion(least, _ALL - low, over and least < _ALL - low, low_open and least < _ALL - low)


def told(missing: Portion | None) -> str:
    """The rest in words; empty if there is none."""
    if missing is None:
        return ""
    return f"rest not stated: {part(missing) if missing.known else 'how much is not known'}"


def _of_capital(
    organisation: Organisation, held: Holding, among: Iterable[Holding]
) -> Portion | None:
    """What part of the whole capital a holding is, if that can be said."""
    if held.share_class is None:
        return held.share or Portion(Fraction(0), _ALL)
    which = organisation.classes.get(held.share_class)
    company = which.of if which is not None and which.of is not None else held.issuer
    sizes: dict[str, Fraction | None] = {}
    for name, one in organisation.classes.items():
        if one.of == company or name == held.share_class:
            told_ = [h.shares for h in among if h.share_class == name]
            held_ = None if None in told_ else sum((s or Fraction(0) for s in told_), Fraction(0))
            issued = held_ if one.issued is None else one.issued
            sizes[name] = None if issued is None else issued * one.capital
    if len(sizes) == 1 and held.shares is None:
        return held.share or Portion(Fraction(0), _ALL)
    known = [size for size in sizes.values() if size is not None]
    mine, total = sizes.get(held.share_class), sum(known, Fraction(0))
    if which is None or mine is None or len(known) < len(sizes) or not total:
        return None
    if held.shares is not None:
        exact = held.shares * which.capital / total
        return Portion(exact, exact) if exact <= _ALL else None
    share = held.share or Portion(Fraction(0), _ALL)
    scale = mine / total
    if not scale:
        return Portion(Fraction(0), Fraction(0))
    return Portion(share.low * scale, share.high * scale, share.low_open, share.high_open)
