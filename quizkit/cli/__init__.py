"""The command line: parses, calls, prints; no rule of the domain is in it.

Commands are loaded when they are called, so that `--help` costs what click costs.

    commands    a file a command: parse, call, print
    player      a session shown and driven; `pictures`: those that a terminal shows in it
    options, colour, encoding, page, progress_bar    what several commands take, and how they write
    texts               what an author wrote, plain or in Markdown, on a page
    check_report, mends, watching       what `check` prints, mends, and does again
    fitting_lines       messages and help in lines that fit the terminal
    deck_files, folders, samples, decks     which files are meant, and which decks and cards;
                        `included`: which files are parts of others
    following                           edits of decks followed before a command
    events, leeches, orphans, copies    what several commands tell; `fit_offer`: what `stats` does
    ahead, left_out     what was dated by a clock that was ahead; notes and decks with problems
    backups             those there are, and the one that a day's first session leaves
    editors             the learner's editor, told a line
    flagged             what `history --flagged` tells; `deck_places`: where cards stand in files
    judged_otherwise    what `history --judged-otherwise` tells
    verify              what `history --verify` tells; `soundness`: is a file sound before a session
    start, standings                    `quizkit` alone; what there is to study, deck by deck
    losses, imports     what did not come along when cards went in or out; imports taken back
    shown_rows, shown_media             what `show` tells of tables of words; of pictures and sounds
    due_cache, due_schedules            what `quizkit due` keeps, to answer at once; and works out
    deck_cache                          decks read before, kept
    trying              a card tried by its author
    entry_prompts       what `add` asks; `prompts`: lines typed behind one
    standard_input                      what is read there: answers, as bytes may give them, a deck
    clock                               what time it is; `called`: how quizkit was called
    cache_folder                        where and how such things are kept, privately
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

from quizkit import __version__
from quizkit.garbage import search_seldom, undisturbed

with undisturbed(stays=True):  # of a start to `--help`, the search would take a part that is felt
    import click

from quizkit.cli.colour import colour_option
from quizkit.cli.encoding import write_anything

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_HOME = "quizkit.cli.commands"


class CommandRow(NamedTuple):
    """A command of the table: `module:function` that holds it, and what `quizkit --help` says."""

    place: str
    help: str


_COMMANDS = {
    "play": CommandRow(".play:play", "Study decks: due cards first, then new ones."),
    "check": CommandRow(".check:check", "Report every problem of decks, with its place and fix."),
    "new": CommandRow(".new:new", "Write a new deck with an example of each kind."),
    "add": CommandRow(".add:add", "Append notes to a deck by prompts."),
    "fmt": CommandRow(".fmt:fmt", "Write missing ids into decks and tidy them."),
    "show": CommandRow(
        ".show:show", "Show decks as learners see them, and how answers are judged."
    ),
    "try": CommandRow(".try_:try_", "Type answers to a card, see them judged, keep them."),
    "schema": CommandRow(
        ".schema:schema", "Print the JSON Schema of the deck format, for editors."
    ),
    "completion": CommandRow(
        ".completion:completion", "Print what makes a shell complete quizkit's words."
    ),
    "import": CommandRow(
        ".import_:import_", "Make decks of another program's file, with its history."
    ),
    "export": CommandRow(".export:export", "Hand decks on to another program."),
    "formats": CommandRow(".formats:formats", "List what import reads and export writes."),
    "due": CommandRow(".due:due", "Count what is due now."),
    "history": CommandRow(".history:history", "Show the log, newest first."),
    "undo": CommandRow(".undo:undo", "Take back the newest answer of this device."),
    "forget": CommandRow(".forget:forget", "Make cards new again; their history is kept."),
    "reschedule": CommandRow(".reschedule:reschedule", "Have cards come on a date."),
    "merge": CommandRow(".merge:merge", "Take over the progress of another file."),
    "backup": CommandRow(
        ".backup:backup", "Write a backup of your progress, and list those there are."
    ),
    "restore": CommandRow(".restore:restore", "Put a backup in the place of your progress."),
    "stats": CommandRow(
        ".stats:stats", "Recall and minutes by week, what comes, a year at a glance."
    ),
    "config": CommandRow(".config:config", "Show or change a setting."),
    "fit": CommandRow(".fit:fit", "Fit the scheduler's weights to your answers."),
}
"""The commands in the order of `quizkit --help`; a module with a dot before it is one of ours."""


_NARROW = 52
"""Columns from which on the help of click fits."""


class _Context(click.Context):
    """A context whose help fits a narrow terminal as well."""

    def make_formatter(self) -> click.HelpFormatter:
        """Return what writes help; click's own takes each terminal for 50 columns wide or more."""
        from shutil import get_terminal_size

        columns = get_terminal_size().columns
        if columns >= _NARROW:
            return super().make_formatter()
        from quizkit.cli.fitting_lines import NarrowHelp

        return NarrowHelp(columns)


