"""A case: a file's worth of facts, some of them disputed, and the organisations it describes.

A reading, a world, a changed value, another day and what was known on a day are one and the
same operation: set some values, build the organisation, ask again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, cast

from kingmaker.files.building import SECTIONS, build, lists, steps
from kingmaker.files.normal import normal
from kingmaker.files.problems import CaseError, Place, Problem
from kingmaker.model import Ballot, Claim, Dispute, Noun, Organisation, When, after, when
from kingmaker.model.evidence import References
from kingmaker.model.rules import BALLOTS
from kingmaker.model.trees import put, put_all
from kingmaker.model.words import did_you_mean

Trail = tuple[str, ...]
"""A path in a case; steps into a list are numbers counted from 1."""


_GIVEN = "\0given"  # no section of a file is called so
FIXED = ("kingmaker", "name", "summary", "as_of", "worlds", "questions")
"""Words of a case that no world may set."""


class World(Noun):
    """A named set of changes: another reading of a clause, or a charter that might have been."""

    label: str = ""
    why: str = ""
    set: dict[str, Any]
    source: References = ()
    note: str = ""


@dataclass(frozen=True)
class Case:
    """What a file says, before any dispute in it is settled.

    Make one with `load` or `loads`; ask it any question, or for an `Organisation`.

    Attributes
    ----------
    file : str
        Where it was read from.
    tree : dict
        The values, with ``claims`` where they are disputed.
    worlds : mapping of str to World
        Named sets of changes.
    chosen : mapping of str to int
        Which claim is believed where it is not the first: a dispute's name -> its number.
    world : str or None
        The world it is seen in.
    changes : mapping of str to any
        Values set beside it, by path.
    day : When or None
        The day whose start it is asked about; the file's own if None.
    known : When or None
        Only claims made by then count; all if None.
    ballots : mapping of str to str
        What parties are taken to vote: ``for``, ``against``, ``abstain`` or ``absent``.
    moved : mapping of Trail to Trail
        From values that were set to where they were given, for messages.
    imported : str
        From which other format it was read, and how much was carried; empty for a case file.
    """

    file: str
    tree: dict[str, Any] = field(repr=False)
    worlds: Mapping[str, World] = field(repr=False)
    places: Mapping[Trail, Place] = field(repr=False, compare=False)
    chosen: Mapping[str, int] = field(default_factory=dict[str, int])
    world: str | None = None
    changes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    day: When | None = None
    known: When | None = None
    ballots: Mapping[str, Ballot] = field(default_factory=dict[str, Ballot])
    moved: Mapping[Trail, Trail] = field(
        default_factory=dict[Trail, Trail], repr=False, compare=False
    )
    imported: str = field(default="", compare=False)

    @cached_property
    def name(self) -> str:
        """A short name: the folder of a ``case.yaml``, else the file's name without ending."""
        parts = self.file.replace("\\", "/").rsplit("/", 2)
        stem = parts[-1].rsplit(".", 1)[0]
        return parts[-2] if stem == "case" and len(parts) > 1 else stem

    @cached_property
    def disputes(self) -> tuple[Dispute, ...]:
        """Every place where the sources differ, in the order of the file."""
        return tuple(_disputes(self.tree, ()))

    @property
    def contested(self) -> tuple[Dispute, ...]:
        """The disputes in which two claims or more were known by the day that counts."""
        return tuple(d for d in self.disputes if sum(map(self.is_known, d.claims)) > 1)

    def in_world(self, name: str) -> Case:
        """The same case with the changes of one of its worlds.

        Raises
        ------
        KeyError
            If the case has no such world.
        """
        if name not in self.worlds:
            among = did_you_mean(name, self.worlds)
            among = among or f"; it has: {', '.join(self.worlds) or 'none'}"
            raise KeyError(f"{self.name} has no world {name!r}{among}")
        origins = {path: ("worlds", name, "set", path) for path in self.worlds[name].set}
        return self._with(self.worlds[name].set, origins)._again(world=name)

    def what_if(self, changes: Mapping[str, Any]) -> Case:
        """The same case with some values changed, named by dotted path.

        Raises
        ------
        KeyError
            If a path leads nowhere.

        Examples
        --------
        >>> from kingmaker import loads
        >>> pair = loads("{kingmaker: 1, name: A pair, parties: {ann: {}, bob: {}}}")
        >>> pair.what_if({"parties.ann.label": "Ann"}).organisation.label("ann")
        'Ann'
        """
        origins = {path: (_GIVEN, path) for path in changes}
        return self._with(changes, origins)._again(changes={**self.changes, **changes})

    def believing(self, dispute: str, number: int) -> Case:
        """The same case with another claim believed, counted from 0."""
        return self._again(chosen={**self.chosen, dispute: number})

    def assuming(self, ballots: Mapping[str, str]) -> Case:
        """The same case with some parties' ballots taken as given, in every vote.

        Parameters
        ----------
        ballots : mapping of str to str
            By party: ``for``, ``against``, ``abstain``, ``absent``; or ``anything``, for what
            is not taken as given.

        Raises
        ------
        KeyError
            If the case has no such party.
        ValueError
            If it is no ballot.
        """
        parties = lists(self.tree)["parties"]
        taken: dict[str, Ballot] = dict(self.ballots)
        for party, ballot in ballots.items():
            if party not in parties:
                hint = did_you_mean(party, parties) or f"; it has: {', '.join(sorted(parties))}"
                raise KeyError(f"the case has no party {party!r}{hint}")
            if ballot not in (*BALLOTS, "anything"):
                told = f"{', '.join(BALLOTS)} or anything"
                raise ValueError(f"a ballot is {told}, and {ballot!r} is none")
            taken.pop(party, None)
            if ballot != "anything":
                taken[party] = cast("Ballot", ballot)
        return self._again(ballots=taken)

    def on(self, day: str | date | When) -> Case:
        """The same case at the start of another day, what happened before having happened."""
        return self._again(day=when(day))

    def known_on(self, day: str | date | When) -> Case:
        """The same case with only the claims made, and the events that happened, by a day."""
        return self._again(known=when(day))

    def believed(self, dispute: Dispute) -> int | None:
        """The number of the claim that is believed: the first one known; None if none is yet."""
        number = self.chosen.get(dispute.name)
        if number is not None:
            return number
        return next((i for i, claim in enumerate(dispute.claims) if self.is_known(claim)), None)

    def is_known(self, claim: Claim) -> bool:
        """Whether a claim had been made by the day that counts."""
        if self.known is None:
            return True
        made = self.made(claim)
        return made is None or made.last <= self.known.last

    def made(self, claim: Claim) -> When | None:
        """When a claim was made: as it says, or when the first of its sources was published."""
        return claim.made or self.published(ref.source for ref in claim.source)

    def published(self, sources: Iterable[str]) -> When | None:
        """When the first of some sources was published, as far as that is known."""
        listed = cast("dict[str, Any]", self.tree.get("sources") or {})
        entries = [
            cast("dict[str, Any]", e) for s in sources if isinstance(e := listed.get(s), dict)
        ]
        dates = [when(e["published"]) for e in entries if e.get("published") is not None]
        return min(dates, key=lambda date: date.first, default=None)

    @cached_property
    def organisation(self) -> Organisation:
        """The definite organisation: disputes settled, and what happened before having happened.

        Raises
        ------
        CaseError
            If the facts do not fit together on this reading, or the day lies before the file's.
        """
        tree, redirects, unknown = self.settled()
        organisation = build(
            tree,
            self.places,
            {**redirects, **self.moved},
            self.file,
            unknown=unknown,
            names=lists(self.tree),
        )
        if self.known is not None:
            organisation = self._as_known(organisation, self.known.last)
        if self.ballots:
            organisation = organisation.model_copy(update={"ballots": dict(self.ballots)})
        return self._at(organisation) if self.day is not None else organisation

    def _as_known(self, organisation: Organisation, known: date) -> Organisation:
        """What had happened, and what was stated of holdings, by a day."""
        events = {k: e for k, e in organisation.events.items() if e.date.last <= known}
        holdings = {
            name: holding.as_stated(known)
            for name, holding in organisation.holdings.items()
            if (told := holding.declared or holding.retrieved or self.published(
                ref.source for ref in holding.source
            )) is None
            or told.last <= known
        }  # fmt: skip
        return organisation.model_copy(update={"events": events, "holdings": holdings})

    def settled(self) -> tuple[dict[str, Any], dict[Trail, Trail], dict[Trail, Dispute]]:
        """The tree with every dispute settled.

        Returns
        -------
        tree : dict
            Plain values, one spelling.
        redirects : dict
            From where a value stands in the tree to where the file has it.
        unknown : dict
            Values left out, since nobody had claimed anything by the day that counts.
        """
        redirects: dict[Trail, Trail] = {}
        unknown: dict[Trail, Dispute] = {}
        values: dict[Trail, Any] = {}
        for dispute in self.disputes:
            number = self.believed(dispute)
            if number is None:
                unknown[dispute.path] = dispute
            else:
                values[dispute.path] = dispute.claims[number].value
                redirects[dispute.path] = (*dispute.path, "claims", str(number + 1), "value")
        tree: Any = put_all(self.tree, values)
        for path in unknown:
            # an event of which some part is not known yet is itself not known yet
            told = path[0] in ("events", "facts", "agreements", "needs", "holdings")
            tree = _without(tree, path[:2] if told else path)
        return tree, redirects, unknown

    def _again(self, **seen: Any) -> Case:
        """The same values seen otherwise; what was worked out of the values alone is kept."""
        other = replace(self, **seen)
        if "disputes" in self.__dict__:
            other.__dict__["disputes"] = self.disputes
        return other

    def _with(self, changes: Mapping[str, Any], origins: Mapping[str, Trail]) -> Case:
        """Some values replaced; a dispute that is changed from within is settled first."""
        tree: Any = self.tree
        moved, places = dict(self.moved), dict(self.places)
        for name, value in changes.items():
            path = tuple(name.split("."))
            for dispute in self.disputes:
                number = self.believed(dispute)
                if number is not None and dispute.path == path[:-1][: len(dispute.path)]:
                    tree = put(tree, dispute.path, dispute.claims[number].value)
            if path[0] not in SECTIONS:
                if path[0] in FIXED:
                    raise KeyError(f"{path[0]!r} is what the case is, and cannot be set")
                raise KeyError(f"{name!r} leads nowhere{did_you_mean(path[0], SECTIONS)}")
            if path[0] not in tree:
                tree = {**tree, path[0]: {}}
            try:
                tree = put(tree, path, normal(value, steps(path)))
            except KeyError as error:
                raise KeyError(f"{name!r} {error.args[0]}") from None
            moved[path] = origins[name]
            if origins[name][0] == _GIVEN:
                places[origins[name]] = Place(f"{name} as set", 0)
        return replace(self, tree=tree, moved=moved, places=places)

    def _at(self, organisation: Organisation) -> Organisation:
        """What happened from the file's day until the day asked about has taken effect."""
        day, begin = cast("When", self.day), organisation.as_of
        if begin is None and not any(e.did or e.effects for e in organisation.events.values()):
            return organisation.model_copy(update={"as_of": day, "history": ("as_of",)})
        if begin is None:
            message = f"the case does not say of which day it is; add as_of: to ask about {day}"
            raise CaseError([Problem(self.place(("as_of",)), message)])
        if day.first < begin.first:
            message = f"the case describes {begin}, and cannot be taken back to {day}"
            message += "; ask for a later day"
            raise CaseError([Problem(self.place(("as_of",)), message)])
        history: list[str] = ["as_of", "events.*.date", "events.*.did", "events.*.effects"]
        happened = sorted(
            (e.date.last, number, name)
            for number, (name, e) in enumerate(organisation.events.items())
            if begin.first <= e.date.last < day.first
        )
        for _, _, name in happened:
            event = organisation.events[name]
            try:
                organisation = after(organisation, event)
            except KeyError as error:
                problem = Problem(
                    self.place(("events", name)), f"there is no seat {error} by then"
                )
                raise CaseError([problem]) from None
            except ValueError as error:
                problem = Problem(self.place(("events", name)), str(error))
                raise CaseError([problem]) from None
            if event.did is not None or event.effects:
                history.append(f"events.{name}")
            if event.did is not None:
                history.append(f"decisions.{event.did.partition(':')[0]}")
        return organisation.model_copy(update={"as_of": day, "history": tuple(history)})

    def place(self, path: Trail) -> Place:
        """Where the file says a thing, or the nearest thing around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file))


def _disputes(tree: Any, path: Trail) -> Iterator[Dispute]:
    if isinstance(tree, dict):
        branch = cast("dict[str, Any]", tree)
        if set(branch) == {"claims"}:
            claims = (Claim.model_validate(claim) for claim in branch["claims"])
            yield Dispute(path, tuple(claims))
            return
        for key, value in branch.items():
            yield from _disputes(value, (*path, key))
    elif isinstance(tree, list):
        for i, value in enumerate(cast("list[Any]", tree), start=1):
            yield from _disputes(value, (*path, str(i)))


def _without(tree: Any, path: Trail) -> Any:
    """A copy of the tree without one value."""
    step, rest = path[0], path[1:]
    if isinstance(tree, list):
        items = cast("list[Any]", tree)
        if not rest:
            return [item for i, item in enumerate(items, start=1) if str(i) != step]
        return [_without(v, rest) if str(i) == step else v for i, v in enumerate(items, start=1)]
    branch = cast("dict[str, Any]", tree)
    if step not in branch:
        return branch
    if not rest:
        return {key: value for key, value in branch.items() if key != step}
    return {**branch, step: _without(branch[step], rest)}
