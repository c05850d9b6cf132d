"""Urdu."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Urdu", "اردو", decimal_comma=False)
