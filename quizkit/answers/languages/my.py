"""Burmese."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Burmese", "မြန်မာ", decimal_comma=False)
