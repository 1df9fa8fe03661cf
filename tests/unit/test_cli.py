"""The command line: what goes where, and with which exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kingmaker.faces.cli import run


@pytest.fixture
def ask(capsys):
    def asked(*arguments):
        status = run(arguments)
        out, err = capsys.readouterr()
        return status, out, err

    return asked


def test_an_answer_into_a_pipe_is_tabs_without_boxes_or_colour(ask):
    status, out, _ = ask("winners", "openai-2023", "remove-ceo")

    assert status == 0
    assert out.splitlines()[0] == "coalition\tsize"
    assert len(out.splitlines()) == 16
    assert not set("│─┏\x1b") & set(out)


def test_json_is_one_object_and_exact(ask):
    _, out, _ = ask("effective", "openai-2023", "remove-ceo", "--by", "provision", "--as-json")
    found = json.loads(out)

    row = next(row for row in found["rows"] if row["party"] == "microsoft:compute")
    assert row["effective_shapley"] == "151/504"
    assert row["effective_shapley_decimal"] == 151 / 504
    assert found["arguments"] == {"decision": "remove-ceo", "by": "provision"}
    assert {"id", "title", "at"} == set(found["sources"][0])


def test_a_part_of_an_answer_comes_alone_as_csv(ask):
    _, out, _ = ask("effective", "openai-2023", "remove-ceo", "--part", "tipping", "--as-csv")

    assert out.splitlines()[0] == "need,group,part,heads,above,needed,strict,people,indispensable"
    assert out.splitlines()[1] == "talent,staff,signers,505,53/154,1/2,no,385,yes"


def test_an_unknown_part_is_told_with_those_there_are(ask):
    status, _, err = ask("effective", "openai-2023", "remove-ceo", "--part", "tiping")

    assert status == 2
    assert err == (
        "effective has no table 'tiping'; it has: coalitions, blockers, failures, tipping\n"
    )


def test_set_changes_a_value_first(ask):
    _, out, _ = ask(
        "winners", "openai-2023", "remove-ceo", "--set", "rules.board-act.more_than=2/3",
        "--set", "rules.board-act.exclude=[altman]", "--as-json",
    )  # fmt: skip
    found = json.loads(out)

    assert found["changes"] == {
        "rules.board-act.more_than": "2/3",
        "rules.board-act.exclude": ["altman"],
    }
    assert {row["size"] for row in found["rows"]} == {4}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["power", "openai-2023", "remove-cheif"], "did you mean 'remove-chair'"),
        (["power", "openai-2023", "remove-ceo", "--world", "recusel"], "did you mean 'recusal'"),
        (["power", "openai-2023", "remove-ceo", "--set", "rules"], "--set takes path=value"),
        (["power", "openai-2023", "remove-ceo", "--set", "ruls.x=1"], "did you mean 'rules'"),
        (["power", "openai-2023", "remove-ceo", "--as-json", "--as-csv"], "ask for one of"),
        (["power", "openai-2024", "remove-ceo"], "no such file"),
        (["power", "openai-2023"], "decision"),
        (["pwer", "openai-2023"], "power"),
        (["effective", "openai-2023", "remove-ceo", "--by", "seat"], "party or provision"),
        (["facts", "openai-2023", "--show", "some"], "show is one of"),
        (["power", "openai-2023", "remove-ceo", "--as-of", "soon"], "a date is written as"),
        (["disputed", "openai-2023", "remove-ceo", "winer"], "did you mean 'winners'"),
    ],
)
def test_wrong_usage_is_told_in_a_line_and_has_status_2(ask, arguments, told):
    status, out, err = ask(*arguments)

    assert status == 2
    assert told in err.replace('"', "'")
    assert not out
    assert "Traceback" not in err


def test_problems_of_a_case_are_all_told_with_status_1(ask, tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text(
        "kingmaker: 1\nname: x\nfacts: {f: {valu: 1}}\nholdings: [{holder: a, in: b}]\n"
    )

    status, out, err = ask("power", str(file), "remove-ceo")

    assert status == 1
    assert not out
    assert [line.split(": ", 1)[0] for line in err.splitlines()] == [
        f"{file}:3:13", f"{file}:4:21", f"{file}:4:28",
    ]  # fmt: skip


def test_a_day_before_the_case_is_refused_with_the_line(ask):
    status, _, err = ask("power", "openai-2023", "remove-ceo", "--as-of", "2023-11-01")

    assert status == 1
    assert "cannot be taken back to 2023-11-01" in err


def test_new_writes_a_case_that_answers_and_is_not_written_over(ask, tmp_path):
    file = tmp_path / "mine.yaml"

    assert ask("new", str(file), "--name", "Dr. No: a case #1")[0] == 0
    assert ask("check", str(file))[1].startswith(f"{file}: no problems.")
    assert ask("winners", str(file), "remove-chief-executive")[0] == 0
    before = file.read_text()
    status, _, err = ask("new", str(file))
    assert (status, file.read_text()) == (2, before)
    assert "is there already" in err


def test_examples_and_schema_and_completion_are_printed(ask):
    assert "openai-2023\tOpenAI, November 2023" in ask("examples")[1]
    assert json.loads(ask("schema")[1])["title"] == "Kingmaker case, format 1"
    for shell in ("bash", "zsh", "fish"):
        assert "kingmaker" in ask("completion", shell)[1]


def test_a_report_is_written_whole_or_not_at_all(ask, tmp_path):
    page = tmp_path / "page.html"

    assert ask("report", "openai-2023", "remove-ceo", "-o", str(page))[0] == 0
    assert page.read_text(encoding="utf-8").rstrip().endswith("</html>")
    status, _, err = ask("report", "openai-2023", "remove-ceo", "-o", str(tmp_path / "no" / "p"))
    assert status == 2
    assert "there is no folder" in err


def test_version_and_a_question_need_neither_numpy_nor_scipy():
    script = (
        "import sys; from kingmaker.faces.cli import run; run(['power', 'openai-2023', "
        "'remove-ceo']); sys.exit(any(m in sys.modules for m in ('numpy', 'scipy', 'jinja2')))"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr


def test_the_program_can_be_run_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "kingmaker", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.startswith("kingmaker ")


def test_a_reader_who_has_read_enough_is_no_trouble():
    command = f"{sys.executable} -m kingmaker facts openai-2023 | head -1"

    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)

    assert done.stderr.count("Traceback") == 0
    assert "fact\tsays" in done.stdout


def test_case_files_are_found_by_folder_too(ask):
    folder = Path("examples/openai-2023")

    assert ask("check", str(folder))[0] == 0


def test_the_summary_says_in_words_what_the_report_begins_with(ask):
    _, out, _ = ask("summary", "openai-2023", "remove-ceo")
    said = " ".join(out.split())

    assert "Any 4 of the 6 members of the board of OpenAI, Inc." in said
    assert "Microsoft (compute) and Signers of the letter (talent). Neither has a vote." in said
    assert "more than 34.4 % of the 770 are needed." in said
    assert "Needed here: at least 50 %, 385 people (assumed)." in said


def test_the_summary_takes_worlds_values_and_days(ask):
    assert "Any 3 of" in ask("summary", "openai-2023", "--world", "recusal")[1]
    assert "Any 6 of" not in ask("summary", "openai-2023")[1]
    _, out, _ = ask("summary", "openai-2023", "--set", "rules.board-act.more_than=2/3")
    assert "Changed: rules.board-act.more_than = 2/3" in out
    assert "2 December 2023" in ask("summary", "openai-2023", "--as-of", "2023-12-02")[1]


def test_a_report_can_be_written_to_stdout(ask):
    for option in ("-o", "--output"):
        status, out, _ = ask("report", "openai-2023", option, "-")
        assert status == 0
        assert out.startswith("<!doctype html>")
