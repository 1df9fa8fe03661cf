"""Whole numbers of a hundred thousand bits and more, and fractions of them.

Python divides such numbers slowly; the multiple-precision library does not. What is short is
left to Python, so that nothing is loaded for a board of nine.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb
from typing import Any

LONG = 1 << 14
"""Bits from which on a number is left to the library."""


def library() -> Any:
    """The multiple-precision library; it comes without types."""
    import gmpy2  # pyright: ignore[reportMissingTypeStubs]

    return gmpy2


def ratio(part: int, whole: int) -> Fraction:
    """A fraction in lowest terms.

    Parameters
    ----------
    part, whole : int
        Of any length; the whole is positive.

    Examples
    --------
    >>> ratio(6, 4)
    Fraction(3, 2)
    """
    if max(part.bit_length(), whole.bit_length()) < LONG:
        return Fraction(part, whole)
    gmpy2 = library()
    shared = gmpy2.gcd(part, whole)
    return _coprime(int(gmpy2.divexact(part, shared)), int(gmpy2.divexact(whole, shared)))


def dyadic(part: int, bits: int) -> Fraction:
    """So many of ``2**bits``, in lowest terms.

    Examples
    --------
    >>> dyadic(6, 4)
    Fraction(3, 8)
    """
    if bits < LONG or not part:
        return Fraction(part, 1 << bits)
    twos = min(bits, (part & -part).bit_length() - 1)
    return _coprime(part >> twos, 1 << (bits - twos))


def _coprime(part: int, whole: int) -> Fraction:
    """A fraction of numbers without a common factor, taken as they are."""
    found = Fraction.__new__(Fraction)
    found._numerator = part  # pyright: ignore[reportAttributeAccessIssue]
    found._denominator = whole  # pyright: ignore[reportAttributeAccessIssue]
    return found


def choose(size: int, members: int) -> int:
    """A binomial coefficient, of any length."""
    return comb(size, members) if size < 2000 else int(library().comb(size, members))


def digits(number: int) -> str:
    """All digits of a number, however many.

    Examples
    --------
    >>> digits(-12)
    '-12'
    """
    return str(number) if number.bit_length() < LONG // 2 else library().mpz(number).digits()
