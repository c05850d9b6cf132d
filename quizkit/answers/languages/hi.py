"""Hindi."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language("Hindi", "हिन्दी", decimal_comma=False)
