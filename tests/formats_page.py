"""Writes the table of formats into docs/moving.md, from their rows.

python -m tests.formats_page
"""

from quizkit.interchange import FORMATS, Format
from tests.places import DOCS

PAGE = DOCS / "moving.md"
BEGIN = "<!-- made from `quizkit.interchange.FORMATS` by `python -m tests.formats_page` -->"
END = "<!-- end -->"


def _row(each: Format) -> str:
    ways = ", ".join(way for way, does in (("in", each.reads), ("out", each.writes)) if does)
    endings = " ".join(f"`{ending}`" for ending in each.endings)
    needs = f"`{each.extra}`" if each.extra else ""
    return f"| `{each.name}` | {each.title} | {endings} | {ways} | {each.carries} | {needs} |"


def page() -> str:
    """Return the page as it should be: what is written by hand, with the table made anew."""
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    rows = "\n".join(map(_row, FORMATS.values()))
    head = "| `--from`, `--to` | is | files | ways | carries | extra |\n|---|---|---|---|---|---|\n"
    return f"{before}{BEGIN}\n\n{head}{rows}\n\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
