"""Gujarati."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Gujarati",
    "ગુજરાતી",
    decimal_comma=False,
    conjunctions="અને",
    months="જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ સપ્ટેમ્બર ઑક્ટોબર નવેમ્બર ડિસેમ્બર",
    more_months="જાન્યુ 1 ફેબ્રુ 2 સપ્ટે 9 ઑક્ટો 10 ડિસે 12",
    weekdays="સોમવાર મંગળવાર બુધવાર ગુરુવાર શુક્રવાર શનિવાર રવિવાર",
    noise="",
)
