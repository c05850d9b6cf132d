"""Nepali."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Nepali", "नेपाली", decimal_comma=False)
