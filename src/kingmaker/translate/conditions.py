"""Whether a condition is met, as things stand."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from kingmaker.model import EACH, Condition, Stake
from kingmaker.translate.looking import Looking


def met(looking: Looking, condition: Condition, seat: str | None = None) -> bool:
    """Whether a condition is met.

    Parameters
    ----------
    looking : Looking
        At the organisation.
    condition : Condition
        What has to be so.
    seat : str, optional
        The ``BODY.SEAT`` that ``$seat`` stands for.
    """
    if condition.flag is not None:
        return looking.flag(condition.flag).raised
    if condition.not_flag is not None:
        return not looking.flag(condition.not_flag).raised
    if condition.holding is not None:
        return _held(looking, condition.holding)
    named = condition.vacant or condition.held or ""
    body, _, place = (seat or "" if named == EACH else named).partition(".")
    vacant = looking.body(body).seats[place].holder is None
    return vacant == (condition.vacant is not None)


def all_met(looking: Looking, conditions: Iterable[Condition], seat: str | None = None) -> bool:
    """Whether every one of some conditions is met."""
    return all(met(looking, condition, seat) for condition in conditions)


def _held(looking: Looking, stake: Stake) -> bool:
    """Whether a party holds so much of a class."""
    shares = [(h.holder, h.shares or Fraction(0)) for h in looking.shares(stake.share_class)]
    every = sum((number for _, number in shares), Fraction(0))
    own = sum((number for holder, number in shares if holder == stake.party), Fraction(0))
    if stake.more_than is not None:
        return own > stake.more_than * every
    return own >= (stake.at_least or 0) * every and own > 0