class LazyGroup(click.Group):
    """A group whose commands stand in a table, each imported when it is called."""

    context_class = _Context

    def __init__(self, *args: Any, table: Mapping[str, CommandRow], **attrs: Any) -> None:
        super().__init__(*args, **attrs)
        self._table = table

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Return the context of a command line; its help may be more than a reader wants."""
        with _done_when_nobody_reads():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what it prints may be more than a reader wants."""
        with _done_when_nobody_reads():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table; those of `click.Group` are sorted."""
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module; None if there is no such command."""
        row = self._table.get(cmd_name)
        return None if row is None else _command(row)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return a command and what it is given; a usage error suggests the nearest name."""
        name = args[0]
        if name not in self._table and not name.startswith("-"):
            ctx.fail(f"there is no command {name!r}{_hint(name, self._table)}")
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Return the commands that begin so; `click.Group` would import them all for their help."""
        from click.shell_completion import CompletionItem

        rows = self._table.items()
        found = [CompletionItem(name, help=row.help) for name, row in rows]
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [*(item for item in found if item.value.startswith(incomplete)), *options]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help's list of commands from the table, importing none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, row.help) for name, row in self._table.items()])


@contextmanager
def _done_when_nobody_reads() -> Iterator[None]:
    """End a command well whose reader has had enough; of `click` itself it would be an error."""
    try:
        yield
    except BrokenPipeError:
        raise click.exceptions.Exit(0) from None


def _command(row: CommandRow) -> click.Command:
    """Return a command, imported, with the options that every command takes."""
    module, function = row.place.split(":")
    with undisturbed(stays=True):
        command: click.Command = getattr(import_module(module, _HOME), function)
    command.short_help = row.help
    command.context_class = _Context
    taken = {name for option in command.params for name in option.opts}
    # `--progress`, so that an alias or a script may give it to any command.
    unused = click.Option(["--progress"], metavar="FILE", expose_value=False, hidden=True)
    command.params += [each for each in (colour_option(), unused) if taken.isdisjoint(each.opts)]
    return command


def _hint(name: str, table: Iterable[str]) -> str:
    """Return a hint at the command or deck that a name may mean; empty if there is none like it."""
    from quizkit.cli.deck_files import deck_ids
    from quizkit.visible import shell_word
    from quizkit.wording import near_miss

    if os.path.exists(name) or name in deck_ids():  # noqa: PTH110
        return f"; did you mean `quizkit play {shell_word(name)}`?"
    return near_miss(name, table, shown="`{}`")


@click.group(
    cls=LazyGroup,
    table=_COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example:  quizkit play cart",
)
@click.option("--progress", metavar="FILE", help="Progress file, for every command.")
@click.version_option(__version__, prog_name="quizkit")
@click.pass_context
def cli(ctx: click.Context, progress: str | None) -> int | None:
    """Learn by questions: plain-text decks, asked when they are due.

    Alone, `quizkit` shows the decks of decks/, or of this folder, with what is due: on a terminal
    Enter studies them all.
    """
    if ctx.invoked_subcommand is None:
        from quizkit.cli.start import start

        return start(ctx)
    return None


cli.params.append(colour_option())


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code; a traceback is always a bug of ours."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by who started us
            setattr(sys, name, open(os.devnull, mode))  # noqa: PTH123, SIM115 - open to the end
    for name in ("COLUMNS", "LINES"):
        if len(os.environ.get(name, "")) > 4:  # no terminal is so large
            del os.environ[name]
    write_anything()
    search_seldom()
    args = sys.argv[1:] if args is None else args
    try:
        code = _run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has had enough. Python would complain again at exit.
        _write_no_more()
        code = 0
    except OSError as error:  # a full disk behind standard output, a name no file can have
        _write_no_more()
        where = f"{error.filename}: " if error.filename else ""
        _tell(f"quizkit: {where}{(error.strerror or str(error)).lower()}", args)
        code = 2
    sys.exit(code)


def _write_no_more() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(args: Sequence[str]) -> int:
    """Return the exit code of a command line; whatever goes wrong is told on standard error."""
    try:
        result = cli.main(args, prog_name="quizkit", standalone_mode=False)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.ClickException as error:
        told = StringIO()
        error.show(told)
        _tell(told.getvalue().removesuffix("\n"), args)
        return error.exit_code
    except click.Abort as end:
        if end.__cause__ is None:  # at a question, whose line is open yet
            click.echo(err=True)
        click.echo("interrupted", err=True)
        return 130
    except Exception as error:
        # Loaded only now: without an error, `--help` needs nothing of ours.
        from quizkit.errors import DeckError, QuizkitError, StoreError

        if not isinstance(error, QuizkitError):
            raise
        _tell(str(error) if isinstance(error, DeckError) else f"quizkit: {error}", args)
        return 7 if isinstance(error, StoreError) else 2
    return result if isinstance(result, int) else 0


def _tell(message: str, args: Sequence[str]) -> None:
    """Write a message on standard error, in which what was typed harms no terminal."""
    from quizkit.cli.fitting_lines import say
    from quizkit.visible import visible

    typed = {part for arg in args for part in (arg, arg.partition("=")[2])}
    for part in sorted(typed, key=len, reverse=True):
        if part != visible(part):
            message = message.replace(part, visible(part))
    say("\n".join(map(visible, message.split("\n"))), err=True)
