"""Polish."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Polish", "polski", conjunctions="i")
