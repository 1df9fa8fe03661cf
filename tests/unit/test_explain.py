"""A rule read aloud: every word of the language has its sentence and its numbers."""

from textwrap import dedent

import pytest

import kingmaker as km
from kingmaker.analyses.explain import explain
from kingmaker.files import examples, loads
from kingmaker.translate.instances import every_instance

CLUB = """
    kingmaker: 1
    name: A club
    as_of: 2024-01-01
    parties:
      ann: {label: Ann}
      bob: {label: Bob}
      cas: {label: Cas}
      dot: {label: Dot, votes_by: {consent: patron}}
      patron: {kind: organisation, label: The patron}
      members: {kind: group, count: 20, label: Members}
    classes: {A: {label: Class A}, B: {votes: 10, converts_to: A, converts_on: transfer}}
    holdings: [{holder: ann, class: A, shares: 30}, {holder: bob, class: B, shares: 7}]
    bodies:
      board:
        label: Board
        size: 6
        seats: {a: {holder: ann, class: I}, b: {holder: bob}, c: {holder: cas}, d: {holder: dot}}
      chief: {kind: office, label: Chief, seats: {seat: {holder: ann}}}
      house: {kind: meeting, label: House, voters: {members: 1, patron: 3.5}}
      stock: {kind: meeting, label: All stock, classes: [A, B], cap: 40%}
    flags: {ready: {label: The house is ready}}
    calendar: {annual: [2024-05-01, {date: 2025-05-01, classes: [I]}]}
    decisions:
      other: {label: Do the other thing, rule: {consent: ann}}
      act: {label: Act, rule: RULE}
    """


def read(rule, more="", **settings):
    """The clauses of a rule, and the notes, as one text each."""
    text = dedent(CLUB).replace("rule: RULE}", f"rule: {rule}{more}}}")
    return explain(loads(text), "act", **settings)


def said(rule, more="", **settings):
    return " ".join(f"{row.says} {row.today}" for row in read(rule, more, **settings).rows)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("{vote: board, more_than: 1/2, of: in_office}",
         ("Board: more than half of the members in office have to vote for it; an abstention or "
         "an absence counts like a vote against. Four of the six seats are held. Any three of the "
         "four can carry it whatever the others do; any two can block it.")),
        ("{vote: board, more_than: 1/2, of: cast}",
         ("more than half of the votes cast have to be for it; whoever abstains or stays away is "
         "not counted.")),
        ("{vote: board, at_least: 2/3, of: present}",
         "at least two thirds of the members present have to vote for it"),
        ("{vote: board, more_than: 1/2, of: size}",
         ("more than half of all six seats have to be for it; a vacant seat counts like a vote "
         "against")),
        ("{vote: board, at_least: 2}", "at least 2 votes have to be for it"),
        ("{vote: board, at_least: 1, of: in_office}", "Board: all of the members in office"),
        ("{vote: board, more_than: 1/2, of: entitled, exclude: ann}",
         "those of people who may not vote on it being counted in the total"),
        ("{vote: board, more_than: 1/2, of: in_office, exclude: [ann, bob]}",
         "Ann and Bob may not vote on it. The share is taken of the others' votes."),
        ("{vote: house, more_than: 1/2, of: outstanding}",
         "It takes more than half (11.75) of 23.5 votes."),
        ("{vote: house, weigh: heads, more_than: 1/2, of: cast}", "House, counted by heads:"),
        ("{vote: stock, more_than: 1/2, of: outstanding}",
         ("Nobody counts for more than 40\N{NO-BREAK SPACE}% of all votes, as many as there are "
         "before anybody is capped. The cap is 40 of 100 votes, which leaves 70 votes to be "
         "counted. The most that anybody counts for is 40 votes: Bob.")),
        ("{vote: stock, more_than: 2/3, of: outstanding}", "It takes 47 of 70 votes."),
        ("{vote: house, at_least: 2/3, of: outstanding}",
         "It takes at least two thirds of 23.5 votes."),
        ("{vote: stock, more_than: 1/2, of: cast, quorum: {more_than: 1/3, of: outstanding}}",
         "That is 24 votes of 70."),
        ("{vote: house, method: plurality}", "the most votes win (plurality)."),
        ("{vote: stock, method: cumulative, seats: 3, win: 1}",
         "3 seats are filled by cumulative voting: each vote counts three times"),
        ("{vote: board, more_than: 1/2, of: cast, casting_vote: chief.seat}",
         "If as many are for as against, whoever holds the office “Chief” decides. That is Ann."),
        ("{vote: board, more_than: 1/2, of: cast, multiply: {of: ann, by: 3}}",
         "The votes of Ann count 3 times. Ann has 3 of 6 votes."),
        ("{consent: patron}", "The patron has to agree; silence is not enough."),
        ("{consent: [ann, chief.seat]}",
         "Each of these has to agree: Ann and whoever holds the office “Chief”."),
        ("{no_objection: [ann, bob]}", "It goes ahead unless Ann or Bob objects"),
        ("{unless: {vote: board, at_least: 3}}",
         "whoever is for the objection is against the decision: Any two of the four can carry it"),
        ("{automatic: true}", "It comes about by itself; nobody has to vote or to agree."),
        ("{decision: other}", "“Do the other thing” has to be decided as well"),
        ("{all_of: [{consent: ann}, {consent: bob}]}",
         "Both of these are needed: Both have to be for it; each can block it alone."),
        ("{any_of: [{consent: ann}, {consent: bob}]}", "Either of these is enough:"),
        ("{some_of: [{consent: ann}, {consent: bob}, {consent: cas}], at_least: 2}",
         "At least two of these three are needed: Any two of the three can carry it"),
    ],
)  # fmt: skip
def test_every_kind_of_rule_has_its_sentence(rule, sentence):
    assert sentence in said(rule)


