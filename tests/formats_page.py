"""Writes the table of formats into docs/moving.md, from their rows.

python -m tests.formats_page
"""

from quizkit.interchange import FORMATS, Format
from quizkit.interchange.carried import ROWS, Row
from tests.places import DOCS

PAGE = DOCS / "moving.md"
BEGIN = "<!-- made from `quizkit.interchange.FORMATS` by `python -m tests.formats_page` -->"
END = "<!-- end -->"


def _row(each: Format) -> str:
    ways = ", ".join(way for way, does in (("in", each.reads), ("out", each.writes)) if does)
    endings = " ".join(f"`{ending}`" for ending in each.endings)
    needs = f"`{each.extra}`" if each.extra else ""
    return f"| `{each.name}` | {each.title} | {endings} | {ways} | {each.carries} | {needs} |"


def _fate(each: Row, name: str) -> str:
    """Return what becomes of a feature in a format."""
    return "yes" if name in each.kept.split() else "in a text" if name in each.shown.split() else ""


def _carried() -> str:
    """Return the table of what goes along, a column a format; tables of all sorts are one.

    A format that carries nothing of it has none, so that the whole is not too wide.
    """
    names = [each.name for each in FORMATS.values() if each.writes]
    names = [
        name
        for name in names
        if name not in ("tsv", "xlsx") and any(_fate(each, name) for each in ROWS)
    ]
    lines = [f"| goes out | {' | '.join(f'`{name}`' for name in names)} |"]
    lines.append("|---" * (len(names) + 1) + "|")
    for each in ROWS:
        lines.append(f"| {each.what} | {' | '.join(_fate(each, name) for name in names)} |")
    return "\n".join(lines)


def page() -> str:
    """Return the page as it should be: what is written by hand, with the table made anew."""
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    rows = "\n".join(map(_row, FORMATS.values()))
    head = "| `--from`, `--to` | is | files | ways | carries | extra |\n|---|---|---|---|---|---|\n"
    told = (
        "What of a note goes out: `yes`, it is there as it was; `in a text`, it can be seen there within a\n"
        "text and is no thing of its own; else it is told as lost. `tsv` and `xlsx` are as `csv`, and\n"
        "`aiken` carries nothing of it."
    )
    made = f"{head}{rows}\n\n{told}\n\n{_carried()}"
    return f"{before}{BEGIN}\n\n{made}\n\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
