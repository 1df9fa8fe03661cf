"""Indirect control by brute force: every coalition, every order, every ballot.

The plain twins of `engine.power.shareholdings`, `indirect` and `network_power`, from the
definitions alone.
"""

from collections.abc import Iterable
from fractions import Fraction
from itertools import permutations, product
from math import factorial

from hypothesis import strategies as st

from kingmaker.engine.power.shareholdings import Network


def controlled(owned: Network, coalition: Iterable[int]) -> set[int]:
    """What a coalition controls: gone through all companies until nothing changes."""
    acting, found = set(coalition), set[int]()
    while True:
        more = {
            company
            for company, holders in owned.held.items()
            if sum(w for h, w in holders if h in acting | found) >= owned.quotas[company]
        }
        if more == found:
            return found
        found = more


def orders(owned: Network) -> tuple[list[list[Fraction]], list[Fraction]]:
    """For each company, how often each party brings its control, in all orders; and Phi."""
    n = owned.parties
    counts = [[0] * n for _ in range(n)]
    for order in permutations(range(n)):
        before = set[int]()
        for place in range(n):
            now = controlled(owned, order[: place + 1])
            for company in now - before:
                counts[company][order[place]] += 1
            before = now
    of = [[Fraction(count, factorial(n)) for count in row] for row in counts]
    phi = [
        sum((of[company][party] for company in range(n)), Fraction(0)) - sum(of[party])
        for party in range(n)
    ]
    return of, phi


def deciding(owned: Network, company: int, source: int) -> Fraction:
    """How often a source's vote decides, in all ballots of the others."""
    others = [s for s in owned.sources if s != source]
    turned = 0
    for ballots in product((False, True), repeat=len(others)):
        for_it = {s for s, ballot in zip(others, ballots, strict=True) if ballot}
        turned += (company in controlled(owned, {*for_it, source})) != (
            company in controlled(owned, for_it)
        )
    return Fraction(turned, 2 ** len(others))


def labelled(owned: Network, companies: list[int], labels: tuple[int, ...]) -> list[Fraction]:
    """How many bear each label, every order of every company's unions gone through."""
    if not companies:
        return [Fraction(labels.count(party)) for party in range(owned.parties)]
    company, *rest = companies
    unions = sorted({labels[h] for h, _ in owned.held[company]})
    found = [Fraction(0)] * owned.parties
    for order in permutations(unions):
        together, handed = 0, labels[company]
        for label in order:
            together += sum(w for h, w in owned.held[company] if labels[h] == label)
            if together >= owned.quotas[company]:
                handed = label
                break
        then = labelled(owned, rest, (*labels[:company], handed, *labels[company + 1 :]))
        found = [f + t / factorial(len(unions)) for f, t in zip(found, then, strict=True)]
    return found


@st.composite
def networks(draw: st.DrawFn, most: int = 5, *, circles: bool = True) -> Network:
    """Some parties, of which some are companies; held by anybody, or by those before them only."""
    parties = draw(st.integers(1, most))
    companies = draw(st.sets(st.integers(0 if circles else 1, parties - 1))) if parties > 1 else ()
    held: dict[int, tuple[tuple[int, int], ...]] = {}
    quotas: dict[int, int] = {}
    for company in sorted(companies):
        last = parties - 1 if circles else company - 1
        holders = draw(st.lists(st.integers(0, last), min_size=1, max_size=4, unique=True))
        held[company] = tuple((holder, draw(st.integers(0, 4))) for holder in holders)
        total = sum(weight for _, weight in held[company])
        quotas[company] = draw(st.integers(max(1, total // 2), total + 1))
    return Network(parties, held, quotas)
