"""Bengali."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Bengali", "বাংলা", decimal_comma=False)
