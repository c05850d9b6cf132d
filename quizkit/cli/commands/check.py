"""`quizkit check`: what is wrong with decks, for their authors."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizkit.cli.fitting_lines import say
from quizkit.cli.options import complete_decks, echo_json, json_option
from quizkit.cli.progress_bar import progress_bar
from quizkit.visible import visible
from quizkit.wording import count

if TYPE_CHECKING:
    from quizkit.formats.deck_yaml import Reading
    from quizkit.lint import Finding, Severity
    from quizkit.lint.rule import Rule


def _listed(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of an option that may be given several times, with commas or without."""
    return tuple(code.strip().upper() for value in values for code in value.split(",") if code)


def _copies(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """Return the texts of local copies that are given as ID=FILE."""
    texts = {}
    for value in values:
        source, equals, file = value.partition("=")
        if not equals or not source or not file:
            raise click.BadParameter(f"{visible(value)!r} is not of the form ID=FILE")
        path = Path(file)
        try:
            if path.is_char_device() or path.is_block_device():  # it may never end
                raise OSError(0, "it is a device")
            texts[source] = path.read_text("utf-8-sig", errors="replace")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "no file has such a name"
            raise click.BadParameter(f"{visible(file)} cannot be read: {reason.lower()}") from None
    return texts


@click.command(
    epilog="Example:  quizkit check cart",
)
@click.argument("decks", metavar="DECK...", nargs=-1, shell_complete=complete_decks)
@click.option("--hints", is_flag=True, help="Give hints too: they are right less often.")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    callback=_listed,
    help="Apply only these rules: Q304, or Q3 for all that begin so; with commas between.",
)
@click.option("--ignore", metavar="CODES", multiple=True, callback=_listed, help="Leave these out.")
@click.option(
    "--source",
    "texts",
    metavar="ID=FILE",
    multiple=True,
    callback=_copies,
    help="Compare facts with FILE, a local copy of the source ID.",
)
@click.option(
    "--explain",
    metavar="CODE",
    help="Teach a rule, with a bad and a good card; Q3 lists those that begin so, `all` all.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="github: annotations of a pull request.",
)
@json_option
@click.pass_context
def check(
    ctx: click.Context,
    decks: tuple[str, ...],
    hints: bool,
    strict: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    texts: dict[str, str],
    explain: str | None,
    style: str,
    as_json: bool,
) -> int:
    """Report everything wrong with decks: where it is, what it is, and how to fix it.

    The cards' own examples are judged, rules for good cards are applied, and facts are compared
    with the sources that they cite, where a copy is at hand. DECK is a file, a folder, or a deck's
    id; `-` is standard input. The exit code is 1 if there is any error.
    """
    if explain is not None:
        return _explain(explain)
    if not decks:
        raise click.MissingParameter(ctx=ctx, param=ctx.command.params[0])
    from quizkit.formats.same_ids import same_ids
    from quizkit.lint import Severity, check_deck
    from quizkit.lint.finding import from_problem

    for code in select + ignore:
        _rules(code)  # refuses an unknown one
    readings = _readings(decks)
    _refuse_unknown_sources(texts, readings)
    findings: list[Finding] = []
    size = sum(len(reading.text) for reading in readings)
    with progress_bar("Checking", 100 * len(readings), is_long=size >= _LONG) as tick:
        for reading in readings:
            findings += check_deck(
                reading, hints=hints, select=select, ignore=ignore, texts=texts, tell=tick
            )
    findings += map(from_problem, same_ids(readings))
    severities = [finding.severity for finding in findings]
    if as_json or style == "json":
        echo_json([finding.to_dict() for finding in findings])
    elif style == "github":
        click.echo("".join(f"{_annotation(finding)}\n" for finding in findings), nl=False)
    else:
        say("".join(f"{finding}\n\n" for finding in findings), end="")
        cards = sum(len(one.deck.cards) for one in readings if one.deck)
        found = _counted(severities)
        say(f"{count(len(readings), 'deck')}, {count(cards, 'card')}: {found}")
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return 0 if failing.isdisjoint(severities) else 1


_LONG = 400_000
"""Characters that take about a second to check."""


def _readings(decks: tuple[str, ...]) -> "list[Reading]":
    """Return the decks as read; `-` is standard input."""
    from quizkit.formats.deck_yaml import open_deck, parse_deck

    if "-" not in decks:
        from quizkit.cli.deck_files import deck_files

        return [open_deck(path) for path in deck_files(decks)]
    from quizkit.cli.standard_input import all_of_it

    if len(decks) > 1:
        raise click.UsageError("`-` stands alone")
    try:
        text = all_of_it().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError("standard input is not UTF-8") from None
    return [parse_deck(text, file="<stdin>", folder=".")]


def _counted(severities: "list[Severity]") -> str:
    from quizkit.lint import Severity

    there = [severity for severity in Severity if severity in severities]
    counts = [count(severities.count(severity), severity.value) for severity in there]
    return ", ".join(counts) or "no problems"


def _rules(beginning: str) -> "list[Rule]":
    """Return the rules whose codes begin so.

    Raises:
        click.UsageError: there is none.
    """
    from quizkit.lint import all_rules

    found = [rule for code, rule in all_rules().items() if code.startswith(beginning)]
    if not found:
        raise click.UsageError(f"there is no rule {beginning}{_near(beginning)}")
    return found


def _refuse_unknown_sources(texts: dict[str, str], readings: "list[Reading]") -> None:
    """Refuse copies of sources that none of the decks has; what is not read may have them."""
    decks = [one.deck for one in readings if one.deck]
    known = sorted({source for deck in decks for source in deck.sources})
    unknown = [source for source in texts if source not in known]
    if unknown and len(decks) == len(readings):
        has = f"; there is {', '.join(map(visible, known))}" if known else ""
        raise click.UsageError(f"no deck has a source {visible(unknown[0])}{has}")


def _near(code: str) -> str:
    from difflib import get_close_matches

    from quizkit.lint import all_rules

    near = get_close_matches(code, all_rules(), n=9, cutoff=0.5)
    if not near:
        return "; `--explain all` lists them"
    family = [rule for rule in near if rule[:2] == code[:2]]
    return f"; did you mean {(family or near)[0]}?"


def _explain(code: str) -> int:
    from quizkit.lint import explanation

    code = code.upper() or "''"
    family = _rules("" if code == "ALL" else code)
    if family[0].code == code:
        click.echo(explanation(family[0]))
        return 0
    for rule in family:
        click.echo(f"{rule.code}  {rule.severity.value:<7}  {rule.lesson.title}")
    return 0


def _annotation(finding: "Finding") -> str:
    """Return a finding as a workflow command of GitHub Actions."""
    kind = {"hint": "notice"}.get(finding.severity.value, finding.severity.value)
    place = finding.location
    said = f"{finding.message}\nfix: {finding.fix}" if finding.fix else finding.message
    return (
        f"::{kind} file={_escaped(place.file, ',:')},line={max(1, place.line)},"
        f"col={max(1, place.column)},title={_escaped(finding.code, ',:')}::{_escaped(said)}"
    )


def _escaped(text: str, more: str = "") -> str:
    """Return `text` with what has a meaning in a workflow command escaped, as is done there."""
    text = "\n".join(map(visible, text.split("\n")))
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text
