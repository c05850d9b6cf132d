"""Kannada."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Kannada",
    "ಕನ್ನಡ",
    decimal_comma=False,
    conjunctions="ಮತ್ತು",
    months="ಜನವರಿ ಫೆಬ್ರವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್",
    more_months="ಜನ 1 ಫೆಬ್ರ 2 ಏಪ್ರಿ 4 ಆಗ 8 ಸೆಪ್ಟೆಂ 9 ಅಕ್ಟೋ 10 ನವೆಂ 11 ಡಿಸೆಂ 12",
    weekdays="ಸೋಮವಾರ ಮಂಗಳವಾರ ಬುಧವಾರ ಗುರುವಾರ ಶುಕ್ರವಾರ ಶನಿವಾರ ಭಾನುವಾರ",
    noise="",
)
