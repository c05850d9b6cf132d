"""Punjabi."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Punjabi",
    "ਪੰਜਾਬੀ",
    decimal_comma=False,
    conjunctions="ਅਤੇ ਤੇ",
    months="ਜਨਵਰੀ ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ",
    more_months="ਜਨ 1 ਅਪ੍ਰੈ 4 ਜੁਲਾ 7 ਅਗ 8 ਅਕਤੂ 10",
    weekdays="ਸੋਮਵਾਰ ਮੰਗਲਵਾਰ ਬੁੱਧਵਾਰ ਵੀਰਵਾਰ ਸ਼ੁੱਕਰਵਾਰ ਸ਼ਨੀਵਾਰ ਐਤਵਾਰ",
    noise="",
)
