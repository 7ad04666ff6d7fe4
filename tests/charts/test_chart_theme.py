"""Colors, type and frame: what all charts stand on."""

from itertools import combinations

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE
from hypothesis import given
from hypothesis import strategies as st

from votekit.charts.lettering import shorten, text_width, wrap, wrap_parts
from votekit.charts.theme import SIZES, THEMES, style_of
from votekit.errors import RequestError

BLINDNESS = ("protanomaly", "deuteranomaly", "tritanomaly")
APART = {"light": (14, 12), "dark": (14, 10), "print": (14, 12), "gray": (14, 14)}
"""Least CAM02-UCS distance of two parties' colors, for all kinds of sight and on gray paper."""


def rgb(color):
    return np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)]) / 255


def luminance(color):
    levels = rgb(color)
    linear = np.where(levels <= 0.03928, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def contrast(first, second):
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def seen(color, sight):
    if sight == "normal":
        return rgb(color)
    if sight == "gray":
        level = luminance(color)
        level = 12.92 * level if level <= 0.0031308 else 1.055 * level ** (1 / 2.4) - 0.055
        return np.full(3, level)
    space = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}
    return np.clip(cspace_convert(rgb(color), space, "sRGB1"), 0, 1)


def distance(first, second, sight):
    return float(deltaE(seen(first, sight), seen(second, sight), input_space="sRGB1"))


@pytest.mark.parametrize("name", THEMES)
def test_party_colors_stay_apart_for_every_kind_of_sight_and_on_gray_paper(name):
    theme = THEMES[name]
    colored, gray = APART[name]
    for first, second in combinations([*theme.parties.values()], 2):
        for sight in ("normal", *BLINDNESS):
            assert distance(first, second, sight) >= colored, (first, second, sight)
        assert distance(first, second, "gray") >= gray, (first, second)
    # The two large parties, whose colors meet in every picture, stand further apart.
    assert distance(theme.party("R"), theme.party("D"), "gray") >= 15


@pytest.mark.parametrize("name", THEMES)
def test_what_is_drawn_stands_out_from_its_ground(name):
    theme = THEMES[name]
    for color in (*theme.parties.values(), theme.other, theme.accent):
        assert contrast(color, theme.background) >= 3
    for color in (theme.ink, theme.muted):
        assert contrast(color, theme.background) >= 4.5
    # Numbers are written into the bars: of a yea in the ground's color, of a nay in ink.
    for color in (*theme.parties.values(), theme.accent):
        assert contrast(color, theme.background) >= 3
        assert contrast(theme.light(color), theme.ink) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_text_about_a_party_and_on_its_color_can_be_read(name):
    theme = THEMES[name]
    for party in theme.parties:
        assert contrast(theme.label(party), theme.background) >= 4.5
        assert contrast(theme.on(theme.party(party)), theme.party(party)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_a_nay_is_told_from_a_yea_without_its_outline(name):
    theme = THEMES[name]
    for color in theme.parties.values():
        assert distance(color, theme.light(color), "gray") >= 15


def test_a_party_unknown_to_the_theme_has_a_color():
    assert THEMES["light"].party("") == THEMES["light"].party("Green") == THEMES["light"].other


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"theme": "sepia"}, "use light, dark, print or gray"),
        ({"size": "poster"}, "use web, social, square, portrait, column or slide"),
        ({"width": 20}, "A width of 20 pixels"),
        ({"height": 5000}, "A height of 5000 pixels"),
    ],
)
def test_a_style_that_does_not_exist_is_refused_with_what_does(asked, told):
    with pytest.raises(RequestError, match=told):
        style_of(**asked)


def test_sizes_are_what_they_are_called():
    assert (SIZES["social"].width, SIZES["social"].height) == (1200, 675)
    assert style_of(width=500).size.height is None
    assert style_of(size="social", height=400).size.width == 1200
    assert (SIZES["square"].width, SIZES["square"].height) == (1080, 1080)
    assert (SIZES["portrait"].width, SIZES["portrait"].height) == (1080, 1350)


@pytest.mark.parametrize("name", ["social", "square", "portrait", "slide"])
def test_type_grows_with_a_size_of_one_s_own_as_with_a_named_one(name):
    named = SIZES[name]
    own = style_of(width=named.width, height=named.height).size
    assert own.text == pytest.approx(named.text, rel=0.12)


TEXTS = st.text(alphabet=st.sampled_from("abcWM–“ 0123;./"), max_size=120)


@given(TEXTS, st.floats(40, 400), st.floats(8, 24), st.booleans())
def test_lines_fit_and_lose_no_letter(text, width, size, bold):
    lines = wrap(text, width, size, bold=bold)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(text_width(line, size, bold=bold) <= width for line in lines)
    parts = wrap_parts(" ".join(text.split()), width, size)
    assert "".join(parts).replace(" ", "") == "".join(text.split())
    assert all(text_width(line, size) <= width for line in parts)
    assert text_width(shorten(text, width, size), size) <= width


def test_letters_are_as_wide_as_in_the_font_that_draws_them():
    from PIL import ImageFont

    path = "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"
    try:
        font = ImageFont.truetype(path, 1000)
    except OSError:
        pytest.skip("Liberation Sans is not installed")
    text = "House passed H.R. 3364, 419 (98.6%), above 282 needed: Zuñiga & Wyden/Ky; QXJ_k"
    assert text_width(text, 1000) == pytest.approx(font.getlength(text), rel=0.03)


def test_the_theme_is_found_under_its_british_spelling_too():
    assert style_of(theme="grey").theme is THEMES["gray"]  # codespell:ignore grey
