"""Every shipped pack of legal tests, from the files that the questions read."""

from __future__ import annotations

import re

from words import cell

from kingmaker.files.packs import shipped
from kingmaker.model.packs import Controlling, LegalTest, Pack
from kingmaker.model.values import plain

ASKED = {
    "beneficial owners": "kingmaker beneficial CASE COMPANY --pack {name}",
    "owners": "kingmaker beneficial CASE COMPANY --pack {name}",
    "close links": "kingmaker beneficial CASE COMPANY --pack {name}",
    "sanctioned companies": "kingmaker screen CASE --listed PARTY --pack {name}",
}
"""The command that takes a pack, by what it finds."""

PASSING = {
    "multiplied": "links multiplied, chains added",
    "majority stakes": "passed on whole by majority stakes",
    "direct": "what is held directly",
}
"""How shares reach those above a holder, in words."""

KINDS = {
    "interest": "{passing}",
    "control": "control of the company",
    "control of an owner": "control of its direct owners, whose shares are added",
    "interest in a controller": "links multiplied, up from whoever controls it",
    "role": "a right that is enough as it is",
    "last resort": "only if nobody else is certain",
    "aggregate": "those of all listed parties added, passed on whole by what is caught",
    "link": "either in the other, or a third in both; links multiplied",
}
"""What each kind of test looks at, in words."""

JOINT = {
    "each": "Each of several who hold one part together counts as holding all of it.",
    "together": "Those who hold one part together hold it only together.",
}
ROLES = {
    "each": "Each who has a part in a trust counts as holding what the trust holds.",
    "together": "What a trust holds is held by its trustees together.",
    "trustees": "Each trustee counts as holding all of what a trust holds; others who have a part "
    "in it may.",
}


def every_pack() -> str:
    """A table of all packs, and one section for each."""
    rows = [
        f"| [`{name}`](#pack-{name}) | {cell(pack.title)} | {pack.finds} | {pack.version} |"
        for name, pack in shipped().items()
    ]
    head = "| pack | text | finds | as of |\n| --- | --- | --- | --- |"
    sections = [of_pack(name, pack) for name, pack in shipped().items()]
    return "\n\n".join(["\n".join([head, *rows]), *sections])


def of_pack(name: str, pack: Pack) -> str:
    """One pack: its law, its tests, and how it reads what texts leave open."""
    head = "| test | text | it takes | of | how shares count |\n| --- | --- | --- | --- | --- |"
    lines = [
        f"(pack-{name})=",
        f"## {pack.title}",
        "",
        f"`{name}`, version of {pack.version}. {pack.law}.",
        "",
        *_asked(name, pack),
        "",
        f"It finds {pack.finds}{_among(pack)}.",
        "",
        head,
        *map(_row, pack.tests),
        "",
        *(f"- *{_capital(test.label)}*, {test.text}: {test.says}." for test in pack.tests),
        "",
        "How it reads:",
        "",
        f"- Control: {_control(pack.control)}.",
        f"- {JOINT[pack.joint]}",
    ]
    if any("economic" in test.rights or "votes" in test.rights for test in pack.tests):
        lines.append(f"- {ROLES[pack.roles]}")
    if pack.concert:
        lines.append("- Parties bound by one voting agreement in force count as one.")
    if pack.stops:
        lines.append("- Who holds only through entities that tell for themselves is left out.")
    if pack.options:
        lines.append("- An option counts as used.")
    lines += [f"- Circles: {pack.circles}", *(f"- {_options(note)}" for note in pack.notes), ""]
    return "\n".join(lines)


def _asked(name: str, pack: Pack) -> list[str]:
    return [f"    {ASKED[pack.finds].format(name=name)}"]


def _among(pack: Pack) -> str:
    if pack.who == ("person",):
        return " among natural persons"
    *rest, last = (f"{kind}s" for kind in pack.who)
    return f" among {', '.join(rest)} and {last}" if rest else f" among {last}"


def _row(test: LegalTest) -> str:
    counts = KINDS[test.kind].format(passing=PASSING[test.passing])
    of = ", ".join(f"`{right}`" for right in test.rights) or "–"
    return f"| {test.label} | {cell(test.text)} | {limit(test)} | {of} | {counts} |"


def limit(test: LegalTest) -> str:
    """The threshold of a test, in words."""
    if test.more_than is not None:
        return f"more than {plain(test.more_than)}"
    return f"{plain(test.at_least)} or more" if test.at_least is not None else "–"


def _control(control: Controlling) -> str:
    means: list[str] = []
    if control.votes_more_than is not None:
        means.append(f"more than {plain(control.votes_more_than)} of the votes")
    if control.capital_more_than is not None:
        part = plain(control.capital_more_than)
        means.append(f"more than {part} of the capital or the profits")
    if control.votes_at_least is not None:
        means.append(f"{plain(control.votes_at_least)} or more of the votes")
    if control.board:
        means.append("the appointment or removal of most of the board")
    if control.certain:
        means.append(f"what is stated as {_listed(control.certain)}")
    told = ", or ".join(means) or "does not count"
    perhaps = f"; perhaps {_listed(control.possible)}" if control.possible else ""
    return f"{told}{perhaps}"


def _listed(rights: tuple[str, ...]) -> str:
    return ", ".join(f"`{right}`" for right in rights)


def _options(text: str) -> str:
    """Text in which options of a command stand as such."""
    return re.sub(r"(?<![`\w-])(--[a-z][a-z-]*)", r"`\1`", text)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
