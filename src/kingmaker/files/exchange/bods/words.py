"""Words of BODS 0.4 and the words of a case for the same.

References
----------
Open Ownership (2024). Beneficial Ownership Data Standard 0.4: codelists interestType,
unspecifiedReason, entityType, entitySubtype, personType, directOrIndirect, sourceType.
"""

from __future__ import annotations

from collections.abc import Mapping

from kingmaker.model.holdings import Link, Right
from kingmaker.model.parties import Reason

RIGHTS: Mapping[str, Right] = {
    "shareholding": "economic",
    "votingRights": "votes",
    "appointmentOfBoard": "appointment",
    "otherInfluenceOrControl": "influence",
    "seniorManagingOfficial": "management",
    "settlor": "settlor",
    "trustee": "trustee",
    "protector": "protector",
    "beneficiaryOfLegalArrangement": "beneficiary",
    "rightsToSurplusAssetsOnDissolution": "surplus",
    "rightsToProfitOrIncome": "profit",
    "rightsGrantedByContract": "contract",
    "conditionalRightsGrantedByContract": "option",
    "controlViaCompanyRulesOrArticles": "articles",
    "controlByLegalFramework": "law",
    "boardMember": "seat",
    "boardChair": "chair",
    "unknownInterest": "unknown",
    "unpublishedInterest": "unpublished",
    "enjoymentAndUseOfAssets": "use",
    "rightToProfitOrIncomeFromAssets": "asset income",
    "nominee": "nominee",
    "nominator": "nominator",
}
"""The right that each type of interest is."""

TYPES: Mapping[Right, str] = {right: code for code, right in RIGHTS.items()}
"""The type of interest of each right that has one."""

NEAREST: Mapping[Right, str] = {
    "veto": "otherInfluenceOrControl",
    "control": "otherInfluenceOrControl",
}
"""The type of interest that comes nearest to a right which the standard does not know."""

LINKS: Mapping[str | None, Link] = {
    "direct": "direct",
    "indirect": "indirect",
    "unknown": "unspecified",
    None: "unspecified",
}
"""Whether others stand between, where an interest says so and where it does not."""

DIRECT: Mapping[Link, str] = {
    "direct": "direct",
    "indirect": "indirect",
    "unspecified": "unknown",
}  # fmt: skip

REASONS: Mapping[str, Reason] = {
    "noBeneficialOwners": "nobody",
    "subjectUnableToConfirmOrIdentifyBeneficialOwner": "cannot say",
    "interestedPartyHasNotProvidedInformation": "withheld",
    "subjectExemptFromDisclosure": "exempt",
    "interestedPartyExemptFromDisclosure": "holder exempt",
    "unknown": "unknown",
    "informationUnknownToPublisher": "publisher unaware",
}
"""Why nobody is named."""

WHY: Mapping[Reason, str] = {reason: code for code, reason in REASONS.items()}

HIDDEN: Mapping[str, str] = {
    "anonymousPerson": "anonymous person",
    "unknownPerson": "unknown person",
    "anonymousEntity": "anonymous entity",
    "unknownEntity": "unknown entity",
}
"""Kinds of parties that are not named, as their form."""

FORMS: Mapping[tuple[str, str | None], str] = {
    ("legalEntity", None): "legal entity",
    ("legalEntity", "trust"): "trust with legal personality",
    ("legalEntity", "other"): "other legal entity",
    ("registeredEntity", "other"): "other registered entity",
    ("arrangement", "trust"): "trust",
    ("arrangement", "nomination"): "nomination",
    ("arrangement", "other"): "other arrangement",
    ("stateBody", None): "state body",
    ("stateBody", "governmentDepartment"): "government department",
    ("stateBody", "stateAgency"): "state agency",
    ("stateBody", "other"): "other state body",
    ("state", "other"): "other state",
}
"""What the form of a party begins with, for a type of entity and its subtype."""

SOURCES: Mapping[str, str] = {
    "selfDeclaration": "self-declaration",
    "officialRegister": "official register",
    "thirdParty": "third party",
    "primaryResearch": "primary research",
    "verified": "verified",
}
"""Types of sources."""
