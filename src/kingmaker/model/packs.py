"""Legal tests of who owns or controls a company, as data: thresholds, chains, joint holders.

A pack puts one text of law into tests that can be worked out. It is an aid to reading the law,
and no legal advice.
"""

from __future__ import annotations

from typing import Literal, Self, TypeAlias

from pydantic import Field, model_validator

from kingmaker.model.evidence import Noun, wrong
from kingmaker.model.holdings import DIVIDED, Right
from kingmaker.model.values import Date, Share, Truth

Finds: TypeAlias = Literal["beneficial owners", "sanctioned companies", "close links", "owners"]
"""What a pack is asked for."""

Passing: TypeAlias = Literal["multiplied", "majority stakes", "direct"]
"""How a share reaches those above its holder.

``multiplied``: links of a chain are multiplied, chains added; ``majority stakes``: all of it
passes to whoever has a majority stake in each link, and nothing to others; ``direct``: not at all.
"""

Kind: TypeAlias = Literal[
    "interest", "control", "control of an owner", "interest in a controller", "role",
    "last resort", "aggregate", "link",
]  # fmt: skip
"""What a test looks at.

``interest``: a share of a right; ``control``: of the company; ``control of an owner``: of those
who together hold a share directly; ``interest in a controller``: a share of one who controls it;
``role``: a right that is enough as it is; ``last resort``: a right that counts if nobody else is
found; ``aggregate``: what listed parties hold together, passed on by those who hold enough;
``link``: a share in one another, or a third party's in both.
"""


class LegalTest(Noun):
    """One way to be found by a pack."""

    kind: Kind
    label: str = Field(description="what it finds, in a few words")
    text: str = Field(description="article or paragraph")
    says: str = Field(description="what it asks for, in our words")
    rights: tuple[Right, ...] = ()
    more_than: Share | None = None
    at_least: Share | None = None
    passing: Passing = "multiplied"

    @model_validator(mode="after")
    def _threshold(self) -> Self:
        measured = self.kind not in ("control", "role", "last resort")
        if measured and (self.more_than is None) == (self.at_least is None):
            raise wrong("say more_than or at_least, one of the two, such as at_least: 25%")
        if not measured and (self.more_than is not None or self.at_least is not None):
            raise wrong(f"a test of {self.kind} has no threshold; take it out")
        divided = self.kind in ("interest", "aggregate", "control of an owner")
        for right in self.rights if divided else ():
            if right not in DIVIDED:
                raise wrong(f"{right!r} is not held in parts; known are {', '.join(DIVIDED)}")
        return self


class Controlling(Noun):
    """What a pack takes for control of a company."""

    votes_more_than: Share | None = None
    votes_at_least: Share | None = None
    capital_more_than: Share | None = Field(
        default=None, description="of the capital or the profits, what is control too"
    )
    board: Truth = Field(
        default=True, description="whether to appoint or remove most of the board is control"
    )
    certain: tuple[Right, ...] = Field(default=(), description="rights that are control")
    possible: tuple[Right, ...] = Field(
        default=(), description="rights that are control where they go far enough"
    )


class Pack(Noun):
    """A text of law as tests.

    Attributes
    ----------
    joint : str
        Whether each of those who hold together counts as holding all (``each``), or all of them
        only together (``together``).
    concert : bool
        Whether parties bound by one voting agreement count as holding what any of them holds.
    roles : str
        Whether each who has a part in a trust counts as holding what the trust holds (``each``);
        each trustee does, and the others may (``trustees``); or the trustees do, and only
        together (``together``).
    stops : bool
        Whether who holds only through legal entities that have to tell for themselves is left
        out.
    """

    format: int = Field(alias="kingmaker-pack", ge=1, le=1)
    title: str
    version: Date = Field(description="the day of the text")
    law: str = Field(description="the text it puts into tests")
    url: str = ""
    finds: Finds
    who: tuple[Literal["person", "organisation", "arrangement", "state"], ...] = ("person",)
    joint: Literal["each", "together"] = "together"
    concert: Truth = False
    roles: Literal["each", "trustees", "together"] = "together"
    stops: Truth = False
    options: Truth = Field(
        default=False, description="whether an option counts as used, however far it goes"
    )
    circles: str = Field(description="what the text says of circles, and what is done")
    control: Controlling = Controlling()
    tests: tuple[LegalTest, ...]
    notes: tuple[str, ...] = ()
