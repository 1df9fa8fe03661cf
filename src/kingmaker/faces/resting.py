"""What answers rest on that no source says, and which entries are disputed or assumed."""

from __future__ import annotations

from collections.abc import Iterator

from kingmaker.analyses.asking import labels
from kingmaker.analyses.footing import assumptions as assumed
from kingmaker.analyses.plainly import some
from kingmaker.faces.wording import place, words
from kingmaker.files import Case

ENTRIES = ("parties", "products", "bodies", "holdings", "needs", "decisions", "agreements")


def entries(case: Case) -> tuple[frozenset[str], frozenset[str]]:
    """Entries of which something is disputed, and of which something is assumed.

    Returns
    -------
    disputed, assumed : frozenset of str
        As ``needs.talent``. Disputed is what has two claims or more.
    """
    disputed = {".".join(d.path[:2]) for d in case.contested}
    every = frozenset(f"{s}.{n}" for s in ENTRIES for n in getattr(case.organisation, s))
    supposed = {".".join(path[:2]) for path, _ in _assumed(case, every)}
    return frozenset(disputed), frozenset(supposed)


def _assumed(case: Case, footing: frozenset[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Where a value of a footing is assumed, and which, in words."""
    names = labels(case.organisation)
    believed = {d.name: d.claims[n] for d in case.disputes if (n := case.believed(d)) is not None}
    for name in assumed(case, case.organisation, footing):
        path = tuple(name.split("."))
        claim = believed.get(name)
        if claim is not None:
            yield path, words(claim.value, names, path[-1])
        elif path[0] == "parties" and len(path) == 2:
            heads = case.organisation.parties[path[1]].count
            yield path, some(heads, "person", "people") if heads else ""
        else:
            yield path, ""


def _told(case: Case, path: tuple[str, ...], value: str) -> str:
    said = place(case.organisation, ".".join(path))
    return f"{said} ({value})" if value else said


def rests_on(case: Case, footing: frozenset[str]) -> tuple[str, ...]:
    """The assumed values among the facts that answers rest on, in words."""
    return tuple(
        dict.fromkeys(_told(case, path, value) for path, value in _assumed(case, footing))
    )


def assumptions(case: Case) -> tuple[str, ...]:
    """Every assumed value of a case, in words."""
    sections = (*ENTRIES, "rules", "events", "facts")
    every = (f"{section}.{n}" for section in sections for n in getattr(case.organisation, section))
    return rests_on(case, frozenset(every))
