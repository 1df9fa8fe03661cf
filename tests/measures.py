"""Power indices by brute force: every coalition of individual players, one by one.

The plain twins of the indices, written from their definitions and from nothing else. A game is
the list of its outcomes, as in `brute`; every index is a list with one value for each player.
Players who are never needed and games that nobody can decide give what the definition gives,
and None where it would divide by nothing.
"""

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations, permutations
from math import comb, factorial

import brute

Values = list[Fraction] | None


def members(coalition: int) -> list[int]:
    return [p for p in range(coalition.bit_length()) if coalition >> p & 1]


def players(won: list[bool]) -> range:
    return range(brute.number_of_players(won))


def winning(won: list[bool]) -> list[int]:
    return [c for c, wins in enumerate(won) if wins]


def critical(won: list[bool], coalition: int) -> list[int]:
    """Those without whom a winning coalition does not win."""
    return [p for p in members(coalition) if not won[coalition & ~(1 << p)]]


def parts(raw: list[Fraction]) -> Values:
    return [value / sum(raw) for value in raw] if any(raw) else None


def shared_out(won: list[bool], coalitions: Iterable[int]) -> list[Fraction]:
    """One for each coalition, in equal parts to its members."""
    found = [Fraction()] * len(players(won))
    for coalition in coalitions:
        for p in members(coalition):
            found[p] += Fraction(1, coalition.bit_count())
    return found


def taken_part(won: list[bool], coalitions: Iterable[int]) -> list[Fraction]:
    """How many of the coalitions each player is in."""
    listed = list(coalitions)
    return [Fraction(sum(c >> p & 1 for c in listed)) for p in players(won)]


def of_all(values: list[Fraction], number: int) -> Values:
    return [value / number for value in values] if number else None


def success(won: list[bool]) -> Values:
    """Of all ways to vote, those in which the outcome is as the player voted."""
    return [
        Fraction(sum(wins == bool(c >> p & 1) for c, wins in enumerate(won)), len(won))
        for p in players(won)
    ]


def success_in_favour(won: list[bool]) -> Values:
    return of_all(taken_part(won, winning(won)), len(won) // 2)


def inclusiveness(won: list[bool]) -> Values:
    return of_all(taken_part(won, winning(won)), len(winning(won)))


def public_help(won: list[bool]) -> Values:
    return parts(taken_part(won, winning(won)))


def public_help_small(won: list[bool]) -> Values:
    formed = [c for c in winning(won) if c]
    forms = sum((Fraction(1, c.bit_count()) for c in formed), Fraction())
    if not forms:
        return None
    return [
        sum((Fraction(1, c.bit_count() ** 2) for c in formed if c >> p & 1), Fraction()) / forms
        for p in players(won)
    ]


def winning_without_dummies(won: list[bool]) -> list[int]:
    nobody = brute.coalition_of(brute.dummies(won))
    return [c for c in winning(won) if not c & nobody]


def index_f(won: list[bool]) -> Values:
    return parts(shared_out(won, winning_without_dummies(won)))


def index_g(won: list[bool]) -> Values:
    return parts(taken_part(won, winning_without_dummies(won)))


def index_g_absolute(won: list[bool]) -> Values:
    listed = winning_without_dummies(won)
    return of_all(taken_part(won, listed), len(listed))


def banzhaf_at(won: list[bool], chance: Fraction) -> Values:
    """The chance to be decisive if each of the others agrees with one chance."""
    n = len(players(won))
    return [
        sum(
            (
                chance ** c.bit_count() * (1 - chance) ** (n - 1 - c.bit_count())
                for c, wins in enumerate(won)
                if not wins and won[c | 1 << p]
            ),
            Fraction(),
        )
        for p in players(won)
    ]


def coleman_shapley(won: list[bool]) -> Values:
    """The mean, over all sets of interested players, of the Shapley value among these."""
    n = len(players(won))
    found = [Fraction()] * n
    for interested in range(1 << n):
        size = interested.bit_count()
        for p in members(interested):
            for c in range(1 << n):
                if c & ~interested == 0 and not won[c] and won[c | 1 << p]:
                    s = c.bit_count()
                    orders = Fraction(factorial(s) * factorial(size - 1 - s), factorial(size))
                    found[p] += orders / (1 << n)
    return found


def johnston_raw(won: list[bool]) -> list[Fraction]:
    found = [Fraction()] * len(players(won))
    for coalition in winning(won):
        needed = critical(won, coalition)
        for p in needed:
            found[p] += Fraction(1, len(needed))
    return found


def johnston(won: list[bool]) -> Values:
    return parts(johnston_raw(won))


def deegan_packel(won: list[bool]) -> Values:
    return parts(shared_out(won, brute.minimal(won)))


def public_good(won: list[bool]) -> Values:
    return parts(taken_part(won, brute.minimal(won)))


def public_good_absolute(won: list[bool]) -> Values:
    return of_all(taken_part(won, brute.minimal(won)), len(brute.minimal(won)))


def least_size(won: list[bool]) -> Values:
    minimal = brute.minimal(won)
    least = min((c.bit_count() for c in minimal), default=0)
    return parts(taken_part(won, [c for c in minimal if c.bit_count() == least]))


def does_for(won: list[bool], first: int, second: int) -> bool:
    """Whether one player does for another in every coalition that has neither."""
    both = 1 << first | 1 << second
    return all(
        won[c | 1 << first] >= won[c | 1 << second] for c in range(len(won)) if not c & both
    )


def shift_minimal(won: list[bool]) -> list[int]:
    """Minimal coalitions that lose when a member gives way to someone strictly weaker."""
    stronger = {
        (a, b)
        for a, b in permutations(players(won), 2)
        if does_for(won, a, b) and not does_for(won, b, a)
    }
    return [
        c
        for c in brute.minimal(won)
        if not any(
            c >> a & 1 and not c >> b & 1 and won[c & ~(1 << a) | 1 << b] for a, b in stronger
        )
    ]


def shift(won: list[bool]) -> Values:
    return parts(taken_part(won, shift_minimal(won)))


def shift_deegan_packel(won: list[bool]) -> Values:
    return parts(shared_out(won, shift_minimal(won)))


def tijs(won: list[bool]) -> Values:
    holders = brute.vetoers(won)
    return of_all([Fraction(p in holders) for p in players(won)], len(holders))


def harsanyi_nash(won: list[bool]) -> Values:
    holders = brute.vetoers(won)
    if len(holders) == 1:
        return [Fraction(p in holders) for p in players(won)]
    return [Fraction(1, len(players(won)))] * len(players(won))


def in_unions(won: list[bool], unions: list[list[int]], outer: str, inner: str) -> list[Fraction]:
    """A value with unions: every set of other unions and every set of other members.

    Among unions, and among the members of one, either every order or every coalition is as
    likely as any other.
    """

    def chance(kind: str, others: int, chosen: int) -> Fraction:
        if kind == "coalitions":
            return Fraction(1, 2**others)
        return Fraction(1, (others + 1) * comb(others, chosen))

    found = [Fraction()] * len(players(won))
    for union in unions:
        rest = [brute.coalition_of(other) for other in unions if other is not union]
        for p in union:
            own = [q for q in union if q != p]
            for t in range(len(rest) + 1):
                for blocs in combinations(rest, t):
                    for s in range(len(own) + 1):
                        for joined in combinations(own, s):
                            c = sum(blocs) + brute.coalition_of(list(joined))
                            if not won[c] and won[c | 1 << p]:
                                weight = chance(outer, len(rest), t) * chance(inner, len(own), s)
                                found[p] += weight
    return found
