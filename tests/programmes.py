"""Programmes of distributions by brute force: drop by drop, and by chance.

The plain twin of `engine.proceeds.scheduling`, from the definitions alone.
"""

from fractions import Fraction

from hypothesis import strategies as st

from kingmaker.engine.proceeds.programme import Cap, Phase, Programme, proportional
from kingmaker.engine.proceeds.stops import CaughtUp, Distributed, Reaches


@st.composite
def programmes(draw) -> Programme:
    """Few parties and phases with small numbers; the last party gets the rest."""
    n = draw(st.integers(2, 4))
    rest = n - 1
    phases = [draw(_phases(n, number)) for number in range(draw(st.integers(1, 3)))]
    caps = draw(st.dictionaries(st.integers(0, n - 2), _caps(), max_size=2))
    return Programme(n, phases, caps, rest)


def _caps():
    return st.builds(Cap, st.integers(0, 8).map(Fraction), st.booleans())


@st.composite
def _phases(draw, n: int, number: int) -> Phase:
    weights = draw(st.dictionaries(st.integers(0, n - 1), st.integers(1, 3), min_size=1))
    some = st.frozensets(st.integers(0, n - 1), min_size=1)
    since = draw(st.sampled_from([0, number]))
    amount = Fraction(draw(st.integers(1, 6)))
    part = draw(st.sampled_from([Fraction(1, 4), Fraction(1, 2)]))
    until = draw(
        st.sampled_from(
            [
                None,
                Reaches(draw(some), amount, since, hurdle=draw(st.booleans())),
                Distributed(amount, since),
                CaughtUp(draw(some), part, since),
            ]
        )
    )
    caps = draw(st.dictionaries(st.integers(0, n - 1), _caps(), max_size=2))
    lower = st.integers(0, n - 2)
    instead = {
        party: draw(st.integers(party + 1, n - 1)) for party in draw(st.sets(lower, max_size=2))
    }
    return Phase(proportional(weights), until, caps, instead)


def dropped(programme: Programme, drop: Fraction, drops: int) -> list[list[Fraction]]:
    """What each party has after every so many drops, each given to whom it is due then."""
    paid = [Fraction(0)] * programme.parties
    starts = [list(paid)]
    found = [list(paid)]
    for _ in range(drops):
        while len(starts) <= len(programme.phases):
            phase = programme.phases[len(starts) - 1]
            gets = _gets(programme, phase, starts, paid)
            if gets is not None and not _over(phase, starts, paid):
                break
            starts.append(list(paid))
        else:
            gets = {programme.rest: Fraction(1)}
        for party, part in gets.items():
            paid[party] += part * drop
        found.append(list(paid))
    return found


def _over(phase: Phase, starts: list[list[Fraction]], paid: list[Fraction]) -> bool:
    stop = phase.until
    if stop is None:
        return False
    since = [now - then for now, then in zip(paid, starts[stop.since], strict=True)]
    have = sum(since[party] for party in stop.parties)
    if isinstance(stop, CaughtUp):
        return have >= stop.part * sum(since)
    return (sum(since) if isinstance(stop, Distributed) else have) >= stop.amount


def _gets(programme, phase, starts, paid) -> dict[int, Fraction] | None:
    def capped(party: int) -> bool:
        caps = [programme.caps[party]] if party in programme.caps else []
        own = phase.caps.get(party)
        most = [cap.amount for cap in caps]
        if own is not None:
            most.append(own.amount + (starts[-1][party] if own.on_top else 0))
        return any(paid[party] >= amount for amount in most)

    found: dict[int, Fraction] = {}
    for party, part in phase.parts.items():
        heir = party
        while capped(heir) and heir in phase.instead:
            heir = phase.instead[heir]
        if not capped(heir):
            found[heir] = found.get(heir, Fraction(0)) + part
    given = sum(found.values())
    return {party: part / given for party, part in found.items()} if found else None
