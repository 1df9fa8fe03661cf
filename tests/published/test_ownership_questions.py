"""Published cases of ownership, written as case files and asked as anyone asks.

The same networks as in `test_ownership_cases`: there the engine is held against them, here what
stands between a case file and an answer. What no question answers is left to the engine's test:
ultimate controllers, chains that visit nobody twice, widest links and network control.
"""

import re
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import kingmaker as km
import owned
from kingmaker.engine.ownership.shares import UNKNOWN, Share, Verdict
from kingmaker.files import Case

HERE = Path(__file__).parent
HOME = HERE / "ownership"
FILES = sorted(HOME.rglob("*.toml"))
LAWS: dict[str, dict[str, dict[str, list[str]]]] = tomllib.loads(
    (HERE / "ownership_verdicts.toml").read_text(encoding="utf-8")
)
THRESHOLDS = {"at-least-a-quarter": "25%", "more-than-a-quarter": "over 25%"}


def share(told: str) -> Share:
    """A share as it is written: a fraction, an interval with its brackets, or a question mark."""
    if told == "?":
        return UNKNOWN
    ends = re.fullmatch(r"([\[(])(.+), (.+)([\])])", told)
    if ends is None:
        return Share.exactly(Fraction(told))
    left, low, high, right = ends.groups()
    return Share(Fraction(low), Fraction(high), left == "(", right == ")")


def name(told: str) -> str:
    return re.sub("[^A-Za-z0-9]+", "-", told)


class Asked:
    """A file, and the case written from it: who is above nobody else is a company."""

    def __init__(self, file: Path) -> None:
        self.told: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        self.file = str(file.relative_to(HOME).with_suffix(""))
        self.companies = {name(subject) for _, subject, _ in self.told["stakes"]}
        parties = {
            name(party): "{kind: organisation}" if name(party) in self.companies else "{}"
            for party in self.told["parties"]
        }
        holdings = [
            f'holder: "{name(a)}", in: "{name(b)}", share: {owned.part(share(part))}'
            for a, b, part in self.told["stakes"]
        ]
        for company, rest in self.told.get("rests", {}).items():
            parties["somebody"] = "{kind: unspecified, reason: unknown}"
            part = owned.part(share(rest["anyone"]))
            holdings.append(f"holder: somebody, in: {name(company)}, share: {part}")
        self.case: Case = owned.case(parties, *holdings)

    def pairs(self, table: str) -> list[tuple[str, str, Any]]:
        found = []
        for pair, value in self.told.get(table, {}).items():
            party, company = pair.split(" > ")
            found.append((name(party), name(company), value))
        return found

    def groups(self, table: str) -> dict[str, set[str]]:
        told = self.told.get(table, {})
        return {name(party): set(map(name, others)) for party, others in told.items()}

    @property
    def overheld(self) -> dict[str, Fraction]:
        return {name(n): Fraction(f) for n, f in self.told.get("over-held", {}).items()}


@pytest.fixture(params=FILES, ids=lambda file: str(file.relative_to(HOME).with_suffix("")))
def asked(request) -> Asked:
    return Asked(request.param)


def test_capital_is_as_published(asked):
    outside = [pair for pair in asked.pairs("integrated") if pair[0] not in asked.companies]
    for party, company, printed in (*outside, *asked.pairs("corrected")):
        if party == company:
            continue  # of itself nobody is told to be an owner
        found = owned.owner(asked.case, company, party).capital
        assert owned.told(found) == printed


def test_bounds_are_as_published(asked):
    for party, company, printed in asked.pairs("bounds"):
        assert owned.owner(asked.case, company, party).capital == share(printed)
    for party, company, printed in asked.pairs("tightened"):
        assert owned.owner(asked.case, company, party).direct == share(printed)


def test_control_is_as_published(asked):
    own = {name(a) for a, b, _ in asked.told["stakes"] if a == b}
    for party, companies in asked.groups("controls").items():
        if not own:  # whose own shares are silent: see the readings
            found = owned.controlled(asked.case, party)
            assert found == dict.fromkeys(companies, "certain")
            for company in asked.companies - {party}:
                above = owned.control(asked.case, company).get(party, "excluded")
                assert above == ("certain" if company in companies else "excluded")


def test_certain_and_possible_control_are_as_published(asked):
    for table, verdicts in (("certain", {"certain"}), ("possible", {"certain", "possible"})):
        for party, companies in asked.groups(table).items():
            found = owned.controlled(asked.case, party)
            assert {c for c, verdict in found.items() if verdict in verdicts} == companies


