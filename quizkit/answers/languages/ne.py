"""Nepali."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Nepali",
    "नेपाली",
    decimal_comma=False,
    conjunctions="र",
    months="जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर",
    weekdays="सोमबार मङ्गलबार बुधबार बिहिबार शुक्रबार शनिबार आइतबार",
    noise="",
)
