"""Which files the DECK arguments of a command mean: a file, a folder, or a deck's id.

None of them is read as a deck for that, unless its id is written in some odd way; so a shell prompt
that asks what is due need not load what decks are made of.
"""

import os
import re
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import click

from quizkit.cli.folders import DECK_SUFFIXES, InFolder, decks_in, each_once, is_deck_name
from quizkit.cli.included import without_included
from quizkit.cli.samples import sample_decks
from quizkit.visible import shell_word, visible
from quizkit.wording import near_miss

_MOST_OF_A_HEAD = 20_000_000
"""Bytes of a file that its `cards:` is looked for in."""

TRY_ONE = "quizkit play cart"


class NotFound(click.ClickException):
    """No such deck, card or tag."""

    exit_code = 4

    def format_message(self) -> str:
        """Return the message with control characters made visible: names come from outside."""
        return visible(self.message)


def deck_files(names: Iterable[str], *, to_write: bool = False) -> list[Path]:
    """Return the deck files that `names` mean, each once, in order.

    Links of a folder that lead out of it are left out, which is said.

    Raises:
        NotFound: a name is no file, no folder with decks, and no id of a deck near by or a sample.
        QuizkitError: they are to be written, and one is a sample.
    """
    files = (_files_of(name, to_write) for name in names)
    return each_once(chain.from_iterable(files))


def near_decks() -> list[Path]:
    """Return the files of `decks/`, or of this folder where they look like decks."""
    return near().decks


def near() -> InFolder:
    """Return the decks of `decks/`, or of this folder, and links that lead out of it."""
    folder = Path("decks")
    if folder.is_dir():
        return _decks_in(folder)
    found = _decks_in(Path())
    return found._replace(decks=[path for path in found.decks if _looks_like_deck(path)])


def decks_here() -> list[Path]:
    """Return the files of `near_decks`; links that are left out are said."""
    return _told(near())


def all_here() -> list[Path]:
    """Return the files of `near_decks`; links that are left out are said.

    Raises:
        NotFound: there is none.
    """
    here = decks_here()
    if not here:
        raise NotFound(f"there is no deck in decks/ or here; try one: `{TRY_ONE}`")
    return here


def deck_ids() -> list[str]:
    """Return the ids that name a deck: of those near by, and of the samples."""
    return sorted({quick_id(path) for path in [*near_decks(), *sample_decks()]})


def quick_id(path: Path) -> str:
    """Return the id of a deck, from its top lines or its name, without reading it all."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            top = file.read(4000)
    except OSError:
        top = ""
    found = re.search(r"^id:[ \t]*['\"]?([^\s'\"#:]+)", top, re.MULTILINE)
    if found:
        return found[1]
    from quizkit.formats.deck_yaml import slug

    return slug(path.name)


def _decks_in(folder: Path) -> InFolder:
    """Return the decks of a folder, without the files that others of them include."""
    found = decks_in(folder)
    return found._replace(decks=without_included(found.decks))


def _files_of(name: str, to_write: bool) -> list[Path]:
    """Return the decks that one name means: a folder's, a file, those with that id nearby, a sample."""
    path = Path(name)
    if name and path.is_dir():
        files = _told(_decks_in(path))
        if not files:
            ends = " or ".join(DECK_SUFFIXES)
            raise NotFound(f"no decks in the folder {name}: decks are files that end in {ends}")
        return files
    if name and path.exists():
        return [path]
    if is_deck_name(name) or os.sep in name:
        hint = _near_miss(name, otherwise=f"; `quizkit new {shell_word(name)}` begins one")
        raise NotFound(f"there is no deck {name}{hint}")
    if own := _with_id(name, near_decks()):
        return own
    samples = _with_id(name, sample_decks())
    if not samples:
        raise NotFound(
            f"there is no deck {name}: neither a file, nor a folder, nor the id of a deck in "
            f"decks/ or here{_near_miss(name)}"
        )
    if to_write:
        copy = Path("decks" if Path("decks").is_dir() else "", samples[0].name)
        from quizkit.errors import QuizkitError

        raise QuizkitError(
            f"{name} is a sample deck, which is only read; "
            f"for one of your own: quizkit new {copy} --from {name}"
        )
    return samples


def _with_id(name: str, files: Sequence[Path]) -> list[Path]:
    """Return the decks with an id; they are read only if it may be written in some odd way."""
    found = [path for path in files if quick_id(path) == name]
    return found or [path for path in files if _id_of(path) == name]


def _told(found: InFolder) -> list[Path]:
    """Return the decks of a folder; say which links are left out."""
    for link in found.outside:
        from quizkit.cli.fitting_lines import say

        say(
            f"{visible(str(link))} leads out of the folder and is left out; name it to use it",
            err=True,
        )
    return found.decks


def _looks_like_deck(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_OF_A_HEAD)
    except OSError:
        return False
    if re.search(rb"^cards:", text, re.MULTILINE):
        return True
    asks = (
        rb"^(?:include|words):|^[ \t-]*\{?(?:question|statement|cloze):"  # `cards:` may be misspelt
    )
    keys = rb"^title:", asks  # which alone many a file of other programs has
    return all(re.search(key, text, re.MULTILINE) for key in keys)


def _id_of(path: Path) -> str | None:
    """Return the id of the deck in a file; None if it cannot be read."""
    from quizkit.cli.deck_cache import load_deck
    from quizkit.errors import DeckError

    try:
        return load_deck(path).id
    except DeckError:
        return None


def _near_miss(name: str, otherwise: str = "") -> str:
    """Return a hint for a wrong name: the most similar of the decks that there are, or `otherwise`."""
    here = near_decks()
    samples = map(quick_id, sample_decks())
    known = [*map(str, here), *(path.stem for path in here)]
    return near_miss(name, known) or near_miss(Path(name).stem, samples, otherwise=otherwise)
