"""`quizkit check`: what is wrong with decks, for their authors."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from quizkit.cli.check_report import Manner, report
from quizkit.cli.fitting_lines import say
from quizkit.cli.options import complete_decks, json_option
from quizkit.cli.progress_bar import progress_bar
from quizkit.errors import QuizkitError
from quizkit.visible import visible
from quizkit.wording import count

if TYPE_CHECKING:
    from quizkit.formats.deck_yaml import Reading
    from quizkit.lint import Finding
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
@click.option("--fix", is_flag=True, help="Write the mends that are safe into the decks.")
@click.option("--diff", is_flag=True, help="Show those mends, and write nothing.")
@click.option("--statistics", is_flag=True, help="Count by rule, with one example each.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes.")
@json_option
@click.pass_context
def check(
    ctx: click.Context,
    /,
    decks: tuple[str, ...],
    explain: str | None,
    style: str,
    as_json: bool,
    statistics: bool,
    watch: bool,
    **asked: Any,
) -> int:
    """Report everything wrong with decks: where it is, what it is, and how to fix it.

    The cards' own examples are judged, rules for good cards are applied, and facts are compared
    with the sources that they cite, where a copy is at hand. DECK is a file, a folder, or a deck's
    id; `-` is standard input. The exit code is 1 if there is any error.

    --fix mends what can be mended without another meaning, and leaves all else as it stands; what
    is left is reported. With `-` the mended deck is printed. The exit code of --diff is 1 if it
    shows anything.
    """
    if explain is not None:
        return _explain(explain)
    if not decks:
        raise click.MissingParameter(ctx=ctx, param=ctx.command.params[0])
    how = Asked(**asked)
    for code in (*how.select, *how.ignore):
        _rules(code)  # refuses an unknown one
    style = "json" if as_json else style
    if statistics and style == "github":
        raise click.UsageError("--statistics goes with text or json")
    if how.diff and (statistics or style != "text"):
        raise click.UsageError("--diff prints a diff alone; --json has the `edits` of each finding")
    err = how.fix and "-" in decks
    manner = Manner(style, statistics, how.select, err=err, offers=() if how.fix else decks)
    if not watch:
        return _checked(decks, how, manner)[0]
    if how.fix or how.diff or "-" in decks:
        raise click.UsageError("--watch goes with neither --fix, --diff nor `-`")
    return _watched(decks, how, manner)


class Asked(NamedTuple):
    """What is asked of a check, by the names of the options."""

    hints: bool
    strict: bool
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    texts: dict[str, str]
    fix: bool
    diff: bool

    def allows(self, finding: "Finding") -> bool:
        """Return whether a finding is to be mended."""
        return not self.select or finding.code.startswith(self.select)


def _checked(decks: tuple[str, ...], how: Asked, manner: Manner) -> "tuple[int, Sequence[Reading]]":
    """Check decks, tell what is found, and return the exit code, with the decks as read."""
    from quizkit.formats.same_ids import same_ids
    from quizkit.lint import Severity, check_deck
    from quizkit.lint.finding import from_problem

    readings = _readings(decks, to_write=how.fix)
    _refuse_unknown_sources(how.texts, readings)
    look = partial(
        check_deck, hints=how.hints, select=how.select, ignore=how.ignore, texts=how.texts
    )
    findings: list[Finding] = []
    is_long = sum(len(reading.text) for reading in readings) >= _LONG
    if how.fix or how.diff:
        from quizkit.cli import mends
        from quizkit.lint.mending import mended

        found = []
        with progress_bar("Mending", len(readings), is_long=is_long) as tick:
            for reading in readings:
                found.append((reading, mended(reading, look, allowed=how.allows)))
                tick(1)
        if how.diff:
            return int(mends.show(found, decks)), readings
        mends.write(found)
        readings = [after.reading for _, after in found]
        findings += (one for _, after in found for one in after.left)
    else:
        with progress_bar("Checking", 100 * len(readings), is_long=is_long) as tick:
            for reading in readings:
                findings += look(reading, tell=tick)
    findings += map(from_problem, same_ids(readings))
    report(findings, readings, manner)
    failing = {Severity.ERROR, Severity.WARNING} if how.strict else {Severity.ERROR}
    return int(not failing.isdisjoint(one.severity for one in findings)), readings


def _watched(decks: tuple[str, ...], how: Asked, manner: Manner) -> int:
    """Check decks again and again, until Ctrl-C."""
    from time import sleep

    from quizkit.cli.watching import INTERVAL, watch

    beside: set[Path] = set()

    def files() -> set[Path]:
        return {*chain.from_iterable(map(_named, decks)), *beside}

    def work() -> None:
        if sys.stdout.isatty():
            click.clear()
        try:
            for reading in _checked(decks, how, manner)[1]:
                beside.update(_beside(reading))
        except (click.ClickException, QuizkitError) as error:
            said = error.format_message() if isinstance(error, click.ClickException) else str(error)
            say(said, err=True)
        say(f"Watching {count(len(files()), 'file')}; Ctrl-C ends.", err=True)

    with suppress(KeyboardInterrupt):
        watch(files, work, partial(sleep, INTERVAL))
    click.echo(err=True)
    return 0


def _named(name: str) -> Iterator[Path]:
    """Yield the files that a name means by itself; which an id means, a reading tells."""
    from quizkit.cli.folders import decks_in, is_deck_name

    path = Path(name)
    if path.is_dir():
        yield from decks_in(path).decks
    elif path.exists() or is_deck_name(name):
        yield path


def _beside(reading: "Reading") -> Iterator[Path]:
    """Yield the files that a deck is made of, copies of its sources, and its pictures and sounds."""
    from quizkit.lint.named_files import files_of

    yield from map(Path, reading.texts)
    deck, folder = reading.lenient_deck, Path(reading.file).parent
    for source in deck.sources.values() if deck else ():
        if source.file:
            yield folder / source.file
    for note in deck.notes if deck else ():
        yield from (folder / named.from_deck for named in files_of(note))


_LONG = 400_000
"""Characters that take about a second to check."""


def _files(decks: tuple[str, ...], *, to_write: bool = False) -> list[Path]:
    from quizkit.cli.deck_files import deck_files

    return deck_files(decks, to_write=to_write)


def _readings(decks: tuple[str, ...], *, to_write: bool = False) -> "Sequence[Reading]":
    """Return the decks as read; `-` is standard input."""
    from quizkit.formats.deck_yaml import open_deck, parse_deck

    if "-" not in decks:
        return [open_deck(path) for path in _files(decks, to_write=to_write)]
    from quizkit.cli.mends import STDIN
    from quizkit.cli.standard_input import all_of_it

    if len(decks) > 1:
        raise click.UsageError("`-` stands alone")
    try:
        text = all_of_it().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError("standard input is not UTF-8") from None
    return [parse_deck(text, file=STDIN, folder=".")]


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


def _refuse_unknown_sources(texts: dict[str, str], readings: "Sequence[Reading]") -> None:
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
