"""Norwegian Nynorsk."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Norwegian Nynorsk",
    "norsk nynorsk",
    magnitudes="tusen 3 tusind 3 million 6 millioner 6 milliard 9 milliarder 9 mia 9 billion 12"
    " billioner 12",
    alternatives="eller",
)
