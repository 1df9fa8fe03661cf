"""Questions: functions that give answers, and the register of them.

A question takes an `Organisation`, or the whole `Case` where it is about the evidence, and
gives an `Answer`. Marked with `@question`, it becomes a Python call, a command and a page of
the reference, all from its name, signature and docstring.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any, Generic, ParamSpec, TypeAlias, TypeVar, cast, get_args

from kingmaker.analyses.answer import Answer, Setting
from kingmaker.analyses.footing import assumptions, citations, touches
from kingmaker.files import Case
from kingmaker.model import Organisation, When
from kingmaker.model.words import did_you_mean
from kingmaker.translate.instances import instances

P = ParamSpec("P")
A = TypeVar("A", bound=Answer[Any])


@dataclass(frozen=True, slots=True)
class Among:
    """Marks a parameter as a name from some sections of the case."""

    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """Marks a parameter that can be written as text, whatever else it can be."""


DecisionName: TypeAlias = Annotated[str, Among(("decisions",))]
"""The name of a decision in the case."""

WhoName: TypeAlias = Annotated[str, Among(("parties", "products"))]
"""The name of a party or product in the case."""


class UnknownName(KeyError):
    """A question was asked about something that the case does not have."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing a question is asked with, beside the case."""

    name: str
    annotation: Any
    default: Any
    keyword_only: bool
    sections: tuple[str, ...] = ()
    written: bool = False


