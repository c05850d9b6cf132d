"""Malay."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Malay", "Melayu", decimal_comma=False)
