"""The report, as Debian's Chromium shows and prints it."""

import re
from pathlib import Path

import pytest

from kingmaker import load, loads
from kingmaker.faces.reports import report
from kingmaker.files import starter

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="chromium is not installed"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

BOXES = """() => [...document.querySelectorAll('svg.structure')].map(svg => {
  const whole = svg.getBoundingClientRect();
  const area = e => { const r = e.getBoundingClientRect();
    return {left: r.left, top: r.top, right: r.right, bottom: r.bottom, is: e.textContent}; };
  return {whole: area(svg),
    texts: [...svg.querySelectorAll('text')].map(area),
    labels: [...svg.querySelectorAll('text.words')].map(area),
    boxes: [...svg.querySelectorAll('g.box')].map(box => ({
      outline: area(box.querySelector('.outline')),
      texts: [...box.querySelectorAll('text')].map(area)}))};
})"""

CONTRAST = """() => {
  const shine = text => { const [r, g, b] = text.match(/[\\d.]+/g).map(Number).map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const clear = colour => /rgba\\(.*, 0\\)|transparent/.test(colour);
  const behind = e => { for (; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor; if (!clear(colour)) return colour; }
    return 'rgb(255, 255, 255)'; };
  const poor = [];
  for (const e of document.querySelectorAll('p, h1, h2, h3, dd, dt, td, th, li, a, summary, .tag, '
      + '.cite, .note, caption, figcaption, text')) {
    if (!e.textContent.trim()) continue;
    const style = getComputedStyle(e), svg = e.tagName === 'text';
    const chip = svg && e.previousElementSibling?.classList.contains('chip');
    const ground = chip ? getComputedStyle(e.previousElementSibling).fill : behind(e);
    const [a, b] = [shine(svg ? style.fill : style.color), shine(ground)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.push([e.tagName, ratio.toFixed(2), e.textContent.slice(0, 40)]);
  }
  return poor;
}"""

MANY = "kingmaker: 1\nname: Many\nparties:\n" + "".join(
    f"  p{i}: {{kind: organisation, label: Company number {i}}}\n" for i in range(60)
) + "holdings:\n" + "".join(
    f"  - {{holder: p{i // 2}, in: p{i}, share: {i}%}}\n" for i in range(1, 60)
)  # fmt: skip

LONG = """
kingmaker: 1
name: {0}
parties:
  a: {{kind: organisation, label: {0}, form: {0}}}
  b: {{kind: group, as: bloc, label: {1}, count: 9}}
bodies: {{board: {{of: a, label: {1}, seats: {{one: {{holder: b2}}, two: {{}}}}}}}}
decisions: {{d: {{label: {0}, rule: {{vote: board, at_least: 1}}}}}}
needs: {{n: {{who: a, from: b, label: {0}}}}}
""".replace("  b:", "  b2: {{label: {0}}}\n  b:").format(
    "Supercalifragilistic" * 4, "很长的名字" * 20
)

CASES = {
    "openai": lambda: load("openai-2023"),
    "starter": lambda: loads(starter("My society")),
    "many": lambda: loads(MANY),
    "long": lambda: loads(LONG),
}


@pytest.fixture(scope="module")
def chromium():
    with playwright.sync_playwright() as run:
        browser = run.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module", params=CASES)
def file(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / f"{request.param}.html"
    path.write_text(report(CASES[request.param]()), encoding="utf-8")
    return path


@pytest.fixture
def opened(chromium, file):
    """Open the report in a window of some width; complaints and requests are kept."""
    contexts = []

    def open_at(width=1280, **settings):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.complaints, page.asked = [], []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(file.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        return page

    yield open_at
    for context in contexts:
        context.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_never_scrolls_sideways(opened, width):
    page = opened(width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_fetched_and_nothing_complains(opened, file):
    page = opened()

    assert page.complaints == []
    assert page.asked == [file.as_uri()]


def inside(inner, outer, slack=1.0):
    return (
        inner["left"] >= outer["left"] - slack
        and inner["top"] >= outer["top"] - slack
        and inner["right"] <= outer["right"] + slack
        and inner["bottom"] <= outer["bottom"] + slack
    )


def apart(a, b, slack=1.0):
    return (
        a["right"] <= b["left"] + slack
        or b["right"] <= a["left"] + slack
        or a["bottom"] <= b["top"] + 3 * slack
        or b["bottom"] <= a["top"] + 3 * slack
    )


def test_all_words_of_the_chart_stand_in_it_and_none_over_another(opened):
    drawn = opened().evaluate(BOXES)

    for chart in drawn:
        assert [text["is"] for text in chart["texts"] if not inside(text, chart["whole"])] == []
        for box in chart["boxes"]:
            out = [text["is"] for text in box["texts"] if not inside(text, box["outline"])]
            assert out == []
            met = [la["is"] for la in chart["labels"] if not apart(la, box["outline"])]
            assert met == []
        everything = chart["texts"]
        for i, one in enumerate(everything):
            met = [other["is"] for other in everything[i + 1 :] if not apart(one, other)]
            assert met == [], one["is"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_stand_out_from_their_ground(opened, scheme):
    assert opened(color_scheme=scheme).evaluate(CONTRAST) == []


def test_letters_in_pictures_are_at_least_twelve_pixels_high_on_a_phone(opened):
    sizes = opened(320).evaluate(
        "[...document.querySelectorAll('svg text')].map(t => parseFloat(getComputedStyle(t)"
        ".fontSize) * (t.ownerSVGElement.getScreenCTM()?.a ?? 1))"
    )

    assert min(sizes, default=12) >= 12


def test_bars_and_their_words_stay_inside_their_place(opened):
    out = opened(320).evaluate(
        "[...document.querySelectorAll('svg.bars')].flatMap(svg => { const r = "
        "svg.getBoundingClientRect(); return [...svg.querySelectorAll('text, rect')].filter(e => "
        "e.getBoundingClientRect().right > r.right + 1).map(e => e.textContent); })"
    )

    assert out == []


def test_closed_details_are_printed(chromium, file):
    page = chromium.new_page()
    page.goto(file.as_uri())
    page.emulate_media(media="print")
    page.wait_for_function(  # style may take a frame to follow the medium
        "[...document.querySelectorAll('details > :not(summary)')].every(e => "
        "e.closest('.screen') || e.checkVisibility({contentVisibilityAuto: true}))",
        timeout=10_000,
    )

    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) >= 1


def test_forced_colours_take_the_colours_of_the_reader(opened):
    page = opened(forced_colors="active")
    fills = page.evaluate(
        "[...new Set([...document.querySelectorAll('svg text')].map(t => "
        "getComputedStyle(t).fill))]"
    )

    assert len(fills) <= 1


def test_everything_that_scrolls_or_opens_can_be_reached_by_keyboard(opened):
    page = opened(320)
    missed = page.evaluate(
        "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth "
        "&& e.tabIndex < 0).length"
    )

    assert missed == 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
