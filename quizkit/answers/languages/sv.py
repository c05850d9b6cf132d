"""Swedish."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Swedish",
    "svenska",
    conjunctions="och",
    months="januari februari mars april maj juni juli augusti september oktober november december",
    magnitudes="tusen 3 miljon 6 miljoner 6 miljard 9 miljarder 9 biljon 12 biljoner 12",
    alternatives="eller",
)
