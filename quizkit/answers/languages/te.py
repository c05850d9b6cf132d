"""Telugu."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Telugu", "తెలుగు", decimal_comma=False)