@pytest.mark.parametrize(
    ("quorum", "sentence"),
    [
        ("{more_than: 1/2, of: size}",
         ("For the vote to count, the holders of more than half of all six seats have to be "
         "present. Vacant seats are counted in the total. 4 of 4 have to be there; any one who "
         "stays away breaks it.")),
        ("{at_least: 2}", ("at least 2 votes have to be present. 2 of 4 have to be there; any "
         "three who stay away break it.")),
        ("{at_least: 2, counting: [for, abstain]}",
         "votes for and abstentions have to come to at least 2 votes; votes against do not help"),
        ("{at_least: 5}", "It takes 5, and only 4 can come: it cannot be met."),
        ("{at_least: 2, excluded_count: true}",
         "Those who may not vote on it count as present if they come."),
    ],
)  # fmt: skip
def test_a_quorum_has_a_row_of_its_own(quorum, sentence):
    assert sentence in said(f"{{vote: board, more_than: 1/2, of: present, quorum: {quorum}}}")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (", requires: {flag: ready}",
         "It can be taken only if this is so: the house is ready. It is not so today."),
        (", requires: {vacant: board.a}", "only if seat a (Board) is vacant. Ann holds it."),
        (", requires: {holding: {party: ann, class: A, at_least: 10%}}",
         "only if Ann holds at least 10\N{NO-BREAK SPACE}% of Class A. It holds 30 of 30"),
        (", timing: {notice: 2 weeks, open: 7 days, delay: 1 day}",
         ("Notice of 14 days has to be given. It stays open for 7 days. What is decided has "
         "effect 1 day later. Begun on 1 January 2024, it comes to the vote on 15 January 2024 at "
         "the earliest and has effect on 23 January 2024.")),
        (", timing: {at: annual}", "it comes to the vote on 1 May 2024 at the earliest."),
        (", timing: {at: annual, notice: 200 days}, for_class: I", "on 1 May 2025"),
        (", timing: {at: annual, notice: 700 days}", "No meeting is left in the calendar"),
        (", effects: [{vacate: chief}]", "It removes whoever holds the office “Chief”. Ann holds"),
        (", effects: [{fill: board.a, with: cas}]", "It fills seat a (Board) with Cas."),
        (", effects: [{fill: board}]", "Held by Ann, Bob, Cas and Dot."),
        (", effects: [{flag: ready}]", "From then on this is so: the house is ready."),
        (", effects: [{issue: {class: A, to: cas, shares: 5}}]",
         "5 new shares of Class A go to Cas."),
        (", effects: [{transfer: {class: B, from: bob, to: ann, shares: 2}}]",
         "2 shares of B pass from Bob to Ann and become shares of Class A."),
        (", effects: [{set: {decisions.other.rule: {consent: bob}}}]",
         "It changes how “Do the other thing” is decided, to this: Bob has to agree"),
        (", contestable: bad faith", "It can be contested: bad faith."),
        (", proposed_by: {consent: bob}", "Bob has to agree"),
    ],
)  # fmt: skip
def test_conditions_dates_and_effects_are_read_too(more, sentence):
    assert sentence in said("{consent: cas}", more)


