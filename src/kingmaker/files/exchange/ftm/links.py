"""Entities of FollowTheMoney that say who holds what of whom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from pydantic import ValidationError

from kingmaker.files.exchange.ftm.entities import Entity, day
from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.names import name_of
from kingmaker.files.exchange.percentages import percentage
from kingmaker.files.exchange.told import named
from kingmaker.model import RIGHTS, Holding, Portion
from kingmaker.model.portions import UNKNOWN

ENDS: dict[str, tuple[str, str]] = {
    "Ownership": ("owner", "asset"),
    "Directorship": ("director", "organization"),
}
"""By schema, the properties that say who holds, and of whom."""

NO_HOLDINGS: dict[str, str] = {
    "Membership": "who is a member does not thereby hold anything",
    "Employment": "who is employed does not thereby hold anything",
    "Representation": "who represents another does not thereby hold anything",
    "UnknownLink": "what the link is, is not said",
    "Family": "a tie between people is no holding",
    "Associate": "a tie between people is no holding",
    "Succession": "which party follows another is not carried",
    "Occupancy": "an office held is not carried",
    "Sanction": "whether a party is on a list is read from its topics",
    "Address": "addresses are not carried",
    "Identification": "papers are not carried",
    "Passport": "papers are not carried",
    "Position": "an office is no party",
}
"""Why entities of other schemas are not carried."""

_RIGHTS: dict[str, str] = {
    **{right: right for right in RIGHTS},
    **dict.fromkeys(("shareholder", "shareholding", "owner", "ownership", "shares"), "economic"),
    **dict.fromkeys(("voting rights", "voting right", "voting", "vote"), "votes"),
}
_BENEFICIAL = ("beneficial owner", "ultimate beneficial owner", "ubo")
_STATUSES = ("stated", "disputed", "withdrawn", "superseded")
_LINKS = {"direct": "direct", "indirect": "indirect"}
_CHAIR = ("chair", "chairman", "chairwoman", "chairperson", "chairman of the board")
_SEAT = ("director", "board member", "member of the board", "non-executive director",
         "executive director", "independent director", "board of directors", "seat")  # fmt: skip
_MOST_PAIRS = 100
_READ = frozenset(
    ("role", "status", "startDate", "endDate", "date", "retrievedAt", "summary", "description",
     "percentage", "sharesCount", "sharesType", "ownershipType"),
)  # fmt: skip


def holdings(entity: Entity, account: Account) -> Iterator[tuple[str, Holding]]:
    """What an entity says is held, by name; nothing, and told as refused, if it says nothing."""
    ends = ENDS[entity.schema]
    holders, subjects = ([name_of(who) for who in entity.all(end)] for end in ends)
    pairs = [(h, s) for h, s in product(holders, subjects) if h != s or len(holders) == 1]
    if not pairs:
        account.refuse(f"it names no {ends[0] if not holders else ends[1]}")
        return
    if len(pairs) > _MOST_PAIRS:
        account.refuse(f"it names more than {_MOST_PAIRS} pairs of parties")
        return
    words: dict[str, Any] = {
        "link": "unspecified",
        "from": day(entity, account, "startDate"),
        "until": day(entity, account, "endDate"),
        "retrieved": day(entity, account, "retrievedAt"),
        "source": entity.sources,
        "note": entity.first("summary"),
        "wording": entity.first("description"),
    }
    if entity.first("date"):
        account.read_as("properties.date", "taken for the day it was said", entity.first("date"))
        words["declared"] = day(entity, account, "date")
    _status(entity, words, account)
    (_owned if entity.schema == "Ownership" else _seated)(entity, words, account)
    if len(pairs) > 1 and words.get("share") not in (None, UNKNOWN):
        account.lose("properties.percentage", "several hold it, and how much each is not said",
                     entity.first("percentage"))  # fmt: skip
        words["share"] = UNKNOWN
    for name, values in entity.properties.items():
        if name not in _READ and name not in ends:
            account.lose(f"properties.{name}", "no holding has it", "; ".join(values))
    try:
        told = [Holding.model_validate({**words, "holder": h, "in": s}) for h, s in pairs]
    except ValidationError as error:
        account.refuse("what it says does not fit together", error.errors()[0]["msg"])
        return
    name = name_of(entity.id)
    for number, holding in enumerate(told, 1):
        yield name if len(told) == 1 else named(name, str(number)), holding


def _status(entity: Entity, words: dict[str, Any], account: Account) -> None:
    for text in entity.all("status"):
        if text.casefold() in _STATUSES and "status" not in words:
            words["status"] = text.casefold()
        else:
            account.lose("properties.status", "free text, and none of our words", text)


def _owned(entity: Entity, words: dict[str, Any], account: Account) -> None:
    words["share"] = _share(entity, words, account)
    for text in entity.all("role"):
        plain = text.casefold()
        if plain in _BENEFICIAL:
            words["beneficial"] = True
        elif plain in _RIGHTS and words.setdefault("right", _RIGHTS[plain]) == _RIGHTS[plain]:
            continue
        else:
            account.lose("properties.role", "free text, and none of our words", text)
    for text in entity.all("ownershipType"):
        plain = text.casefold()
        if plain == "beneficial":
            words["beneficial"] = True
        elif plain in _LINKS and words["link"] in ("unspecified", _LINKS[plain]):
            words["link"] = _LINKS[plain]
        else:
            account.lose("properties.ownershipType", "free text, and none of our words", text)
    if count := entity.first("sharesCount"):
        # as shares of a class they would be a part of all that are held, and so perhaps of it all
        why = "how many shares there are in all is not told, and no part follows"
        account.lose("properties.sharesCount", why, count)
    if kind := entity.first("sharesType"):
        account.lose("properties.sharesType", "free text, and no class of shares", kind)


def _share(entity: Entity, words: dict[str, Any], account: Account) -> Portion | None:
    texts = entity.all("percentage")
    if not texts:
        return None
    found = [percentage(text) for text in texts]
    told = {reading.portion for reading in found if reading is not None}
    if None in found or len(told) > 1:
        why = "no part that can be read" if None in found else "several parts are told"
        account.lose("properties.percentage", why, "; ".join(texts))
        words["wording"] = words["wording"] or "; ".join(texts)
        return UNKNOWN
    if any(reading.doubtful for reading in found if reading):
        why = "a number up to 1 may be a part or a percentage; between the two is taken"
        account.read_as("properties.percentage", why, texts[0])
    return told.pop()


def _seated(entity: Entity, words: dict[str, Any], account: Account) -> None:
    roles = entity.all("role")
    plain = [role.casefold() for role in roles]
    if any(role in _CHAIR for role in plain):
        words["right"] = "chair"
    elif any(role in _SEAT for role in plain):
        words["right"] = "seat"
    else:
        words["right"] = "management"
        if "management" not in plain:
            why = "what a directorship is, is free text; management is taken"
            account.read_as("properties.role", why, "; ".join(roles))
    words["wording"] = words["wording"] or "; ".join(
        role for role in roles if role not in (words["right"], "management")
    )
