"""Norwegian Bokmål."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Norwegian Bokmål",
    "norsk bokmål",
    conjunctions="og",
    magnitudes="tusen 3 million 6 millioner 6 milliard 9 milliarder 9 mia 9 billion 12"
    " billioner 12",
    alternatives="eller",
)
