"""Sinhala."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Sinhala",
    "සිංහල",
    decimal_comma=False,
    conjunctions="සහ",
    months="දුරුතු නවම් මැදින් බක් වෙසක් පොසොන් ඇසළ නිකිණි බිනර වප් ඉල් උඳුවප්",
    weekdays="සඳුදා අඟහරුවාදා බදාදා බ්රහස්පතින්දා සිකුරාදා සෙනසුරාදා ඉරිදා",
    noise="",
)