def test_quarters_are_certain_possible_or_excluded_as_published(asked):
    for threshold, pairs in asked.told.get("verdicts", {}).items():
        for pair, verdict in pairs.items():
            party, company = map(name, pair.split(" > "))
            asks = {"pack": ("plain",), "threshold": THRESHOLDS[threshold]}
            rows = km.beneficial(asked.case, company, **asks).rows
            found = {row.party: row.verdict for row in rows if row.test == "capital"}
            assert found.get(party, "excluded") == verdict


def test_majority_stakes_pass_on_the_whole_as_published(asked):
    for party, company, printed in asked.pairs("look-through"):
        rows = km.beneficial(asked.case, company, pack=("uk-psc",)).rows
        found = {row.party: row for row in rows}
        if Fraction(printed) > Fraction(1, 4):
            assert found[party].verdict == "certain"
            assert found[party].share == Share.exactly(Fraction(printed))
        else:
            assert party not in found


def test_laws_say_what_their_texts_say(asked):
    for pack, pairs in LAWS.get(asked.file, {}).items():
        for pair, (verdict, *text) in pairs.items():
            party, company = map(name, pair.split(" > "))
            rows = {r.party: r for r in km.beneficial(asked.case, company, pack=(pack,)).rows}
            found = rows.get(party)
            assert (found.verdict if found else "excluded") == verdict
            assert not text or (found is not None and found.text == text[0])


def test_laws_side_by_side_say_what_each_says_alone(asked):
    for company in sorted(asked.companies):
        rows = km.beneficial(asked.case, company).rows
        for pack in ("eu-amlr", "fatf", "uk-psc", "us-fincen"):
            alone = owned.found(asked.case, company, pack)
            beside = {row.party: row.verdict for row in rows if row.pack == pack}
            assert {p: v for p, v in beside.items() if v != "excluded"} == alone


def test_cascades_are_as_published(asked):
    told = asked.told.get("cascade", {"listed": [], "caught": [], "shares": {}})
    listed = tuple(map(name, told["listed"]))
    if listed:
        rows = km.screen(asked.case, listed=listed, pack=("us-ofac",)).rows
        assert {row.company for row in rows} == {name(c) for c in told["caught"]} - set(listed)
        assert all(row.verdict is Verdict.CERTAIN for row in rows)
        shares = {name(company): part for company, part in told["shares"].items()}
        assert all(owned.told(row.share) == shares[row.company] for row in rows)
        # how much over half is no matter of who is asked with what threshold
        strict = owned.caught(asked.case, listed, "us-ofac", threshold="over 50%")
        assert strict.keys() <= {row.company for row in rows}


def test_totals_over_the_whole_are_told_and_not_made_to_fit(asked):
    for company, total in asked.overheld.items():
        answer = km.owners(asked.case, company)
        assert any(f"at least {float(total * 100):g} % is stated" in n for n in answer.notes)
        direct = {row.holder: row.share for row in answer.parts[0].rows if row.right == "capital"}
        assert sum(part.low for part in direct.values()) == total
    for company in asked.companies - asked.overheld.keys():
        notes = [n for n in km.owners(asked.case, company).notes if "more than there is" in n]
        assert all(any(f" of {other} " in note for other in asked.overheld) for note in notes)


def test_readings_of_silent_votes_are_as_derived(asked):
    told = [
        {name(party): sorted(map(name, others)) for party, others in reading.items() if others}
        for reading in asked.told.get("readings", [])
    ]
    silent = km.circles(asked.case).parts[0].rows if told else ()
    found = [
        {
            party: sorted(companies.split(", "))
            for party, _, companies in (text.partition(": ") for text in row.controls)
        }
        for row in silent
    ]

    assert sorted(map(repr, map(sorted_, found))) == sorted(map(repr, map(sorted_, told)))


