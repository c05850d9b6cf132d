"""The languages that answers may be in, one file each, named by its code and loaded when needed.

A deck names its language by a BCP 47 tag, which is read here and nowhere else. English is read in
every deck, beside the deck's own language. A new language is a new file in this folder: it holds a
`LANGUAGE` with whatever is known of it, and nothing else has to be told.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from quizkit.answers.languages.language import Language

_NAMELESS = ("de", "fr", "es")
"""Languages of many decks that name none, and so count as English."""


def _parted(tag: str) -> tuple[str, str]:
    """Return the code of the language and the rest of a tag; programs may write `de_AT`."""
    code, _, rest = tag.lower().replace("_", "-").partition("-")
    return code, rest


def is_english(tag: str) -> bool:
    """Return whether the language with this tag is English."""
    return _parted(tag)[0] == "en"


@lru_cache(maxsize=256)
def language_of(tag: str) -> "Language":
    """Return the language with a BCP 47 tag; one without a file has no words of its own."""
    code, region = _parted(tag)
    language = _loaded(code)
    if region and region in language.point_regions.split():
        from attrs import evolve

        return evolve(language, decimal_comma=False)
    return language


@lru_cache(maxsize=256)
def _loaded(code: str) -> "Language":
    """Return the language of the file that is named `code`, loaded once."""
    from importlib import import_module

    module = f"{__name__}.{code}"
    if 2 <= len(code) <= 3 and code.isascii() and code.isalpha():
        try:
            return cast("Language", import_module(module).LANGUAGE)
        except ModuleNotFoundError as error:
            if error.name != module:
                raise
    from quizkit.answers.languages.language import Language

    return Language()


def likely_languages(tag: str) -> "list[Language]":
    """Return a deck's language, English, and those that a deck which names none may be in.

    For what does no harm where it takes a word of another language for one of the deck's.
    """
    codes = dict.fromkeys((_parted(tag)[0], "en", *_NAMELESS))
    return [_loaded(code) for code in codes]


def all_languages() -> "Iterator[tuple[str, Language]]":
    """Yield the code and the words of every language that has a file, in order of the codes."""
    from pkgutil import iter_modules

    for code in sorted(module.name for module in iter_modules(__path__)):
        if len(code) <= 3:
            yield code, _loaded(code)


def code_of(name: str) -> str:
    """Return the code of the language with an English or its own name; empty if there is none."""
    name = name.casefold()
    names = ((code, one.name, one.own_name) for code, one in all_languages())
    return next((code for code, *known in names if name in map(str.casefold, known)), "")
