import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kingmaker.faces.pictures.choosing import best
from kingmaker.faces.pictures.layered import layered
from kingmaker.faces.pictures.ownership import ownership_chart, ownership_table
from kingmaker.faces.pictures.ownership.days import in_force
from kingmaker.faces.pictures.ownership.ties import circles
from kingmaker.faces.pictures.ownership.words import said, visible
from kingmaker.faces.pictures.svg import mark
from kingmaker.model import RIGHTS, Holding, Organisation, Party, When, portion

SVG = "{http://www.w3.org/2000/svg}"
NASTY = ["</title><script>alert(1)</script>", '"&\' onload="x', "x" * 500, "שלום בע״מ", "a\u202eb",
         "word " * 100, "]]>", "&amp;"]  # fmt: skip
PARTS = ["49%", "1/3", "over 25% to 50%", "unknown", "under 10%", "100%"]
KINDS = ["person", "organisation", "arrangement", "state", "group", "unspecified"]


@st.composite
def holdings(draw, names):
    start = draw(st.none() | st.sampled_from(["2001", "2003-04", "2005-06-07"]))
    return Holding.model_validate({
        "holder": draw(st.sampled_from(names)), "in": draw(st.sampled_from(names)),
        "right": draw(st.sampled_from(RIGHTS)),
        "share": draw(st.none() | st.sampled_from(PARTS).map(portion)),
        "joint": draw(st.sampled_from(["", "", "j"])),
        "link": draw(st.sampled_from(["direct", "indirect"])),
        "from": start, "until": draw(st.none() | st.sampled_from(["2007", "2009-01-31"])),
        "status": draw(st.sampled_from(["stated", "disputed", "withdrawn", "superseded"])),
    })  # fmt: skip


@st.composite
def organisations(draw):
    names = [f"p{i}" for i in range(draw(st.integers(1, 9)))]
    label = st.sampled_from(NASTY) | st.text(max_size=30)
    parties = {
        name: Party.model_construct(label=draw(label), kind=draw(st.sampled_from(KINDS)))
        for name in names
    }
    held = draw(st.lists(holdings(names), min_size=1, max_size=14))
    return Organisation.model_construct(
        name=draw(label), parties=parties, holdings={f"h{i}": h for i, h in enumerate(held)},
        as_of=draw(st.none() | st.sampled_from(["2004-01-01", "2008-01-01"]).map(When)),
    )  # fmt: skip


def squeezed(text):
    """Text as a picture can hold it, without its spaces."""
    held = ElementTree.fromstring(str(mark("text", visible(text)))).text or ""
    return "".join(held.split())


def places(svg):
    return [
        (e.get("x"), e.get("y"))
        for g in ElementTree.fromstring(svg).iter(f"{SVG}g")
        if (g.get("class") or "").startswith("box")
        for e in g
        if "outline" in (e.get("class") or "")
    ]


@pytest.mark.parametrize("layout", [best, layered])
@settings(max_examples=40)
@given(made=organisations())
def test_every_party_and_every_holding_drawn_is_told(layout, made):
    svg = ownership_chart(made, layout=layout)
    words = "".join("".join(ElementTree.fromstring(svg).itertext()).split())
    drawn = in_force(made)

    for name, held in made.holdings.items():
        assert squeezed(made.label(held.holder)) in words
        assert squeezed(made.label(held.issuer)) in words
        if drawn(held):
            told = said(made, name)
            assert squeezed(told.what) in words
            assert all(squeezed(how) in words for how in (*told.how, *told.marks))


@settings(max_examples=40)
@given(organisations())
def test_a_picture_holds_nothing_that_runs(made):
    root = ElementTree.fromstring(ownership_chart(made))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}

    assert tags <= {"svg", "title", "desc", "style", "g", "rect", "path", "text"}
    assert not any(name.startswith("on") for e in root.iter() for name in e.attrib)


@settings(max_examples=40)
@given(organisations(), st.sampled_from(["1990-01-01", "2004-01-01", "2006-01-01", "2010-01-01"]))
def test_no_box_moves_on_another_day(made, day):
    other = made.model_copy(update={"as_of": When(day)})

    assert places(ownership_chart(other)) == places(ownership_chart(made))


@settings(max_examples=40)
@given(organisations(), st.integers(3, 8))
def test_whoever_has_no_box_is_counted(made, most):
    root = ElementTree.fromstring(ownership_chart(made, most=most))
    shapes = [
        g.get("class").split()[1]
        for g in root.iter(f"{SVG}g")
        if (g.get("class") or "").startswith("box")
    ]
    told = re.search(r"(\d+) part(y has|ies have) no box", root[1].text)
    met = {p for held in made.holdings.values() for p in (held.holder, held.issuer)}
    own = [shape for shape in shapes if shape not in ("more", "together")]

    assert len(shapes) - shapes.count("together") <= most
    assert len(own) + (int(told[1]) if told else 0) == len(met)


@given(organisations())
def test_the_table_has_a_row_for_every_holding(made):
    rows = [row for row in ownership_table(made) if row[0] != "nobody stated"]

    assert len(rows) >= len(made.holdings)


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).map(
    lambda pair: (str(pair[0]), str(pair[1]))), max_size=20))  # fmt: skip
def test_two_are_in_one_circle_if_each_is_above_the_other(pairs):
    above = {a: {b for x, b in pairs if x == a} for a, _ in pairs}
    for _ in range(8):
        above = {a: bs | {c for b in bs for c in above.get(b, ())} for a, bs in above.items()}
    together = {a: circle for circle in circles(pairs) for a in circle}

    for a in map(str, range(8)):
        for b in map(str, range(8)):
            if a != b:
                both = b in above.get(a, ()) and a in above.get(b, ())
                assert both == (a in together and b in together[a])
