"""Sums of weights: how many coalitions, or with what chance, come to each total.

One pass over the cells a voter, in place, from the top down; in stretches no longer than the
voter's weight, so that what is read and what is written never overlap.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kingmaker.engine.kernels import compiled

STRETCH = 8192  # cells at a time: what is read and written stays in the nearest memory

LANES = 4  # moduli side by side: short stretches of cells are long enough then
REACH = 400  # what small weights that are added one close behind the other come to
STEP = 1000  # cells that each of them goes down before the next one follows


@compiled
def counts(weights: NDArray[np.int64], cells: int, modulus: int) -> NDArray[np.uint64]:
    """Coalitions by their total.

    Parameters
    ----------
    weights : int64[n]
        Positive; in ascending order it takes the least work.
    cells : int
        Totals from nought to one less are counted.
    modulus : int
        Counts are remainders of it, below ``2**63``; 0 for remainders of ``2**64``.

    Returns
    -------
    uint64[cells]
        Coalitions with each total.
    """
    p = np.uint64(modulus)
    table = np.zeros(cells, np.uint64)
    table[0] = 1
    top = 0
    for w in weights:
        top = min(top + w, cells - 1)
        high = top + 1
        while high > w:
            low = max(w, high - min(w, STRETCH))
            to = table[low:high]
            of = table[low - w : high - w]
            if modulus == 0:
                for k in range(to.size):
                    to[k] += of[k]
            else:
                for k in range(to.size):
                    sum_ = to[k] + of[k]
                    to[k] = sum_ - p if sum_ >= p else sum_
            high = low
    return table


@compiled
def counts_side_by_side(
    weights: NDArray[np.int64], cells: int, moduli: NDArray[np.uint64]
) -> NDArray[np.uint64]:
    """The same for several moduli at once, sooner where weights are small and many.

    Parameters
    ----------
    weights : int64[n]
        Positive, ascending.
    cells : int
        Totals from nought to one less.
    moduli : uint64[LANES]
        As for `counts`.

    Returns
    -------
    uint64[cells * LANES]
        All the remainders of each total together.

    Notes
    -----
    Small weights follow one another down the table, each so far behind that it reads nothing
    that is still to be written, and so near that what it reads is at hand.
    """
    table = np.zeros(cells * LANES, np.uint64)
    table[:LANES] = 1
    lanes = np.empty(STEP * LANES, np.uint64)
    for k in range(lanes.size):
        lanes[k] = moduli[k % LANES]
    behind = np.empty(weights.size, np.int64)
    top = 0
    first = 0
    while first < weights.size:
        last, reach = first + 1, weights[first]
        while last < weights.size and reach + weights[last] <= REACH:
            reach += weights[last]
            last += 1
        top = min(top + reach, cells - 1)
        behind[first:last] = top + 1
        front = top + 1
        while front > 0:
            front = max(0, front - STEP) if last - first > 1 else 0
            lag = 0
            for i in range(first, last):
                w = weights[i]
                lag += w if i > first else 0
                high = behind[i]
                until = max(w, front + lag if front else 0)
                behind[i] = min(high, until)
                while high > until:
                    low = max(until, high - min(w, STEP))
                    to = table[low * LANES : high * LANES]
                    of = table[(low - w) * LANES : (high - w) * LANES]
                    p = lanes[: to.size]
                    for k in range(to.size):
                        sum_ = to[k] + of[k]
                        to[k] = sum_ - p[k] if sum_ >= p[k] else sum_  # of 2**64, less nought
                    high = low
        first = last
    return table


@compiled
def running(table: NDArray[np.uint64], modulus: int) -> None:
    """Turn counts into counts of totals up to each, in place."""
    p = np.uint64(modulus)
    so_far = np.uint64(0)
    for k in range(table.size):
        so_far += table[k]
        if modulus and so_far >= p:
            so_far -= p
        table[k] = so_far


@compiled
def swings(upto: NDArray[np.uint64], weights: NDArray[np.int64], quota: int) -> NDArray[np.uint64]:
    """What gives the coalitions of the others that a voter of each weight is missing from.

    The voter is taken out of the counts again: a division by ``1 + x**w``, of which only the
    cells that matter are worked out. With F of the totals up to each, that is
    ``F(q - 1) - 2 F(q - 1 - w) + 2 F(q - 1 - 2 w) - …``.

    Parameters
    ----------
    upto : uint64[cells]
        Coalitions of all with totals up to each; at least the quota's number of cells.
    weights : int64[m]
        Positive.
    quota : int
        Positive.

    Returns
    -------
    uint64[m, 4]
        The sum of every other of the later terms, from the second on, in its upper and its lower
        32 bits, which cannot run over; and of the others likewise.
    """
    found = np.zeros((weights.size, 4), np.uint64)
    half, low = np.uint64(32), np.uint64(2**32 - 1)
    for i in range(weights.size):
        w = weights[i]
        upper, lower = np.uint64(0), np.uint64(0)
        for at in range(quota - 1 - 2 * w, -1, -2 * w):
            upper += upto[at] >> half
            lower += upto[at] & low
        found[i, 0], found[i, 1] = upper, lower
        upper, lower = np.uint64(0), np.uint64(0)
        for at in range(quota - 1 - w, -1, -2 * w):
            upper += upto[at] >> half
            lower += upto[at] & low
        found[i, 2], found[i, 3] = upper, lower
    return found


@compiled
def chances(
    weights: NDArray[np.int64], cells: int, ratio: float, scale: float
) -> NDArray[np.int64]:
    """The chance of each total up to a number, voters being for it independently.

    Parameters
    ----------
    weights : int64[n]
        Positive, ascending.
    cells : int
        Totals from nought to one less.
    ratio : float
        Chance that a voter is for it by the chance that it is not; at most one.
    scale : float
        What one is in the result, a power of two up to ``2**62``.

    Returns
    -------
    int64[cells]
        Chance of a total of at most each, times the scale; every cell is rounded by at most
        half a unit before it is added up.
    """
    table = np.zeros(cells, np.float64)
    table[0] = 1.0
    top = 0
    whole = 1.0
    for w in weights:
        top = min(top + w, cells - 1)
        high = top + 1
        while high > w:
            low = max(w, high - min(w, STRETCH))
            to = table[low:high]
            of = table[low - w : high - w]
            for k in range(to.size):
                to[k] += ratio * of[k]
            high = low
        whole *= 1.0 + ratio  # what all cells come to, were there room for all
        if whole > 2.0**512:
            for k in range(top + 1):
                table[k] *= 2.0**-512
            whole *= 2.0**-512
    unit = scale / whole
    upto = np.empty(cells, np.int64)
    so_far = np.int64(0)
    for k in range(cells):
        so_far += np.int64(np.rint(table[k] * unit))
        upto[k] = so_far
    return upto


@compiled
def tips(
    upto: NDArray[np.int64],
    weights: NDArray[np.int64],
    quota: int,
    ratio: float,
    scale: float,
) -> NDArray[np.float64]:
    """The chance that a voter of each weight tips the outcome.

    Parameters
    ----------
    upto : int64[cells]
        As `chances` gives them.
    weights : int64[m]
        Positive.
    quota : int
        At most the number of cells.
    ratio, scale : float
        As for `chances`.

    Returns
    -------
    float64[m]
        Chances.
    """
    found = np.zeros(weights.size, np.float64)
    log = np.log(ratio)
    for i in range(weights.size):
        w = weights[i]
        total, lost = 0.0, 0.0  # what rounding loses of the total is kept beside it
        factor = 1.0
        at = quota - 1
        step = 0
        while at >= 0:
            mass = upto[at] - (upto[at - w] if at >= w else np.int64(0))
            if step % 64 == 0 and step:
                factor = np.exp(step * log)
                if factor < 1e-40:
                    break
            term = factor * np.float64(mass)
            if step % 2:
                term = -term
            new = total + term
            lost += (total - new) + term if abs(total) >= abs(term) else (term - new) + total
            total = new
            factor *= ratio
            at -= w
            step += 1
        found[i] = (total + lost) * (1.0 + ratio) / scale
    return found


@compiled
def evaluated(weights: NDArray[np.int64], cells: int, point: int, prime: int) -> NDArray[np.int64]:
    """The coalitions by their total, each counted as a point to the power of its members.

    Parameters
    ----------
    weights : int64[n]
        Positive, ascending.
    cells : int
        Totals from nought to one less.
    point, prime : int
        The prime below ``2**26``, so that floats hold every product; the point below it.

    Returns
    -------
    int64[cells]
        Of totals up to each; remainders of the prime.
    """
    p = float(prime)
    y = float(point)
    inverse = 1.0 / p
    table = np.zeros(cells, np.float64)
    table[0] = 1.0
    top = 0
    for w in weights:
        top = min(top + w, cells - 1)
        high = top + 1
        while high > w:
            low = max(w, high - min(w, STRETCH))
            to = table[low:high]
            of = table[low - w : high - w]
            for k in range(to.size):
                times = y * of[k]
                sum_ = to[k] + (times - np.floor(times * inverse) * p)
                # the quotient may be off by one, the remainder by as much as the prime
                sum_ = sum_ - p if sum_ >= p else sum_
                to[k] = sum_ + p if sum_ < 0.0 else sum_
            high = low
    upto = np.empty(cells, np.int64)
    so_far = np.int64(0)
    for k in range(cells):
        so_far = (so_far + np.int64(table[k])) % prime
        upto[k] = so_far
    return upto


@compiled
def tipped(
    upto: NDArray[np.int64], weights: NDArray[np.int64], quota: int, point: int, prime: int
) -> NDArray[np.int64]:
    """The swings of a voter of each weight, counted likewise.

    Parameters
    ----------
    upto : int64[cells]
        As `evaluated` gives them.
    weights : int64[m]
        Positive.
    quota : int
        At most the number of cells.
    point, prime : int
        As for `evaluated`.

    Returns
    -------
    int64[m]
        Remainders of the prime.
    """
    found = np.zeros(weights.size, np.int64)
    for i in range(weights.size):
        w = weights[i]
        total = np.int64(0)
        factor = np.int64(1)
        at = quota - 1
        while at >= 0:
            mass = upto[at] - (upto[at - w] if at >= w else 0) + prime
            total = (total + factor * (mass % prime)) % prime
            factor = (prime - point) * factor % prime
            at -= w
        found[i] = total
    return found
