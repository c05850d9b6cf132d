"""Russian."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Russian", "русский", conjunctions="и")
