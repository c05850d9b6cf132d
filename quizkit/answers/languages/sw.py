"""Swahili."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Swahili", "Kiswahili", decimal_comma=False)
