"""What a lawyer would notice: each trouble is found where it is, and nowhere else."""

from textwrap import dedent

import pytest

from kingmaker.analyses.warnings import warnings
from kingmaker.faces.cli import run
from kingmaker.files import examples, load, loads

BOARD = """
    kingmaker: 1
    name: A board
    as_of: 2024-01-01
    parties: {ann: {label: Ann}, bob: {label: Bob}, cas: {label: Cas}, dot: {label: Dot}}
    bodies:
      meeting: {label: Meeting, kind: meeting, voters: {ann: 1, bob: 1, cas: 1}}
    decisions:
      act: {label: Act, rule: RULE}
    """


def found(rule, more="", body=""):
    """The troubles, by place."""
    text = dedent(BOARD).replace("RULE", rule)
    text = text.replace("{ann: 1, bob: 1, cas: 1}", body) if body else text
    return told(text + dedent(more))


def told(text):
    places: dict[str, list[str]] = {}
    for row in warnings(loads(text)).rows:
        places.setdefault(row.path, []).append(row.trouble)
    return {path: " / ".join(troubles) for path, troubles in places.items()}


GOOD = "{vote: meeting, more_than: 1/2, of: outstanding}"


def test_a_plain_majority_is_no_trouble():
    assert found(GOOD) == {}


@pytest.mark.parametrize(
    ("rule", "path", "trouble"),
    [
        ("{vote: meeting, at_least: 9}", "decisions.act.rule",
         "“Act” cannot be decided by anybody, even if all agree"),
        ("{vote: meeting, more_than: 1/2, of: cast, exclude: [ann, bob, cas]}",
         "decisions.act.rule", "cannot be decided by anybody"),
        ("{vote: meeting, at_least: 75%, of: outstanding}", "decisions.act.rule",
         ("at least three quarters in Meeting comes to unanimity: all three have to vote for it, "
         "and each of them (Ann, Bob and Cas) can block it alone")),
        ("{vote: meeting, more_than: 1/2, of: cast, exclude: ann}", "decisions.act.rule",
         ("more than half in Meeting comes to unanimity: both Bob and Cas have to vote for it, "
         "and either can block it alone")),
        ("{vote: meeting, at_least: 1/3, of: cast}", "decisions.act.rule",
         "“Act” can be decided by two sides that have nobody in common: by "),
        ("{any_of: [{consent: ann}, {consent: bob}]}", "decisions.act.rule",
         "two sides that have nobody in common: by Ann, and by Bob"),
        ("{vote: meeting, more_than: 1/2, of: cast, quorum: {at_least: 3}}",
         "decisions.act.rule.quorum", "if Ann and Bob vote for it and Cas votes against"),
        ("{vote: meeting, more_than: 1/2, of: outstanding, quorum: {at_least: 3}}",
         "decisions.act.rule.quorum",
         ("one of three in Meeting, such as Ann, keeps a vote from being held by staying away, "
         "and could not stop it by voting against")),
    ],
)  # fmt: skip
def test_a_rule_that_does_not_do_what_it_seems_to(rule, path, trouble):
    assert trouble in found(rule)[path]


@pytest.mark.parametrize(
    "rule",
    [
        "{vote: meeting, at_least: 1, of: outstanding}",  # unanimity that is meant
        "{consent: ann}",
        "{all_of: [{consent: ann}, {consent: bob}]}",
        "{automatic: true}",
        "{vote: meeting, method: cumulative, seats: 3, win: 1}",  # each side may win a seat
        "{vote: meeting, at_least: 51%, of: outstanding}",  # two of three, as more than half is
        "{vote: meeting, more_than: 1/2, of: cast, quorum: {at_least: 2, counting: [for]}}",
    ],
)
def test_what_is_meant_is_no_trouble(rule):
    assert found(rule) == {}


def test_decisions_with_the_same_quorum_are_warned_of_once():
    rule = "{vote: meeting, more_than: 1/2, of: cast, quorum: {at_least: 3}}"
    text = dedent(BOARD).replace("RULE", rule)
    more = f"  also: {{label: Also, rule: {rule}}}\n  else: {{label: Else, rule: RULE}}\n"

    rows = warnings(loads(text + more.replace("RULE", rule.replace("1/2", "51%")))).rows

    (row,) = [row for row in rows if "can help it pass" in row.trouble]
    assert row.path == "decisions.act.rule.quorum"
    assert row.trouble.endswith("it fails; it is so in “Act”, “Also” and “Else”")
    assert row.way_out.startswith("know it before you vote against")


def test_fifty_one_percent_is_more_than_a_majority_where_votes_lie_between():
    troubles = found("{vote: meeting, at_least: 51%, of: outstanding}", body="{ann: 101, bob: 99}")

    assert troubles["decisions.act.rule.at_least"] == (
        "at least 51\N{NO-BREAK SPACE}% is more than a simple majority: 101 of 200 votes, "
        "50.5\N{NO-BREAK SPACE}%, are more than half and would fail"
    )


