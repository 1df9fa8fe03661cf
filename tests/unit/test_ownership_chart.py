import re
from xml.etree import ElementTree

import pytest

from charted import CLASSES, JOINT, MUTUAL, organisation
from kingmaker.analyses import UnknownName
from kingmaker.faces.pictures.choosing import with_graphlay
from kingmaker.faces.pictures.layered import layered
from kingmaker.faces.pictures.ownership import ownership_chart, ownership_table
from kingmaker.faces.pictures.ownership.ties import ties
from kingmaker.files import load
from kingmaker.model import When

SVG = "{http://www.w3.org/2000/svg}"


def spoken(svg):
    """All that is written or told in a picture, on one line."""
    text = " ".join(ElementTree.fromstring(svg).itertext())
    return " ".join(text.split())


def places(svg):
    """Where each box stands, by what is written in it."""
    found = {}
    for box in ElementTree.fromstring(svg).iter(f"{SVG}g"):
        if (box.get("class") or "").startswith("box"):
            outline = next(e for e in box if "outline" in (e.get("class") or ""))
            name = box.find(f"{SVG}title").text.split(",")[0]
            found[name] = tuple(outline.get(k) for k in ("x", "y", "width", "height"))
    return found


def fan(number, *, down=False):
    pairs = [("top", f"p{i}") if down else (f"p{i}", "top") for i in range(number)]
    return organisation(
        "kingmaker: 1\nname: A fan\nparties:\n  top: {kind: organisation}\n"
        + "".join(f"  p{i}: {{label: Party no {i}}}\n" for i in range(number))
        + "holdings:\n"
        + "".join(
            f"  - {{holder: {a}, in: {b}, share: {i + 1}/90000}}\n"
            for i, (a, b) in enumerate(pairs)
        )
    )


@pytest.mark.parametrize("layout", [with_graphlay, layered])
def test_the_chart_of_the_example_says_who_holds_what(layout):
    example = load("openai-2023").organisation
    words = spoken(ownership_chart(example, layout=layout))

    assert "49 % capital" in words
    assert "capital: share not known" in words
    assert "controls" in words
    assert "rest not stated: up to 51 %" in words
    for held in example.holdings.values():
        assert example.label(held.holder) in words


def test_a_picture_has_a_title_and_runs_nothing():
    root = ElementTree.fromstring(ownership_chart(organisation(MUTUAL)))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}

    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Who holds what: Two that hold each other"
    assert "Alpha and Beta" in root.find(f"{SVG}desc").text
    assert tags == {"svg", "title", "desc", "style", "g", "rect", "path", "text"}


def test_the_rules_for_the_dark_reach_this_picture_only():
    style = re.search("<style>(.*?)</style>", ownership_chart(organisation(MUTUAL)))[1]

    assert "@media screen and (prefers-color-scheme:dark)" in style
    for rule in re.findall(r"([^{}]+)\{(?:fill|stroke)", style):
        assert all(one.lstrip().startswith(".ownership ") for one in rule.split(","))


def test_a_line_that_closes_a_circle_is_marked_and_its_members_are_named():
    words = spoken(ownership_chart(organisation(MUTUAL)))

    assert "↑ 51 % capital" in words
    assert "In a circle, and so each above itself: Alpha and Beta." in words


def test_votes_and_capital_of_one_pair_share_a_line_and_are_told_apart():
    svg = ownership_chart(organisation(MUTUAL))
    root = ElementTree.fromstring(svg)
    both = next(
        group for group in root.iter(f"{SVG}g")
        if (title := group.find(f"{SVG}title")) is not None
        and title.text.startswith("Beta in Delta")
    )  # fmt: skip

    assert "30 % capital, 52.6 % votes" in spoken(svg)
    strokes = {p.get("class"): p.get("stroke-dasharray") for p in both.iter(f"{SVG}path")}
    assert strokes["tie capital"] is None
    assert strokes["tie votes"] == "8 4"


def test_what_is_over_is_not_drawn_and_its_holder_is_pale():
    svg = ownership_chart(organisation(MUTUAL))

    assert "until 2020" not in spoken(svg)
    assert re.findall(r'class="box organisation pale"><title>(\w+)', svg) == ["Epsilon"]


def test_a_company_that_holds_of_itself_says_so_in_its_box():
    assert "of itself: 2 % capital" in spoken(ownership_chart(organisation(MUTUAL)))


@pytest.mark.parametrize("day", ["2018-06-01", "2019-12-31", "2020-06-01", "2030-01-01"])
def test_no_box_moves_with_the_day(day):
    now = organisation(MUTUAL)
    then = now.model_copy(update={"as_of": When(day)})

    assert places(ownership_chart(then)) == places(ownership_chart(now))


