"""Random streams of what files of other formats tell, for round trips."""

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from kingmaker.files.exchange.told import Told
from kingmaker.model import RIGHTS, Holding, Party, Portion

NAMES = ("acme", "beta-uk", "Carl", "dora_d", "echo-7", "é")
_SIGNS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from(
    "'=+-@;[\n"
)


def texts() -> st.SearchStrategy[str]:
    """Any text, among it such as a spreadsheet takes for a formula."""
    awkward = ["=1+1", "'=1", "''@x", "-", "+44", "@x", "\ttab", "'", '"', "[x]", "a\r\nb", " a "]
    return st.just("") | st.sampled_from(awkward) | st.text(_SIGNS, max_size=12)


def days() -> st.SearchStrategy[str]:
    return st.sampled_from(["2019", "2019-03", "2020-02-29", "0007", "1999-12-31"])


def ends() -> st.SearchStrategy[Fraction]:
    """Numbers from 0 to 1 such as registers have, and some that are not round."""
    plain = [Fraction(n, 100) for n in (0, 25, 50, 75, 100)]
    return st.sampled_from(plain) | st.fractions(0, 1, max_denominator=10**6)


@st.composite
def portions(draw: st.DrawFn) -> Portion:
    low, high = sorted((draw(ends()), draw(ends())))
    if low == high:
        return Portion(low, high)
    return Portion(low, high, draw(st.booleans()), draw(st.booleans()))


@st.composite
def holdings(draw: st.DrawFn) -> Holding:
    holder, issuer = draw(st.permutations(NAMES))[:2]
    entry: dict[str, Any] = {"holder": holder, "in": issuer}
    kind = draw(st.sampled_from(["share", "share", "shares", "nothing"]))
    if kind == "share":
        entry |= {"share": draw(portions())}
    elif kind == "shares":
        entry |= {"class": "acme-a", "shares": draw(st.fractions(0, 10**9, max_denominator=999))}
    entry["right"] = draw(st.sampled_from(RIGHTS))
    optional: dict[str, st.SearchStrategy[Any]] = {
        "as": st.sampled_from(["trustee", "nominee", "firm"]),
        "joint": texts(),
        "link": st.sampled_from(["indirect", "unspecified"]),
        "parts": st.lists(st.sampled_from(["h0", "h1", "part-3"]), max_size=3),
        "from": days(),
        "declared": days(),
        "retrieved": days(),
        "status": st.sampled_from(["disputed", "withdrawn", "superseded"]),
        "beneficial": st.booleans(),
        "assumed": st.booleans(),
        "label": texts(),
        "note": texts(),
        "wording": texts(),
        "source": st.lists(st.sampled_from(["a1", "a1:413", "law:s 2; 3", "é:p. 1"]), max_size=2),
    }
    for name in draw(st.sets(st.sampled_from(sorted(optional)), max_size=6)):
        entry[name] = draw(optional[name])
    if entry.get("as") in ("trustee", "nominee") and draw(st.booleans()):
        entry["for"] = issuer
    if "status" in entry and draw(st.booleans()):
        entry["status_from"] = draw(days())
    return Holding.model_validate(entry)


@st.composite
def parties(draw: st.DrawFn) -> Party:
    kind = draw(st.sampled_from(["person", "organisation", "state", "arrangement", "unspecified"]))
    reason = (
        draw(st.sampled_from(["withheld", "unknown", None])) if kind == "unspecified" else None
    )
    numbers = draw(
        st.dictionaries(
            st.sampled_from(["GB-COH", "XI-LEI"]), st.sampled_from(["0123", "a:b;c", "é"])
        )
    )
    return Party(
        label=draw(texts()), kind=kind, reason=reason, identifiers=numbers,
        jurisdiction=draw(st.sampled_from(["", "GB"])), traded=draw(texts()),
        designated=draw(st.sampled_from([(), ("OFAC",), ("=a; b", "EU")])),
    )  # fmt: skip


@st.composite
def streams(draw: st.DrawFn) -> list[Told]:
    """Some parties and holdings in any order; no party twice."""
    named = draw(st.sets(st.sampled_from(NAMES)))
    told = [Told(name, draw(parties())) for name in sorted(named)]
    told += [Told(f"h{n}", h) for n, h in enumerate(draw(st.lists(holdings(), max_size=5)))]
    return draw(st.permutations(told))
