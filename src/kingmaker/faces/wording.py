"""Figures and facts in words, for people who read and never run anything.

Pure functions: from values to British English, right for none, one, two and many.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, cast

from kingmaker.analyses.plainly import inner, joined, upper
from kingmaker.faces.cells import decimal, percent
from kingmaker.model import Organisation, Portion

_FIELDS = {
    "from": "who provides it", "exclude": "who may not vote", "of": "what it is a share of",
    "count": "head-count", "holder": "who holds it", "in": "in what", "form": "legal form",
    "amount": "amount", "status": "status", "value": "", "date": "date", "rule": "rule",
    "did": "what was decided", "quorum": "quorum", "size": "number of seats", "share": "share",
    "more_than": "more than how much", "at_least": "at least how much", "by": "by whom",
    "to": "to whom", "seats": "seats", "consent": "who must agree",
    "people_of": "of which people", "votes_by": "who directs its vote", "cap": "cap on votes",
    "no_objection": "who may object", "unless": "what stops it", "requires": "what it requires",
    "timing": "when", "notice": "notice", "casting_vote": "who has the casting vote",
    "shares": "number of shares", "votes_as": "how they vote", "binds": "who is bound",
    "weigh": "by which votes", "counting": "whose ballots count", "class": "class",
}  # fmt: skip
_KEYS = {
    "as": "acts as a", "at_least": "at least", "did": "decision", "from": "from", "in": "in",
    "more_than": "more than", "part_of": "part of", "people_of": "people of", "with": "with",
    "any_of": "one of", "all_of": "all of", "some_of": "some of", "of": "of", "to": "to",
    "exclude": "not voting", "by": "by", "consent": "consent of", "about": "about",
    "as_of": "as of", "who": "for", "subject": "about", "share_class": "class",
    "value": "", "what": "", "role": "", "vote": "vote of", "no_objection": "no objection of",
    "unless": "unless", "casting_vote": "casting vote of", "weigh": "by", "counting": "counting",
    "votes_by": "votes as says", "votes_as": "votes as says", "for_each": "for each",
    "not_flag": "not yet", "flag": "once", "vacant": "vacant:", "held": "held:",
}  # fmt: skip
_BASES = {
    "in_office": "those in office", "entitled": "those entitled", "size": "all seats",
    "present": "those present", "cast": "votes cast", "outstanding": "votes outstanding",
}  # fmt: skip
_PLAIN = ("facts", "label", "note", "what", "role", "form", "status", "amount", "kind")
"""Where a word is a word, and never the name of something else."""


def share(value: Fraction) -> str:
    r"""A share as a percentage that no line break tears apart.

    Examples
    --------
    >>> share(Fraction(265, 770)).split()
    ['34.4', '%']
    """
    return percent(value).replace(" ", "\N{NO-BREAK SPACE}")


def part(value: Portion) -> str:
    r"""A part of a whole, as far as it is known.

    Examples
    --------
    >>> from kingmaker.model import portion
    >>> " ".join(part(portion("over 25% to under 50%")).split()), part(portion("unknown"))
    ('over 25 % to under 50 %', 'an unknown part')
    """
    if value.exact is not None:
        return share(value.exact)
    if not value.known:
        return "an unknown part"
    over, under = "over " * value.low_open, "under " * value.high_open
    if value.high == 1 and not value.high_open:
        return f"{over or 'at least '}{share(value.low)}"
    if value.low == 0 and not value.low_open:
        return f"{under or 'up to '}{share(value.high)}"
    return f"{over}{share(value.low)} to {under}{share(value.high)}"


def exact(value: Fraction) -> str:
    """A fraction, and what it comes to.

    Examples
    --------
    >>> exact(Fraction(9, 28)), exact(Fraction(1, 4)), exact(Fraction(10**9, 3 * 10**9 + 1))
    ('9/28 (0.3214)', '1/4 (0.25)', '0.3333')
    >>> exact(Fraction(2469, 2)), exact(Fraction(99999, 100000)), exact(Fraction(-7, 250))
    ('2469/2 (1,234.5)', '99999/100000 (>0.9999)', '-7/250 (-0.028)')
    """
    if value.denominator == 1:
        return str(value)
    written, figures = str(value), decimal(value)
    if 10**4 % value.denominator == 0:
        figures = figures.rstrip("0")
    return f"{written} ({figures})" if len(written) <= 13 else figures


def called(organisation: Organisation, section: str, name: str) -> str:
    """What an entry is called: its label, or what can be made of what it says."""
    entry = getattr(organisation, section, {}).get(name)
    if entry is None:
        return name.replace("-", " ")
    if label := getattr(entry, "label", ""):
        return str(label)
    say = organisation.label
    if section == "holdings":
        of = inner(say(entry.issuer)) if entry.issuer else f"class {entry.share_class}"
        return f"{say(entry.holder)} in {of}"
    if section == "agreements":
        ends = [inner(say(party)) for party in (entry.giver, entry.taker) if party]
        return upper(" between ".join(filter(None, [entry.kind, joined(ends)])))
    if section == "events" and entry.did:
        return say(entry.did)
    return say(name) if say(name) != name else name.replace("-", " ")


def place(organisation: Organisation, path: str) -> str:
    """A place in the case, in words: ``rules.board-act.exclude``.

    Examples
    --------
    >>> place(Organisation(name="A case"), "rules.board-act.exclude")
    'board act: who may not vote'
    """
    section, _, rest = path.partition(".")
    name, *steps = rest.split(".")
    entry = called(organisation, section, name) if name else section
    fields = [_FIELDS.get(step, step.replace("_", " ")) for step in steps if not step.isdecimal()]
    if section == "needs" and steps[:1] == ["from"]:
        fields[0] = "how much it takes" if steps[-1] in ("at_least", "more_than") else fields[0]
        fields = fields[:1]
    if fields and section == "bodies" and steps[0] == "seats":
        fields = [f"seat {steps[1]}" if len(steps) > 1 else "seats"]
    if section == "needs":
        who = getattr(organisation.needs.get(name), "who", "")
        entry = f"{entry} for {inner(organisation.label(who))}" if who else entry
    return ": ".join(filter(None, [entry, " ".join(filter(None, fields))]))


def words(value: Any, names: Mapping[str, str], key: str = "") -> str:
    """A value of the case in words, with what has a name called by it.

    Parameters
    ----------
    value : any
        As the file has it.
    names : mapping of str to str
        How parties and other things are called.
    key : str
        The word it stands after.

    Examples
    --------
    >>> words({"any_of": ["cloud", "bank"]}, {"cloud": "The cloud", "bank": "The bank"})
    'one of The cloud, The bank'
    >>> words([], {}, "exclude"), words({"more_than": "1/2", "of": "size"}, {})
    ('nobody', 'more than 1/2 of all seats')
    """
    match value:
        case None:
            return "vacant" if key == "holder" else "none"
        case bool():
            return "yes" if value else "no"
        case dict():
            branch = cast("dict[str, Any]", value)
            own = all(not isinstance(part, dict) for part in branch.values())
            said = [_phrase(k, v, names) for k, v in branch.items()]
            flat = own and len(said) < 4 and not any(k in _PLAIN for k in branch)
            return (" " if flat else "; ").join(filter(None, said)) or "nothing more"
        case list() | tuple():
            items = [words(item, names, key) for item in cast("list[Any]", value)]
            return ", ".join(items) or "nobody"
        case _:
            text = str(value)
            if key == "of" and text in _BASES:
                return _BASES[text]
            if text == "subject" and key == "exclude":
                return "whoever it is about"
            return text if key in _PLAIN else names.get(text, text)


def _phrase(key: str, value: Any, names: Mapping[str, str]) -> str:
    told = words(value, names, key)
    word = _KEYS.get(key, names.get(key, key).replace("_", " "))
    if key in ("kind", "form", "status") or (key in _KEYS and not word):
        return told
    if key == "seats" and isinstance(value, dict):
        held = [_seat(str(k), v, names) for k, v in cast("dict[str, Any]", value).items()]
        return f"seats: {', '.join(held)}"
    if isinstance(value, dict) and key not in _KEYS:
        return f"{word}: {told}"
    return f"{word} {told}".strip()


def _seat(name: str, seat: Any, names: Mapping[str, str]) -> str:
    held: dict[str, Any] = cast("dict[str, Any]", seat) if isinstance(seat, dict) else {}
    holder = held.get("holder", seat if isinstance(seat, str) else None)
    said = names.get(str(holder), str(holder)) if holder else f"{name} (vacant)"
    return said if held.get("votes", 1) in (1, "1") else f"{said} ({held['votes']} votes)"