def test_the_day_decides_what_is_drawn():
    now = organisation(MUTUAL)
    early = now.model_copy(update={"as_of": When("2018-06-01")})

    words = spoken(ownership_chart(early))
    assert "10 % capital, until 2020" in words
    assert "since 2019-03" not in words


def test_whoever_draws_may_say_what_is_drawn():
    words = spoken(ownership_chart(organisation(JOINT), drawn=lambda held: held.holder == "dan"))

    assert "5 % capital" in words
    assert "15 % capital" not in words


def test_joint_holders_meet_and_one_line_goes_on():
    svg = ownership_chart(organisation(JOINT))

    assert svg.count(">held together<") == 1
    assert (
        spoken(svg).count("held together in Top Ltd: over 25 % to 50 % capital, as trustee") == 1
    )


def test_how_somebody_holds_is_said():
    words = spoken(ownership_chart(organisation(JOINT)))

    assert "15 % capital, as nominee for Ann" in words
    assert "votes: share not known" in words
    assert "100 % capital (disputed)" in words
    assert "unspecified: the publisher has not been told" in words
    assert "over 25 % to 50 % capital, indirect, the sum of 2 other holdings" in words
    assert "5 % capital" not in words.replace("15 % capital", "")


def test_what_is_indirect_is_dotted():
    svg = ownership_chart(organisation(JOINT))
    group = svg[svg.index("<title>Ann in Sub Ltd") :]

    assert 'stroke-dasharray="1.5 4"' in group[: group.index("</g>")]


def test_shares_of_a_class_say_their_number_and_votes():
    words = spoken(ownership_chart(organisation(CLASSES)))

    assert "100 shares class B (10 votes each)" in words
    assert "12.5 shares class A" in words


def test_about_a_party_stand_those_above_and_below_it():
    made = organisation(JOINT)

    assert set(ties(made, "sub").parties) == {"ann", "ben", "cat", "dan", "unk", "sub", "top"}
    assert set(ties(made, "cat").parties) == {"cat", "top", "sub"}
    words = spoken(ownership_chart(made, "cat"))
    assert "Who is above Cat, and who below" in words
    assert "the party asked about" in words


def test_a_party_alone_is_a_box():
    alone = organisation("{kingmaker: 1, name: X, parties: {a: {label: Nobody}}}")

    assert "Nobody, person" in spoken(ownership_chart(alone, "a"))


def test_nothing_held_is_no_picture():
    assert ownership_chart(organisation("{kingmaker: 1, name: Nobody}")) == ""


def test_an_unknown_party_is_refused_with_the_nearest():
    with pytest.raises(UnknownName, match=r"no party 'anne'.* did you mean 'ann'"):
        ownership_chart(organisation(JOINT), "anne")


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("layout", [with_graphlay, layered])
def test_a_fan_of_forty_is_no_wider_than_a_screen(down, layout):
    svg = ownership_chart(fan(40, down=down), layout=layout)

    assert int(re.search(r'viewBox="0 0 (\d+)', svg)[1]) < 1300
    assert all(f"Party no {i}" in spoken(svg) for i in range(40))


def test_too_many_are_folded_and_counted():
    made = fan(200)
    svg = ownership_chart(made, most=150)

    assert svg.count('<g class="box ') == 150
    assert "and 52 more holders" in spoken(svg)
    assert "52 parties have no box of their own" in ElementTree.fromstring(svg)[1].text
    assert "Party no 0:" in spoken(svg)
    assert len(ownership_table(made)) == 201


def test_a_chart_has_room_for_three():
    with pytest.raises(ValueError, match="3 boxes at least"):
        ownership_chart(fan(9), most=2)


def test_what_turns_writing_around_is_shown():
    made = organisation('{kingmaker: 1, name: X, parties: {a: {label: "An\\u202en"}, b: {}}, '
                        "holdings: [{holder: a, in: b}]}")  # fmt: skip

    assert "An�n" in spoken(ownership_chart(made))


def test_a_long_name_is_shortened_and_stands_in_full_beside(tmp_path):
    name = " ".join(f"word{i}" for i in range(80))
    case = tmp_path / "case.yaml"
    case.write_text(f"kingmaker: 1\nname: X\nparties: {{a: {{label: {name}}}, b: {{}}}}\n"
                    "holdings: [{holder: a, in: b}]\n")  # fmt: skip
    svg = ownership_chart(load(case).organisation)

    assert f"<title>{name}, person</title>" in svg
    assert "…" in svg
    assert "word79</text>" in svg
