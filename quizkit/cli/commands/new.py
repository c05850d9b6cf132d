"""`quizkit new`: a deck to begin with."""

import os
from pathlib import Path

import click

from quizkit.authoring.saving import create
from quizkit.authoring.scaffold import TEMPLATES, scaffold, template, title_of
from quizkit.cli.fitting_lines import say
from quizkit.formats.deck_yaml import slug
from quizkit.visible import visible

_SUFFIXES = (".yaml", ".yml")


@click.command(
    epilog="Example:  quizkit new decks/capitals.yaml",
)
@click.argument("file", metavar="FILE")
@click.option("--bare", is_flag=True, help="A single note, and no comments.")
@click.option(
    "--template",
    "field",
    type=click.Choice(TEMPLATES),
    metavar="FIELD",
    help=f"Examples of a field: {', '.join(TEMPLATES)}.",
)
@click.option("--title", help="Title of the deck (default: from the name of the file).")
@click.option(
    "--from", "sample", metavar="SAMPLE", help="Copy a sample deck, such as cart, as it is."
)
def new(file: str, bare: bool, field: str | None, title: str | None, sample: str | None) -> int:
    """Write a new deck, with comments and an example of each kind, or of what a field needs.

    It can be played and checked as it is. The title and the id come from the name of FILE; folders
    that are missing are made. A file that is there already is never written over. `-` writes to
    standard output. A copy of a sample deck keeps its id, and so your progress.
    """
    if title is not None and not title.strip():
        raise click.UsageError("the title is empty")
    if sample is not None and (bare or title or field):
        raise click.UsageError(
            "--from copies a deck as it is; leave out --bare, --template and --title"
        )
    if bare and field:
        raise click.UsageError("--bare is a deck without examples; leave out --template")
    if file == "-":
        click.echo(_text(title or "A new deck", "", bare, field, sample), nl=False)
        return 0
    path = Path(file)
    if os.path.isdir(path) or not path.name:  # noqa: PTH112 - `is_dir` fails on long names
        example = visible(str(path / "deck.yaml"))
        raise click.UsageError(f"{visible(file)} is a folder; name a file, such as {example}")
    if path.suffix not in _SUFFIXES:
        path = path.with_name(f"{path.name}.yaml")
    stem = path.name.removesuffix(path.suffix)
    create(path, _text(title or title_of(stem), slug(path.name), bare, field, sample))
    from quizkit.visible import shell_word

    name = shell_word(path)
    say(
        f"{visible(str(path))} is written.\n\n"
        f"Study:  quizkit play {name}\nCheck:  quizkit check {name}"
    )
    return 0


def _text(title: str, deck_id: str, bare: bool, field: str | None, sample: str | None) -> str:
    if sample is not None:
        return _text_of(sample)
    if field is not None:
        return template(field, _plain(title), deck_id)
    return scaffold(_plain(title), deck_id, bare=bare)


def _text_of(sample: str) -> str:
    """Return the text of the sample deck with an id."""
    from quizkit.cli.deck_files import NotFound, quick_id
    from quizkit.cli.samples import sample_decks

    files = {quick_id(path): path for path in sample_decks()}
    if sample not in files:
        raise NotFound(f"there is no sample deck {sample}; there is {', '.join(files)}")
    return files[sample].read_text("utf-8")


def _plain(title: str) -> str:
    """Return a title on one line, without what a terminal or YAML would not take."""
    return " ".join(visible(title).split())
