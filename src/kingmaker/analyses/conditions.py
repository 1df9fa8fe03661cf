"""What has to be so, in plain English, and whether it is."""

from __future__ import annotations

from fractions import Fraction

from kingmaker.analyses.plainly import figure, inner, named, portion, upper
from kingmaker.model import EACH, Condition, Organisation, Stake
from kingmaker.translate.conditions import met
from kingmaker.translate.looking import Looking


def condition(
    looking: Looking, organisation: Organisation, asked: Condition, seat: str | None
) -> tuple[str, str]:
    """Say a condition, as it goes on after ``only if``, and whether it is met today.

    Parameters
    ----------
    looking : Looking
        At the organisation.
    organisation : Organisation
        For the names.
    asked : Condition
        What has to be so.
    seat : str or None
        The ``BODY.SEAT`` that ``$seat`` stands for.
    """
    is_met = met(looking, asked, seat)
    if asked.flag is not None or asked.not_flag is not None:
        name = asked.flag or asked.not_flag or ""
        label = organisation.flags[name].label or name
        so = asked.flag is not None
        says = f"this is {'so' if so else 'not so'}: {inner(label)}"
        return says, "It is so today." if is_met == so else "It is not so today."
    if asked.holding is not None:
        return _stake(looking, organisation, asked.holding, is_met)
    place = asked.vacant or asked.held or ""
    place = seat or "" if place == EACH else place
    body, _, key = place.partition(".")
    holder = looking.body(body).seats[key].holder
    says = f"{seat_name(organisation, body, key)} is {'vacant' if asked.vacant else 'held'}"
    now = "It is vacant today." if holder is None else f"{named(organisation, holder)} holds it."
    return says, upper(now)


def seat_name(organisation: Organisation, body: str, seat: str) -> str:
    """A seat by what it is, and not by who holds it.

    The one seat of an office is the office.
    """
    held = organisation.bodies[body].seats[seat]
    place = named(organisation, body)
    if held.label:
        return f"“{held.label}”"
    if len(organisation.bodies[body].seats) == 1 and (organisation.bodies[body].size or 1) == 1:
        return f"the office “{place}”"
    return f"seat {seat} ({place})"


def _stake(
    looking: Looking, organisation: Organisation, stake: Stake, is_met: bool
) -> tuple[str, str]:
    shares = [(h.holder, h.shares or Fraction(0)) for h in looking.shares(stake.share_class)]
    every = sum((number for _, number in shares), Fraction(0))
    own = sum((number for holder, number in shares if holder == stake.party), Fraction(0))
    share = stake.more_than if stake.more_than is not None else stake.at_least or Fraction(0)
    word = "more than" if stake.more_than is not None else "at least"
    kind = looking.share_class(stake.share_class).label or stake.share_class
    says = f"{named(organisation, stake.party)} holds {word} {portion(share)} of {kind}"
    enough = "which is enough" if is_met else "which is not enough"
    return says, f"It holds {figure(own)} of {figure(every)}, {enough}."
