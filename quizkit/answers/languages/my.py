"""Burmese."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Burmese",
    "မြန်မာ",
    decimal_comma=False,
    conjunctions="နှင့်",
    months="ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် ဩဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ",
    more_months="ဖေ 2 ဧ 4 ဇူ 7 ဩ 8 အောက် 10 ဒီ 12",
    weekdays="တနင်္လာ အင်္ဂါ ဗုဒ္ဓဟူး ကြာသပတေး သောကြာ စနေ တနင်္ဂနွေ",
    noise="",
)
