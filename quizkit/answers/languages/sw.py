"""Swahili."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Swahili",
    "Kiswahili",
    decimal_comma=False,
    conjunctions="na",
    months="januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba",
    weekdays="jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili",
    noise="",
)
