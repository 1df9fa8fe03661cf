"""What a decision changes, in plain English, and what is there today."""

from __future__ import annotations

from kingmaker.analyses.clauses import Reader
from kingmaker.analyses.conditions import seat_name
from kingmaker.analyses.plainly import few, figure, named, upper, word
from kingmaker.files import inline
from kingmaker.model import EACH, Effect, Organisation, Rule, changed, seats_of
from kingmaker.translate.decisions import OpenSides
from kingmaker.translate.looking import Looking
from kingmaker.translate.players import Players
from kingmaker.translate.polls import Listening


def effect(
    looking: Looking, organisation: Organisation, one: Effect, seat: str | None
) -> tuple[str, str]:
    """Say what an effect changes, and what is so today.

    Parameters
    ----------
    looking : Looking
        At the organisation.
    organisation : Organisation
        For the names.
    one : Effect
        Of a decision.
    seat : str or None
        The ``BODY.SEAT`` that ``$seat`` stands for.
    """
    match one.kind:
        case "vacate":
            where, now = _seats(looking, organisation, one.vacate or "", seat)
            return f"It removes whoever holds {where}.", now
        case "fill":
            where, now = _seats(looking, organisation, one.fill or "", seat)
            who = f" with {named(organisation, one.by)}" if one.by else ""
            chosen = "" if one.by else " with whomever it names"
            return f"It fills {where}{who}{chosen}.", now
        case "set":
            sets = (one.sets or {}).items()
            said = [_set(organisation, one, path, value) for path, value in sets]
            return " ".join(says for says, _ in said), " ".join(now for _, now in said if now)
        case "flag" | "clear":
            name = one.flag or one.clear or ""
            flag = looking.flag(name)
            label = flag.label or name
            label = f"t{label[1:]}" if label.startswith("The ") else label
            so = "so" if one.flag else "no longer so"
            now = "It is so today." if flag.raised else "It is not so today."
            return f"From then on this is {so}: {label}.", now
        case _:
            return _shares(looking, organisation, one)


def _seats(
    looking: Looking, organisation: Organisation, name: str, seat: str | None
) -> tuple[str, str]:
    """Some seats in words, and who holds them."""
    places = seats_of(organisation, name, seat)
    body = (seat or "" if name == EACH else name).partition(".")[0].partition(":")[0]
    label = named(organisation, body)
    seats = looking.body(body).seats
    holders = [seats[place.partition(".")[2]].holder for place in places]
    who = [named(organisation, holder) for holder in holders if holder is not None]
    vacant = len(holders) - len(who)
    if len(places) == 1:
        where = seat_name(organisation, body, places[0].partition(".")[2])
        return where, f"{upper(who[0])} holds it." if who else "It is vacant."
    of_class = name.partition(":")[2]
    where = f"the {word(len(places))} seats of {label}" + (
        f" of class {of_class}" if of_class else ""
    )
    if not places:
        return where, "There are none today."
    held = f"Held by {few(who, 8)}" if who else "None is held"
    return where, held + (f"; {vacant} vacant." if vacant and who else ".")


def _set(organisation: Organisation, one: Effect, path: str, value: object) -> tuple[str, str]:
    """A value that changes: a rule in words, anything else as the file writes it."""
    section, name, *rest = path.split(".")
    plain = f"It sets {path} to {inline(value)}.", ""
    if (section, *rest) not in (("rules",), ("decisions", "rule")):
        return plain
    try:
        after = changed(organisation, one)
        rule: Rule = name if section == "rules" else after.decisions[name].rule
        looking = Looking(after)
        players = Players(looking)
        rules = Listening(looking, OpenSides(looking, players))
        rules.rule(rule)
        read = list(Reader(after, rules, players).rule(rule, "rule", path))
    except (KeyError, ValueError):  # or it is about a seat that is not known here
        return plain
    label = organisation.decisions[name].label if section == "decisions" else ""
    if section == "rules" and not isinstance(was := organisation.rules[name], str):
        label = was.label
    what = "how" if section == "decisions" else "the rule"
    says = (
        f"It changes {what} “{label or name}”{' is decided' if what == 'how' else ''}, to this: "
    )
    now = f"Then: {read[0].today}" if read[0].today else ""
    return says + " ".join(row.says for row in read), now


def _shares(looking: Looking, organisation: Organisation, one: Effect) -> tuple[str, str]:
    moved = one.transfer or one.issue
    assert moved is not None
    kind = looking.share_class(moved.share_class)
    label = kind.label or moved.share_class
    taker = named(organisation, moved.taker)
    if one.transfer is None:
        return f"{figure(moved.shares)} new shares of {label} go to {taker}.", ""
    giver = one.transfer.giver
    says = f"{figure(moved.shares)} shares of {label} pass from {named(organisation, giver)}"
    says += f" to {taker}"
    if kind.converts_to is not None:
        into = looking.share_class(kind.converts_to).label or kind.converts_to
        says += f" and become shares of {into}"
    held = [h.shares for h in looking.shares(moved.share_class) if h.holder == giver]
    own = figure(sum(h for h in held if h is not None)) if held else "none"  # pyright: ignore[reportArgumentType]
    return f"{says}.", f"{named(organisation, giver)} has {own} today."
