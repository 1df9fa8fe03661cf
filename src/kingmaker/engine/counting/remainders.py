"""Large numbers from their remainders: moduli that are prime, and the Chinese remainder theorem.

A count that has too many digits for machine integers is made once for each of several moduli, and
put together at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import count, islice


@lru_cache(maxsize=64)
def remainders(bits: int) -> list[int]:
    """Moduli that tell apart the numbers of so many bits: 0 for 2**64, then primes below 2**63."""
    primes = (2**63 - k for k in count(25, 2) if is_prime(2**63 - k))
    return [0, *islice(primes, max(0, -(-(bits - 64) // 62)))]


def is_prime(number: int) -> bool:
    """Whether an odd number below 2**64 is a prime: Miller and Rabin, for certain."""
    if any(number % p == 0 for p in (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):
        return False
    odd = number - 1
    twos = (odd & -odd).bit_length() - 1
    odd >>= twos
    for base in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        power = pow(base, odd, number)
        if power in (1, number - 1):
            continue
        for _ in range(twos - 1):
            power = power * power % number
            if power == number - 1:
                break
        else:
            return False
    return True


class Combined:
    """Puts a number together from its remainders.

    Parameters
    ----------
    moduli : sequence of int
        Without a common factor; 0 stands for 2**64.
    """

    def __init__(self, moduli: Sequence[int]) -> None:
        self.moduli = [modulus or 1 << 64 for modulus in moduli]
        self.steps: list[tuple[int, int]] = []  # product of those before, and its inverse
        product = 1
        for modulus in self.moduli:
            self.steps.append((product, pow(product, -1, modulus)))
            product *= modulus

    def __call__(self, remainders: Sequence[int]) -> int:
        """The least number with these remainders."""
        found = 0
        for r, modulus, (product, inverse) in zip(
            remainders, self.moduli, self.steps, strict=True
        ):
            found += product * ((r - found) * inverse % modulus)
        return found
