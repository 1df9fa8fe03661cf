"""Ownership and control by brute force: every walk, every chain, every world.

The plain twins of `engine.ownership`, from the definitions alone.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import chain, combinations, pairwise, permutations, product

from hypothesis import strategies as st

from kingmaker.engine.ownership.shares import MAJORITY, Share, Threshold
from kingmaker.engine.ownership.stakes import Holdings, Rest, Stake, Stakes

Matrix = list[list[Fraction]]


@st.composite
def holdings(draw, most: int = 5, over: bool = False, parts: int = 4) -> Holdings:
    """Few parties that hold parts of one another, often to the whole, in circles and alone."""
    n = draw(st.integers(2, most))
    stakes: list[tuple[int, int, Fraction]] = []
    for subject in range(n):
        holders = draw(st.lists(st.integers(0, n - 1), max_size=3, unique=True))
        left = parts
        for holder in holders:
            part = draw(st.integers(0, parts if over else left))
            left -= part
            stakes.append((holder, subject, Fraction(part, parts)))
    return Holdings.of(n, stakes)


@st.composite
def stakes(draw, most: int = 4, anyone: bool = True, open_: bool = False) -> Stakes:
    """Few parties with shares within bounds, some known, some not at all."""
    n = draw(st.integers(2, most))
    held: list[Stake] = []
    rests: dict[int, Rest] = {}
    for subject in range(n):
        holders = draw(st.lists(st.integers(0, n - 1), max_size=2, unique=True))
        held += [Stake(holder, subject, draw(shares(open_))) for holder in holders]
        if draw(st.booleans()):
            rests[subject] = Rest(
                others=draw(st.sampled_from([Share.exactly(0), Share(Fraction(0), Fraction(1))])),
                anyone=draw(shares(open_)) if anyone else Share.exactly(0),
            )
    return Stakes(n, tuple(held), rests)


@st.composite
def shares(draw, open_: bool = False, parts: int = 4) -> Share:
    low = draw(st.sampled_from([0, 0, 0, 1, 2]))
    high = draw(st.integers(low, parts))
    left_open, right_open = draw(st.tuples(st.booleans(), st.booleans()))
    wide = open_ and low < high
    return Share(
        Fraction(low, parts), Fraction(high, parts), wide and left_open, wide and right_open
    )


def inverse(matrix: Matrix) -> Matrix | None:
    """The inverse, by elimination; None if there is none."""
    n = len(matrix)
    work = [[*row, *(Fraction(i == j) for j in range(n))] for i, row in enumerate(matrix)]
    for k in range(n):
        pivot = next((i for i in range(k, n) if work[i][k]), None)
        if pivot is None:
            return None
        work[k], work[pivot] = work[pivot], work[k]
        work[k] = [value / work[k][k] for value in work[k]]
        for i in range(n):
            if i != k:
                work[i] = [a - work[i][k] * b for a, b in zip(work[i], work[k], strict=True)]
    return [row[n:] for row in work]


def walks(held: Holdings, first: int, last: int) -> Fraction | None:
    """The sum over all walks, of none or more links; None if it has no finite value."""
    nodes = sorted(held.below(first) & held.above(last))
    if first not in nodes or last not in nodes:
        return Fraction(0)
    parts = [[held.held.get(j, {}).get(i, Fraction(0)) for j in nodes] for i in nodes]
    found = inverse(
        [[(i == j) - parts[i][j] for j in range(len(nodes))] for i in range(len(nodes))]
    )
    if found is None or any(value < 0 for row in found for value in row):
        return None
    return found[nodes.index(first)][nodes.index(last)]


def simple_chains(held: Holdings, first: int, last: int) -> Iterator[list[Fraction]]:
    """The shares along each chain that passes through nobody twice."""
    others = [p for p in range(held.parties) if p not in (first, last)]
    for size in range(len(others) + 1) if first != last else ():
        for between in permutations(others, size):
            way = [first, *between, last]
            parts = [held.held.get(b, {}).get(a, Fraction(0)) for a, b in pairwise(way)]
            if all(parts):
                yield parts


def controlled(
    held: Holdings, starters: Iterable[int], threshold: Threshold = MAJORITY
) -> set[int]:
    """What some control: gone through all companies until nothing changes."""
    first = set(starters)
    acting = set(first)
    while True:
        more = {
            company
            for company, holders in held.held.items()
            if threshold.met(sum((p for h, p in holders.items() if h in acting), Fraction(0)))
        }
        if more <= acting:
            return acting - first
        acting |= more


def subsets(items: Iterable) -> Iterator[tuple]:
    known = list(items)
    return chain.from_iterable(combinations(known, size) for size in range(len(known) + 1))


def only(held: Holdings, kept: Iterable[tuple[int, int]]) -> Holdings:
    """The same without the stakes that are not of these."""
    wanted = set(kept)
    return Holdings.of(held.parties, [s for s in held.stakes() if (s[0], s[1]) in wanted])


def corners(bounds: list[tuple[Fraction, Fraction]]) -> Iterator[tuple[Fraction, ...]]:
    """Where all but one of some numbers are at a bound, and together they come to one."""
    seen: set[tuple[Fraction, ...]] = set()
    for free in range(len(bounds)):
        others = [
            {low, high} if k != free else {Fraction(0)} for k, (low, high) in enumerate(bounds)
        ]
        for choice in product(*others):
            value = 1 - sum(choice, Fraction(0))
            point = (*choice[:free], value, *choice[free + 1 :])
            if bounds[free][0] <= value <= bounds[free][1] and point not in seen:
                seen.add(point)
                yield point


def worlds(told: Stakes, party: int) -> Iterator[Holdings]:
    """Every corner of what the shares may be; what is anyone's is a party's, or nobody's."""
    columns: list[list[dict[int, Fraction]]] = []
    subjects = sorted({*told.shares, *told.rests})
    for subject in subjects:
        holders = told.shares.get(subject, {})
        rest = told.rests.get(subject, Rest())
        ends = [(s.low, s.high) for s in (*holders.values(), rest.others, rest.anyone)]
        found: list[dict[int, Fraction]] = []
        for point in corners(ends):
            plain = dict(zip(holders, point, strict=False))
            found += [plain, {**plain, party: plain.get(party, Fraction(0)) + point[-1]}]
        columns.append(found)
    for choice in product(*columns):
        yield Holdings(
            told.parties,
            {
                subject: {h: part for h, part in column.items() if part}
                for subject, column in zip(subjects, choice, strict=True)
            },
        )


def renumbered(held: Holdings, order: Callable[[int], int]) -> Holdings:
    return Holdings.of(held.parties, [(order(h), order(s), p) for h, s, p in held.stakes()])
