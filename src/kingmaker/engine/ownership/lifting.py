"""Exact solutions of linear equations over hundreds of unknowns, digit by digit to a prime base.

References
----------
Dixon, J. D. (1982). Exact solution of linear equations using p-adic expansions. Numerische
Mathematik 40, 137-141.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import isqrt, lcm
from typing import Any, TypeAlias

import numpy as np

Rows: TypeAlias = "Sequence[Mapping[int, Fraction]]"
"""For each of m unknowns the others it has a part of, by number from 0, and the part."""

PRIMES = (4_194_301, 4_194_287, 4_194_277)
"""Just below ``2**22``, so that 500 products of two add up without rounding."""

_EXACT_FLOAT = 1 << 53
_EXACT_WORD = 1 << 62
_ALONE = 1 << 18


class Unlucky(ArithmeticError):
    """The equations cannot be solved modulo any of the primes; perhaps not at all."""


def lifted(
    rows: Rows, sides: Sequence[Sequence[Fraction]], only: Sequence[int] | None = None
) -> list[list[Fraction]]:
    """Solve ``x = b + M x`` exactly.

    Parameters
    ----------
    rows : sequence of m mappings of int to Fraction
        The matrix M.
    sides : sequence of k sequences of m Fraction
        The b.
    only : sequence of k int
        The one unknown to tell for each b; all if it is not said.

    Returns
    -------
    k lists of m Fraction, or of one
        Each is the true one: the digits go on until, by Hadamard's bound on determinants, no
        other fraction agrees with them.

    Raises
    ------
    Unlucky
        If the matrix is singular modulo every prime.
    """
    size = len(rows)
    matrix = [[0] * size for _ in range(size)]
    scales = [lcm(*(part.denominator for part in row.values())) for row in rows]
    for i, row in enumerate(rows):
        matrix[i][i] = scales[i]
        for j, part in row.items():
            matrix[i][j] -= int(part * scales[i])
    units = [lcm(*(part.denominator for part in side)) for side in sides]
    right = [
        [int(part * unit) * scale for part, scale in zip(side, scales, strict=True)]
        for side, unit in zip(sides, units, strict=True)
    ]
    entries = np.array(matrix, dtype=object)
    for prime in PRIMES:
        inverse = _inverse(entries, prime)
        if inverse is not None:
            break
    else:
        raise Unlucky("the equations are singular")
    bound = _bound(matrix, right)
    columns = np.array(right, dtype=object).T
    picked = np.arange(size)[:, None] if only is None else np.array(only)[None, :]
    digits, modulus = _digits(entries, inverse, columns, picked, prime, bound)
    return [
        _fractions(digits[:, number], modulus, unit, bound) for number, unit in enumerate(units)
    ]


def _bound(matrix: list[list[int]], right: list[list[int]]) -> int:
    """More than the determinant, and the one with any column replaced by a right-hand side."""
    squares = 1
    for i, row in enumerate(matrix):
        largest = max(side[i] ** 2 for side in right)
        squares *= sum(value * value for value in row) + largest
    return isqrt(squares) + 1


def _inverse(matrix: Any, prime: int) -> Any | None:
    """The inverse modulo a prime, as floats that are whole numbers; None if it has none."""
    size = len(matrix)
    work = np.concatenate([(matrix % prime).astype(np.float64), np.eye(size)], axis=1)
    for k in range(size):
        candidates = np.flatnonzero(work[k:, k])
        if not len(candidates):
            return None
        pivot = k + int(candidates[0])
        if pivot != k:
            work[[k, pivot]] = work[[pivot, k]]
        work[k] = np.fmod(work[k] * float(pow(int(work[k, k]), -1, prime)), prime)
        others = np.flatnonzero(work[:, k])
        others = others[others != k]
        used = np.flatnonzero(work[k])
        block = np.ix_(others, used)
        work[block] = np.mod(work[block] - np.outer(work[others, k], work[k, used]), prime)
    return work[:, size:]


def _digits(
    matrix: Any, inverse: Any, right: Any, picked: Any, prime: int, bound: int
) -> tuple[Any, int]:
    """The solutions modulo so high a power of the prime that fractions below a bound show.

    Returns
    -------
    object[m, k] or object[1, k], int
        Whole numbers of those picked, and the power.
    """
    size = len(matrix)
    largest = int(np.abs(matrix).max())
    kind: Any = object
    for most, each in ((_EXACT_FLOAT, np.float64), (_EXACT_WORD, np.int64)):
        if size * largest * prime * 2 < most:
            kind = each
            break
    # products of two residues are summed in floats; blocks keep the sums below 2**53
    width = max(1, (_EXACT_FLOAT - 1) // (prime * prime))
    blocks = [slice(start, start + width) for start in range(0, size, width)]
    system = matrix.astype(kind)
    rest = right
    modulus = 1
    columns = np.arange(int(right.shape[1]))
    parts: list[Any] = []
    while modulus <= 2 * bound * bound:
        short = rest.dtype == object and kind is not object
        if short and int(np.abs(rest).max()) < size * largest * prime:
            rest = rest.astype(kind)
        residues = np.mod(rest, prime).astype(np.float64)
        digit = np.zeros(right.shape)
        for block in blocks:
            part = _times(inverse[:, block], residues[block])
            digit = np.mod(digit + np.mod(part, prime), prime)
        if rest.dtype == object:
            rest = (rest - matrix @ digit.astype(np.int64).astype(object)) // prime
        else:
            rest = (rest - _times(system, digit.astype(kind))) // prime
        parts.append(digit[picked, columns].astype(np.int64))
        modulus *= prime
    found: Any = np.zeros(parts[0].shape, dtype=object)
    for digit in reversed(parts):
        found = found * prime + digit.astype(object)
    return found, modulus


def _times(matrix: Any, right: Any) -> Any:
    """A product of matrices, in pieces too small to be shared among threads.

    These wait for one another, many times longer than they work where the machine is busy.
    """
    width = max(1, _ALONE // max(1, matrix.size))
    pieces = [matrix @ right[:, at : at + width] for at in range(0, right.shape[1], width)]
    return np.concatenate(pieces, axis=1)


def _fractions(digits: Any, modulus: int, unit: int, bound: int) -> list[Fraction]:
    """Fractions from what they are modulo a number; most have one denominator in common."""
    common = 1
    found: list[Fraction] = []
    for digit in digits:
        value = digit * common % modulus
        if value > modulus // 2:
            value -= modulus
        if abs(value) > bound:
            part, whole = _reconstructed(value % modulus, modulus, bound)
            common *= whole
            value = part
        found.append(Fraction(value, common * unit))
    return found


def _reconstructed(residue: int, modulus: int, bound: int) -> tuple[int, int]:
    """The fraction with no longer numerator that is so much modulo a number (Wang)."""
    before, now = modulus, residue
    first, second = 0, 1
    while now > bound:
        quotient = before // now
        before, now = now, before - quotient * now
        first, second = second, first - quotient * second
    return (now, second) if second > 0 else (-now, -second)
