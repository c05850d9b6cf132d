"""Tamil."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Tamil", "தமிழ்", decimal_comma=False)