def test_votes_that_look_like_percentages_should_come_to_a_hundred():
    assert found(GOOD, body="{ann: 45.8, bob: 44, cas: 10.1}") == {
        "bodies.meeting.voters":
        "the votes in Meeting look like percentages and come to 99.9",
    }  # fmt: skip
    assert found(GOOD, body="{ann: 45.8, bob: 44, cas: 10.2}") == {}


def test_a_calendar_that_is_over_or_too_soon():
    over = found(
        "{consent: ann}, timing: {at: annual, notice: 30 days}", "calendar: {annual: [2023-05-01]}"
    )
    soon = found(
        "{consent: ann}, timing: {at: annual, notice: 30 days}", "calendar: {annual: [2024-01-20]}"
    )

    assert over["calendar.annual"].startswith("no meeting is left from 1 January 2024 on")
    assert soon["calendar.annual"].startswith("the last meeting, on 20 January 2024, comes before")


def test_flags_that_are_never_set_or_never_asked_for():
    waits = "{consent: ann}, requires: {flag: ready}"
    flags = "flags: {ready: {label: Ready}}"

    assert "nothing ever makes it so that “Ready”" in found(waits, flags)["flags.ready"]
    assert found(waits, "flags: {ready: {set: true}}") == {}
    assert "nothing in the file asks" in found("{consent: ann}", flags)["flags.ready"]


SEATS = """
      board: {label: Board, size: 3, seats: {a: {holder: ann}, b: {holder: bob}, c: {holder: cas}}}
    decisions:
      elect: {label: Elect, for_each: {seat: board, vacant: true}, rule: RULE, effects: [{fill: $seat}]}
      resign: {for_each: {seat: board, vacant: false}, rule: {consent: $seat}, effects: [{vacate: $seat}]}
"""  # noqa: E501


def seated(rule, seats=SEATS):
    head = BOARD.partition("    decisions:")[0].rstrip()
    return told(dedent(head + seats.replace("RULE", rule)))


def test_a_board_that_elects_itself_can_die_out():
    assert seated("{vote: board, more_than: 1/2, of: in_office}") == {
        "bodies.board":
        "Board can die out: once all its seats are vacant, nobody can fill them, since “Elect” "
        "cannot be decided then",
    }  # fmt: skip


def test_a_quorum_of_all_seats_dies_sooner():
    quorum = "{more_than: 1/2, of: size, counting: for}"
    rule = f"{{vote: board, more_than: 1/2, of: cast, quorum: {quorum}}}"

    assert seated(rule)["bodies.board"].startswith(
        "once two of the three seats of Board are vacant, such as a and b, nobody can fill them"
    )


def test_a_board_that_others_elect_cannot():
    assert seated(GOOD) == {}


def test_seats_that_nobody_can_fill_are_told_once_a_body():
    only_resign = SEATS.replace("effects: [{fill: $seat}]", "effects: []")

    assert seated(GOOD, only_resign) == {
        "bodies.board": "no decision fills any seat of Board, once vacant"
    }


def test_a_dispute_is_told_where_it_changes_who_can_decide():
    text = dedent(BOARD).replace("RULE", GOOD.replace("1/2", "SHARE"))
    claims = "{claims: [{value: 1/2, assumed: true}, {value: OTHER, assumed: true}]}"

    def rows(other):
        return warnings(loads(text.replace("SHARE", claims.replace("OTHER", other)))).rows

    (row,) = rows("3/4")
    assert row.path == "decisions.act.rule.more_than"
    assert "who can decide “Act” hangs on which is believed" in row.trouble
    assert rows("3/5") == ()  # two of three is as much


def test_what_is_too_large_is_said(monkeypatch):
    monkeypatch.setattr("kingmaker.translate.paradox.MOST_STEPS", 0)
    rule = "{vote: meeting, more_than: 1/2, of: cast, quorum: {at_least: 2}}"
    text = dedent(BOARD).replace("RULE", rule)

    answer = warnings(loads(text))

    assert answer.notes == ("Too large to be looked into in every respect: decisions.act.rule.",)


@pytest.mark.parametrize("name", examples())
def test_no_example_drowns_in_them(name):
    answer = warnings(load(name))

    assert len(answer.rows) <= 5
    for row in answer.rows:
        assert ".." not in row.trouble
        assert not row.way_out.endswith(".")


def test_check_prints_them_place_by_place_and_all_is_well(capsys, tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text(dedent(BOARD).replace("RULE", "{vote: meeting, at_least: 9}").lstrip())

    assert run(["check", str(file)]) == 0

    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{file}: no problems.")
    assert second.startswith(f"{file}:8:21: warning: “Act” cannot be decided by anybody")
