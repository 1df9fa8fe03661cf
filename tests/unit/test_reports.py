import json
import re
from fractions import Fraction
from html.parser import HTMLParser
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kingmaker import load, loads
from kingmaker.analyses import UnknownName
from kingmaker.analyses.plainly import day, few, inner, joined, some, stop
from kingmaker.faces.grouping import grouped, told
from kingmaker.faces.reports import report
from kingmaker.faces.wording import exact, place, words
from kingmaker.files import CaseError, starter
from kingmaker.model import When

NASTY = "</style></title><script>alert('x')</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"

EVIL = """
kingmaker: 1
name: {0}
summary: {0}
as_of: 2020-01-01
sources:
  s: {{title: {0}, publisher: {0}, published: 2020-01-01, file: {0}, note: {0},
      url: 'javascript:alert(1)'}}
parties:
  a: {{label: {0}, role: {0}, note: {0}, source: {1}}}
  b: {{kind: organisation, label: {0}, form: {0}}}
  c: {{kind: organisation, label: {0}}}
  d: {{kind: group, count: 9, label: {0}}}
products: {{p: {{of: c, label: {0}, note: {0}}}, q: {{of: c, label: {0}}}}}
bodies: {{board: {{of: b, label: {0}, seats: {{one: {{holder: a}}, two: {{}}}}}}}}
rules: {{r: {{vote: board, more_than: 1/2, of: in_office, label: {0}, note: {0}}}}}
classes: {{k: {{label: {0}, note: {0}}}}}
holdings:
  h: {{holder: c, in: b, label: {0}, class: k,
      share: {{claims: [{{value: 10%, source: s, note: {0}}}, {{value: 20%, assumed: true}}]}}}}
decisions: {{d: {{label: {0}, rule: {{all_of: [r, {{consent: c}}]}}, note: {0}}}}}
needs: {{n: {{who: b, from: c, label: {0}, note: {0}}},
  m: {{who: b, from: {{people_of: d, at_least: 1/2}}, label: {0}}}}}
agreements: {{g: {{kind: supply, from: c, to: b, what: {0}, label: {0}}}}}
events: {{e: {{date: 2020-02-01, kind: act, label: {0}, by: a, note: {0}, source: s}}}}
facts:
  f:
    label: {0}
    value: {{claims: [{{value: {0}, source: s}}, {{value: {0}, assumed: true, note: {0}}}]}}
worlds: {{w: {{label: {0}, why: {0}, set: {{parties.a.label: {0}}}}}}}
"""


