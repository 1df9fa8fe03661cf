"""What answers rest on that no source says, and which entries are disputed or assumed."""

from __future__ import annotations

from collections.abc import Iterator

from kingmaker.analyses.asking import labels
from kingmaker.analyses.footing import touches
from kingmaker.faces.wording import place, some, words
from kingmaker.files import Case

ENTRIES = ("parties", "products", "bodies", "holdings", "needs", "decisions", "agreements")


def entries(case: Case) -> tuple[frozenset[str], frozenset[str]]:
    """Entries of which something is disputed, and of which something is assumed.

    Returns
    -------
    disputed, assumed : frozenset of str
        As ``needs.talent``. Disputed is what has two claims or more.
    """
    disputed = {".".join(d.path[:2]) for d in case.disputes if len(d.claims) > 1}
    assumed = {".".join(path[:2]) for path, _ in _assumed(case)}
    return frozenset(disputed), frozenset(assumed)


def _assumed(case: Case) -> Iterator[tuple[tuple[str, ...], str]]:
    """Where a value is assumed, and which, in words."""
    names = labels(case.organisation)
    for section in ENTRIES:
        for name, entry in getattr(case.organisation, section).items():
            inner = [
                value
                for value in (getattr(entry, "supply", None), getattr(entry, "rule", None))
                if value
            ]
            if entry.assumed or any(getattr(value, "assumed", False) for value in inner):
                heads = getattr(entry, "count", None)
                yield (section, name), some(heads, "person", "people") if heads else ""
    for name, rule in case.organisation.rules.items():
        if getattr(rule, "assumed", False):
            yield ("rules", name), ""
    for dispute in case.disputes:
        number = case.believed(dispute)
        if number is not None and dispute.claims[number].assumed:
            value = words(dispute.claims[number].value, names, dispute.path[-1])
            yield dispute.path, value


def _told(case: Case, path: tuple[str, ...], value: str) -> str:
    said = place(case.organisation, ".".join(path))
    return f"{said} ({value})" if value else said


def rests_on(case: Case, footing: frozenset[str]) -> tuple[str, ...]:
    """The assumed values among the facts that answers rest on, in words."""
    named = {fact for fact in footing if "*" not in fact}
    return tuple(
        dict.fromkeys(
            _told(case, path, value) for path, value in _assumed(case) if touches(path, named)
        )
    )


def assumptions(case: Case) -> tuple[str, ...]:
    """Every assumed value of a case, in words."""
    return tuple(dict.fromkeys(_told(case, path, value) for path, value in _assumed(case)))
