"""What helps to write decks, as functions on texts: a scaffold, ids and tidying, new notes."""

import quizkit.formats  # noqa: F401 - where PyYAML is missing, it says what brings it
