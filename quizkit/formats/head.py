"""What stands above the entries of a deck: its id, its languages, its sources."""

import re
from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from quizkit.errors import codes
from quizkit.formats.fields import Fields
from quizkit.lazy import pattern
from quizkit.model import Source

if TYPE_CHECKING:
    from quizkit.formats.wrong import Fix

_LANGUAGE = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_NOT_IN_ID = pattern(r"[\s#:\x00-\x20\x7f-\x9f]+")


def read_id(fields: Fields) -> str:
    """Return the id of a deck or a note: no white space, `#`, `:` or control characters in it."""
    text = fields.text("id")
    if _NOT_IN_ID.search(text):
        from quizkit.formats.mends import instead

        fixed = _NOT_IN_ID.sub("-", text).strip("-")
        fields.problem(
            codes.ProblemCode.BAD_ID,
            f"the id `{text}` has white space, `#`, `:` or a control character in it",
            instead(*fields.written("id"), f"write `id: {fixed}`", text, fixed)
            if fixed
            else "choose an id of letters and figures",
            "id",
        )
    return text


class Languages(NamedTuple):
    """The languages of the two sides of a note, BCP 47 tags."""

    question: str = "en"
    answer: str = "en"


def read_languages(fields: Fields, of_deck: Languages | None = None) -> Languages:
    """Return the languages under `language`: one tag, or one a side.

    A side that is not named has that of the deck, and in the deck itself English. A tag alone is
    of the answers; what a deck asks has it too.
    """
    others = of_deck or Languages()
    if "language" not in fields.values:
        return others
    written = fields.values["language"]
    if not written or isinstance(written, list):
        fix = "write `language: en`, or `language: {question: en, answer: es}`"
        message = "`language` is the code of a language, or one for each side"
        fields.problem(codes.ProblemCode.WRONG_SHAPE, message, fix, "language")
        return others
    if isinstance(written, str):
        tag = language_tag(fields, "language", others.answer)
        return Languages(of_deck.question if of_deck else tag, tag)
    sides = fields.below("language")
    if not sides.values.keys() <= _SIDES:
        from quizkit.formats.kind_errors import unknown_keys

        unknown_keys(sides, _SIDES)
    own = {side: language_tag(sides, side, getattr(others, side)) for side in sides.values}
    fields.clean = fields.clean and sides.clean
    return others._replace(**own)


_SIDES = frozenset(Languages._fields)


def language_tag(fields: Fields, key: str, otherwise: str) -> str:
    """Return the BCP 47 tag under `key`; report one that is none."""
    text = fields.text(key)
    if text and not _LANGUAGE.fullmatch(text):
        from quizkit.answers.languages import code_of

        tag = text.replace("_", "-")
        meant = tag if _LANGUAGE.fullmatch(tag) else code_of(text)
        fix: Fix = "write one such as `en`, `de`, `pt-BR`"
        if meant:
            from quizkit.formats.mends import instead

            fix = instead(*fields.written(key), f"did you mean `{meant}`? {fix}", text, meant)
        message = f"`{text}` is no code of a language"
        fields.problem(codes.ProblemCode.BAD_LANGUAGE, message, fix, key)
    return text or otherwise


def is_markdown(fields: Fields) -> bool:
    """Return whether texts are Markdown, by what stands under `markup`.

    A word that is neither is reported, and read as Markdown, which most mean by it: so cards keep
    their ids meanwhile.
    """
    fields.option("markup", tuple(Markup))
    return fields.values["markup"] != Markup.PLAIN.value


class Markup(Enum):
    """How texts are written."""

    PLAIN = "plain"
    MARKDOWN = "markdown"


def read_sources(fields: Fields) -> dict[str, Source]:
    """Return the sources of a deck by id."""
    if "sources" not in fields.values:
        return {}
    sources = fields.below("sources")
    return {name: _source(sources, name) for name in sources.values}


def _source(sources: Fields, name: str) -> Source:
    """Return a source of the deck; keys other than ours, but for `x-` ones, are its details."""
    if not name.strip() or re.search(r"[#,\x00-\x1f]", name):
        sources.problem(
            codes.ProblemCode.BAD_ID,
            f"`{name}` cannot name a source: it is empty, or has `#` or `,` in it",
            "choose a short word, by which the entries cite it",
            name,
            key=True,
        )
    source = sources.below(name)
    if isinstance(sources.values[name], dict) and "title" not in source.values:
        _no_title(sources, name, source.values)
    details = {
        key: ", ".join(source.texts(key))
        for key in source.values
        if key not in _OF_SOURCES and not key.startswith("x-")
    }
    return Source(
        id=name,
        title=source.text("title") if "title" in source.values else "",
        file=source.text("file") if "file" in source.values else "",
        unknown=source.texts("unknown") if "unknown" in source.values else (),
        details=details,
    )


_OF_SOURCES = ("title", "file", "unknown")
"""What quizkit knows of a source; more may be said of it."""


def _no_title(sources: Fields, name: str, keys: Iterable[str]) -> None:
    from quizkit.formats.keys import likely_name

    meant = next((key for key in keys if likely_name(key, frozenset(("title",)))), None)
    fix: Fix = "add `title: …` below it, indented"
    if meant:
        from quizkit.formats.mends import instead

        fix = instead(
            *sources.written(name, meant, key=True), f"write `title` for `{meant}`", meant, "title"
        )
    sources.problem(
        codes.ProblemCode.NO_TITLE, f"the source `{name}` has no title", fix, name, key=True
    )
