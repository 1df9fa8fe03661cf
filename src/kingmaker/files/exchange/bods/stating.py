"""Holdings of a case as interests of BODS, but for their days."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from kingmaker.files.bods import Interest, Share
from kingmaker.files.bods.fields import fraction, percentage
from kingmaker.files.exchange.bods.filed import filed
from kingmaker.files.exchange.bods.words import DIRECT, NEAREST, TYPES
from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.percentages import rounded
from kingmaker.model import Holding, Portion, ShareClass
from kingmaker.model.portions import UNKNOWN


def subject_of(holding: Holding, classes: Mapping[str, ShareClass]) -> str | None:
    """The party of which something is held; None if the case does not say."""
    if holding.issuer is not None:
        return holding.issuer
    kind = classes.get(holding.share_class or "")
    return kind.of if kind else None


def interest(
    name: str,
    holding: Holding,
    classes: Mapping[str, ShareClass],
    account: Account,
    *,
    person: bool,
) -> Interest | None:
    """Give the interest that a holding is, without its days.

    Parameters
    ----------
    name : str
        Of the holding in the case.
    holding : Holding
        Itself.
    classes : mapping of str to ShareClass
        The classes of shares of the case.
    account : Account
        Is told what cannot be written.
    person : bool
        Whether the holder can be a beneficial owner: a person, or nobody who is named.

    Returns
    -------
    Interest or None
        None if all that is known is that something is held.
    """
    words = [holding.wording] if holding.wording else []
    if holding.right in NEAREST:
        words.append(holding.right)
        account.written(name, "right", f"written as {NEAREST[holding.right]}", holding.right)
    share = holding.share
    if holding.share_class is not None:
        number = "" if holding.shares is None else f"{_plain(holding.shares)} shares of "
        words.append(f"{number}class {holding.share_class}")
        share = share or _of_capital(holding, classes)
        why = "BODS knows no classes of shares: written as a part of the capital, votes are not"
        account.written(name, "class", why, words[-1])
    beneficial = holding.beneficial
    if beneficial and not person:
        why = "in BODS a beneficial owner is a person"
        account.written(name, "beneficial", why, holding.holder)
        beneficial = None
    bare = Interest(
        type=TYPES.get(holding.right) or NEAREST[holding.right],
        direct=DIRECT[holding.link],
        beneficial=beneficial,
        details="; ".join(words) or None,
        share=_share(name, share, account),
    )
    words += _capacity(name, holding, bare, account)
    if bare == _NOT_SAID and not words and not (holding.start or holding.until):
        return None
    return _with(bare, words)


_NOT_SAID = Interest(type="unknownInterest", direct="unknown")


def _with(bare: Interest, words: list[str]) -> Interest:
    return Interest(
        type=bare.type,
        direct=bare.direct,
        beneficial=bare.beneficial,
        details="; ".join(words) or None,
        share=bare.share,
    )


def _capacity(name: str, holding: Holding, bare: Interest, account: Account) -> list[str]:
    """How it is held, in words, unless the register's code in the details says so."""
    if is_filed(holding, bare):
        return []
    told: list[str] = []
    if holding.capacity != "own":
        told.append(f"held as {holding.capacity}")
        account.written(name, "as", "written in the details only", holding.capacity)
    if holding.behalf:
        told.append(f"held for {holding.behalf}")
        account.written(name, "for", "written in the details only", holding.behalf)
    if holding.joint:
        told.append(f"held jointly: {holding.joint}")
        why = "what is held jointly is written in full for each of those who hold it"
        account.written(name, "joint", why, holding.joint)
    return told


def is_filed(holding: Holding, bare: Interest) -> bool:
    """Whether the register's code in the details says how a holding is held."""
    code = filed(bare, 0).nature
    return bool(code and code.capacity == holding.capacity != "own" and not holding.behalf)


def _of_capital(holding: Holding, classes: Mapping[str, ShareClass]) -> Portion | None:
    """The part of the capital, if the company has no other class and it is known how many."""
    kind = classes.get(holding.share_class or "")
    if kind is None or not kind.issued or holding.shares is None or holding.shares > kind.issued:
        return None
    if sum(other.of == kind.of for other in classes.values()) > 1:
        return None
    exact = holding.shares / kind.issued
    return Portion(exact, exact)


def _share(name: str, share: Portion | None, account: Account) -> Share | None:
    """Give a part of a whole in percent; one that no decimal ends at lies between two."""
    if share is None or share == UNKNOWN:
        return None
    if any(fraction(percentage(end)) != end for end in (share.low, share.high)):
        account.written(name, "share", "no decimal is equal to it: the bounds around it", share)
        share = rounded(share)
    if share.exact is not None:
        return Share(exact=share.exact)
    return Share(
        minimum=None if share.low_open else share.low,
        exclusive_minimum=share.low if share.low_open else None,
        maximum=None if share.high_open else share.high,
        exclusive_maximum=share.high if share.high_open else None,
    )


def _plain(number: Fraction) -> str:
    return f"{number.numerator:,}" if number.denominator == 1 else str(number)
