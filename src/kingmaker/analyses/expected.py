"""Whether the case's own questions are answered as it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kingmaker.analyses.aims import Aim
from kingmaker.analyses.answer import Answer, Member, column
from kingmaker.analyses.asking import question
from kingmaker.analyses.going import way
from kingmaker.analyses.measured import Measured, known, measured
from kingmaker.analyses.wanted import Finding, of_decision, of_way
from kingmaker.analyses.worlds import on_top
from kingmaker.engine import TooLarge
from kingmaker.files import Case, CaseError
from kingmaker.model import Asked, Ballot


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that a question of the case wants, and what comes out."""

    question: str = column("the question, by its name in the file", unit="text")
    ask: str = column("the question in words", unit="text")
    what: str = column("what is asked for", unit="text")
    of: tuple[Member, ...] = column("of which coalition or party", unit="parties", usual=())
    wanted: str = column("what the file says it is", unit="text")
    found: str = column("what comes out", unit="text")
    as_wanted: bool = column("whether that is the same", unit="yes or no")


@question("Are the case's own questions answered as it says?")
def expected(case: Case) -> Answer[Expected]:
    """Ask every question that the case asks of itself, and compare with the answer it gives.

    Parameters
    ----------
    case : Case
        With its ``questions``. Each is asked in its own world, and with its own assumptions
        beside those that the case is seen with.

    Returns
    -------
    Answer of Expected
        One row for each thing wanted, in the order of the file. What cannot be answered is not
        as wanted.
    """
    asking = _Asking(case)
    rows = [
        Expected(
            name, asked.ask, row.what, row.of, row.wanted, row.found, row.fits
        )
        for name, asked in case.organisation.questions.items()
        for row in asking.findings(asked)
    ]  # fmt: skip
    return Answer(
        question="Are the case's own questions answered as it says?",
        rows=tuple(rows),
        row=Expected,
        method="Each question asked in its world, with what it assumes; exact, or to the digits "
        "that are wanted.",
        footing=known(case.organisation, {"questions", *asking.footing}),
        notes=_notes(rows),
    )


def _notes(rows: list[Expected]) -> tuple[str, ...]:
    if not rows:
        return ("The case asks no questions of itself.",)
    not_so = list(dict.fromkeys(row.question for row in rows if not row.as_wanted))
    asked = len({row.question for row in rows})
    told = f"{sum(row.as_wanted for row in rows):,} of {len(rows):,} as wanted"
    told += f", in {asked:,} questions" if asked > 1 else ""
    return (f"{told}; not so in {', '.join(not_so)}." if not_so else f"{told}.",)


@dataclass(slots=True)
class _Asking:
    """Asks the questions of a case; of several about the same thing, that is worked out once."""

    case: Case
    footing: set[str] = field(default_factory=set[str])
    decisions: dict[tuple[object, ...], Measured] = field(
        default_factory=dict[tuple[object, ...], Measured]
    )
    seen: dict[tuple[object, ...], Case] = field(default_factory=dict[tuple[object, ...], Case])

    def findings(self, asked: Asked) -> list[Finding]:
        """All that a question wants, beside what is found."""
        found: list[Finding] = []
        try:
            found.extend(self._found(asked))
        except CaseError as error:
            found.append(_unanswered(error.problems[0].message))
        except TooLarge as error:
            found.append(_unanswered(f"too large: {error}"))
        return found

    def _found(self, asked: Asked) -> Iterator[Finding]:
        case = self._seen(asked.world, asked.assume)
        if asked.decision is None:
            members = {member.party: member.members for member in asked.coalition}
            walked = way(case.organisation, Aim(members, asked.goal), asked.level)
            self.footing |= walked.footing
            yield from of_way(asked, walked)
            return
        unopposed = asked.level == "unopposed"
        key = (asked.decision, unopposed, asked.world, *sorted(asked.assume.items()))
        if key not in self.decisions:
            self.decisions[key] = measured(case.organisation, asked.decision, unopposed=unopposed)
        decision = self.decisions[key]
        self.footing |= decision.voting.footing
        yield from of_decision(decision, asked)

    def _seen(self, world: str | None, assume: dict[str, Ballot]) -> Case:
        """The case as a question sees it."""
        key = (world, *sorted(assume.items()))
        if key not in self.seen:
            case = self.case
            if world is not None and world != case.world:
                case = on_top(case, world)
            self.seen[key] = case.assuming(assume) if assume else case
        return self.seen[key]


def _unanswered(why: str) -> Finding:
    return Finding("cannot be answered", (), "an answer", why, False)
