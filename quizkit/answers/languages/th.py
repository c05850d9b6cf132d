"""Thai."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Thai", "ไทย", decimal_comma=False)
