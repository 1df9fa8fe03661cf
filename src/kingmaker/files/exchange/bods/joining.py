"""What several hold together, as BODS has it: an arrangement of theirs holds it.

To write the whole part for each of them would count it as often as there are holders.

References
----------
Open Ownership (2024). Beneficial Ownership Data Standard 0.4: Representing joint ownership.
"""

from __future__ import annotations

from collections.abc import Mapping

from kingmaker.files.bods import Interest
from kingmaker.files.exchange.bods.gathering import Gathered
from kingmaker.files.exchange.bods.stating import is_filed, subject_of
from kingmaker.files.exchange.bods.words import TYPES
from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.told import named
from kingmaker.model import Holding, Party

_OWN = ("holder", "label", "note", "source", "beneficial", "declared", "retrieved")
"""In which those who hold one part together may differ."""


def joined(case: Gathered, account: Account) -> None:
    """Let arrangements hold what several hold together.

    Parameters
    ----------
    case : Gathered
        Is changed: there are new parties, and other holdings. What is held in part only
        together, or by codes of a register that say so, stays as it is.
    account : Account
        Is told of each holding that is written otherwise.
    """
    summed = {part for holding in case.holdings.values() for part in holding.parts}
    blocks: dict[tuple[str, str], dict[str, Holding]] = {}
    for name, holding in case.holdings.items():
        subject = subject_of(holding, case.classes)
        if holding.joint and subject and not _filed(holding):
            blocks.setdefault((subject, holding.joint), {})[name] = holding
    for (subject, joint), held in blocks.items():
        if _alike(held, summed):
            _arrange(case, subject, joint, held, account)


def _filed(holding: Holding) -> bool:
    share = holding.right in TYPES and holding.wording
    return bool(share) and is_filed(
        holding, Interest(type=TYPES[holding.right], details=holding.wording)
    )


def _alike(held: Mapping[str, Holding], summed: set[str]) -> bool:
    """Whether the same is held by each of several, and stands by itself."""
    by_holder: dict[str, list[dict[str, object]]] = {}
    for holding in held.values():
        what = {key: value for key, value in holding if key not in _OWN}
        by_holder.setdefault(holding.holder, []).append(what)
    first = next(iter(by_holder.values()))
    alone = not any(holding.parts or holding.status != "stated" for holding in held.values())
    each = all(_equal(first, other) for other in by_holder.values())
    return len(by_holder) > 1 and alone and each and summed.isdisjoint(held)


def _equal(first: list[dict[str, object]], other: list[dict[str, object]]) -> bool:
    return len(first) == len(other) and all(what in other for what in first)


def _arrange(
    case: Gathered, subject: str, joint: str, held: Mapping[str, Holding], account: Account
) -> None:
    name = named(subject, "jointly", joint)
    while name in case.parties:
        name = named(name, "jointly")
    cited = next(iter(held.values())).source
    case.parties[name] = Party(kind="arrangement", form="joint holding", label=joint, source=cited)
    first = next(iter(held.values())).holder
    members: dict[str, None] = {}
    for held_name, holding in held.items():
        account.written(
            held_name, "joint", "an arrangement of those who hold it is written", joint
        )
        del case.holdings[held_name]
        if holding.holder == first:
            changed = {"holder": name, "joint": "", "beneficial": None}
            case.holdings[held_name] = holding.model_copy(update=changed)
        if holding.holder not in members:
            members[holding.holder] = None
            case.holdings[f"{name}-{holding.holder}-unknown"] = _member(name, joint, holding)


def _member(arrangement: str, joint: str, holding: Holding) -> Holding:
    """The part of one holder in an arrangement."""
    kept = ("holder", "start", "until", "declared", "source", "retrieved", "beneficial")
    said = {key: getattr(holding, key) for key in kept}
    part = Holding.model_validate(
        {"holder": holding.holder, "in": arrangement, "right": "unknown"}
    )
    return part.model_copy(update={**said, "wording": f"holds jointly: {joint}"})
