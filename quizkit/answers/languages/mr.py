"""Marathi."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Marathi", "मराठी", decimal_comma=False)
