"""Hebrew."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Hebrew", "עברית", decimal_comma=False)