def test_whose_vote_is_directed_is_said():
    rule = "{vote: board, more_than: 1/2, of: in_office}"

    assert "Dot votes as the patron decides." in said(rule)


def test_votes_directed_by_an_agreement_or_another_vote_are_read_too():
    text = dedent(CLUB).replace("RULE", "{vote: board, more_than: 1/2, of: in_office}")
    pact = "{kind: voting, binds: cas, votes_as: {vote: house, more_than: 1/2, of: cast}}"
    text = text.replace("flags:", f"agreements: {{pact: {pact}}}\nflags:")

    rows = {row.part: row for row in explain(loads(text), "act").rows}

    assert rows["vote of Cas"].says == (
        "Cas votes for it if this is met under a voting agreement, and otherwise as it likes:"
    )
    assert rows["vote of Cas 1"].says.startswith("House: more than half of the votes cast")
    assert rows["vote of Cas 1"].where == "agreements.pact.votes_as"


def test_a_seat_that_votes_only_for_a_while_says_when():
    text = dedent(CLUB).replace("RULE", "{vote: board, more_than: 1/2, of: in_office}")
    text = text.replace("{holder: cas}", "{holder: cas, while: {flag: ready}}")

    rows = explain(loads(text), "act").rows

    assert "Cas (Board) has its votes only while this is so: the house is ready." in [
        row.says for row in rows
    ]


def test_a_decision_for_a_seat_says_which():
    case = km.load("bushell-v-faith")

    rows = explain(case, "remove-director:board.faith").rows

    assert rows[0].today == "Here: seat faith (Board), held by Mr Faith."
    assert rows[1].today == (
        "If all votes are cast, it takes 251 of 500 votes. "
        "Mr Faith alone can carry it, and alone can block it."
    )


def test_what_is_taken_as_given_counts_and_is_noted():
    rule = "{vote: board, more_than: 1/2, of: in_office}"
    answer = read(rule, assume={"ann": "against"})

    assert answer.rows[0].today.endswith("All three have to be for it; each can block it alone.")
    assert answer.notes == ("Ann is taken to vote against.",)


def test_opponents_who_help_are_noted():
    rule = "{vote: board, more_than: 1/2, of: present, quorum: {at_least: 3}}"

    (note,) = read(rule).notes

    assert note == (
        "Voting against can help it pass in Board: if Ann and Bob vote for it and Dot votes "
        "against, there is a quorum and it passes; if Dot stays away instead, there is none and "
        "it fails."
    )


def test_what_is_looked_at_is_in_the_footing():
    answer = read("{consent: cas}", ", requires: {flag: ready}, timing: {at: annual}")

    assert {"flags.ready", "calendar.annual", "as_of", "parties.cas"} <= answer.footing


def test_another_reading_of_the_calendar_is_found_to_matter():
    case = km.load("airgas")

    found = km.doubts(case, lambda other: explain(other, "elect-class-ii"))

    assert [row.fact for row in found.rows] == ["calendar.annual-meeting"]


@pytest.mark.parametrize("name", examples())
def test_every_decision_of_every_example_reads_as_sentences(name):
    case = km.load(name)

    for decision in every_instance(case.organisation)[:20]:
        for row in explain(case, decision).rows:
            for text in filter(None, (row.says, row.today)):
                assert text[-1] in ".:"
                assert text[0].isupper() or text[0].isdigit()
                assert "  " not in text
                assert ".." not in text
                assert "all of all" not in text
