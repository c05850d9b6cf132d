"""Pictures of the pages in a real browser, at several widths and in both themes.

python -m tests.web.shots FOLDER
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.web.browsers import chromium
from tests.web.served import KEY, Served

WIDTHS = (1100, 390, 320)


def main(folder: Path, widths: tuple[int, ...] = WIDTHS) -> None:
    """Write the pictures to a folder."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium())
        for width in widths:
            for theme in ("light", "dark"):
                with (
                    tempfile.TemporaryDirectory() as scratch,
                    Served(Path(scratch) / "p.db") as served,
                ):
                    context = browser.new_context(
                        viewport={"width": width, "height": 760},
                        color_scheme=theme,  # type: ignore[arg-type]
                    )
                    page = context.new_page()
                    _shoot(page, served, folder, f"{width}-{theme}")
                    context.close()
        browser.close()


def _shoot(page: Any, served: Served, folder: Path, name: str) -> None:
    number = 0

    def shoot(what: str) -> None:
        nonlocal number
        number += 1
        page.screenshot(path=folder / f"{name}-{number:02}-{what}.png", full_page=True)

    home = f"http://127.0.0.1:{served.port}/"
    page.goto(f"{home}?key={KEY}")
    shoot("decks")
    page.click("button[value=study]")
    for turn in range(30):
        kind = page.get_attribute("#step", "data-kind")
        if kind == "summary":
            break
        shoot(kind)
        if kind == "one":
            page.click(f"button.option >> nth={turn % 2}")
        elif kind == "feedback":
            page.click(".grades .primary, .buttons.main .primary")
        elif kind == "line":
            page.fill(".field", "164 m" if turn == 0 else "Red Sea; the Black Sea")
            page.click(".primary")
        elif kind == "several":
            page.check("input[value='1']")
            page.click(".primary")
        elif kind == "order":
            for place, select in enumerate(page.query_selector_all("select"), 1):
                select.select_option(str(place))
            page.click(".primary")
        elif kind == "pairs":
            for select in page.query_selector_all("select"):
                select.select_option("1")
            page.click(".primary")
        elif kind == "cloze":
            page.fill(".blank >> nth=0", "1869")
            page.fill(".blank >> nth=1", "Ismael Pasha")
            page.click(".primary")
        elif kind == "block":
            page.fill(".field", "It lifts ships.")
            page.click(".primary")
        else:
            page.click("[value=leave]")
    shoot("summary")
    for path in ("settings", "stats", "deck/kinds", "deck/kinds/length"):
        if page.goto(home + path).status == 200:
            shoot(path.replace("/", "-"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(map(int, sys.argv[2:])) or WIDTHS)