class Tags(HTMLParser):
    """Every element and attribute of a page, and whether elements close as they open."""

    VOID = ("meta", "br", "rect", "path")

    def __init__(self, text):
        super().__init__()
        self.found, self.open, self.attributes = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.add(tag)
        self.attributes += [(tag, *pair) for pair in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.add(tag)
        self.attributes += [(tag, *pair) for pair in attrs]

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag


@pytest.fixture(scope="module")
def openai():
    return report(load("openai-2023"))


def text(page):
    plain = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(plain.replace("&#39;", "'").replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_summary_of_the_example_says_who_decides_blocks_and_makes_it_last(openai):
    said = text(openai)

    assert (
        "Any 4 of the 6 members of the board of OpenAI, Inc. (Sam Altman, Greg Brockman," in said
    )
    assert "Any 3 of the same 6 can block it." in said
    assert "Microsoft holds 49 % of OpenAI LP and has no vote on this decision." in said
    assert "Microsoft (compute) and Signers of the letter (talent)." in said
    assert "505 of the 770 (Staff of OpenAI), cannot be done without once more than 34.4 %" in said
    assert "Needed here: at least 50 %, 385 people (assumed)." in said
    assert "9/28 (0.3214) each" in said
    assert "Altman returns as chief executive" in said


def test_a_disputed_fact_is_told_by_what_the_summary_would_say(openai):
    assert (
        "If “Act of the board: who may not vote” is “Sam Altman, Greg Brockman”: Any 3 of these "
        "4 (Ilya Sutskever, Adam D'Angelo, Tasha McCauley and Helen Toner) can take this decision."
    ) in text(openai)


def test_a_report_has_no_script_and_asks_for_nothing(openai):
    tags = Tags(openai)

    assert "default-src 'none'" in openai
    assert not tags.found & {"script", "link", "img", "iframe", "object", "base", "form"}
    assert not re.search(r"url\((?!#)|@import|src=", openai)
    assert all(value.startswith("#") for tag, name, value in tags.attributes if name == "href")
    assert not [name for _, name, _ in tags.attributes if name.startswith("on")]


def test_whatever_a_case_says_is_only_text():
    page = report(loads(EVIL.format(json.dumps(NASTY), json.dumps("s:" + NASTY))))
    tags = Tags(page)

    assert not tags.found & {"script", "img"}
    assert not [name for _, name, _ in tags.attributes if name.startswith("on")]
    assert not [v for _, name, v in tags.attributes if name == "href" and not v.startswith("#")]
    assert "{{ 7*7 }}" in page
    assert tags.open == []


def test_only_addresses_of_the_web_become_links():
    case = "{{kingmaker: 1, name: A, sources: {{s: {{title: T, url: '{0}'}}}}}}"

    assert 'href="https://example.org/x"' in report(loads(case.format("https://example.org/x")))
    assert 'href="javascript' not in report(loads(case.format("JavaScript:alert(1)")))


def test_headings_go_down_one_step_at_a_time_and_names_are_used_once(openai):
    levels = [int(level) for level in re.findall(r"<h([1-6])", openai)]
    names = re.findall(r'\sid="([^"]+)"', openai)

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert len(names) == len(set(names))
    assert {href[1:] for _, n, href in Tags(openai).attributes if n == "href"} <= set(names)


def test_the_same_case_gives_the_same_report(openai):
    assert report(load("openai-2023")) == openai


def test_the_starter_reads_well():
    said = text(report(loads(starter("My society"))))

    assert (
        "Any 2 of the 3 members of the board (Ada Example, Ben Example and Cleo Example)" in said
    )
    assert "It lasts if the society can keep working" in said
    assert (
        "The bank (the loan) alone can keep it from lasting, by withholding that, without "
        "having a vote. So can any 14 of the 40 Staff together."
    ) in said
    assert "No other fact of this case is disputed." in said
    assert "One fact is disputed, and it changes these answers" in said
    assert "Work for the society" in said


def test_a_case_without_decisions_has_a_report_without_them():
    said = text(report(loads("{kingmaker: 1, name: A pair, parties: {ann: {}, bob: {}}}")))

    assert "it has no decisions yet" in said
    assert "Who can decide" not in said
    assert "No fact of this case is disputed." in said


def one(rule, more=""):
    return loads(
        "kingmaker: 1\nname: A\nparties: {ann: {label: Ann}, bob: {label: Bob}, cy: {label: Cy}}\n"
        f"bodies: {{board: {{seats: [ann, bob, cy]}}}}\ndecisions: {{d: {{rule: {rule}}}}}\n{more}"
    )


BOTH = "Ann and Bob together can"
HALF = "{vote: board, more_than: 1/2, of: in_office}"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("{consent: ann}", "Ann decides alone."),
        ("{consent: [ann, bob]}", f"{BOTH} take this decision. Ann or Bob alone can block it."),
        (
            "{any_of: [{consent: ann}, {consent: bob}]}",
            f"Ann or Bob alone can take this decision. {BOTH} block it.",
        ),
        ("{vote: board, at_least: 9}", "Nobody can take this decision, not even all of them"),
        (
            f"{{all_of: [{{consent: ann}}, {HALF}]}}",
            "Ann together with any one of these 2 (Bob and Cy) can take this decision.",
        ),
        (
            "{vote: board, at_least: 100%, of: in_office}",
            "Bob and Cy together can take this decision. Ann, Bob or Cy alone can block it.",
        ),
    ],
)
def test_who_can_decide_is_a_sentence_for_one_for_two_and_for_many(rule, said):
    assert said in text(report(one(rule)))


