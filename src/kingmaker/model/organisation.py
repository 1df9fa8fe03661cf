"""The whole: one definite organisation on one day, with nothing disputed left in it."""

from __future__ import annotations

from pydantic import Field

from kingmaker.model.decisions import Decision
from kingmaker.model.events import Agreement, Event, Fact
from kingmaker.model.evidence import Entry, Noun, Source
from kingmaker.model.holdings import Holding, ShareClass
from kingmaker.model.needs import Need
from kingmaker.model.parties import Body, Party, Product
from kingmaker.model.questions import Asked
from kingmaker.model.rules import Ballot, Rule
from kingmaker.model.timing import Calendar
from kingmaker.model.values import Date, Truth


class Flag(Entry):
    """Something that is so or not, as decisions make it: a pill redeemed, a seat abolished."""

    raised: Truth = Field(default=False, alias="set", description="whether it is so to begin with")


class Organisation(Noun):
    """Parties, bodies, rules and decisions, as they stand on one reading of the evidence.

    Immutable. A changed organisation is a new one, made by `Case.organisation` of a changed
    case, or by `after`.
    """

    kingmaker: int = Field(default=1, ge=1, le=1, description="the format of the file")
    name: str
    summary: str = ""
    as_of: Date | None = Field(default=None, description="the day at whose start this is so")
    sources: dict[str, Source] = Field(default_factory=dict)
    parties: dict[str, Party] = Field(default_factory=dict)
    products: dict[str, Product] = Field(default_factory=dict)
    bodies: dict[str, Body] = Field(default_factory=dict)
    classes: dict[str, ShareClass] = Field(default_factory=dict)
    holdings: dict[str, Holding] = Field(default_factory=dict)
    rules: dict[str, Rule] = Field(default_factory=dict)
    flags: dict[str, Flag] = Field(default_factory=dict)
    calendar: dict[str, Calendar] = Field(default_factory=dict)
    decisions: dict[str, Decision] = Field(default_factory=dict)
    needs: dict[str, Need] = Field(default_factory=dict)
    agreements: dict[str, Agreement] = Field(default_factory=dict)
    events: dict[str, Event] = Field(default_factory=dict)
    facts: dict[str, Fact] = Field(default_factory=dict)
    questions: dict[str, Asked] = Field(default_factory=dict)
    ballots: dict[str, Ballot] = Field(
        default_factory=dict, exclude=True, description="what parties are taken to vote"
    )
    history: tuple[str, ...] = Field(
        default=(), exclude=True, description="paths of what has changed it since the file's day"
    )

    def label(self, name: str) -> str:
        """How to print a party, product, body, seat or decision: its label, else its name."""
        decision, colon, seat = name.partition(":")
        if colon and decision in self.decisions:
            each = self.decisions[decision].for_each
            told = self.seat(seat) if each is not None and each.vacant else self.label(seat)
            return f"{self.label(decision)}: {told}"
        body, dot, place = name.partition(".")
        if dot and body in self.bodies and place in self.bodies[body].seats:
            held = self.bodies[body].seats[place]
            return held.label or f"{self.label(held.holder or place)} ({self.label(body)})"
        for section in (self.parties, self.products, self.bodies, self.decisions, self.needs):
            found = section.get(name)
            if found is not None:
                return found.label or _unnamed(found) or name
        return name

    def seat(self, place: str) -> str:
        """What a seat is called, whoever is in it: its label, else its name and the body's."""
        body, _, name = place.partition(".")
        told = self.bodies[body].seats[name].label
        return told or f"seat {name.replace('-', ' ')} ({self.label(body)})"


def _unnamed(entry: Entry) -> str:
    """What to call a party of whom nothing is told but why it is not named."""
    if not isinstance(entry, Party) or entry.kind != "unspecified":
        return ""
    return f"holder not named ({entry.reason})" if entry.reason else "holder not named"
