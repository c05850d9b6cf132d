"""Amharic."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Amharic", "አማርኛ", decimal_comma=False)