@dataclass(frozen=True, slots=True)
class Question(Generic[A]):
    """A registered question.

    Call it with a case, or with an organisation, and its own parameters; with a case, besides:

    Parameters
    ----------
    world : str
        A world of the case to see it in.
    changes : mapping of str to any
        Values to set first, by dotted path.
    as_of : str or date
        The day at whose start to ask; what happened before has taken effect.
    known_on : str or date
        Count only the claims made by then.
    assume : mapping of str to str
        Ballots taken as given, by party: ``for``, ``against``, ``abstain`` or ``absent``.
    """

    name: str
    wording: str
    find: Callable[..., A] = field(repr=False)
    about_case: bool = False
    parameters: tuple[Parameter, ...] = ()

    @property
    def doc(self) -> str:
        """The docstring of the function that answers it."""
        return inspect.getdoc(self.find) or ""

    @property
    def asks_decision(self) -> bool:
        """Whether it is asked about a decision first of all."""
        return bool(self.parameters) and "decisions" in self.parameters[0].sections

    def __call__(
        self,
        of: Case | Organisation,
        /,
        *args: Any,
        world: str | None = None,
        changes: Mapping[str, Any] | None = None,
        as_of: str | date | When | None = None,
        known_on: str | date | When | None = None,
        assume: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> A:
        """Ask it."""
        if isinstance(of, Organisation):
            if self.about_case:
                raise TypeError(f"{self.name} is asked of a case, with its claims")
            if world or changes or as_of or known_on:
                raise TypeError("an organisation is as it is; ask a case for another view of it")
            if assume:
                of = of.model_copy(update={"ballots": {**of.ballots, **assume}})
            return self._ask(of, None, of, *args, **kwargs)
        case = seen(of, world, changes, as_of, known_on, assume)
        return self._ask(case if self.about_case else case.organisation, case, case.organisation,
                         *args, **kwargs)  # fmt: skip

    def _ask(
        self, of: Case | Organisation, case: Case | None, organisation: Organisation, /,
        *args: Any, **kwargs: Any,
    ) -> A:  # fmt: skip
        bound = inspect.signature(self.find).bind(of, *args, **kwargs)
        arguments = dict(list(bound.arguments.items())[1:])
        self._check(arguments, organisation)
        answer = self.find(of, *args, **kwargs)
        shared: dict[str, Any] = {
            "arguments": {k: v for k, v in arguments.items() if v is not None},
            "setting": _setting(case, organisation),
            "labels": labels(organisation),
            "sources": citations(case, organisation, answer.footing),
            "assumed": assumptions(case, organisation, answer.footing),
        }
        unknown = _unknown(case, answer) if case is not None else ()
        if case is not None and case.imported:
            unknown = (*unknown, case.imported)
        return replace(
            answer,
            name=self.name,
            notes=(*answer.notes, *unknown),
            parts=tuple(replace(part, **shared) for part in answer.parts),
            **shared,
        )

    def _check(self, arguments: Mapping[str, Any], organisation: Organisation) -> None:
        for parameter in self.parameters:
            value = arguments.get(parameter.name)
            if parameter.sections and value is not None:
                names = [n for s in parameter.sections for n in getattr(organisation, s)]
                for name in (value,) if isinstance(value, str) else value:
                    if "decisions" in parameter.sections:
                        self._check_seat(name, organisation)
                    if name.partition(":")[0] not in names:
                        what = " or ".join(_SINGULAR[s] for s in parameter.sections)
                        hint = did_you_mean(name, names) or f"; it has: {', '.join(names)}"
                        raise UnknownName(f"the case has no {what} {name!r}{hint}")

    def _check_seat(self, name: str, organisation: Organisation) -> None:
        """A decision that is taken for each seat is asked about with one of them."""
        what, colon, seat = name.partition(":")
        decision = organisation.decisions.get(what)
        if decision is None:
            return
        seats = instances(organisation, what)
        if decision.for_each is None and colon:
            raise UnknownName(f"{what!r} is not taken for each seat; ask about {what}")
        if decision.for_each is not None and name not in seats:
            hint = did_you_mean(name, seats) if colon else ""
            told = hint or f"; ask about one: {', '.join(seats[:12])}"
            no = f", and {seat!r} is none of them" if colon else ""
            raise UnknownName(f"{what!r} is taken for each seat{no}{told}")


_SINGULAR = {"decisions": "decision", "parties": "party", "products": "product"}

_questions: dict[str, Question[Any]] = {}


def question(wording: str) -> Callable[[Callable[..., A]], Question[A]]:
    """Register a function as a question that every face can ask.

    Parameters
    ----------
    wording : str
        The question as a person asks it, with parameters in braces:
        ``"Who can block {decision}?"``.
    """

    def register(find: Callable[..., A]) -> Question[A]:
        name = find.__name__.replace("_", "-")
        if name in _questions:
            raise ValueError(f"there is already a question called {name!r}")
        signature = inspect.signature(find, eval_str=True)
        first, *rest = signature.parameters.values()
        asked: Question[A] = Question(
            name, wording, find, first.annotation is Case, tuple(_parameter(p) for p in rest)
        )
        _questions[name] = asked
        return asked

    return register


def questions() -> tuple[Question[Any], ...]:
    """All questions, by name."""
    return tuple(_questions[name] for name in sorted(_questions))


def seen(
    case: Case,
    world: str | None = None,
    changes: Mapping[str, Any] | None = None,
    as_of: str | date | When | None = None,
    known_on: str | date | When | None = None,
    assume: Mapping[str, str] | None = None,
) -> Case:
    """The case as a question asks for it: in a world, with changes, on a day."""
    if assume:
        case = case.assuming(assume)
    if known_on is not None:
        case = case.known_on(known_on)
    if world is not None:
        case = case.in_world(world)
    if changes:
        case = case.what_if(changes)
    return case.on(as_of) if as_of is not None else case


def _unknown(case: Case, answer: Answer[Any]) -> tuple[str, ...]:
    """What an answer had to do without, since nobody had claimed anything of it yet."""
    missing = [
        dispute.name
        for dispute in case.disputes
        if case.believed(dispute) is None and touches(_left_out(dispute.path), answer.footing)
    ]
    if not missing or case.known is None:
        return ()
    return (f"Nothing was claimed by {case.known} of {', '.join(missing)}; answered without.",)


def _left_out(path: tuple[str, ...]) -> tuple[str, ...]:
    """What is left out with a value: a need or holding of which a part is unknown, as a whole."""
    return path[:2] if path[0] in ("needs", "holdings") else path


def labels(organisation: Organisation) -> dict[str, str]:
    """How to print everything that has a name."""
    sections = (
        "parties", "products", "bodies", "decisions", "needs", "events", "agreements",
    )  # fmt: skip
    found = {
        name: entry.label
        for section in sections
        for name, entry in getattr(organisation, section).items()
        if entry.label or getattr(entry, "kind", "") == "unspecified"
    }
    found.update(
        (name, organisation.label(name))
        for name, party in organisation.parties.items()
        if party.kind == "unspecified"
    )
    for what, decision in organisation.decisions.items():
        for name in instances(organisation, what) if decision.for_each else ():
            found[name] = organisation.label(name)
    return found


def _setting(case: Case | None, organisation: Organisation) -> Setting:
    if case is None:
        return Setting(organisation.name, as_of=organisation.as_of)
    return Setting(
        case.name, case.world, organisation.as_of, case.known, case.changes, case.ballots
    )


def _parameter(parameter: inspect.Parameter) -> Parameter:
    marks = _marks(parameter.annotation)
    sections = next((mark.sections for mark in marks if isinstance(mark, Among)), ())
    written = any(isinstance(mark, Written) for mark in marks)
    return Parameter(
        parameter.name, parameter.annotation, parameter.default,
        parameter.kind is inspect.Parameter.KEYWORD_ONLY, sections, written,
    )  # fmt: skip


def _marks(hint: Any) -> list[Any]:
    here = list(cast("tuple[Any, ...]", getattr(hint, "__metadata__", ())))
    return here + [
        mark for part in get_args(hint) if not isinstance(part, str) for mark in _marks(part)
    ]
