"""Chinese."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Chinese", "中文", decimal_comma=False)
