"""What a report begins with: the findings of a case in words."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from kingmaker.analyses import UnknownName
from kingmaker.analyses.plainly import day, joined, some
from kingmaker.faces.changing import ASKED, Change, changing
from kingmaker.faces.findings import Findings, findings, voteless
from kingmaker.faces.resting import entries, rests_on
from kingmaker.faces.wording import words
from kingmaker.files import Case
from kingmaker.model.words import did_you_mean
from kingmaker.translate.instances import every_instance


@dataclass(frozen=True, slots=True)
class Summary:
    """The findings in words: of which case, as seen how, on which decision."""

    name: str
    setting: tuple[tuple[str, str], ...]
    decision: str
    paragraphs: tuple[tuple[str, tuple[str, ...]], ...]


def setting(case: Case) -> tuple[tuple[str, str], ...]:
    """Which case it is, and how it is seen."""
    organisation = case.organisation
    said = [("Case", case.name)]
    if organisation.as_of:
        said.append(("As it stood", f"at the start of {day(organisation.as_of)}"))
    if case.world:
        world = case.worlds[case.world]
        said.append(("World", f"{world.label or case.world}. {world.why}".strip()))
    said += [("Changed", f"{path} = {words(value, {})}") for path, value in case.changes.items()]
    if case.known:
        said.append(("As known on", day(case.known)))
    said.append(
        ("Format", f"case format {organisation.kingmaker}, Kingmaker {version('kingmaker')}")
    )
    return tuple(said)


def summary(case: Case, decision: str | None = None) -> Summary:
    """What a report begins with, alone.

    Parameters
    ----------
    case : Case
        As it is to be seen.
    decision : str
        Which decision; the first if left out.
    """
    found = asked(case, decision)
    organisation = case.organisation
    label = organisation.label(found.decision) if found.decision else ""
    return Summary(organisation.name, setting(case), label, paragraphs(case, found))


@dataclass(frozen=True, slots=True)
class Asked:
    """What was found of one decision, and which claims would change it."""

    decision: str | None
    found: Findings
    changes: tuple[Change, ...]
    untouched: str

    @property
    def footing(self) -> frozenset[str]:
        """All that the answers rest on."""
        return frozenset[str]().union(*(answer.footing for answer in self.found.answers))


def asked(case: Case, decision: str | None) -> Asked:
    """Ask everything about one decision, the first if none is named."""
    decisions = every_instance(case.organisation)
    if decision is not None and decision not in decisions:
        hint = did_you_mean(decision, decisions)
        raise UnknownName(f"the case has no decision {decision!r}{hint}")
    chosen = decision or next(iter(decisions), None)
    if chosen is None:
        return Asked(None, Findings({}), (), "")
    found = findings(case, chosen)
    return Asked(chosen, found, *changing(case, chosen, found))


def paragraphs(case: Case, told: Asked) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The findings in a few short paragraphs, each with its heading."""
    found, changes, rests = told.found, told.changes, rests_on(case, told.footing)
    said = found.sentences
    parts: list[tuple[str, tuple[str, ...]]] = [
        ("Who can decide", tuple(said[k] for k in ("decide", "block") if k in said)),
        ("Who holds and has no vote", tuple(
            voteless(case.organisation, found.standing, entries(case)[0])
            if found.standing else ()
        )),
        ("Whether it can last", tuple(
            " ".join(said[k] for k in keys if k in said)
            for keys in (("needs", "lasting"), ("tipping",)) if any(k in said for k in keys)
        )),
        ("Who has most power", (
            " ".join((_POWER, *(said[k] for k in ("formal", "effective") if k in said))),
        ) if "formal" in said else ()),
        ("What happened in the end", _ending(case)),
        ("What is disputed", _disputed(case, changes)),
        ("What is assumed", ((f"These answers rest on {some(len(rests), 'assumed value')}: "
                             f"{'; '.join(rests)}."),) if rests else ()),
    ]  # fmt: skip
    return tuple((title, sentences) for title, sentences in parts if sentences)


_POWER = "Power is measured as the chance of tipping the outcome."


def _ending(case: Case) -> tuple[str, ...]:
    events = list(case.organisation.events.values())
    if not events:
        return ()
    last = max(event.date.last for event in events)
    ends = [event for event in events if event.date.last == last]
    names = [event.label or case.organisation.label(event.did or "") for event in ends]
    told_ = joined(f"“{name}”" for name in names[-3:])
    thing = "thing" if len(ends) == 1 else "things"
    return (f"The last {thing} that the case tells: {told_} ({day(ends[-1].date)}).",)


def _disputed(case: Case, changes: tuple[Change, ...]) -> tuple[str, ...]:
    number = len(case.contested)
    if not number:
        return ("No fact of this case is disputed.",)
    facts = [f"“{fact}”" for fact in dict.fromkeys(change.fact for change in changes)]
    if number == 1:
        said = [f"One fact is disputed, and it changes these answers: {facts[0]}." if facts else
                "One fact is disputed; it does not change these answers."]  # fmt: skip
    elif not facts:
        said = [f"Of {number:,} disputed facts, none changes these answers by itself."]
    else:
        which = "one changes" if len(facts) == 1 else f"{len(facts)} change"
        each = "itself" if len(facts) == 1 else "themselves"
        said = [f"Of {number:,} disputed facts, {which} these answers by {each}: {joined(facts)}."]
    telling = sorted((c for c in changes if c.sentences), key=lambda c: _FIRST not in c.touched)
    first = telling[0] if telling else None
    if first:
        said.append(f"If “{first.fact}” is “{first.instead}”: {' '.join(first.sentences[:2])}")
    return tuple(said)


_FIRST = next(iter(ASKED))
