"""Malayalam."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Malayalam",
    "മലയാളം",
    decimal_comma=False,
    conjunctions="കൂടാതെ",
    months="ജനുവരി ഫെബ്രുവരി മാർച്ച് ഏപ്രിൽ മേയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ് സെപ്റ്റംബർ ഒക്ടോബർ നവംബർ ഡിസംബർ",
    more_months="ഫെബ്രു 2 ഏപ്രി 4 ഓഗ 8 സെപ്റ്റം 9 ഒക്ടോ 10 ഡിസം 12",
    weekdays="തിങ്കളാഴ്ച ചൊവ്വാഴ്ച ബുധനാഴ്ച വ്യാഴാഴ്ച വെള്ളിയാഴ്ച ശനിയാഴ്ച ഞായറാഴ്ച",
    noise="",
)
