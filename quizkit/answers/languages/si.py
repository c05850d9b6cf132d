"""Sinhala."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Sinhala", "සිංහල", decimal_comma=False)