def test_a_large_board_of_equals_is_told_in_one_line():
    names = [f"p{i}" for i in range(41)]
    case = loads(
        f"{{kingmaker: 1, name: Large, parties: {{{', '.join(f'{n}: {{}}' for n in names)}}}, "
        f"bodies: {{board: {{seats: [{', '.join(names)}]}}}}, "
        "decisions: {d: {rule: {vote: board, more_than: 1/2, of: in_office}}}}"
    )

    assert "Any 21 of the 41 members of the board (p0, p1," in text(report(case))


def test_a_report_says_in_which_world_and_as_known_when():
    page = text(report(load("openai-2023"), world="other-cloud", known_on="2023-11-21"))

    assert "Another cloud" in page
    assert "As known on 21 November 2023" in page
    assert "this report" in page


def test_a_decision_that_is_not_there_is_refused():
    with pytest.raises(UnknownName, match="remove-ceo"):
        report(load("openai-2023"), "remove-cea")


def test_a_day_before_the_file_is_refused():
    with pytest.raises(CaseError):
        report(load("openai-2023"), as_of="2020-01-01")


@given(st.integers(1, 6), st.integers(0, 3), st.data())
def test_all_choices_of_so_many_become_one_group(number, fixed, data):
    chosen = data.draw(st.integers(1, number))
    always = tuple(f"f{i}" for i in range(fixed))
    people = tuple(f"p{i}" for i in range(number))

    found = grouped([(*always, *some_) for some_ in combinations(people, chosen)])
    assert len(found) == 1
    assert found[0].size == fixed + chosen
    if chosen < number:
        assert found[0].choices == ((chosen, people),)


@given(
    st.lists(
        st.frozensets(st.sampled_from("abcdef"), min_size=1), min_size=1, max_size=8, unique=True
    )
)
def test_groups_stand_for_the_coalitions_they_were_made_of(sets):
    coalitions = [tuple(sorted(s)) for s in sets]

    spread = {
        frozenset(group.always).union(*parts)
        for group in grouped(coalitions)
        for parts in _choices(group.choices)
    }
    assert spread == set(map(frozenset, coalitions))


def _choices(choices):
    if not choices:
        return [()]
    (number, people), *rest = choices
    return [(c, *r) for c in combinations(people, number) for r in _choices(rest)]


def test_words_are_right_for_none_one_two_and_many():
    assert [some(n, "seat") for n in (0, 1, 2)] == ["no seats", "1 seat", "2 seats"]
    assert joined([]) == ""
    assert joined("ab", "or") == "a or b"
    assert few(["a", "b", "c", "d"], 2) == "a, b and 2 others"
    assert stop("Done!") == "Done!"
    assert inner("The bank") == "the bank"
    assert told(grouped([("a",), ("b",)])[0], str, str) == "a or b alone"


def test_values_of_a_case_are_told_in_words():
    names = {"ann": "Ann", "cloud": "The cloud"}

    assert (
        words({"people_of": "cloud", "at_least": "1/2"}, names)
        == "people of The cloud at least 1/2"
    )
    assert (
        words({"seats": {"one": {"holder": "ann"}, "two": {}}}, names)
        == "seats: Ann, two (vacant)"
    )
    assert words("ann", names, "what") == "ann"
    assert words(None, names, "holder") == "vacant"
    assert exact(Fraction(1, 1)) == "1"
    assert day(When("2023-11")) == "November 2023"


def test_a_place_of_the_case_is_told_by_its_label():
    organisation = load("openai-2023").organisation

    assert (
        place(organisation, "needs.talent.from.at_least")
        == "Talent for OpenAI LP: how much it takes"
    )
    assert (
        place(organisation, "holdings.control.holder") == "OpenAI, Inc. in OpenAI LP: who holds it"
    )
    assert place(organisation, "needs.compute.from") == "Compute for OpenAI LP: who provides it"
