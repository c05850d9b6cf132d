"""Gujarati."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Gujarati", "ગુજરાતી", decimal_comma=False)
