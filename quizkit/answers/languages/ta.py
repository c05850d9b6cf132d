"""Tamil."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Tamil",
    "தமிழ்",
    decimal_comma=False,
    conjunctions="மற்றும்",
    months="ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்",
    more_months="ஜன 1 பிப் 2 மார் 3 ஆக 8 செப் 9 நவ 11",
    weekdays="திங்கள் செவ்வாய் புதன் வியாழன் வெள்ளி சனி ஞாயிறு",
    noise="",
)
