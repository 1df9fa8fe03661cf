"""Words of BODS 0.2 and 0.3, and slips often met, in the words of 0.4.

References
----------
Open Ownership (2024). Beneficial Ownership Data Standard: ChangeLog, 0.2 to 0.4.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "entityStatement": "entity",
    "personStatement": "person",
    "ownershipOrControlStatement": "relationship",
}

KEYS: Mapping[str, str] = {  # of one object, to be renamed where they stand
    "statementID": "statementId",
    "incorporatedInJurisdiction": "jurisdiction",
    "componentStatementIDs": "componentRecords",
    "interestLevel": "directOrIndirect",
    "unspecifiedReason": "reason",
    "pepStatusDetails": "details",
}

CODES: Mapping[str, str] = {  # beside those that only lose their hyphens
    "influence-or-control": "otherInfluenceOrControl",
    "other-influence-or-control-of-trust": "otherInfluenceOrControl",
    "otherInfluenceOrControlOfTrust": "otherInfluenceOrControl",
    "rights-to-surplus-assets": "rightsToSurplusAssetsOnDissolution",
    "settlor-of-trust": "settlor",
    "trustee-of-trust": "trustee",
    "protector-of-trust": "protector",
    "beneficiary-of-trust": "beneficiaryOfLegalArrangement",
    "beneficiaryOfTrust": "beneficiaryOfLegalArrangement",
    "individual": "legal",
    "alias": "alternative",
    "aka": "alternative",
    "nick": "alternative",
    "home": "residence",
}

_HYPHEN = re.compile(r"-([a-z])")


def code(old: str) -> str:
    """Give a code in the words of 0.4.

    Examples
    --------
    >>> code("voting-rights"), code("settlor-of-trust"), code("shareholding")
    ('votingRights', 'settlor', 'shareholding')
    """
    return CODES.get(old) or _HYPHEN.sub(lambda found: found[1].upper(), old)
