"""quizkit: learn by questions.

The public names, loaded on first use, so that `import quizkit` costs nothing.
"""

from quizkit.lazy import attach

__version__ = "0.1.0"

TYPE_CHECKING = False  # as `typing` has it, which the command can do without until it is guarded

if TYPE_CHECKING:
    from quizkit.errors import DeckError as DeckError, QuizkitError as QuizkitError
    from quizkit.formats.deck_yaml import load_deck as load_deck, read_deck as read_deck
    from quizkit.model import Deck as Deck
else:
    attach(
        __name__,
        {
            "quizkit.errors": "DeckError QuizkitError",
            "quizkit.formats.deck_yaml": "load_deck read_deck",
            "quizkit.model": "Deck",
        },
    )
