"""`quizkit formats`: what `import` and `export` know."""

import click

from quizkit.cli.fitting_lines import say
from quizkit.cli.options import echo_json, json_option
from quizkit.interchange import FORMATS, Format


@click.command(epilog="Example:  quizkit formats")
@json_option
def formats(as_json: bool) -> int:
    """List the formats that `import` reads and `export` writes, and what of a deck each carries."""
    if as_json:
        echo_json([_as_json(each) for each in FORMATS.values()])
        return 0
    for each in FORMATS.values():
        say(f"{each.name:<12}{_ways(each):<10}{each.title} ({' '.join(each.endings)})")
        carries = f"carries {each.carries}" if each.carries else ""
        needs = f"needs pip install 'quizkit[{each.extra}]'" if each.extra else ""
        told = "; ".join(filter(None, (carries, needs)))
        if told:
            say(told, indent=" " * 22)
    return 0


def _ways(each: Format) -> str:
    return {(1, 1): "in, out", (1, 0): "in", (0, 1): "out"}[each.reads, each.writes]


def _as_json(each: Format) -> dict[str, object]:
    return {
        "name": each.name,
        "title": each.title,
        "endings": list(each.endings),
        "reads": each.reads,
        "writes": each.writes,
        "import_options": list(each.takes),
        "export_options": list(each.gives),
        "extra": each.extra,
        "carries": each.carries,
    }