def sorted_(reading: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    return sorted(reading.items())


def test_closed_groups_are_told_as_such(asked):
    told = [set(map(name, g)) for g in asked.told.get("closed", {}).get("groups", [])]
    rows = km.circles(asked.case).rows

    for group in told:
        assert any(set(row.members) == group and row.closed and not row.outside for row in rows)
        for company in group:
            answer = km.beneficial(asked.case, company)
            assert not any(row.verdict == "certain" for row in answer.rows)
            ends = next(part for part in answer.parts if part.name == "ends").rows
            assert any("closed circle" in end.why for end in ends)


def test_weakest_links_and_voting_power_are_as_published(asked):
    for party, company, printed in asked.pairs("weakest-links"):
        assert measures(asked, company)[party].weakest_link == Fraction(printed)
    for company, printed in asked.told.get("banzhaf", {}).items():
        found = measures(asked, company)
        assert {p: found[p].banzhaf for p in printed} == {
            p: Fraction(power) for p, power in printed.items()
        }


def measures(asked: Asked, company: str) -> dict[str, Any]:
    parts = km.owners(asked.case, company).parts
    return {row.owner: row for row in next(p for p in parts if p.name == "measures").rows}


def test_close_links_are_as_published_and_one_more_by_all_chains(asked):
    """Over all chains D has 3/14 of B, and over those that visit nobody twice only 18 %."""
    pairs = asked.told.get("close-links", {}).get("along-chains", [])
    told = [tuple(pair.split(" > ")) for pair in pairs]
    for party, company in told:
        assert owned.found(asked.case, company, "ecb-close-links")[party] == "certain"
        assert owned.found(asked.case, party, "ecb-close-links")[company] == "certain"
    if told:
        assert owned.found(asked.case, "B", "ecb-close-links")["D"] == "certain"


def test_a_third_that_holds_a_fifth_of_both_links_them():
    def linked(part: str) -> dict[str, str]:
        held = ("holder: T, in: A, share: 20%", f"holder: T, in: B, share: {part}")
        case = owned.case("T A B", *held)
        return owned.found(case, "A", "ecb-close-links")

    assert linked("20%") == {"T": "certain", "B": "certain"}
    assert linked("19.99%") == {"T": "certain"}
    assert linked("15% to 25%") == {"T": "certain", "B": "possible"}


def test_both_kinds_of_shares_come_out_of_one_company():
    """31 CFR 1010.380(d)(2)(iii)(C): of a corporation, of votes and value whichever is more."""
    dual = owned.case(
        "founder public C",
        "holder: founder, class: b, shares: 100",
        "holder: public, class: a, shares: 900",
        more="classes: {a: {of: C}, b: {of: C, votes: 10}}",
    )
    row = owned.owner(dual, "C", "founder")

    assert (owned.told(row.capital), owned.told(row.votes)) == ("1/10", "10/19")
    assert row.controls is Verdict.CERTAIN
    assert owned.told(owned.judged(dual, "C", "us-fincen", "founder").share) == "10/19"
    assert owned.told(owned.judged(dual, "C", "eu-amlr", "founder").share) == "10/19"


def test_joint_holders_each_count_for_all_and_never_twice():
    """Companies Act 2006, Schedule 1A, paragraph 11."""
    joint = owned.case(
        "husband wife C",
        "holder: husband, in: C, share: 40%, joint: home",
        "holder: wife, in: C, share: 40%, joint: home",
    )
    rows = km.beneficial(joint, "C", pack=("uk-psc",)).rows

    assert {row.party: owned.told(row.share) for row in rows} == {"husband": "2/5", "wife": "2/5"}
    assert owned.capital(joint, "C")["husband+wife"] == "2/5"


def test_who_appoints_the_board_controls_without_a_share():
    """Shares of 49, 49 and 2 per cent, and a manager who appoints, as told in November 2023."""
    non_profit = owned.case(
        {
            "NONPROFIT": "{kind: organisation}", "GP": "{kind: organisation}",
            "C": "{kind: organisation}", "M": "{kind: organisation}", "crew": "{kind: group}",
        },
        "holder: NONPROFIT, in: GP, share: 100%",
        "holder: M, in: C, share: 49%",
        "holder: crew, in: C, share: 49%",
        "holder: NONPROFIT, in: C, share: 2%",
        "holder: GP, in: C, right: appointment",
    )  # fmt: skip

    assert owned.controlled(non_profit, "NONPROFIT") == {"GP": "certain", "C": "certain"}
    assert owned.capital(non_profit, "C")["NONPROFIT"] == "1/50"
    assert owned.control(non_profit, "C") == {
        "NONPROFIT": "certain", "GP": "certain", "M": "excluded", "crew": "excluded",
    }  # fmt: skip


def test_every_verdict_is_of_a_file_that_is_there():
    assert set(LAWS) <= {str(file.relative_to(HOME).with_suffix("")) for file in FILES}
