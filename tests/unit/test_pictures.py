import json
import sys
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kingmaker import load, loads
from kingmaker.faces.pictures.bars import Pair, bars
from kingmaker.faces.pictures.chart import chart
from kingmaker.faces.pictures.choosing import best, with_graphlay
from kingmaker.faces.pictures.layered import layered
from kingmaker.faces.pictures.layout import Edge, Node
from kingmaker.faces.pictures.lettering import lines, width
from kingmaker.faces.pictures.links import Link
from kingmaker.faces.pictures.structure import ranks, structure
from kingmaker.faces.pictures.svg import mark

NASTY = "</text><script>alert('x')</script>\" onload=\"alert(1)\x00\ud800 &amp;"

EVIL = """
kingmaker: 1
name: Nasty
parties: {{a: {{kind: organisation, label: {0}, form: {0}}}, b: {{kind: organisation}},
  c: {{label: {0}}}}}
bodies: {{board: {{of: a, label: {0}, seats: [c]}}}}
classes: {{k: {{label: {0}}}}}
holdings: [{{holder: a, in: b, class: k}}]
needs: {{n: {{who: b, from: c, label: {0}}}}}
"""


@st.composite
def drawings(draw):
    """Nodes on levels and edges that run down."""
    count = draw(st.integers(2, 12))
    nodes = {
        f"n{i}": Node(
            draw(st.integers(90, 200)), draw(st.integers(20, 90)), draw(st.integers(0, 4))
        )
        for i in range(count)
    }
    pairs = [(a, b) for a in nodes for b in nodes if nodes[a].level < nodes[b].level]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=9)) if pairs else []
    return nodes, [Edge(a, b) for a, b in chosen]


def areas(nodes, drawing):
    return {n: (drawing.centres[n], (node.width, node.height)) for n, node in nodes.items()}


def spans(a, b):
    """A piece of a line as an area of no width."""
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), (abs(a[0] - b[0]), abs(a[1] - b[1]))


def touching(piece, box):
    (x, y), (w, h) = piece
    (bx, by), (bw, bh) = box
    return abs(x - bx) < (w + bw) / 2 - 0.5 and abs(y - by) < (h + bh) / 2 - 0.5


def on_outline(point, box):
    (x, y), (w, h) = box
    across, down = abs(point[0] - x) - w / 2, abs(point[1] - y) - h / 2
    return max(across, down) == pytest.approx(0, abs=0.6)


def check_drawing(nodes, edges, drawing):
    placed = areas(nodes, drawing)
    names = list(nodes)

    for i, a in enumerate(names):
        (x, y), (w, h) = placed[a]
        assert x - w / 2 >= -0.5
        assert y - h / 2 >= -0.5
        assert x + w / 2 <= drawing.width + 0.5
        assert y + h / 2 <= drawing.height + 0.5
        for b in names[i + 1 :]:
            assert not touching(placed[a], placed[b])
            if nodes[a].level < nodes[b].level:
                assert drawing.centres[a][1] < drawing.centres[b][1]
    for edge, route in zip(edges, drawing.routes, strict=True):
        assert on_outline(route[0], placed[edge.upper])
        assert on_outline(route[-1], placed[edge.lower])
        for a, b in pairwise(route):
            assert not any(touching(spans(a, b), area) for area in placed.values())


@settings(max_examples=60)
@given(drawings())
def test_our_own_layout_lets_no_boxes_overlap_and_no_line_cross_a_box(drawn):
    nodes, edges = drawn

    check_drawing(nodes, edges, layered(nodes, edges))


@settings(max_examples=60)
@given(drawings())
def test_whichever_layout_is_chosen_no_boxes_overlap_and_no_line_crosses_a_box(drawn):
    nodes, edges = drawn

    check_drawing(nodes, edges, best(nodes, edges))


@settings(max_examples=60)
@given(drawings())
def test_the_same_is_drawn_the_same(drawn):
    assert layered(*drawn) == layered(*drawn)


def test_without_graphlay_our_own_layout_draws(monkeypatch):
    monkeypatch.setitem(sys.modules, "graphlay", None)
    nodes, edges = {"a": Node(50, 20, 0), "b": Node(50, 20, 1)}, [Edge("a", "b")]

    assert best(nodes, edges) == layered(nodes, edges)


def test_if_graphlay_fails_our_own_layout_draws(monkeypatch):
    import graphlay

    def refuse(*_, **__):
        raise graphlay.GraphlayError("no")

    monkeypatch.setattr(graphlay, "layout", refuse)
    nodes, edges = {"a": Node(50, 20, 0), "b": Node(50, 20, 1)}, [Edge("a", "b")]

    assert best(nodes, edges) == layered(nodes, edges)


def test_our_own_layout_refuses_an_edge_that_does_not_run_down():
    with pytest.raises(ValueError, match="down"):
        layered({"a": Node(1, 1, 0), "b": Node(1, 1, 0)}, [Edge("a", "b")])


