"""Lines that name nobody: why a company has told of no holder, and exemptions from telling.

Such a line is told as a holding of some right by somebody who is not specified, with the reason.
"""

from __future__ import annotations

from typing import Any, cast

from kingmaker.files.exchange.psc.filing import Filing, Object, as_object, tidy
from kingmaker.files.exchange.told import Told
from kingmaker.model.parties import Reason

REASONS: dict[str, Reason] = {
    "no-individual-or-entity-with-signficant-control": "nobody",  # spelt so in the register
    "no-individual-or-entity-with-significant-control": "nobody",
    "psc-exists-but-not-identified": "cannot say",
    "psc-details-not-confirmed": "cannot say",
    "steps-to-find-psc-not-yet-completed": "cannot say",
    "awaiting-confirmation-from-psc": "cannot say",
    "psc-contacted-but-no-response": "withheld",
    "psc-has-failed-to-confirm-changed-details": "withheld",
    "restrictions-notice-issued-to-psc": "withheld",
    "no-beneficial-owner-identified": "cannot say",  # there may be none, or one who is not found
    "at-least-one-beneficial-owner-unidentified": "cannot say",
    "information-not-provided-for-at-least-one-beneficial-owner": "cannot say",
    "at-least-one-beneficial-owner-unidentified-and-information-not-provided-for-at-least-one-"
    "beneficial-owner": "cannot say",
}
"""By statement, why nobody is named. For partnerships they end otherwise."""

_COMPLETE = "says that all holders are told, and of none"
_PERIOD = "says what changed in a period, and of no holder"
OTHERS = {
    "all-beneficial-owners-identified": _COMPLETE,
    "nobody-has-become-or-ceased-to-be-a-beneficial-owner": _PERIOD,
    "somebody-has-become-or-ceased-to-be-a-beneficial-owner": _PERIOD,
    "no-change-beneficial-owner-relevant-period": _PERIOD,
    "change-beneficial-owner-relevant-period": _PERIOD,
    "no-trust-involved-relevant-period": _PERIOD,
    "trust-involved-relevant-period": _PERIOD,
    "no-change-beneficiary-relevant-period": _PERIOD,
    "change-beneficiary-relevant-period": _PERIOD,
}
"""By statement, why it is not told: it stands for no holder."""

_LINKED = "is about a holder who is told by another line: not told as one more"
_MOST = 100  # exemptions in one line


def statement(filing: Filing) -> list[Told]:
    """Tell why nobody is named."""
    code = filing.text("statement")
    if _linked(filing):
        filing.account.lose("statement", _LINKED, code)
        return []
    reason = REASONS.get(code.removesuffix("-partnership"))
    if reason is None:
        why = OTHERS.get(code)
        if why is not None:
            filing.account.lose("statement", why, code)
            return []
        why = "a statement that is not known: told as a holder who is not known"
        filing.account.lose("statement", why, code)
        reason = "unknown"
    span = filing.span()
    held = [] if span is None else [filing.holding(1, filing.name, _right(code), span)]
    return [filing.party(filing.name, {"kind": "unspecified", "reason": reason}), *held]


def _right(wording: str) -> Object:
    return {"right": "unknown", "link": "unspecified", "wording": wording}


def _linked(filing: Filing) -> bool:
    links = as_object(filing.data.get("links"))
    return bool(filing.data.get("linked_psc_name")) or any(
        key.startswith("person") for key in links
    )


def exemptions(filing: Filing) -> list[Told]:
    """Tell that a company need not tell, and since when."""
    all_told = [filing.party(filing.name, {"kind": "unspecified", "reason": "exempt"})]
    told: list[tuple[str, dict[str, Any]]] = []
    for key, value in filing.inner("exemptions").items():
        kind = filing.text("exemption_type", as_object(value), "exemptions.") or tidy(key[:_MOST])
        items: Any = as_object(value).get("items")
        listed = cast("list[object]", items) if isinstance(items, list) else []
        told.extend((kind, as_object(item)) for item in listed)
    if not told:
        filing.account.lose("exemptions", "no exemption is told with its days")
    if len(told) > _MOST:
        filing.account.lose("exemptions", f"more than {_MOST} in one line", len(told))
    for nth, (kind, item) in enumerate(told[:_MOST], 1):
        days = filing.day("exempt_from", item), filing.day("exempt_to", item)
        if (span := filing.between(*days, "exempt_to")) is not None:
            all_told.append(filing.holding(nth, filing.name, _right(kind), span))
    return all_told
