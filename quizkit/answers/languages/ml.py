"""Malayalam."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Malayalam", "മലയാളം", decimal_comma=False)