@pytest.mark.parametrize("layout", [with_graphlay, layered])
def test_the_chart_of_the_example_names_everybody_in_it(layout):
    organisation = load("openai-2023").organisation
    drawn = chart(organisation)
    tree = ElementTree.fromstring(structure(drawn, layout))
    said = " ".join("".join(tree.itertext()).split())

    assert "Signers" in said
    assert "holds 49" in said
    for seat in organisation.bodies["board"].seats.values():
        assert organisation.label(seat.holder) in said
    names = {box.title for box in drawn.boxes.values()} | set(drawn.aside)
    rows = {row for box in drawn.boxes.values() for row in box.rows}
    for name in organisation.parties:
        label = organisation.label(name)
        assert label in names or any(row.startswith(label) for row in rows)


@pytest.mark.parametrize("layout", [with_graphlay, layered])
def test_whatever_a_case_says_the_picture_stays_a_picture(layout):
    nasty = loads(EVIL.format(json.dumps(NASTY[:-10]))).organisation
    drawn = structure(chart(nasty), layout)
    tags = {element.tag.split("}")[1] for element in ElementTree.fromstring(drawn).iter()}

    assert tags <= {"svg", "title", "desc", "g", "rect", "path", "text"}
    assert "onload" not in {
        name for e in ElementTree.fromstring(drawn).iter() for name in e.attrib
    }


def test_what_xml_cannot_hold_is_replaced():
    text = str(mark("text", NASTY, class_=NASTY))

    element = ElementTree.fromstring(text)
    assert element.text == element.get("class")
    assert "\x00" not in text


def test_an_element_has_a_plain_name():
    with pytest.raises(ValueError, match="plain names"):
        mark("a b")


def test_ownership_makes_levels_and_a_supplier_does_not():
    links = [
        Link("top", "low", "controls", ""), Link("low", "top", "need", ""),
        Link("cloud", "low", "need", ""), Link("low", "thing", "makes", ""),
        Link("thing", "guest", "need", ""),
    ]  # fmt: skip

    levels = ranks(["low", "top", "cloud", "thing", "guest"], links, {"thing"})
    assert levels == {"top": 0, "cloud": 0, "low": 1, "thing": 2, "guest": 3}


def test_circles_of_ownership_are_drawn_all_the_same():
    links = [Link("a", "b", "holds", ""), Link("b", "c", "holds", ""), Link("c", "a", "holds", "")]

    assert ranks(["a", "b", "c"], links, set()) == {"a": 0, "b": 1, "c": 2}


CIRCLE = """
kingmaker: 1
name: A circle
parties: {a: {kind: organisation}, b: {kind: organisation}, c: {}}
holdings:
  - {holder: a, in: b, share: 60%}
  - {holder: b, in: a, share: 10%}
  - {holder: a, in: a, share: 1%}
"""


@pytest.mark.parametrize("layout", [with_graphlay, layered])
def test_cross_holdings_are_both_drawn_and_own_shares_are_in_the_table(layout):
    drawn = chart(loads(CIRCLE).organisation)
    said = structure(drawn, layout).replace("\N{NO-BREAK SPACE}", " ")

    assert "holds 60 %" in said
    assert "holds 10 %" in said
    assert ("a", "holds 1 %".replace(" %", "\N{NO-BREAK SPACE}%"), "a") in drawn.told
    assert drawn.aside == ("c",)


def many(number):
    parties = "".join(f"  p{i}: {{kind: organisation}}\n" for i in range(number))
    held = "".join(f"  - {{holder: p{i // 3}, in: p{i}, share: 50%}}\n" for i in range(1, number))
    return loads(f"kingmaker: 1\nname: Many\nparties:\n{parties}holdings:\n{held}")


def test_a_large_chart_is_stacked_and_says_what_is_not_drawn():
    drawn = chart(many(600).organisation)

    assert len(drawn.boxes) <= 150
    assert drawn.undrawn > 0
    assert len(drawn.told) == 599


def test_siblings_alike_become_one_stack_that_says_how_many():
    text = (
        "kingmaker: 1\nname: Flat\nparties:\n  top: {kind: organisation}\n"
        + "".join(f"  p{i}: {{kind: organisation}}\n" for i in range(200))
        + "holdings:\n"
        + "".join(f"  - {{holder: top, in: p{i}}}\n" for i in range(200))
    )
    drawn = chart(loads(text).organisation)

    assert [box.title for box in drawn.boxes.values()] == ["top", "200 organisations"]
    assert drawn.undrawn == 0


def test_nothing_to_draw_is_no_picture():
    assert structure(chart(loads("{kingmaker: 1, name: Nobody}").organisation)) == ""
    assert bars([], told="") == ""


@given(st.text(min_size=1, max_size=60), st.integers(30, 200))
def test_no_line_of_text_is_wider_than_its_room(text, room):
    broken = lines(text, 12, room, most=100)

    assert all(len(line) == 1 or width(line, 12) <= room for line in broken)


def test_a_bar_of_nothing_is_told_from_no_bar():
    drawn = bars([Pair("Microsoft", 0, 1)], told="")

    assert 'class="none"' in drawn
    assert "formal 0" in drawn
