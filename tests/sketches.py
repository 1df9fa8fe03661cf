"""Random case files of few parties, with what they leave open, and decided in some way.

A sketch says of each company who holds it, within what bounds. A completion of it has a definite
share for each, from what these leave; whoever is not named is one of the parties, or nobody.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import assume
from hypothesis import strategies as st

import owned
import ownings
from kingmaker.engine.ownership.shares import UNKNOWN, Share

PEOPLE, COMPANIES = ("ann", "ben"), ("A", "B", "C")
PARTIES = (*PEOPLE, *COMPANIES)
GRID = 16
"""Definite shares are so many parts of the whole."""


@dataclass(frozen=True)
class Line:
    """One holding of a sketch."""

    holder: str
    subject: str
    share: Share = UNKNOWN
    right: str = "economic"
    joint: str = ""
    disputed: bool = False

    @property
    def text(self) -> str:
        said = f"holder: {self.holder}, in: {self.subject}, right: {self.right}"
        if self.right in ("economic", "votes", "appointment"):
            said += f", share: {owned.part(self.share)}"
        said += f", joint: {self.joint}" if self.joint else ""
        return said + (", status: disputed" if self.disputed else "")


def written(lines, more: str = ""):
    parties = {
        **dict.fromkeys(PEOPLE, "{}"), **dict.fromkeys(COMPANIES, "{kind: organisation}"),
        "u": "{kind: unspecified, reason: unknown}",
    }  # fmt: skip
    return owned.case(parties, *(line.text for line in lines), more=more)


def points(share: Share) -> list[Fraction]:
    """The definite shares within bounds, on a grid."""
    return [
        Fraction(n, GRID)
        for n in range(GRID + 1)
        if share.within(Share.exactly(Fraction(n, GRID))) is not None
    ]


@st.composite
def sketches(draw, exact: bool = False, others: bool = True) -> list[Line]:
    """Few holdings, most of them of capital, of which definite shares are possible."""
    lines: list[Line] = []
    for subject in COMPANIES:
        rights = ["economic", draw(st.sampled_from(["economic", "votes", "appointment"]))]
        for right in dict.fromkeys(rights if others else rights[:1]):
            holders = draw(
                st.lists(st.sampled_from((*PARTIES, "u")), max_size=3, unique=True)
                if others
                else st.lists(st.sampled_from(PARTIES), max_size=3, unique=True)
            )
            left = GRID
            for holder in holders:
                if right != "economic" and holder == subject:
                    continue  # what a company votes of itself is silent, and is seen elsewhere
                share = draw(ownings.shares(open_=True))
                if exact:
                    share = Share.exactly(Fraction(draw(st.integers(0, left)), GRID))
                least = min(points(share), default=None)
                if least is None or least * GRID > left:
                    continue
                left -= int(least * GRID)
                disputed = others and draw(st.integers(0, 5)) == 0
                joint = others and holder in PEOPLE and draw(st.integers(0, 4)) == 0
                line = Line(holder, subject, share, right, disputed=disputed)
                if joint and not {"ann", "ben"} <= set(holders):
                    line = replace(line, joint=f"j{subject}{right[0]}")
                    lines.append(replace(line, holder="ben" if holder == "ann" else "ann"))
                lines.append(line)
        if others and draw(st.integers(0, 7)) == 0:
            rights = ["influence"]
            if not any(line.subject == subject for line in lines):  # else what votes is open
                rights += ["control", "trustee"]
            holder = draw(st.sampled_from(PARTIES))
            if holder != subject:
                right, disputed = draw(st.sampled_from(rights)), draw(st.booleans())
                lines.append(Line(holder, subject, right=right, disputed=disputed))
    return lines


@st.composite
def completions(draw, lines: list[Line]) -> list[Line]:
    """What one sketch leaves open, decided."""
    found: list[Line] = []
    left: dict[tuple[str, str], Fraction] = {}
    joint: dict[str, Line] = {}
    who = draw(st.sampled_from((*PARTIES, "nobody")))
    for line in lines:
        column = line.subject, line.right
        if line.right not in ("economic", "votes", "appointment"):
            if not line.disputed or draw(st.booleans()):
                found.append(replace(line, disputed=False))
            continue
        if line.joint and line.joint in joint:
            found.append(replace(joint[line.joint], holder=line.holder))
            continue
        gone = line.disputed and draw(st.booleans())
        have = left.setdefault(column, Fraction(1))
        later = [
            min(points(other.share))
            for other in lines[lines.index(line) + 1 :]
            if (other.subject, other.right) == column
            and not other.disputed
            and not (other.joint and (other.joint == line.joint or other.joint in joint))
        ]
        choice = [p for p in points(line.share) if p <= have - sum(later, Fraction(0))]
        if not choice:
            assume(not line.disputed)
            choice = [min(points(line.share))]
        share = Fraction(0) if gone else draw(st.sampled_from(choice))
        left[column] = have - share
        definite = replace(line, share=Share.exactly(share), disputed=False)
        if line.holder == "u":
            if who in ("nobody", line.subject):
                continue
            definite = replace(definite, holder=who)
        if line.joint:
            joint[line.joint] = definite
        found.append(definite)
    for column in left:
        total = sum(
            (line.share.low for line in once_each(found) if (line.subject, line.right) == column),
            Fraction(0),
        )
        assume(total <= 1)
    return found


def once_each(lines):
    """Of those who hold together, one."""
    seen: set[str] = set()
    for line in lines:
        if not line.joint or line.joint not in seen:
            seen.add(line.joint)
            yield line


@st.composite
def chains(draw) -> list[Line]:
    """Holdings that often lead from the first party to the last company."""
    parts = [Share.exactly(Fraction(n, 10)) for n in (3, 4, 6)]
    parts += [
        Share(Fraction(1, 2), Fraction(3, 5), low_open=True),
        Share(Fraction(1, 5), Fraction(2, 5)),
    ]
    lines = []
    for subject in COMPANIES:
        holders = st.sampled_from([p for p in PARTIES if p not in ("ben", subject)])
        if draw(st.integers(0, 4)) == 0:
            lines.append(Line(draw(holders), subject, right="control"))
            continue
        several = draw(st.lists(holders, min_size=1, max_size=3, unique=True))
        lines += [Line(holder, subject, draw(st.sampled_from(parts))) for holder in several]
    return lines
