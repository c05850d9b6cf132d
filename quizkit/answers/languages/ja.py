"""Japanese."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Japanese", "日本語", decimal_comma=False)
