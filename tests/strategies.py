"""Random games and cases for property tests. One place, so that every test draws alike."""

from hypothesis import strategies as st

from kingmaker.engine.gates import Game, Gate


def sizes(most: int = 10) -> st.SearchStrategy[tuple[int, ...]]:
    """The sizes of some classes, of so many players in all at most."""

    def within(drawn: list[int]) -> tuple[int, ...]:
        kept: list[int] = []
        for size in drawn:
            if sum(kept) + size <= most:
                kept.append(size)
        return tuple(kept)

    several = st.integers(1, 4) | st.just(1)
    return st.lists(several, min_size=1, max_size=most).map(within)


@st.composite
def games(draw: st.DrawFn, most: int = 10) -> Game:
    """A compound game: gates up to three deep, some with several parents, some never or always open.

    Weights may be zero, quotas below zero or out of reach, and one class may be heard twice.
    """
    members = draw(sizes(most))
    gates: list[tuple[Gate, int]] = []  # each with how deep it goes
    for _ in range(draw(st.integers(0, 4))):
        gates.append(draw(_gates(members, [(g, d) for g, d in gates if d < 3])))
    return Game(members, draw(_gates(members, [(g, d) for g, d in gates if d < 3]))[0])


@st.composite
def _gates(
    draw: st.DrawFn, members: tuple[int, ...], inner: list[tuple[Gate, int]]
) -> tuple[Gate, int]:
    sources: list[int | Gate] = [*range(len(members)), *(gate for gate, _ in inner)]
    # most often some gates are among the inputs
    heard = draw(st.lists(st.sampled_from(sources), max_size=len(sources) + 1))
    if inner and draw(st.booleans()):
        heard.append(draw(st.sampled_from([gate for gate, _ in inner])))
    inputs = tuple((source, draw(st.integers(0, 5))) for source in heard)
    total = sum(w if isinstance(s, Gate) else w * members[s] for s, w in inputs)
    quota = draw(st.integers(1, max(1, total)) | st.integers(-2, total + 2))
    depth = 1 + max((d for g, d in inner if g in heard), default=0)
    return Gate(quota, inputs), depth


@st.composite
def weighted_votes(draw: st.DrawFn, most: int = 8) -> Game:
    """One vote with weights, proper: no two coalitions without a common member both win."""
    weights = draw(st.lists(st.integers(0, 9), min_size=1, max_size=most).filter(any))
    quota = draw(st.integers(sum(weights) // 2 + 1, sum(weights)))
    return Game((1,) * len(weights), Gate(quota, tuple(enumerate(weights))))
