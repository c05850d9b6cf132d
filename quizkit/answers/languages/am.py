"""Amharic."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Amharic",
    "አማርኛ",
    decimal_comma=False,
    conjunctions="እና",
    months="ጃንዋሪ ፌብሩዋሪ ማርች ኤፕሪል ሜይ ጁን ጁላይ ኦገስት ሴፕቴምበር ኦክቶበር ኖቬምበር ዲሴምበር",
    more_months="ጃን 1 ፌብ 2",
    weekdays="ሰኞ ማክሰኞ ረቡዕ ሐሙስ ዓርብ ቅዳሜ እሑድ",
    noise="",
)
