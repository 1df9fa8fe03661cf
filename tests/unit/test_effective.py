"""Who alone can undo a decision, and by what."""

from fractions import Fraction
from textwrap import dedent

from kingmaker.analyses.disputed import doubts
from kingmaker.analyses.effective import effective
from kingmaker.faces.reports import summary
from kingmaker.files import loads

FOUNDER = """
    kingmaker: 1
    name: A founder who funds
    parties:
      ann: {label: Ann}
      ben: {label: Ben}
      cy: {label: Cy}
      zed: {label: Zed}
      lab: {kind: organisation, label: The lab}
      staff: {kind: group, count: 7, label: Staff}
    bodies:
      board: {of: lab, voters: {ann: 1, ben: 1, cy: 1, zed: 0}}
    decisions: {act: {rule: {vote: board, more_than: 1/2, of: in_office}}}
    needs:
      money: {who: lab, from: ben, label: Money}
      work: {who: lab, from: {people_of: staff, at_least: 1/2}, label: Work}
    """

CORE = """label: Staff}
      core: {kind: group, count: 5, part_of: staff, as: bloc, label: Core}"""


def case(text=FOUNDER):
    return loads(dedent(text))


def failures(found):
    return {row.party: row.by for row in found.part("failures").rows}


def test_a_voter_who_provides_can_undo_it_by_withholding():
    assert failures(effective(case(), "act")) == {"ben": "what they provide"}
    assert "Ben (money) alone can keep it from lasting" in " ".join(summary(case()).split())


def test_a_dummy_voter_who_provides_has_a_vote_all_the_same():
    found = effective(case(FOUNDER.replace("from: ben", "from: zed")), "act")

    (row,) = found.part("failures").rows
    assert (row.party, row.by, row.votes) == ("zed", "what they provide", True)


def test_a_vetoer_who_provides_can_undo_it_both_ways():
    text = FOUNDER.replace("{ann: 1, ben: 1, cy: 1, zed: 0}", "{ann: 1, ben: 3, cy: 1}")

    assert failures(effective(case(text), "act")) == {"ben": "their vote and what they provide"}


def test_a_vetoer_who_provides_nothing_undoes_it_by_vote():
    text = FOUNDER.replace("{ann: 1, ben: 1, cy: 1, zed: 0}", "{ann: 3, ben: 1, cy: 1}")

    assert failures(effective(case(text), "act")) == {
        "ann": "their vote", "ben": "what they provide",
    }  # fmt: skip


def test_a_crowd_that_acts_one_by_one_is_told_beside_those_who_are_alone():
    told = " ".join(summary(case()).split())

    assert "So can any 4 of the 7 Staff together." in told


def test_the_share_that_is_needed_is_the_one_that_is_written():
    text = FOUNDER.replace("label: Staff}", "label: Staff}\n      core: {kind: group, count: 5, "
                           "part_of: staff, as: bloc, label: Core}")  # fmt: skip

    (row,) = effective(case(text), "act").part("tipping").rows
    assert (row.needed, row.above) == (Fraction(1, 2), Fraction(2, 7))


def test_staff_who_can_be_replaced_are_not_indispensable():
    text = FOUNDER.replace(
        "{people_of: staff, at_least: 1/2}", "{any_of: [{people_of: staff, at_least: 1/2}, cy]}"
    ).replace("label: Staff}", CORE)

    (row,) = effective(case(text), "act").part("tipping").rows
    assert not row.indispensable
    assert "cannot be done without" not in summary(case(text))


def test_more_than_a_half_of_ten_is_six():
    text = FOUNDER.replace("count: 7", "count: 10").replace("at_least: 1/2", "more_than: 1/2")

    told = " ".join(summary(case(text.replace("label: Staff}", CORE))).split())
    assert "Needed here: more than 50 %, 6 people." in told


def test_a_claim_that_cannot_be_asked_does_not_hide_the_others():
    chain = "".join(f"      n{i}: {{who: p{i}, from: p{i + 1}}}\n" for i in range(70))
    products = "".join(f"      p{i}: {{of: cy}}\n" for i in range(71))
    claims = (
        "[{value: ben, assumed: true}, {value: zed, assumed: true}, {value: p0, assumed: true}]"
    )
    text = FOUNDER.replace("from: ben", f"from: {{claims: {claims}}}").rstrip()
    found = case(f"{text}\n{chain}    products:\n{products}")

    rows = doubts(found, lambda other: effective(other, "act")).rows
    assert [row.instead for row in rows] == ["zed", "p0"]
    assert "too large" in rows[1].to


def test_a_decision_that_cannot_be_taken_need_not_last():
    text = FOUNDER.replace("more_than: 1/2, of: in_office", "at_least: 5")

    told = summary(case(text))
    assert "Nobody can take this decision" in told
    assert "keep it from lasting" not in told
