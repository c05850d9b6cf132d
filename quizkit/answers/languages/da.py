"""Danish."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Danish",
    "dansk",
    conjunctions="og",
    months="januar februar marts april maj juni juli august september oktober november december",
    magnitudes="tusind 3 million 6 millioner 6 milliard 9 milliarder 9 mia 9 billion 12"
    " billioner 12",
    alternatives="eller",
)
