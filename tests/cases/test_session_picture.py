"""The picture of a session on the first page: what it shows happened, and it can be read.

Run with QUIZKIT_UPDATE_GOLDEN=1 to draw it anew, then look at it.
"""

import os
import re
from xml.etree import ElementTree

import pytest

from tests import session_picture
from tests.places import ROOT
from tests.session_picture import COLOURS, PICTURES, SCRIPT, STYLES

README = (ROOT / "README.md").read_text("utf-8")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("theme", COLOURS)
def test_the_picture_is_what_a_terminal_shows_of_the_golden_session(theme: str) -> None:
    drawn = session_picture.picture(theme)
    if os.environ.get("QUIZKIT_UPDATE_GOLDEN"):
        session_picture.update()
    assert drawn == PICTURES[theme].read_text("utf-8")


def test_the_picture_shows_each_verdict_of_the_golden_session() -> None:
    shown = {text.text for text in ElementTree.parse(PICTURES["dark"]).iter(f"{SVG}text")}
    verdicts = re.findall(r"^[✓≈◐✗] .*", SCRIPT.read_text("utf-8"), re.MULTILINE)
    assert len(verdicts) == 3
    assert shown >= {part for verdict in verdicts for part in verdict.split(" ", 1)}


@pytest.mark.parametrize("theme", COLOURS)
def test_the_picture_is_small_names_itself_and_needs_nothing_from_elsewhere(theme: str) -> None:
    text = PICTURES[theme].read_text("utf-8")
    root = ElementTree.fromstring(text)
    assert len(text.encode()) < 30_000
    names = [root.find(f"{SVG}{name}") for name in ("title", "desc")]
    assert [each.get("id") for each in names if each is not None and each.text] == ["title", "desc"]
    assert root.get("aria-labelledby") == "title desc"
    assert "url(" not in text
    assert "href" not in text


def test_where_nothing_moves_one_frame_is_seen() -> None:
    text = PICTURES["dark"].read_text("utf-8")
    moving, still = re.compile(r"@media.*?\n\}", re.DOTALL), r'class="frame rest f\d"'
    assert len(re.findall(still, text)) == 1
    assert "animation" not in moving.sub("", text)


def luminance(colour: str) -> float:
    """The relative luminance of a colour, by the definition of WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("theme", COLOURS)
@pytest.mark.parametrize("style", ["plain", *(name for name in STYLES.values() if name != "bold")])
def test_each_colour_stands_out_from_the_page(theme: str, style: str) -> None:
    dark, light = sorted(luminance(COLOURS[theme][name]) for name in (style, "page"))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_first_page_shows_the_picture_in_both_themes_and_says_it_in_words() -> None:
    assert f'alt="{session_picture.ALT}"' in README
    for path in PICTURES.values():
        assert f'"{path.relative_to(ROOT).as_posix()}"' in README
