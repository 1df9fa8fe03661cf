"""The company, its stakeholders and its classes of stock."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.ocf.package import Object
from kingmaker.model import Party, ShareClass, When
from kingmaker.model.values import number

MONEY = "money and terms are not carried"
_CONTACT = "ways to reach a party are not carried"
_WHY: dict[str, str] = {
    **dict.fromkeys(("primary_contact", "contact_info", "addresses", "address", "email", "phone"),
                    _CONTACT),
    **dict.fromkeys(("par_value", "price_per_share", "seniority", "participation_cap_multiple",
                     "liquidation_preference_multiple", "share_price", "cost_basis", "price",
                     "exercise_price", "base_price", "purchase_price", "investment_amount",
                     "release_price", "consideration_text"), MONEY),
    **dict.fromkeys(("vesting_terms_id", "vestings"), "vesting is not carried"),
    **dict.fromkeys(("initial_shares_authorized",), "shares that may be issued are not issued"),
    **dict.fromkeys(("board_approval_date", "stockholder_approval_date"),
                    "who approved it when is not carried"),
    "conversion_rights": "a right to convert at will is not a turn on a transfer",
}  # fmt: skip


def text(told: Object, word: str) -> str:
    """A text under a word; nothing if there is none."""
    value = told.get(word)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip()


def quantity(told: Object, word: str) -> Fraction | None:
    """A number that is not negative; None if there is none that can be read."""
    try:
        return number(text(told, word))
    except ValueError:
        return None


def day(told: Object, word: str, account: Account | None = None) -> When | None:
    """A day; None, and told to be lost, if there is none that can be read."""
    value = text(told, word)
    if not value:
        return None
    try:
        return When(value.partition("T")[0])
    except ValueError:
        if account is not None:
            account.lose(word, "no day", value)
        return None


def lose(told: Object, read: frozenset[str], account: Account) -> None:
    """Tell of every word that is not read."""
    for word, value in told.items():
        if word not in read and word not in ("id", "object_type") and value not in (None, "", []):
            account.lose(word, _WHY.get(word, "no place for it"), _brief(word, value))


def _brief(word: str, value: object) -> object:
    return "" if _WHY.get(word) == _CONTACT else value


def issuer(told: Object, account: Account) -> Party:
    """The company."""
    read = {"legal_name", "dba", "formation_date", "tax_ids", "comments"}
    read |= {"country_of_formation", "country_subdivision_of_formation"}
    land = text(told, "country_of_formation").upper()
    part = text(told, "country_subdivision_of_formation").upper()
    dba = text(told, "dba")
    found = Party(
        kind="organisation",
        label=text(told, "legal_name"),
        names=(dba,) if dba else (),
        founded=day(told, "formation_date", account),
        jurisdiction=f"{land}-{part}" if land and part else land,
        identifiers=_tax_numbers(told, account),
        note=_comments(told),
    )
    lose(told, frozenset(read), account)
    return found


def stakeholder(told: Object, account: Account) -> Party:
    """Somebody who holds, or may hold."""
    name = told.get("name")
    label = text(cast("Object", name), "legal_name") if isinstance(name, dict) else ""
    kind = text(told, "stakeholder_type")
    person = kind != "INSTITUTION"
    if kind not in ("INDIVIDUAL", "INSTITUTION"):
        account.read_as("stakeholder_type", "not told or not known; a person is taken", kind)
    roles = told.get("current_relationships")
    several = cast("list[Any]", roles) if isinstance(roles, list) else []
    several = several or [text(told, "current_relationship")]
    words = [str(role).lower().replace("_", " ") for role in several if role]
    if person and told.get("tax_ids"):
        account.lose("tax_ids", "numbers of a person's papers are not carried")
    found = Party(
        kind="person" if person else "organisation",
        label=label or text(told, "name"),
        role=", ".join(words),
        identifiers={} if person else _tax_numbers(told, account),
        note=_comments(told),
    )
    read = {"name", "stakeholder_type", "current_relationships", "current_relationship"}
    lose(told, frozenset((*read, "tax_ids", "comments")), account)
    return found


def stock_class(
    told: Object, issuer: str, issued: Fraction | None, account: Account
) -> ShareClass:
    """A class of stock.

    Parameters
    ----------
    told : dict
        As the package has it.
    issuer : str
        The company, by its name.
    issued : Fraction or None
        How many there are; None for as many as are held.
    account : Account
        Is told what is lost.
    """
    votes = quantity(told, "votes_per_share")
    if votes is None:
        why = "not told or no number; one vote a share is taken"
        account.read_as("votes_per_share", why, told.get("votes_per_share", ""))
        votes = Fraction(1)
    kind = text(told, "class_type").lower()
    lose(
        told,
        frozenset(("name", "votes_per_share", "class_type", "default_id_prefix", "comments")),
        account,
    )
    note = "; ".join(filter(None, (kind, _comments(told))))
    return ShareClass(of=issuer, label=text(told, "name"), votes=votes, issued=issued, note=note)


def _comments(told: Object) -> str:
    comments = told.get("comments")
    several = cast("list[Any]", comments) if isinstance(comments, list) else []
    return "; ".join(comment for comment in several if isinstance(comment, str) and comment)


def _tax_numbers(told: Object, account: Account) -> dict[str, str]:
    """By scheme, the numbers under which a party pays tax."""
    found: dict[str, str] = {}
    numbers = told.get("tax_ids")
    for entry in cast("list[Any]", numbers) if isinstance(numbers, list) else []:
        one = cast("Object", entry) if isinstance(entry, dict) else {}
        land, value = text(one, "country").upper(), text(one, "tax_id")
        scheme = f"{land}-TAX" if land else "TAX"
        if value and scheme not in found:
            found[scheme] = value
        elif value:
            account.lose("tax_ids", "one number of a country is carried", value)
    return found
