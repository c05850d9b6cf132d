"""Norwegian, where the tag does not say which."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Norwegian",
    "norsk",
    conjunctions="og",
    magnitudes="tusen 3 tusind 3 million 6 millioner 6 milliard 9 milliarder 9 mia 9 billion 12"
    " billioner 12",
    alternatives="eller",
)
