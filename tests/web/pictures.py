"""Draws docs/images/web-*.png, the pictures of the pages, in Chromium: python -m tests.web.pictures

A learner has studied the sample deck for some weeks; decks, a question, feedback and statistics are
shown in both themes, side by side.
"""

import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from tests.places import DOCS, ROOT
from tests.web.browsers import chromium
from tests.web.learned import study
from tests.web.served import KEY, KINDS, START, Served

_SIZE = {"width": 560, "height": 470}
_GAP = 16


def main() -> None:
    """Write the pictures."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium())
        for theme in ("light", "dark"):
            with tempfile.TemporaryDirectory() as scratch:
                progress = Path(scratch) / "p.db"
                study(progress, 60, START, missed=0.1, new=3)
                with Served(progress, KINDS, ROOT / "decks" / "cart.yaml") as served:
                    context = browser.new_context(viewport=_SIZE, color_scheme=theme)  # type: ignore[arg-type]
                    shots = _shots(context.new_page(), served)
                    context.close()
            _side_by_side(shots).save(DOCS / "images" / f"web-{theme}.png", optimize=True)
        browser.close()


def _shots(page: Any, served: Served) -> list[Image.Image]:
    """Return pictures of the decks, a question, its feedback and statistics."""
    shots: list[Image.Image] = []

    def shoot() -> None:
        shots.append(Image.open(BytesIO(page.screenshot())).convert("RGB"))

    home = f"http://127.0.0.1:{served.port}/"
    page.goto(f"{home}?key={KEY}")
    shoot()
    with page.expect_navigation():
        page.click(".decks li:nth-child(1) button[value=study]")
    for answer in ("164 km", None):
        if answer is not None:
            page.fill(".field", answer)
            with page.expect_navigation():
                page.click(".primary")
            with page.expect_navigation():
                page.click(".grades .primary")
    shoot()
    with page.expect_navigation():
        page.click("button.option >> nth=0")
    shoot()
    page.goto(f"{home}stats")
    shoot()
    return shots


def _side_by_side(shots: list[Image.Image]) -> Image.Image:
    """Return pictures two by two, with few colours, as pages have."""
    wide, high = shots[0].size
    sheet = Image.new("RGB", (2 * wide + _GAP, 2 * high + _GAP), "#8a8f99")
    for place, shot in enumerate(shots):
        sheet.paste(shot, ((place % 2) * (wide + _GAP), (place // 2) * (high + _GAP)))
    return sheet.quantize(64)


if __name__ == "__main__":
    main()
