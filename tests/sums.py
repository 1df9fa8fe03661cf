"""The compiled loops once more, in plain Python and exact."""

from fractions import Fraction


def counts(weights, cells, modulus):
    table = [1] + [0] * (cells - 1)
    for w in weights:
        table = [n + (table[k - w] if k >= w else 0) for k, n in enumerate(table)]
    return [n % (modulus or 2**64) for n in table]


def running(table, modulus):
    found, so_far = [], 0
    for n in table:
        so_far = (so_far + n) % (modulus or 2**64)
        found.append(so_far)
    return found


def swings(weights, quota):
    """For each voter: coalitions of the others that it is missing from, of any size."""
    found = []
    for i, w in enumerate(weights):
        others = counts([*weights[:i], *weights[i + 1 :]], quota, 10**40)
        found.append(sum(others[max(0, quota - w) :]))
    return found


def chances(weights, cells, ratio):
    """The chance of a total up to each, for a ratio as a fraction."""
    table = [Fraction(1)] + [Fraction(0)] * (cells - 1)
    for w in weights:
        table = [n + ratio * (table[k - w] if k >= w else 0) for k, n in enumerate(table)]
    found, so_far = [], Fraction(0)
    for n in table:
        so_far += n / (1 + ratio) ** len(weights)
        found.append(so_far)
    return found


def tips(weights, quota, ratio):
    found = []
    for i, w in enumerate(weights):
        upto = chances([*weights[:i], *weights[i + 1 :]], quota, ratio)
        found.append(upto[quota - 1] - (upto[quota - 1 - w] if quota > w else 0))
    return found
