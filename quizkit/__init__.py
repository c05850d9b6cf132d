"""quizkit: learn by questions.

The public names, loaded on first use, so that `import quizkit` costs nothing.
"""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from quizkit.errors import DeckError, QuizkitError
    from quizkit.formats.deck_yaml import load_deck, read_deck
    from quizkit.model import Deck

_HOME = {
    "Deck": "quizkit.model",
    "DeckError": "quizkit.errors",
    "QuizkitError": "quizkit.errors",
    "load_deck": "quizkit.formats.deck_yaml",
    "read_deck": "quizkit.formats.deck_yaml",
}

__all__ = ["Deck", "DeckError", "QuizkitError", "__version__", "load_deck", "read_deck"]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
