"""Korean."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Korean", "한국어", decimal_comma=False)
