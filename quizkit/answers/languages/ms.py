"""Malay."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Malay", "Bahasa Melayu", decimal_comma=False)
