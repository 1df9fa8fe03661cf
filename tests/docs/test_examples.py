"""Every example of the README and of the documentation is run, and shows what comes out."""

from __future__ import annotations

import pytest

from docs.pages import GAP, ROOT, Page, agrees, blocks, cut_like, pages


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_page_shows_is_what_comes_out(path, tmp_path):
    page = Page(path, tmp_path)

    page.run()

    assert not page.differences, "\n".join(map(str, page.differences))


def test_a_gap_stands_for_any_lines():
    actual = list("abcdefg")

    assert agrees(["a", GAP, "g"], actual)
    assert agrees(["a", GAP, "c", "d", GAP], actual)
    assert agrees([GAP], actual)
    assert not agrees(["a", GAP, "d", "c", GAP], actual)
    assert not agrees(["a", GAP, "a", GAP, "g"], actual)
    assert not agrees(["b", GAP], actual)
    assert not agrees(["a"], actual)


def test_a_gap_at_the_end_of_a_line_stands_for_its_rest():
    assert agrees(["four of …"], ["four of six"])
    assert not agrees(["four or …"], ["four of six"])
    assert cut_like(["four or …", GAP], ["four of six", "b"]) == ["four …", GAP]


def test_new_lines_are_cut_where_the_old_ones_were():
    assert cut_like(["x", GAP, "y"], list("abcd")) == ["a", GAP, "d"]
    assert cut_like(["x", GAP, "c", GAP, "y"], list("abcde")) == ["a", GAP, "c", GAP, "e"]
    assert cut_like(["x"], list("abcd")) == list("abcd")
    assert cut_like(["x", GAP, "y"], ["a"]) == ["a"]


def test_fences_inside_longer_fences_belong_to_them():
    text = "````md\n```console\n$ kingmaker\n```\n````\n\n```python\n>>> 1\n1\n```\n"

    assert [(b.language, b.line) for b in blocks(text)] == [("md", 1), ("python", 7)]


def test_a_caption_names_a_file():
    (block,) = blocks("```{code-block} yaml\n:caption: case.yaml\n\nkingmaker: 1\n```\n")

    assert (block.language, block.caption, block.text) == ("yaml", "case.yaml", "kingmaker: 1\n")
