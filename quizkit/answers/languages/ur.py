"""Urdu."""

from quizkit.answers.languages.language import Language

LANGUAGE = Language(
    "Urdu",
    "اردو",
    decimal_comma=False,
    conjunctions="اور و",
    alternatives="یا",
    lead_ins="یہ, وہ, جواب",
    tails="ہے ہیں تھا تھی تھے",
    months="جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    before_christ=r"ق\.? ?م|قبل (?:از )?مسیح|عام دور سے قبل",
    after_christ="ء|عیسوی|عام دور",
    weekdays="پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار",
    noise="کو سن میں سال",
    magnitudes="سو 2 ہزار 3 لاکھ 5 کروڑ 7 ارب 9 ملین 6",
    yes="درست, ہاں, صحیح",
    no="غلط, نہیں, نادرست",
    small_words="کا کی کے میں سے کو پر اور ہے ہیں تھا تھی",
)
